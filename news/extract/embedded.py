"""Read articles that a page draws by script: the text is escaped HTML in a script's data."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from news.extract.markup import weight
from news.safe_json import loads

MAX_SCRIPT = 2_000_000
# Weight of a text that is hardly an article's.
SHORT = 150.0
# String literals of 200 characters or more; linear, for each branch begins
# differently.
_STRING = re.compile(
    r"\"((?:[^\"\\\n]|\\.){200,})\"|'((?:[^'\\\n]|\\.){200,})'"
)
_TAG = re.compile(r"<[^>]{0,2000}>")
_MARKED = re.compile(r"<(?:p|div|br|section|article)\b", re.IGNORECASE)


def find(scripts: list[str]) -> HtmlElement | None:
    """Return the longest piece of HTML that stands in a string of a script; None where there is
    none."""
    best, size = "", 0.0
    for script in scripts:
        for match in _STRING.finditer(script[:MAX_SCRIPT]):
            text = _plain(match.group(1) or match.group(2))
            worth = _worth(text)
            if worth > size:
                best, size = text, worth
    if size < SHORT:
        return None
    try:
        tree = markup.fragment_fromstring(best, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _worth(text: str) -> float:
    """Return the weight of a string's text; 0 for what holds no blocks."""
    if not _MARKED.search(text):
        return 0.0
    return weight(_TAG.sub("", text))


def _plain(text: str) -> str:
    """Undo a literal's escapes, then HTML's where the markup itself was escaped."""
    try:
        text = loads(
            '"'
            + re.sub(
                r"(?<!\\)((?:\\\\)*)\"", r"\1\\\"", text.replace("\\'", "'")
            )
            + '"',
            strict=False,
        )
    except ValueError:
        text = text.replace("\\/", "/").replace('\\"', '"')
        text = text.replace("\\n", "\n")
    for _ in range(2):
        if "&lt;" in text or "&quot;" in text or "&#" in text:
            text = unescape(text)
    return (
        text.replace("\\u003C", "<").replace("\\u003E", ">").replace('\\"', '"')
    )

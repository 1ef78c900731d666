"""Read articles that a page draws by script: the text is escaped HTML in a script's data."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain

from lxml.html import HtmlElement

from news.extract.page_elements import weight
from news.html_tree import parse_html
from news.safe_json import loads

MAX_SCRIPT = 2_000_000
# Weight of a text that is hardly an article's.
SHORT = 150.0
# String literals of 200 characters or more; linear, for each branch begins
# differently.
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.){200,}\"|'(?:[^'\\\n]|\\.){200,}'")
_BARE_QUOTE = re.compile(r"(?<!\\)((?:\\\\)*)\"")
_TAG = re.compile(r"<[^>]{0,2000}>")
_MARKED = re.compile(r"<(?:p|div|br|section|article)\b", re.IGNORECASE)


def find(scripts: list[str]) -> HtmlElement | None:
    """Return the longest piece of HTML that stands in a string of a script; None where there is
    none."""
    searched = (_STRING.findall(script[:MAX_SCRIPT]) for script in scripts)
    literals = chain.from_iterable(searched)
    best = max(map(_plain, literals), key=_worth, default="")
    return parse_html(best) if _worth(best) >= SHORT else None


def _worth(text: str) -> float:
    """Return the weight of a string's text; 0 for what holds no blocks."""
    if not _MARKED.search(text):
        return 0.0
    return weight(_TAG.sub("", text))


def _plain(literal: str) -> str:
    """Undo a literal's escapes, then HTML's, for the markup itself may be escaped twice.

    `"\\u003Cp\\u003EIt ran.\\u003C/p\\u003E"` and `'&lt;p>It ran.&lt;/p>'` → `<p>It ran.</p>`.
    """
    inside = literal[1:-1].replace("\\'", "'")
    quoted = _BARE_QUOTE.sub(r'\1\\"', inside)
    try:
        text = loads(f'"{quoted}"', strict=False)
    except ValueError:
        # JavaScript knows escapes that JSON does not.
        text = inside.replace("\\/", "/").replace("\\n", "\n")
    text = unescape(unescape(text)).replace('\\"', '"')
    return text.replace("\\u003C", "<").replace("\\u003E", ">")

"""Small functions over elements and texts that all readers of a page share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

# Letters that a joiner between them shapes: it belongs to the words of Persian, Urdu and
# India's languages, and to pictures made of several.
_SHAPED = "\u0600-\u08ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_BLANK = re.compile(
    r"(?:[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]"
    rf"|(?<![{_SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{_SHAPED}]))+"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
SOFT_HYPHEN = "\u00ad"
# Characters that nobody sees and that no split at white space removes.
_INVISIBLE = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u2060",
    "\ufeff",
)
# Characters of a class or an id that are read: what a page may name has a
# bound where names are remembered.
MAX_NAMES = 1000
# Characters of a line in which a name is sought behind its label.
MAX_SEARCHED = 400
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
        "center",
        "hr",
        "address",
        "details",
        "summary",
        "fieldset",
        "body",
        "hgroup",
    ]
)
_SIGNS = re.compile(r"[\W_]+")
# Deletes what is neither letter nor digit from plain ASCII: many times as fast
# as a rule.
_ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


def clean(text: str) -> str:
    """Fold white space, invisible characters included, to single spaces."""
    # Splitting is ten times as fast as the rule, and right where no character
    # is invisible.
    if text.isascii():
        return " ".join(text.split())
    text = text.replace(SOFT_HYPHEN, "")
    if any(sign in text for sign in _INVISIBLE):
        return _BLANK.sub(" ", text).strip()
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def weight(text: str) -> float:
    """Measure how much a text says: a CJK character counts as about two and a half letters."""
    if text.isascii():
        return float(len(text))
    wide = sum(map(len, _CJK.findall(text)))
    return wide * 2.5 + (len(text) - wide)


def names_of(node: HtmlElement) -> str:
    """Return class and id of an element, in one text, each cut to its first thousand characters."""
    given = node.get("class", "")
    own = node.get("id", "")
    return f"{given[:MAX_NAMES]} {own[:MAX_NAMES]}"


def text_of(node: HtmlElement) -> str:
    """Return all text below an element, white space folded."""
    return clean("".join(node.itertext()))


def stated_in(node: HtmlElement, *attributes: str) -> str:
    """Return what the first of these attributes says; the text below the element where none does.

    `<time datetime="2026-05-03">3 May</time>` → 2026-05-03; without `datetime` → 3 May.
    """
    stated = filter(None, map(node.get, attributes))
    return clean(next(stated, "")) or text_of(node)


def captured(
    search: Callable[[str], re.Match[str] | None],
    texts: Iterable[str],
    most: int = MAX_SEARCHED,
) -> Iterator[str]:
    """Yield the first group of a pattern in each text that it fits, sought in its first `most`
    characters."""
    beginnings = (text[:most] for text in texts)
    matches = filter(None, map(search, beginnings))
    return (match[1] for match in matches)


def upwards(node: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those that hold it, the innermost first."""
    return chain((node,), node.iterancestors())


def lineage(node: HtmlElement, most: int) -> Iterator[HtmlElement]:
    """Yield an element and those that hold it inside the body, at most `most` in all."""
    nodes = islice(upwards(node), most)
    return takewhile(lambda above: above.tag != "body", nodes)


def has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def fold_title(text: str) -> str:
    """Return a text's letters and digits alone, in small letters: how headlines are compared."""
    if text.isascii():
        return text.translate(_ASCII_SIGNS).lower()
    return _SIGNS.sub("", text).lower()

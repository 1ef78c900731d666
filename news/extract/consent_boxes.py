"""Find the boxes in which a page asks for consent to its cookies.

Their text is longer than a short article's, and their names differ from site to site: the
statement itself ("We use cookies …") and the button beside it tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from news.extract.furniture_words import CONSENT

# Elements with the word that are looked at.
MAX_STATEMENTS = 20
# Characters of a box, from its first to its last word.
LONGEST = 3000
# Pieces of text that are read of it.
PIECES = 200
# Elements from the word to the farthest one that may be its box.
LEVELS = 5
# Characters of a sentence, and of all sentences of something else that no box has.
SENTENCE = 40
OTHERS = 150
# Elements whose own words name cookies; what is dropped or never shown holds none.
_NAMING = (
    "//body//text()[contains(., 'ookie')]"
    "/parent::*[not(self::script or self::style or self::noscript or self::template or self::dropped)]"
)
# What makes an element more than such a box.
_WHOLE = (
    "boolean(self::body or self::main or self::article"
    " or descendant::h1 or descendant::article or descendant::main)"
)
# A button, or a name or role that such a box bears.
_MARKED = (
    "boolean(descendant::button or descendant::input or descendant::*[@role='button']"
    " or self::*[@role='dialog' or @role='alertdialog' or contains(@id, 'gdpr')"
    " or contains(@class, 'gdpr') or contains(concat(@id, ' ', @class), 'ookie')"
    " or contains(concat(@id, ' ', @class), 'onsent')])"
)
# What it asks about, in the bot's languages: recipes use cookies, too.
_ASKS = re.compile(
    r"privacy|consent|accept|datenschutz|akzept|einwillig|zustimm|confidentialité|consentement|"
    r"privacidad|acept|aceit|consent|accett|akcept|zgod|соглас|приня|конфиденц|同意|隐私|隱私|プライバシー",
    re.IGNORECASE,
)
# What the sentences of a box speak of, in the same languages.
_SPEAKS = re.compile(
    rf"ookie|{_ASKS.pattern}|personal|partner|data|daten|données|datos|dados|dati|данн|"
    r"device|gerät|appareil|dispositiv|устройств|browser|数据|设备|"
    r"preferen|statisti|storage|user|legitimate|advertis|marketing|werbung|publicit|publicid|реклам",
    re.IGNORECASE,
)


def consent_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the boxes in which a statement about cookies stands beside a button, once at least.

    `<div><p>We use cookies.</p><button>Accept</button></div>` → the `div`. An article that quotes
    such a statement, and one about cookies, ask for nothing beside it.
    """
    for node in islice(tree.xpath(_NAMING), MAX_STATEMENTS):
        around = list(islice(chain([node], node.iterancestors()), LEVELS))
        # "We use <a>cookies</a>": the statement is the link's paragraph.
        if any(map(_states, around[:2])):
            yield from islice(filter(_is_box, around[1:]), 1)


def _states(node: HtmlElement) -> bool:
    """Return whether an element's words begin as a statement about cookies."""
    words = _text(node).split()
    return CONSENT.search(" ".join(words)) is not None


def _is_box(node: HtmlElement) -> bool:
    """Recognise a box that asks: no part of an article, and no whole page."""
    if node.xpath(_WHOLE) or not node.xpath(_MARKED):
        return False
    pieces = list(islice(node.itertext(), PIECES))
    text = "".join(pieces)
    is_small = len(pieces) < PIECES and len(text) < LONGEST
    others = sum(map(len, filter(_tells, pieces)))
    return is_small and others < OTHERS and bool(_ASKS.search(text))


def _tells(words: str) -> bool:
    """Tell a sentence of something else: a short page's article is no part of a box."""
    return len(words) >= SENTENCE and not _SPEAKS.search(words)


def _text(node: HtmlElement) -> str:
    """Return the beginning of an element's text."""
    return "".join(islice(node.itertext(), PIECES))[:LONGEST]

"""Collect dates from elements, scripts and the address of a page, as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import filterfalse
from operator import attrgetter

from lxml.html import HtmlElement

from news.dates import find_date
from news.dates.publishing_words import UPDATED
from news.extract.beside import BESIDE
from news.extract.dates_in_text import DateReader
from news.extract.declared import Stated
from news.extract.page import Page
from news.extract.page_elements import names_of, stated_in, text_of
from news.extract.visible import MOMENTS
from news.witnesses import Evidence, Strength, Witness

MAX_TIMES = 60
# Characters of an element's date, and children of an element that shows one.
MAX_TEXT = 100
# Characters of the names by which an element is called in the evidence.
MAX_NAMES = 40
MAX_CHILDREN = 3
MAX_SCRIPT = 400_000

_DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)|[/_-]((?:19|20)\d{2})-?(0[1-9]|"
    r"1[0-2])-?(0[1-9]|[12]\d|3[01])(?=[/._-]|$|\D)"
)
# 2026-05-03 10:20:00 +0200 CEST: what a machine wrote into a title.
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d")
_FRESH = re.compile(
    r"pub|entry-date|post-date|posted|created|erstellt|issued", re.IGNORECASE
)
_STALE = re.compile(r"updat|modif|revis|edit", re.IGNORECASE)
_TIMED = re.compile(r"time|date|pub|datum|fecha|zeit", re.IGNORECASE)
_SCRIPT_TIME = re.compile(
    r"[\"']?\b(?:(?:first_?)?(?:publish(?:ed|ing)?|pub|created?|post(?:ed)?)_?(?:date_?time|date|time|at|on)|"
    r"oriCreateTime|dateCreated|datePublished|ct|ptime|time|date)[\"']?\s*[:=]\s*[\"']?"
    r"(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{13}|\d{10})\b",
    re.IGNORECASE,
)


def elements(reader: DateReader) -> list[Evidence]:
    """Return the dates of `<time>` and of elements that carry a moment in an attribute, those
    of publication first; those of a change go to the modified ones.

    `<time class="entry-date">` goes before a bare `<time>`; `<time class="updated">` is a change.
    """
    fresh: list[Evidence] = []
    plain: list[Evidence] = []
    for node in filterfalse(BESIDE.hold, _timed_elements(reader.page)):
        # Machines' attributes before the words, which may be a clock.
        text = stated_in(node, *MOMENTS, "title")[:MAX_TEXT]
        pieces = reader.declared([Stated(text, f"element {node.tag}")])
        property_name = node.get("itemprop", "")
        names = f"{names_of(node)} {property_name}"
        # WordPress calls the date of a post that never changed both.
        if node.get("pubdate") is not None or _FRESH.search(names):
            fresh += pieces
        elif _STALE.search(names):
            reader.modified += pieces
        else:
            plain += pieces
    return fresh[:2] or plain[:1]


def _timed_elements(page: Page) -> list[HtmlElement]:
    """List the elements that may bear a moment, `<time>` first, then Blogger's `<abbr title>`."""
    times = page.tags["time"][:MAX_TIMES]
    abbreviations = page.tags["abbr"]
    titled = [node for node in abbreviations if node.get("title")]
    dated = list(filter(_dated, page.timed))
    return [*times, *titled[:MAX_TIMES], *dated[:MAX_TIMES]]


def _dated(node: HtmlElement) -> bool:
    """Recognise an element with a class or an id that bears a moment for machines,
    or a title called a date.

    `<span class="date" title="3 May 2026">today</span>`, `<div class="stamp" datetime="2026-05-03">`.
    """
    names = names_of(node)
    title = node.get("title", "")
    if _MOMENT.match(title):
        return str(node.tag) != "time"
    if node.tag == "time" or not names.strip():
        return False
    titled = "date" in names and title
    return bool(titled) or any(map(node.get, MOMENTS))


def marked(reader: DateReader) -> Iterator[Evidence]:
    """Yield the dates of small elements whose names speak of time.

    `<span class="pubdate">3 May 2026</span>`; `Updated 4 May 2026` in it is a change.
    """
    for node, names in reader.page.named_like(_TIMED)[:MAX_TIMES]:
        if len(node) > MAX_CHILDREN or BESIDE.hold(node):
            continue
        by = f"element {names.strip()[:MAX_NAMES]}"
        dates = reader.dates(text_of(node), by)
        fresh = (date for date in dates if not UPDATED.search(date.before))
        yield from map(attrgetter("piece"), fresh)


def address(reader: DateReader) -> list[Evidence]:
    """Return the day that the address names."""
    match = _DAY_IN_ADDRESS.search(reader.page.url)
    if not match:
        return []
    year, month, day = filter(None, match.groups())
    text = f"{year}-{month:0>2}-{day:0>2}"
    return _guessed(reader, text, Witness.ADDRESS, match[0])


def scripts(reader: DateReader) -> list[Evidence]:
    """Return the first date in data of scripts."""
    texts = (script[:MAX_SCRIPT] for script in reader.page.scripts)
    matches = filter(None, map(_SCRIPT_TIME.search, texts))
    stated = [Stated(match[1], "script") for match in matches]
    first = reader.declared(stated)[:1]
    return [replace(piece, strength=Strength.DAY) for piece in first]


def guess(reader: DateReader) -> list[Evidence]:
    """Return what htmldate finds in the markup without its extensive search, which guesses."""
    # Only for pages that tell no date in any of our ways.
    from htmldate import find_date as search  # noqa: PLC0415

    text = search(
        deepcopy(reader.page.tree),
        url=reader.page.url,
        original_date=True,
        extensive_search=False,
    )
    return _guessed(reader, text or "", Witness.GUESS, "htmldate")


def _guessed(
    reader: DateReader, text: str, witness: Witness, by: str
) -> list[Evidence]:
    """Return the date of a text as a guess; nothing where it holds none."""
    page = reader.page
    found = find_date(text, zone=page.zone, now=page.now)
    piece = found and reader.piece(found, witness, Strength.GUESSED, by)
    return [piece] if piece else []

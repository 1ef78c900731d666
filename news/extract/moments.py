"""When the article was published and changed: every date of the page is a piece, and the evidence
are weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

from lxml.html import HtmlElement

from news.dates import FoundDate, Precision, find_date, find_dates
from news.extract.byline_labels import OTHER_DATES, PUBLISHED, UPDATED
from news.extract.context import ContextLines
from news.extract.declared import Declared, Stated
from news.extract.markup import clean, fold_title, names_of, text_of
from news.extract.page import Page
from news.witnesses import Evidence, Strength, Witness, decide

FIRST_YEAR = 1994
"""No page of the web is older; earlier dates are a company's or a person's."""
AHEAD = timedelta(days=2)
"""How far a publisher's clock may run ahead before its date is no date of publication."""
SAME = timedelta(hours=36)
"""Two dates so near name one day: zones lie between them."""
MAX_LINE = 300
MAX_LABELLED = 160
"""Characters of a line anywhere on the page whose label announces a date."""
MAX_TIMES = 60
MAX_QUARTERS = 56
"""Quarters of an hour between UTC and the farthest zone."""
MAX_BESIDE = 60
"""Letters beside a date in a line that tells when, not what."""
MAX_SCRIPT = 400_000

_DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)|[/_-]((?:19|20)\d{2})-?(0[1-9]|"
    r"1[0-2])-?(0[1-9]|[12]\d|3[01])(?=[/._-]|$|\D)"
)
_VAGUE = frozenset(
    {
        "meta date",
        "meta dc.date",
        "meta created",
        "meta dcterms.date",
        "meta datecreated",
        "meta displaydate",
        "meta dateupdate",
    }
)
_FRESH = re.compile(r"pub|entry-date|post-date|posted|created|erstellt|issued", re.IGNORECASE)
_STALE = re.compile(r"updat|modif|revis|edit", re.IGNORECASE)
_BYLINE = re.compile(
    r"来源|來源|作者|记者|記者|编辑|編輯|\b(?:by|von|par|por)\b|[|｜•·]", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d\D+\d{2}|\d{6}")
_TIMED = re.compile(r"time|date|pub|datum|fecha|zeit", re.IGNORECASE)
_OTHERS = re.compile(
    r"comment|respond|related|recommend|sidebar|widget|footer|promo|teaser|most|popular|event",
    re.IGNORECASE,
)
_SCRIPT_TIME = re.compile(
    r"[\"']?\b(?:publish_?time|pub_?date|pub_?time|publish_?date|create_?time|oriCreateTime|"
    r"datePublished|published_?at|ct|ptime|time|date)[\"']?\s*[:=]\s*[\"']?"
    r"(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{13}|\d{10})\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Moments:
    """All that the page says of its times, the likeliest piece first."""

    published: list[Evidence] = field(default_factory=list)
    modified: list[Evidence] = field(default_factory=list)


def read_moments(page: Page, declared: Declared, title: str, context: ContextLines) -> Moments:
    """Gather the evidence, and put the one first that is to stand."""
    reader = _Reader(page, title)
    moments = Moments()
    moments.modified += filter(None, map(reader.declared, declared.modified))
    stated = list(filter(None, map(reader.declared, declared.published)))
    stated += reader.elements(moments)
    head = list(reader.shown(context.head, moments))
    shown = head or list(reader.shown(context.above, moments)) or list(reader.labelled())
    tail = list(reader.shown(context.tail, moments))
    # Below the text, lists of the newest articles tell clocks and days without a year.
    shown = shown or [piece for piece in tail if piece.strength >= Strength.DAY]
    address = reader.address()
    if not shown and not stated:
        # The first paragraph may speak of any day: it is asked late.
        shown = list(reader.marked()) or list(reader.shown(context.lead[:1], moments))
    evidence = [*stated, *shown, *address]
    if not any(map(_timed, evidence)):
        evidence += reader.scripts()
    if not stated and not shown and len(evidence) == len(address):
        evidence += reader.guess()
    if not evidence:
        # A change is later than the publication; it is all that the page tells.
        evidence = [replace(piece, strength=Strength.GUESSED) for piece in moments.modified[:1]]
    moments.published = _ranked(evidence, head, address, moments.modified)
    return moments


def _ranked(
    evidence: list[Evidence],
    shown: list[Evidence],
    address: list[Evidence],
    modified: list[Evidence],
) -> list[Evidence]:
    """Put the piece first that stands: the strongest, unless two others agree against it."""
    verdict = decide(evidence)
    if verdict is None:
        return []
    best = _outvoted(verdict.evidence, evidence, shown, address) or verdict.evidence
    best = next((piece for piece in evidence if _more_exact(piece, best)), best)
    # What stands is as strong as what it outvoted: whoever weighs it against the feed need not vote
    # again.
    best = replace(
        best,
        value=_in_own_offset(best, shown, [*evidence, *modified]),
        strength=max(best.strength, verdict.evidence.strength),
    )
    others = [piece for piece in dict.fromkeys(evidence) if piece.value != best.value]
    return [best, *others]


def _outvoted(
    best: Evidence, evidence: list[Evidence], shown: list[Evidence], address: list[Evidence]
) -> Evidence | None:
    """Return the piece that stands instead: the visible byline or the address say one day, the
    declared data another."""
    shown = [piece for piece in shown if piece.strength >= Strength.DAY]
    if any(_near(piece, best) for piece in [*shown, *address]):
        return None
    for witness in [*address, *shown[:1]]:
        others = [piece for piece in evidence if piece is not witness and _near(piece, witness)]
        if others:
            return max(others, key=lambda piece: piece.strength)
    # Both alone: what is published once more gets a new date and keeps its address.
    return address[0] if address and _moment(address[0]) < _moment(best) else None


def _near(one: Evidence, other: Evidence) -> bool:
    return abs(_moment(one) - _moment(other)) <= SAME


def _moment(piece: Evidence) -> datetime:
    return piece.value if isinstance(piece.value, datetime) else datetime.min.replace(tzinfo=UTC)


def _timed(piece: Evidence) -> bool:
    at = _moment(piece)
    return (at.hour, at.minute, at.second) != (0, 0, 0)


def _more_exact(piece: Evidence, best: Evidence) -> bool:
    """Tell a piece that gives the time of day which the stronger one of that day lacks."""
    return not _timed(best) and _timed(piece) and _near(piece, best) and _same_day(piece, best)


def _same_day(piece: Evidence, best: Evidence) -> bool:
    days = {_moment(piece).date(), _moment(piece).astimezone(UTC).date()}
    return bool(days & {_moment(best).date(), _moment(best).astimezone(UTC).date()})


def _in_own_offset(best: Evidence, shown: list[Evidence], evidence: list[Evidence]) -> datetime:
    """Return a moment declared in UTC in the page's own offset: that of its visible clock, or of
    its other dates."""
    moment = _moment(best)
    if moment.utcoffset() or best.witness is not Witness.DECLARED or not _timed(best):
        return moment
    for piece in shown:
        if piece.strength is Strength.MINUTE:
            apart = _moment(piece).replace(tzinfo=UTC) - moment.replace(second=0, microsecond=0)
            quarters, rest = divmod(apart.total_seconds(), 900)
            if not rest and abs(quarters) <= MAX_QUARTERS:
                return moment.astimezone(timezone(timedelta(seconds=900 * quarters)))
    for piece in evidence:
        if piece.strength is Strength.ZONED and _moment(piece).utcoffset():
            return moment.astimezone(_moment(piece).tzinfo)
    return moment


class _Reader:
    """Reads dates in the page's zone and language."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self._stem = fold_title(title)
        # Hours ahead are a zone that was not told; a year ahead is an event.
        self._latest = page.now + AHEAD

    def declared(self, stated: Stated) -> Evidence | None:
        """Read a declared date; None for what is none, or cannot be one of publication."""
        found = find_date(
            stated.text, zone=self.page.zone, now=self.page.now, language=self.page.language
        )
        if found is None or found.precision < Precision.DAY or not found.has_year:
            return None
        strength = Strength.ZONED if _has_zone(found, stated.text) else Strength.DECLARED
        # What such names mean differs from system to system: a visible date goes before.
        if stated.by in _VAGUE:
            strength = Strength.CLOCK
        elif stated.by.startswith("element"):
            strength = Strength.DAY
        return self._piece(found, Witness.DECLARED, strength, stated.by)

    def _piece(
        self, found: FoundDate, witness: Witness, strength: Strength, by: str
    ) -> Evidence | None:
        moment = found.moment
        if not moment.year >= FIRST_YEAR or moment > self._latest:
            return None
        moment = min(moment, self.page.now.astimezone(moment.tzinfo))
        return Evidence(moment, witness, strength, by)

    def shown(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of lines that may be a byline; those of a change go to the modified
        ones."""
        for line in lines:
            if self._stem and self._stem in fold_title(line):
                continue
            for found, before in self._found(line):
                piece = self._visible(found, line)
                if piece is None or OTHER_DATES.search(before):
                    continue
                if UPDATED.search(before):
                    moments.modified.append(piece)
                elif _tells_when(line, found):
                    yield piece

    def _visible(self, found: FoundDate, line: str) -> Evidence | None:
        strength = Strength.MINUTE if found.precision >= Precision.MINUTE else Strength.DAY
        if not found.has_year or _NUMBERS.search(line[found.start : found.end]) is None:
            # Without a year, or told by the hours since: mostly another article's, in a list of the
            # newest.
            strength = Strength.CLOCK
        return self._piece(found, Witness.SHOWN, strength, clean(line)[:80])

    def _found(self, line: str) -> Iterator[tuple[FoundDate, str]]:
        """Yield a line's dates of day or better, each with the words before it."""
        line = line[:MAX_LINE]
        if not any(map(str.isdigit, line)):
            return
        page, passed = self.page, 0
        for found in find_dates(line, zone=page.zone, now=page.now, language=page.language):
            written = line[found.start : found.end]
            # "Today" and its cousins in other languages are words of menus too.
            if found.precision >= Precision.DAY and any(map(str.isdigit, written)):
                yield found, line[passed : found.start]
            passed = found.end

    def labelled(self) -> Iterator[Evidence]:
        """Yield dates that a label such as 发布日期 announces, wherever they stand."""
        for line in self.page.lines:
            text = line.text
            if len(text) > MAX_LABELLED or not PUBLISHED.search(text):
                continue
            for found, before in self._found(text):
                if PUBLISHED.search(before[-24:]) and not UPDATED.search(before):
                    piece = self._visible(found, text)
                    if piece:
                        yield piece

    def elements(self, moments: Moments) -> list[Evidence]:
        """Return the dates of `<time>` and of elements that carry a moment in an attribute, those
        of publication first."""
        fresh: list[Evidence] = []
        plain: list[Evidence] = []
        for node in self._timed_elements():
            text = node.get("datetime") or node.get("title") or text_of(node)
            piece = self.declared(Stated(text[:100], f"element {node.tag}"))
            names = f"{names_of(node)} {node.get('itemprop') or ''}"
            if piece is None or _beside(node):
                continue
            if _STALE.search(names):
                moments.modified.append(piece)
            elif node.get("pubdate") is not None or _FRESH.search(names):
                fresh.append(piece)
            else:
                plain.append(piece)
        return fresh[:2] or plain[:1]

    def _timed_elements(self) -> list[HtmlElement]:
        times = self.page.tags["time"][:MAX_TIMES]
        titled = [node for node in self.page.tags["abbr"] if node.get("title")]
        dated = [node for node, names in self.page.named if "date" in names and node.get("title")]
        return [*times, *titled[:MAX_TIMES], *dated[:MAX_TIMES]]

    def marked(self) -> Iterator[Evidence]:
        """Yield the dates of small elements whose names speak of time."""
        timed = [pair for pair in self.page.named if _TIMED.search(pair[1])]
        for node, names in timed[:MAX_TIMES]:
            if len(node) >= 4 or _beside(node):
                continue
            text = text_of(node)
            for found, before in self._found(text[:MAX_LINE]):
                piece = self._visible(found, f"element {names.strip()[:40]}: {text}")
                if piece and not UPDATED.search(before) and found.has_year:
                    yield piece

    def address(self) -> list[Evidence]:
        """Return the day that the address names."""
        match = _DAY_IN_ADDRESS.search(self.page.url)
        if not match:
            return []
        parts = [part for part in match.groups() if part]
        text = "-".join((parts[0], parts[1].zfill(2), parts[2].zfill(2)))
        found = find_date(text, zone=self.page.zone, now=self.page.now)
        piece = found and self._piece(found, Witness.ADDRESS, Strength.GUESSED, match.group(0))
        return [piece] if piece else []

    def scripts(self) -> list[Evidence]:
        """Return the first date in data of scripts."""
        for script in self.page.scripts:
            if match := _SCRIPT_TIME.search(script[:MAX_SCRIPT]):
                piece = self.declared(Stated(match.group(1), "script"))
                if piece:
                    return [replace(piece, strength=Strength.DAY)]
        return []

    def guess(self) -> list[Evidence]:
        """Return what htmldate finds in the markup without its extensive search, which guesses."""
        # Only for pages that tell no date in any of our ways.
        from htmldate import find_date as search  # noqa: PLC0415

        text = search(self.page.tree, url=self.page.url, original_date=True, extensive_search=False)
        found = find_date(text or "", zone=self.page.zone, now=self.page.now) if text else None
        piece = found and self._piece(found, Witness.GUESS, Strength.GUESSED, "htmldate")
        return [piece] if piece else []


def _tells_when(line: str, found: FoundDate) -> bool:
    """Tell a line that is about a date from a sentence or a headline that holds one."""
    beside = len(line) - (found.end - found.start)
    return beside <= MAX_BESIDE or bool(PUBLISHED.search(line)) or bool(_BYLINE.search(line))


def _has_zone(found: FoundDate, text: str) -> bool:
    return found.precision is Precision.ZONED or text.isdigit()


def _beside(node: HtmlElement) -> bool:
    """Tell an element that dates a comment or another article."""
    for count, parent in enumerate(node.iterancestors()):
        if count > 8 or parent.tag == "body":
            return False
        if parent.tag in {"aside", "footer", "nav"} or _OTHERS.search(names_of(parent)):
            return True
    return False

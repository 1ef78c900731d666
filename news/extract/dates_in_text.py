"""Collect dates from the lines and declared texts of a page, as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from news.dates import FoundDate, Precision, find_date, find_dates
from news.extract.byline_labels import OTHER_DATES, PUBLISHED, UPDATED
from news.extract.declared import Stated
from news.extract.markup import clean, fold_title
from news.extract.page import Page
from news.witnesses import Evidence, Strength, Witness

# No page of the web is older; earlier dates are a company's or a person's.
FIRST_YEAR = 1994
# How far a publisher's clock may run ahead before its date is no date of
# publication.
AHEAD = timedelta(days=2)
MAX_LINE = 300
# Characters of a line anywhere on the page whose label announces a date.
MAX_LABELLED = 160
# Characters of a line behind the first paragraph that may tell who wrote it and
# when.
MAX_NOTE = 60
# Letters beside a date in a line that tells when, not what.
MAX_BESIDE = 60

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
_BYLINE = re.compile(
    r"来源|來源|作者|记者|記者|编辑|編輯|\b(?:by|von|par|por)\b|[|｜•·]",
    re.IGNORECASE,
)
# "27.1.2026 - The text": a date opens the first paragraph.
_BEHIND_DATE = re.compile(r"\s?(?:[-–—|:]|\.\s?[-–—])\s")
_DATELINE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s?(?:[-–—|:]|\.\s?[-–—])\s"
)
# The verb may follow the date: "wurde am 19. Mai 2026 gepostet".
_TOLD = re.compile(
    r"(?:\s?Uhr)?\s(?:gepostet|veröffentlicht|geschrieben|publiziert|eingestellt|verfasst)\b"
    r"|\s?(?:发布|發布|發佈|发表|發表|掲載|公開)"
)
_NUMBERS = re.compile(r"\d\D+\d{2}|\d{6}")


@dataclass(slots=True)
class Moments:
    """All that the page says of its times, the likeliest piece first."""

    published: list[Evidence] = field(default_factory=list)
    modified: list[Evidence] = field(default_factory=list)


class DateReader:
    """Reads dates in the page's zone and language."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self._stem = fold_title(title)
        # Hours ahead are a zone that was not told; a year ahead is an event.
        self._latest = page.now + AHEAD

    def declared(self, stated: Stated) -> Evidence | None:
        """Read a declared date; None for what is none, or cannot be one of publication."""
        found = find_date(
            stated.text,
            zone=self.page.zone,
            now=self.page.now,
            language=self.page.language,
        )
        if (
            found is None
            or found.precision < Precision.DAY
            or not found.has_year
        ):
            return None
        strength = (
            Strength.ZONED
            if _has_zone(found, stated.text)
            else Strength.DECLARED
        )
        # What such names mean differs from system to system: a visible date
        # goes before.
        if stated.by in _VAGUE:
            strength = Strength.CLOCK
        elif stated.by.startswith("element"):
            strength = Strength.DAY
        return self.piece(found, Witness.DECLARED, strength, stated.by)

    def piece(
        self, found: FoundDate, witness: Witness, strength: Strength, by: str
    ) -> Evidence | None:
        """Make a date evidence; None for one that lies too far in the past or the future."""
        moment = found.moment
        if not moment.year >= FIRST_YEAR or moment > self._latest:
            return None
        moment = min(moment, self.page.now.astimezone(moment.tzinfo))
        return Evidence(moment, witness, strength, by)

    def shown(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of lines that may be a byline; those of a change go to the modified
        ones."""
        for line in lines:
            if (
                self._stem in fold_title(line)
                and self._stem
                and not PUBLISHED.search(line)
            ):
                continue
            for found, before in self.found(line):
                piece = self.visible(found, line)
                if piece is None or OTHER_DATES.search(before):
                    continue
                if UPDATED.search(before):
                    moments.modified.append(piece)
                elif _tells_when(line, found):
                    yield piece

    def opening(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of the first paragraph, and of short lines and datelines behind it."""
        yield from self.shown(lines[:1], moments)
        notes = [
            line
            for line in lines[1:]
            if len(line) <= MAX_NOTE or _opens_with_date(line)
        ]
        # "8 hours ago" is a comment's.
        yield from (
            piece
            for piece in self.shown(notes, moments)
            if piece.strength >= Strength.DAY
        )

    def visible(
        self, found: FoundDate, line: str, by: str = ""
    ) -> Evidence | None:
        """Make a date of a line evidence, as strong as it is exact."""
        strength = (
            Strength.MINUTE
            if found.precision >= Precision.MINUTE
            else Strength.DAY
        )
        if (
            not found.has_year
            or _NUMBERS.search(line[found.start : found.end]) is None
        ):
            # Without a year, or told by the hours since: mostly another
            # article's, in a list of the newest.
            strength = Strength.CLOCK
        return self.piece(
            found, Witness.SHOWN, strength, (by or clean(line))[:80]
        )

    def found(self, line: str) -> Iterator[tuple[FoundDate, str]]:
        """Yield a line's dates of day or better, each with the words before it."""
        line = line[:MAX_LINE]
        if not any(map(str.isdigit, line)):
            return
        page, passed = self.page, 0
        for found in find_dates(
            line, zone=page.zone, now=page.now, language=page.language
        ):
            written = line[found.start : found.end]
            # "Today" and its cousins in other languages are words of menus too.
            if found.precision >= Precision.DAY and any(
                map(str.isdigit, written)
            ):
                yield found, line[passed : found.start]
            passed = found.end

    def labelled(self) -> Iterator[Evidence]:
        """Yield dates that a label such as 发布日期 announces, wherever they stand."""
        for line in self.page.lines:
            text = line.text
            if len(text) > MAX_LABELLED or not PUBLISHED.search(text):
                continue
            for found, before in self.found(text):
                told = PUBLISHED.search(before[-24:]) or _TOLD.match(
                    text, found.end
                )
                if told and not UPDATED.search(before):
                    piece = self.visible(found, text)
                    if piece:
                        yield piece


def is_labelled(piece: Evidence) -> bool:
    """Tell a visible date of publication that says it is one."""
    return bool(
        PUBLISHED.match(piece.by.lstrip(" |·•"))
    ) and not UPDATED.search(piece.by)


def _opens_with_date(line: str) -> bool:
    return bool(_DATELINE.match(line))


def _tells_when(line: str, found: FoundDate) -> bool:
    """Tell a line that is about a date from a sentence or a headline that holds one."""
    if found.start == 0 and _BEHIND_DATE.match(line, found.end):
        return True
    beside = len(line) - (found.end - found.start)
    return (
        beside <= MAX_BESIDE
        or bool(PUBLISHED.search(line))
        or bool(_BYLINE.search(line))
    )


def _has_zone(found: FoundDate, text: str) -> bool:
    return found.precision is Precision.ZONED or text.isdigit()

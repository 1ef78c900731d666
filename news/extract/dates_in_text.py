"""Collect dates from the lines and declared texts of a page, as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from news.dates import FoundDate, Precision, find_date, find_dates
from news.extract.byline_labels import OTHER_DATES, PUBLISHED, UPDATED
from news.extract.declared import Stated
from news.extract.markup import clean, fold_title, has_digit
from news.extract.page import Page
from news.witnesses import Evidence, Strength, Witness

# No page of the web is older; earlier dates are a company's or a person's.
FIRST_YEAR = 1994
# How far a publisher's clock may run ahead before its date is no date of
# publication.
AHEAD = timedelta(days=2)
# Names and pictures in which the year of a day without one is sought.
MAX_NAMED = 400
# How old a day without its year may be: from there on its year is a guess.
RECENT = timedelta(days=90)
MAX_LINE = 300
# Characters of a line anywhere on the page whose label announces a date.
MAX_LABELLED = 160
# Characters of a line that is only such a label: its value follows in the next.
MAX_LABEL = 24
# Characters between such a label and its date: "Submitted by" a name "on".
MAX_TO_DATE = 48
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
# A film may be older than the article that shows it, an element another's.
_OF_A_PART = ("element", "json-ld uploadDate")
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
_DIGIT = re.compile(r"\d")
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
        """Read a declared date; None if it is not one, or cannot be one of publication."""
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
        if stated.by in _VAGUE and _is_filler(found.moment):
            return None
        strength = _declared_strength(found, stated)
        return self.piece(found, Witness.DECLARED, strength, stated.by)

    def piece(
        self, found: FoundDate, witness: Witness, strength: Strength, by: str
    ) -> Evidence | None:
        """Make a date evidence; None for one that lies too far in the past or the future."""
        moment: datetime | None = found.moment
        age = self.page.now - found.moment
        if not found.has_year and age > RECENT:
            moment = self._in_told_year(found.moment)
        if (
            moment is None
            or not moment.year >= FIRST_YEAR
            or moment > self._latest
        ):
            return None
        moment = min(moment, self.page.now.astimezone(moment.tzinfo))
        return Evidence(moment, witness, strength, by)

    def _in_told_year(self, moment: datetime) -> datetime | None:
        """Put a day without its year into the year that names and addresses on the page give this
        day; None where they give none.

        "24 June" on a page with the picture `/img/20190624/a.jpg` → 24 June 2019.
        """
        day = re.compile(
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_/]?){moment:%m}(?P=sep){moment:%d}(?!\d)"
        )
        page = self.page
        named = page.named[:MAX_NAMED]
        names = (name for _, name in named)
        pictures = (
            node.get("src", "") for node in page.tags["img"][:MAX_NAMED]
        )
        texts = (page.url, *names, *pictures)
        told = filter(None, map(day.search, texts))
        years = (int(match["year"]) for match in told)
        year = next(years, 0)
        try:
            return moment.replace(year=year) if year else None
        except ValueError:
            return None

    def shown(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of lines that may be a byline; those of a change go to the modified
        ones.

        "By Ann Doe | 3 May 2026 | Updated 4 May 2026" → the 3rd; the 4th is of a change.
        """
        for line in lines:
            if self._is_headline(line):
                continue
            for found, before in self.found(line):
                piece = self.visible(found, line)
                if piece is None or OTHER_DATES.search(before):
                    continue
                if UPDATED.search(before):
                    moments.modified.append(piece)
                elif _tells_when(line, found):
                    yield piece

    def _is_headline(self, line: str) -> bool:
        """Recognise a line with the headline: its dates are what the article is about."""
        named = self._stem and self._stem in fold_title(line)
        return bool(named) and not PUBLISHED.search(line)

    def opening(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of the first paragraph, and of short lines and datelines behind it."""
        yield from self.shown(lines[:1], moments)
        yield from self.notes(lines[1:], moments)

    def notes(self, lines: list[str], moments: Moments) -> Iterator[Evidence]:
        """Yield the dates of paragraphs that may be a byline: short ones, and datelines."""
        notes = [line for line in lines if _is_note(line)]
        # "8 hours ago" is a comment's.
        for piece in self.shown(notes, moments):
            if piece.strength >= Strength.DAY:
                yield piece

    def visible(
        self, found: FoundDate, line: str, by: str = ""
    ) -> Evidence | None:
        """Make a date of a line evidence, as strong as it is exact."""
        written = line[found.start : found.end]
        if not found.has_year or not _NUMBERS.search(written):
            # Without a year, or told by the hours since: mostly another
            # article's, in a list of the newest.
            strength = Strength.CLOCK
        elif found.precision >= Precision.MINUTE:
            strength = Strength.MINUTE
        else:
            strength = Strength.DAY
        return self.piece(
            found, Witness.SHOWN, strength, (by or clean(line))[:80]
        )

    def found(self, line: str) -> Iterator[tuple[FoundDate, str]]:
        """Yield a line's dates of day or better, each with the words before it."""
        line = line[:MAX_LINE]
        if not has_digit(line):
            return
        page, passed = self.page, 0
        for found in find_dates(
            line, zone=page.zone, now=page.now, language=page.language
        ):
            written = line[found.start : found.end]
            # "Today" and its cousins in other languages are words of menus too.
            if found.precision >= Precision.DAY and has_digit(written):
                yield found, line[passed : found.start]
            passed = found.end

    def _announced(self) -> Iterator[str]:
        """Yield the lines that hold a label of publication, with the value from the next line where
        the label stands alone."""
        label = ""
        for line in self.page.lines:
            text = line.text
            if label:
                yield f"{label} {text}"[:MAX_LABELLED]
            labels = len(text) <= MAX_LABELLED and PUBLISHED.search(text)
            alone = len(text) <= MAX_LABEL and not _DIGIT.search(text)
            label = text if labels and alone else ""
            if labels and not alone:
                yield text

    def labelled(self) -> Iterator[Evidence]:
        """Yield dates that a label such as 发布日期 announces, wherever they stand."""
        for text in self._announced():
            for found, before in self.found(text):
                told = PUBLISHED.search(before[-MAX_TO_DATE:]) or _TOLD.match(
                    text, found.end
                )
                if told and not _of_another_kind(before):
                    piece = self.visible(found, text)
                    if piece:
                        yield piece


def _declared_strength(found: FoundDate, stated: Stated) -> Strength:
    """Weigh a declared date by the name that states it, then by whether it tells its zone.

    `json-ld datePublished` with an offset is the strongest; `meta created` gives way to a
    visible day, for its meaning differs from system to system.
    """
    if stated.by in _VAGUE:
        return Strength.CLOCK
    if stated.by.startswith(_OF_A_PART):
        return Strength.DAY
    # Seconds since 1970 are of UTC.
    zoned = found.precision is Precision.ZONED or stated.text.isdigit()
    return Strength.ZONED if zoned else Strength.DECLARED


def _of_another_kind(before: str) -> bool:
    """Recognise the words before a date of a change, a citation, an event."""
    return bool(UPDATED.search(before) or OTHER_DATES.search(before))


def _is_filler(moment: datetime) -> bool:
    """Recognise the first midnight of a year: records of which only the year is known carry it."""
    first = moment.replace(month=1, day=1, hour=0, minute=0)
    return moment == first


def is_labelled(piece: Evidence) -> bool:
    """Recognise a visible date of publication that says it is one."""
    return bool(
        PUBLISHED.match(piece.by.lstrip(" |·•"))
    ) and not UPDATED.search(piece.by)


def _is_note(line: str) -> bool:
    """Recognise a paragraph that may be a byline: a short one, or "27.1.2026 - The text"."""
    return len(line) <= MAX_NOTE or bool(_DATELINE.match(line))


def _tells_when(line: str, found: FoundDate) -> bool:
    """Distinguish a line that is about a date from a sentence or a headline that holds one.

    "Sunday, 3 May 2026" and "By Ann Doe, 3 May 2026" tell when; a sentence of a hundred letters
    with "on 3 May 2026" in it tells what.
    """
    if found.start == 0 and _BEHIND_DATE.match(line, found.end):
        return True
    written = found.end - found.start
    beside = len(line) - written
    speaks = PUBLISHED.search(line) or _BYLINE.search(line)
    return beside <= MAX_BESIDE or bool(speaks)

"""Collect dates from the lines and declared texts of a page, as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, filterfalse, pairwise
from operator import itemgetter

from news.dates import FoundDate, Precision, find_date, find_dates
from news.dates.publishing_words import PUBLISHED, UPDATED
from news.extract.byline_labels import OTHER_DATES
from news.extract.declared import Stated
from news.extract.page import Page
from news.extract.page_elements import clean, fold_title, has_digit
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
# Characters of a line by which it is quoted in the evidence.
MAX_BY = 80

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
# Words and marks of a line that tells when an article appeared, or who wrote it.
_SPEAKS_OF_TIME = re.compile(
    rf"{PUBLISHED.pattern}|来源|來源|作者|记者|記者|编辑|編輯|\b(?:by|von|par|por)\b|[|｜•·]",
    re.IGNORECASE,
)
# Words before the date of a change, a citation, an event.
_ANOTHER_KIND = re.compile(
    f"{UPDATED.pattern}|{OTHER_DATES.pattern}", re.IGNORECASE
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


# A clock that tells its own zone needs no other witness for it.
_SHOWN_STRENGTH = {
    Precision.DAY: Strength.DAY,
    Precision.MINUTE: Strength.MINUTE,
    Precision.ZONED: Strength.DECLARED,
}


@dataclass(frozen=True, slots=True)
class LineDate:
    """A date that a line shows, and the words about it."""

    piece: Evidence
    found: FoundDate
    line: str
    # The words between the date before and this one.
    before: str

    def is_announced(self) -> bool:
        """Recognise a date with a word of publishing: `发布日期 2026-05-03`, "on 3 May gepostet"."""
        if _ANOTHER_KIND.search(self.before):
            return False
        label = PUBLISHED.search(self.before[-MAX_TO_DATE:])
        return bool(label or _TOLD.match(self.line, self.found.end))

    def tells_when(self) -> bool:
        """Distinguish a line that is about a date from a sentence or a headline that holds one.

        "Sunday, 3 May 2026" and "By Ann Doe, 3 May 2026" tell when; a sentence of a hundred letters
        with "on 3 May 2026" in it tells what.
        """
        line, start, end = self.line, self.found.start, self.found.end
        beside = len(line) - (end - start)
        if beside <= MAX_BESIDE or _SPEAKS_OF_TIME.search(line):
            return True
        return start == 0 and bool(_BEHIND_DATE.match(line, end))


class DateReader:
    """Reads dates in the page's zone and language."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        # Dates of changes, gathered while those of publication are read.
        self.modified: list[Evidence] = []
        self._stem = fold_title(title)
        # Hours ahead are a zone that was not told; a year ahead is an event.
        self._latest = page.now + AHEAD

    def declared(self, stated: Iterable[Stated]) -> list[Evidence]:
        """Read declared dates, and leave out what cannot be a date of publication."""
        return list(filter(None, map(self._declared, stated)))

    def _declared(self, stated: Stated) -> Evidence | None:
        """Read a declared date; None for a clock, a day without its year, a filler.

        `2026-05-03T10:05:00+02:00` and `1777795500` are dates; `10:05` and `2004-01-01T00:00` under
        a vague name such as `meta created` are none.
        """
        page = self.page
        found = find_date(
            stated.text, zone=page.zone, now=page.now, language=page.language
        )
        if found is None or not _is_day(found):
            return None
        if stated.by in _VAGUE and _is_filler(found.moment):
            return None
        strength = _declared_strength(found, stated)
        return self.piece(found, Witness.DECLARED, strength, stated.by)

    def piece(
        self, found: FoundDate, witness: Witness, strength: Strength, by: str
    ) -> Evidence | None:
        """Make a date evidence; None for one that lies too far in the past or the future.

        "24 June" read in December means this June, which is too old for a guess: the page has to
        tell its year. A clock that runs ahead by less than `AHEAD` is set back to now.
        """
        moment = found.moment
        if not found.has_year and self.page.now - moment > RECENT:
            moment = self._in_told_year(moment)
        if moment.year < FIRST_YEAR or moment > self._latest:
            return None
        now = self.page.now.astimezone(moment.tzinfo)
        return Evidence(min(moment, now), witness, strength, by)

    def _in_told_year(self, moment: datetime) -> datetime:
        """Put a day without its year into the year that names and addresses on the page give this
        day; into the year 1 where they give none.

        "24 June" on a page with the picture `/img/20190624/a.jpg` → 24 June 2019.
        """
        day = re.compile(
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_/]?){moment:%m}(?P=sep){moment:%d}(?!\d)"
        )
        page = self.page
        names = map(itemgetter(1), page.named[:MAX_NAMED])
        images = page.tags["img"][:MAX_NAMED]
        pictures = (image.get("src", "") for image in images)
        told = filter(None, map(day.search, (page.url, *names, *pictures)))
        years = (int(match["year"]) for match in told)
        try:
            return moment.replace(year=next(years, 1))
        except ValueError:
            # 29 February of a year that has none.
            return moment.replace(year=1, day=1)

    def shown(self, lines: list[str]) -> Iterator[Evidence]:
        """Yield the dates of lines that may be a byline; those of a change go to the modified
        ones.

        "By Ann Doe | 3 May 2026 | Updated 4 May 2026" → the 3rd; the 4th is of a change.
        """
        about_time = filterfalse(self._is_headline, lines)
        for date in chain.from_iterable(map(self.dates, about_time)):
            if OTHER_DATES.search(date.before):
                continue
            if UPDATED.search(date.before):
                self.modified.append(date.piece)
            elif date.tells_when():
                yield date.piece

    def _is_headline(self, line: str) -> bool:
        """Recognise a line with the headline: its dates are what the article is about.

        "Results of 19 May 2026" above an article of the 20th; "Published 20 May 2026" is none.
        """
        if not self._stem or PUBLISHED.search(line):
            return False
        return self._stem in fold_title(line)

    def opening(self, lines: list[str]) -> Iterator[Evidence]:
        """Yield the dates of the first paragraph, and of short lines and datelines behind it.

        The first one is read whole: "3 May 2026. The ferry runs again" is often dated so.
        """
        yield from self.shown(lines[:1])
        yield from self.notes(lines[1:])

    def notes(self, lines: list[str]) -> list[Evidence]:
        """Return the dates of paragraphs that may be a byline: short ones, and datelines."""
        notes = list(filter(_is_note, lines))
        return of_a_day(self.shown(notes))

    def dates(self, line: str, by: str = "") -> Iterator[LineDate]:
        """Yield a line's dates of day or better; `by` names their place, if not the line."""
        page, passed = self.page, 0
        searched = line[:MAX_LINE] if has_digit(line) else ""
        for found in find_dates(
            searched, zone=page.zone, now=page.now, language=page.language
        ):
            before = line[passed : found.start]
            piece = self._visible(found, line, by or clean(line))
            if piece:
                yield LineDate(piece, found, line, before)
            passed = found.end

    def _visible(self, found: FoundDate, line: str, by: str) -> Evidence | None:
        """Make a date of a line evidence, as strong as it is exact; None for less than a day.

        "3 May 2026, 10:20" is a minute, "3 May 2026" a day, "3 May" and "8 hours ago" are clocks.
        """
        written = line[found.start : found.end]
        # "Today" and its cousins in other languages are words of menus too.
        if found.precision < Precision.DAY or not has_digit(written):
            return None
        if not found.has_year or not _NUMBERS.search(written):
            # Without a year, or told by the hours since: mostly another
            # article's, in a list of the newest.
            strength = Strength.CLOCK
        else:
            strength = _SHOWN_STRENGTH[found.precision]
        return self.piece(found, Witness.SHOWN, strength, by[:MAX_BY])

    def labelled(self) -> list[Evidence]:
        """Return dates that a label such as 发布日期 announces, wherever they stand.

        They may stand below the text, or in a column beside it, where a bare date is another's.
        """
        dates = chain.from_iterable(map(self.dates, self._announcing()))
        return [date.piece for date in dates if date.is_announced()]

    def _announcing(self) -> Iterator[str]:
        """Yield the lines that hold a label of publication, with the value from the next line where
        the label stands alone.

        `发布日期`, and `2026-05-03` in the next element → `发布日期 2026-05-03`.
        """
        texts = [line.text for line in self.page.lines]
        for text, following in pairwise([*texts, ""]):
            if len(text) > MAX_LABELLED or not PUBLISHED.search(text):
                continue
            whole = f"{text} {following}" if _stands_alone(text) else text
            yield whole[:MAX_LABELLED]


def _stands_alone(label: str) -> bool:
    """Recognise a label without its value: `Veröffentlicht am`, but not `Stand: 3.5.2026`."""
    return len(label) <= MAX_LABEL and not has_digit(label)


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


def _is_day(found: FoundDate) -> bool:
    """Recognise a whole date, of which the time of day may be missing."""
    return found.has_year and found.precision >= Precision.DAY


def _is_filler(moment: datetime) -> bool:
    """Recognise the first midnight of a year: records of which only the year is known carry it."""
    first = moment.replace(month=1, day=1, hour=0, minute=0)
    return moment == first


def is_labelled(piece: Evidence) -> bool:
    """Recognise a visible date of publication that says it is one.

    "Published 3 May 2026" does; "3 May 2026" and "Posted 3 May, updated 4 May" do not.
    """
    line = piece.by.lstrip(" |·•")
    return bool(PUBLISHED.match(line)) and not UPDATED.search(line)


def of_a_day(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Leave out clocks and days without a year.

    "8 hours ago" and "3 May" stand beside comments and in lists of the newest articles.
    """
    return [piece for piece in pieces if piece.strength >= Strength.DAY]


def _is_note(line: str) -> bool:
    """Recognise a paragraph that may be a byline: a short one, or "27.1.2026 - The text"."""
    return len(line) <= MAX_NOTE or bool(_DATELINE.match(line))

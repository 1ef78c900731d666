"""Remove boilerplate lines around an article: source lines, disclaimers, promotions, share bars."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf

from news.dates import find_dates
from news.dates.publishing_words import ANNOUNCED
from news.dates.times_of_day import joins_time
from news.extract import furniture_words as words
from news.extract.byline_labels import BY
from news.extract.page_elements import fold_title, has_digit, has_letter, weight
from news.extract.person_names import people

# Weights of lines (a CJK character counts as two and a half letters), measured
# on 30 Chinese and the development half of 990 European pages. From here a line
# is a paragraph, if it ends as a sentence.
PARAGRAPH = 110.0
# Behind the heading of a list of other articles, from here a line that ends as
# a sentence is the text again.
SENTENCE = 80.0
MAX_END = 200.0
MAX_LABEL = 260.0
MAX_STAMPED = 130.0
MAX_PROMOTION = 420.0
# A line about rights: longer ones are looked at behind the text only.
MAX_RIGHTS = 200.0
MAX_LATE_RIGHTS = 700.0
# Shares of a text's weight: the headline and the byline may stand once more up
# to HEAD; promotions stand before BEGINNING and behind ENDING, rights behind
# LATE. A mark of closing ends the text behind LATER_PART, whatever follows.
BEGINNING = 0.25
HEAD = 0.3
LATER_PART = 0.6
LATE = 0.7
ENDING = 0.75
# Share of the following lines that may be sentences where the text ends.
MOST_SENTENCES = 0.2
_ENDS = ("。", "！", "？", "；", ".", "!", "?", "…", "।")
_CLOSING = "\"'”’）)」』»“"
# Characters of a line that names author and date only.
MAX_BYLINE = 100

_DATE_WORDS = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?|[apm.]{2,4}|uhr|h|min|read|by|at|on|um|am|de|del|le|e[sd]t|utc|"
    r"gmt|p[sd]t|bst|ces?t|ist|"
    r"updated?|published|posted|stand|aktualisiert|veröffentlicht|publié|publicado|mis|à|jour|"
    r"mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|"
    r"jan\w*|feb\w*|mar(?:ch|zo|s|z)?|apr\w*|avril|ma[iy]o?|jun[ieo]?|jul\w*|juin|aug\w*|août|"
    r"ago\w*|sep\w*|okt\w*|oct\w*|nov\w*|dec\w*|de[zc]\w*|dic\w*|enero|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonntag)\b",
    re.IGNORECASE,
)

# Words beside a date that announce it.
_STAMP_WORDS = re.compile(
    rf"(?:{ANNOUNCED})\w*|\b(?:last|ultim[oa]|últim[oa]|letzte\w?|dernière|"
    r"laatste|senast|sist|последнее|ostatnia|lúc|em|[ap]m?)\b",
    re.IGNORECASE,
)
# What a writer is, behind the name: "Ann Doe, Staff Writer".
_ROLE = re.compile(
    r"[,|–—-]\s(?:\w+\s){0,3}(?:writer|reporter|correspondent|editor|journalist|redakteur(?:in)?|journaliste|"
    r"redactora?|periodista|giornalista|jornalista|редактор|корреспондент|журналист)$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_][^\s\d,;:/|()（）.·•_–—\-’!?，。、]*")
# A date is only sought, so that it does not matter what year "3 May" is of.
_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _FurnitureRule:
    """One kind of furniture: its words, and the lines in which they are trusted."""

    search: Callable[[str], re.Match[str] | None]
    # The weight of a line below which it may be furniture.
    most: float = inf
    # The share of the text that has passed, between these two.
    behind: float = 0.0
    until: float = 1.0

    def fits(self, line: str, size: float, share: float) -> bool:
        """Recognise a line of this kind."""
        in_place = self.behind <= share <= self.until
        return in_place and size < self.most and bool(self.search(line))


_RULES = (
    _FurnitureRule(words.SCORE.match),
    _FurnitureRule(words.PAGER.match, most=MAX_STAMPED),
    _FurnitureRule(words.CODE.match),
    _FurnitureRule(words.CALL.search),
    _FurnitureRule(words.STAMPED.match, most=MAX_STAMPED),
    _FurnitureRule(words.REPORTED.match, most=MAX_STAMPED),
    _FurnitureRule(words.POINTER.match, most=MAX_STAMPED),
    _FurnitureRule(words.MAIL.match, most=MAX_STAMPED, behind=ENDING),
    _FurnitureRule(words.DESK.match, most=MAX_STAMPED, behind=ENDING),
    _FurnitureRule(words.REPORTER.match, most=MAX_STAMPED, until=HEAD),
    _FurnitureRule(words.COPYRIGHT.search, most=MAX_RIGHTS),
    _FurnitureRule(words.COPYRIGHT.search, most=MAX_LATE_RIGHTS, behind=LATE),
    _FurnitureRule(words.CURTAIN.search, most=MAX_LABEL),
    _FurnitureRule(words.CONSENT.search, most=MAX_LATE_RIGHTS),
    _FurnitureRule(words.PROMOTION.search, most=MAX_PROMOTION, until=BEGINNING),
    _FurnitureRule(words.PROMOTION.search, most=MAX_PROMOTION, behind=ENDING),
)


def strip_lines(lines: list[str], title: str) -> tuple[list[str], list[str]]:
    """Part the article's lines from the furniture; returns (kept, dropped), both in order."""
    stripper = _Stripper(lines, fold_title(title))
    for number in range(len(lines)):
        if stripper.take(number):
            break
    return stripper.kept, stripper.dropped


class _Stripper:
    """Goes through the lines of one text, and knows how much of it has passed."""

    def __init__(self, lines: list[str], stem: str) -> None:
        self.lines = lines
        self.stem = stem
        self.kept: list[str] = []
        self.dropped: list[str] = []
        self._sizes = [weight(line) for line in lines]
        self._total = sum(self._sizes) or 1.0
        self._passed = 0.0
        # True behind the heading of a list of other articles, until a paragraph
        # comes.
        self._in_list = False

    def take(self, number: int) -> bool:
        """Keep or drop one line; True where the text ends before it."""
        line = self.lines[number]
        size = self._sizes[number]
        self._passed += size
        share = self._passed / self._total
        if self._ends(line, number, share):
            self.dropped += self.lines[number:]
            return True
        goes_on = self._in_list and not is_paragraph(line, size, SENTENCE)
        self._in_list = goes_on or _heads(words.RELATED, line, size)
        if self._in_list or is_boilerplate(line, size, share, self.stem):
            self.dropped.append(line)
        else:
            self._keep(line)
        return False

    def _keep(self, line: str) -> None:
        """Keep a line without the credit at its end: `…通车。（责任编辑：刘洋）` → `…通车。`"""
        shorter = words.TAIL_CREDIT.sub("", line)
        # Blanks before a credit go with it; as a part of the expression a row
        # of blanks took quadratic time.
        shorter = shorter.rstrip() if shorter != line else line
        if shorter != line:
            self.dropped.append(line[len(shorter) :])
        if shorter:
            self.kept.append(shorter)

    def _ends(self, line: str, number: int, share: float) -> bool:
        """Return whether the text ends here: by a closing mark in its later part, or where only
        short lines follow.

        `Follow us` ends it behind `LATER_PART` whatever follows. `Related stories` ends it where
        hardly a sentence follows. Near the beginning nothing does.
        """
        if self._sizes[number] >= MAX_END or share <= BEGINNING:
            return False
        closing = words.END.match(line)
        if closing and share > LATER_PART:
            return True
        rest = len(self.lines) - number - 1
        most = MOST_SENTENCES * rest
        marks_end = closing or words.MAY_END.match(line)
        return bool(marks_end) and self._sentences_after(number) <= most

    def _sentences_after(self, number: int) -> int:
        """Count the lines behind one that are running text."""
        behind = zip(
            self.lines[number + 1 :], self._sizes[number + 1 :], strict=True
        )
        running = (is_paragraph(line, size, SENTENCE) for line, size in behind)
        return sum(running)


def is_paragraph(line: str, size: float, least: float = PARAGRAPH) -> bool:
    """Recognise running text: it is heavier than `least`, and ends as a sentence.

    A quotation's or a bracket's end may stand behind the mark: `“We never left.”`
    """
    return size > least and line.rstrip(_CLOSING).endswith(_ENDS)


def ends_sentence(line: str) -> bool:
    """Recognise a line that ends as a sentence, a quotation or a remark in brackets does.

    "It ran again." and "(Photo: Ann Doe)" do; "Harbour news" does not.
    """
    return line.endswith((*_ENDS, *_CLOSING, ":"))


def is_boilerplate(line: str, size: float, share: float, stem: str) -> bool:
    """Recognise a line of furniture; `share` is how much of the text has passed, `stem`
    the headline's letters.

    "Read more: the new bridge" is one anywhere, an invitation to vote or to load an app (点击投票) at
    the edges of a text only, the headline once more only above it.
    """
    if any(rule.fits(line, size, share) for rule in _RULES):
        return True
    is_head = share < HEAD and _repeats_head(line, stem)
    return is_head or _heads(words.LABEL, line, size)


def _heads(mark: re.Pattern[str], line: str, size: float) -> bool:
    """Recognise a line that begins with a mark and is no running text.

    `责任编辑：刘洋`, `Tags: bridges` are labels, `相关阅读`, `Most read` the headings of lists.
    """
    if size >= MAX_LABEL or is_paragraph(line, size):
        return False
    return bool(mark.match(line))


def _repeats_head(line: str, stem: str) -> bool:
    """Recognise the headline once more above the text, and the byline.

    "Keepers return", "By Ann Doe", "3 May 2026, 10:05"; a sentence is neither.
    """
    if fold_title(line) == stem:
        return True
    if len(line) > MAX_BYLINE or line.endswith((".", "?", "!")):
        return False
    return _is_date(line) or _names_author(line)


def _is_date(line: str) -> bool:
    """Recognise a line that tells nothing but when.

    "Updated 3 May 2026, 10:05 am" is one; "The ferry ran on 3 May 2026" is none.
    """
    if not has_digit(line):
        return False
    return not has_letter(_DATE_WORDS.sub("", line)) or _is_stamp(line)


def _is_stamp(line: str) -> bool:
    """Recognise dates with nothing but words of publishing and joining beside them.

    "Publié le 3/5/2026 à 08h30 · Mis à jour à 10h12" is a stamp; "3 May 2026: rain" is none.
    """
    rest = _without_dates(line)
    if rest == line:
        return False
    # What is told from now has no year: it is found only where no other date stands.
    beside = _STAMP_WORDS.sub("", _without_dates(rest))
    return all(map(joins_time, _WORDS.findall(beside)))


def _without_dates(line: str) -> str:
    """Cut the dates out of a line: "Stand: 3. Mai 2026, 10:05 Uhr" → "Stand: "."""
    kept, passed = [], 0
    for date in find_dates(line, now=_ANY_MOMENT):
        kept.append(line[passed : date.start])
        passed = date.end
    return " ".join([*kept, line[passed:]])


def _names_author(line: str) -> bool:
    """Recognise "By Ann Doe, staff writer"; not "By Monday", which tells when."""
    marked = BY.match(line) or _ROLE.search(line)
    return bool(marked) and bool(people(line))

"""Find words and names that rose since yesterday in what a chat reads, against the week before.

Days are spans of 24 hours that end now, so a day is compared with whole days. Counts are made even
by how much was read on each of them: a Sunday has fewer headlines of everything. A word's rise is
its robust z-score, (today - median) / spread, where the spread is 1.4826 times the median absolute
deviation (Iglewicz and Hoaglin 1993), and at least what chance alone gives a count of that size.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from news.words import STOP, fold, surface_words

# Days before today with which today is compared.
DAYS = 7
# The ages of headlines in whole days: of those before today, and of all, the oldest first.
_EARLIER = frozenset(range(1, DAYS + 1))
_DAYS_IN_ORDER = range(DAYS, -1, -1)
# Trends that are told.
MOST = 8
# The robust z-score from which a count counts as unusual, as Iglewicz and
# Hoaglin propose.
LEAST_SCORE = 3.5
# Fewer headlines, or those of one publisher alone, are that publisher's habit.
LEAST_HEADLINES, LEAST_PUBLISHERS = 3, 2
# Share of common headlines from which two words are one trend.
ALIKE = 0.5
# Stories told with a trend.
MOST_STORIES = 3
# Words that name one trend.
MOST_WORDS = 3
# Makes the median absolute deviation of a normal distribution its standard
# deviation.
_SPREAD = 1.4826
# Letters and digits that stand together.
_RUN = re.compile(r"[^\W_]+")
# Words of the calendar and of news itself: they rise with the day, not with an
# event.
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "weekend",
        "live",
        "update",
        "updates",
        "video",
        "今天",
        "今日",
        "昨日",
        "昨天",
        "明天",
        "明日",
        "周一",
        "周二",
        "周三",
        "周四",
        "周五",
        "周六",
        "周日",
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
        "星期六",
        "星期日",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "heute",
        "gestern",
        "morgen",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "aujourd",
        "hui",
        "hier",
        "demain",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "hoy",
        "ayer",
        "сегодня",
        "вчера",
        "завтра",
    ]
)

# What many headlines have on any day.
_COMMON = STOP | _CALENDAR


@dataclass(frozen=True, slots=True)
class TrendHeadline:
    """One report's headline, and how many whole days ago it came: 0 for the last 24 hours."""

    story: int
    title: str
    publisher: str
    age: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Words that rose together."""

    # As headlines write them, the one that rose most first.
    words: tuple[str, ...]
    # Headlines of the last 24 hours that have the first of them.
    today: int
    # Headlines of a usual day that have it.
    usual: float
    score: float
    # The stories with most of these headlines.
    stories: tuple[int, ...]
    # Headlines of each day that have the first word, the oldest day first,
    # today last.
    by_day: tuple[int, ...] = ()


@dataclass(slots=True)
class _WordCount:
    """The counts of one word."""

    by_day: Counter[int] = field(default_factory=Counter)
    # Places of today's headlines that have it.
    headlines: set[int] = field(default_factory=set)
    # Who wrote those.
    publishers: set[str] = field(default_factory=set)


class _RisenWord(NamedTuple):
    """A word that rose; the strongest of several is the greatest."""

    score: float
    # Its headlines on a usual day of today's size.
    usual: float
    word: str


def trends(headlines: Sequence[TrendHeadline]) -> list[Trend]:
    """Return what rose, the strongest first; nothing where there is no week to compare with."""
    volumes = Counter(map(attrgetter("age"), headlines))
    # A day without a headline was not read: it says nothing of what is usual.
    days = sorted(volumes.keys() & _EARLIER)
    if not volumes[0] or len(days) < DAYS // 2:
        return []
    counts = _counts(headlines)
    risen = [
        _rise(name, count, volumes, days)
        for name, count in counts.items()
        if _is_told_widely(count)
    ]
    strong = [word for word in risen if word.score >= LEAST_SCORE]
    return _grouped(sorted(strong, reverse=True), counts, headlines)


def _counts(headlines: Sequence[TrendHeadline]) -> dict[str, _WordCount]:
    """Count the headlines that have each word, by their age in days."""
    counts: dict[str, _WordCount] = defaultdict(_WordCount)
    for place, headline in enumerate(headlines):
        for word in _words(headline.title):
            _count(counts[word], headline, place)
    return counts


def _words(title: str) -> set[str]:
    """Return the words of a headline that may name what it is about.

    "The bridge of Lindau opens on Monday" → bridge, lindau, opens.
    """
    words = surface_words(fold(title))
    return set(filter(_says_something, words))


def _says_something(word: str) -> bool:
    """Leave out numbers, words of the calendar, and what is too short to name a thing.

    "bridge" and 大桥 do, "of", "2026", "monday" and 的 do not.
    """
    least = 3 if word.isascii() else 2
    has_digit = any(map(str.isdigit, word))
    return len(word) >= least and not has_digit and word not in _COMMON


def _count(word: _WordCount, headline: TrendHeadline, place: int) -> None:
    """Count a headline that has a word; of those of today also which and whose they are."""
    word.by_day[headline.age] += 1
    if headline.age == 0:
        word.headlines.add(place)
        word.publishers.add(headline.publisher)


def _is_told_widely(word: _WordCount) -> bool:
    """Return whether enough headlines of today have a word, and not of one publisher alone.

    Three headlines of two publishers are enough.
    """
    is_frequent = len(word.headlines) >= LEAST_HEADLINES
    return is_frequent and len(word.publishers) >= LEAST_PUBLISHERS


def _rise(
    name: str, word: _WordCount, volumes: Counter[int], days: list[int]
) -> _RisenWord:
    """Return a word's score, and its count on a usual day of today's size.

    With 2 of 100 headlines on each day before and 9 of 100 today, 2 is usual and the score 4.4.
    """
    today = volumes[0]
    even = [word.by_day[day] * today / volumes[day] for day in days]
    usual = median(even)
    deviation = _SPREAD * median(abs(count - usual) for count in even)
    # A count varies by its root by chance alone; the half keeps new words from
    # being endlessly unusual.
    spread = max(deviation, sqrt(usual + 0.5))
    return _RisenWord((word.by_day[0] - usual) / spread, usual, name)


def _grouped(
    strong: Iterable[_RisenWord],
    counts: dict[str, _WordCount],
    headlines: Sequence[TrendHeadline],
) -> list[Trend]:
    """Join words that stand in the same headlines: they name one thing.

    "bridge" and "lindau" that rose in the same headlines are one trend.
    """
    groups: list[list[_RisenWord]] = []
    for rise in strong:
        group = _group_of(rise, groups, counts)
        if group is not None:
            group.append(rise)
        elif len(groups) < MOST:
            groups.append([rise])
    return [_trend(group, counts, headlines) for group in groups]


def _group_of(
    rise: _RisenWord,
    groups: list[list[_RisenWord]],
    counts: dict[str, _WordCount],
) -> list[_RisenWord] | None:
    """Return the first group whose strongest word stands in the same headlines."""
    headlines = counts[rise.word].headlines
    for group in groups:
        strongest = group[0].word
        if _alike(counts[strongest].headlines, headlines):
            return group
    return None


def _alike(one: set[int], other: set[int]) -> bool:
    """Return whether two words stand in the same headlines for the most part.

    Half of the headlines of the rarer word are enough.
    """
    smaller = min(len(one), len(other))
    return len(one & other) >= ALIKE * smaller


def _trend(
    group: list[_RisenWord],
    counts: dict[str, _WordCount],
    headlines: Sequence[TrendHeadline],
) -> Trend:
    """Tell a group by its strongest word: its headlines, days and stories; others only name it."""
    score, usual, first = group[0]
    told = [headlines[place] for place in sorted(counts[first].headlines)]
    per_story = Counter(headline.story for headline in told)
    stories = per_story.most_common(MOST_STORIES)
    names = [rise.word for rise in group[:MOST_WORDS]]
    return Trend(
        words=tuple(_surface(name, told) for name in names),
        today=len(told),
        usual=usual,
        score=score,
        stories=tuple(story for story, _ in stories),
        by_day=tuple(map(counts[first].by_day.__getitem__, _DAYS_IN_ORDER)),
    )


def _surface(word: str, told: list[TrendHeadline]) -> str:
    """Return a word as the headlines write it most often: with its capitals, in their script.

    "lindau" → Lindau, where most headlines write it so.
    """
    surfaces: Counter[str] = Counter()
    for headline in told:
        parts = _written(headline.title, word)
        surfaces.update(part for part in parts if fold(part) == word)
    return max(surfaces, key=surfaces.__getitem__, default=word)


def _written(title: str, word: str) -> list[str]:
    """Return the parts of a headline that may be a word as it is written there.

    Chinese and Japanese have no blanks between theirs, so the place is looked
    for.
    """
    if word.isascii():
        return _RUN.findall(title)
    start = fold(title).find(word)
    if start < 0:
        return []
    end = start + len(word)
    return [title[start:end]]

"""Decide whether two versions of a sentence mean different things, with the reader of
meaning that checks model output.

A changed number, unit, day, weekday, name or negation, and a word that became its opposite, are
different things. Another word of the same meaning, the same value written otherwise, and words that
were added are not.
"""

from __future__ import annotations

from news.changes.facts import figures
from news.faithful.alignment import Evidence
from news.faithful.name_forms import mentions_text
from news.faithful.names import find_names
from news.faithful.occasions import weekdays
from news.faithful.polarity import contradicts
from news.faithful.reading import Reading, read
from news.faithful.sentence_language import language_of
from news.numbers.tables import tables


def says_otherwise(old: str, new: str) -> bool:
    """Return whether a new version of a sentence says another thing than the old one."""
    if figures(old) != figures(new):
        return True
    language = language_of(old)
    before = read(old, language)
    after = read(new, language_of(new, language))
    if before.language != after.language:
        return False
    return (
        _other_weekday(before, after)
        or _other_name(before, after)
        or _turned(before, after)
    )


def _other_weekday(before: Reading, after: Reading) -> bool:
    """Return whether another weekday is named; one that only one version names says nothing."""
    was = weekdays(before)
    now = weekdays(after)
    return bool(was and now) and was != now


def _other_name(before: Reading, after: Reading) -> bool:
    """Return whether a name went and another came in its place.

    A name that is only added is more detail.
    """
    went = _names_without(before, after)
    came = _names_without(after, before)
    return bool(went and came)


def _names_without(reading: Reading, other: Reading) -> list[str]:
    """Return the names of a sentence that the other version does not have."""
    surely = [name.text for name in find_names(reading) if name.sure]
    return [name for name in surely if not mentions_text(other, name)]


def _turned(before: Reading, after: Reading) -> bool:
    """Return whether the new version affirms what the old one denied, or says the opposite word."""
    evidence = Evidence(place=0, readings=(before,), near=(before,), score=1)
    return contradicts(after, evidence)


def words_of(text: str) -> frozenset[str]:
    """Return the words that a headline is compared by: those that say something,
    numbers and units left out.
    """
    reading = read(text, language_of(text))
    units = tables().units
    return frozenset(
        word.key
        for word in reading.content
        if reading.text_of(word) not in units
    )

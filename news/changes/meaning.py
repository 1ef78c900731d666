"""Decide whether two versions of a sentence mean different things, with the reader of
meaning that checks model output.

A changed number, unit, day, weekday, name or negation, and a word that became its opposite, are
different things. Another word of the same meaning, the same value written otherwise, and words that
were added are not.
"""

from __future__ import annotations

from news.changes.facts import figures
from news.faithful.alignment import ClaimEvidence
from news.faithful.name_forms import mentions_text
from news.faithful.occasions import weekdays
from news.faithful.polarity import contradicts
from news.faithful.proper_names import find_names
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import Reading, read
from news.numbers.number_tables import tables


def says_otherwise(old: str, new: str) -> bool:
    """Return whether a new version of a sentence says another thing than the old one.

    3 million that became 5 million are another thing, 3 million that became 3,000,000 are not.
    """
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
    """Return whether another weekday is named; one that only one version names says nothing.

    "on Monday" that became "on Friday" is; "on Friday" that was added is not.
    """
    was = weekdays(before)
    now = weekdays(after)
    return bool(was and now) and was != now


def _other_name(before: Reading, after: Reading) -> bool:
    """Return whether a name went and another came in its place.

    A name that is only added is more detail.

    "Mayor Bo Roe" for "Mayor Ann Doe" is another name, for "the mayor" more detail.
    """
    return _lacks_name(after, before) and _lacks_name(before, after)


def _lacks_name(reading: Reading, other: Reading) -> bool:
    """Return whether a sentence is without a name, surely one, that the other version has."""
    return any(
        name.sure and not mentions_text(reading, name.text)
        for name in find_names(other)
    )


def _turned(before: Reading, after: Reading) -> bool:
    """Return whether the new version affirms what the old one denied, or says the opposite word.

    "will open" that became "will not open" is turned.
    """
    evidence = ClaimEvidence(
        place=0, readings=(before,), near=(before,), score=1
    )
    return contradicts(after, evidence)


def words_of(text: str) -> frozenset[str]:
    """Return the words that a headline is compared by: those that say something,
    numbers and units left out.

    "The 12 bridges of Lindau" → "bridg", "lindau".
    """
    reading = read(text, language_of(text))
    units = tables().units
    return frozenset(
        word.key
        for word in reading.content
        if reading.text_of(word) not in units
    )

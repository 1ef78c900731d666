"""Find figures that differ between two tellings of one event: 12 dead here, 14 there."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from news.across.concepts import Mention, concept_of, mentions
from news.numbers import Quantity, quantities
from news.words import fold

# What is counted of people, by its English word: what tellings most often
# differ in.
COUNTED = ("dead", "injured", "missing", "evacuate", "rescue", "arrest")
# Characters between a figure and the word that says what it counts.
NEAR = 24
# Characters of a headline with its summary.
MAX_TEXT = 2000
# What parts one count from the next: 12 were killed and 40 injured.
_BREAK = re.compile(
    r"[.!?;。！？；\n]\s|[，,；、\n。]|\b(?:and|und|et|y|и)\b|[和及并與与]"
)


def figures_that_differ(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Return the figures in which two tellings differ, (of the one, of the other) each.

    Compared is what both give once: the dead, the injured and their like, percentages, sums of one
    currency.
    """
    ours, theirs = counts_of(one), counts_of(other)
    found = []
    for subject in sorted(ours.keys() & theirs.keys()):
        here, there = ours[subject], theirs[subject]
        if len(here) == len(there) == 1 and here != there:
            found.append((_shown(here, subject), _shown(there, subject)))
    return tuple(dict.fromkeys(found))


def _shown(values: set[Decimal], subject: str) -> str:
    (value,) = values
    unit = "" if subject in COUNTED else subject
    plain = f"{value.normalize():f}"
    return f"{plain}%" if unit == "%" else f"{plain} {unit}".strip()


def counts_of(text: str) -> dict[str, set[Decimal]]:
    """Return the figures of a text by what they count: a word of `COUNTED`, or a unit."""
    folded = fold(text[:MAX_TEXT])
    figures = quantities(folded)
    found: dict[str, set[Decimal]] = defaultdict(set)
    for figure in figures:
        if figure.unit:
            found[figure.unit].add(figure.value * figure.factor)
    plain = [figure for figure in figures if not figure.unit]
    subjects = {concept_of(word): word for word in COUNTED}
    for mention in mentions(folded):
        if mention.concept in subjects:
            subject = subjects[mention.concept]
            found[subject] |= _nearest(plain, folded, mention)
    return found


def _nearest(
    figures: list[Quantity], text: str, counted: Mention
) -> set[Decimal]:
    """Return the figure nearest to what is counted, within its clause; nothing where there is none."""
    distances = []
    for figure in figures:
        gap = slice(
            min(figure.end, counted.end), max(figure.start, counted.start)
        )
        between = text[gap]
        if len(between) <= NEAR and not _BREAK.search(between):
            distances.append((len(between), figure.value))
    return {value for _, value in sorted(distances)[:1]}

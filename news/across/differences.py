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
# What is written behind a figure; behind others stands their unit.
_BEHIND = {"%": "%"} | dict.fromkeys(COUNTED, "")
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

    "12 dead, 5% fewer" and "14 dead" → (12, 14).
    """
    ours = given_once(one)
    theirs = given_once(other)
    pairs: list[tuple[str, str]] = []
    for subject in sorted(ours.keys() & theirs.keys()):
        our_value = ours[subject]
        their_value = theirs[subject]
        if our_value != their_value:
            shown = _shown(our_value, subject), _shown(their_value, subject)
            pairs.append(shown)
    return tuple(dict.fromkeys(pairs))


def _shown(value: Decimal, subject: str) -> str:
    """Write a figure: 12 for the dead, 5% for "%", 300 USD for a sum of "USD"."""
    behind = _BEHIND.get(subject, f" {subject}")
    return f"{value.normalize():f}{behind}"


def given_once(text: str) -> dict[str, Decimal]:
    """Return the figures of what a text gives one figure for alone.

    Of "12 dead, 40 injured, later 44 injured" only the dead have one.
    """
    counts = counts_of(text).items()
    return {
        subject: min(values) for subject, values in counts if len(values) == 1
    }


def counts_of(text: str) -> dict[str, set[Decimal]]:
    """Return the figures of a text by what they count: a word of `COUNTED`, or a unit.

    "12 dead, damage of $3m" → dead: 12, USD: 3,000,000.
    """
    folded = fold(text[:MAX_TEXT])
    counts: dict[str, set[Decimal]] = defaultdict(set)
    figures = quantities(folded)
    for figure in figures:
        counts[figure.unit].add(figure.value * figure.factor)
    # What has no unit counts what stands near it.
    counts.pop("", None)
    plain = [figure for figure in figures if not figure.unit]
    subjects = {concept_of(word): word for word in COUNTED}
    for mention in mentions(folded):
        if subject := subjects.get(mention.concept):
            counts[subject] |= _nearest(plain, folded, mention)
    return counts


def _nearest(
    figures: list[Quantity], text: str, counted: Mention
) -> set[Decimal]:
    """Return the figure nearest to what is counted, within its clause; nothing where there is none.

    In "12 were killed and 40 injured" 40 is nearer to "killed", but of the next clause: 12. Of two
    figures as near as each other the smaller one counts.
    """
    distances: list[tuple[int, Decimal]] = []
    for figure in figures:
        start = min(figure.end, counted.end)
        end = max(figure.start, counted.start)
        between = text[start:end]
        if len(between) <= NEAR and not _BREAK.search(between):
            distances.append((len(between), figure.value))
    if not distances:
        return set()
    _, nearest = min(distances)
    return {nearest}

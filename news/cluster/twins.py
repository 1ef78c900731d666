"""Recognise headlines of one form about two events: "Apple shares rise 3%" and "Netflix
shares rise 3%".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import product, starmap, takewhile

from news.cluster.sides import change_sides
from news.cluster.slots import (
    SURNAMES,
    HeadlineToken,
    Kind,
    opposites,
    read_stems,
    read_tokens,
    table_words,
)

# Share of the longer headline that must agree in order for two to be of one
# form.
AGREE = 0.5
# Size of a headline of which half is enough.
SHORT = 6
# The first character of the scripts without spaces.
WIDE = "\u3041"
MAX_SLOTS = 3
# Tokens of one slot at the most: longer spans are other words, not another
# filling.
MAX_SPAN = 4
# Tokens that may stand in one headline alone.
MAX_LOOSE = 1
# Characters of a Chinese name with what was cut together with it.
MAX_PERSON = 4
# Likeness of letters from which two names are one.
SAME_NAME = 0.75
# The kinds whose values tell two events apart; a count may be told in two ways.
_TELLING: tuple[Kind, ...] = ("date", "place", "name", "direction", "good")
# Those of them that fill a slot of the form.
_FORMAL = frozenset({"date", "place", "direction", "good"})
Stems = Sequence[str]
PLACE_ENDINGS = frozenset("国省市县區区州府都道镇乡岛湾")


def are_twins(one: str, other: str, language: str) -> bool:
    """Return whether two headlines have one form with other fillings, or with the sides changed."""
    if one == other:
        return False
    if change_sides(one, other, language):
        return True
    form = _align(read_stems(one, language), read_stems(other, language))
    # Most pairs are of two forms, and need no more than their stems for that.
    if len(form.slots) > MAX_SLOTS or form.loose > MAX_LOOSE:
        return False
    ours, theirs = read_tokens(one, language), read_tokens(other, language)
    slots = [(ours[here], theirs[there]) for here, there in form.slots]
    return form.agrees(slots) and any(starmap(_tells_apart, slots))


Span = Sequence[HeadlineToken]


@dataclass(slots=True)
class _Form:
    """The common form of two headlines, and where they differ."""

    # Of the longer headline: a word counts 1, a Chinese word its characters.
    size: int
    slots: list[tuple[slice, slice]] = field(default_factory=list)
    agreed: int = 0
    loose: int = 0

    def agrees(self, slots: Sequence[tuple[Span, Span]]) -> bool:
        """Return whether enough agrees; of a long headline, more than half."""
        agreed = self.agreed + sum(starmap(_agreed_in_slot, slots))
        if self.size <= SHORT:
            return agreed >= AGREE * self.size
        return agreed > AGREE * self.size


def _align(one: Stems, other: Stems) -> _Form:
    """Lay the stems of two headlines beside each other, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    form = _Form(max(_size(one), _size(other)))
    for kind, start, end, low, high in matcher.get_opcodes():
        left, right = end - start, high - low
        if kind == "equal":
            form.agreed += _size(one[start:end])
        elif kind == "replace" and max(left, right) <= MAX_SPAN:
            form.slots.append((slice(start, end), slice(low, high)))
        else:
            form.loose += left + right
    return form


def _agreed_in_slot(left: Span, right: Span) -> int:
    return max(_shared_end(left, right), _same_slot(left, right))


def _same_slot(left: Span, right: Span) -> int:
    """Return the size of a slot that both fill with one word of one kind: 周一 and 周二.

    It belongs to the form; names do not, for any two headlines have some.
    """
    kinds = {token.kind for token in (*left, *right)}
    is_slot = len(left) == len(right) == 1 == len(kinds) and kinds <= _FORMAL
    sizes = (_size([token.stem for token in span]) for span in (left, right))
    return min(sizes) if is_slot else 0


def _shared_end(left: Span, right: Span) -> int:
    """Count the Chinese characters with which two spans end alike: words may be cut in two ways."""
    ends = zip(reversed(_text(left)), reversed(_text(right)), strict=False)
    shared = takewhile(lambda end: end[0] == end[1] >= WIDE, ends)
    return sum(1 for _ in shared)


def _text(span: Span) -> str:
    return "".join(token.text for token in span)


def _size(stems: Stems) -> int:
    return sum(len(stem) if stem[:1] >= WIDE else 1 for stem in stems)


def _tells_apart(left: Span, right: Span) -> bool:
    """Return whether two spans hold other values of one kind."""
    if _are_people(left, right):
        return True
    if _is_short_form(left, right) or _is_short_form(right, left):
        return False
    return any(_differ(left, right, kind) for kind in _TELLING)


def _differ(left: Span, right: Span, kind: Kind) -> bool:
    """Return whether two spans have values of a kind, and those are not one."""
    ours, theirs = _values(left, kind), _values(right, kind)
    if kind == "name":
        ours, theirs = _telling_parts(ours), _telling_parts(theirs)
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return False
    pairs = product(ours, theirs)
    if kind == "name":
        return not any(starmap(_alike, pairs))
    if kind == "direction":
        return not opposites().isdisjoint(map(frozenset, pairs))
    return True


def _telling_parts(names: set[str]) -> set[str]:
    """Return the parts of a name without those of many places: of Santa Cruz it is Cruz."""
    return names - table_words("of_places") or names


def _values(span: Span, kind: Kind) -> set[str]:
    return {token.value for token in span if token.kind == kind}


def _is_short_form(one: Span, other: Span) -> bool:
    """Return whether a span is made of another's initials: US, United States."""
    initials = "".join(token.text[0] for token in other)
    return len(one) == 1 < len(other) and one[0].text == initials


def _are_people(left: Span, right: Span) -> bool:
    """Return whether two spans at the beginning are other Chinese names,
    however they were cut into words.
    """
    if not (left[0].first and right[0].first):
        return False
    one, other = _text(left), _text(right)
    # What follows both names belongs to the form: 张三任, 李四任.
    if one[0] == other[0] or max(len(one), len(other)) > MAX_PERSON:
        return False
    return SURNAMES.issuperset((one[0], other[0]))


def _alike(one: str, other: str) -> bool:
    """Return whether two names may be one: spelt otherwise, or with another ending."""
    short, long = sorted((one, other), key=len)
    if short in long:
        return True
    # Two Chinese words with one last character are two kinds of the same,
    # unless it names all places.
    if one[-1] == other[-1] >= "\u3400":
        return one[-1] not in PLACE_ENDINGS
    return SequenceMatcher(None, one, other).ratio() >= SAME_NAME

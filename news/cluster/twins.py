"""Recognise headlines of one form about two events: "Apple shares rise 3%" and "Netflix
shares rise 3%".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product, starmap, takewhile

from news.across.cities import zone_of_city
from news.cluster.sides import change_sides
from news.cluster.slots import (
    SURNAMES,
    HeadlineToken,
    Kind,
    common_concept,
    opposites,
    read_stems,
    read_tokens,
    table_words,
)
from news.site_names import split_doubtful

# Share of the longer headline that must agree in order for two to be of one
# form.
AGREE = 0.5
# Size of a headline of which half is enough.
SHORT = 6
# The first character of the scripts without spaces.
WIDE = "\u3041"
FIRST_HAN = "\u3400"
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
    """Return whether two headlines have one form with other fillings, or with the sides changed.

    They have so with and without what may be sites' names behind them.
    """
    if not _tell_two(one, other, language):
        return False
    ours = without_site(one, language)
    theirs = without_site(other, language)
    return _tell_two(ours, theirs, language)


def _tell_two(one: str, other: str, language: str) -> bool:
    if one == other:
        return False
    if change_sides(one, other, language):
        return True
    form = _align(read_stems(one, language), read_stems(other, language))
    # Most pairs are of two forms, and need no more than their stems for that.
    if len(form.slots) > MAX_SLOTS or form.loose > MAX_LOOSE:
        return False
    ours = read_tokens(one, language)
    theirs = read_tokens(other, language)
    slots = [(ours[here], theirs[there]) for here, there in form.slots]
    return form.agrees(slots) and any(starmap(_tells_apart, slots))


@lru_cache(maxsize=4096)
def without_site(title: str, language: str) -> str:
    """Return a title without a last segment that may be the name of a site which nobody
    learned yet.

    "Council votes to keep the old library open - Lindau Herald" loses it: a site's name fills no
    form. What names only a place, or any day, belongs to what is told, and so may what stands
    behind a short headline.
    """
    headline, end = split_doubtful(title)
    is_short = _size(read_stems(headline, language)) <= SHORT
    if not end or is_short or _belongs_to_headline(end, language):
        return title
    return headline


def _belongs_to_headline(end: str, language: str) -> bool:
    """Return whether a segment behind a headline tells where or when, and so names no site."""
    tokens = read_tokens(end, language)
    tells_when = any(token.kind == "date" for token in tokens)
    return tells_when or all(map(_is_place, tokens))


def _is_place(token: HeadlineToken) -> bool:
    return token.kind == "place" or zone_of_city(token.text) != ""


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
        in_slots = sum(starmap(_agreed_in_slot, slots))
        agreed = self.agreed + in_slots
        needed = AGREE * self.size
        is_short = self.size <= SHORT
        return agreed >= needed if is_short else agreed > needed


def _align(one: Stems, other: Stems) -> _Form:
    """Lay the stems of two headlines beside each other, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    form = _Form(max(_size(one), _size(other)))
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        left = slice(start, end)
        right = slice(other_start, other_end)
        lengths = (end - start, other_end - other_start)
        if kind == "equal":
            form.agreed += _size(one[left])
        elif kind == "replace" and max(lengths) <= MAX_SPAN:
            form.slots.append((left, right))
        else:
            form.loose += sum(lengths)
    return form


def _agreed_in_slot(left: Span, right: Span) -> int:
    """Return the size of what two fillings of a slot have in common."""
    return max(_shared_end(left, right), _same_slot(left, right))


def _same_slot(left: Span, right: Span) -> int:
    """Return the size of a slot that both fill with one word of one kind: 周一 and 周二.

    It belongs to the form; names do not, for any two headlines have some.
    """
    if len(left) != 1 or len(right) != 1:
        return 0
    one, other = left[0], right[0]
    is_of_form = one.kind == other.kind and one.kind in _FORMAL
    return min(_size([one.stem]), _size([other.stem])) if is_of_form else 0


def _shared_end(left: Span, right: Span) -> int:
    """Count the Chinese characters with which two spans end alike: words may be cut in two ways."""
    from_ends = zip(reversed(_text(left)), reversed(_text(right)), strict=False)
    shared = takewhile(_are_one_wide_letter, from_ends)
    return sum(1 for _ in shared)


def _are_one_wide_letter(letters: tuple[str, str]) -> bool:
    one, other = letters
    return one == other and one >= WIDE


def _text(span: Span) -> str:
    return "".join(token.text for token in span)


def _size(stems: Stems) -> int:
    return sum(map(_weight, stems))


def _weight(stem: str) -> int:
    """Return for how much a word counts: 1, and a Chinese word for each of its characters."""
    is_wide = stem[:1] >= WIDE
    return len(stem) if is_wide else 1


def _tells_apart(left: Span, right: Span) -> bool:
    """Return whether two spans hold other values of one kind."""
    if _are_people(left, right):
        return True
    if _is_short_form(left, right) or _is_short_form(right, left):
        return False
    return any(_differ(left, right, kind) for kind in _TELLING)


def _differ(left: Span, right: Span, kind: Kind) -> bool:
    """Return whether two spans have values of a kind, and those are not one."""
    ours = _values(left, kind)
    theirs = _values(right, kind)
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return False
    pairs = product(ours, theirs)
    if kind == "name":
        if _are_common(left) or _are_common(right):
            return _tell_other_things(left, right)
        return not any(starmap(_alike, pairs))
    if kind == "direction":
        return not opposites().isdisjoint(map(frozenset, pairs))
    return True


def _concepts(span: Span) -> set[int]:
    """Return what the words of a span tell that stand there like names; 0 stands for a name."""
    names = [token.text for token in span if token.kind == "name"]
    return set(map(common_concept, names))


def _are_common(span: Span) -> bool:
    """Return whether nothing that stands in a span like a name is one."""
    return 0 not in _concepts(span)


def _tell_other_things(left: Span, right: Span) -> bool:
    """Return whether two spans, one at least without a name, tell two things: a flood
    and an earthquake.

    "Skateboarder" may be Mia Torres, and the Olympics may be called the Olympic Games.
    """
    has_name = not (_are_common(left) and _are_common(right))
    return not has_name and _concepts(left).isdisjoint(_concepts(right))


def _values(span: Span, kind: Kind) -> set[str]:
    """Return what the tokens of a kind name.

    The parts of a name that many places have are left out: of Santa Cruz it is Cruz.
    """
    values = {token.value for token in span if token.kind == kind}
    if kind != "name":
        return values
    telling = values - table_words("of_places")
    return telling or values


def _is_short_form(one: Span, other: Span) -> bool:
    """Return whether a span is made of another's initials: US, United States."""
    if len(one) != 1 or len(other) == 1:
        return False
    initials = "".join(token.text[0] for token in other)
    return one[0].text == initials


def _are_people(left: Span, right: Span) -> bool:
    """Return whether two spans at the beginning are other Chinese names,
    however they were cut into words.
    """
    if not (left[0].first and right[0].first):
        return False
    one = _text(left)
    other = _text(right)
    longest = max(len(one), len(other))
    # What follows both names belongs to the form: 张三任, 李四任.
    if one[0] == other[0] or longest > MAX_PERSON:
        return False
    return SURNAMES.issuperset((one[0], other[0]))


def _alike(one: str, other: str) -> bool:
    """Return whether two names may be one: spelt otherwise, or with another ending."""
    short, long = sorted((one, other), key=len)
    if short in long:
        return True
    # Two Chinese words with one last character are two kinds of the same,
    # unless it names all places.
    last = one[-1]
    if last == other[-1] and last >= FIRST_HAN:
        return last not in PLACE_ENDINGS
    likeness = SequenceMatcher(None, one, other).ratio()
    return likeness >= SAME_NAME

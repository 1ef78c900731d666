"""Look words up by how they begin: endings inflect them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# Letters of a word that are looked at: no known beginning is longer.
LONGEST = 40


def beginnings(word: str, shortest: int) -> Iterator[str]:
    """Yield how a word begins, the longest first: the word itself down to so many letters.

    Of "berlins" and 4 they are berlins, berlin, berli, berl.
    """
    ends = range(min(len(word), LONGEST), shortest - 1, -1)
    return (word[:end] for end in ends)


def by_beginning(meanings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each beginning means; empty for one with several meanings.

    `meanings` are pairs of a beginning and one of its meanings.
    """
    known: dict[str, str] = {}
    for beginning, meaning in meanings:
        first = known.setdefault(beginning, meaning)
        if first != meaning:
            known[beginning] = ""
    return known

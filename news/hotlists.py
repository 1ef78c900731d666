"""How the lines of a hot list moved since an earlier reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news.models import Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's place on a board."""

    entry: Entry
    rank: int
    """1 is the hottest."""
    moved: int | None
    """Places gained since the earlier reading, negative for places lost;
    None for a line that is new.
    """


def ranks(entries: Sequence[Entry]) -> dict[str, int]:
    """Map the key of each line to its rank: what a later `standings` compares with."""
    found: dict[str, int] = {}
    for rank, entry in enumerate(entries, 1):
        found.setdefault(entry.key or entry.title, rank)
    return found


def standings(entries: Sequence[Entry], earlier: Mapping[str, int]) -> list[Standing]:
    """Return each line with its rank and its movement since `earlier` (`ranks` of that reading)."""
    return [
        Standing(entry, rank, earlier[key] - rank if key in earlier else None)
        for rank, entry in enumerate(entries, 1)
        for key in (entry.key or entry.title,)
    ]

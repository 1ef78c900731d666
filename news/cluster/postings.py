"""Find the articles that share a term: a fixed table of ring buffers, in which newer
articles push out older ones.
"""

from __future__ import annotations

import numpy as np

from news.cluster.hashed_terms import Terms, Weights
from news.cluster.window_columns import Rows

# Rings; terms that share one only bring more candidates, which are looked at
# anyway.
BUCKETS = 1 << 17
# Articles that one ring holds: with 64 no more pairs of one event were missed
# than with 128.
RING = 64
# Rings that there are at first.
_FIRST = 1024


class Postings:
    """33 MB at most, however many articles there are; only rings that hold some take memory."""

    def __init__(self, buckets: int = BUCKETS, ring: int = RING) -> None:
        """Make the table; `buckets` is a power of two."""
        self._mask, self._ring = buckets - 1, ring
        # Where each bucket's ring lies, 0 for none yet: a day of a few hundred
        # articles fills a tenth of the buckets.
        self._ring_numbers = np.zeros(buckets, np.int32)
        # Each row one higher, 0 for none; the first ring stays empty.
        self._rings = np.zeros((_FIRST, ring), np.int32)
        self._used = np.zeros(_FIRST, np.int32)
        self._count = 1
        self._sums = np.zeros(0, np.float32)
        self._places = np.zeros(0, np.int32)

    def add(self, row: int, keys: Terms) -> None:
        """Remember an article by its keys."""
        rings = self._rings_of(keys & self._mask)
        self._rings[rings, self._used[rings] % self._ring] = row + 1
        self._used[rings] += 1

    def add_all(self, rows: Rows, keys: Terms) -> None:
        """Remember many articles, the oldest first: `keys` has a line a row, -1 for none."""
        present = keys >= 0
        buckets = (keys & self._mask)[present]
        owners = np.repeat(rows, keys.shape[1]).reshape(keys.shape)[present]
        order = np.argsort(buckets, kind="stable")
        buckets, owners = buckets[order], owners[order]
        starts = np.flatnonzero(np.diff(buckets, prepend=-1))
        counts = np.diff(np.append(starts, len(buckets)))
        place = np.arange(len(buckets)) - np.repeat(starts, counts)
        rings = self._rings_of(buckets)
        self._rings[rings, place % self._ring] = owners + 1
        self._used[rings[starts]] += counts.astype(np.int32)

    def _rings_of(self, buckets: Terms) -> Rows:
        """Return each bucket's ring; one without gets the next."""
        numbers = self._ring_numbers[buckets]
        if numbers.all():
            return numbers.astype(np.int64)
        fresh = np.unique(buckets[numbers == 0])
        first, self._count = self._count, self._count + len(fresh)
        self._ring_numbers[fresh] = np.arange(first, self._count)
        self._grow()
        return self._ring_numbers[buckets].astype(np.int64)

    def _grow(self) -> None:
        room = len(self._rings)
        missing = self._count - room
        if missing > 0:
            more = max(missing, room // 2)
            empty = np.zeros((more, self._ring), np.int32)
            unused = np.zeros(more, np.int32)
            self._rings = np.concatenate([self._rings, empty])
            self._used = np.concatenate([self._used, unused])

    def find(self, keys: Terms, weights: Weights, most: int) -> Rows:
        """Return the articles that share the most telling keys,
        the likest first; among them some that are gone.
        """
        numbers = self._ring_numbers.take(keys & self._mask)
        rings = self._rings.take(numbers, axis=0).ravel()
        (held,) = rings.nonzero()
        shared = (weights * weights).take(held // self._ring)
        held_rows = rings.take(held).astype(np.int64) - 1
        rows, sums = self._add_up(held_rows, shared)
        if len(sums) > most:
            # Only what may be among the first is put in order.
            last = len(sums) - most
            least = np.partition(sums, last)[last]
            (likely,) = (sums >= least).nonzero()
            rows, sums = rows.take(likely), sums.take(likely)
        order = (-sums).argsort(kind="stable")
        return rows[order[:most]]

    def _add_up(self, rows: Rows, shared: Weights) -> tuple[Rows, Weights]:
        """Return each row once with the sum of what it shares, in the order of the rows' last places.

        Sums are made in a table of all rows, which is quicker than to sort some thousand of them.
        """
        if not len(rows):
            return rows, shared
        needed = int(rows.max()) + 1
        if needed > len(self._sums):
            # All sums are 0 between two searches.
            room = needed + len(self._sums)
            self._sums = np.zeros(room, np.float32)
            self._places = np.zeros(room, np.int32)
        np.add.at(self._sums, rows, shared)
        numbers = np.arange(len(rows), dtype=np.int32)
        self._places[rows] = numbers
        once: Rows = rows[self._places.take(rows) == numbers]
        sums: Weights = self._sums.take(once)
        self._sums[once] = 0
        return once, sums

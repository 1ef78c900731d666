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
        self._mask = buckets - 1
        self._ring = ring
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
        next_places = self._used[rings] % self._ring
        self._rings[rings, next_places] = row + 1
        self._used[rings] += 1

    def add_all(self, rows: Rows, keys: Terms) -> None:
        """Remember many articles, the oldest first: `keys` has a line a row, -1 for none."""
        present = keys >= 0
        owner_of_each = np.broadcast_to(rows[:, None], keys.shape)
        owners = owner_of_each[present]
        buckets = keys[present] & self._mask
        # One run of entries for each bucket, the oldest first.
        by_bucket = np.argsort(buckets, kind="stable")
        buckets = buckets[by_bucket]
        owners = owners[by_bucket]
        is_first = np.diff(buckets, prepend=-1) > 0
        starts = np.flatnonzero(is_first)
        counts = np.diff(starts, append=len(buckets))
        start_of_each = np.repeat(starts, counts)
        places = np.arange(len(buckets)) - start_of_each
        rings = self._rings_of(buckets)
        self._rings[rings, places % self._ring] = owners + 1
        self._used[rings[starts]] += counts.astype(np.int32)

    def _rings_of(self, buckets: Terms) -> Rows:
        """Return each bucket's ring; one without gets the next."""
        numbers = self._ring_numbers[buckets]
        if numbers.all():
            return numbers.astype(np.int64)
        without_ring = buckets[numbers == 0]
        fresh = np.unique(without_ring)
        first = self._count
        self._count += len(fresh)
        self._ring_numbers[fresh] = np.arange(first, self._count)
        self._grow()
        numbers = self._ring_numbers[buckets]
        return numbers.astype(np.int64)

    def _grow(self) -> None:
        """Make room for the rings that are numbered, and for half as many more."""
        room = len(self._rings)
        missing = self._count - room
        if missing > 0:
            more = max(missing, room // 2)
            empty = np.zeros((more, self._ring), np.int32)
            unused = np.zeros(more, np.int32)
            self._rings = np.concatenate([self._rings, empty])
            self._used = np.concatenate([self._used, unused])

    def find(self, keys: Terms, weights: Weights, most: int) -> Rows:
        """Return the `most` articles that share the most telling keys, the likest first.

        An article's likeness is the sum of the squared weights of the keys that it shares. Some
        articles may be gone from the window.
        """
        buckets = keys & self._mask
        numbers = self._ring_numbers.take(buckets)
        rings = self._rings.take(numbers, axis=0)
        # All rings in one line: an entry's ring, and so its key, follows from its place.
        entries = rings.ravel()
        (held,) = entries.nonzero()
        rows = entries.take(held).astype(np.int64) - 1
        squares = weights * weights
        shared = squares.take(held // self._ring)
        rows, sums = self._add_up(rows, shared)
        if len(sums) > most:
            # Only what may be among the first is put in order.
            last = len(sums) - most
            least = np.partition(sums, last)[last]
            (likely,) = (sums >= least).nonzero()
            rows = rows.take(likely)
            sums = sums.take(likely)
        order = (-sums).argsort(kind="stable")
        first = order[:most]
        return rows[first]

    def _add_up(self, rows: Rows, shared: Weights) -> tuple[Rows, Weights]:
        """Return each row once with the sum of what it shares, in the order of the
        rows' last places.

        `rows` may hold a row several times, each time with what it shares by one key. Sums are
        made in a table of all rows, which is quicker than to sort some thousand of them.
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
        places = np.arange(len(rows), dtype=np.int32)
        # Of a row that stands there several times, numpy keeps the last place.
        self._places[rows] = places
        is_last = self._places.take(rows) == places
        once: Rows = rows[is_last]
        sums: Weights = self._sums.take(once)
        self._sums[once] = 0
        return once, sums

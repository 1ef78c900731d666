"""Learn a page's own grammar between readings: where links come and go are articles, what
stays is navigation.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import median
from zlib import crc32

from news.pages.headline_links import SHORT, width
from news.pages.link_candidates import Link, grouped

# Paths remembered of a page: those with the most links.
MAX_PATHS = 60
# Links remembered of a page, over all its paths: with MAX_PATHS at most 2,604
# bytes.
MAX_LINKS = 500
# Links of a path from which it is a list.
LEAST_LINKS = 3
MOST = 255
_VERSION = 1
_HEAD = struct.Struct("<BHB")
_PATH = struct.Struct("<IBBHH")


@dataclass(frozen=True, slots=True)
class PathMemory:
    """The content of one path of a page (tags and classes above a link), as CRC-32 of path
    and addresses.
    """

    path: int
    # Readings in which new headlines stood here.
    changed: int
    # Readings in which other paths had news and this one held the same links.
    stayed: int
    # Links that it held at the last reading.
    size: int
    # Of those the ones with the smallest sums, as many as there is room for.
    links: frozenset[int]

    def is_new(self, address: int) -> bool:
        """Return whether an address was surely not here at the last reading."""
        if address in self.links:
            return False
        whole = len(self.links) == self.size
        return whole or address < max(self.links, default=0)

    @property
    def lists_articles(self) -> bool:
        """Recognise a list of articles: its headlines have changed more often than stayed."""
        return self.changed * 2 >= max(self.stayed, 1)

    @property
    def navigates(self) -> bool:
        """Tell navigation: what it held stayed while other parts of the page changed."""
        return self.changed == 0 and self.stayed > 0


# What is known of a path before its first reading: it held something, but
# nobody knows what, so no link is surely new.
_UNKNOWN = PathMemory(path=0, changed=0, stayed=0, size=1, links=frozenset())


@dataclass(frozen=True, slots=True)
class Grammar:
    """The fingerprint of a page's readings so far; empty before the first. At most 2,604 bytes."""

    readings: int = 0
    paths: tuple[PathMemory, ...] = ()

    def of(self, path: str) -> PathMemory:
        """Return what is remembered of a path, which may be nothing."""
        wanted = crc32(path.encode())
        fitting = (memory for memory in self.paths if memory.path == wanted)
        return next(fitting, _UNKNOWN)

    def dump(self) -> bytes:
        """Write the fingerprint for a store."""
        parts = [
            _HEAD.pack(_VERSION, min(self.readings, 65535), len(self.paths))
        ]
        for memory in self.paths:
            parts.append(
                _PATH.pack(
                    memory.path,
                    memory.changed,
                    memory.stayed,
                    memory.size,
                    len(memory.links),
                )
            )
            parts.append(
                struct.pack(f"<{len(memory.links)}I", *sorted(memory.links))
            )
        return b"".join(parts)


def load_grammar(data: bytes) -> Grammar:
    """Read what `Grammar.dump` wrote.

    The empty grammar for anything other, so a page is learned anew.
    """
    try:
        version, readings, count = _HEAD.unpack_from(data)
        if version != _VERSION:
            return Grammar()
        return Grammar(readings, tuple(_read_paths(data, count)))
    except struct.error:
        return Grammar()


def _read_paths(data: bytes, count: int) -> Iterable[PathMemory]:
    """Read the paths as `Grammar.dump` wrote them; raises struct.error where bytes are missing."""
    place = _HEAD.size
    for _ in range(count):
        path, changed, stayed, size, kept = _PATH.unpack_from(data, place)
        place += _PATH.size
        links = struct.unpack_from(f"<{kept}I", data, place)
        place += 4 * kept
        yield PathMemory(path, changed, stayed, size, frozenset(links))


def learn(links: list[Link], before: Grammar) -> Grammar:
    """Return the grammar after one more reading of a page."""
    read = _lists(links)
    known = {path: before.of(path) for path in read}
    fresh = {
        path for path, group in read.items() if _has_news(group, known[path])
    }
    paths = [
        _remember(path, group, known[path], path in fresh, bool(fresh))
        for path, group in read.items()
    ]
    return Grammar(before.readings + 1, tuple(_bounded(paths)))


def _lists(links: list[Link]) -> dict[str, list[Link]]:
    """Part a page's links by path, and leave out the paths with too few to be a list."""
    groups = grouped(links, attrgetter("path")).items()
    lists = [
        (path, group) for path, group in groups if len(group) >= LEAST_LINKS
    ]
    lists.sort(key=_size, reverse=True)
    return dict(lists[:MAX_PATHS])


def _size(named: tuple[str, list[Link]]) -> int:
    """Return the number of links of a path."""
    return len(named[1])


def _has_news(group: list[Link], memory: PathMemory) -> bool:
    """Return whether a list has a new link and reads like headlines: a cloud of tags changes too."""
    new = any(map(memory.is_new, map(_address, group)))
    widths = [width(link.text) for link in group]
    return new and median(widths) >= SHORT


def _remember(
    path: str,
    group: list[Link],
    memory: PathMemory,
    fresh: bool,
    others: bool,
) -> PathMemory:
    """Return what is known of a path after one more reading."""
    links = frozenset(map(_address, group))
    keeps = frozenset() < memory.links <= links
    stays = keeps and others and not fresh
    return PathMemory(
        crc32(path.encode()),
        min(memory.changed + fresh, MOST),
        min(memory.stayed + stays, MOST),
        len(links),
        links,
    )


def _bounded(paths: list[PathMemory]) -> Iterable[PathMemory]:
    """Cut the links of long lists, so that all paths together hold MAX_LINKS at most."""
    room = MAX_LINKS
    by_size = sorted(paths, key=lambda memory: len(memory.links))
    for number, memory in enumerate(by_size):
        share = room // (len(by_size) - number)
        links = sorted(memory.links)[:share]
        room -= len(links)
        yield replace(memory, links=frozenset(links))


def _address(link: Link) -> int:
    return crc32(link.key.encode())

"""The catalogue: sources worth starting with, and their regions, read from `news/catalogue.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from news.toml_tables import Table, read_table
from news.topics import find as find_topic
from news.words import fold

# Characters of a title's part: one is in too many.
SHORTEST = 2
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, a country, or the world."""

    key: str
    names: tuple[tuple[str, str], ...]

    def name(self, locale: str) -> str:
        """Return its name in an interface language;
        the names of one script stand in for one another.
        """
        names = dict(self.names)
        script = "zh_Hans" if locale.startswith("zh") else "en"
        of_script = names.get(script, names["en"])
        return names.get(locale.replace("-", "_"), of_script)


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source of the catalogue."""

    title: str
    url: str
    kind: str
    language: str
    zone: str
    # The key of its region.
    region: str
    topics: tuple[str, ...]
    # Where its address was read: a page of the publisher's, or a file of a
    # public list.
    found: str
    # Whether it is read from the start, for the topics.
    default: bool

    @property
    def key(self) -> str:
        """Return its name in buttons: eight hexadecimal digits of its address."""
        return blake2b(self.url.encode(), digest_size=4).hexdigest()


@cache
def listed_sources() -> tuple[ListedSource, ...]:
    """Return the whole catalogue, in its own order."""
    return tuple(map(_source, _table()["sources"]))


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions in the order in which they are offered."""
    named = _table()["regions"]
    return tuple(
        Region(key, tuple(names.items())) for key, names in named.items()
    )


def of_region(key: str) -> list[ListedSource]:
    """Return the sources of one region."""
    return [source for source in listed_sources() if source.region == key]


def by_key(key: str) -> ListedSource | None:
    """Return the source that a button names."""
    sources = (source for source in listed_sources() if source.key == key)
    return next(sources, None)


def find_region(name: str) -> Region | None:
    """Return the region that a name in any interface language means; None for
    other words.

    "Japón" and 日本 → the region `japan`.
    """
    wanted = fold(name.strip())
    for region in regions():
        names = (region.key, *dict(region.names).values())
        if wanted in map(fold, names):
            return region
    return None


def find_sources(words: str) -> list[ListedSource]:
    """Return the sources that words name: by title, then by region, then by topic.

    A title is found by words of it, in Chinese and Japanese by any two characters; regions and
    topics by their whole names in any interface language.
    """
    wanted = fold(words.strip())
    region = find_region(words)
    topic = find_topic(words)
    sources = listed_sources()
    titled = [source for source in sources if _names(wanted, source.title)]
    placed = of_region(region.key) if region else []
    about = [source for source in sources if topic in source.topics]
    return list(dict.fromkeys([*titled, *placed, *about]))


def _names(wanted: str, title: str) -> bool:
    """Return whether words stand in a title: whole ones where blanks part
    words.

    "post" is in "Morning Post", not in "Postal News"; 日报 is in 云河日报.
    """
    whole = fold(title)
    if not _UNSPACED.search(wanted):
        wanted, whole = f" {wanted} ", f" {whole} "
    return len(wanted.strip()) >= SHORTEST and wanted in whole


@cache
def _table() -> Table:
    return read_table(files("news") / "catalogue.toml")


def _source(row: Table) -> ListedSource:
    """Make a source of a row of the table, whose fields have the same names."""
    usual: Table = {"default": False}
    topics = tuple(row.get("topics", ()))
    return ListedSource(**(usual | row | {"topics": topics}))

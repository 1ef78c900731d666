"""The topic tree: names, sections and words, read from `news/topics.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from news.toml_tables import Table, read_list, read_table
from news.words import fold


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """A topic of the tree."""

    key: str
    parent: str
    emoji: str
    names: tuple[tuple[str, str], ...]

    def name(self, locale: str) -> str:
        """Return its name in an interface language, English where it has none."""
        names = dict(self.names)
        return names.get(locale.replace("-", "_")) or names["en"]


@cache
def catalogue() -> tuple[TopicInfo, ...]:
    """Return all topics in the order in which a digest tells them."""
    return tuple(_topic(key) for key in _table())


@cache
def ancestors(key: str) -> tuple[str, ...]:
    """Return the topics above one, the nearest first."""
    parents = {info.key: info.parent for info in catalogue()}
    parent = parents.get(key)
    return (parent, *ancestors(parent)) if parent else ()


@cache
def all_ancestors() -> Mapping[str, tuple[str, ...]]:
    """Return the topics above each topic, by its key."""
    above = {info.key: ancestors(info.key) for info in catalogue()}
    return MappingProxyType(above)


def find(name: str) -> str | None:
    """Return the topic that a name in any interface language (or a section's name) means.

    "Deportes" and 体育 → sports, "Fußball" → football; a name that means none → None.
    """
    return _keys_by_name().get(fold(name.strip()).strip())


@cache
def initials() -> frozenset[str]:
    """Return the letters with which the names of topics begin, as `find` compares
    them: who looks up each word of a text can pass over most.
    """
    return frozenset(name[0] for name in filter(None, _keys_by_name()))


def words(key: str, kind: str, language: str) -> list[str]:
    """Return the words of a topic in one language; `kind` is `strong` or `words`."""
    by_language = _table()[key].get(kind, {})
    return read_list(by_language.get(language, ""))


@cache
def _table() -> Table:
    return read_table(files("news") / "topics.toml")


def _topic(key: str) -> TopicInfo:
    fields = _table()[key]
    return TopicInfo(
        key=key,
        parent=fields.get("parent", ""),
        emoji=fields.get("emoji", ""),
        names=tuple(fields["names"].items()),
    )


@cache
def _keys_by_name() -> dict[str, str]:
    """Map folded names to topics; a topic's own name comes before another's section."""
    keys: dict[str, str] = {}
    for info in catalogue():
        for name in (info.key, *dict(info.names).values()):
            keys.setdefault(fold(name), info.key)
    for info in catalogue():
        for section in read_list(_table()[info.key].get("sections", "")):
            keys.setdefault(fold(section), info.key)
    return keys

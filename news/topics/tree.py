"""The topic tree: names, sections and words, read from `news/topics.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

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
    above = []
    while key := parents.get(key, ""):
        above.append(key)
    return tuple(above)


@cache
def all_ancestors() -> Mapping[str, tuple[str, ...]]:
    """Return the topics above each topic, by its key."""
    return MappingProxyType(
        {info.key: ancestors(info.key) for info in catalogue()}
    )


def find(name: str) -> str | None:
    """Return the topic that a name in any interface language (or a section's name) means."""
    return _keys_by_name().get(fold(name.strip()).strip())


def words(key: str, kind: str, language: str) -> list[str]:
    """Return the words of a topic in one language; `kind` is `strong` or `words`."""
    by_language = _table()[key].get(kind, {})
    assert isinstance(by_language, dict)
    return _listed(by_language.get(language, ""))


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(
        files("news").joinpath("topics.toml").read_text("utf-8")
    )


def _topic(key: str) -> TopicInfo:
    fields = _table()[key]
    names = fields["names"]
    assert isinstance(names, dict)
    written = tuple((str(locale), str(name)) for locale, name in names.items())
    return TopicInfo(
        key,
        str(fields.get("parent", "")),
        str(fields.get("emoji", "")),
        written,
    )


@cache
def _keys_by_name() -> dict[str, str]:
    """Map folded names to topics; a topic's own name comes before another's section."""
    keys: dict[str, str] = {}
    for info in catalogue():
        for name in (info.key, *(name for _, name in info.names)):
            keys.setdefault(fold(name), info.key)
    for info in catalogue():
        for section in _listed(_table()[info.key].get("sections", "")):
            keys.setdefault(fold(section), info.key)
    return keys


def _listed(text: object) -> list[str]:
    """Read a list that is written with commas, over any number of lines."""
    parts = str(text).replace("\n", " ").split(",")
    return [part.strip() for part in parts if part.strip()]

"""Tell the name of a topic from that of a part of it: sports from baseball."""

from __future__ import annotations

from functools import cache

from news.topics import catalogue, find
from news.wishes.rules import alike

# Letters that a name of the topic has in common with another of its own names:
# sport, sports. A Chinese sign counts as much as two.
_COMMON = 4


@cache
def own_names() -> frozenset[str]:
    """Return the names of the topics themselves in all languages, and their keys,
    as they are compared.
    """
    names = (name for topic in catalogue() for _, name in topic.names)
    keys = (topic.key for topic in catalogue())
    return frozenset(map(alike, (*names, *keys)))


def names_part(text: str) -> bool:
    """Return whether a text names a part of a topic alone, whose loss is not that of the
    topic: baseball, covid, 加密货币; not "sport" nor "sports".
    """
    if find(text) is None:
        return False
    word = alike(text)
    begun = word[: _COMMON if word.isascii() else _COMMON // 2]
    return not any(name.startswith(begun) for name in own_names())

"""Read what a person typed after /subscribe: topics, addresses and filters, several at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from news.filters.expressions import parse, split_clauses
from news.filters.terms import Filter

# Any scheme is an address: one that is not fetched is refused in words, not taken for a phrase.
_ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """A topic, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """An address of a feed or a page."""

    url: str


@dataclass(frozen=True, slots=True)
class FilterRequest:
    """Words to look for."""

    filter: Filter


SubscriptionRequest = TopicRequest | SourceRequest | FilterRequest


def read_subscriptions(
    typed: str, find_topic: Callable[[str], str | None]
) -> tuple[SubscriptionRequest, ...]:
    """Part what was typed at its commas, and read each part as a topic, several topics, an address, or a filter.

    A part whose every word names a topic is several topics; `find_topic` is `news.topics.find`.
    Each request is returned once, in the order typed. Raises FilterError where a part is no
    filter, or where nothing was typed.
    """
    if _ADDRESS.match(typed.strip()):
        return (SourceRequest(typed.strip()),)
    requests: dict[SubscriptionRequest, None] = {}
    for part in _parts(typed) or [typed]:
        requests.update(dict.fromkeys(_read(part, find_topic)))
    return tuple(requests)


def _parts(typed: str) -> list[str]:
    clauses = split_clauses(typed)
    return [typed[tokens[0].start() : tokens[-1].end()] for tokens in clauses]


def _read(part: str, find_topic: Callable[[str], str | None]) -> list[SubscriptionRequest]:
    if _ADDRESS.match(part):
        return [SourceRequest(part)]
    whole = find_topic(part)
    if whole:
        return [TopicRequest(whole)]
    topics = [find_topic(word) for word in part.split()]
    named = [TopicRequest(key) for key in topics if key]
    if named and len(named) == len(topics):
        return [*named]
    return [FilterRequest(parse(part))]

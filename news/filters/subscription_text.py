"""Parse what a person typed after /subscribe: topics, addresses and filters, several at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from news.filters.expressions import parse, parse_within, split_clauses
from news.filters.filter_parts import Filter, FilterClause

# Any scheme is an address: one that is not fetched is refused in words, not
# taken for a phrase.
_ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$",
    re.IGNORECASE,
)

_SIGNS = "+＋!！-"


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """A topic, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """An address of a feed or a page."""

    url: str
    # What of it is wanted, as `parse_within` reads it; empty for all.
    words: str = ""


@dataclass(frozen=True, slots=True)
class FilterRequest:
    """Words to look for."""

    filter: Filter


SubscriptionRequest = TopicRequest | SourceRequest | FilterRequest


def is_address(text: str) -> bool:
    """Return whether words are the address of a site.

    a.example, a.example/feed and https://a.example are; "a. example" is not.
    """
    return bool(_ADDRESS.match(text))


# "Tech and sport", 科技和财经: between two topics such a word is no part of a text.
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|и|&)\s+|\s*[和与與及跟、と&]\s*", re.IGNORECASE
)


def read_subscriptions(
    typed: str, find_topic: Callable[[str], str | None]
) -> tuple[SubscriptionRequest, ...]:
    """Part what was typed at its lines and commas, and read each part as a topic,
    several topics, an address, or a filter.

    A part whose every word names a topic or is an address is several requests; `find_topic` is
    `news.topics.find`. Words behind an address narrow that source. Each request is returned once,
    in the order typed. Raises FilterError where a part is no filter, or where nothing was typed.
    """
    if is_address(typed.strip()):
        return (SourceRequest(typed.strip()),)
    requests: dict[SubscriptionRequest, None] = {}
    for part in _parts(typed) or [typed]:
        requests.update(dict.fromkeys(_read(part, find_topic)))
    return tuple(requests)


def _parts(typed: str) -> list[str]:
    """Part what was typed at lines and commas.

    A comma before a sign parts nothing behind an address: "https://a.example
    +chip, -ads" narrows one source by both.
    """
    parts: list[str] = []
    for line in typed.splitlines():
        for tokens in split_clauses(line):
            start = tokens[0].start()
            end = tokens[-1].end()
            part = line[start:end]
            is_signed = bool(parts) and part[0] in _SIGNS
            if is_signed and is_address(parts[-1].split()[0]):
                parts[-1] += f", {part}"
            else:
                parts.append(part)
    return parts


def _read(
    part: str, find_topic: Callable[[str], str | None]
) -> list[SubscriptionRequest]:
    """Read one part: an address, a topic, several of both, an address that
    words narrow, or a filter.

    "tech sport" is two topics, "a.example +chip" one source, "tech giants" a filter.
    """
    for words in ([part], part.split(), _AND.split(part)):
        if listed := _listed(words, find_topic):
            return listed
    return _narrowed(part) or [FilterRequest(parse(part))]


def _listed(
    words: list[str], find_topic: Callable[[str], str | None]
) -> list[SubscriptionRequest]:
    """Read a list of topics and addresses, of which each word must name one.

    "tech sport" is two topics; "tech giants" is no list, and empty.
    """
    named = [_name(word, find_topic) for word in words]
    known = [request for request in named if request]
    return known if len(known) == len(named) else []


def _narrowed(part: str) -> list[SubscriptionRequest]:
    """Read addresses with words behind them, which say what of each source is
    wanted: "a.example b.example +chip"; empty where no address begins it.

    An address is never a word of a text, so such a part is no filter.
    """
    addresses = list(takewhile(is_address, part.split()))
    if not addresses:
        return []
    words = part.split(maxsplit=len(addresses))[-1]
    narrowed = parse_within(words).expression
    return [SourceRequest(address, narrowed) for address in addresses]


def _name(
    word: str, find_topic: Callable[[str], str | None]
) -> SubscriptionRequest | None:
    """Read a word that names a topic or is an address; None for any other.

    "tech" → that topic, "a.example" → that source.
    """
    if is_address(word):
        return SourceRequest(word)
    key = find_topic(word)
    return TopicRequest(key) if key else None


def is_plain_phrase(wanted: Filter) -> bool:
    """Return whether a filter is several words and nothing else, which may be meant one by one.

    "tech giants" is; "tech +giants", "tech, giants" and "tech" are not.
    """
    match wanted.clauses:
        case [FilterClause(choices=[[_, _, *_] as terms], must=(), without=())]:
            return not any(term.exact or term.expression for term in terms)
    return False

"""Turn the address that people paste into the one to read, by the rules in `addresses.toml`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import quote_plus, unquote

from news.links import web_address

Kind = Literal["auto", "feed", "page", "hotlist"]
Problem = Literal["", "account", "rsshub", "newsnow"]
MAX_CHARACTERS = 2000
# How people write that an address is a feed: feed://host, feed:https://host,
# and the schemes of podcast programs.
_FEED_SCHEME = re.compile(
    r"(?:feed|rss|podcast|pcast|itpc)(?::(?=https?:)|:/{2,3}|s:/{2,3})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"https?://(?:www\.|m\.)?", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#].*)?")
_INSTANCE = re.compile(r"(rsshub|newsnow)://(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; see there what the fields mean."""

    name: str
    pattern: re.Pattern[str]
    title: str
    confirmed: bool
    source: str = ""
    kind: Kind = "auto"
    others: tuple[str, ...] = ()
    answer: tuple[str | int, ...] = ()
    problem: Problem = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A source that an address means: its addresses in the order in which to try them.

    `problem` says why there are none: `account` (only members can read it), `rsshub` or `newsnow`
    (the operator has no instance). `answer` is where in the JSON of the address the feed's own
    stands; empty where the address is the source.
    """

    addresses: tuple[str, ...]
    kind: Kind
    title: str = ""
    rule: str = ""
    confirmed: bool = False
    answer: tuple[str | int, ...] = ()
    problem: Problem = ""


@dataclass(frozen=True, slots=True)
class Instances:
    """The operator's own instances of programs that make feeds.

    They are tried in this order.
    """

    rsshub: tuple[str, ...] = ()
    newsnow: tuple[str, ...] = ()


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(
        files("news").joinpath("addresses.toml").read_text("utf-8")
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, in the table's order."""
    listed = _table()["rules"]
    assert isinstance(listed, list)
    return tuple(_rule(row) for row in listed)


def _rule(row: Mapping[str, object]) -> Rule:
    fields = {name: value for name, value in row.items() if name != "by"}
    fields["pattern"] = re.compile(str(row["pattern"]), re.IGNORECASE)
    for name in ("others", "answer"):
        fields[name] = tuple(fields.get(name, ()))  # type: ignore[arg-type]
    return Rule(**fields)  # type: ignore[arg-type]


def resolve(text: str, instances: Instances = Instances()) -> Target | None:
    """Return the source that a pasted address or name means; None if it is no address.

    An address that no rule knows is its own source of kind `auto`. At most 2,000 characters are
    looked at.
    """
    address = _FEED_SCHEME.sub("", text[:MAX_CHARACTERS].strip())
    declared = address != text[:MAX_CHARACTERS].strip()
    if board := _board(address):
        return _board_target(board, instances)
    plain = _SCHEME.sub("", _route_of(address, instances))
    for rule in rules():
        if match := rule.pattern.fullmatch(plain):
            return _target(rule, match.groupdict(default=""), instances)
    whole = _whole(address)
    if whole:
        return Target((whole,), "feed" if declared else "auto")
    return None


def is_operators_board(url: str, instances: Instances) -> bool:
    """Return whether an address is a hot list on one of the operator's own instances."""
    if any(
        url.startswith(f"{base.rstrip('/')}/") for base in instances.newsnow
    ):
        return True
    target = resolve(url, instances)
    return (
        target is not None
        and target.rule == "rsshub-hot"
        and url in target.addresses
    )


def _route_of(address: str, instances: Instances) -> str:
    """Return the route that an address on one of the operator's RSSHub instances names."""
    for base in instances.rsshub:
        if address.startswith(f"{base.rstrip('/')}/"):
            return f"rsshub://{address[len(base.rstrip('/')) :].lstrip('/')}"
    return address


def _board_target(board: str, instances: Instances) -> Target:
    """Return a board on the operator's instances: newsnow's first, then RSSHub's."""
    rule = _named("newsnow")
    routes = _table()["routes"]
    assert isinstance(routes, dict)
    others = (f"rsshub://{routes[board]}",) if board in routes else ()
    named = replace(rule, title=board_name(board), others=others)
    return _target(named, {"board": board}, instances)


def _named(name: str) -> Rule:
    return next(rule for rule in rules() if rule.name == name)


def _whole(address: str) -> str:
    if _BARE_HOST.fullmatch(address):
        address = f"https://{address}"
    if _SCHEME.match(address):
        return web_address(address)
    return ""


def _target(
    rule: Rule, parts: Mapping[str, str], instances: Instances
) -> Target:
    title = rule.title.format_map(parts)
    if rule.problem:
        return Target(
            addresses=(),
            kind=rule.kind,
            title=title,
            rule=rule.name,
            confirmed=rule.confirmed,
            problem=rule.problem,
        )
    written = [
        source.format_map(parts) for source in (rule.source, *rule.others)
    ]
    addresses = [
        address
        for source in written
        for address in _of_instances(source, instances)
    ]
    lacking = _INSTANCE.fullmatch(written[0])
    problem: Problem = "" if addresses or not lacking else _lacking(lacking[1])
    return Target(
        addresses=tuple(dict.fromkeys(addresses)),
        kind=rule.kind,
        title=title,
        rule=rule.name,
        confirmed=rule.confirmed,
        answer=rule.answer,
        problem=problem,
    )


def _lacking(program: str) -> Problem:
    return "rsshub" if program == "rsshub" else "newsnow"


def _of_instances(source: str, instances: Instances) -> list[str]:
    """Return the addresses of a route or board on each instance; the address itself for others."""
    match = _INSTANCE.fullmatch(source)
    if not match:
        if address := web_address(source):
            return [address]
        return []
    program, route = match.groups()
    if program == "rsshub":
        return [
            web_address(f"{base.rstrip('/')}/{_below(route)}")
            for base in instances.rsshub
        ]
    return [
        f"{base.rstrip('/')}/api/s?id={route}" for base in instances.newsnow
    ]


def _below(route: str) -> str:
    """Return a route without the segments that lead above it: an instance may share its host."""
    path, mark, query = route.partition("?")
    kept = [part for part in path.split("/") if not _leads_up(part)]
    return f"{'/'.join(kept).lstrip('/')}{mark}{query}"


def _leads_up(segment: str) -> bool:
    return not {".", ".."}.isdisjoint(unquote(segment).split("/"))


@cache
def _boards() -> dict[str, str]:
    boards = _table()["boards"]
    assert isinstance(boards, dict)
    return {name: board for board, names in boards.items() for name in names}


def _board(text: str) -> str:
    return _boards().get(text.casefold().strip(), "")


def names_board(text: str) -> bool:
    """Return whether words are the name of a hot list."""
    return bool(_board(text))


def board_name(board: str) -> str:
    """Return what people call a board; the board's own id where it has no name."""
    for name, known in _boards().items():
        if known == board:
            return name
    return board


def search_address(
    phrase: str, *, engine: Literal["google", "bing"], language: str
) -> str:
    """Return the feed of a search for a phrase in an engine's news.

    `language` chooses the edition; English serves for languages without one.
    """
    editions = _table()["editions"]
    assert isinstance(editions, dict)
    edition = editions.get(language) or editions["en"]
    query = quote_plus(phrase)
    if engine == "bing":
        return f"https://www.bing.com/news/search?q={query}&mkt={edition['mkt']}&format=rss"
    country = f"hl={edition['hl']}&gl={edition['gl']}&ceid={edition['ceid']}"
    return f"https://news.google.com/rss/search?q={query}&{country}"


def read_answer(data: bytes, path: Sequence[str | int]) -> str:
    """Return the address that a JSON answer holds at a path; empty where it holds none."""
    try:
        value = json.loads(data[:1_000_000])
    except (ValueError, RecursionError):
        return ""
    for step in path:
        if isinstance(step, int):
            value = (
                value[step]
                if isinstance(value, list) and len(value) > step
                else None
            )
        else:
            value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, str):
        return web_address(value)
    return ""

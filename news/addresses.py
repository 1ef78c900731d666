"""Turn the address that people paste into the one to read, by the rules in `addresses.toml`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import filterfalse
from typing import Literal
from urllib.parse import unquote

from news.links import web_address
from news.toml_tables import Table, read_table

Kind = Literal["auto", "feed", "page", "hotlist"]
Problem = Literal["", "account", "rsshub", "newsnow"]
MAX_CHARACTERS = 2000
# Bytes of an answer that are read: the ones that are known have a few hundred.
MAX_ANSWER = 1_000_000
# How people write that an address is a feed: feed://host, feed:https://host,
# and the schemes of podcast programs.
_FEED_SCHEME = re.compile(
    r"(?:feed|rss|podcast|pcast|itpc)(?::(?=https?:)|:/{2,3}|s:/{2,3})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"https?://(?:www\.|m\.)?", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#].*)?")
# The programs that make feeds, by the schemes of their sources: rsshub://weibo/search/hot.
_PROGRAMS: Mapping[str, Problem] = {"rsshub": "rsshub", "newsnow": "newsnow"}


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

    def roots(self, program: Literal["rsshub", "newsnow"]) -> list[str]:
        """Return the addresses of a program's instances, each with one slash at its end."""
        addresses = {"rsshub": self.rsshub, "newsnow": self.newsnow}
        return [f"{address.rstrip('/')}/" for address in addresses[program]]


@cache
def _table() -> Table:
    return read_table(files("news") / "addresses.toml")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, in the table's order."""
    return tuple(map(_rule, _table()["rules"]))


def _rule(row: Table) -> Rule:
    """Make a rule of a row; `by` only tells people who looked it up."""
    fields = dict(row)
    fields.pop("by", None)
    fields["pattern"] = re.compile(row["pattern"], re.IGNORECASE)
    for name in ("others", "answer"):
        fields[name] = tuple(row.get(name, ()))
    return Rule(**fields)


def resolve(text: str, instances: Instances = Instances()) -> Target | None:
    """Return the source that a pasted address or name means; None if it is no address.

    An address that no rule knows is its own source of kind `auto`. At most 2,000 characters are
    looked at.

    t.me/name → the page https://t.me/s/name; feed://paper.example/news → the feed
    https://paper.example/news.
    """
    pasted = text[:MAX_CHARACTERS].strip()
    address = _FEED_SCHEME.sub("", pasted)
    if board := _board(address):
        return _board_target(board, instances)
    plain = _SCHEME.sub("", _route_of(address, instances))
    for rule in rules():
        if match := rule.pattern.fullmatch(plain):
            return _target(rule, match.groupdict(default=""), instances)
    whole = _whole(address)
    # Who writes feed://… says what it is.
    kind: Kind = "auto" if address == pasted else "feed"
    return Target((whole,), kind) if whole else None


def is_operators_board(url: str, instances: Instances) -> bool:
    """Return whether an address is a hot list on one of the operator's own instances.

    https://now.example/api/s?id=weibo is, where https://now.example is a newsnow instance.
    """
    if url.startswith(tuple(instances.roots("newsnow"))):
        return True
    target = resolve(url, instances)
    if target is None or target.rule != "rsshub-hot":
        return False
    return url in target.addresses


def _route_of(address: str, instances: Instances) -> str:
    """Return the route that an address on one of the operator's RSSHub instances names.

    https://hub.example/weibo/search/hot → rsshub://weibo/search/hot; other addresses stay.
    """
    roots = instances.roots("rsshub")
    root = next(filter(address.startswith, roots), "")
    route = address.removeprefix(root).lstrip("/")
    return f"rsshub://{route}" if root else address


def _board_target(board: str, instances: Instances) -> Target:
    """Return a board on the operator's instances: newsnow's first, then RSSHub's.

    weibo → https://now.example/api/s?id=weibo, then RSSHub's route for it.
    """
    rule = next(rule for rule in rules() if rule.name == "newsnow")
    routes = _table()["routes"]
    others = (f"rsshub://{routes[board]}",) if board in routes else ()
    named = replace(rule, title=board_name(board), others=others)
    return _target(named, {"board": board}, instances)


def _whole(address: str) -> str:
    """Return a web address whole, also one without its scheme: paper.example/news; empty for words."""
    if _BARE_HOST.fullmatch(address):
        address = f"https://{address}"
    return web_address(address) if _SCHEME.match(address) else ""


def _target(
    rule: Rule, parts: Mapping[str, str], instances: Instances
) -> Target:
    """Fill a rule with the parts of an address that it matched."""
    target = Target(
        addresses=(),
        kind=rule.kind,
        title=rule.title.format_map(parts),
        rule=rule.name,
        confirmed=rule.confirmed,
        problem=rule.problem,
    )
    if rule.problem:
        return target
    sources = [
        source.format_map(parts) for source in (rule.source, *rule.others)
    ]
    addresses: list[str] = []
    for source in sources:
        addresses += _of_instances(source, instances)
    return replace(
        target,
        addresses=tuple(dict.fromkeys(addresses)),
        answer=rule.answer,
        problem="" if addresses else _lacking(sources[0]),
    )


def _lacking(source: str) -> Problem:
    """Return the program that the operator has no instance of, where a source needs one.

    rsshub://weibo/search/hot → rsshub.
    """
    scheme, _, _ = source.partition("://")
    return _PROGRAMS.get(scheme, "")


def _of_instances(source: str, instances: Instances) -> list[str]:
    """Return the addresses of a route or board on each instance; the address itself for others.

    newsnow://weibo → https://now.example/api/s?id=weibo.
    """
    scheme, _, route = source.partition("://")
    if scheme == "newsnow":
        roots = instances.roots("newsnow")
        return [f"{root}api/s?id={route}" for root in roots]
    if scheme == "rsshub":
        below = _below(route)
        roots = instances.roots("rsshub")
        return [web_address(f"{root}{below}") for root in roots]
    return list(filter(None, [web_address(source)]))


def _below(route: str) -> str:
    """Return a route without the segments that lead above it: an instance may share its host."""
    path, mark, query = route.partition("?")
    kept = filterfalse(_leads_up, path.split("/"))
    return f"{'/'.join(kept).lstrip('/')}{mark}{query}"


def _leads_up(segment: str) -> bool:
    """Return whether a segment is "..", however it is escaped: %2e%2e%2f."""
    return not {".", ".."}.isdisjoint(unquote(segment).split("/"))


@cache
def _boards() -> dict[str, str]:
    """Map the names of hot lists to the boards' ids, each board's usual name first."""
    boards: dict[str, str] = {}
    for board, names in _table()["boards"].items():
        boards |= dict.fromkeys(names, board)
    return boards


def _board(text: str) -> str:
    """Return the id of the hot list that words name; empty for other words."""
    return _boards().get(text.casefold().strip(), "")


def names_board(text: str) -> bool:
    """Return whether words are the name of a hot list."""
    return bool(_board(text))


def board_name(board: str) -> str:
    """Return what people call a board; the board's own id where it has no name.

    weibo → 微博.
    """
    names = _table()["boards"].get(board, [board])
    return str(names[0])


def read_answer(data: bytes, path: Sequence[str | int]) -> str:
    """Return the address that a JSON answer holds at a path; empty where it holds none.

    {"feeds": [{"url": "https://a.example/f"}]}, (feeds, 0, url) → https://a.example/f.
    """
    try:
        value = json.loads(data[:MAX_ANSWER])
        for step in path:
            value = value[step]
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""
    return web_address(value) if isinstance(value, str) else ""

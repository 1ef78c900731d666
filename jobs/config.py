"""The configuration of the jobs; `bot/app.py` fills it from the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from news.catalogue import ListedSource
from news.durations import DAY, HOUR
from news.version import VERSION

if TYPE_CHECKING:
    from news.cluster import Across


@dataclass(frozen=True, slots=True)
class ProxyRoute:
    """A proxy and the hosts that are asked through it."""

    url: str = ""
    """`http://`, `https://`, `socks5://` or `socks5h://`, with user and password where it asks
    for them; empty for none.
    """
    hosts: tuple[str, ...] = ()
    """Hosts, each with all below it; empty for every host."""

    def carries(self, host: str) -> bool:
        """Return whether requests to a host go through the proxy."""
        if not self.url:
            return False
        name = host.rstrip(".").lower()
        return not self.hosts or any(
            _is_below(name, listed) for listed in self.hosts
        )


def _is_below(name: str, listed: str) -> bool:
    return name == listed or name.endswith(f".{listed}")


def listed_hosts(hosts: Sequence[str]) -> tuple[str, ...]:
    """Return hosts as `ProxyRoute` compares them: `*.Example.com` and `.example.com` are one."""
    return tuple(host.removeprefix("*").strip(".").lower() for host in hosts)


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Configuration of reading the web."""

    agent: str = f"Jianbao/{VERSION} (news digests for Telegram)"
    floor: int = 900
    """Seconds between two readings of a source at the least."""
    ceiling: int = 43_200
    concurrency: int = 16
    per_host: int = 2
    pause: float = 1.0
    """Seconds between two requests to one host."""
    deadline: float = 20.0
    max_bytes: int = 8 * 1024 * 1024
    private_hosts: frozenset[str] = frozenset()
    """`host:port`, or `host` for its ports 80 and 443, that may be private:
    the sandbox's site, or an operator's own.
    """
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    obey_robots: bool = True
    source_bytes: int = 300 * 1024 * 1024
    """Bytes that a source which a chat added may bring in a day."""
    source_articles: int = 500
    """Articles that it may bring in a day."""
    proxy: ProxyRoute = field(default_factory=ProxyRoute, repr=False)
    """The proxy that the web is read through; its address may hold a password."""
    rsshub: tuple[str, ...] = ()
    """The operator's instances of RSSHub, tried in this order."""
    newsnow: tuple[str, ...] = ()
    """Those of newsnow, for hot lists."""
    callback: str = ""
    """The address under which hubs reach this installation (WebSub); empty where they can't."""
    catalogue: tuple[ListedSource, ...] = ()
    """Sources of the catalogue that may be read; none where the operator switched it off."""
    catalogue_locales: tuple[str, ...] = ()
    """Languages whose sources are read before any chat speaks them."""

    @property
    def places(self) -> int:
        """Sources at work at once: more than requests, for each also waits for pauses, the
        parser and the store.
        """
        return 2 * self.concurrency

    @property
    def person_share(self) -> int:
        """Most sources, or articles, of one person at work at once."""
        return max(self.concurrency // 4, 1)


@dataclass(frozen=True, slots=True)
class EnrichConfig:
    """Configuration of reading articles."""

    batch: int = 32
    attempts: int = 4
    lease: int = 300
    max_pages: int = 4
    """Pages of one article that are joined."""
    budget: float = 30.0
    """Seconds after which no further page of an article is asked for."""
    timeout: float = 10.0
    """Seconds of work on one article in the pool before its worker is killed."""
    languages: tuple[str, ...] = ()
    max_age: int = 7 * DAY
    """Entries older than this many seconds are known but not read."""


@dataclass(frozen=True, slots=True)
class DigestConfig:
    """Configuration of building digests."""

    batch: int = 300
    """Chats a transaction: a person's answer waits for neither
    the building of more nor the writing. With 200 a chat costs a
    twentieth more; with 300 the loop is held for 8 ms and a transaction takes 15.
    """
    lease: int = 120
    window: int = 36 * HOUR
    """Seconds back from which stories are told."""
    spread: int = 0
    """Seconds over which digests due at one minute are spread."""
    late: int = 6 * HOUR
    """A digest missed by more than this is not sent; the next one is."""
    web_url: str = ""


@dataclass(frozen=True, slots=True)
class StoriesConfig:
    """Configuration of clustering articles into stories."""

    articles: int = 100_000
    """Articles that the clusterer keeps at the most."""
    hours: int = 72
    """After which a story that nobody told again takes no more articles."""
    across: Across = "names"
    """How tellings of one event in several languages are found: by names, places and numbers,
    or also by what they mean; `off` leaves each language to itself.
    """


@dataclass(frozen=True, slots=True)
class AlertConfig:
    """Configuration of alerts."""

    publishers: int = 3
    """Independent publishers that must report it."""
    within: int = 3600
    """Seconds within which they must."""
    grace: int = 2700
    """Seconds that reports may take to reach us: sources are not read every minute."""
    batch: int = 500
    """Chats a transaction."""


@dataclass(frozen=True, slots=True)
class PostConfig:
    """Configuration of posts: stories sent at once to the subscriptions that want them."""

    most: int = 20
    """Posts a chat in an hour, those that wait for it included; what is over comes by digest."""
    age: int = DAY
    """Seconds after which an article is too old to come as new."""
    stories: int = 200
    """Changed stories looked at in one sweep."""
    batch: int = 500
    """Chats a transaction."""


@dataclass(frozen=True, slots=True)
class FollowConfig:
    """Configuration of follow-ups."""

    settle: int = 120
    """Seconds that a new report waits, so that several come as one."""
    pause: int = 6 * HOUR
    """Seconds between two follow-ups of one story in one chat."""
    most: int = 5
    """Follow-ups a chat in any 24 hours."""
    days: int = 3
    """Days for which a told story is followed, and its article looked at again."""
    batch: int = 500
    """Chats a transaction."""
    recheck_batch: int = 6
    """Articles looked at again in one sweep."""
    recheck_pause: int = 4 * HOUR
    """Seconds between two looks at one article."""
    confirm: int = 900
    """Seconds after which an article that is not there is asked for
    once more before it counts as withdrawn.
    """


@dataclass(frozen=True, slots=True)
class RetentionConfig:
    """Limits of the store: days that rows are kept, and bytes they may take."""

    articles: int = 30
    outbox: int = 14
    seen: int = 15
    """No digest looks back further than fourteen days,
    so none can tell a story that was told before those.
    """
    digests: int = 21
    max_bytes: int = 0
    """Of the store; 0: as many as the disk of a SQLite store holds."""

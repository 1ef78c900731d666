"""What the jobs need to know; `bot/app.py` fills these from the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How the web is read."""

    agent: str = "Jianbao/0.1 (news digests for Telegram)"
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
    """`host:port` or `host` that may be private: the sandbox's site, or an operator's own."""
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    obey_robots: bool = True


@dataclass(frozen=True, slots=True)
class EnrichConfig:
    """How articles are read."""

    batch: int = 32
    attempts: int = 4
    lease: int = 300
    max_pages: int = 4
    """Pages of one article that are joined."""
    timeout: float = 10.0
    """Seconds of work on one article in the pool before its worker is killed."""
    languages: tuple[str, ...] = ()
    max_age: int = 7 * 86_400
    """Entries older than this many seconds are known but not read."""


@dataclass(frozen=True, slots=True)
class DigestConfig:
    """How digests are built."""

    batch: int = 500
    lease: int = 120
    window: int = 36 * 3600
    """Seconds back from which stories are told."""
    spread: int = 0
    """Seconds over which digests due at one minute are spread."""
    late: int = 6 * 3600
    """A digest missed by more than this is not sent; the next one is."""
    web_url: str = ""


@dataclass(frozen=True, slots=True)
class RetentionConfig:
    """How long rows are kept, in days."""

    articles: int = 30
    outbox: int = 14
    seen: int = 30

"""robots.txt: which pages a site asks robots not to read, kept for a day (RFC 9309).

One choice differs from RFC 9309, 2.3.1.4: where robots.txt can not be had (5xx, a timeout, a broken
connection), the page is read all the same and the rules are asked for again ten minutes later.
Readers subscribed to what the site publishes, a page's own 5xx and `Retry-After` hold us back at
once, and many small sites answer 5xx to nothing but robots.txt.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from jobs.http.robots_rules import RobotsRules, read_rules
from jobs.http.timer import Timer
from news.durations import DAY
from news.errors import FetchError, Gone, ReadingError

KEPT = DAY
# Bytes of all sites' rules together; the sites asked for longest ago are
# forgotten first.
MAX_KEPT = 16 * 1024 * 1024
# Large files that are read, or asked, at once: a hostile one costs a third of a
# second.
AT_ONCE = 2
# Bytes of rules that are judged at once, in up to 5 ms; more go to a worker.
SMALL = 2 * 1024
# Bytes of a file that is read at once, in up to 2 ms.
SMALL_FILE = 64 * 1024
# Seconds after which a worker gives up on a file, and its site is taken to have
# no rules.
TIMEOUT = 10.0


class RunElsewhere(Protocol):
    """Runs a pure function off the loop, as `jobs.workers.process_pool.ProcessPool.run` does."""

    def __call__(
        self, function: Callable[..., Any], /, *args: Any, timeout: float
    ) -> Awaitable[Any]: ...


async def in_thread(
    function: Callable[..., Any], /, *args: Any, timeout: float
) -> Any:
    """Run a function in a thread to its end, for callers without workers."""
    del timeout
    return await asyncio.to_thread(function, *args)


class Robots:
    """The rules of each site. `load` downloads a robots.txt, and `clock` returns seconds.

    `run` reads and judges what is large: none of it may hold up the loop.
    """

    def __init__(
        self,
        agent: str,
        load: Callable[[str], Awaitable[bytes]],
        clock: Timer,
        run: RunElsewhere = in_thread,
    ) -> None:
        self._agent = agent
        self._load = load
        self._clock = clock
        self._run = run
        self._sites: OrderedDict[str, tuple[float, RobotsRules]] = OrderedDict()
        self._places = asyncio.Semaphore(AT_ONCE)
        # Bytes that the remembered rules take.
        self.size = 0

    async def allows(self, url: str) -> bool:
        """Return whether a page may be read. A site without rules allows all; so does one
        whose robots.txt fails.
        """
        rules = (await self._rules(url)).concerning(url)
        if len(rules.text) <= SMALL:
            return rules.allows(url)
        async with self._places:
            return bool(await self._run(rules.allows, url, timeout=TIMEOUT))

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that a site's robots.txt names, those of news first."""
        rules = await self._rules(url)
        return sorted(
            rules.sitemaps, key=lambda address: "news" not in address.lower()
        )

    async def _rules(self, url: str) -> RobotsRules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._sites.get(site)
        if known and known[0] > self._clock():
            self._sites.move_to_end(site)
            return known[1]
        rules = RobotsRules()
        kept = KEPT
        try:
            data = await self._load(f"{site}/robots.txt")
            rules = await self._read(data)
        except Gone:
            pass
        except (FetchError, ReadingError):
            kept = 600
        self._keep(site, rules, self._clock() + kept)
        return rules

    async def _read(self, data: bytes) -> RobotsRules:
        if len(data) <= SMALL_FILE:
            return read_rules(data, self._agent)
        async with self._places:
            rules: RobotsRules = await self._run(
                read_rules, data, self._agent, timeout=TIMEOUT
            )
            return rules

    def _keep(self, site: str, rules: RobotsRules, until: float) -> None:
        known = self._sites.pop(site, None)
        self.size += rules.size - (known[1].size if known else 0)
        self._sites[site] = until, rules
        while self.size > MAX_KEPT:
            _, (_, oldest) = self._sites.popitem(last=False)
            self.size -= oldest.size

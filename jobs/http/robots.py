"""robots.txt: what a site asks robots to leave alone, kept for a day (RFC 9309).

One choice differs from RFC 9309, 2.3.1.4: where robots.txt can not be had (5xx, a timeout, a broken connection), the page
is read all the same and the rules are asked for again ten minutes later. Readers subscribed to what the site publishes, a
page's own 5xx and `Retry-After` hold us back at once, and many small sites answer 5xx to nothing but robots.txt.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from news.errors import FetchError, Gone, ReadingError

KEPT = 86_400
SITES = 5000
MAX_BYTES = 500 * 1024


class Robots:
    """Remembers each site's rules. `load` downloads a robots.txt and `clock` gives seconds."""

    def __init__(
        self, agent: str, load: Callable[[str], Awaitable[bytes]], clock: Callable[[], float]
    ) -> None:
        self._agent, self._load, self._clock = agent, load, clock
        self._sites: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """Tell whether a page may be read. A site without rules allows all; one that fails is not judged by its fault."""
        rules = await self._rules(url)
        # A hostile file costs a third of a second: it is never read on the loop.
        return rules is None or bool(await asyncio.to_thread(rules.can_fetch, url, self._agent))

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that a site's robots.txt names, those of news first."""
        rules = await self._rules(url)
        named = [str(each) for each in rules.sitemaps][:20] if rules else []
        return sorted(named, key=lambda each: "news" not in each.lower())

    async def _rules(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._sites.get(site)
        if known and known[0] > self._clock():
            self._sites.move_to_end(site)
            return known[1]
        rules, kept = None, KEPT
        try:
            data = await self._load(f"{site}/robots.txt")
            rules = await asyncio.to_thread(
                Protego.parse, data[:MAX_BYTES].decode("utf-8", "replace")
            )
        except Gone:
            pass
        except (FetchError, ReadingError):
            kept = 600
        self._sites[site] = (self._clock() + kept, rules)
        while len(self._sites) > SITES:
            self._sites.popitem(last=False)
        return rules

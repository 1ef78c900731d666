"""Polite fetching: one client, one guarded transport, a deadline, a cap, few at a time a host."""

from __future__ import annotations

import asyncio
import copy
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import httpcore
import httpx

from jobs.config import FetchConfig
from jobs.http.body import finish, read_body
from jobs.http.guard import (
    Guard,
    Lookup,
    guarded_transport,
    system_lookup,
)
from jobs.http.hosts import Hosts
from jobs.http.link_header import hub_of
from jobs.http.proxied import ProxiedTransport
from jobs.http.redirects import refresh_of, target_of
from jobs.http.retry_after import read_retry_after
from jobs.http.robots import Robots, RunElsewhere, in_thread
from jobs.http.time_budget import TimeBudget
from jobs.http.timer import Timer
from jobs.http.traffic import Traffic
from jobs.http.web_client import web_client
from jobs.metrics import MetricsRecorder, NullMetrics
from news.doors import Door
from news.errors import (
    Disallowed,
    FetchError,
    Gone,
    JianbaoError,
    Refused,
    ServerTrouble,
    TimedOut,
    TooLarge,
)
from news.links import host as host_of
from news.models import Hub

MAX_REDIRECTS = 5
# Characters of an ETag that are kept; a cut one would match nothing.
VALIDATOR = 4000
# Bytes of the answer to what we send.
ANSWER = 64 * 1024
Kind = Literal["feed", "page", "article", "robots"]
_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    "article": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}
# The headers that ask only for what has changed.
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,9})")
# UnicodeError: a header that a person or a server wrote, and none can hold.
_FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class Download:
    """A server's answer."""

    # Where it was found in the end.
    url: str
    status: int
    data: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    # Where permanent redirects (301, 308) led, if only such were followed.
    moved_to: str = ""
    # Seconds for which the server says nothing changes.
    max_age: int = 0
    # Who tells of its news, by the header `Link`.
    hub: Hub | None = None

    @property
    def not_modified(self) -> bool:
        """Whether the server says that nothing changed since the last reading."""
        return self.status == 304


class Downloader:
    """The only HTTP client for the web."""

    def __init__(
        self,
        config: FetchConfig,
        *,
        clock: Timer = time.monotonic,
        lookup: Lookup = system_lookup,
        backend: httpcore.AsyncNetworkBackend | None = None,
        record: MetricsRecorder | None = None,
        run: RunElsewhere = in_thread,
    ) -> None:
        """Make a client; `run` reads large robots.txt files off the loop."""
        self._config = config
        self._clock = clock
        self._record: MetricsRecorder = record or NullMetrics()
        self._guard = Guard(
            ports=config.ports,
            private_hosts=config.private_hosts,
            lookup=lookup,
        )
        route = config.proxy
        places = config.concurrency * 2
        direct = guarded_transport(
            self._guard, connections=places, backend=backend
        )
        proxied = (
            ProxiedTransport(route, self._guard, direct, places)
            if route.url
            else direct
        )
        self._client = web_client(config, proxied)
        # Articles and lists have places of their own: neither waits for the
        # other's slow hosts.
        self._lists = asyncio.Semaphore(config.concurrency)
        self._pages = asyncio.Semaphore(config.concurrency)
        self.hosts = Hosts(config.per_host, config.pause, clock)
        self._robots = Robots(
            config.agent.split("/")[0], self._load_robots, clock, run
        )
        self.traffic = Traffic()
        self._source_id: int | None = None
        self._door: Door | None = None

    def for_source(self, source_id: int) -> Downloader:
        """Return this client, with its bytes counted for a source."""
        counting = copy.copy(self)
        counting._source_id = source_id
        return counting

    def with_door(self, door: Door) -> Downloader:
        """Return this client, sending a subscriber's login to one site."""
        opening = copy.copy(self)
        opening._door = door
        return opening

    @property
    def requests(self) -> int:
        """Requests since the start, redirects included."""
        return self.traffic.requests

    def check(self, url: str) -> None:
        """Check an address as before a request, without making one; raises Refused."""
        self._guard.check_url(url)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def get(
        self,
        url: str,
        *,
        kind: Kind = "feed",
        etag: str = "",
        last_modified: str = "",
        robots: bool | None = None,
    ) -> Download:
        """Fetch an address; validators are sent verbatim.

        Raises Refused, Disallowed, Gone, TooLarge, TimedOut or ServerTrouble (with `retry_after`
        where the server gave one).
        """
        if robots is None:
            robots = kind in {"page", "article"}
        if robots and self._config.obey_robots:
            address = self._guard.check_url(url)
            if not await self._robots.allows(address):
                raise Disallowed(
                    f"{url}: the site's robots.txt asks not to read this"
                )
        held = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        validators = {
            name: value for name, value in held.items() if _fit(value)
        }
        headers = {"Accept": _ACCEPT[kind]} | validators
        return await self._counted(kind, url, headers)

    async def post(
        self, url: str, *, content: bytes, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        """Send bytes to an address; return the status and the answer, empty for a long one.

        Redirects are not followed: what is sent is meant for this address. Raises Refused,
        TimedOut or ServerTrouble where no answer comes.
        """
        address = self._guard.check_url(url)
        try:
            async with (
                self.hosts.place(host_of(url), url),
                asyncio.timeout(self._config.deadline),
                self._client.stream(
                    "POST", address, content=content, headers=dict(headers)
                ) as response,
            ):
                return response.status_code, await _beginning(response)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise TimedOut(
                f"{url}: no answer within {self._config.deadline:g} s"
            ) from error
        except _FAILURES as error:
            raise self._trouble(url, error) from error

    async def _counted(
        self, kind: Kind, url: str, headers: dict[str, str]
    ) -> Download:
        start = time.monotonic()
        before = self.traffic.bytes
        outcome = "ok"
        try:
            answer = await self._follow(url, headers, kind)
            outcome = "not-modified" if answer.not_modified else "ok"
            return answer
        except JianbaoError as error:
            outcome = error.key.removeprefix("error.")
            raise
        finally:
            self._record.fetched(
                kind,
                outcome,
                time.monotonic() - start,
                self.traffic.bytes - before,
            )

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that a site names in its robots.txt, those of news first."""
        return await self._robots.sitemaps(self._guard.check_url(url))

    async def _load_robots(self, url: str) -> bytes:
        accept = {"Accept": _ACCEPT["robots"]}
        answer = await self._follow(url, accept, "robots")
        return answer.data

    async def _follow(
        self, url: str, headers: dict[str, str], kind: Kind
    ) -> Download:
        places = self._lists if kind in {"feed", "page"} else self._pages
        permanent = True
        sent_on = False
        moved = ""
        budget = TimeBudget(self._config.deadline)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._once(
                self._guard.check_url(url), headers, moved, budget, places
            )
            if isinstance(answer, Download):
                return _unmarked(answer) if sent_on else answer
            status, url = answer
            sent_on = sent_on or status < 300
            permanent = permanent and status in {301, 308}
            moved = url if permanent else ""
        raise ServerTrouble(f"{url}: more than {MAX_REDIRECTS} redirects")

    async def _once(
        self,
        url: str,
        headers: dict[str, str],
        moved: str,
        budget: TimeBudget,
        places: asyncio.Semaphore,
    ) -> Download | tuple[int, str]:
        host = host_of(url)
        # A redirect late in the time of its download says nothing of the host
        # that it leads to.
        had_time = budget.left * 2 >= self._config.deadline
        try:
            async with self.hosts.place(host, url), places, budget.spend():
                self.traffic.requests += 1
                opening = self._door.headers_for(url) if self._door else {}
                request = self._client.build_request(
                    "GET", url, headers=headers | opening
                )
                response = await self._client.send(request, stream=True)
                try:
                    return await self._read(url, response, moved)
                finally:
                    self.traffic.add(
                        self._source_id, response.num_bytes_downloaded
                    )
                    await finish(response)
        except (TimeoutError, httpx.TimeoutException) as error:
            if had_time:
                self.hosts.timed_out(host)
            raise TimedOut(
                f"{url}: no whole answer within {self._config.deadline:g} s"
            ) from error
        except _FAILURES as error:
            raise self._trouble(url, error) from error

    @staticmethod
    def _trouble(url: str, error: Exception) -> FetchError:
        """Return the guard's refusal if it caused a failure, however deep;
        otherwise trouble of the server.
        """
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, Refused):
                return cause
            cause = cause.__cause__ or cause.__context__
        return ServerTrouble(f"{url}: {error or type(error).__name__}")

    async def _read(
        self, url: str, response: httpx.Response, moved: str
    ) -> Download | tuple[int, str]:
        status = response.status_code
        if status != 200:
            self.hosts.answered(host_of(url))
        target = response.headers.get("location")
        if status in {301, 302, 303, 307, 308} and target:
            return status, target_of(url, target)
        self._check_status(url, response)
        most = self._config.max_bytes
        data = b"" if status == 304 else await read_body(response, most)
        self.traffic.bytes += len(data)
        self.hosts.answered(host_of(url))
        content_type = response.headers.get("content-type", "")
        if onward := refresh_of(url, content_type, data):
            return status, onward
        age = _MAX_AGE.search(response.headers.get("cache-control", ""))
        return Download(
            url=url,
            status=status,
            data=data,
            content_type=content_type,
            etag=_fit(response.headers.get("etag", "")),
            last_modified=_fit(response.headers.get("last-modified", "")),
            moved_to=moved,
            max_age=int(age.group(1)) if age else 0,
            hub=hub_of(url, response),
        )

    def _check_status(self, url: str, response: httpx.Response) -> None:
        """Raise Gone, FetchError or ServerTrouble for a status without a document."""
        status = response.status_code
        if status in {200, 203, 206}:
            return
        if status == 304:
            # To a question without a condition it says nothing: there is no earlier copy.
            asked = _CONDITIONS & response.request.headers.keys()
            if asked:
                return
        if status in {404, 410}:
            raise Gone(
                f"{url}: {status}, there is no such document", status=status
            )
        if status in {401, 403, 451}:
            raise FetchError(
                f"{url}: {status}, the server refuses", status=status
            )
        wait = read_retry_after(response.headers.get("retry-after", ""))
        if wait:
            self.hosts.rest(host_of(url), min(wait.total_seconds(), 3600))
        raise ServerTrouble(f"{url}: status {status}", retry_after=wait)


def _unmarked(answer: Download) -> Download:
    """Return a document without its validators, where a page sent its readers on to it: that page's
    server would compare them with its own, and say for ever that nothing changed.
    """
    return replace(answer, etag="", last_modified="")


async def _beginning(response: httpx.Response) -> bytes:
    """Read the answer to a POST; return nothing for a long one."""
    try:
        return await read_body(response, ANSWER)
    except TooLarge:
        return b""


def _fit(validator: str) -> str:
    """Return a validator unchanged; empty for one that is too long to store, or
    holds other bytes than ASCII, which no header of ours can send back.
    """
    is_fit = validator.isascii() and len(validator) <= VALIDATOR
    return validator if is_fit else ""

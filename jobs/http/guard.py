"""SSRF guard: resolve each host once, reject non-public addresses, connect to the address
that was checked.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx
import idna

from jobs.http.asyncio_network import AsyncioBackend
from jobs.http.connection_pools import Pools
from jobs.http.own_networks import OwnNetworks
from news.errors import FetchError, Refused, ServerTrouble
from news.inner_addresses import is_inner_name, is_public, literal
from news.private_addresses import SEALED

# Seconds for which a connection is kept that nothing goes through.
KEPT = 15.0
# The port of each scheme that is fetched, where an address names none.
_PORTS = {"http": 80, "https": 443}
_USUAL_PORTS = frozenset(_PORTS.values())
# White space, controls and backslashes: clients differ in where an address with
# one of them leads.
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
# What resolvers say of a name that nobody has; a failing resolver says something else.
# Some systems have no EAI_NODATA.
_NO_NAME = frozenset(
    {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
)
# Gives all addresses of a host for a port; raises OSError or UnicodeError where
# there are none.
Lookup = Callable[[str, int], Awaitable[list[str]]]


async def system_lookup(host: str, port: int) -> list[str]:
    """Ask the machine's resolver."""
    answers = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )
    return [str(answer[4][0]) for answer in answers]


def _split(url: str) -> tuple[SplitResult, int | None]:
    """Split an address into its parts and port; raises Refused for anything else."""
    if _UNFIT.search(url):
        raise Refused(
            f"{url[:200]!r}: white space, a control or a backslash in the address"
        )
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError as error:
        raise Refused(f"{url[:200]}: {error}") from error


def _is_name(host: str) -> bool:
    """Return whether a Punycode host stands for letters: clients fail on one that does not."""
    if "xn--" not in host.lower():
        return True
    try:
        idna.decode(host)
    except UnicodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Guard:
    """Rules for the addresses that may be fetched."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    # `host:port`, or `host` for its ports 80 and 443.
    private_hosts: frozenset[str] = frozenset()
    lookup: Lookup = system_lookup
    own: OwnNetworks = field(default_factory=OwnNetworks)

    def check_url(self, url: str) -> str:
        """Return the URL to fetch; raises Refused for another scheme, credentials, odd
        ports or literal private addresses.
        """
        if url.startswith(SEALED):
            # Not for good: with the key the source lives again.
            raise FetchError(
                "the address is sealed, and the operator's key for it is missing"
            )
        parts, port = _split(url)
        if parts.scheme not in _PORTS:
            raise Refused(f"{url[:200]}: only http and https are fetched")
        if "@" in parts.netloc or not parts.hostname:
            raise Refused(
                f"{url[:200]}: credentials in the address, or no host"
            )
        if not _is_name(parts.hostname):
            raise Refused(f"{url[:200]}: its host is no name")
        if "[" in parts.netloc and ":" not in parts.hostname:
            raise Refused(f"{url[:200]}: brackets around what is no address")
        number = port or _PORTS[parts.scheme]
        if self.is_named(parts.hostname, number):
            return url
        if number not in self.ports:
            allowed = ", ".join(map(str, sorted(self.ports)))
            raise Refused(
                f"{url[:200]}: port {number} is not fetched; allowed: {allowed}"
            )
        self._check_host(parts.hostname, url)
        return url

    def _check_host(self, host: str, url: str) -> None:
        """Raise Refused for a local name, and for a number that is no public
        address: `printer.local`, `127.1`, `0x7f000001`.
        """
        name = host.rstrip(".").lower()
        if is_inner_name(name) or name.endswith(".onion"):
            raise Refused(f"{url[:200]}: a local name")
        address = literal(name)
        fault = self._fault_of(address) if address else ""
        if fault:
            raise Refused(f"{url[:200]}: {address} is {fault}")

    def _fault_of(self, address: str) -> str:
        """Return why nothing may connect to an address; empty if it may."""
        if not is_public(address):
            return "no public address"
        if self.own.hold(address):
            return "of the machine's own network"
        return ""

    def is_named(self, host: str, port: int) -> bool:
        """Return whether the operator allows this private host by name."""
        if f"{host}:{port}" in self.private_hosts:
            return True
        return host in self.private_hosts and port in _USUAL_PORTS

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host; raises Refused if any of them is
        not public (a mixed answer is an attack), and ServerTrouble for a name that nobody has.

        The port is judged here once more: what a client reads out of an address may differ from
        what was checked.
        """
        named = self.is_named(host, port)
        if not named and port not in self.ports:
            raise Refused(f"{host}: port {port} is not fetched")
        try:
            addresses = list(dict.fromkeys(await self.lookup(host, port)))
        except (OSError, UnicodeError) as error:
            why = f"{host} can't be resolved: {error}"
            if getattr(error, "errno", None) in _NO_NAME:
                raise ServerTrouble(why, why="no-host", host=host) from error
            raise httpcore.ConnectError(why) from error
        if not named:
            self._check_addresses(host, addresses)
        return addresses

    def _check_addresses(self, host: str, addresses: list[str]) -> None:
        for address in addresses:
            if fault := self._fault_of(address):
                raise Refused(f"{host} leads to {address}, which is {fault}")


class _Backend(httpcore.AsyncNetworkBackend):
    """Connects to the address that was checked; TLS still checks the name, which httpcore
    keeps.
    """

    def __init__(
        self, guard: Guard, inner: httpcore.AsyncNetworkBackend
    ) -> None:
        self._guard = guard
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve once, check every address, and connect to one of them."""
        addresses = await self._guard.resolve(host, port)
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing of the product speaks to a socket file."""
        del timeout, socket_options
        raise Refused(f"{path}: a socket file")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks."""
        await self._inner.sleep(seconds)


@cache
def authorities(*, trust_env: bool) -> ssl.SSLContext:
    """Return the trusted certificate authorities, read once: each reading takes 20 to 60
    ms, and the bot has half a dozen clients.
    """
    return httpx.create_ssl_context(trust_env=trust_env)


def guarded_transport(
    guard: Guard,
    *,
    connections: int = 64,
    backend: httpcore.AsyncNetworkBackend | None = None,
) -> httpx.AsyncBaseTransport:
    """Return the one transport for all requests; `backend` opens the sockets to checked
    addresses.
    """
    guarded = _Backend(guard, backend or AsyncioBackend())
    return Pools(connections, lambda size: pool(guarded, size))


def pool(
    backend: httpcore.AsyncNetworkBackend, size: int
) -> httpx.AsyncBaseTransport:
    """Return a pool with this many connections, opened by a backend."""
    context = authorities(trust_env=False)
    transport = httpx.AsyncHTTPTransport(
        verify=context, trust_env=False, retries=0
    )
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=context,
        max_connections=size,
        max_keepalive_connections=size,
        keepalive_expiry=KEPT,
        http1=True,
        http2=False,
        network_backend=backend,
    )
    return transport

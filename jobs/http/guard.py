"""SSRF guard: resolve each host once, reject non-public addresses, connect to the address
that was checked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx
import idna

from jobs.http.asyncio_network import AsyncioBackend
from jobs.http.connection_pools import Pools
from jobs.http.own_networks import OwnNetworks
from news.errors import FetchError, Refused
from news.private_addresses import SEALED

# Python 3.11's `is_global` lets these through (IANA special-purpose registries;
# metadata services of clouds).
_DENIED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4", "255.255.255.255/32", "168.63.129.16/32", "100.100.100.200/32",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48",
    )
)  # fmt: skip
# Seconds for which a connection is kept that nothing goes through.
KEPT = 15.0
# The port of each scheme that is fetched, where an address names none.
_PORTS = {"http": 80, "https": 443}
_USUAL_PORTS = frozenset(_PORTS.values())
_UNICAST = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("2000::/3"))
# White space, controls and backslashes: clients differ in where an address with
# one of them leads.
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_LOCAL = (".localhost", ".local", ".internal", ".home.arpa", ".onion")
# Gives all addresses of a host for a port; raises OSError or UnicodeError where
# there are none.
Lookup = Callable[[str, int], Awaitable[list[str]]]


async def system_lookup(host: str, port: int) -> list[str]:
    """Ask the machine's resolver."""
    answers = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )
    return [str(answer[4][0]) for answer in answers]


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Return whether an address is global unicast, and none of the special ranges that look so."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    is_special = not ip.is_global or ip.is_multicast or ip.is_reserved
    # A network of the other version holds no address.
    is_unicast = any(ip in network for network in _UNICAST)
    is_denied = any(ip in network for network in _DENIED)
    return is_unicast and not is_special and not is_denied


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
        if name == "localhost" or name.endswith(_LOCAL):
            raise Refused(f"{url[:200]}: a local name")
        literal = _literal(name)
        fault = self._fault_of(literal) if literal else ""
        if fault:
            raise Refused(f"{url[:200]}: {literal} is {fault}")

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
        not public (a mixed answer is an attack).

        The port is judged here once more: what a client reads out of an address may differ from
        what was checked.
        """
        named = self.is_named(host, port)
        if not named and port not in self.ports:
            raise Refused(f"{host}: port {port} is not fetched")
        try:
            addresses = list(dict.fromkeys(await self.lookup(host, port)))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(
                f"{host} can't be resolved: {error}"
            ) from error
        if not named:
            self._check_addresses(host, addresses)
        return addresses

    def _check_addresses(self, host: str, addresses: list[str]) -> None:
        for address in addresses:
            if fault := self._fault_of(address):
                raise Refused(f"{host} leads to {address}, which is {fault}")


def _literal(name: str) -> str:
    """Return the address that a numeric host name means (decimal, hex, octal,
    short): `2130706433`, `0x7f.1` and `0177.0.0.1` → `127.0.0.1`.

    Empty for a real name.
    """
    bare = name.strip("[]")
    if ":" in bare:
        return bare
    if not _is_numeric(bare):
        return ""
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        # A number that is no address is refused like a private one.
        return "0.0.0.0"  # noqa: S104


def _is_numeric(name: str) -> bool:
    """Tell whether each part of a name is a number, or begins as a hexadecimal
    one: `10.1`, `0x7f.1`.
    """
    parts = name.split(".")
    are_numbers = all(part.isdigit() or part.startswith("0x") for part in parts)
    return are_numbers and "".join(parts).isalnum()


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

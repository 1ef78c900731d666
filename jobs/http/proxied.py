"""Send requests through the operator's proxy: all of them, or those to listed hosts."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import httpx

from jobs.config import ProxyRoute
from jobs.http.asyncio_network import AsyncioBackend
from jobs.http.connection_pools import Pools
from jobs.http.guard import KEPT, Guard, authorities, pool
from jobs.http.socks import SocksBackend, SocksProxy
from news.errors import Refused

SOCKS_PORT = 1080


class ProxiedTransport(httpx.AsyncBaseTransport):
    """Sends each request through the proxy or directly.

    The proxy resolves the names that it is given, so no address of theirs can be judged
    here. What an address itself shows is judged: schemes, ports, literal addresses,
    local names (`Guard.check_url`) and names without a dot. Hosts that the operator
    names as private are asked directly.
    """

    def __init__(
        self,
        route: ProxyRoute,
        guard: Guard,
        direct: httpx.AsyncBaseTransport,
        connections: int,
    ) -> None:
        self._route = route
        self._guard = guard
        self._direct = direct
        self._proxied = Pools(connections, self._pool)

    def _pool(self, size: int) -> httpx.AsyncBaseTransport:
        if self._route.url.startswith("socks5"):
            proxy = socks_proxy(self._route.url)
            return pool(SocksBackend(proxy, AsyncioBackend()), size)
        limits = httpx.Limits(
            max_connections=size,
            max_keepalive_connections=size,
            keepalive_expiry=KEPT,
        )
        return httpx.AsyncHTTPTransport(
            verify=authorities(trust_env=False),
            trust_env=False,
            limits=limits,
            proxy=httpx.Proxy(self._route.url),
        )

    async def handle_async_request(
        self, request: httpx.Request
    ) -> httpx.Response:
        """Make a request; raises Refused for an address that is never fetched."""
        host = request.url.host
        port = request.url.port or _usual(request.url.scheme)
        if self._guard.is_named(host, port) or not self._route.carries(host):
            return await self._direct.handle_async_request(request)
        self._guard.check_url(str(request.url))
        if "." not in host and ":" not in host:
            raise Refused(f"{host}: a name of the proxy's own network")
        return await self._proxied.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._direct.aclose()
        await self._proxied.aclose()


def socks_proxy(url: str) -> SocksProxy:
    """Return the proxy that an address names, by default on SOCKS's own port."""
    parts = urlsplit(url)
    user = unquote(parts.username or "")
    password = unquote(parts.password or "")
    return SocksProxy(
        host=parts.hostname or "",
        port=parts.port or SOCKS_PORT,
        user=user,
        password=password,
    )


def _usual(scheme: str) -> int:
    if scheme == "https":
        return 443
    return 80

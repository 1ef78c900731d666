"""Connections through a SOCKS5 proxy, which resolves the names (RFC 1928, RFC 1929).

httpcore has a pool of its own for such proxies; it leaves a connection open that the proxy refuses
(as measured with 1.0.9), so the greeting is spoken here.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

# Seconds that each answer of the proxy may take where the request says nothing.
GREETING = 10.0
_OPEN, _LOGIN = 0, 2
_REASONS = {
    1: "it failed",
    2: "it does not allow that",
    3: "the network can't be reached",
    4: "the host can't be reached",
    5: "the host refuses",
    6: "the time is over",
    7: "it does not know that command",
    8: "it does not know that kind of address",
}


@dataclass(frozen=True, slots=True)
class SocksProxy:
    """Address of a proxy, and the login it needs."""

    host: str
    port: int
    user: str = ""
    password: str = ""


class SocksBackend(httpcore.AsyncNetworkBackend):
    """Opens each connection through the proxy; a refused one is closed."""

    def __init__(
        self, proxy: SocksProxy, inner: httpcore.AsyncNetworkBackend
    ) -> None:
        self._proxy = proxy
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host by its name; raises ProxyError where the proxy refuses."""
        stream = await self._inner.connect_tcp(
            self._proxy.host,
            self._proxy.port,
            timeout,
            local_address,
            socket_options,
        )
        talk = _Talk(stream, timeout or GREETING)
        try:
            await talk.greet(self._proxy)
            await talk.ask(host, port)
        except BaseException:
            await stream.aclose()
            raise
        return stream

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks."""
        await self._inner.sleep(seconds)


@dataclass(frozen=True, slots=True)
class _Talk:
    """The handshake with a proxy, before it relays."""

    stream: httpcore.AsyncNetworkStream
    timeout: float

    async def greet(self, proxy: SocksProxy) -> None:
        """Agree on a login method, and log in."""
        methods = bytes((_OPEN, _LOGIN)) if proxy.user else bytes((_OPEN,))
        await self._say(bytes((5, len(methods))) + methods)
        version, method = await self._hear(2)
        if version != 5 or method not in methods:
            raise httpcore.ProxyError(
                "the proxy asks for another login, or is no SOCKS5 proxy"
            )
        if method == _LOGIN:
            await self._say(
                b"\x01" + _counted(proxy.user) + _counted(proxy.password)
            )
            _, refused = await self._hear(2)
            if refused:
                raise httpcore.ProxyError("the proxy refuses the login")

    async def ask(self, host: str, port: int) -> None:
        """Ask for a connection to a host."""
        await self._say(
            b"\x05\x01\x00" + _address(host) + port.to_bytes(2, "big")
        )
        _, refused, _, kind = await self._hear(4)
        if refused:
            raise httpcore.ProxyError(
                f"the proxy: {_REASONS.get(refused, f'code {refused}')}"
            )
        length = {1: 4, 4: 16}.get(kind) or (await self._hear(1))[0]
        await self._hear(length + 2)

    async def _say(self, data: bytes) -> None:
        await self.stream.write(data, self.timeout)

    async def _hear(self, count: int) -> bytes:
        heard = b""
        while len(heard) < count:
            more = await self.stream.read(count - len(heard), self.timeout)
            if not more:
                raise httpcore.ProxyError("the proxy hung up")
            heard += more
        return heard


def _counted(text: str) -> bytes:
    data = text.encode()[:255]
    return bytes((len(data),)) + data


def _address(host: str) -> bytes:
    """Write a host with its kind: a name is left to the proxy."""
    try:
        ip = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return b"\x03" + _counted(host)
    return (b"\x01" if ip.version == 4 else b"\x04") + ip.packed

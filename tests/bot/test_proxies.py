"""Which calls go through a proxy of the environment: those to Telegram, none to this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest

from bot import app
from bot.proxies import is_loopback, telegram_options
from bot.settings import Settings
from jobs.http.guard import authorities
from news.errors import ConfigError
from sandbox.server import Sandbox

VERIFY = authorities(trust_env=False)


@pytest.fixture
def dead_end() -> Iterator[str]:
    """The address of a port that refuses every connection."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture
async def local() -> AsyncIterator[Sandbox]:
    """A sandbox without a bot."""
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.mark.parametrize(
    ("url", "is_local"),
    [
        ("http://127.0.0.1:8081/bot", True),
        ("http://127.9.9.9/bot", True),
        ("http://localhost:8081/bot", True),
        ("http://api.localhost/bot", True),
        ("http://[::1]:8081/bot", True),
        ("https://api.telegram.org/bot", False),
        ("http://10.0.0.5:8081/bot", False),
        ("https://localhost.example.org/bot", False),
    ],
)
def test_what_is_on_this_machine_is_asked_directly(
    url: str, is_local: bool
) -> None:
    assert is_loopback(url) is is_local
    assert telegram_options(url, VERIFY)["trust_env"] is not is_local


@pytest.mark.parametrize(
    "name", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]
)
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_the_sandbox_is_reached_whatever_proxy_is_set(
    local: Sandbox,
    dead_end: str,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    scheme: str,
) -> None:
    monkeypatch.setenv(name, f"{scheme}://{dead_end}")
    settings = Settings(
        telegram={"token": local.token, "base_url": local.base_url}
    )
    application, _ = await app.connect(settings)
    assert application.bot.username
    await application.shutdown()


@dataclass(slots=True)
class SocksProxy:
    """A SOCKS5 proxy that leads everything to one port of this machine (RFC 1928, without a password)."""

    target: int
    asked: list[str] = field(default_factory=list)

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer one connection until either side ends it."""
        methods = (await reader.readexactly(2))[1]
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        length = (await reader.readexactly(5))[4]
        self.asked.append((await reader.readexactly(length)).decode())
        await reader.readexactly(2)
        inner, outer = await asyncio.open_connection("127.0.0.1", self.target)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(_copy(reader, outer), _copy(inner, writer))


async def _copy(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()
    await writer.wait_closed()


async def test_telegram_is_asked_through_a_socks_proxy(
    local: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = SocksProxy(local.port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    monkeypatch.setenv(
        "ALL_PROXY", f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    )
    settings = Settings(
        telegram={
            "token": local.token,
            "base_url": "http://telegram.example/bot",
        }
    )
    application, _ = await app.connect(settings)
    await application.shutdown()
    server.close()
    assert proxy.asked == ["telegram.example"]


async def test_a_proxy_of_no_known_kind_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:70")
    with pytest.raises(ConfigError, match="ALL_PROXY"):
        await app.connect(Settings(telegram={"token": "123456789:a"}))

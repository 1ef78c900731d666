"""Calls go over small pools: few calls keep one connection, many have room, an error frees its place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import NetworkError, TimedOut

from bot.delivery.connection_pools import POOL, Pools


class Site:
    """Counts connections; answers a request when `free` is set, and cuts those that ask for it."""

    def __init__(self) -> None:
        self.connections = self.asked = 0
        self.free = asyncio.Event()
        self.free.set()

    async def talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.asked += 1
                if b"/cut" in head:
                    break
                await self.free.wait()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def talking(connections: int) -> AsyncIterator[tuple[Site, Pools, str]]:
    site = Site()
    server = await asyncio.start_server(site.talk, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with Pools(connections, read_timeout=2.0, pool_timeout=2.0) as pools:
        yield site, pools, url
    server.close()


async def test_calls_one_after_another_share_a_connection() -> None:
    async with talking(16) as (site, pools, url):
        for _ in range(6):
            assert await pools.do_request(f"{url}/a", "GET") == (200, b"{}")
        assert (site.connections, site.asked) == (1, 6)


async def test_many_calls_at_once_have_room() -> None:
    async with talking(16) as (site, pools, url):
        site.free.clear()
        calls = [
            asyncio.create_task(pools.do_request(f"{url}/a", "GET"))
            for _ in range(16)
        ]
        async with asyncio.timeout(10):
            while site.asked < 16:  # noqa: ASYNC110 - sockets ring no bell
                await asyncio.sleep(0.01)
        assert site.connections == 16
        site.free.set()
        assert await asyncio.gather(*calls) == [(200, b"{}")] * 16


async def test_an_error_is_the_librarys_and_frees_its_place() -> None:
    async with talking(POOL) as (site, pools, url):
        for _ in range(2 * POOL):
            with pytest.raises(NetworkError):
                await pools.do_request(f"{url}/cut", "GET")
        site.free.clear()
        with pytest.raises(TimedOut):
            await pools.do_request(f"{url}/a", "GET", read_timeout=0.1)
        site.free.set()
        assert (await pools.do_request(f"{url}/a", "GET"))[0] == 200
    assert pools.read_timeout == 2.0

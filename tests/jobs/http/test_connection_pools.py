"""Connections are reused by later requests, and shared under load."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from jobs.config import FetchConfig
from jobs.http.connection_pools import POOL, Pools
from jobs.http.downloader import Downloader
from news.errors import Gone, ServerTrouble
from tests.scene import until

ANSWERS = {
    "/same": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "/away": b"HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 5\r\n\r\nmoved",
    "/gone": b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone",
    "/slow": b"HTTP/1.1 500 Trouble\r\nContent-Length: 50\r\n\r\n",
    "/page": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage",
}


@dataclass
class Server:
    """Counts connections; answers when `free` is set."""

    url: str = ""
    connections: int = 0
    asked: int = 0
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.asked += 1
                await self.free.wait()
                writer.write(ANSWERS[head.split()[1].decode()])
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    server = Server()
    server.free.set()
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield server
    listening.close()


def downloader(server: Server, **changes: object) -> Downloader:
    host = server.url.removeprefix("http://")
    values: dict[str, object] = {
        "private_hosts": frozenset({host}),
        "pause": 0.0,
        "obey_robots": False,
    }
    return Downloader(FetchConfig(**(values | changes)))  # type: ignore[arg-type]


async def test_answers_without_a_wanted_body_keep_their_connection() -> None:
    async with serving() as server:
        loader = downloader(server)
        for _ in range(3):
            assert (
                await loader.get(f"{server.url}/same", etag="x")
            ).status == 304
            assert (await loader.get(f"{server.url}/away")).data == b"page"
            with pytest.raises(Gone):
                await loader.get(f"{server.url}/gone")
        await loader.close()
    assert (server.connections, server.asked) == (1, 12)


async def test_a_body_that_never_comes_holds_nobody() -> None:
    async with serving() as server:
        loader = downloader(server, deadline=20.0)
        async with asyncio.timeout(10):
            with pytest.raises(ServerTrouble, match="500"):
                await loader.get(f"{server.url}/slow")
            assert (await loader.get(f"{server.url}/page")).data == b"page"
        await loader.close()
    assert server.connections == 2


async def test_a_full_pool_gives_on_to_the_next_and_a_closed_answer_frees_its_place() -> (
    None
):
    def make(size: int) -> httpx.AsyncBaseTransport:
        return httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=size)
        )

    async with serving() as server:
        pools = Pools(3 * POOL, make)
        async with httpx.AsyncClient(transport=pools, timeout=20) as client:
            server.free.clear()
            calls = [
                asyncio.create_task(client.get(f"{server.url}/page"))
                for _ in range(3 * POOL)
            ]
            await until(lambda: server.asked == 3 * POOL)
            assert sorted(pools._flights) == [POOL] * 3
            calls[0].cancel()
            await asyncio.gather(calls[0], return_exceptions=True)
            assert sum(pools._flights) == 3 * POOL - 1
            server.free.set()
            assert {(await call).text for call in calls[1:]} == {"page"}
            assert sum(pools._flights) == 0


@pytest.mark.parametrize(("hang_ups", "asked"), [(1, 2), (2, 2)])
async def test_a_connection_that_ends_before_its_answer_is_made_anew_once(
    hang_ups: int, asked: int
) -> None:
    """A server closes a kept-alive connection while our request is on its way: that is no fault of the source."""
    requests = 0

    async def hang_up(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        nonlocal requests
        await reader.readuntil(b"\r\n\r\n")
        requests += 1
        if requests > hang_ups:
            writer.write(ANSWERS["/page"])
        writer.close()

    listening = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    server = Server(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
    async with listening:
        fetcher = downloader(server)
        if hang_ups == 1:
            assert (await fetcher.get(f"{server.url}/page")).data == b"page"
        else:
            with pytest.raises(ServerTrouble, match="disconnected"):
                await fetcher.get(f"{server.url}/page")
        await fetcher.close()
    assert requests == asked

"""What the guard costs: CPU of a guarded download against a bare httpx GET of the same page, by turns."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

import httpx

from benchmarks.figures import Figure
from jobs.config import FetchConfig
from jobs.http.downloader import Downloader

ROUNDS, READINGS = 7, 200
_PAGE = b"<html><body>" + b"<p>news of the day</p>" * 300 + b"</body></html>"


def _site(pipe: Connection) -> None:
    """Serve one page from a process of its own, so that its work is not counted."""

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
            % len(_PAGE)
        )
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(head + _PAGE)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


async def _cost(get: Callable[[], Awaitable[object]]) -> float:
    start = time.process_time()
    for _ in range(READINGS):
        await get()
    return (time.process_time() - start) / READINGS


async def _compare(port: int) -> tuple[float, float]:
    url = f"http://127.0.0.1:{port}/page"
    config = FetchConfig(
        private_hosts=frozenset({f"127.0.0.1:{port}"}), pause=0.0
    )
    guarded, bare = Downloader(config), httpx.AsyncClient(trust_env=False)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(await _cost(lambda: bare.get(url)))
        ours.append(await _cost(lambda: guarded.get(url, kind="feed")))
    await guarded.close()
    await bare.aclose()
    return min(ours[1:]), min(theirs[1:])


def run() -> list[Figure]:
    """Measure both against one server in another process."""
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_site, args=(theirs,), daemon=True
    )
    process.start()
    try:
        ours, bare = asyncio.run(_compare(int(mine.recv())))
    finally:
        process.kill()
        process.join()
    return [
        Figure("guard: CPU of a download against a bare httpx GET", ours / bare, "times", 1.5, "lower", "bare GET, µs", bare * 1e6, f"{ours * 1e6:.0f} µs"),
    ]  # fmt: skip

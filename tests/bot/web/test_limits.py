"""What no request may do: name another host, send endless numbers, or take its time."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.web import limits, server
from bot.web.limits import RequestLimits, hosts_of
from bot.web.server import Site, open_site

# Bytes of an answer that no kernel takes at once.
LONG = 16_000_000


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(
        f"{request.path_params} {(await request.body())!r}"
    )


async def long(_request: Request) -> PlainTextResponse:
    """Answer with far more than the machine's own buffers take."""
    return PlainTextResponse("x" * LONG)


def application() -> Starlette:
    middleware = Middleware(
        RequestLimits,
        hosts=hosts_of("https://read.example"),
        guarded=("/admin", "/d/"),
    )
    routes = [
        Route("/admin/{number:int}", echo),
        Route("/healthz", echo),
        Route("/long", long),
        Route("/form", echo, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[middleware])


async def status(path: str, host: str = "read.example") -> int:
    transport = httpx.ASGITransport(application())
    async with httpx.AsyncClient(
        transport=transport, base_url="https://read.example"
    ) as client:
        return (await client.get(path, headers={"Host": host})).status_code


@pytest.mark.parametrize(
    ("host", "served"),
    [
        ("read.example", 200),
        ("READ.example:8443", 200),
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("evil.example", 421),
        ("read.example.evil.example", 421),
        ("[", 421),
    ],
)
async def test_pages_are_served_under_their_own_host(
    host: str, served: int
) -> None:
    assert await status("/admin/1", host) == served


async def test_a_probe_may_use_any_name() -> None:
    assert await status("/healthz", "10.0.0.7") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/admin/" + "9" * 19,
        "/admin/" + "9" * 5000,
        "/healthz?page=" + "9" * 30,
        "/" + "a" * 3000,
        "/admin/%00",
        "/healthz?page=%00",
    ],
)
async def test_endless_numbers_and_paths_are_not_found(path: str) -> None:
    assert await status(path) == 404


async def test_a_number_of_a_row_is_served() -> None:
    assert await status("/admin/" + "9" * 18) == 200


@pytest.fixture
async def site(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(limits, "CONNECTIONS", 8)
    opened = await open_site(application(), "127.0.0.1", 0)
    yield opened
    await opened.stop()


async def connect(
    site: Site, *pieces: bytes
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", int(site.url.rpartition(":")[2])
    )
    for piece in pieces:
        writer.write(piece)
    await writer.drain()
    return reader, writer


async def rest(reader: asyncio.StreamReader) -> bytes:
    """Read until the server hangs up."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""


WHOLE = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.mark.parametrize(
    "begun", [b"", b"GET /healthz HTT", b"GET /healthz HTTP/1.1\r\nHost: a\r\n"]
)
async def test_half_a_request_is_ended(site: Site, begun: bytes) -> None:
    reader, writer = await connect(site, begun)
    assert await rest(reader) == b""
    writer.close()


async def test_half_a_second_request_is_ended(site: Site) -> None:
    reader, writer = await connect(site, WHOLE)
    assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
    writer.write(b"GET /healthz HTT")
    assert b"HTTP/1.1" not in await rest(reader)
    writer.close()


async def test_a_body_that_does_not_come_is_ended(site: Site) -> None:
    head = b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf"
    reader, writer = await connect(site, head)
    assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_a_body_that_comes_in_drops_is_ended(site: Site) -> None:
    """One deadline is for the whole body: a drop in time does not begin another."""
    head = b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"
    reader, writer = await connect(site, head)
    answer = asyncio.create_task(reader.readuntil(b"\r\n"))
    for _ in range(50):
        if answer.done():
            break
        writer.write(b"a")
        await asyncio.sleep(0.05)
    assert answer.done()
    assert answer.result().startswith(b"HTTP/1.1 408")
    writer.close()


async def test_a_body_with_two_lengths_is_refused(site: Site) -> None:
    """The shorter length would let a large form pass (RFC 9112, 6.1)."""
    head = b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
    chunks = b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"
    reader, writer = await connect(site, head + chunks)
    assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 400")
    writer.close()


BAD_CHUNK = (
    b"POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"zz\r\n",
)


@pytest.mark.parametrize(
    "pieces",
    [
        (b"".join(BAD_CHUNK),),
        BAD_CHUNK,
        (b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",),
        (b"GET /healthz\r\n\r\n",),
        (WHOLE[:-2] + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",),
    ],
    ids=["chunk", "late chunk", "hang up", "no version", "upgrade"],
)
async def test_a_broken_request_writes_nothing_into_the_log(
    site: Site,
    pieces: tuple[bytes, ...],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stranger's hundred bytes would otherwise fill it with tracebacks."""
    # Other servers in these tests may have taken these records for themselves.
    monkeypatch.setattr(logging.getLogger("uvicorn"), "propagate", True)
    reader, writer = await connect(site)
    for piece in pieces:
        writer.write(piece)
        await asyncio.sleep(0.1)
    writer.close()
    await rest(reader)
    await asyncio.sleep(0.1)
    assert [record.getMessage() for record in caplog.records] == []


async def test_an_upgrade_is_an_ordinary_request(site: Site) -> None:
    """Another protocol's connections would count for no limit here."""
    head = (
        b"Connection: upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    reader, writer = await connect(site, WHOLE[:-2] + head)
    assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
    writer.close()


async def test_faults_go_to_the_log_that_hides_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Handlers of uvicorn's own would write them as they are."""
    loggers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error")]
    for logger in loggers:
        monkeypatch.setattr(logger, "handlers", [])
        monkeypatch.setattr(logger, "propagate", True)
    opened = await open_site(application(), "127.0.0.1", 0)
    await opened.stop()
    assert [logger.handlers for logger in loggers] == [[], []]
    assert all(logger.propagate for logger in loggers)


async def test_a_whole_body_is_read(site: Site) -> None:
    head = b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"
    reader, writer = await connect(site, head, b"body")
    assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
    writer.close()


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /",
        b"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",
        b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n" * 2,
    ],
    ids=["half a head", "half a body", "answers that nobody reads"],
)
async def test_the_slowest_gives_way_where_there_are_too_many(
    site: Site, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 60.0)
    monkeypatch.setattr(limits, "BODY_SECONDS", 60.0)
    idle = [await connect(site, begun) for _ in range(8)]
    await asyncio.sleep(0.2)
    for _ in range(2):
        reader, writer = await connect(site, WHOLE)
        assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
        writer.close()
    assert len(await rest(idle[0][0])) < 2 * LONG
    for _, each in idle:
        each.close()


async def test_who_reads_no_answer_does_not_hold_up_the_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "STOPPING", 1)
    opened = await open_site(application(), "127.0.0.1", 0)
    asked = b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n" * 2
    _, writer = await connect(opened, asked)
    await asyncio.sleep(0.2)
    async with asyncio.timeout(10):
        await opened.stop()
    writer.close()


async def test_a_flood_of_connections_takes_few_open_files(site: Site) -> None:
    """All that wait are accepted in one step: no more may wait than there are files for."""
    address = ("127.0.0.1", int(site.url.rpartition(":")[2]))
    flood = [socket.socket() for _ in range(400)]
    before = _open_files()
    for one in flood:
        one.setblocking(False)
        one.connect_ex(address)
    most = 0
    for _ in range(40):
        await asyncio.sleep(0)
        most = max(most, _open_files() - before)
    for one in flood:
        one.close()
    # asyncio accepts twice within one turn where its list of events was ready.
    assert most <= 2 * limits.BACKLOG + limits.CONNECTIONS


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))

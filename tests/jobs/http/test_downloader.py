"""Polite fetching: caps, deadlines, bombs, redirects, robots, pauses."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import AsyncIterator, Callable
from functools import partial
from http.server import BaseHTTPRequestHandler

import brotli
import pytest

from jobs.http.body import zstd
from jobs.http.downloader import Downloader
from jobs.http.hosts import FIRST_REST, HOSTS
from news.errors import (
    Disallowed,
    FetchError,
    Gone,
    HostResting,
    ServerTrouble,
    TimedOut,
    TooLarge,
)
from tests.jobs.conftest import config
from tests.site import Answer, Site


@pytest.fixture
async def downloader(site: Site) -> AsyncIterator[Downloader]:
    """A downloader with time enough, however busy the machine is."""
    opened = Downloader(config(site, deadline=30.0, max_bytes=1_000_000))
    yield opened
    await opened.close()


@pytest.fixture
async def hasty(site: Site) -> AsyncIterator[Downloader]:
    """Make a downloader with a short timeout, for servers that never answer."""
    opened = Downloader(config(site, deadline=1.0, max_bytes=1_000_000))
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        (
            "zstd",
            lambda data: zstd.compress(data[:9]) + zstd.compress(data[9:]),
        ),
        ("identity", bytes),
        ("none", bytes),
        ("utf-8", bytes),
    ],
)
async def test_packed_bodies_are_unpacked(
    site: Site, downloader: Downloader, name: str, pack: object
) -> None:
    text = ("中文内容 " * 5000).encode()
    site.put("/x", pack(text), Content_Encoding=name)  # type: ignore[operator]
    assert (await downloader.get(f"{site.url}/x")).data == text


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", partial(brotli.compress, quality=1)),
        ("zstd", zstd.compress),
        ("deflate", zlib.compress),
    ],
)
async def test_a_bomb_is_cut_off(
    site: Site,
    downloader: Downloader,
    name: str,
    pack: Callable[[bytes], bytes],
) -> None:
    site.put("/x", pack(bytes(50_000_000)), Content_Encoding=name)
    with pytest.raises(TooLarge):
        await downloader.get(f"{site.url}/x")


@pytest.mark.parametrize(
    ("names", "pack"),
    [
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("br, gzip", lambda data: gzip.compress(brotli.compress(data))),
        # Said twice, done once.
        ("gzip, gzip", gzip.compress),
    ],
)
async def test_a_body_that_is_packed_twice(
    site: Site,
    downloader: Downloader,
    names: str,
    pack: Callable[[bytes], bytes],
) -> None:
    text = b"harbour news " * 20_000
    site.put("/twice", pack(text), Content_Encoding=names)
    assert (await downloader.get(f"{site.url}/twice")).data == text


async def test_a_body_of_few_bytes_that_unpacks_to_many_is_whole(
    site: Site, downloader: Downloader
) -> None:
    text = b"harbour news " * 60_000
    site.put("/x", brotli.compress(text), Content_Encoding="br")
    assert (await downloader.get(f"{site.url}/x")).data == text


async def test_a_304_to_a_question_without_a_condition_is_trouble(
    site: Site, downloader: Downloader
) -> None:
    site.put("/x", b"", status=304)
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/x")
    assert (await downloader.get(f"{site.url}/x", etag='"a"')).not_modified


async def test_too_large_stacked_or_broken_bodies(
    site: Site, downloader: Downloader
) -> None:
    site.put("/big", b"x" * 1_000_001)
    site.put(
        "/stacked",
        gzip.compress(gzip.compress(gzip.compress(b"x"))),
        Content_Encoding="gzip, gzip, gzip",
    )
    site.put(
        "/bomb",
        gzip.compress(gzip.compress(bytes(50_000_000))),
        Content_Encoding="gzip, gzip",
    )
    site.put("/broken", b"not gzip", Content_Encoding="gzip")
    site.put("/odd", b"x", Content_Encoding="zstd")
    for path, error in (
        ("/big", TooLarge),
        ("/stacked", TooLarge),
        ("/bomb", TooLarge),
        ("/broken", ServerTrouble),
        ("/odd", ServerTrouble),
    ):
        with pytest.raises(error):
            await downloader.get(site.url + path)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def _garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01\x02 no http at all\r\n\r\n")


async def test_a_drip_meets_the_deadline_and_garbage_is_trouble(
    site: Site, downloader: Downloader, hasty: Downloader
) -> None:
    site.pages["/drip"] = Answer(raw=_drip)
    site.pages["/garbage"] = Answer(raw=_garbage)
    with pytest.raises(TimedOut):
        await hasty.get(f"{site.url}/drip")
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/garbage")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, Gone),
        (410, Gone),
        (500, ServerTrouble),
        (403, FetchError),
        (418, ServerTrouble),
    ],
)
async def test_statuses(
    site: Site, downloader: Downloader, status: int, error: type[Exception]
) -> None:
    site.put("/x", "no", status=status)
    with pytest.raises(error):
        await downloader.get(f"{site.url}/x")


async def test_retry_after_holds_the_host(
    site: Site, downloader: Downloader
) -> None:
    site.put("/x", "slow down", status=429, Retry_After="120")
    with pytest.raises(ServerTrouble) as caught:
        await downloader.get(f"{site.url}/x")
    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == 120
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/other")
    assert site.paths() == ["/x"]


async def test_permanent_redirects_are_told_from_others(
    site: Site, downloader: Downloader
) -> None:
    site.put(
        "/end",
        "here",
        Cache_Control="max-age=600",
        ETag='"a"',
        Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT",
    )
    site.put("/old", "", status=301, Location="/end")
    site.put("/now", "", status=302, Location="/end")
    site.put("/loop", "", status=301, Location="/loop")
    moved = await downloader.get(f"{site.url}/old")
    assert (moved.moved_to, moved.max_age, moved.etag) == (
        f"{site.url}/end",
        600,
        '"a"',
    )
    assert (await downloader.get(f"{site.url}/now")).moved_to == ""
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/loop")


async def test_a_validator_that_no_header_can_send_back_is_left_out(
    site: Site, downloader: Downloader
) -> None:
    odd = '"épreuve-7"'
    site.put("/feed", "news", ETag=odd, Last_Modified=odd)
    first = await downloader.get(f"{site.url}/feed")
    assert (first.data, first.etag, first.last_modified) == (b"news", "", "")
    # As an earlier version may have stored it.
    again = await downloader.get(
        f"{site.url}/feed", etag=odd, last_modified=odd
    )
    assert again.data == b"news"
    assert all("If-None-Match" not in headers for _, headers in site.asked)


async def test_a_header_that_can_not_be_sent_is_trouble_and_no_fault(
    site: Site, downloader: Downloader
) -> None:
    with pytest.raises(ServerTrouble) as error:
        await downloader.post(
            site.url, content=b"", headers={"Authorization": "Token ключ"}
        )
    assert "ключ" not in str(error.value)
    assert site.sent == []


async def test_robots_are_obeyed_for_pages_and_asked_once(
    site: Site, downloader: Downloader
) -> None:
    site.put(
        "/robots.txt", "User-agent: *\nDisallow: /private/\n", type="text/plain"
    )
    site.put("/private/x", "no")
    site.put("/open", "yes")
    with pytest.raises(Disallowed):
        await downloader.get(f"{site.url}/private/x", kind="article")
    assert (
        await downloader.get(f"{site.url}/open", kind="article")
    ).data == b"yes"
    assert (
        await downloader.get(f"{site.url}/private/x", kind="feed")
    ).data == b"no"
    assert site.paths().count("/robots.txt") == 1


async def test_the_agent_is_named_and_no_cookie_is_kept(
    site: Site, downloader: Downloader
) -> None:
    site.put("/x", "x", Set_Cookie="a=b")
    await downloader.get(f"{site.url}/x")
    await downloader.get(f"{site.url}/x")
    headers = site.asked[-1][1]
    assert headers["User-Agent"].startswith("Jianbao/")
    assert "Cookie" not in headers
    assert downloader.requests == 2


@pytest.mark.parametrize(
    "target", ["http://[", "http://a.example:99999/", "//[::1"]
)
async def test_a_redirect_to_no_address_stays_within_the_error_tree(
    site: Site, downloader: Downloader, target: str
) -> None:
    site.put("/x", "", status=302, Location=target)
    with pytest.raises(FetchError):
        await downloader.get(f"{site.url}/x")


@pytest.mark.parametrize("value", ["²", "٣", "soon", "-5", "9" * 40])
async def test_an_odd_retry_after_is_no_fault_of_ours(
    site: Site, downloader: Downloader, value: str
) -> None:
    site.pages["/x"] = Answer(
        b"", 503, {"Retry-After": value.encode().decode("latin-1")}
    )
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/x")


def _late(target: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.6)
        handler.wfile.write(
            f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
        )

    return Answer(raw=answer)


async def test_the_deadline_is_for_all_hops_together(
    site: Site, hasty: Downloader
) -> None:
    for number in range(4):
        site.pages[f"/{number}"] = _late(f"/{number + 1}")
    site.put("/4", "end")
    with pytest.raises(TimedOut):
        await hasty.get(f"{site.url}/0")
    assert "/2" not in site.paths()


async def test_a_gzip_of_several_members_is_read_whole(
    site: Site, downloader: Downloader
) -> None:
    site.put(
        "/x",
        gzip.compress(b"one ") + gzip.compress(b"two") + bytes(12),
        Content_Encoding="gzip",
    )
    assert (await downloader.get(f"{site.url}/x")).data == b"one two"
    site.put("/many", gzip.compress(b"x") * 2000, Content_Encoding="gzip")
    with pytest.raises(TooLarge):
        await downloader.get(f"{site.url}/many")


async def test_a_wait_that_was_asked_for_is_remembered_however_many_hosts_come(
    site: Site, downloader: Downloader
) -> None:
    site.put("/x", "slow down", status=503, Retry_After="600")
    with pytest.raises(ServerTrouble):
        await downloader.get(f"{site.url}/x")
    for number in range(HOSTS + 5):
        downloader.hosts.answered(f"host{number}.example")
    assert len(downloader.hosts) == HOSTS
    with pytest.raises(HostResting, match="asked to wait"):
        await downloader.get(f"{site.url}/y")
    assert site.paths() == ["/x"]


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other side hangs up."""
    handler.connection.recv(1)


async def test_a_host_that_does_not_answer_is_left_alone_for_all_its_addresses(
    site: Site,
) -> None:
    moment = [1000.0]
    # A loaded machine may take long to answer: only the silent page is asked with little patience.
    downloader, patient = (
        Downloader(
            config(site, deadline=deadline, per_host=1, obey_robots=False),
            clock=lambda: moment[0],
        )
        for deadline in (1.0, 60.0)
    )
    patient.hosts = downloader.hosts
    site.pages["/dead"] = Answer(raw=hang)
    site.put("/well", "here I am")
    several = (downloader.get(f"{site.url}/dead") for _ in range(6))
    errors = await asyncio.gather(*several, return_exceptions=True)
    assert [type(error) for error in errors] == [TimedOut] * 2 + [
        HostResting
    ] * 4
    assert site.paths() == ["/dead"] * 2
    with pytest.raises(HostResting):
        await patient.get(f"{site.url}/well")
    assert downloader.hosts.resting() == ["127.0.0.1"]
    moment[0] += FIRST_REST + 1
    assert (await patient.get(f"{site.url}/well")).data == b"here I am"
    with pytest.raises(TimedOut):
        await downloader.get(f"{site.url}/dead")
    assert (
        downloader.hosts.resting() == []
    )  # it answered before: one more is no reason
    await downloader.close()
    await patient.close()


async def test_slow_articles_leave_places_for_feeds(site: Site) -> None:
    downloader = Downloader(
        config(site, deadline=30.0, concurrency=1, obey_robots=False)
    )
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stuck(handler: BaseHTTPRequestHandler) -> None:
        loop.call_soon_threadsafe(asked.set)
        hang(handler)

    site.pages["/article"] = Answer(raw=stuck)
    site.put("/feed", "entries")
    article = asyncio.create_task(
        downloader.get(f"{site.url}/article", kind="article")
    )
    await asked.wait()
    assert (
        await downloader.get(f"{site.url}/feed", kind="feed")
    ).data == b"entries"
    article.cancel()
    await asyncio.gather(article, return_exceptions=True)
    await downloader.close()


async def test_a_robots_file_that_fails_hides_no_page_and_is_asked_for_again_soon(
    site: Site,
) -> None:
    moment = [0.0]
    downloader = Downloader(config(site), clock=lambda: moment[0])
    site.put("/robots.txt", "", status=500)
    site.put("/a", "yes")
    assert (
        await downloader.get(f"{site.url}/a", kind="article")
    ).data == b"yes"
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n", type="text/plain")
    assert (
        await downloader.get(f"{site.url}/a", kind="article")
    ).data == b"yes"
    moment[0] += 700
    with pytest.raises(Disallowed):
        await downloader.get(f"{site.url}/a", kind="article")
    await downloader.close()

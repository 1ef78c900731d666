"""The SSRF guard with the real downloader: the table of hostile addresses opens no socket to a denied address."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest

from jobs.config import FetchConfig
from jobs.http.downloader import Downloader
from news.errors import FetchError, Refused, ServerTrouble
from tests.jobs.hostile import (
    GROUPS,
    PUBLIC,
    PUBLIC_V6,
    TABLE,
    Case,
    Names,
    Sockets,
    Wire,
    prepare,
    strike_all,
)
from tests.site import Site


@pytest.fixture(scope="session")
def sockets() -> Sockets:
    watched = Sockets()
    watched.install()
    return watched


@pytest.mark.parametrize("group", GROUPS)
async def test_no_attack_of_the_group_gets_inside(
    group: str, site: Site, sockets: Sockets
) -> None:
    prepare(site)
    cases = [case for case in TABLE if case.group == group]
    assert await strike_all(cases, site, sockets) == []


def test_the_table_is_large_and_names_each_attack_once() -> None:
    assert len(TABLE) >= 100
    assert len(set(TABLE)) == len(TABLE)


async def test_the_table_would_notice_a_way_in(
    site: Site, sockets: Sockets
) -> None:
    prepare(site)
    open_door = Case("open", "http://name.example/", ((PUBLIC,),))
    assert await strike_all([open_door], site, sockets) == [
        f"open 'http://name.example/' (('{PUBLIC}',),): answered 200"
    ]


async def test_a_connection_goes_to_the_very_address_that_was_judged(
    site: Site, sockets: Sockets
) -> None:
    site.put("/", "good")
    wire, names = Wire(site), Names(((PUBLIC,), ("127.0.0.1",)))
    downloader = Downloader(FetchConfig(pause=0.0), lookup=names, backend=wire)
    with sockets.watch() as seen:
        for _ in range(3):
            assert (
                await downloader.get("http://name.example/", robots=False)
            ).data == b"good"
    await downloader.close()
    assert (wire.opened, names.asked) == ([PUBLIC], 1)
    assert seen == [("127.0.0.1", int(site.host.split(":")[1]))]


async def test_the_next_address_is_tried_when_one_does_not_answer(
    site: Site,
) -> None:
    prepare(site)
    wire = Wire(site)
    downloader = Downloader(
        FetchConfig(pause=0.0),
        lookup=Names((("8.8.8.8", PUBLIC_V6),)),
        backend=wire,
    )
    assert (
        await downloader.get("http://name.example/", robots=False)
    ).data == b"good"
    await downloader.close()
    assert wire.opened == ["8.8.8.8", PUBLIC_V6]


class _Tls(httpcore.AsyncNetworkStream):
    """Writes down by which name a certificate would be checked, and goes no further."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, bool, ssl.VerifyMode]] = []

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.asked.append(
            (
                server_hostname,
                ssl_context.check_hostname,
                ssl_context.verify_mode,
            )
        )
        raise httpcore.ConnectError("far enough")

    async def aclose(self) -> None:
        """Close nothing."""


class _TlsWire(Wire):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.stream = _Tls()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.opened.append(f"{host}:{port}")
        return self.stream


async def test_certificates_are_checked_by_name_though_the_address_is_connected(
    site: Site,
) -> None:
    wire = _TlsWire(site)
    downloader = Downloader(
        FetchConfig(pause=0.0), lookup=Names(((PUBLIC,),)), backend=wire
    )
    with pytest.raises(ServerTrouble):
        await downloader.get("https://name.example/", robots=False)
    await downloader.close()
    assert wire.opened == [f"{PUBLIC}:443"]
    assert wire.stream.asked == [("name.example", True, ssl.CERT_REQUIRED)]


async def test_a_named_private_host_opens_no_other_door(site: Site) -> None:
    site.put("/x", "hello")
    named = Downloader(
        FetchConfig(pause=0.0, private_hosts=frozenset({site.host}))
    )
    assert (await named.get(f"{site.url}/x", robots=False)).data == b"hello"
    for url in (
        "http://127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://10.0.0.1/",
        f"http://localhost:{site.host.split(':')[1]}/",
    ):
        with pytest.raises(Refused):
            await named.get(url, robots=False)
    await named.close()


async def test_nothing_of_the_environment_leads_requests_elsewhere(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    prepare(site)
    wire = Wire(site)
    downloader = Downloader(
        FetchConfig(pause=0.0), lookup=Names(((PUBLIC,),)), backend=wire
    )
    assert (
        await downloader.get("http://name.example/", robots=False)
    ).data == b"good"
    await downloader.close()
    assert wire.opened == [PUBLIC]


async def test_a_name_without_addresses_is_trouble_of_the_server(
    site: Site,
) -> None:
    downloader = Downloader(
        FetchConfig(pause=0.0), lookup=Names(((),)), backend=Wire(site)
    )
    for url in ("http://name.example/", "http://no.such.example/"):
        with pytest.raises(FetchError):
            await downloader.get(url, robots=False)
    await downloader.close()

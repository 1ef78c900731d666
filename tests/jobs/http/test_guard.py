"""The SSRF guard refuses each hostile address before a socket is opened to a denied address."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpcore
import pytest

from jobs.config import FetchConfig
from jobs.http.downloader import Downloader
from jobs.http.guard import Guard
from news.errors import FetchError, Refused, ServerTrouble
from tests.jobs.conftest import config
from tests.site import Site

HOSTILE = (
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/", "http://0.0.0.0/", "http://localhost/",
    "http://localhost./", "http://LOCALHOST/", "http://a.localhost/", "http://127.0.0.1./", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/",
    "http://[::127.0.0.1]/", "http://[2001:db8::1]/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/",
    "http://168.63.129.16/", "http://100.100.100.200/", "http://192.0.0.192/", "http://224.0.0.1/", "http://255.255.255.255/", "http://metadata.google.internal/",
    "http://printer.local/", "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "http://user:pass@a.example/", "http://a.example@127.0.0.1/",
    "http://127.0.0.1\\@a.example/", "http://a.example:22/", "http://a.example:6379/", "http://a.example:99999/", "http:///x", "http://a.exa mple/", "http://[::1",
)  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_addresses_are_refused(url: str) -> None:
    with pytest.raises(Refused) as caught:
        Guard().check_url(url)
    assert str(caught.value)


def test_good_addresses_pass() -> None:
    for url in (
        "https://a.example/x",
        "http://a.example:8080/",
        "https://a.example:8443/?q=1",
    ):
        assert Guard().check_url(url) == url


def _answers(monkey: pytest.MonkeyPatch, *addresses: str) -> None:
    async def resolve(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    monkey.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)


@pytest.mark.parametrize(
    "addresses", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::1",)]
)
async def test_a_name_that_leads_inside_is_refused_even_when_mixed(
    addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(monkeypatch, *addresses)
    with pytest.raises(Refused):
        await Guard().resolve("rebind.example", 80)


async def test_a_name_that_does_not_resolve_is_a_connection_error() -> None:
    with pytest.raises(httpcore.ConnectError):
        await Guard().resolve("x" * 300, 80)


async def test_a_redirect_to_a_private_address_opens_no_connection(
    site: Site,
) -> None:
    site.put("/go", "", status=302, Location="http://127.0.0.1:1/secret")
    downloader = Downloader(config(site))
    with pytest.raises(Refused):
        await downloader.get(f"{site.url}/go")
    await downloader.close()
    assert site.paths() == ["/go"]


async def test_a_private_host_is_reached_only_when_it_is_named(
    site: Site,
) -> None:
    site.put("/x", "hello")
    refused = Downloader(
        FetchConfig(ports=frozenset({80, int(site.host.split(":")[1])}))
    )
    with pytest.raises(Refused):
        await refused.get(f"{site.url}/x")
    await refused.close()
    named = Downloader(config(site))
    assert (await named.get(f"{site.url}/x")).data == b"hello"
    await named.close()


@pytest.mark.parametrize(
    "url", ["http://127。0。0。1/x", "http://[v1.x]/", "http://１２７.0.0.1/"]
)
async def test_odd_spellings_of_inside_open_no_connection(
    site: Site, url: str
) -> None:
    port = site.host.split(":")[1]
    site.put("/x", "secret")
    downloader = Downloader(
        FetchConfig(ports=frozenset({80, int(port)}), pause=0.0)
    )
    with pytest.raises(FetchError):
        await downloader.get(url.replace("1/x", f"1:{port}/x"))
    await downloader.close()
    assert site.paths() == []


def test_a_sealed_address_whose_key_is_missing_may_live_again() -> None:
    with pytest.raises(FetchError, match="key") as caught:
        Guard().check_url("sealed:QUJDREVGR0hJSktMTU5PUFFSU1RVVldY")
    assert not caught.value.permanent


@pytest.mark.parametrize(
    "host", ["xn--", "xn--a", "a.XN--ls8h-", "xn--a.example"]
)
def test_a_host_in_punycode_that_is_no_name_is_refused(host: str) -> None:
    with pytest.raises(Refused):
        Guard().check_url(f"http://{host}/")


def test_a_name_in_punycode_passes() -> None:
    page = "http://xn--bcher-kva.example/"
    assert Guard().check_url(page) == page


async def test_a_name_that_nobody_has_is_told_from_a_resolver_that_fails() -> (
    None
):
    async def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    async def failing(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    with pytest.raises(ServerTrouble) as caught:
        await Guard(lookup=nobody).resolve("pier.example", 443)
    assert caught.value.details == {"why": "no-host", "host": "pier.example"}
    with pytest.raises(httpcore.ConnectError):
        await Guard(lookup=failing).resolve("pier.example", 443)

"""Requests through the operator's proxy: for which hosts, and what the guard still refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.config import FetchConfig, ProxyRoute, listed_hosts
from jobs.http.downloader import Downloader
from news.errors import FetchError, Refused
from tests.proxy import run_proxy
from tests.site import Site

LOGIN = ("ann", "s3cret")


async def never(host: str, port: int) -> list[str]:
    """Resolve no name: the operator's own host is an address."""
    if host == "127.0.0.1":
        return [host]
    raise AssertionError(f"{host}:{port} was resolved here")


def config(site: Site, proxy: str, *hosts: str) -> FetchConfig:
    return FetchConfig(
        private_hosts=frozenset({site.host}),
        pause=0.0,
        obey_robots=False,
        proxy=ProxyRoute(proxy, listed_hosts(hosts)),
    )


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
@pytest.mark.parametrize("login", [None, LOGIN], ids=["open", "login"])
async def test_names_are_left_to_the_proxy(
    site: Site, scheme: str, login: tuple[str, str] | None
) -> None:
    site.put("/feed", "<rss/>")
    port = int(site.host.rpartition(":")[2])
    with run_proxy(port, login) as proxy:
        downloader = Downloader(
            config(site, f"{scheme}://{proxy.host}"), lookup=never
        )
        page = await downloader.get("http://behind.example/feed")
        # A host of the operator's own network is asked directly.
        await downloader.get(f"{site.url}/feed")
        await downloader.close()
    assert page.data == b"<rss/>"
    assert proxy.asked == [
        "http://behind.example/feed"
        if scheme == "http"
        else "behind.example:80"
    ]
    assert not [
        headers for _, headers in site.asked if "Proxy-Authorization" in headers
    ]


async def test_an_encrypted_site_is_reached_through_a_tunnel(
    site: Site,
) -> None:
    with run_proxy(int(site.host.rpartition(":")[2])) as proxy:
        downloader = Downloader(
            config(site, f"http://{proxy.host}"), lookup=never
        )
        with pytest.raises(FetchError):  # the server behind speaks no TLS
            await downloader.get("https://behind.example/feed")
        await downloader.close()
    assert proxy.asked == ["behind.example:443"]


async def test_a_wrong_login_is_a_failure_without_the_password(
    site: Site,
) -> None:
    with run_proxy(int(site.host.rpartition(":")[2]), LOGIN) as proxy:
        for scheme in ("http", "socks5"):
            wrong = f"{scheme}://ann:wr0ng@127.0.0.1:{proxy.port}"
            downloader = Downloader(config(site, wrong), lookup=never)
            with pytest.raises(FetchError) as caught:
                await downloader.get("http://behind.example/feed")
            assert "wr0ng" not in str(caught.value)
            await downloader.close()
    assert proxy.asked == []


async def test_listed_hosts_alone_go_through_it(site: Site) -> None:
    async def here(host: str, port: int) -> list[str]:
        asked.append(host)
        raise OSError("no such name")

    asked: list[str] = []
    site.put("/", "hello")
    with run_proxy(int(site.host.rpartition(":")[2])) as proxy:
        settings = config(
            site, f"socks5h://{proxy.host}", "*.Behind.example", "alone.example"
        )
        downloader = Downloader(settings, lookup=here)
        for host in ("www.behind.example", "behind.example", "alone.example"):
            await downloader.get(f"http://{host}/")
        for host in ("notbehind.example", "free.example"):
            with pytest.raises(FetchError):
                await downloader.get(f"http://{host}/")
        await downloader.close()
    assert proxy.asked == [
        "www.behind.example:80",
        "behind.example:80",
        "alone.example:80",
    ]
    assert asked == ["notbehind.example", "free.example"]


REFUSED = (
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://[::1]/",
    "http://10.0.0.8/",
    "http://169.254.169.254/",
    "http://printer.local/",
    "http://localhost/",
    "http://router/",
    "http://a.example:22/",
    "http://user:pass@a.example/",
)


async def test_what_an_address_itself_shows_is_refused_all_the_same(
    site: Site,
) -> None:
    site.put("/go", "", status=302, Location="http://10.0.0.8/inside")
    with run_proxy(int(site.host.rpartition(":")[2])) as proxy:
        settings = replace(
            config(site, f"socks5h://{proxy.host}"), private_hosts=frozenset()
        )
        downloader = Downloader(settings, lookup=never)
        for url in (*REFUSED, "http://behind.example/go"):
            with pytest.raises(Refused):
                await downloader.get(url)
        await downloader.close()
    assert proxy.asked == ["behind.example:80"]

"""Hostile addresses, each sent through the real downloader: what its resolver says, and which sockets then open."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

import httpcore

from jobs.config import FetchConfig
from jobs.http.downloader import Downloader
from news.errors import Refused
from tests.site import Answer, Site

PUBLIC = "93.184.216.34"
"""Stands for a public server: the one address whose connections are led to the test's own site."""
PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946"


@dataclass(frozen=True, slots=True)
class Case:
    """One attack."""

    group: str
    url: str
    answers: tuple[tuple[str, ...], ...] = ()
    """What the resolver says of the host, time after time; the last answer stays."""
    good_first: bool = False
    """The first reading succeeds: the name turns inwards later."""


def _plain(group: str, *urls: str) -> tuple[Case, ...]:
    return tuple(Case(group, url) for url in urls)


def _led(group: str, *addresses: str) -> tuple[Case, ...]:
    """Names that lead to these addresses, alone and behind a public one."""
    return tuple(
        Case(group, "http://name.example/", ((address,),))
        for address in addresses
    )


def _sent(group: str, *targets: str) -> tuple[Case, ...]:
    """A public page that sends its reader on."""
    return tuple(
        Case(
            group,
            f"http://name.example/go?{quote(target, safe='')}",
            ((PUBLIC,),),
        )
        for target in targets
    )


TABLE: tuple[Case, ...] = (
    *_plain(
        "numbers", "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/",
        "http://017700000001/", "http://0/", "http://0.0.0.0/", "http://127.0.0.1./", "http://0x0/", "http://127.0.0.01/", "http://3232235777/", "http://１２７.0.0.1/", "http://127。0。0。1/",
    ),
    *_plain(
        "names", "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://a.localhost/", "http://printer.local/", "http://vault.service.internal/",
        "http://router.home.arpa/", "http://abc.onion/", "http://metadata.google.internal/", "http://metadata.google.internal./",
    ),
    *_plain(
        "version 6", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd12::1]/",
        "http://[ff02::1]/", "http://[::127.0.0.1]/", "http://[2001:db8::1]/", "http://[2001::1]/", "http://[100::1]/", "http://[5f00::1]/", "http://[3fff::1]/",
    ),
    *_plain(
        "networks", "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://100.64.0.1/", "http://192.0.2.1/", "http://198.18.0.1/",
        "http://198.51.100.1/", "http://203.0.113.9/", "http://192.88.99.1/", "http://224.0.0.1/", "http://239.1.1.1/", "http://240.0.0.1/", "http://255.255.255.255/",
    ),
    *_plain(
        "metadata", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://[fd20:ce::254]/", "http://168.63.129.16/machine", "http://100.100.100.200/",
        "http://192.0.0.192/opc/v2/", "http://169.254.170.2/v2/", "http://2852039166/", "http://0xa9fea9fe/", "http://[::ffff:a9fe:a9fe]/",
    ),
    *_plain(
        "schemes", "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://name.example/", "gopher://name.example/", "dict://name.example:11211/", "ldap://name.example/",
        "unix:///var/run/docker.sock", "data:text/html,hello", "javascript:alert(1)", "jar:http://name.example/", "//127.0.0.1/", "/etc/passwd",
    ),
    *_plain(
        "tricks", "http://user:pass@name.example/", "http://name.example@127.0.0.1/", "http://127.0.0.1\\@name.example/", "http://name.example\\@127.0.0.1/",
        "http://name.example#@127.0.0.1/\\x", "http://127.0.0.1\t/", "http://127.0.0.1\n.name.example/", "http://127.0.0.1%00.name.example\x00/", "http:///x", "http://a.exa mple/",
        "http://[::1", "http://[v1.x]/", "http://@/", "http:\\\\127.0.0.1/",
    ),
    *_plain("ports", "http://name.example:22/", "http://name.example:25/", "http://name.example:6379/", "http://name.example:9200/", "http://name.example:99999/", "http://name.example:-1/"),
    *_led(
        "answers", "127.0.0.1", "10.1.2.3", "169.254.169.254", "168.63.129.16", "::1", "fe80::1%eth0", "fec0::1", "64:ff9b::a00:1", "2002:a00:1::", "::ffff:10.0.0.1", "0.0.0.0", "224.0.0.251",
    ),
    *(Case("mixed", "http://name.example/", (answer,)) for answer in ((PUBLIC, "10.0.0.1"), ("127.0.0.1", PUBLIC), (PUBLIC_V6, "::1"), (PUBLIC, PUBLIC_V6, "fd00::1"))),
    *(Case("rebinding", "http://name.example/once", ((PUBLIC,), (inside,)), good_first=True) for inside in ("127.0.0.1", "169.254.169.254", "::1")),
    *_sent(
        "redirects", "http://127.0.0.1/secret", "http://169.254.169.254/latest/", "http://[::1]/", "//10.0.0.1/", "http://2130706433/", "file:///etc/passwd", "http://u:p@name.example/",
        "http://name.example:22/", "http://inside.example/", "gopher://127.0.0.1:6379/_FLUSHALL", "http://name.example\\@127.0.0.1/",
    ),
)  # fmt: skip
GROUPS = tuple(dict.fromkeys(case.group for case in TABLE))


class Names:
    """A scripted resolver: it reads numeric hosts as the C library does, and `inside.example` leads to a private address."""

    def __init__(self, answers: tuple[tuple[str, ...], ...]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        if host == "name.example":
            return list(
                self.answers.pop(0)
                if len(self.answers) > 1
                else self.answers[0]
                if self.answers
                else (PUBLIC,)
            )
        if host == "inside.example":
            return ["192.168.0.10"]
        try:
            return [str(ipaddress.ip_address(host.partition("%")[0]))]
        except ValueError:
            return [socket.inet_ntoa(socket.inet_aton(host))]


class Wire(httpcore.AsyncNetworkBackend):
    """Opens sockets for the guard and writes down every address it is asked for."""

    def __init__(self, site: Site) -> None:
        self._inner, self._port = (
            httpcore.AnyIOBackend(),
            int(site.host.split(":")[1]),
        )
        self.opened: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.opened.append(host)
        if host not in {PUBLIC, PUBLIC_V6}:
            raise httpcore.ConnectError(f"a connection to {host} was asked for")
        return await self._inner.connect_tcp("127.0.0.1", self._port, timeout)

    async def connect_unix_socket(
        self, path: str, *_: Any, **__: Any
    ) -> httpcore.AsyncNetworkStream:
        self.opened.append(path)
        raise httpcore.ConnectError(path)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


@dataclass(slots=True)
class Sockets:
    """Every address that this process really connects to, as the interpreter itself reports it."""

    watching: bool = False
    seen: list[tuple[str, int]] = field(default_factory=list)

    def install(self) -> None:
        """Listen from now on; such a hook can't be taken back, so it is silent unless watching."""
        sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if (
            event == "socket.connect"
            and self.watching
            and isinstance(args[1], tuple)
        ):
            self.seen.append((str(args[1][0]), int(args[1][1])))

    @contextmanager
    def watch(self) -> Iterator[list[tuple[str, int]]]:
        """Collect the addresses connected to within a block."""
        self.seen.clear()
        self.watching = True
        try:
            yield self.seen
        finally:
            self.watching = False


def prepare(site: Site) -> None:
    """Set the public site's pages: one that sends its reader on, one that ends its connection."""
    for case in TABLE:
        _, _, target = case.url.partition("/go?")
        if target:
            site.pages[f"/go?{target}"] = _redirect(case)
    site.put("/once", "good", Connection="close")
    site.put("/", "good", Connection="close")


def _redirect(case: Case) -> Answer:
    return Answer(
        b"",
        302,
        {
            "Location": unquote(case.url.partition("/go?")[2]),
            "Connection": "close",
        },
    )


async def strike(
    case: Case, downloader: Downloader, wire: Wire, names: Names
) -> str:
    """Try one attack; returns what went wrong, or an empty text where it was refused without a socket inside."""
    names.answers = list(case.answers)
    wire.opened.clear()
    try:
        if case.good_first:
            await downloader.get(case.url, robots=False)
        found = await downloader.get(case.url, robots=False)
        fault = f"answered {found.status}"
    except Refused:
        fault = ""
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    inside = [
        connection
        for connection in wire.opened
        if connection not in {PUBLIC, PUBLIC_V6}
    ]
    return "; ".join(
        filter(None, (fault, f"asked for {inside}" * bool(inside)))
    )


async def strike_all(
    cases: Iterable[Case], site: Site, sockets: Sockets
) -> list[str]:
    """Try each attack in turn; returns those that got somewhere, with what went wrong."""
    wire, names, faults = Wire(site), Names(()), []
    downloader = Downloader(
        FetchConfig(pause=0.0, deadline=5.0), lookup=names, backend=wire
    )
    allowed = ("127.0.0.1", int(site.host.split(":")[1]))
    for case in cases:
        with sockets.watch() as seen:
            fault = await strike(case, downloader, wire, names)
        others = [request for request in seen if request != allowed]
        if fault or others:
            faults.append(
                f"{case.group} {case.url!r} {case.answers}: {fault}{others or ''}"
            )
    await downloader.close()
    return faults

"""A small real proxy on loopback: HTTP and SOCKS5 by the first byte, leading every name to one server."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import BinaryIO


@dataclass(slots=True)
class LocalProxy:
    """A running proxy: its address, and the requests it got."""

    target: int
    """The port on loopback that answers for every name."""
    login: tuple[str, str] | None = None
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """`host:port`, or the whole address of a request that the proxy made itself."""

    @property
    def host(self) -> str:
        """Return where it listens, with its login."""
        user = f"{self.login[0]}:{self.login[1]}@" if self.login else ""
        return f"{user}127.0.0.1:{self.port}"


class _Server(ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def run_proxy(
    target: int, login: tuple[str, str] | None = None
) -> Iterator[LocalProxy]:
    """Run a proxy for the length of a test."""
    proxy = LocalProxy(target, login)

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                first = self.rfile.read(1)
                talk = _Talk(proxy, self.rfile, self.connection)
                if first == b"\x05":
                    talk.socks()
                elif first:
                    talk.http(first)

    server = _Server(("127.0.0.1", 0), Handler)
    proxy.port = server.server_address[1]
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@dataclass(slots=True)
class _Talk:
    """What is said with one client."""

    proxy: LocalProxy
    said: BinaryIO
    client: socket.socket

    def http(self, first: bytes) -> None:
        """Open a tunnel, or make the request for the client."""
        lines = [(first + self.said.readline()).decode().strip()]
        while line := self.said.readline().decode().strip():
            lines.append(line)
        method, address, _ = lines[0].split(" ")
        if self.proxy.login and not self._proves(lines):
            self.client.sendall(
                b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n"
            )
            return
        self.proxy.asked.append(address)
        if method == "CONNECT":
            self.client.sendall(b"HTTP/1.1 200 Ok\r\n\r\n")
            self._relay(b"")
            return
        path = "/" + address.split("://", 1)[1].partition("/")[2]
        kept = [
            line
            for line in lines[1:]
            if not line.lower().startswith(("proxy-", "connection"))
        ]
        request = [
            f"{method} {path} HTTP/1.1",
            *kept,
            "Connection: close",
            "",
            "",
        ]
        self._relay("\r\n".join(request).encode())

    def _proves(self, lines: list[str]) -> bool:
        assert self.proxy.login
        proof = base64.b64encode(":".join(self.proxy.login).encode()).decode()
        wanted = f"proxy-authorization: basic {proof}".lower()
        return any(line.lower() == wanted for line in lines)

    def socks(self) -> None:
        """Open a tunnel to the name that the client gives (RFC 1928, RFC 1929)."""
        self._take()
        self.client.sendall(b"\x05\x02" if self.proxy.login else b"\x05\x00")
        if self.proxy.login and not self._proves_name():
            return
        kind = self.said.read(4)[3]
        if kind != 3:  # an address would mean that the name was resolved before
            self.client.sendall(b"\x05\x08\x00\x01" + bytes(6))
            return
        name, port = (
            self._take().decode(),
            int.from_bytes(self.said.read(2), "big"),
        )
        self.proxy.asked.append(f"{name}:{port}")
        self.client.sendall(b"\x05\x00\x00\x01" + bytes(6))
        self._relay(b"")

    def _take(self) -> bytes:
        """Read bytes behind their count."""
        return self.said.read(self.said.read(1)[0])

    def _proves_name(self) -> bool:
        self.said.read(1)
        right = (
            self._take().decode(),
            self._take().decode(),
        ) == self.proxy.login
        self.client.sendall(b"\x01\x00" if right else b"\x01\x01")
        return right

    def _relay(self, begin: bytes) -> None:
        with socket.create_connection(
            ("127.0.0.1", self.proxy.target)
        ) as server:
            server.sendall(begin)
            back = threading.Thread(
                target=_pump, args=(server, self.client), daemon=True
            )
            back.start()
            while data := self.said.read1():  # type: ignore[attr-defined]
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)
            back.join(5)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)

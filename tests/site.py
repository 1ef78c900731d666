"""A small real web server on loopback, with pages set by a test and a log of requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Answer:
    """What the server says to a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass(slots=True)
class Site:
    """The server's address, pages, and requests as (path, headers)."""

    url: str
    host: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    """What was sent to it, as (path, headers, body)."""

    def put(
        self,
        path: str,
        body: str | bytes,
        *,
        type: str = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> None:
        """Set the answer of a path."""
        data = body.encode() if isinstance(body, str) else body
        named = {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        self.pages[path] = Answer(data, status, {"Content-Type": type, **named})

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [path for path, _ in self.asked]


class _Server(ThreadingHTTPServer):
    request_queue_size = (
        256  # many clients at once must not wait for a second SYN
    )
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hung up: hostile answers make it do so."""


@contextmanager
def serve() -> Iterator[Site]:
    """Run a server for the length of a test."""
    site = Site("", "")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            site.sent.append((self.path, dict(self.headers.items()), body))
            self._answer()

        do_PATCH = do_POST  # noqa: N815 - the names that http.server looks for

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            self._answer()

        def _answer(self) -> None:
            answer = site.pages.get(
                self.path,
                Answer(b"not here", 404, {"Content-Type": "text/plain"}),
            )
            if answer.raw:
                answer.raw(self)
                self.close_connection = True
                return
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    site.host = f"127.0.0.1:{server.server_address[1]}"
    site.url = f"http://{site.host}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

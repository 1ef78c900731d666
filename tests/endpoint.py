"""A real local endpoint with OpenAI's chat completions, embeddings and speech; a test sets how it behaves."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.sounds import silence

Stories = list[dict[str, Any]]


@dataclass(slots=True)
class Endpoint:
    """An endpoint with its scripted answers and the requests it received."""

    url: str = ""
    answer: Callable[[Stories], object] = lambda stories: {"stories": []}
    """Gives the JSON of the message for the stories that were asked for; a str goes out as it is."""
    said: Callable[[Stories], object] = lambda pairs: {
        "said": {str(p["id"]): True for p in pairs}
    }
    """The same for the pairs of a second look."""
    written: Callable[[dict[str, Any]], object] = lambda asked: {
        "sentences": []
    }
    """The same for a question with its numbered sentences."""
    vectors: Callable[[list[str]], object] = lambda texts: [
        [1.0, 0.0] for _ in texts
    ]
    """Gives the vectors of the texts that an asker for embeddings sent."""
    spoken: Callable[[dict[str, Any]], bytes] = lambda asked: silence(
        len(asked["input"]) / 10
    )
    """Gives the sound of a text that was to be read aloud: a tenth of a second a character."""
    streams: bool = True
    """Whether it streams when asked to; otherwise it answers a whole completion."""
    statuses: list[int] = field(default_factory=list)
    """Statuses of the next answers; 200 when used up."""
    raw: bytes | None = None
    """The whole body, instead of a completion."""
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    usage: tuple[int, int] = (1000, 100)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def stories(self, number: int = -1) -> Stories:
        """Return the stories of a question."""
        found: Stories = json.loads(
            self.asked[number]["messages"][1]["content"]
        )["stories"]
        return found


def _events(text: str, usage: tuple[int, int]) -> bytes:
    """Return an answer in pieces of a few characters, and its usage behind them."""
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    events: list[dict[str, Any]] = [
        {"choices": [{"delta": {"content": one}}]} for one in pieces
    ]
    events.append(
        {
            "choices": [],
            "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]},
        }
    )
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()


def _completion(text: str, usage: tuple[int, int]) -> bytes:
    tokens = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return json.dumps(
        {
            "choices": [{"message": {"role": "assistant", "content": text}}],
            "usage": tokens,
        }
    ).encode()


def _embeddings(vectors: object) -> bytes:
    """Return vectors in reverse order: only their index says which text each belongs to."""
    rows = [
        {"index": number, "embedding": one}
        for number, one in enumerate(_listed(vectors))
    ]
    return json.dumps({"data": rows[::-1]}).encode()


def _listed(values: object) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _answer(endpoint: Endpoint, body: dict[str, Any]) -> bytes:
    """Return the body that an endpoint answers a request with."""
    if "voice" in body:
        return endpoint.spoken(body)
    if "input" in body:
        return _embeddings(endpoint.vectors(body["input"]))
    said = _said(endpoint, json.loads(body["messages"][1]["content"]))
    text = (
        said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    )
    form = _events if body.get("stream") and endpoint.streams else _completion
    return form(text, endpoint.usage)


def _said(endpoint: Endpoint, data: dict[str, Any]) -> object:
    if "pairs" in data:
        return endpoint.said(data["pairs"])
    return (
        endpoint.written(data)
        if "question" in data
        else endpoint.answer(data["stories"])
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def serve() -> Iterator[Endpoint]:
    """Run an endpoint for the length of a test."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(
                self.rfile.read(int(self.headers["Content-Length"]))
            )
            endpoint.asked.append(body)
            endpoint.keys.append(self.headers.get("Authorization", ""))
            time.sleep(endpoint.delay)
            status = endpoint.statuses.pop(0) if endpoint.statuses else 200
            sent = (
                endpoint.raw
                if endpoint.raw is not None
                else _answer(endpoint, body)
            )
            self.send_response(status)
            for name, value in {
                "Content-Length": str(len(sent)),
                **endpoint.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(sent)
            except OSError:  # the client did not wait
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

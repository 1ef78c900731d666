"""Read an answer that arrives in pieces: server-sent events as OpenAI's chat completions
send them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from news.errors import ModelError
from news.safe_json import JsonValue, loads

_DATA = "data:"
_DONE = "[DONE]"


async def bounded_lines(
    pieces: AsyncIterator[bytes], most: int
) -> AsyncIterator[str]:
    """Yield the lines of a body as they arrive; raises ModelError beyond the given bytes."""
    held, size = b"", 0
    async for piece in pieces:
        size += len(piece)
        if size > most:
            raise ModelError(
                f"the model's endpoint answered more than {most} bytes"
            )
        *lines, held = (held + piece).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")
    if held:
        yield held.decode("utf-8", "replace")


@dataclass(slots=True)
class StreamedReply:
    """The part of an answer that has arrived so far."""

    text: str = ""
    # Lines that are no events: the body of an endpoint that does not stream.
    plain: str = ""
    streamed: bool = False
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, line: str) -> bool:
        """Take a line; return whether it brought more text. Raises ModelError for a broken
        event.
        """
        if not line.startswith(_DATA):
            self.plain += line
            return False
        self.streamed = True
        data = line[len(_DATA) :].strip()
        return bool(data) and data != _DONE and self._take(data)

    def _take(self, data: str) -> bool:
        try:
            event = loads(data)
            piece = _piece(event)
            usage = event.get("usage") or {}
            self.tokens_in = int(usage.get("prompt_tokens") or self.tokens_in)
            self.tokens_out = int(
                usage.get("completion_tokens") or self.tokens_out
            )
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
        ):
            raise ModelError(
                "the model's endpoint streamed what is no chat completion"
            ) from None
        self.text += piece
        return bool(piece)


def _piece(event: JsonValue) -> str:
    """Return the text of an event; the last one holds the usage alone."""
    choices = event.get("choices") or [{}]
    return str((choices[0].get("delta") or {}).get("content") or "")

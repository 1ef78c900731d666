"""Client of an OpenAI-compatible endpoint that turns texts into vectors (`/embeddings`)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from jobs.http.operator_endpoint import Breaker, OperatorEndpoint
from jobs.http.timer import Timer
from jobs.meaning_model import Vector
from news.chunks import chunks
from news.errors import ModelError
from news.safe_json import loads

# Texts a request.
BATCH = 64
# Bytes of an answer: 64 vectors of 4,096 parts take 5 MB.
MAX_BYTES = 8 * 1024 * 1024
# Requests in a row that fail before the endpoint is left alone.
FAILURES = 3
# Seconds for which it is then left alone.
REST = 60.0


@dataclass(frozen=True, slots=True)
class EmbeddingsConfig:
    """Address and limits of the endpoint. An empty `url` means no endpoint."""

    # The endpoint's base, such as `https://llm.example/v1`; `/embeddings` is
    # added.
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    timeout: float = 20.0


class EmbeddingsClient:
    """Client of an endpoint that turns texts into vectors."""

    def __init__(
        self,
        config: EmbeddingsConfig,
        *,
        now: Timer = time.monotonic,
    ) -> None:
        self._config = config
        self._endpoint = OperatorEndpoint(
            "the endpoint of meanings",
            f"{config.url.rstrip('/')}/embeddings",
            key=config.key,
            timeout=config.timeout,
            most_bytes=MAX_BYTES,
            breaker=Breaker(FAILURES, REST, now),
        )

    @property
    def name(self) -> str:
        """The model's name."""
        return self._config.model

    async def close(self) -> None:
        """Close the connections."""
        await self._endpoint.close()

    async def encode(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector for each text.

        Raises ModelError, whose text holds neither the key nor the texts.
        """
        return await self._endpoint.guarded(self._in_batches(texts))

    async def _in_batches(self, texts: Sequence[str]) -> list[Vector]:
        vectors: list[Vector] = []
        for batch in chunks(texts, BATCH):
            vectors += await self._ask(list(batch))
        return vectors

    async def _ask(self, texts: list[str]) -> list[Vector]:
        body = {
            "model": self._config.model,
            "input": texts,
            "encoding_format": "float",
        }
        return _vectors(await self._endpoint.post_once(body), len(texts))


def _vectors(data: bytes, count: int) -> list[Vector]:
    """Return the vectors of an answer in the order of the texts."""
    try:
        listed = loads(data.decode("utf-8-sig"))["data"]
        by_index = {int(row["index"]): row["embedding"] for row in listed}
        return [by_index[number] for number in range(count)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ModelError(
            "the endpoint of meanings answered with what are no embeddings"
        ) from None

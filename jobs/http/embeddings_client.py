"""Client of an OpenAI-compatible endpoint that turns texts into vectors (`/embeddings`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from jobs.http.guard import authorities
from jobs.http.model_client import Breaker
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
    """Asks the endpoint. Its host is exempt from the guard: it comes from the operator's
    configuration alone, and redirects are not followed.
    """

    def __init__(
        self,
        config: EmbeddingsConfig,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._breaker = Breaker(FAILURES, REST, now)
        headers = (
            {"Authorization": f"Bearer {config.key}"} if config.key else {}
        )
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=config.timeout,
            follow_redirects=False,
            trust_env=False,
            verify=authorities(trust_env=False),
        )

    @property
    def name(self) -> str:
        """The model's name."""
        return self._config.model

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def encode(self, texts: Sequence[str]) -> list[Any]:
        """Return one vector for each text.

        Raises ModelError, whose text holds neither the key nor the texts.
        """
        if self._breaker.open:
            raise ModelError(
                "the endpoint of meanings failed several times and is left alone"
            )
        vectors: list[Any] = []
        try:
            for start in range(0, len(texts), BATCH):
                vectors += await self._ask(list(texts[start : start + BATCH]))
        except ModelError:
            self._breaker.note(ok=False)
            raise
        self._breaker.note(ok=True)
        return vectors

    async def _ask(self, texts: list[str]) -> list[Any]:
        body = {
            "model": self._config.model,
            "input": texts,
            "encoding_format": "float",
        }
        address = f"{self._config.url.rstrip('/')}/embeddings"
        try:
            async with (
                asyncio.timeout(self._config.timeout),
                self._client.stream("POST", address, json=body) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise ModelError(
                        f"the endpoint of meanings answered {answer.status_code}"
                    )
                data = await _bounded(answer)
        except (httpx.HTTPError, TimeoutError) as error:
            raise ModelError(
                f"the endpoint of meanings: {type(error).__name__}"
            ) from None
        return _vectors(data, len(texts))


async def _bounded(answer: httpx.Response) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > MAX_BYTES:
            raise ModelError(
                f"the endpoint of meanings answered more than {MAX_BYTES} bytes"
            )
    return bytes(data)


def _vectors(data: bytes, count: int) -> list[Any]:
    """Return the vectors of an answer in the order of the texts."""
    try:
        listed = loads(data.decode("utf-8-sig"))["data"]
        by_index = {int(row["index"]): row["embedding"] for row in listed}
        return [by_index[number] for number in range(count)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ModelError(
            "the endpoint of meanings answered with what are no embeddings"
        ) from None

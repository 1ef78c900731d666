"""Client of one OpenAI-compatible endpoint: retries, a circuit breaker, and a key that is
never shown.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from jobs.http.model_stream import StreamedReply, bounded_lines
from jobs.http.operator_endpoint import Breaker, OperatorEndpoint
from jobs.http.retry_after import read_retry_after
from jobs.http.timer import Timer
from news.errors import ModelError
from news.safe_json import JsonObject, loads

MAX_BYTES = 2 * 1024 * 1024
# Seconds that a `Retry-After` is waited for; longer ones count as a failure.
LONGEST_WAIT = 60.0
# Told the text of an answer as far as it has come.
Hear = Callable[[str], Awaitable[None]]
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Address, limits and prices of the model. An empty `url` means no model."""

    # The endpoint's base, such as `https://llm.example/v1`; `/chat/completions`
    # is added.
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    # Locales to write in; none: those of the chats.
    languages: tuple[str, ...] = ()
    tokens_per_day: int = 500_000
    money_per_day: float = 1.0
    # Money for a million tokens that are read.
    price_in: float = 0.0
    price_out: float = 0.0
    timeout: float = 60.0
    retries: int = 2
    # Stories a request.
    batch: int = 4
    stories_per_sweep: int = 24
    # Tokens of an answer for one story at the most.
    most_tokens: int = 1200
    # Requests in a row that fail before the endpoint is left alone.
    failures: int = 5
    # Seconds for which it is then left alone; doubled each time, up to fifteen
    # minutes.
    rest: float = 60.0
    # Whether the model is asked of each of its sentences if the evidence says
    # it.
    second_look: bool = False

    @property
    def wanted(self) -> bool:
        """Whether a model is configured."""
        return bool(self.url and self.model)


@dataclass(frozen=True, slots=True)
class ModelReply:
    """The endpoint's answer."""

    text: str
    tokens_in: int
    tokens_out: int


class ModelClient:
    """Client of a language model's endpoint."""

    def __init__(
        self,
        config: ModelConfig,
        *,
        now: Timer = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.config = config
        self.breaker = Breaker(config.failures, config.rest, now)
        self._sleep = sleep
        self._endpoint = OperatorEndpoint(
            "the model's endpoint",
            f"{config.url.rstrip('/')}/chat/completions",
            key=config.key,
            timeout=config.timeout,
            most_bytes=MAX_BYTES,
            breaker=self.breaker,
        )

    @property
    def is_ready(self) -> bool:
        """Whether it may be asked now: it is configured, and has not failed so
        often that it rests.
        """
        return self.config.wanted and not self.breaker.open

    async def close(self) -> None:
        """Close the connections."""
        await self._endpoint.close()

    async def ask(
        self, system: str, user: str, *, stories: int = 1
    ) -> ModelReply:
        """Ask once, and again where that may help; raises ModelError,
        whose text never holds the key or the question.
        """
        body = self._body(system, user, stories)
        return await self._endpoint.guarded(self._patiently(body))

    async def stream(self, system: str, user: str, hear: Hear) -> ModelReply:
        """Ask once, and pass `hear` the text so far whenever more arrives; raises ModelError.

        An endpoint that does not stream is heard once, at the end. Nothing is tried again: a person
        waits for it.
        """
        body = self._body(system, user, 1) | {
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        return await self._endpoint.guarded(self._streamed(body, hear))

    def _body(self, system: str, user: str, stories: int) -> JsonObject:
        return {
            "model": self.config.model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "temperature": 0,
            "max_tokens": self.config.most_tokens * stories,
            "response_format": {"type": "json_object"},
        }

    async def _streamed(self, body: JsonObject, hear: Hear) -> ModelReply:
        try:
            async with self._endpoint.post(body) as answer:
                return await self._listen(answer, hear)
        except (httpx.HTTPError, TimeoutError) as error:
            raise self._endpoint.unreachable(error) from None

    async def _listen(self, answer: httpx.Response, hear: Hear) -> ModelReply:
        if answer.status_code != httpx.codes.OK:
            raise self._endpoint.refused(answer.status_code)
        heard = StreamedReply()
        async for line in bounded_lines(answer.aiter_bytes(), MAX_BYTES):
            if heard.add(line):
                await hear(heard.text)
        if not heard.streamed:
            reply = _reply(heard.plain.encode())
            await hear(reply.text)
            return reply
        return ModelReply(
            text=heard.text,
            tokens_in=heard.tokens_in,
            tokens_out=heard.tokens_out,
        )

    async def _patiently(self, body: JsonObject) -> ModelReply:
        """Ask again after growing pauses, up to the configured retries; an
        answer that no retry betters is refused at once.
        """
        for attempt in range(self.config.retries + 1):
            last = attempt == self.config.retries
            try:
                status, data, wait = await self._once(body)
            except (httpx.HTTPError, TimeoutError) as error:
                if last:
                    raise self._endpoint.unreachable(error) from None
                await self._sleep(min(2.0**attempt, 20.0))
                continue
            if status == httpx.codes.OK:
                return _reply(data)
            if status not in _AGAIN or last or wait > LONGEST_WAIT:
                raise self._endpoint.refused(status)
            await self._sleep(wait or min(2.0**attempt, 20.0))
        raise ModelError("the model's endpoint was not asked")

    async def _once(self, body: JsonObject) -> tuple[int, bytes, float]:
        """Return (status, body, seconds it asks to wait), all within the time-out."""
        async with self._endpoint.post(body) as answer:
            data = await self._endpoint.read(answer)
            wait = read_retry_after(answer.headers.get("retry-after", ""))
            seconds = wait.total_seconds() if wait else 0.0
            return answer.status_code, data, seconds


def _reply(data: bytes) -> ModelReply:
    try:
        answer = loads(data.decode("utf-8-sig"))
        text = answer["choices"][0]["message"]["content"]
        usage = answer.get("usage") or {}
        return ModelReply(
            str(text or ""),
            int(usage.get("prompt_tokens") or 0),
            int(usage.get("completion_tokens") or 0),
        )
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        raise ModelError(
            "the model's endpoint answered with what is no chat completion"
        ) from None

"""An OpenAI-compatible endpoint that reads texts aloud (`/audio/speech`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from jobs.http.guard import authorities
from jobs.http.model_client import Breaker
from news.errors import ModelError

# Bytes of one answer: three thousand characters take four minutes, a minute of
# Opus at its best half a megabyte.
MAX_BYTES = 8 * 1024 * 1024
# Requests in a row that fail before the endpoint is left alone.
FAILURES = 5
# Seconds for which it is then left alone.
REST = 60.0


@dataclass(frozen=True, slots=True)
class SpeechConfig:
    """Where the endpoint is, whose voice speaks, and what it may cost. Empty `url`: there is none."""

    # The endpoint's base, such as `https://voice.example/v1`; `/audio/speech` is
    # added.
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    # For languages that `voices` does not name.
    voice: str = "alloy"
    # Voices by language: ("zh", "…").
    voices: tuple[tuple[str, str], ...] = ()
    # Characters that may be read aloud in a day, in all and for one chat.
    characters_per_day: int = 200_000
    characters_per_chat: int = 20_000
    timeout: float = 60.0

    @property
    def wanted(self) -> bool:
        """Whether an endpoint is configured."""
        return bool(self.url and self.model)

    def voice_of(self, language: str) -> str:
        """Return the voice for a language's tag: its own, its base's, or the common one."""
        named = dict(self.voices)
        base = language.partition("-")[0]
        return named.get(language) or named.get(base) or self.voice


class SpeechClient:
    """Asks the endpoint. Its host is exempt from the guard: it comes from the operator's
    configuration alone, and redirects are not followed.
    """

    def __init__(
        self,
        config: SpeechConfig,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.config = config
        self._breaker = Breaker(FAILURES, REST, now)
        self._address = f"{config.url.rstrip('/')}/audio/speech"
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

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def speak(self, text: str, voice: str) -> bytes:
        """Return a text read aloud, as Opus in Ogg.

        Raises ModelError, whose text holds neither the key nor the text.
        """
        if self._breaker.open:
            raise ModelError(
                "the endpoint of speech failed several times and is left alone"
            )
        try:
            sound = await self._ask(text, voice)
        except ModelError:
            self._breaker.note(ok=False)
            raise
        self._breaker.note(ok=True)
        return sound

    async def _ask(self, text: str, voice: str) -> bytes:
        body = {
            "model": self.config.model,
            "voice": voice,
            "input": text,
            "response_format": "opus",
        }
        try:
            async with (
                asyncio.timeout(self.config.timeout),
                self._client.stream("POST", self._address, json=body) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise ModelError(
                        f"the endpoint of speech answered {answer.status_code}"
                    )
                return await _bounded(answer)
        except (httpx.HTTPError, TimeoutError) as error:
            raise ModelError(
                f"the endpoint of speech: {type(error).__name__}"
            ) from None


async def _bounded(answer: httpx.Response) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > MAX_BYTES:
            raise ModelError(
                f"the endpoint of speech answered more than {MAX_BYTES} bytes"
            )
    return bytes(data)

"""Client of an OpenAI-compatible endpoint that reads texts aloud (`/audio/speech`)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from jobs.http.operator_endpoint import Breaker, OperatorEndpoint
from jobs.http.timer import Timer

# Bytes of one answer: three thousand characters take four minutes, a minute of
# Opus at its best half a megabyte.
MAX_BYTES = 8 * 1024 * 1024
# Requests in a row that fail before the endpoint is left alone.
FAILURES = 5
# Seconds for which it is then left alone.
REST = 60.0


@dataclass(frozen=True, slots=True)
class SpeechConfig:
    """Address, voices and limits of the endpoint. An empty `url` means no endpoint."""

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
    """Client of an endpoint that reads texts aloud."""

    def __init__(
        self,
        config: SpeechConfig,
        *,
        now: Timer = time.monotonic,
    ) -> None:
        self.config = config
        self._endpoint = OperatorEndpoint(
            "the endpoint of speech",
            f"{config.url.rstrip('/')}/audio/speech",
            key=config.key,
            timeout=config.timeout,
            most_bytes=MAX_BYTES,
            breaker=Breaker(FAILURES, REST, now),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._endpoint.close()

    async def speak(self, text: str, voice: str) -> bytes:
        """Return a text read aloud, as Opus in Ogg.

        Raises ModelError, whose text holds neither the key nor the text.
        """
        body = {
            "model": self.config.model,
            "voice": voice,
            "input": text,
            "response_format": "opus",
        }
        return await self._endpoint.guarded(self._endpoint.post_once(body))

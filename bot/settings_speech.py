"""The settings of the voice that reads digests out."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from bot import settings_checks as checks
from bot.settings_parts import SettingsPart, endpoint_key


class Speech(SettingsPart):
    """An optional voice that reads digests out, at any endpoint with OpenAI's
    `audio/speech` that returns Opus. Without it there is no `/listen`.
    """

    url: str = ""
    """The endpoint's base, e.g. https://voice.example/v1; empty: no voice."""
    model: str = ""
    """The model's name there."""
    key: SecretStr = SecretStr("")
    """The endpoint's key; better by file."""
    key_file: Path | None = None
    """A file that holds the key."""
    voice: str = Field("alloy", min_length=1, max_length=100)
    """The voice for languages that `voices` does not name."""
    voices: list[str] = Field([])
    """Voices by language, e.g. "zh=one", "de=another"."""
    characters_per_day: int = Field(200_000, ge=0)
    """The daily limit of characters read out. A text that was read once costs
    nothing again.
    """
    characters_per_chat: int = Field(20_000, ge=0)
    """The part of this limit that one chat may use."""
    timeout_seconds: float = Field(60, gt=0, le=600)
    """The longest wait for one story."""

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        if value:
            return checks.web_address(value, "http", "https")
        return ""

    @field_validator("voices")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        """Check the voices: "de=anna" names the one that reads German."""
        for entry in value:
            language, mark, voice = entry.partition("=")
            if not (mark and voice.strip()):
                raise ValueError(f'{entry!r}: expected "language=voice"')
            checks.language(language.strip())
        return value

    @property
    def is_wanted(self) -> bool:
        """Whether an endpoint is configured."""
        return bool(self.url and self.model)

    def voice_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the voices by language."""
        split = (entry.partition("=") for entry in self.voices)
        return tuple(
            (language.strip(), voice.strip()) for language, _, voice in split
        )

    def read_key(self) -> str:
        """Return the endpoint's key; empty if there is none."""
        return endpoint_key(self.key, self.key_file, "speech.key_file")

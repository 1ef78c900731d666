"""The settings of stories."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from bot import settings_checks as checks
from bot.settings_parts import SettingsPart, endpoint_key


class Stories(SettingsPart):
    """The rules that join articles about one event into one story."""

    articles: int = Field(100_000, ge=1000, le=1_000_000)
    hours: int = Field(72, ge=12, le=336)
    across: Literal["names", "meaning", "off"] = "names"
    meaning_url: str = ""
    """The base of an endpoint with `v1/embeddings`, e.g.
    https://llm.example/v1; empty uses the extra `semantic`.
    """
    meaning_model: str = ""
    """The model's name there."""
    meaning_key: SecretStr = SecretStr("")
    """The endpoint's key; better by file."""
    meaning_key_file: Path | None = None
    """A file that holds the key."""

    @field_validator("meaning_url")
    @classmethod
    def _web(cls, value: str) -> str:
        if value:
            return checks.web_address(value, "http", "https")
        return ""

    def read_meaning_key(self) -> str:
        """Return the endpoint's key; empty if there is none."""
        return endpoint_key(
            self.meaning_key, self.meaning_key_file, "stories.meaning_key_file"
        )

"""The settings of the language model."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from bot import settings_checks as checks
from bot.settings_parts import SettingsPart, endpoint_key


class Model(SettingsPart):
    """An optional language model at any OpenAI-compatible endpoint. Its
    summaries are sent only if the articles say the same.
    """

    url: str = ""
    """The endpoint's base, e.g. https://llm.example/v1; empty: no model."""
    model: str = ""
    """The model's name there."""
    key: SecretStr = SecretStr("")
    """The endpoint's key; better by file."""
    key_file: Path | None = None
    """A file that holds the key."""
    languages: list[str] = Field([])
    """Locales to write in; empty: those of the chats."""
    tokens_per_day: int = Field(500_000, ge=0)
    """The daily limit of tokens, read and written; after it summaries are the
    articles' own sentences.
    """
    money_per_day: float = Field(1.0, ge=0)
    """The daily limit of cost, by the prices below; after it summaries are the
    articles' own sentences.
    """
    price_in: float = Field(0.0, ge=0)
    """The price of a million tokens read."""
    price_out: float = Field(0.0, ge=0)
    """The price of a million tokens written."""
    timeout_seconds: float = Field(60, gt=0, le=600)
    """The longest wait for an answer."""
    batch: int = Field(4, ge=1, le=20)
    """Stories in one request."""
    retries: int = Field(2, ge=0, le=5)
    """Further tries after a failed answer."""
    verify: Literal["rules", "rules+model"] = "rules"
    """The check of each sentence: by rules alone, or by rules and a second
    question to the model.
    """

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        if value:
            return checks.web_address(value, "http", "https")
        return ""

    @field_validator("languages")
    @classmethod
    def _locales(cls, value: list[str]) -> list[str]:
        return [checks.interface(locale) for locale in value]

    def read_key(self) -> str:
        """Return the endpoint's key; empty if there is none."""
        return endpoint_key(self.key, self.key_file, "model.key_file")

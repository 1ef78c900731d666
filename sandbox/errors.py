"""Telegram's refusals, in its own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Refusal(Exception):
    """An answer with ok=false; `parameters` as the Bot API gives them."""

    code: int
    text: str
    parameters: dict[str, Any] = field(default_factory=dict)


def bad(text: str, **parameters: Any) -> Refusal:
    """Return a 400 as tdlib/telegram-bot-api words it."""
    return Refusal(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> Refusal:
    """Return a 403."""
    return Refusal(403, f"Forbidden: {text}")

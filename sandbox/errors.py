"""Telegram's refusals, in its own words."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.json_object import JsonObject


@dataclass(slots=True)
class Refusal(Exception):
    """An answer with ok=false; `parameters` as in the Bot API."""

    code: int
    text: str
    parameters: JsonObject = field(default_factory=dict)


def bad(text: str, **parameters: object) -> Refusal:
    """Return a 400 in the words of tdlib/telegram-bot-api."""
    return Refusal(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> Refusal:
    """Return a 403."""
    return Refusal(403, f"Forbidden: {text}")


def too_many(seconds: int) -> Refusal:
    """Return a 429 with the seconds to wait."""
    words = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, words, {"retry_after": seconds})

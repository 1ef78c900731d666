"""What people write to the bot in each language means what docs/chats.md says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.handlers.reading.replies import read_reply
from bot.handlers.setup.language import language_named
from news.filters import (
    FilterRequest,
    SourceRequest,
    TopicRequest,
    breadth,
    is_plain_phrase,
    read_subscriptions,
)
from news.schedule.pauses import parse_pause
from news.topics import find
from news.zones import zone_readings

SAID = tomllib.loads((Path(__file__).parent / "said.toml").read_text("utf-8"))
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CASES = [
    (locale, command, text, meant)
    for locale, commands in SAID.items()
    for command, pairs in commands.items()
    for text, meant in pairs
]


def subscribed(text: str, locale: str) -> str:
    del locale
    requests = read_subscriptions(text, find)
    if all(isinstance(request, TopicRequest) for request in requests):
        keys = (
            request.key
            for request in requests
            if isinstance(request, TopicRequest)
        )
        return " ".join(["topics", *keys])
    if all(isinstance(request, SourceRequest) for request in requests):
        return "source"
    wanted = [
        request.filter
        for request in requests
        if isinstance(request, FilterRequest)
    ]
    if len(wanted) > 1:
        return f"filters {len(wanted)}"
    return (
        "phrase" if is_plain_phrase(wanted[0]) else breadth(wanted[0]) or "word"
    )


def paused(text: str, locale: str) -> str:
    pause = parse_pause(text, locale, "UTC", NOW)
    if pause is None:
        return ""
    now = NOW.timestamp()
    moments = [at for at in (pause.begin, pause.end) if at not in (0, now)]
    return " → ".join(
        f"{datetime.fromtimestamp(at, UTC):%a %H:%M}" for at in moments
    )


def replied(text: str, locale: str) -> str:
    del locale
    reply = read_reply(text)
    return (
        " ".join(filter(None, (reply.wish, str(reply.number or ""))))
        if reply
        else ""
    )


def zoned(text: str, locale: str) -> str:
    del locale
    return " ".join(zone_readings(text))


def spoken(text: str, locale: str) -> str:
    del locale
    return language_named(text)


READ: dict[str, Callable[[str, str], str]] = {
    "subscribe": subscribed,
    "pause": paused,
    "reply": replied,
    "timezone": zoned,
    "language": spoken,
}


@pytest.mark.parametrize(("locale", "command", "text", "meant"), CASES)
def test_words_mean_what_the_page_says(
    locale: str, command: str, text: str, meant: str
) -> None:
    assert READ[command](text, locale) == meant

"""No public function of `bot` takes more than n·log n steps on a text's length, whatever the text.

The command line and the settings are left out: what they read is the operator's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import bot
from bot.rendering.digest import render
from bot.rendering.whole_story import story_message
from news.models import Digest, Pick, Report, StoryWithReports
from tests.linear_time import ADDRESS, TextFunction, assert_linear, functions_of

# Other tests cover what runs here; to trace it would double the time of this file.
pytestmark = pytest.mark.untraced

OPERATORS = (
    "bot.__main__",
    "bot.cli",
    "bot.settings",
    "bot.proxies",
    "bot.logging",
    "bot.web.ports",
    "bot.delivery",
)
"""Modules whose text is the operator's own, and those that send: theirs is one message of ours, or Telegram's answer."""
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
FUNCTIONS = tuple(functions_of(bot, without=OPERATORS))


@pytest.mark.parametrize(
    ("name", "function"),
    FUNCTIONS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_function_that_takes_text_is_linear(
    name: str, function: TextFunction
) -> None:
    assert name
    assert_linear(function)


def _story(text: str) -> StoryWithReports:
    report = Report(ADDRESS, text, text, MOMENT, "report")
    return StoryWithReports(
        id=1,
        key="a",
        title=text,
        url=ADDRESS,
        summary=(text, text),
        language="en",
        published_at=MOMENT,
        publisher=text,
        publishers=2,
        articles=2,
        reports=(report, report),
    )


def _digest(text: str) -> object:
    sections = (("tech", (Pick(_story(text), 1.0),)),)
    return render(
        Digest(text, sections, "UTC", MOMENT, "full", True, True, ADDRESS), "en"
    )


RENDERED: dict[str, Callable[[str], object]] = {
    "digest": _digest,
    "story": lambda text: story_message(_story(text), "en", "UTC", MOMENT),
}


@pytest.mark.parametrize("name", RENDERED)
def test_messages_are_written_in_linear_time(name: str) -> None:
    assert_linear(RENDERED[name])


def test_no_public_function_is_left_out() -> None:
    names = {name for name, _ in FUNCTIONS}
    assert len(names) > 25
    for own in ("bot.opml.read_file", "bot.rendering.telegram_html.cut"):
        assert own in names

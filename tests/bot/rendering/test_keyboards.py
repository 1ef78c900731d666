"""Buttons are within Telegram's limits, and their data comes back as it was given."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from telegram import InlineKeyboardMarkup

from bot.handlers.callbacks import KINDS
from bot.rendering import keyboards
from bot.rendering.actions.schedule_actions import ChooseHour
from bot.rendering.actions.story_actions import (
    AskMute,
    ExplainStory,
    OpenStory,
    RateStory,
    SaveStory,
    ShowEvidence,
)
from bot.rendering.actions.subscription_actions import ToggleTopic
from bot.rendering.button_data import Rows, read
from bot.rendering.i18n import NAMES, tongue
from bot.rendering.keyboards import grid, markup
from news.models import Button, Story
from news.topics import catalogue

STORY = Story(
    id=7,
    key="k",
    title="Title",
    url="https://news.example/7",
    summary=(),
    language="en",
    published_at=datetime(2026, 11, 23, tzinfo=UTC),
    publisher="Example",
)


def flat(rows: Rows) -> list[Button]:
    return [button for row in rows for button in row]


def test_a_grid_has_rows_and_an_end() -> None:
    buttons = [Button(str(number), str(number)) for number in range(200)]
    rows = grid(buttons[:10], 8)
    assert [len(row) for row in rows] == [8, 2]
    assert len(flat(grid(buttons, 8))) == keyboards.MAX_BUTTONS
    assert grid([], 3) == ()


def test_markup_tells_links_from_data() -> None:
    found = markup(
        ((Button("a", "1:a"),), (), (Button("b", url="https://news.example/"),))
    )
    assert isinstance(found, InlineKeyboardMarkup)
    (first,), (second,) = found.inline_keyboard
    assert (first.callback_data, first.url) == ("1:a", None)
    assert (second.callback_data, second.url) == (None, "https://news.example/")


def test_without_buttons_there_is_no_keyboard() -> None:
    assert markup(()) is None
    assert markup(((),)) is None


def test_stories_are_numbered_on() -> None:
    rows = keyboards.story_buttons([31, 32, 33], 8)
    assert [
        (button.text, read(button.data, KINDS)) for button in flat(rows)
    ] == [
        ("9", OpenStory(31)),
        ("10", OpenStory(32)),
        ("11", OpenStory(33)),
    ]


def test_a_storys_actions_name_it() -> None:
    first, second, (link,) = keyboards.story_actions(
        STORY, tongue("en"), saved=False
    )
    assert [read(button.data, KINDS) for button in (*first, *second)] == [
        RateStory(7, 1),
        RateStory(7, -1),
        SaveStory(7),
        AskMute(7),
        ExplainStory(7),
        ShowEvidence(7),
    ]
    assert link.url == STORY.url


def test_a_saved_story_is_ticked() -> None:
    texts = [
        {
            button.text
            for button in flat(
                keyboards.story_actions(STORY, tongue("en"), saved=saved)
            )
        }
        for saved in (False, True)
    ]
    assert "💾 Save" in texts[0]
    assert "💾 Saved ✓" in texts[1]


@pytest.mark.parametrize(
    "url", ["", "http://intranet/7", "javascript:alert(1)"]
)
def test_a_story_whose_address_telegram_would_refuse_has_no_link(
    url: str,
) -> None:
    story = Story(7, "k", "Title", url, (), "en", STORY.published_at, "Example")
    assert [
        button.url
        for button in flat(
            keyboards.story_actions(story, tongue("en"), saved=False)
        )
        if button.url
    ] == []


def test_languages_are_offered_in_their_own_names() -> None:
    offered = {
        button.data.removeprefix("1:lang:"): button.text
        for button in flat(keyboards.languages())
    }
    assert offered["zh-Hans"] == "简体中文"
    assert offered.items() <= NAMES.items()


def test_chosen_topics_are_ticked() -> None:
    rows = keyboards.topics("en", {"tech"})
    ticked = [
        button.data for button in flat(rows) if button.text.startswith("✅")
    ]
    assert [read(text, KINDS) for text in ticked] == [ToggleTopic("tech")]
    assert len(flat(rows)) == len(catalogue())


def test_hours_are_ticked_and_read_back() -> None:
    buttons = flat(keyboards.hours(ChooseHour, "08:00"))
    assert [
        button.text for button in buttons if button.text.startswith("✅")
    ] == ["✅ 08:00"]
    for button in buttons:
        action = read(button.data, KINDS)
        assert isinstance(action, ChooseHour)
        assert re.fullmatch(r"\d\d\.\d\d( \d\d\.\d\d)?", action.times)


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_every_keyboard_is_within_telegrams_limits(locale: str) -> None:
    for rows in (
        keyboards.topics(locale, {info.key for info in catalogue()}),
        keyboards.languages(),
        keyboards.hours(ChooseHour),
        keyboards.story_buttons(range(2**40, 2**40 + 30), 0),
        keyboards.story_actions(STORY, tongue(locale), saved=True),
    ):
        assert 0 < len(flat(rows)) <= 100
        assert all(
            1 <= len(button.data.encode()) <= 64
            for button in flat(rows)
            if not button.url
        )
        assert max(map(len, rows)) <= 8

"""A story names the other languages that report it, and the figures that differ there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.rendering.digest import render
from bot.rendering.i18n import LOCALES, own_name, tongue
from bot.rendering.tellings import also_told
from bot.rendering.whole_story import story_message
from news.models import Digest, Pick, Story, StoryWithReports, Telling

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ALONE = Story(
    1,
    "k",
    "肯尼亚洪灾",
    "https://a.example/1",
    ("洪水。",),
    "zh-Hans",
    NOW,
    "甲报",
    ("world",),
)
TELLINGS = (
    Telling(
        2,
        "en",
        3,
        2,
        0,
        "Flood <in> Kenya",
        "https://b.example/2",
        (("31", "29"),),
    ),
    Telling(3, "ru", 2, 1, 0, "Наводнение в Кении", "https://c.example/3"),
)
SHARED = replace(ALONE, tellings=TELLINGS)


def test_a_digest_names_the_languages_with_their_articles() -> None:
    digest = Digest("T", (("world", (Pick(SHARED, 1.0),)),), "UTC", NOW)
    (message,) = render(digest, "en")
    assert "also told in: English (3): 29, here 31, русский (2)" in message.html
    alone = Digest("T", (("world", (Pick(ALONE, 1.0),)),), "UTC", NOW)
    assert "also told in" not in render(alone, "en")[0].html


def whole(story: Story) -> StoryWithReports:
    return StoryWithReports(
        **{name: getattr(story, name) for name in Story.__slots__}
    )


def test_an_opened_story_links_the_tellings() -> None:
    html = story_message(whole(SHARED), "en", "UTC", NOW).html
    assert '<a href="https://b.example/2">Flood &lt;in&gt; Kenya</a>' in html
    assert "русский (2)" in html
    assert (
        "Also told in" not in story_message(whole(ALONE), "en", "UTC", NOW).html
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_of_the_interface_says_it(locale: str) -> None:
    text = also_told(SHARED, tongue(locale))
    assert "English (3)" in text
    assert "29" in text
    assert "digest." not in text


def test_a_language_is_called_by_its_own_name() -> None:
    assert [own_name(tag) for tag in ("en", "ru", "zh-Hans")] == [
        "English",
        "русский",
        "中文",
    ]
    assert own_name("x?") == "x?"

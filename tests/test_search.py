"""/search: stories that hold every word; where none does, those that hold some."""

from __future__ import annotations

import pytest

from jobs import scheduler
from tests.scene import Scene

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


@pytest.fixture
async def filled(scene: Scene) -> Scene:
    await scheduler.round_of_all(scene.running.context)
    return scene


async def test_a_word_that_no_story_holds_hides_no_story(
    filled: Scene,
) -> None:
    shown = (await filled.says("/search 渡轮 独角兽", "1. "))["text"]
    assert shown.startswith("没有同时包含“渡轮 独角兽”的新闻")
    assert "渡轮搁浅" in shown.split("\n")[1]


async def test_what_holds_more_of_the_words_stands_first(
    filled: Scene,
) -> None:
    shown = (await filled.says("/search 云河 马拉松 独角兽", "1. "))["text"]
    first, second = shown.split("\n")[1:3]
    assert "云河马拉松" in first
    assert "马拉松" not in second


async def test_stories_that_hold_every_word_are_shown_alone(
    filled: Scene,
) -> None:
    shown = (await filled.says("/search 云河 马拉松", "1. "))["text"]
    assert shown.startswith("搜索：云河 马拉松")
    assert all("马拉松" in line for line in shown.split("\n")[1:] if line)


@pytest.mark.parametrize(
    "words", ["独角兽", "独角兽 凤凰", "没有 的 独角兽", "the unicorn of the"]
)
async def test_function_words_find_nothing(filled: Scene, words: str) -> None:
    await filled.says(f"/search {words}", "没有找到")

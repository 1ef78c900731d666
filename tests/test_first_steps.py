"""The first steps in a language that is not Chinese, a pause with an end, a long list that is searched."""

from __future__ import annotations

import pytest

from sandbox.server import ANN
from store.chats import chat_claims, chats
from tests.scene import Scene

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def test_news_languages_and_the_zone_are_asked_where_chinese_is_no_good_guess(
    scene: Scene,
) -> None:
    step = await scene.says("/start", "简报")
    await scene.presses(step, "Deutsch")
    assert "Sprachen" in scene.shown(step)["text"]
    await scene.presses(step, "Deutsch + Chinesisch")
    await scene.presses(step, "Technik")
    await scene.presses(step, "Weiter")
    asked = scene.shown(step)
    assert "Berlin" in asked["text"]
    await scene.presses(step, "✅")
    assert "Berlin" in scene.shown(step)["text"]
    await scene.presses(step, "08:00")
    db = scene.running.context.db
    chat = await db.read(chats.find, ANN)
    assert (chat.zone, chat.languages, chat.schedule) == (
        "Europe/Berlin",
        ("de", "zh"),
        "08:00",
    )


async def test_another_zone_than_the_guess_is_one_tap_away(
    scene: Scene,
) -> None:
    step = await scene.says("/start", "简报")
    for label in (
        "English",
        "English",
        "Technology",
        "Next",
        "somewhere else",
        "Tokyo",
    ):
        await scene.presses(step, label)
    db = scene.running.context.db
    assert (await db.read(chats.find, ANN)).zone == "Asia/Tokyo"


async def test_who_reads_chinese_is_asked_neither(scene: Scene) -> None:
    step = await scene.says("/start", "简报")
    for label in ("简体中文", "科技", "下一步"):
        await scene.presses(step, label)
    assert "几点" in scene.shown(step)["text"]
    assert "现在" in scene.shown(step)["text"]


async def test_a_pause_ends_by_itself(scene: Scene) -> None:
    db = scene.running.context.db
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/pause 3天", "自动恢复")
    paused = await db.read(chats.find, ANN)
    now = scene.clock()
    assert paused.state == "paused"
    assert abs(paused.resume_at - now - 3 * 86_400) < 60
    assert paused.next_due_at >= paused.resume_at
    assert (
        await db.write(
            lambda c: chat_claims.claim_due(c, now=now + 60, limit=5, lease=9)
        )
        == []
    )
    assert (await db.read(chats.find, ANN)).state == "paused"
    later = paused.resume_at + 1
    assert (
        await db.write(
            lambda c: chat_claims.claim_due(c, now=later, limit=5, lease=9)
        )
        == []
    )
    resumed = await db.read(chats.find, ANN)
    assert (resumed.state, resumed.resume_at) == ("active", 0)


async def test_a_pause_without_a_clear_end_is_asked_about(scene: Scene) -> None:
    await scene.says("/pause 改天", "看不懂")
    db = scene.running.context.db
    assert (await db.read(chats.find, ANN)).state == "active"
    await scene.says("/pause", "已暂停")
    assert (await db.read(chats.find, ANN)).resume_at == 0


async def test_a_long_list_is_searched_by_words(scene: Scene) -> None:
    await scene.says("/subscribe 科技 体育 财经", "已订阅")
    found = await scene.says("/subscriptions 体", "体育")
    assert "科技" not in found["text"]
    await scene.says("/subscriptions 天文", "没有")

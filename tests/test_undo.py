"""/undo reverts changes of the last day, one at a time."""

from __future__ import annotations

import pytest

from sandbox.server import ANN, BO, GROUP
from store.chats import chats
from tests.scene import Scene
from tests.test_buttons_chat import wishes

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def test_subscriptions_come_back_with_their_weight(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/weight 科技 ++", "科技")
    await scene.says("/unsubscribe 科技", "科技")
    answer = await scene.says("/undo", "已撤销")
    assert "➕ 科技" in answer["text"]
    assert await wishes(scene, ANN) == ["tech"]
    db = scene.running.context.db
    listed = await scene.says("/subscriptions", "科技")
    assert "▲▲" in str(listed)
    await scene.says("/undo", "比重")
    assert "➖ 科技" in (await scene.says("/undo", "已撤销"))["text"]
    assert await wishes(scene, ANN) == []
    await scene.says("/undo", "没有可以撤销")
    assert (await db.read(chats.find, ANN)) is not None


async def test_settings_come_back_and_the_next_digest_follows_them(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技")
    db = scene.running.context.db
    before = await db.read(chats.find, ANN)
    await scene.says("/schedule 工作日 6:30", "06:30")
    await scene.says("/timezone 东京", "Asia/Tokyo")
    await scene.says("/undo", "时区")
    await scene.says("/undo", "已撤销")
    after = await db.read(chats.find, ANN)
    assert (after.schedule, after.zone) == (before.schedule, before.zone)
    assert after.next_due_at == before.next_due_at


async def test_a_press_and_a_mute_are_changes_too(scene: Scene) -> None:
    page = await scene.says("/topics", "")
    await scene.presses(page, "体育")
    await scene.says("/mute 娱乐", "娱乐")
    assert await wishes(scene, ANN) == ["sports", "entertainment"]
    await scene.says("/undo", "➖ 娱乐")
    await scene.says("/undo", "➖ 体育")
    assert await wishes(scene, ANN) == []


async def test_a_day_later_it_stays(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    scene.clock.ahead += 86_401
    await scene.says("/undo", "没有可以撤销")
    assert await wishes(scene, ANN) == ["tech"]


async def test_in_a_group_only_who_may_change_may_undo(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技", chat=GROUP)
    await scene.says("/undo", "管理员", chat=GROUP, person=BO)
    assert await wishes(scene, GROUP) == ["tech"]


async def test_after_forget_nothing_is_kept_to_undo(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    question = await scene.says("/forget", "全部数据")
    await scene.presses(question, "删除我的数据")
    await scene.says("/undo", "没有可以撤销")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i live in Oslo", "Europe/Oslo"),
        ("quiet from 21 to 6", "21:00–06:00"),
        ("only headlines please", "Changed"),
        ("speak German please", "Deutsch"),
    ],
)
async def test_what_plain_words_set_names_the_way_back(
    scene: Scene, text: str, told: str
) -> None:
    await scene.says("/language en", "English")
    answer = await scene.says(text, told)
    assert "/undo" in answer["text"]

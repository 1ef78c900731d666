"""Topics and a time in one sentence: both are taken, told and undone together, or asked for."""

from __future__ import annotations

from typing import Any

from sandbox.server import ANN, BO, GROUP
from store.chats import chats
from tests.scene import Scene
from tests.test_buttons_chat import wishes


async def _times(scene: Scene, telegram: int = ANN) -> str:
    chat = await scene.running.context.db.read(chats.find, telegram)
    return str(chat.schedule)


def _labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def test_topics_and_a_time_are_taken_and_undone_together(
    scene: Scene,
) -> None:
    usual = "08:00"
    # One answer names both, with the next digest.
    told = await scene.says("每天早上七点给我科技新闻", "07:00")
    assert "已订阅话题" in told["text"]
    assert await wishes(scene, ANN) == ["tech"]
    assert await _times(scene) == "07:00"
    undone = await scene.says("/undo", "➖ 科技")
    assert "时间" in undone["text"]
    assert (await wishes(scene, ANN), await _times(scene)) == ([], usual)
    # In a command too; the old times are named, and a button keeps both.
    await scene.says("/subscribe 财经", "已订阅")
    told = await scene.says("/subscribe 体育 工作日晚上八点", "20:00")
    assert f"原来的时间：{usual}" in told["text"]
    assert await _times(scene) == "20:00 weekdays"
    await scene.presses(told, f"➕ ⏰ {usual}")
    assert await _times(scene) == "08:00 20:00 weekdays; 08:00 sat sun"
    await scene.says("/undo", "时间")
    await scene.says("/undo", "➖ 体育")
    assert (await wishes(scene, ANN), await _times(scene)) == (
        ["business"],
        usual,
    )
    # What the chat has already only gets its time.
    told = await scene.says("/schedule 财经 每天9点", "09:00")
    assert "已经订阅过" in told["text"]
    # A phrase waits for a yes, and its time waits with it.
    asked = await scene.says("每晚十点推送大桥的新闻", "要订阅吗")
    assert "22:00" in asked["text"]
    assert await _times(scene) == "09:00"
    await scene.says("好的", "22:00")
    assert (await wishes(scene, ANN), await _times(scene)) == (
        ["business", "大桥"],
        "22:00",
    )
    await scene.says("/undo", "➖ 大桥")
    assert await _times(scene) == "09:00"
    # A name that holds such words is followed whole.
    await scene.says("/subscribe 每日经济新闻", "每日经济新闻")
    await scene.says("/schedule 每填 8点", "无法理解")


async def test_a_time_in_doubt_is_asked_and_a_wish_without_a_verb_is_offered(
    scene: Scene,
) -> None:
    asked = await scene.says("每天晚上给我推送科技新闻", "几点送达")
    assert "科技" in asked["text"]
    assert await wishes(scene, ANN) == []
    assert _labels(asked) == ["18:00", "20:00", "22:00"]
    await scene.presses(asked, "20:00")
    assert (await wishes(scene, ANN), await _times(scene)) == (
        ["tech"],
        "20:00",
    )
    # The hour that the chat has already is meant.
    await scene.says("每天晚上给我推送体育新闻", "20:00")
    # A clear question keeps the topics for a press.
    await scene.says("/language en", "English")
    doubt = await scene.says(
        "send me business news at 6 and 9 pm", "morning or in the evening"
    )
    assert await _times(scene) == "20:00"
    await scene.presses(doubt, "➕ Business")
    assert await wishes(scene, ANN) == ["tech", "sports", "business"]
    offered = await scene.says("Health news, every weekday at 7:30 pm", "19:30")
    assert "Mon–Fri" in offered["text"]
    assert "health" not in await wishes(scene, ANN)
    await scene.presses(offered, "➕")
    assert "health" in await wishes(scene, ANN)
    assert await _times(scene) == "19:30 weekdays"
    # All the news, at a time.
    await scene.says("news every morning at 9 please", "09:00")
    assert await _times(scene) == "09:00"
    # In a group, somebody who may not change settings is told so.
    await scene.says("/subscribe science every day at 8", "admins", GROUP, BO)
    assert await wishes(scene, GROUP) == []

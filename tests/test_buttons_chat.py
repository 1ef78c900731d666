"""A button acts on the chat that its message is about, whatever is managed when it is pressed."""

from __future__ import annotations

import pytest

from sandbox.server import ANN, CHANNEL
from sandbox.world import people
from store.chats import chats, subscriptions
from tests.scene import Scene
from tests.test_channels import managed

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def wishes(scene: Scene, telegram: int) -> list[str]:
    """Return what a chat follows."""
    db = scene.running.context.db
    chat = await db.read(chats.find, telegram)
    return (
        [row.value for row in await db.read(subscriptions.of_chat, chat.id)]
        if chat
        else []
    )


async def back_to_me(scene: Scene) -> None:
    listed = await scene.says("/channels", "哪个频道")
    await scene.presses(listed, "👤")


async def test_delete_below_a_question_about_a_channel_deletes_the_channel(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技")
    await managed(scene)
    await scene.says("/subscribe 体育", "体育")
    question = await scene.says("/forget", "早报频道")
    assert any("早报频道" in button["text"] for button in _row(question))
    await back_to_me(scene)
    await scene.presses(question, "早报频道")
    assert await wishes(scene, ANN) == ["tech"]
    assert await wishes(scene, CHANNEL) == []


async def test_delete_below_a_question_about_me_deletes_my_data(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技")
    question = await scene.says("/forget", "全部数据")
    await managed(scene)
    await scene.says("/subscribe 体育", "体育")
    await scene.presses(question, "删除我的数据")
    assert await wishes(scene, ANN) == []
    assert await wishes(scene, CHANNEL) == ["sports"]


async def test_a_page_of_settings_goes_on_about_its_chat(scene: Scene) -> None:
    await managed(scene)
    page = await scene.says("/schedule", "早报频道")
    await back_to_me(scene)
    await scene.presses(page, "20")
    db = scene.running.context.db
    assert (await db.read(chats.find, CHANNEL)).schedule == "08:00 20:00"
    assert (await db.read(chats.find, ANN)).schedule == "08:00"
    assert "早报频道" in scene.shown(page)["text"]


async def test_a_channels_button_never_falls_back_on_its_presser(
    scene: Scene,
) -> None:
    await managed(scene)
    page = await scene.says("/topics", "早报频道")
    scene.sandbox.world.places[CHANNEL].members[ANN] = "member"
    await scene.presses(page, "科技")
    assert (await wishes(scene, ANN), await wishes(scene, CHANNEL)) == ([], [])
    scene.sandbox.world.places[CHANNEL].members[ANN] = "administrator"
    await scene.says("/subscribe 财经", "财经")
    assert await wishes(scene, ANN) == ["business"]


async def test_a_question_of_an_earlier_version_is_asked_anew(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技")
    question = await scene.says("/forget", "全部数据")
    place, number = question["chat"]["id"], question["message_id"]
    query = people.press(scene.sandbox.world, ANN, place, number, "1:forget:1")
    await scene.answered(query)
    assert await wishes(scene, ANN) == ["tech"]


def _row(message: dict[str, object]) -> list[dict[str, str]]:
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    return list(markup["inline_keyboard"][0])

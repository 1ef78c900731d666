"""A reply to a message with stories acts on one of them, in the words of any language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers.reading.replies import ReplyWish, read_reply
from jobs import scheduler
from sandbox.server import ANN, GROUP
from sandbox.world import people
from store.chats import chats, subscriptions
from tests.scene import Scene

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Save", ReplyWish("save")),
        ("save this!", ReplyWish("save")),
        ("save 3", ReplyWish("save", 3)),
        ("3 save", ReplyWish("save", 3)),
        ("收藏第3条", ReplyWish("save", 3)),
        ("第2条 屏蔽", ReplyWish("mute", 2)),
        ("隱藏", ReplyWish("mute")),
        ("why?", ReplyWish("why")),
        ("Warum?", ReplyWish("why")),
        ("¿Por qué?", None),
        ("por qué", ReplyWish("why")),
        ("encore", ReplyWish("more")),
        ("похожие", ReplyWish("more")),
        ("もっと", ReplyWish("more")),
        ("more like this", ReplyWish("more")),
        ("3", None),
        ("what a save", None),
        ("", None),
    ],
)
def test_a_wish_is_read_in_any_language(
    text: str, expected: ReplyWish | None
) -> None:
    assert read_reply(text) == expected


async def digest(scene: Scene, chat: int = ANN) -> dict[str, Any]:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe 科技 财经", "已订阅", chat=chat)
    return await scene.says("/digest", "简报", chat=chat)


async def replies(
    scene: Scene,
    message: dict[str, Any],
    text: str,
    wanted: str,
    chat: int = ANN,
) -> dict[str, Any]:
    before = len(scene.messages(chat))
    people.write(scene.sandbox.world, ANN, chat, text, reply_to_message=message)
    return await scene.wait(
        lambda answer: wanted in answer["text"], chat, after=before
    )


async def test_a_story_of_a_digest_is_kept_by_its_number(scene: Scene) -> None:
    told = await digest(scene)
    await replies(scene, told, "收藏", "编号")
    await replies(scene, told, "收藏 2", "已收藏")
    title = next(
        line for line in told["text"].splitlines() if line.startswith("2. ")
    )
    assert (
        title.removeprefix("2. ") in (await scene.says("/saved", "1."))["text"]
    )
    await replies(scene, told, "收藏 99", "编号")


async def test_an_opened_story_says_why_it_came_and_is_muted(
    scene: Scene,
) -> None:
    told = await digest(scene)
    await scene.presses(told, "1")
    opened = await scene.wait(
        lambda message: "👍" in str(message.get("reply_markup"))
    )
    await replies(scene, opened, "为什么？", "你")
    await replies(scene, opened, "屏蔽这条", "不再")
    db = scene.running.context.db
    chat = await db.read(chats.find, ANN)
    kinds = [row.kind for row in await db.read(subscriptions.of_chat, chat.id)]
    assert kinds.count("mute-story") == 1
    await scene.says("/undo", "已撤销")


async def test_more_like_a_story_lists_others_or_says_that_there_are_none(
    scene: Scene,
) -> None:
    told = await digest(scene)
    await replies(scene, told, "更多 1", "类似")


async def test_in_a_group_a_reply_acts_and_keeps_for_the_person(
    scene: Scene,
) -> None:
    await scene.says("/settings", "设置")
    told = await digest(scene, GROUP)
    await replies(scene, told, "收藏 1", "已收藏", GROUP)
    await scene.says("/saved", "1.")

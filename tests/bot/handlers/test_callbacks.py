"""Buttons are claims: a press does what its message offers in that chat, and nothing that a client makes up."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.handlers.callbacks import KINDS
from jobs import scheduler
from sandbox.server import ANN, BO, CHANNEL, GROUP, Sandbox
from sandbox.world import people
from store.chats import chats, subscriptions, supergroups
from tests.scene import FREE, Scene

VALUES = ("", ":0", ":1", ":1:0", ":1:1", ":tech", ":style:full")


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    sandbox = await Sandbox.start(limits=FREE)
    stage = Scene(sandbox, tmp_path)
    await stage.start()
    yield stage
    await stage.stop()
    await sandbox.stop()


async def published(scene: Scene, place: int) -> dict[str, Any]:
    """Publish a digest in a channel or a group."""
    world = scene.sandbox.world
    if place == CHANNEL:
        world.places[CHANNEL].members[BO] = "member"
        await scene.says("/start", "简报")
        people.add(world, ANN, CHANNEL, "administrator")
        await scene.settled()
        await scene.presses(
            await scene.says("/channels", "哪个频道"), "早报频道"
        )
    speaks = GROUP if place == GROUP else ANN
    await scene.says("/subscribe 科技", "", chat=speaks)
    await scheduler.round_of_all(scene.running.context)
    # On a busy machine the digest comes late, and the answer to `/subscribe`
    # has buttons too.
    before = len(scene.messages(place))
    await scene.says("/digest", "", chat=speaks)
    await scene.settled()
    return await scene.wait(
        lambda message: bool(message.get("reply_markup")),
        chat=place,
        after=before,
    )


async def _state(scene: Scene, place: int) -> object:
    db = scene.running.context.db
    row = await db.read(chats.find, place)
    return row, await db.read(subscriptions.of_chat, row.id)


# Other tests cover what runs here; to trace it would double its time.
# Hundreds of presses take more than others may on a loaded machine.
@pytest.mark.untraced
@pytest.mark.timeout(240)
@pytest.mark.parametrize("place", [CHANNEL, GROUP])
async def test_no_made_up_press_of_a_reader_changes_or_writes_anything(
    scene: Scene, place: int
) -> None:
    digest = await published(scene, place)
    before = await _state(scene, place), copy.deepcopy(scene.messages(place))
    for action in KINDS:
        made_up = [f"1:{action}{values}" for values in VALUES]
        pressed = [
            people.press(
                scene.sandbox.world, BO, place, digest["message_id"], data
            )
            for data in made_up
        ]
        for query, data in zip(pressed, made_up, strict=True):
            await scene.answered(query, data)
    assert (await _state(scene, place), scene.messages(place)) == before


async def test_a_button_of_a_groups_menu_does_nothing_on_its_published_digest(
    scene: Scene,
) -> None:
    digest = await published(scene, GROUP)
    menu = await scene.says("/settings", "设置", chat=GROUP)
    before = copy.deepcopy(scene.messages(GROUP))
    for row in menu["reply_markup"]["inline_keyboard"]:
        for button in row:
            data = button["callback_data"]
            query = people.press(
                scene.sandbox.world, BO, GROUP, digest["message_id"], data
            )
            assert "旧消息" in (await scene.answered(query, data)).get(
                "text", ""
            ), data
    assert scene.messages(GROUP) == before


async def test_a_button_of_one_chat_does_nothing_in_another(
    scene: Scene,
) -> None:
    mine = await scene.says("/settings", "设置")
    theirs = await scene.says("/settings", "设置", chat=GROUP)
    data = mine["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    before = copy.deepcopy(scene.messages(GROUP))
    query = people.press(
        scene.sandbox.world, ANN, GROUP, theirs["message_id"], data
    )
    await scene.answered(query)
    assert scene.messages(GROUP) == before


async def test_a_menu_of_an_earlier_version_is_answered_with_a_fresh_one(
    scene: Scene,
) -> None:
    menu = await scene.says("/settings", "设置")
    kept = scene.sandbox.world.places[ANN].messages[menu["message_id"]]
    for row in kept["reply_markup"]["inline_keyboard"]:
        for button in row:
            button["callback_data"] = button["callback_data"].partition("~")[0]
    count = len(scene.messages())
    answer = await scene.presses(kept, "语言")
    assert "旧消息" in answer["text"]
    fresh = await scene.wait(
        lambda message: "设置" in message.get("text", ""), after=count
    )
    await scene.presses(fresh, "语言")
    assert "简体中文" in str(scene.shown(fresh)["reply_markup"])


async def test_a_digest_of_an_earlier_version_still_opens_its_stories(
    scene: Scene,
) -> None:
    digest = await published(scene, GROUP)
    kept = scene.sandbox.world.places[GROUP].messages[digest["message_id"]]
    for button in kept["reply_markup"]["inline_keyboard"][0]:
        button["callback_data"] = button["callback_data"].partition("~")[0]
    await scene.presses(kept, "1", BO)
    await scene.wait(
        lambda message: "来源" in message.get("text", ""), chat=GROUP
    )


async def test_buttons_outlive_a_restart_and_a_groups_new_id(
    scene: Scene,
) -> None:
    menu = await scene.says("/settings", "设置", chat=GROUP)
    await scene.stop()
    await scene.start()
    await scene.presses(menu, "样式")
    assert "完整" in str(scene.shown(menu)["reply_markup"])
    db = scene.running.context.db
    row = await db.read(chats.find, GROUP)
    offered = await scene.proved("1:pg", GROUP)
    await db.write(supergroups.migrate, GROUP, GROUP - 1)
    assert (await db.read(chats.find, GROUP - 1)).id == row.id
    claims = scene.running.application.bot_data["tools"].claims
    assert claims.kind_of(offered, row.id) == "menu"

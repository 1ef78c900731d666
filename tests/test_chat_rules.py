"""What holds for every chat: who may change it, when digests wait, how much it may ask, and that everything is answered."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import cycle

import pytest

from jobs import scheduler
from jobs.digests import build
from sandbox.server import ANN, BO, FORUM, GROUP
from sandbox.world import people
from store.chats import subscriptions
from tests.scene import Scene
from tests.test_chat_settings import chat_of, rows_of, walk

# Other tests run the same lines.
pytestmark = pytest.mark.untraced


async def test_buttons_that_no_version_wrote_are_answered(scene: Scene) -> None:
    page = await scene.says("/settings", "设置")
    for data in (
        "0:x", "1:nothing", "x", "1:set:style:huge", "1:set:budget:0", "1:sch:m:99999", "1:sch", "1:s:99999999999999999999", "1:s:x", "1:sub:7", "1:w:1:9:0",
        "1:unmute:5", "1:quiet:1:99999", "1:add:1:beef", "1:add", "1:do:search:beef", "1:news:xx", "1:mutethis:7", "1:hour:xx", "1:tz:Mars/Olympus", "1:top:nothing", "1:mutetop:x", "1:subs:x",
        "1:muted:x", "1:pg:nowhere", "1:help:nowhere",
    ):  # fmt: skip
        for pressed in (data, await scene.proved(data)):
            query = people.press(
                scene.sandbox.world, ANN, ANN, page["message_id"], pressed
            )
            await scene.answered(query, data)
    assert not [
        message["text"]
        for message in scene.messages()
        if "出了点问题" in message.get("text", "")
    ]


async def test_in_a_group_only_admins_set_things_until_everyone_may(
    scene: Scene,
) -> None:
    page = await scene.says("/settings", "Settings", chat=GROUP, person=BO)
    await walk(scene, page, "Style", person=BO)
    refused = await scene.presses(scene.shown(page), "Full", BO)
    assert "Only admins" in refused["text"]
    for text in (
        "/mute sports",
        "/quiet 22 7",
        "/style full",
        "/filter chips",
        "/everyone on",
        "/forget",
        "/pause",
    ):
        await scene.says(text, "Only admins", chat=GROUP, person=BO)
    guess = await scene.says(
        "/styl@jianbao_sandbox_bot full", "/style full", chat=GROUP, person=BO
    )
    before = len(scene.messages(GROUP))
    await scene.presses(guess, "/style full", BO)
    await scene.settled()
    told = [each.get("text", "") for each in scene.messages(GROUP)[before:]]
    assert any("Only admins" in text for text in told)
    assert (await chat_of(scene, GROUP)).style == "short"
    await scene.presses(guess, "/style full", ANN)
    await scene.settled()
    assert (await chat_of(scene, GROUP)).style == "full"
    await scene.says("/style short", "Changed", chat=GROUP, person=ANN)
    await scene.says("/everyone on", "Changed", chat=GROUP, person=ANN)
    await walk(scene, page, "Full", person=BO)
    assert (await chat_of(scene, GROUP)).style == "full"
    await scene.says("/everyone off", "Only admins", chat=GROUP, person=BO)
    scene.sandbox.world.places[GROUP].members[ANN] = "member"
    await scene.says("/everyone off", "Only admins", chat=GROUP, person=ANN)


async def test_only_who_may_mute_is_asked_what_to_mute(scene: Scene) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/settings", "Settings", chat=GROUP, person=BO)
    await scene.says("/subscribe tech", "Technology", chat=GROUP, person=ANN)
    told = await scene.says("/digest", "Digest", chat=GROUP, person=BO)
    await scene.presses(told, "1", BO)
    opened = await scene.wait(
        lambda each: "Sources" in each.get("text", ""), chat=GROUP
    )
    count = len(scene.messages(GROUP))
    assert "Only admins" in (await scene.presses(opened, "🔕", BO))["text"]
    assert len(scene.messages(GROUP)) == count
    await scene.presses(opened, "🔕", ANN)
    asked = await scene.wait(
        lambda each: "stop sending" in each.get("text", ""), chat=GROUP
    )
    assert (
        "Only admins" in (await scene.presses(asked, "This story", BO))["text"]
    )
    await scene.presses(asked, "This story", ANN)
    assert [row.kind for row in await rows_of(scene, GROUP)] == [
        "topic",
        "mute-story",
    ]


async def test_an_anonymous_admin_is_one_and_a_linked_channel_is_not(
    scene: Scene,
) -> None:
    world = scene.sandbox.world
    people.write(
        world,
        BO,
        GROUP,
        "/style full",
        sender_chat={"id": GROUP, "type": "group", "title": "x"},
    )
    await scene.wait(lambda each: "Changed" in each.get("text", ""), chat=GROUP)
    people.write(
        world,
        ANN,
        GROUP,
        "/style short",
        sender_chat={"id": -1009, "type": "channel", "title": "y"},
    )
    await scene.wait(
        lambda each: "Only admins" in each.get("text", ""), chat=GROUP
    )
    assert (await chat_of(scene, GROUP)).style == "full"


async def test_a_forum_topic_is_a_subscriber_of_its_own(scene: Scene) -> None:
    world = scene.sandbox.world
    people.write(world, BO, FORUM, "/subscribe tech", thread=7)
    await scene.wait(
        lambda each: (
            each.get("message_thread_id") == 7
            and "Technology" in each.get("text", "")
        ),
        FORUM,
    )
    people.write(world, BO, FORUM, "/subscribe sports")
    await scene.wait(
        lambda each: (
            not each.get("message_thread_id")
            and "Sports" in each.get("text", "")
        ),
        FORUM,
    )
    assert [row.value for row in await rows_of(scene, FORUM, 7)] == ["tech"]
    assert [row.value for row in await rows_of(scene, FORUM)] == ["sports"]
    people.write(world, BO, FORUM, "/pause", thread=7)
    await scene.wait(
        lambda each: (
            each.get("message_thread_id") == 7
            and "Paused" in each.get("text", "")
        ),
        FORUM,
    )
    assert [
        (await chat_of(scene, FORUM, thread)).state for thread in (7, 0)
    ] == [
        "paused",
        "active",
    ]


async def test_plain_talk_in_a_group_is_none_of_ours(scene: Scene) -> None:
    world = scene.sandbox.world
    for text in (
        "science",
        "/weather",
        "/start@another_bot",
        "https://example.com",
    ):
        people.write(world, BO, GROUP, text)
    people.write(
        world, BO, GROUP, f"/wether@{scene.running.application.bot.username}"
    )
    await scene.wait(lambda each: "/wether" in each.get("text", ""), chat=GROUP)
    assert len(scene.messages(GROUP)) == 1


async def test_a_digest_that_is_due_in_quiet_hours_waits_for_their_end(
    scene: Scene,
) -> None:
    await scheduler.round_of_all(scene.running.context)
    context = scene.running.context
    await scene.says("/timezone UTC", "UTC")
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/schedule 06:00", "06:00")
    await scene.says("/quiet 22 7", "22:00–07:00")
    due = (await chat_of(scene)).next_due_at
    assert due is not None
    scene.clock.ahead = due + 10 - int(time.time())
    assert await build.sweep(context) == 1
    await scene.settled()
    assert not [
        message
        for message in scene.messages()
        if "简报 ·" in message.get("text", "")
    ]
    scene.clock.ahead += 3600 + 300
    context.wake_sender()
    await scene.wait(lambda each: "简报 ·" in each.get("text", ""))


async def test_an_empty_digest_comes_only_where_it_is_wanted(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "已订阅")
    due = (await chat_of(scene)).next_due_at
    assert due is not None
    scene.clock.ahead = due + 10 - int(time.time())
    assert await build.sweep(context) == 1
    await scene.says("/empty on", "已更改")
    assert not [
        message
        for message in scene.messages()
        if "简报 ·" in message.get("text", "")
    ]
    scene.clock.ahead += 86_400
    assert await build.sweep(context) == 1
    scene.clock.ahead += 300
    context.wake_sender()
    told = await scene.wait(lambda each: "简报 ·" in each.get("text", ""))
    assert "没有" in told["text"]


async def test_limits_are_told_politely(scene: Scene) -> None:
    allowance = scene.running.application.bot_data["tools"].allowance
    allowance.commands, allowance.heavy = 8, 2
    for _ in range(2):
        await scene.says("/search 大桥", "没有找到")
    await scene.says("/search 大桥", "操作太频繁")
    before = len(scene.messages())
    for _ in range(12):
        people.write(scene.sandbox.world, ANN, ANN, "/help")
    await scene.settled()
    answers = [message["text"] for message in scene.messages()[before:]]
    assert sum("/subscribe" in text for text in answers) <= 8
    assert sum("操作太频繁" in text for text in answers) <= 1, (
        "a flood is not answered with a flood"
    )
    assert any("/subscribe" in text for text in answers)


async def test_a_full_chat_is_told_its_limit_and_may_still_mute(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    chat = await chat_of(scene)
    for number in range(199):
        await scene.running.context.db.write(
            subscriptions.add,
            chat.id,
            "filter",
            f"词语{number}",
            limit=200,
            now=scene.clock(),
        )
    await scene.says("/subscribe 体育", "已达上限：200")
    listed = await scene.says("/topics", "话题")
    await scene.presses(listed, "体育")
    await scene.wait(lambda each: "已达上限" in each.get("text", ""))
    await scene.says("/mute 体育", "不再送来")
    assert len(await rows_of(scene)) == 201


async def test_odd_words_are_always_answered_and_never_by_a_fault(
    scene: Scene,
) -> None:
    odd = (
        "x" * 3000,
        "<b>&amp;{name}%s",
        "9" * 30,
        "\u202e\u200f",
        "/(?P<x>a)/",
        "“”",
        "1:2:3",
        "https://[",
    )
    commands = (
        "filter", "mute", "unmute", "weight", "quiet", "timezone", "schedule", "budget", "style", "news", "images", "help", "unsubscribe", "subscribe", "start",
    )  # fmt: skip
    for words in (
        *(
            f"/{command} {each}"
            for command, each in zip(4 * commands, cycle(odd), strict=False)
        ),
        *odd,
    ):
        await scene.says(words, "")
    assert [
        message["text"]
        for message in scene.messages()
        if "出了点问题" in message.get("text", "")
    ] == []


async def test_a_misspelt_command_costs_as_much_as_the_command(
    stage: Scene,
) -> None:
    await stage.start(access={"heavy_per_minute": 1})
    await scheduler.round_of_all(stage.running.context)
    await stage.says("/start", "简报")
    guess = await stage.says("/serch 清江特大桥", "/search 清江特大桥")
    before = len(stage.messages())
    answer = await stage.presses(guess, "/search")
    assert not answer.get("text")
    told = [each.get("text", "") for each in stage.messages()[before:]]
    assert any("合龙" in text for text in told)


async def test_a_guessed_command_that_is_gone_is_answered_as_unknown(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service behind it was taken away, and the button is still there."""
    guess = await scene.says("/trens", "/trends")
    held = scene.running.application.bot_data
    left = [one for one in held["tools"].commands if one.name != "trends"]
    fewer = replace(held["tools"], commands=tuple(left))
    monkeypatch.setitem(held, "tools", fewer)
    before = len(scene.messages())
    await scene.presses(guess, "/trends")
    await scene.settled()
    told = [each.get("text", "") for each in scene.messages()[before:]]
    assert told
    assert not any("出了点问题" in text for text in told)

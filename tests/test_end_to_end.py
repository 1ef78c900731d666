"""The real bot against the sandbox over HTTP: a person sets it up, a digest falls due, a button is pressed, the bot restarts."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jobs import scheduler
from jobs.digests import build
from sandbox.server import ANN, GROUP
from sandbox.world import people
from sandbox.world.faults import Fault
from store.chats import chats, subscriptions
from store.rows import Subscription
from tests.scene import Scene, until

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def test_from_the_first_word_to_the_digest_and_over_a_restart(
    scene: Scene,
) -> None:
    welcome = await scene.says("/start", "简报")
    await scene.presses(welcome, "简体中文")
    topics = await scene.wait(lambda each: "话题" in each.get("text", ""))
    await scene.presses(topics, "科技")
    await scene.presses(topics, "国内")
    await scene.presses(topics, "下一步")
    hours = await scene.wait(lambda each: "几点" in each.get("text", ""))
    await scene.presses(hours, "08:00")
    await scene.wait(lambda each: "设置完成" in each.get("text", ""))
    asked = await scene.says("/subscribe 脉冲星", "要订阅吗")
    await scene.presses(asked, "✅")
    await scene.wait(
        lambda each: (
            "已订阅" in each.get("text", "") and "脉冲星" in each["text"]
        )
    )

    # Soon, whatever the hour is at which this runs: the sample site's news are of the last day.
    soon = datetime.fromtimestamp(
        scene.clock() + 3600, ZoneInfo("Asia/Shanghai")
    )
    await scene.says(f"/schedule {soon:%H:%M}", f"{soon:%H:%M}")
    context = scene.running.context
    await scheduler.round_of_all(context)
    chat = await context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.next_due_at is not None
    scene.clock.ahead = chat.next_due_at - int(time.time()) - 30
    assert await build.sweep(context) == 0
    scene.clock.ahead += 31
    assert await build.sweep(context) == 1
    told = await scene.wait(lambda each: "简报 ·" in each.get("text", ""))
    assert "脉冲星" in told["text"]
    assert any(entity["type"] == "text_link" for entity in told["entities"])

    await scene.presses(told, "1")
    opened = await scene.wait(
        lambda each: (
            "来源" in each.get("text", "") and "报道" in each.get("text", "")
        )
    )
    assert (await scene.presses(opened, "👍"))["text"]
    assert "因为" in (await scene.presses(opened, "❓"))["text"]

    await scene.stop()
    await scene.start()
    assert await build.sweep(scene.running.context) == 0
    await scene.settled()
    assert (
        sum("简报 ·" in message.get("text", "") for message in scene.messages())
        == 1
    )
    scene.clock.ahead += 86_400
    await build.sweep(scene.running.context)
    await scene.settled()
    assert (
        sum("简报 ·" in message.get("text", "") for message in scene.messages())
        == 1
    ), "no story is told twice"


async def test_every_command_answers(scene: Scene) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/help", "/subscribe")
    await scene.says("/digest", "/subscribe")
    await scene.says("/subscribe", "话题")
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/subscribe 科技", "已经订阅")
    await scene.says("/subscribe !广告", "只有排除词")
    await scene.says("/subscribe /[/", "无法理解")
    listed = await scene.says("/subscriptions", "科技")
    await scene.presses(listed, "科技")
    opened = await scene.wait(lambda each: "占多大比重" in each.get("text", ""))
    await scene.presses(opened, "取消订阅")
    await scene.says("/subscriptions", "还没有订阅")
    await scene.says("/subscribe 体育", "体育")
    await scene.says("/unsubscribe 军事", "没有名为")
    await scene.says("/unsubscribe 体育", "已取消")
    await scene.says("/topics", "话题")
    await scene.says("/latest", "最新标题")
    await scene.says("/latest 体育", "马拉松")
    await scene.says("/latest 没有这个", "不是话题")
    await scene.says("/search 大桥", "清江特大桥")
    await scene.says("/search 完全没有的词语", "没有找到")
    await scene.says("/schedule", "简报时间")
    await scene.says("/schedule 07:30 20:00 工作日", "07:30 20:00 · 周一–周五")
    await scene.says("/schedule 25:00", "无法理解")
    await scene.says("/timezone 柏林", "Europe/Berlin")
    await scene.says("/timezone Nowhere", "无法理解")
    await scene.says("/pause", "已暂停")
    await scene.says("/resume", "已恢复")
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/digest", "简报 ·")
    await scene.says("/digest", "没有新内容")
    await scene.says("/catchup nonsense", "补看几天")
    await scene.says("/saved", "还没有收藏")
    settings = await scene.says("/settings", "设置")
    await scene.presses(settings, "样式")
    await scene.says("/language en", "English")
    await scene.says("/subscribtions", "Did you mean /subscriptions")
    await scene.says("/xyzzy", "/help")
    await scene.says("science", "topic")
    await scene.says("quantum computing", "/subscribe quantum computing")
    forget = await scene.says("/forget", "Delete all your data")
    await scene.presses(forget, "Delete")
    await scene.wait(
        lambda each: (
            "All data about this chat was deleted" in each.get("text", "")
        )
    )
    assert await scene.running.context.db.read(chats.find, ANN) is None


async def test_a_site_is_shown_before_it_is_added(scene: Scene) -> None:
    url = f"{scene.sandbox.site_url}/tech/"
    people.write(scene.sandbox.world, ANN, ANN, f"/subscribe {url}")
    found = await scene.wait(lambda each: "最新内容" in each.get("text", ""))
    assert found["text"].count("•") == 5
    await scene.presses(found, "✅")
    await scene.wait(lambda each: each.get("text", "").startswith("✅ 已订阅"))
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    rows = await scene.running.context.db.read(subscriptions.of_chat, chat.id)
    assert [row.kind for row in rows] == ["source"]
    await scene.says("/subscribe http://10.0.0.1/secret", "不能读取")
    await scene.says("/subscribe http://localhost/x", "不能读取")


async def test_only_admins_change_a_group(scene: Scene) -> None:
    await scene.says(
        "/subscribe 科技", "Only admins", chat=GROUP, person=10_002
    )
    await scene.says("/subscribe 科技", "Subscribed", chat=GROUP, person=ANN)
    people.upgrade(scene.sandbox.world, ANN, GROUP, -1_000_000_099_999)

    async def moved() -> list[Subscription]:
        chat = await scene.running.context.db.read(
            chats.find, -1_000_000_099_999
        )
        return (
            await scene.running.context.db.read(subscriptions.of_chat, chat.id)
            if chat
            else []
        )

    assert [row.value for row in await until(moved)] == ["tech"]


async def test_a_new_chat_begins_with_the_operators_choices(
    stage: Scene,
) -> None:
    await stage.start(
        digests={"stories": 7, "schedule": "06:30", "zone": "Europe/Berlin"}
    )
    await stage.says("/settings", "06:30")
    chat = await stage.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert (chat.budget, chat.zone) == (7, "Europe/Berlin")


async def test_a_blocked_chat_sleeps_and_wakes(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    people.block(scene.sandbox.world, ANN)
    await _state(scene, "blocked")
    people.block(scene.sandbox.world, ANN, blocked=False)
    await _state(scene, "active")


async def _state(scene: Scene, wanted: str) -> None:
    async def so() -> bool:
        chat = await scene.running.context.db.read(chats.find, ANN)
        return chat is not None and chat.state == wanted

    await until(so, f"the chat is never {wanted}")


async def test_what_was_asked_while_telegram_takes_nothing_is_answered_after(
    scene: Scene,
) -> None:
    scene.sandbox.world.plan.faults.append(Fault("502", "sendMessage", count=1))
    answer = await scene.says("/help", "/subscribe")
    assert answer["text"]
    assert len(scene.messages()) == 1

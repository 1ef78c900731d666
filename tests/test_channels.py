"""A channel managed from a private chat, and what becomes of a chat when the bot comes and goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobs import scheduler
from jobs.digests import build
from jobs.notices.alerts import Alerts
from sandbox.server import ANN, BO, CHANNEL, FORUM, GROUP, Sandbox
from sandbox.world import people
from store.chats import chats, feedback, subscriptions
from store.rows import Chat
from tests.jobs.notices.test_alerts import telling
from tests.scene import FREE, Scene, until


async def found(scene: Scene, telegram: int, **wanted: Any) -> Chat:
    """Wait until a chat is as wanted."""

    async def there() -> Chat | None:
        chat: Chat | None = await scene.running.context.db.read(
            chats.find, telegram
        )
        return (
            chat
            if chat
            and all(
                getattr(chat, name) == value for name, value in wanted.items()
            )
            else None
        )

    chat: Chat = await until(there, f"no chat {telegram} with {wanted}")
    return chat


async def managed(scene: Scene) -> Chat:
    """Add the bot to the channel as Ann, and choose the channel."""
    await scene.says("/start", "简报")
    people.add(scene.sandbox.world, ANN, CHANNEL, "administrator")
    await scene.wait(
        lambda each: (
            "早报频道" in each.get("text", "")
            and "/channels" in each.get("text", "")
        )
    )
    listed = await scene.says("/channels", "哪个频道")
    await scene.presses(listed, "早报频道")
    await scene.wait(lambda each: "都对" in each.get("text", ""))
    return await found(scene, CHANNEL, managed_by=ANN, state="active")


async def test_a_channel_is_set_up_from_a_private_chat_and_gets_its_digest(
    scene: Scene,
) -> None:
    channel = await managed(scene)
    answer = await scene.says("/subscribe 科技", "科技")
    assert answer["text"].startswith("📢 早报频道")
    await scene.says("/schedule 09:30", "09:30")
    context = scene.running.context
    (wish,) = await context.db.read(subscriptions.of_chat, channel.id)
    assert (wish.kind, wish.value) == ("topic", "tech")
    channel = await found(scene, CHANNEL, schedule="09:30")
    assert channel.next_due_at is not None
    mine = await found(scene, ANN)
    assert mine.schedule != "09:30"
    assert await context.db.read(subscriptions.of_chat, mine.id) == []

    await scheduler.round_of_all(context)
    await scene.says("/digest", "已在频道发布")
    posted = await scene.wait(
        lambda each: "简报 ·" in each.get("text", ""), chat=CHANNEL
    )
    opened = await scene.presses(posted, "1", person=BO)
    assert "start=story_" in opened["url"], (
        "a reader's press opens the story in private, not for the whole channel"
    )

    back = await scene.says("/channels", "哪个频道")
    await scene.presses(back, "👤")
    await scene.wait(lambda each: "重新对你自己生效" in each.get("text", ""))
    answer = await scene.says("/subscribe 体育", "体育")
    assert not answer["text"].startswith("📢")
    assert len(await context.db.read(subscriptions.of_chat, mine.id)) == 1


async def test_the_right_to_manage_is_asked_for_at_each_use(
    scene: Scene,
) -> None:
    channel = await managed(scene)
    scene.sandbox.world.places[CHANNEL].members[ANN] = "member"
    await scene.says("/subscribe 科技", "不是")
    context = scene.running.context
    assert await context.db.read(subscriptions.of_chat, channel.id) == []
    listed = await scene.says("/channels", "哪个频道")
    assert "管理员" in (await scene.presses(listed, "早报频道"))["text"]


async def test_nobody_posts_into_a_banned_channel(scene: Scene) -> None:
    channel = await managed(scene)
    listed = await scene.says("/channels", "哪个频道")
    context = scene.running.context
    await context.db.write(chats.set_state, CHANNEL, "banned", scene.clock())
    answer = await scene.says("/subscribe 体育", "体育")
    assert not answer["text"].startswith("📢")
    assert await context.db.read(subscriptions.of_chat, channel.id) == []
    before = scene.messages(CHANNEL)
    await scene.presses(listed, "早报频道")
    await scene.settled()
    people.write(scene.sandbox.world, ANN, ANN, "/channels @morning_channel")
    people.write(scene.sandbox.world, ANN, ANN, f"/channels {CHANNEL}")
    people.write(scene.sandbox.world, ANN, ANN, "/digest")
    await scene.settled()
    assert scene.messages(CHANNEL) == before
    assert (await found(scene, CHANNEL)).state == "banned"


async def test_it_is_remembered_over_a_restart(scene: Scene) -> None:
    channel = await managed(scene)
    await scene.stop()
    await scene.start()
    await scene.says("/subscribe 科技", "📢 早报频道")
    assert (
        len(
            await scene.running.context.db.read(
                subscriptions.of_chat, channel.id
            )
        )
        == 1
    )


async def test_demoted_and_removed_a_channel_sleeps_and_wakes_with_all_it_had(
    scene: Scene,
) -> None:
    channel = await managed(scene)
    await scene.says("/subscribe 科技", "科技")
    people.appoint(scene.sandbox.world, ANN, CHANNEL, "member")
    await found(scene, CHANNEL, state="muted")
    await scene.wait(lambda each: "无法在" in each.get("text", ""))
    people.appoint(scene.sandbox.world, ANN, CHANNEL, "administrator")
    await found(scene, CHANNEL, state="active")
    people.appoint(
        scene.sandbox.world, ANN, CHANNEL, "administrator", may_post=False
    )
    await found(scene, CHANNEL, state="muted")
    people.appoint(scene.sandbox.world, ANN, CHANNEL, "administrator")
    await found(scene, CHANNEL, state="active")
    people.kick(scene.sandbox.world, ANN, CHANNEL)
    await found(scene, CHANNEL, state="kicked")
    people.add(scene.sandbox.world, BO, CHANNEL, "administrator")
    woken = await found(scene, CHANNEL, state="active")
    assert woken.id == channel.id
    assert (
        len(
            await scene.running.context.db.read(
                subscriptions.of_chat, channel.id
            )
        )
        == 1
    )


async def test_a_channel_that_sleeps_is_tried_again_when_its_manager_asks_something_of_it(
    scene: Scene,
) -> None:
    channel = await managed(scene)
    await scene.running.context.db.write(
        lambda c: chats.update(c, channel.id, state="muted")
    )
    await scene.says("/schedule 09:30", "09:30")
    await found(scene, CHANNEL, state="active", schedule="09:30")


async def test_channels_are_managed_in_private_only(scene: Scene) -> None:
    await scene.says("/channels", "还没有频道")
    await scene.says("/channels", "private", chat=GROUP, person=BO)


async def test_a_group_greets_once_and_sleeps_when_the_bot_is_removed(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技", chat=GROUP)
    people.kick(scene.sandbox.world, ANN, GROUP)
    group = await found(scene, GROUP, state="kicked")
    await scene.running.context.db.write(
        lambda c: chats.update(c, group.id, next_due_at=scene.clock() - 5)
    )
    assert await build.sweep(scene.running.context) == 0, (
        "nothing is built for a chat that is gone"
    )
    people.add(scene.sandbox.world, ANN, GROUP)
    back = await found(scene, GROUP, state="active")
    assert (
        back.id,
        len(
            await scene.running.context.db.read(subscriptions.of_chat, back.id)
        ),
    ) == (
        group.id,
        1,
    )


async def test_a_muted_bot_sleeps_until_it_may_speak(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技", chat=GROUP)
    people.appoint(scene.sandbox.world, ANN, GROUP, "restricted")
    await found(scene, GROUP, state="muted")
    people.appoint(scene.sandbox.world, ANN, GROUP, "member")
    await found(scene, GROUP, state="active")


async def test_a_topic_gets_digests_again_when_somebody_reopens_it(
    scene: Scene,
) -> None:
    world, db = scene.sandbox.world, scene.running.context.db
    people.write(world, BO, FORUM, "/subscribe tech", thread=7)
    await scene.settled()
    topic = await db.read(chats.find, FORUM, 7)
    assert topic is not None
    people.close_topic(world, BO, FORUM, 7)
    await db.write(lambda c: chats.update(c, topic.id, state="closed"))
    people.reopen_topic(world, BO, FORUM, 8)
    people.reopen_topic(world, BO, FORUM, 7)
    await scene.settled()
    back = await db.read(chats.find, FORUM, 7)
    assert back is not None
    assert back.state == "active"
    assert await db.read(chats.find, FORUM, 8) is None, "nobody asked for it"


async def test_what_was_paused_stays_paused_and_who_was_banned_stays_out(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技", chat=GROUP)
    context = scene.running.context
    group = await found(scene, GROUP)
    await context.db.write(lambda c: chats.update(c, group.id, state="paused"))
    people.appoint(scene.sandbox.world, ANN, GROUP, "administrator")
    await scene.says("/help", "", chat=GROUP)
    await found(scene, GROUP, state="paused")
    await context.db.write(lambda c: chats.update(c, group.id, state="banned"))
    people.kick(scene.sandbox.world, ANN, GROUP)
    await scene.settled()
    await found(scene, GROUP, state="banned")


async def test_a_manager_who_never_wrote_to_the_bot_is_not_written_to(
    scene: Scene,
) -> None:
    people.add(scene.sandbox.world, BO, CHANNEL, "administrator")
    channel = await found(scene, CHANNEL, managed_by=BO, state="active")
    assert scene.messages(BO) == []
    scene.sandbox.world.places[ANN].bot = "blocked"
    await scene.running.context.db.write(
        lambda c: chats.update(c, channel.id, managed_by=ANN)
    )
    people.appoint(scene.sandbox.world, BO, CHANNEL, "member")
    await found(scene, CHANNEL, state="muted")


async def test_a_crowd_speaks_for_no_channel(scene: Scene) -> None:
    channel = await managed(scene)
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    await context.db.write(
        lambda c: chats.update(c, channel.id, alerts=3, everyone=True)
    )
    await telling(context, "火灾", 3)
    assert await Alerts(context).sweep() == 1
    told = await scene.wait(
        lambda each: "突发" in each.get("text", ""), chat=CHANNEL
    )
    assert "管理员" in (await scene.presses(told, "👍", person=BO))["text"]
    assert "💾" in str(told["reply_markup"])
    await scene.presses(told, "💾", person=BO)
    assert await context.db.read(feedback.of_chats, [channel.id]) == {}
    assert await context.db.read(feedback.saved, channel.id, 5) == []
    assert (await scene.presses(told, "👍", person=ANN))["text"]
    assert list(await context.db.read(feedback.of_chats, [channel.id])) == [
        channel.id
    ]


async def test_another_admin_names_the_channel(scene: Scene) -> None:
    channel = await managed(scene)
    await scene.says("/start", "Jianbao", chat=BO, person=BO)
    await scene.says(f"/channels {CHANNEL}", "don't know", chat=BO, person=BO)
    await scene.says("/channels nonsense", "don't know", chat=BO, person=BO)
    await scene.says(f"/channels {GROUP}", "don't know", chat=BO, person=BO)
    scene.sandbox.world.places[CHANNEL].members[BO] = "administrator"
    await scene.says(f"/channels {CHANNEL}", "早报频道", chat=BO, person=BO)
    await scene.says("/subscribe science", "📢 早报频道", chat=BO, person=BO)
    assert (
        len(
            await scene.running.context.db.read(
                subscriptions.of_chat, channel.id
            )
        )
        == 1
    )
    assert (await found(scene, CHANNEL)).managed_by == ANN
    await scene.running.context.db.write(
        lambda c: chats.update(c, channel.id, managed_by=None)
    )
    await scene.says(f"/channels {CHANNEL}", "早报频道", chat=BO, person=BO)
    assert (await found(scene, CHANNEL)).managed_by == BO


async def test_a_closed_bot_keeps_nothing_of_a_strangers_channel(
    tmp_path: Path,
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    await scene.start(access={"mode": "invite", "invite_codes": ["sesame"]})
    people.add(sandbox.world, BO, CHANNEL, "administrator")
    await scene.settled()
    assert await scene.running.context.db.read(chats.find, CHANNEL) is None
    await scene.says("/start sesame", "简报")
    people.add(sandbox.world, ANN, CHANNEL, "administrator")
    channel = await found(scene, CHANNEL, managed_by=ANN)
    assert channel.invited_by == "sesame"
    await scene.stop()
    await sandbox.stop()


async def test_old_buttons_still_answer_and_a_manager_who_blocked_the_bot_does_no_harm(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    story = await telling(context, "火灾", 3)
    opened = await scene.says("/story 火灾", "来源")
    for action, wanted in (
        (f"1:mute:{story}", "🔕"),
        (f"1:why:{story}", "你"),
        ("1:why:999999", "过期"),
        ("1:fb:x:1", "旧消息"),
    ):
        query = people.press(
            scene.sandbox.world,
            ANN,
            ANN,
            opened["message_id"],
            await scene.proved(action),
        )
        assert wanted in (await scene.answered(query, action))["text"], action
    await scene.presses(opened, "💾")
    assert "取消" in (await scene.presses(opened, "💾"))["text"]
    scene.sandbox.world.places[ANN].bot = "blocked"
    people.add(scene.sandbox.world, ANN, CHANNEL, "administrator")
    await found(scene, CHANNEL, managed_by=ANN, state="active")

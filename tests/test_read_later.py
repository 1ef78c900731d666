"""/readlater as a person uses it: the key's message is deleted, and a failure is reported."""

from __future__ import annotations

from jobs import read_later as job
from sandbox.server import ANN, GROUP
from store.chats import chats, read_later
from tests.jobs.notices.test_alerts import telling
from tests.scene import Scene, until


async def test_a_person_names_a_service_saves_and_leaves_it(
    scene: Scene,
) -> None:
    db, (feed, *_) = scene.running.context.db, scene.sandbox.news.sources
    site = feed["url"].rsplit("/", 1)[0]
    await scene.says("/start", "简报")
    assert "linkding" in (await scene.says("/readlater", "稍后读"))["text"]
    await scene.says("/readlater linkding nowhere key", "稍后读")
    await scene.says(f"/readlater linkding {site} key-of-ann", "linkding")
    assert not [
        message
        for message in scene.messages()
        if "key-of-ann" in message.get("text", "")
    ]
    chat = await db.read(chats.find, ANN)
    assert chat is not None
    kept = await db.read(read_later.of_chat, chat.id)
    assert kept is not None
    assert kept.values["token"] == "key-of-ann"

    number = await telling(scene.running.context, "展览", 1)
    opened = await scene.says(f"/start story_{number}", "展览的大新闻")
    await scene.presses(opened, "💾")
    await until(
        lambda: db.read(read_later.due_items, scene.clock(), 9),
        "the article waits",
    )
    for pause in (0, *job.PAUSES):
        scene.clock.ahead += pause + 1
        await job.sweep(scene.running.context)
    await scene.wait(lambda each: "没有收下" in each.get("text", ""))
    await scene.says("/readlater off", "密钥已删除")
    assert await db.read(read_later.of_chat, chat.id) is None


async def test_no_key_is_asked_for_where_others_read(scene: Scene) -> None:
    await scene.says("/readlater readwise secret", "私聊", chat=GROUP)

"""Taking it along: files out and in, links that open a story, the private page and feed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import opml
from bot.rendering import telegram_html
from bot.rendering.i18n import LOCALES, tongue
from jobs import scheduler
from sandbox.server import ANN, BO, GROUP, Sandbox
from sandbox.world import people
from store.chats import chats, subscriptions
from store.news import stories
from store.rows import Subscription
from tests.scene import FREE, Scene


@pytest.fixture
async def scene(stage: Scene) -> Scene:
    await stage.start(access={"subscriptions": 6})
    return stage


def file_of(scene: Scene, message: dict[str, Any]) -> bytes:
    return scene.sandbox.world.files[message["document"]["file_id"]][1]


async def wishes(scene: Scene, telegram: int = ANN) -> list[Subscription]:
    chat = await scene.running.context.db.read(chats.find, telegram)
    return (
        await scene.running.context.db.read(subscriptions.of_chat, chat.id)
        if chat
        else []
    )


async def sends(
    scene: Scene, name: str, data: bytes, wanted: str, chat: int = ANN
) -> dict[str, Any]:
    before = len(scene.messages(chat))
    people.upload(scene.sandbox.world, ANN, chat, name, data)
    return await scene.wait(
        lambda each: wanted in each.get("text", ""), chat, after=before
    )


async def test_subscriptions_leave_as_opml_and_come_back(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    await scene.running.context.db.write(
        subscriptions.add, chat.id, "filter", "脉冲星 !广告", limit=9, now=0
    )
    asked = await scene.says("/export", "OPML")
    await scene.presses(asked, "OPML")
    sent = await scene.wait(lambda each: "document" in each)
    data = file_of(scene, sent)
    held = opml.read_file(data).outlines
    assert [each.kind for each in held] == ["topic", "filter"]

    await scene.says("/unsubscribe 科技", "已取消")
    assert len(await wishes(scene)) == 1
    question = await sends(scene, "jianbao.opml", data, "2 个订阅")
    assert len(await wishes(scene)) == 1, "nothing is added before the yes"
    await scene.presses(question, "✅")
    await scene.wait(lambda each: "已添加 1 个订阅" in each.get("text", ""))
    assert {wish.value for wish in await wishes(scene)} == {
        "tech",
        "脉冲星 !广告",
    }


async def test_a_long_list_is_cut_at_the_chats_limit_and_a_no_adds_nothing(
    scene: Scene,
) -> None:
    rows = "".join(
        f"<outline type='rss' text='S{n}' xmlUrl='https://s{n}.example/feed'/>"
        for n in range(9)
    )
    data = f"<opml version='2.0'><body>{rows}</body></opml>".encode()
    question = await sends(scene, "list.xml", data, "6 个订阅")
    assert "3 个超出上限" in question["text"]
    await scene.presses(question, "❌")
    await scene.wait(lambda each: "没有添加" in each.get("text", ""))
    assert await wishes(scene) == []
    question = await sends(scene, "list.xml", data, "6 个订阅")
    await scene.presses(question, "✅")
    await scene.wait(lambda each: "已添加 6 个订阅" in each.get("text", ""))
    assert len(await wishes(scene)) == 6
    await sends(scene, "list.xml", data, "6")
    assert len(await wishes(scene)) == 6


async def test_a_yes_adds_the_file_that_it_stands_below_and_no_later_one(
    scene: Scene,
) -> None:
    def file(topic: str) -> bytes:
        row = f"<outline type='jianbao-topic' value='{topic}'/>"
        return f"<opml><body>{row}</body></opml>".encode()

    first = await sends(scene, "a.opml", file("tech"), "1 个订阅")
    second = await sends(scene, "b.opml", file("sports"), "1 个订阅")
    await scene.presses(first, "✅")
    await scene.settled()
    assert await wishes(scene) == []
    await scene.presses(second, "✅")
    await scene.settled()
    assert [wish.value for wish in await wishes(scene)] == ["sports"]


async def test_other_files_are_answered_and_in_groups_left_alone(
    scene: Scene,
) -> None:
    await sends(scene, "photo.zip", b"PK", "OPML")
    await sends(scene, "broken.opml", b"<opml", "没有找到")
    await sends(scene, "huge.opml", b" " * (opml.MAX_BYTES + 1), "2 MB")
    lost = people.upload(scene.sandbox.world, ANN, ANN, "lost.opml", b"<opml/>")
    del scene.sandbox.world.files[lost["document"]["file_id"]]
    strange = (
        b"<opml><body><outline type='jianbao-topic' value='nothing'/><outline type='jianbao-filter' value='/[/'/>"
        b"</body></opml>"
    )
    await sends(scene, "strange.opml", strange, "没有找到")
    before = len(scene.messages(GROUP))
    people.upload(scene.sandbox.world, ANN, GROUP, "minutes.pdf", b"%PDF")
    await scene.settled()
    assert len(scene.messages(GROUP)) == before
    people.upload(scene.sandbox.world, BO, GROUP, "list.opml", b"<opml/>")
    await scene.wait(
        lambda each: (
            "admin" in each.get("text", "") or "管理员" in each.get("text", "")
        ),
        chat=GROUP,
    )


async def test_all_of_a_chats_data_is_json(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    people.write(scene.sandbox.world, ANN, ANN, "/export json")
    sent = await scene.wait(lambda each: "document" in each)
    held = json.loads(file_of(scene, sent))
    assert held["chats"][0]["telegram_id"] == ANN
    assert [
        subscription["value"] for subscription in held["subscriptions"]
    ] == ["tech"]


async def test_links_open_a_story_and_choose_a_topic(scene: Scene) -> None:
    context = scene.running.context
    await scheduler.round_of_all(context)
    (story, *_) = await context.db.read(stories.latest, limit=1)
    opened = await scene.says(f"/start story_{story.id}", "来源")
    assert story.title in opened["text"]
    share = next(
        button
        for row in opened["reply_markup"]["inline_keyboard"]
        for button in row
        if "📤" in button["text"]
    )
    assert f"start%3Dstory_{story.id}" in share["url"]
    await scene.says("/start story_999999", "已过期")
    await scene.says("/start story_x", "已过期")
    await scene.says("/start topic_tech", "科技")
    assert [wish.value for wish in await wishes(scene)] == ["tech"]
    links = await scene.says("/share", "topic_tech")
    assert "https://t.me/jianbao_sandbox_bot?start=topic_tech" in links["text"]
    await scene.says("/start hello", "简报")


async def test_a_story_is_found_by_number_words_or_address(
    scene: Scene,
) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/story", "哪条新闻")
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/digest", "简报 ·")
    listed = await scene.says("/story", "上一份简报")
    await scene.presses(listed, "1")
    opened = await scene.says("/story 1", "来源")
    assert (await scene.presses(opened, "❓"))["text"].startswith("因为")
    await scene.says("/story 99", "上一份简报有")
    await scene.says("/story 清江特大桥", "清江特大桥")
    (story, *_) = await scene.running.context.db.read(stories.latest, limit=1)
    assert (
        story.title in (await scene.says(f"/story {story.url}", "来源"))["text"]
    )
    await scene.says("/story https://nowhere.example/x", "没有找到")
    await scene.presses(opened, "💾")
    assert "已收藏 ✓" in str(
        (await scene.says("/story 1", "来源"))["reply_markup"]
    )


async def test_the_private_page_and_feed_are_made_renewed_and_ended(
    tmp_path: Path,
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    await scene.start()
    await scene.says("/feed", "没有网页")
    await scene.stop()
    await scene.start(web={"public_url": "https://news.example"})
    asked = await scene.says("/feed", "要创建吗")
    await scene.presses(asked, "🔗")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert len(chat.feed_token) >= 22
    shown = await scene.wait(lambda each: "私人地址" in each.get("text", ""))
    assert f"https://news.example/d/{chat.feed_token}/feed.xml" in shown["text"]
    await scene.says("/subscribe 科技", "科技")
    await scheduler.round_of_all(scene.running.context)
    told = await scene.says("/digest", "简报 ·")
    async with httpx.AsyncClient(
        base_url=scene.running.site.url, trust_env=False
    ) as client:
        page = await client.get(f"/d/{chat.feed_token}")
        assert page.status_code == 200
        feed = await client.get(f"/d/{chat.feed_token}/feed.xml")
        assert feed.text.count("<item>") >= 1
        assert chat.feed_token in str(told["entities"]), (
            "the digest leads to its page"
        )
        await scene.presses(shown, "🔁")
        assert (await client.get(f"/d/{chat.feed_token}")).status_code == 404
        await scene.presses(shown, "🗑")
        ended = await scene.running.context.db.read(chats.find, ANN)
        assert ended is not None
        assert ended.feed_token == ""
    await scene.stop()
    await sandbox.stop()


async def test_every_language_answers_what_is_taken_along(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    for locale in LOCALES:
        await scene.running.context.db.write(
            lambda c, to=locale: chats.update(c, chat.id, locale=to)
        )
        speech = tongue(locale)
        for command, key in (
            ("/export", "export.choose"),
            ("/feed", "feed.unavailable"),
            ("/share", "share.title"),
            ("/story", "story.usage"),
            ("/profile", "profile.empty"),
            ("/channels", "channels.none"),
            ("/alerts x", "alerts.usage"),
        ):
            wanted = telegram_html.plain(
                speech.say(key, n=20, bot="jianbao_sandbox_bot")
                .split("\n")[0]
                .split("{")[0]
            )
            assert wanted != key
            await scene.says(command, wanted)

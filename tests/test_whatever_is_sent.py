"""Whatever is sent to the bot in private gets an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from jobs import scheduler
from sandbox.server import ANN, BO, GROUP
from sandbox.site.articles import load
from sandbox.world import people
from store.chats import chats
from store.news import stories
from tests.scene import Scene

VOICE = {"file_id": "1", "file_unique_id": "1", "duration": 3}
STICKER = {
    "file_id": "1",
    "file_unique_id": "1",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "type": "regular",
}
PICTURE = {"file_id": "1", "file_unique_id": "1", "width": 90, "height": 90}


async def answer_to(scene: Scene, **sent: Any) -> dict[str, Any]:
    """Send something without words, and wait for the answer."""
    before = len(scene.messages())
    people.write(scene.sandbox.world, ANN, ANN, "", **sent)
    return await scene.wait(lambda each: True, after=before)


@pytest.mark.parametrize(
    "sent",
    [
        {"voice": VOICE},
        {"sticker": STICKER},
        {"contact": {"phone_number": "+1", "first_name": "Bo"}},
        {"photo": [PICTURE], "caption": "好看吗"},
    ],
    ids=["voice", "sticker", "contact", "photo"],
)
async def test_what_is_no_text_is_told_what_can_be_sent(
    scene: Scene, sent: dict[str, Any]
) -> None:
    assert "文字和链接" in (await answer_to(scene, **sent))["text"]


async def path_of_an_article(scene: Scene) -> tuple[str, str]:
    """Return the address and title of an article of the sample site."""
    (piece, *_) = load(datetime.now(UTC))
    return f"{scene.sandbox.site_url}{piece.path}", piece.title


async def test_a_link_to_an_article_nobody_told_yet_brings_its_summary(
    scene: Scene,
) -> None:
    url, title = await path_of_an_article(scene)
    told = await scene.says(f"看看这个 {url}", title)
    assert "订阅" in str(told["reply_markup"])
    assert len(told["text"]) > len(title) + 40


async def test_an_article_of_a_link_is_kept_and_let_go(scene: Scene) -> None:
    url, title = await path_of_an_article(scene)
    told = await scene.says(url, title)
    assert "已收藏" in (await scene.presses(told, "💾"))["text"]
    kept = await scene.says("/saved", "收藏")
    assert title in kept["text"]
    await scene.presses(told, "💾")
    await scene.says("/saved", "还没有收藏")


async def test_more_like_an_article_of_a_link_is_looked_for(
    scene: Scene,
) -> None:
    url, title = await path_of_an_article(scene)
    told = await scene.says(url, title)
    await scene.presses(told, "更多类似")
    await scene.wait(lambda message: "没有类似" in message["text"])
    await scheduler.round_of_all(scene.running.context)
    before = len(scene.messages())
    await scene.presses(told, "更多类似")
    found = await scene.wait(
        lambda message: "更多类似的" in message["text"], after=before
    )
    # The article is a story by now, and nothing is more like it.
    assert title in found["text"].splitlines()[1]


async def test_a_link_to_a_story_opens_the_story(scene: Scene) -> None:
    await scheduler.round_of_all(scene.running.context)
    (story,) = await scene.running.context.db.read(stories.latest, limit=1)
    told = await scene.says(story.url, story.title)
    assert "来源" in told["text"]
    assert "💾" in str(told["reply_markup"])


async def test_the_links_of_a_forwarded_picture_are_read(scene: Scene) -> None:
    url, title = await path_of_an_article(scene)
    link = {"type": "text_link", "offset": 0, "length": 2, "url": url}
    told = await answer_to(
        scene, photo=[PICTURE], caption="这里", caption_entities=[link]
    )
    assert title in told["text"]


async def test_a_link_that_is_no_article_can_be_subscribed_to(
    scene: Scene,
) -> None:
    for path in ("/nothing-here", "/tech/"):
        await scene.says(f"{scene.sandbox.site_url}{path}", "/subscribe")


async def test_habits_of_other_bots_are_answered(scene: Scene) -> None:
    await scene.says("/cancel", "/undo")
    await scene.says("/help@other_bot", "@other_bot")
    await scene.says("/stop", "已暂停")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat.state == "paused"


async def test_commands_of_other_bots_do_what_ours_do(scene: Scene) -> None:
    await scene.says("/sub 科技", "已订阅")
    await scene.says("/list", "科技")
    await scene.says("/unsub 科技", "已取消")
    await scene.says("/lang", "哪种语言")
    await scene.says("/privacy", "/forget")
    await scene.says("/about", "Jianbao")
    await scene.says("/import", "OPML")


async def test_in_groups_people_talk_to_each_other(scene: Scene) -> None:
    await scene.says("/settings", "⏰", chat=GROUP)
    url, _ = await path_of_an_article(scene)
    people.write(scene.sandbox.world, ANN, GROUP, url)
    people.write(scene.sandbox.world, ANN, GROUP, "", sticker=STICKER)
    before = len(scene.messages(GROUP))
    await scene.settled()
    assert len(scene.messages(GROUP)) == before


async def test_in_groups_words_behind_the_bots_name_are_a_wish(
    scene: Scene,
) -> None:
    name = f"@{scene.running.application.bot.username}"
    await scene.says("/settings", "⏰", chat=GROUP)
    people.write(scene.sandbox.world, ANN, GROUP, "订阅科学")
    people.write(scene.sandbox.world, ANN, GROUP, f"问问 {name} 订阅科学")
    before = len(scene.messages(GROUP))
    await scene.settled()
    assert len(scene.messages(GROUP)) == before
    # The same people may do this as may subscribe.
    await scene.says(f"{name} 订阅科学", "管理员", chat=GROUP, person=BO)
    await scene.says(f"{name} 订阅科学", "已订阅", chat=GROUP)

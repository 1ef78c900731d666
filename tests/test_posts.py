"""Stories at once, as people ask for them and see them: private chats, groups, forum topics, channels."""

from __future__ import annotations

from bot import opml
from bot.handlers.subscriptions.delivery_modes import split
from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.notifications import NoticeTexts
from jobs import scheduler
from jobs.notices import posts
from news.models import Media
from news.post_format import Post, PostFormat
from sandbox.server import ANN, CHANNEL, GROUP
from sandbox.world import people
from store.chats import chats, subscriptions
from store.news import stories
from store.rows import Subscription
from tests.jobs.notices.test_alerts import telling
from tests.scene import Scene
from tests.test_channels import managed
from tests.test_sharing import file_of, sends

AT_ONCE = "立即单独发送"


async def wishes(
    scene: Scene, telegram: int = ANN, thread: int = 0
) -> list[Subscription]:
    chat = await scene.running.context.db.read(chats.find, telegram, thread)
    return (
        await scene.running.context.db.read(subscriptions.of_chat, chat.id)
        if chat
        else []
    )


async def test_a_new_article_of_the_site_comes_at_once_and_not_again(
    scene: Scene,
) -> None:
    context, site = scene.running.context, scene.sandbox.news
    await scheduler.round_of_all(context)
    await scene.says("/subscribe 科技 now", AT_ONCE)
    assert await posts.sweep(context) == 0, "what there was is for the digest"

    scene.clock.ahead += 1200
    site.publish(
        "云河造出第一台光学计算机",
        "云河大学的团队造出第一台光学计算机。它比旧机器快九倍。",
    )
    await scheduler.round_of_all(context)
    assert await posts.sweep(context) == 1
    post = await scene.wait(lambda each: "光学计算机" in each.get("text", ""))
    assert {"bold", "text_link"} <= {part["type"] for part in post["entities"]}
    assert "云河日报" in post["text"]
    assert "因为你订阅了" in (await scene.presses(post, "❓"))["text"]
    assert (await scene.presses(post, "👍"))["text"]

    digest = await scene.says("/digest", "简报 ·")
    assert "光学计算机" not in digest["text"]
    assert await posts.sweep(context) == 0


async def test_the_subscriptions_page_changes_how_its_stories_come(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "科技")
    listed = await scene.says("/subscriptions", "科技")
    await scene.presses(listed, "科技")
    answer = await scene.presses(listed, "两者都要")
    assert "也会再列出" in answer["text"]
    assert [row.mode for row in await wishes(scene)] == ["both"]
    await scene.presses(listed, "⬅")
    assert "科技 📨" in scene.shown(listed)["text"]

    await scene.says("/subscribe 科技 both", "已经订阅")
    await scene.says("/subscribe 科技 即时", AT_ONCE)
    assert [row.mode for row in await wishes(scene)] == ["now"]
    assert "📨 科技" in (await scene.says("/undo", "已撤销"))["text"]
    assert [row.mode for row in await wishes(scene)] == ["both"]


async def test_a_story_of_both_comes_at_once_and_in_the_digest(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技 both", "简报里也会再列出")
    await posts.sweep(context)
    await telling(context, "火灾", 1)
    assert await posts.sweep(context) == 1
    await scene.wait(lambda each: "火灾的大新闻" in each.get("text", ""))
    assert "火灾的大新闻" in (await scene.says("/digest", "简报 ·"))["text"]


async def test_a_filter_and_a_site_keep_the_mode_until_the_yes(
    scene: Scene,
) -> None:
    asked = await scene.says("/subscribe 芯片 +华为 now", "芯片")
    await scene.presses(asked, "✅")
    await scene.wait(lambda each: AT_ONCE in each.get("text", ""))
    (feed, *_) = scene.sandbox.news.sources
    found = await scene.says(f"/subscribe {feed['url']} both", "•")
    await scene.presses(found, "✅")
    await scene.wait(lambda each: "简报里也会再列出" in each.get("text", ""))
    assert [(row.kind, row.mode) for row in await wishes(scene)] == [
        ("filter", "now"),
        ("source", "both"),
    ]
    await scene.says("/subscribe 芯片 +华为 digest", "随简报发送")
    assert [row.mode for row in await wishes(scene)] == ["digest", "both"]


async def test_groups_and_channels_get_posts(scene: Scene) -> None:
    context = scene.running.context
    people.appoint(scene.sandbox.world, ANN, GROUP, "administrator")
    await scene.says("/subscribe 科技 now", AT_ONCE, chat=GROUP)
    await managed(scene)
    await scene.says("/subscribe 科技 now", AT_ONCE)
    await posts.sweep(context)
    await telling(context, "火灾", 1)
    assert await posts.sweep(context) == 2
    for place in (GROUP, CHANNEL):
        await scene.wait(
            lambda each: "火灾的大新闻" in each.get("text", ""), chat=place
        )


async def test_a_picture_that_fails_never_costs_the_text(scene: Scene) -> None:
    context = scene.running.context
    await scene.says("/images on", "已更改")
    await scene.says("/subscribe 科技 now", AT_ONCE)
    await posts.sweep(context)
    await telling(context, "火灾", 1, image="https://pictures.invalid/a.jpg")
    await telling(context, "洪水", 1, image="https://pictures.example/b.jpg")
    assert await posts.sweep(context) == 2
    await scene.wait(lambda each: "火灾的大新闻" in each.get("text", ""))
    shown = await scene.wait(
        lambda each: "洪水的大新闻" in each.get("caption", "")
    )
    assert "photo" in shown


async def test_pictures_come_as_an_album_and_a_sound_with_a_link_to_it(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技 now", AT_ONCE)
    assert "media" in (await scene.says("/format media", "🎨"))["text"]
    await posts.sweep(context)
    pictures = tuple(
        Media(f"https://p.example/walk-by-the-sea{n}.jpg", "image/*")
        for n in "12"
    )
    await telling(context, "展览", 1, media=pictures)
    await telling(
        context,
        "播客",
        1,
        media=(Media("https://p.example/4.mp3", "audio/mpeg"),),
    )
    assert await posts.sweep(context) == 2
    album = await scene.wait(
        lambda each: "展览的大新闻" in each.get("caption", "")
    )
    assert album["media_group_id"]
    episode = await scene.wait(
        lambda each: "播客的大新闻" in each.get("caption", "")
    )
    assert "audio" in episode
    links = [part.get("url") for part in episode["caption_entities"]]
    assert "https://p.example/4.mp3" in links


async def test_opml_keeps_how_stories_come(scene: Scene) -> None:
    await scene.says("/subscribe 科技 now", AT_ONCE)
    await scene.says("/format 科技 whole every-30 name=早班", "早班")
    await scene.presses(await scene.says("/export", "OPML"), "OPML")
    data = file_of(scene, await scene.wait(lambda each: "document" in each))
    (outline,) = opml.read_file(data).outlines
    assert (outline.mode, outline.form) == ("now", "whole every-30 name=早班")
    await scene.says("/unsubscribe 科技", "已取消")
    await scene.presses(
        await sends(scene, "jianbao.opml", data, "1 个订阅"), "✅"
    )
    await scene.wait(lambda each: "已添加 1 个订阅" in each.get("text", ""))
    assert [(row.mode, row.format) for row in await wishes(scene)] == [
        ("now", "whole every-30 name=早班")
    ]


async def test_a_format_is_chosen_by_words_and_by_buttons_and_taken_back(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技 now", AT_ONCE)
    await scene.says("/format no-source", "no-source")
    shown = await scene.says("/format 科技 title every-30 name=早班", "早班")
    await scene.presses(shown, "话题标签")
    await scene.wait(lambda each: "tags" in each.get("text", ""))
    (wish,) = await wishes(scene)
    assert wish.format == "title tags every-30 name=早班"
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat.post_format == "no-source"
    await scene.says("/format 科技 usual", "科技")
    assert [row.format for row in await wishes(scene)] == [""]
    await scene.says("/undo", "📨 科技")
    assert [row.format for row in await wishes(scene)] == [
        "title tags every-30 name=早班"
    ]
    await scene.says("/format 天书 whole", "没有这个订阅")
    await scene.says("/format huge", "没有这个订阅")


async def test_the_page_of_a_subscription_and_the_settings_lead_to_the_format(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技 now", AT_ONCE)
    listed = await scene.says("/subscriptions", "1 项订阅")
    await scene.presses(listed, "科技")
    await scene.presses(listed, "推送样式")
    await scene.presses(listed, "全文")
    assert [row.format for row in await wishes(scene)] == ["whole"]
    settings = await scene.says("/settings", "设置")
    await scene.presses(settings, "样式")
    await scene.presses(settings, "推送样式")
    await scene.presses(settings, "仅标题")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat.post_format == "title"


async def test_every_language_asks_and_tells(scene: Scene) -> None:
    context = scene.running.context
    story = await context.db.read(
        stories.get, await telling(context, "火灾", 1)
    )
    await scene.says("/subscribe 科技", "科技")
    chat = await context.db.read(chats.find, ANN)
    for locale in LOCALES:
        mine = await context.db.write(
            lambda c, to=locale: chats.update(c, chat.id, locale=to)
        )
        (message,) = NoticeTexts().post(
            Post(story, PostFormat()), mine, context.now()
        )
        assert message.html.startswith("<b><a href=")
        assert "mode." not in message.html
        told = {
            tongue(locale).say(f"mode.{mode}.told")
            for mode in subscriptions.MODES
        }
        assert len(told) == len(subscriptions.MODES)


def test_a_mode_stands_at_the_end_and_never_alone() -> None:
    speech = tongue("en")
    assert split("chips +Huawei now", speech) == ("chips +Huawei", "now")
    assert split("science both", speech) == ("science", "both")
    assert split("science DIGEST", speech) == ("science", "digest")
    assert split("now", speech) == ("now", None)
    assert split('"apocalypse now"', speech) == ('"apocalypse now"', None)
    assert split("科学 即时", tongue("zh-Hans")) == ("科学", "now")

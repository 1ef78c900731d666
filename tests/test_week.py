"""/week as a person sees it: the chat's stories day by day, in its language, and as a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from bot.rendering import telegram_html
from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.week import message_of
from news.week import CorrectionNote, Step, Thread
from store.article_rows import NewArticle
from store.chats import chats
from store.delivery import seen, week_digests
from store.engine.connections import Connection
from store.news import articles, sources, stories
from tests.scene import Scene
from tests.store.world import placed, read_article

DAY = date(2026, 11, 23)


def thread(story: int, title: str = "Bridge <opens>", lines: int = 2) -> Thread:
    steps = tuple(
        Step(
            DAY - timedelta(days=n),
            ("It opened & closed.",) * 3,
            "https://n.example/a",
            "Post",
        )
        for n in reversed(range(lines))
    )
    notes = (
        CorrectionNote(DAY, "Post", withdrawn=False),
        CorrectionNote(DAY, "", withdrawn=True),
    )
    return Thread(
        story,
        title,
        "https://n.example/",
        "en",
        5,
        steps,
        notes,
        (0, 1, 0, 2, 0, 1, 1),
        DAY,
    )


def test_every_language_tells_the_week() -> None:
    for locale in LOCALES:
        message = message_of(
            [thread(7), thread(8)], DAY, tongue(locale), "https://j.example/w"
        )
        assert "week." not in message.html
        assert "Bridge &lt;opens&gt;" in message.html
        assert telegram_html.fits(message.html)
        assert [len(row) for row in message.buttons] == [2, 1]
        assert message.stories == (7, 8)


def test_a_week_that_is_too_long_leaves_the_last_stories_to_the_page() -> None:
    long = [thread(number, "title " * 60, lines=6) for number in range(7)]
    message = message_of(long, DAY, tongue("en"), "")
    assert telegram_html.fits(message.html)
    assert 0 < len(message.stories) < 7
    assert len(message.buttons[0]) == min(5, len(message.stories))


async def test_a_person_asks_for_the_week_and_opens_a_story(
    scene: Scene,
) -> None:
    await scene.says("/start", "简报")
    await scene.says("/week", "暂无后续")
    context = scene.running.context
    chat = await context.db.read(chats.find, 10001)
    now = context.clock()

    def fill(c: Connection) -> None:
        source = sources.add(
            c, "https://n.example/feed", "feed", "N", "en", "UTC", None, now
        )
        texts = (
            "The bridge opened.",
            "Engineers closed a lane after they found two cracks in it.",
        )
        told = 0
        for days, text in zip((3, 1), texts, strict=True):
            url, at = f"https://n.example/{days}", now - days * 86_400
            new = NewArticle(url, url, source.id, "The bridge", published_at=at)
            (number,) = articles.insert_new(c, [new], now)
            read = read_article(
                number,
                title="The bridge",
                text=text,
                summary=(text,),
                published_at=at,
            )
            articles.save_read(c, [read], now)
            (told,) = stories.place(
                c, [placed(number, "bridge")], now, ancestors={}
            )
        seen.mark(c, [(chat.id, told)], now)

    await context.db.write(fill)
    answer = await scene.says("/week", "一周脉络")
    assert "The bridge opened." in answer["text"]
    assert "two cracks" in answer["text"]
    day = datetime.fromtimestamp(now - 86_400, timezone(timedelta(hours=8))).day
    assert f"{day}日" in answer["text"]
    await scene.presses(answer, "📖 1")
    await scene.wait(
        lambda each: "The bridge" in each.get("text", "") and each != answer
    )


async def test_the_week_comes_by_itself_where_a_chat_wants_it(
    scene: Scene,
) -> None:
    db = scene.running.context.db
    await scene.says("/start", "简报")
    asked = await scene.says("/week", "暂无后续")
    await scene.presses(asked, "每周自动发送")
    told = await scene.wait(lambda each: "自动送达" in each.get("text", ""))
    assert "18:00 · 周日" in told["text"]
    assert (
        "09:00 · 周六"
        in (await scene.says("/week 周六 9点", "自动送达"))["text"]
    )
    chat = await db.read(chats.find, 10001)
    assert chat is not None
    before = await db.read(week_digests.of_chat, chat.id)
    await scene.says("/timezone Berlin", "Europe/Berlin")
    after = await db.read(week_digests.of_chat, chat.id)
    assert before is not None
    assert after is not None
    # On a Saturday morning this week's hour may still be ahead in Berlin.
    later = (after.next_at - before.next_at) % (7 * 86_400)
    assert later in {6 * 3600, 7 * 3600}, "the same hour, further west"
    await scene.says("/week whenever", "whenever")
    await scene.says("/week off", "不再自动")
    assert await db.read(week_digests.of_chat, chat.id) is None

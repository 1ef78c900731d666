"""/trends as a person sees it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.rendering import telegram_html
from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.trends import message_of
from news.models import Story
from news.trends import Trend
from store.article_rows import NewArticle
from store.engine.connections import Connection
from store.news import articles, sources, stories
from tests.scene import Scene
from tests.store.world import placed, read_article

DAY = 86_400


def story(number: int, title: str = "Dam <cracks>") -> Story:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return Story(
        number, "k", title, "https://n.example/", (), "en", moment, "Post"
    )


def test_every_language_tells_what_rose() -> None:
    found = [
        Trend(("Alder", "dam"), 9, 0.5, 9.0, (7, 8)),
        Trend(("<b>",), 4, 1.0, 99.0, (404,)),
    ]
    for locale in LOCALES:
        message = message_of(found, {7: story(7), 8: story(8)}, tongue(locale))
        assert "trends." not in message.html
        assert "Alder · dam" in message.html
        assert "&lt;b&gt;" in message.html
        assert message.stories == (7, 8)
        assert [len(row) for row in message.buttons] == [2]


def test_what_has_no_room_is_left_out() -> None:
    found = [Trend((f"word{n}" * 40,), 9, 1.0, 5.0, (n,)) for n in range(40)]
    message = message_of(
        found, {n: story(n, "title " * 40) for n in range(40)}, tongue("en")
    )
    assert telegram_html.fits(message.html)


async def test_a_person_asks_what_rose(scene: Scene) -> None:
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/trends", "没有明显升温")
    context = scene.running.context
    now = context.clock()

    def fill(c: Connection) -> None:
        source = sources.add(
            c, "https://n.example/feed", "feed", "N", "en", "UTC", None, now
        )
        titles = [(f"Quiet day {n}", n * DAY + 3600) for n in range(8)]
        titles += [("Alder dam cracks", 1800 + n) for n in range(6)]
        for number, (title, ago) in enumerate(titles):
            url = f"https://n.example/{number}"
            new = NewArticle(url, url, source.id, title, published_at=now - ago)
            (article,) = articles.insert_new(c, [new], now)
            read = read_article(
                article,
                title=title,
                published_at=now - ago,
                publisher=f"Paper {number}",
                topics=(("tech", 0.9, ""),),
            )
            articles.save_read(c, [read], now)
            stories.place(c, [placed(article, title)], now, ancestors={})

    await context.db.write(fill)
    answer = await scene.says("/trends", "热词")
    chart = scene.messages()[-2]
    assert "photo" in chart
    await scene.says("/trends maybe", "用法")
    await scene.says("/trends on", "末尾会列出")
    assert "📈" in (await scene.says("/digest", "简报 ·"))["text"]
    await scene.says("/trends off", "不再列热词")
    assert "Alder" in answer["text"]
    assert "6 条标题" in answer["text"]
    await scene.presses(answer, "📖 1")
    await scene.wait(
        lambda each: (
            "Alder dam cracks" in each.get("text", "") and each != answer
        )
    )

"""On both databases: a chat's headlines are those of its subscriptions, of whole days, and visible to it."""

from __future__ import annotations

from store.article_rows import NewArticle
from store.chats import subscriptions
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles, recent_headlines, sources, stories
from tests.store.world import NOW, make_chat, make_source, placed, read_article

DAY = 86_400


def _report(
    c: Connection, name: str, at: int, source: int, topic: str = "tech"
) -> int:
    url = f"https://n.example/{name}"
    (number,) = articles.insert_new(
        c, [NewArticle(url, url, source, name, published_at=at)], NOW
    )
    read = read_article(
        number, title=name, published_at=at, topics=((topic, 0.9, ""),)
    )
    articles.save_read(c, [read], NOW)
    return stories.place(c, [placed(number, name)], NOW, ancestors={})[0]


async def test_headlines_are_those_of_the_chats_subscriptions_by_age(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    source = await db.write(make_source)
    theirs = await db.write(
        sources.add,
        "https://theirs.example/",
        "feed",
        "T",
        "en",
        "UTC",
        999,
        NOW,
    )
    await db.write(
        lambda c: subscriptions.add(
            c, chat.id, "topic", "tech", limit=9, now=NOW
        )
    )

    def fill(c: Connection) -> None:
        _report(c, "today", NOW - 60, source)
        _report(c, "yesterday", NOW - DAY, source)
        _report(c, "old", NOW - 9 * DAY, source)
        _report(c, "future", NOW + 60, source)
        _report(c, "other", NOW - 60, source, "sports")
        _report(c, "theirs", NOW - 60, theirs.id)

    await db.write(fill)
    found = await db.read(recent_headlines.of_days, chat.id, NOW, 7)
    assert [(one.title, one.age) for one in found] == [
        ("today", 0),
        ("yesterday", 1),
    ]
    assert all(one.publisher and one.story for one in found)

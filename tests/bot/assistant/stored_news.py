"""A store for the tests of the assistant's door: open news, and news that one chat brought in for itself."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.assistant.library import Library
from news.words import search_words
from store.chats import chats, subscriptions
from store.engine.database import Database
from store.news import articles, sources, stories
from tests.store.world import NOW, make_chat, new_article, placed, read_article

OPEN = "The bridge over the Lune opens on 4 May, and 312 guests are invited."
PRIVATE = "The secret mill over the Lune burned down on 5 May."


async def fill(db: Database) -> dict[str, int]:
    """Write an open story and a private one; return their ids."""
    made: dict[str, int] = {}
    owner = await db.write(make_chat, 1)
    for name, text, adder in (
        ("bridge", OPEN, None),
        ("mill", PRIVATE, owner.id),
    ):
        url = f"https://{name}.example/feed"
        source = await db.write(
            sources.add, url, "feed", name, "en", "UTC", adder, NOW
        )
        if adder is not None:
            key = str(source.id)
            await db.write(
                subscriptions.add, adder, "source", key, limit=5, now=NOW
            )
        (article,) = await db.write(
            articles.insert_new, [new_article(name, source.id)], NOW
        )
        values = {
            "title": f"News of the {name}",
            "text": text,
            "words": search_words(text, "en"),
        }
        await db.write(
            articles.save_read, [read_article(article, **values)], NOW
        )
        place = [placed(article, name)]
        (made[name],) = await db.write(
            stories.place, place, NOW, ancestors={"tech": ("news",)}
        )
    return made


def library(db: Database) -> Library:
    """Return what an assistant may read of a store."""
    return Library(db, lambda: datetime.fromtimestamp(NOW, UTC), "UTC", "en")


async def feed_token(db: Database, telegram_id: int = 1) -> str:
    """Return the token of a chat's private feed."""
    chat = await db.read(chats.find, telegram_id)
    assert chat is not None
    return await db.write(chats.new_feed_token, chat.id)

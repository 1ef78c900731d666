"""On both databases: markup is kept where somebody reads whole texts at once, and for two days."""

from __future__ import annotations

import pytest

from news.models import Media
from store.chats import chats, subscriptions
from store.engine.database import Database
from store.news import articles, whole_texts
from store.news.whole_texts import KEPT
from tests.store.world import NOW, make_articles, make_chat

LINES = (("A line.", "A <b>line</b>."), ("“Ü”", "<i>“Ü”</i>"))


@pytest.mark.parametrize(
    ("mode", "own", "chats_", "wanted"),
    [
        ("now", "whole tags", "", True),
        ("both", "", "whole", True),
        ("now", "summary", "title", False),
        ("digest", "whole", "whole", False),
    ],
)
async def test_markup_is_wanted_for_whole_texts_that_come_at_once(
    db: Database, mode: str, own: str, chats_: str, wanted: bool
) -> None:
    chat = await db.write(make_chat)
    wish = {"mode": mode, "form": own, "limit": 9, "now": NOW}
    await db.write(
        lambda c: subscriptions.add(c, chat.id, "topic", "tech", **wish)  # type: ignore[arg-type]
    )
    await db.write(lambda c: chats.update(c, chat.id, post_format=chats_))
    assert await db.read(whole_texts.wanted) is wanted


async def test_markup_and_media_are_kept_with_their_article_and_dropped_after_two_days(
    db: Database,
) -> None:
    media = (Media("https://a.example/talk.mp3", "audio/mpeg", size=70),)
    (number,) = await db.write(
        lambda c: make_articles(c, ["a"], markup=LINES, media=media)
    )
    row = await db.read(articles.get, number)
    assert row is not None
    assert (row.markup, row.media) == (LINES, media)
    assert await db.write(whole_texts.drop_old, NOW + KEPT) == 0
    assert await db.write(whole_texts.drop_old, NOW + KEPT + 1) == 2
    row = await db.read(articles.get, number)
    assert row is not None
    assert (row.markup, row.media) == ((), ())

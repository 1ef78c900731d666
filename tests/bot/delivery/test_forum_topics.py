"""Forum topics that refuse messages: closed for now, or deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from news.durations import DAY
from sandbox.server import BO, FORUM
from sandbox.world.world import TelegramChat
from store.chats import chats, forum_topics
from store.rows import Chat
from tests.bot.stage import Stage, opened

THREAD = 7


@dataclass
class Forum:
    """A forum with one topic that gets digests, and an admin who knows the bot."""

    stage: Stage
    topic: int
    general: int

    @property
    def place(self) -> TelegramChat:
        return self.stage.sandbox.world.places[FORUM]

    async def digest(self, text: str) -> None:
        """Put a message in for the topic, and send what waits."""
        await self.stage.put(self.topic, text)
        await self.stage.sender.drain()

    async def row(self, chat: int = 0) -> Chat:
        row = await self.stage.db.read(chats.get, chat or self.topic)
        assert row is not None
        return row

    def arrived(self) -> list[tuple[int, str]]:
        """Return the thread and text of each message in the forum."""
        return [
            (sent.thread, sent.text)
            for sent in self.stage.sandbox.world.ledger
            if sent.chat == FORUM
        ]

    async def refused_for_a_week(self) -> None:
        for day in range(8):
            await self.digest(f"day {day}")
            self.stage.ahead += DAY


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with opened(tmp_path) as stage:
        await stage.chat(BO)
        ready = Forum(
            stage, await stage.chat(FORUM, THREAD), await stage.chat(FORUM)
        )
        ready.place.topics[THREAD] = "open"
        yield ready


async def test_a_closed_topic_fails_the_digest_and_is_tried_with_the_next(
    forum: Forum,
) -> None:
    forum.place.topics[THREAD] = "closed"
    await forum.stage.put(forum.topic, "one", "two")
    await forum.stage.put(forum.general, "in the general topic")
    await forum.stage.sender.drain()
    assert forum.arrived() == [(0, "in the general topic")]
    assert (await forum.stage.states()).failed == 2
    assert (await forum.row()).state == "active"
    forum.place.topics[THREAD] = "open"
    await forum.digest("three")
    assert forum.arrived()[1:] == [(THREAD, "three")]


async def test_after_a_week_a_closed_topic_stops_and_the_admins_hear_of_it(
    forum: Forum,
) -> None:
    forum.place.topics[THREAD] = "closed"
    await forum.refused_for_a_week()
    assert (await forum.row()).state == "closed"
    assert (await forum.row(forum.general)).state == "active"
    await forum.digest("an answer that was under way")
    await forum.stage.sender.drain()
    named = '<a href="https://t.me/c/20002/7">x</a>'
    said = tongue("zh-Hans").say("delivery.topic-closed", name=named)
    assert forum.stage.texts(BO) == [telegram_html.plain(said)]
    assert forum.arrived() == [], "the forum itself is not bothered"


@pytest.mark.parametrize("way", ["reopened", "reached", "heard"])
async def test_a_closed_topic_has_its_ways_back(forum: Forum, way: str) -> None:
    forum.place.topics[THREAD] = "closed"
    await forum.refused_for_a_week()
    forum.place.topics[THREAD] = "open"
    db, now = forum.stage.db, forum.stage.clock()
    if way == "reopened":
        await db.write(forum_topics.reopen, FORUM, THREAD)
    elif way == "heard":
        await db.write(chats.welcome_back, FORUM, now)
    else:
        await forum.digest("asked for")
    assert (await forum.row()).state == "active"
    forum.place.topics[THREAD] = "closed"
    await forum.digest("a new week of patience begins")
    assert (await forum.row()).state == "active"


async def test_a_topic_that_takes_one_message_in_a_week_stays_active(
    forum: Forum,
) -> None:
    for day in range(10):
        forum.place.topics[THREAD] = "open" if day == 5 else "closed"
        await forum.digest(f"day {day}")
        forum.stage.ahead += DAY
    assert (await forum.row()).state == "active"
    assert forum.stage.texts(BO) == []


async def test_a_deleted_topic_is_tried_first_and_told_of_once_until_it_is_back(
    forum: Forum,
) -> None:
    del forum.place.topics[THREAD]
    told = tongue("zh-Hans").say("delivery.topic-lost")
    await forum.stage.put(forum.topic, "one", "two")
    await forum.stage.sender.drain()
    assert (await forum.stage.states()).failed == 0
    assert sorted(forum.arrived()) == sorted(
        [(0, "one"), (0, told), (0, "two")]
    )
    assert (await forum.row()).topic_lost
    forum.place.topics[THREAD] = "open"
    await forum.digest("three")
    assert forum.arrived()[-1] == (THREAD, "three")
    assert not (await forum.row()).topic_lost
    del forum.place.topics[THREAD]
    await forum.digest("four")
    await forum.stage.sender.drain()
    assert [text for _, text in forum.arrived()].count(told) == 2


async def test_a_topic_that_somebody_reopens_was_not_deleted(
    forum: Forum,
) -> None:
    db = forum.stage.db
    await db.write(lambda c: chats.update(c, forum.topic, topic_lost=True))
    await db.write(forum_topics.reopen, FORUM, THREAD)
    assert not (await forum.row()).topic_lost


async def test_reopening_ends_no_pause_and_no_ban(forum: Forum) -> None:
    db = forum.stage.db
    for state in ("paused", "banned"):
        await db.write(lambda c, s=state: chats.update(c, forum.topic, state=s))
        await db.write(forum_topics.reopen, FORUM, THREAD)
        assert (await forum.row()).state == state


async def test_a_paused_topic_that_stays_closed_stays_paused(
    forum: Forum,
) -> None:
    forum.place.topics[THREAD] = "closed"
    db = forum.stage.db
    await db.write(lambda c: chats.update(c, forum.topic, state="paused"))
    await forum.refused_for_a_week()
    assert (await forum.row()).state == "paused"
    assert forum.stage.texts(BO) == []

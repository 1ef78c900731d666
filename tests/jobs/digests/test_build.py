"""The columns of a digest's row: when it is due, until when it may be sent, and which hours it covers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.digests import build
from news.durations import DAY, HOUR
from news.models import Digest, Message
from store.article_rows import NewArticle
from store.chats import chat_options, chats, subscriptions
from store.news import articles, sources, stories
from store.rows import Chat
from tests.jobs.conftest import NOW, Clock
from tests.store.world import make_stories, placed, read_article


async def readers(context: JobContext, *people: int, **values: Any) -> None:
    """Let people follow technology, each with a digest that is due now."""

    def write(c: Connection) -> None:
        make_stories(
            c, ["news"], title="news of the day", published_at=NOW - HOUR
        )
        for person in people:
            chat = chats.upsert(
                c,
                person,
                0,
                "private",
                "",
                locale="en",
                zone="UTC",
                schedule="08:00",
                now=NOW,
            )
            subscriptions.add(c, chat.id, "topic", "tech", limit=9, now=NOW)
            chats.update(c, chat.id, **({"next_due_at": NOW} | values))

    await context.db.write(write)


async def rows(context: JobContext, table: str, *names: str) -> list[Any]:
    """Read some columns of all rows, the first written first."""
    wanted = f"SELECT {', '.join(names)} FROM {table} ORDER BY id"
    found = await context.db.read(lambda c: c.exec_driver_sql(wanted).all())
    return [tuple(row) for row in found]


async def test_a_sweep_serves_all_who_are_due_batch_by_batch(
    context: JobContext,
) -> None:
    await readers(context, *range(1, 6))
    small = replace(context, digest=replace(context.digest, batch=2))
    assert await build.sweep(small) == 5
    assert len(await rows(context, "outbox", "chat_id")) == 5
    assert await build.sweep(small) == 0


@pytest.mark.parametrize(
    ("schedule", "worth_until"),
    [("08:00", NOW + DAY), ("08:00 08:20", NOW + HOUR)],
)
async def test_it_is_worth_sending_until_the_next_one_and_an_hour_at_least(
    context: JobContext, schedule: str, worth_until: int
) -> None:
    await readers(context, 1, schedule=schedule)
    await build.sweep(context)
    written = await rows(context, "outbox", "due_at", "ready_at", "expires_at")
    assert written == [(NOW, NOW, worth_until)]


@pytest.mark.parametrize("covered_at", [0, NOW - 3 * DAY])
async def test_it_covers_what_came_since_the_last_one(
    context: JobContext, covered_at: int
) -> None:
    await readers(context, 1, covered_at=covered_at)
    await build.sweep(context)
    usual = NOW - context.digest.window
    assert await rows(context, "digests", "since") == [(covered_at or usual,)]


async def test_one_that_was_asked_for_has_a_slot_past_all_others_and_moves_none(
    context: JobContext,
) -> None:
    await readers(context, 1, zone="Asia/Kolkata")
    chat = await context.db.read(chats.find, 1)
    assert chat is not None
    moment = context.now()
    assert await build.build_now(context, chat)
    # Five and a half hours ahead of Greenwich.
    seconds = (moment.hour * 60 + moment.minute + 330) * 60 + moment.second
    slot = build.ASKED_SLOT + seconds % DAY
    assert await rows(context, "digests", "slot") == [(slot,)]
    after = await context.db.read(chats.find, 1)
    assert after is not None
    assert (after.next_due_at, after.covered_at) == (NOW, 0)


async def test_a_chat_whose_schedule_went_meanwhile_has_no_digest_and_no_next(
    context: JobContext,
) -> None:
    await readers(context, 1, schedule="")
    assert await build.sweep(context) == 1
    assert await rows(context, "outbox", "id") == []
    after = await context.db.read(chats.find, 1)
    assert after is not None
    assert (after.next_due_at, after.covered_at) == (None, 0)


async def read_chat(context: JobContext, person: int) -> Chat:
    chat = await context.db.read(chats.find, person)
    assert chat is not None
    return chat


async def test_a_digest_has_its_chats_settings_and_its_web_page(
    context: JobContext,
) -> None:
    await readers(context, 1, preview=True, images=True, feed_token="key")
    chat = await read_chat(context, 1)
    made = build.digest_of(context, chat, ())
    assert (made.preview, made.images, made.zone) == (True, True, "UTC")
    assert made.web_url == "", "nothing is served"
    web = replace(context.digest, web_url="https://n.example")
    served = replace(context, digest=web)
    made = build.digest_of(served, chat, ())
    assert made.web_url == "https://n.example/d/key"
    bare = build.digest_of(served, replace(chat, feed_token=""), ())
    assert bare.web_url == "", "the chat has no page"


async def test_chats_of_one_choice_are_told_each_since_when_its_digest_covers(
    context: JobContext,
) -> None:
    titles: list[str] = []

    def render(digest: Digest, _locale: str) -> list[Message]:
        titles.append(digest.title)
        return [Message(digest.title)]

    await readers(context, 1, 2, 3, 4)
    for person, days in ((1, 1), (2, 5), (3, 5), (4, 9)):
        chat = await read_chat(context, person)
        covered = {"covered_at": NOW - days * DAY}
        await context.db.write(
            lambda c, chat=chat, to=covered: chats.update(c, chat.id, **to)
        )
    await build.sweep(replace(context, render=render))
    told = await rows(context, "outbox", "coalesce(message, '')", "text_id")
    assert len(told) == 4
    assert len(titles) == len(set(titles)) == 3, "written once for two of them"


async def test_a_lost_lease_writes_nothing_also_when_a_batch_failed(
    context: JobContext,
) -> None:
    await readers(context, 1, 2)
    await context.db.write(
        lambda c: c.exec_driver_sql(
            "UPDATE chats SET zone = 'Mars/Olympus' WHERE telegram_id = 2"
        )
    )
    due = [await read_chat(context, person) for person in (1, 2)]
    await build.build_batch(context, due, {chat.id: 77 for chat in due})
    assert await rows(context, "outbox", "id") == []
    await build.build_batch(context, due)
    assert len(await rows(context, "outbox", "id")) == 1


async def test_its_tail_says_what_rises_to_who_wants_that(
    context: JobContext,
) -> None:
    await readers(context, 1, 2)
    chat = await read_chat(context, 1)

    def fill(c: Connection) -> None:
        chat_options.put(c, chat.id, "trends")
        source = sources.add(
            c, "https://n.example/feed", "feed", "N", "en", "UTC", None, NOW
        )
        quiet = [(f"Quiet day {n}", n * DAY + HOUR) for n in range(8)]
        risen = [("Alder dam cracks", HOUR // 2 + n) for n in range(6)]
        for number, (title, ago) in enumerate(quiet + risen):
            url, at = f"https://n.example/{number}", NOW - ago
            new = NewArticle(url, url, source.id, title, published_at=at)
            (article,) = articles.insert_new(c, [new], NOW)
            read = read_article(
                article,
                title=title,
                published_at=at,
                publisher=f"Paper {number}",
                topics=(("tech", 0.9, ""),),
            )
            articles.save_read(c, [read], NOW)
            stories.place(c, [placed(article, title)], NOW, ancestors={})

    await context.db.write(fill)
    digests_made: list[Digest] = []

    def render(digest: Digest, _locale: str) -> list[Message]:
        digests_made.append(digest)
        return [Message(digest.title)]

    await build.sweep(replace(context, render=render))
    told = sorted(
        " ".join(word for rise in digest.rises for word in rise.words)
        for digest in digests_made
    )
    assert told[0] == ""
    assert "dam" in told[1].lower()


async def test_it_is_due_at_its_hour_however_late_it_is_built(
    context: JobContext, clock: Clock
) -> None:
    await readers(context, 1)
    clock.now += 120
    await build.sweep(context)
    written = await rows(context, "outbox", "due_at", "ready_at")
    assert written == [(NOW, NOW + 120)]

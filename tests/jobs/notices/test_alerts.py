"""Breaking stories: who gets them at once, how often, and each only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.context import JobContext
from jobs.digests import build
from jobs.notices import alerts
from jobs.notices.alerts import Alerts
from news.models import Media, Message
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats, subscriptions
from store.delivery import alerts as alert_rows
from store.delivery import outbox
from store.news import articles, sources, stories
from store.rows import Chat
from tests.jobs.conftest import NOW, Clock


async def telling(
    context: JobContext,
    name: str,
    publishers: int,
    *,
    apart: int = 600,
    kind: str = "report",
    image: str = "",
    media: tuple[Media, ...] = (),
) -> int:
    """Store a story with this number of publishers, the last of them a minute ago; return its id."""
    source = (
        await context.db.write(
            sources.add,
            "https://a.example/feed",
            "feed",
            "A",
            "zh-Hans",
            "UTC",
            None,
            NOW,
        )
    ).id
    now = context.clock()
    items = [
        NewArticle(
            url=f"https://p{n}.example/{name}",
            url_key=f"{name}{n}",
            source_id=source,
            title=name,
        )
        for n in range(publishers)
    ]
    ids = await context.db.write(articles.insert_new, items, now)
    read = [
        ReadArticle(
            id=number,
            title=f"{name}的大新闻",
            text=f"{name}发生了一件大事。",
            summary=(f"{name}发生了一件大事。",),
            published_at=now - 60 - apart * (publishers - 1 - place),
            publisher=f"报纸{place}",
            site="",
            author="",
            editor="",
            section="",
            language="zh-Hans",
            image=image,
            keywords=(),
            topics=(("tech", 0.9, ""),),
            canonical_url="",
            words=name,
            media=media,
        )
        for place, number in enumerate(ids)
    ]
    await context.db.write(articles.save_read, read, now)
    placed = [
        Placed(
            number,
            name,
            "report" if place == 0 or kind == "report" else "reprint",
            "",
            (),
            (),
        )
        for place, number in enumerate(ids)
    ]
    return (await context.db.write(stories.place, placed, now))[0]


async def reader(
    context: JobContext, telegram: int = 77, **settings: object
) -> Chat:
    """Make a chat that wants news of technology, and alerts."""
    chat = await context.db.write(
        chats.upsert,
        telegram,
        0,
        "private",
        "Ann",
        locale="en",
        zone="Asia/Shanghai",
        schedule="16:00",
        now=NOW,
    )
    await context.db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=50, now=NOW
    )
    return await context.db.write(
        lambda c: chats.update(c, chat.id, **({"alerts": 3} | settings))
    )


async def waiting(context: JobContext) -> list[tuple[int, str]]:
    rows = await context.db.write(
        outbox.claim,
        now=context.clock() + 3600,
        limit=100,
        lease=1,
        owner="test",
    )
    return [(row.chat_id, row.kind) for row in rows]


async def test_a_fault_over_one_chat_keeps_the_alert_from_no_other(
    context: JobContext,
) -> None:
    await telling(context, "quake", 3)
    await reader(context, 5, zone="Mars/Base", quiet_from=0, quiet_to=1439)
    good = await reader(context, 6)
    assert await Alerts(context).sweep() == 1
    assert await Alerts(context).sweep() == 0
    assert await waiting(context) == [(good.id, "alert")]


async def test_a_story_that_three_publishers_tell_comes_at_once_and_never_again(
    context: JobContext, clock: Clock
) -> None:
    story = await telling(context, "地震", 3)
    chat = await reader(context)
    await reader(context, 78, alerts=0)
    assert await Alerts(context).sweep() == 1
    assert await Alerts(context).sweep() == 0
    assert await waiting(context) == [(chat.id, "alert")]
    assert (
        await context.db.read(alert_rows.audience, [chat.id], [story], NOW)
        == []
    )
    await context.db.write(lambda c: chats.update(c, chat.id, next_due_at=NOW))
    clock.now += 60
    assert await build.sweep(context) == 1
    assert (await context.db.read(outbox.depth)).ready == 0, (
        "an alert is not told again in the digest"
    )


async def test_what_is_no_news_is_no_alert(context: JobContext) -> None:
    await reader(context)
    await telling(context, "组图：运河上的雾凇", 5)
    assert await Alerts(context).sweep() == 0


async def test_two_publishers_reprints_or_a_slow_morning_are_no_alert(
    context: JobContext,
) -> None:
    await reader(context)
    await telling(context, "小事", 2)
    await telling(context, "转载", 4, kind="reprint")
    await telling(context, "慢慢", 3, apart=1900)
    assert await Alerts(context).sweep() == 0


async def test_at_most_so_many_a_local_day(
    context: JobContext, clock: Clock
) -> None:
    await reader(context, alerts=2)
    for name in ("一号", "二号", "三号"):
        await telling(context, name, 3)
    assert await Alerts(context).sweep() == 2
    clock.now += 16 * 3600  # the next day in Shanghai
    await telling(context, "四号", 3)
    assert await Alerts(context).sweep() == 1


async def test_never_in_quiet_hours(context: JobContext, clock: Clock) -> None:
    await reader(
        context, quiet_from=15 * 60, quiet_to=17 * 60
    )  # it is 16:00 in Shanghai
    await telling(context, "夜里", 3)
    assert await Alerts(context).sweep() == 0
    clock.now += 7200
    await telling(context, "早上", 3)
    assert await Alerts(context).sweep() == 1


async def test_mutes_languages_and_states_are_heeded(
    context: JobContext,
) -> None:
    muted = await reader(context)
    await context.db.write(
        subscriptions.add, muted.id, "mute-topic", "tech", limit=50, now=NOW
    )
    await reader(context, 78, languages=("en",))
    await reader(context, 79, state="blocked")
    await telling(context, "无人", 3)
    assert await Alerts(context).sweep() == 0


async def test_many_chats_are_told_in_batches(context: JobContext) -> None:
    context = replace(context, alert=type(context.alert)(batch=2))
    for number in range(5):
        await reader(context, 100 + number)
    await telling(context, "广播", 3)
    assert await Alerts(context).sweep() == 5


async def test_two_workers_write_one_alert(context: JobContext) -> None:
    story = await telling(context, "同时", 3)
    chat = await reader(context)
    found = await context.db.read(stories.get, story)
    assert found is not None
    new = alerts._alert(
        context, chat, found, "topic:tech", Message("!", stories=(story,))
    )
    assert await context.db.write(alert_rows.store, [new], NOW) == 1
    assert await context.db.write(alert_rows.store, [new], NOW) == 0
    assert await context.db.write(alert_rows.store, [], NOW) == 0


@pytest.mark.parametrize(
    ("zone", "moment", "date"),
    [
        (
            "Europe/Berlin",
            datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
            "2026-10-25",
        ),
        (
            "Europe/Berlin",
            datetime(2026, 10, 25, 22, 30, tzinfo=UTC),
            "2026-10-25",
        ),
        (
            "America/New_York",
            datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
            "2026-11-22",
        ),
    ],
)
async def test_a_day_is_the_chats_own_even_when_clocks_change(
    context: JobContext, clock: Clock, zone: str, moment: datetime, date: str
) -> None:
    clock.now = int(moment.timestamp())
    chat = await reader(context, zone=zone)
    story = await context.db.read(
        stories.get, await telling(context, "某事", 3)
    )
    assert story is not None
    assert (
        alerts._alert(
            context, chat, story, "topic:tech", Message("!")
        ).local_date
        == date
    )

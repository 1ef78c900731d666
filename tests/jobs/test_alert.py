"""Stories that break: to whom they go at once, how often, and that they are told once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jobs import alert, digest
from jobs.house import House
from news.models import Message
from store import alerts, articles, chats, outbox, sources, stories, subscriptions
from store.rows import Chat, NewArticle, Placed, ReadArticle
from tests.jobs.conftest import NOW, Clock


async def telling(
    house: House, name: str, publishers: int, *, apart: int = 600, kind: str = "report"
) -> int:
    """Put a story into the store that so many publishers told, the last of them a minute ago; gives its id."""
    source = (
        await house.db.write(
            sources.add, "https://a.example/feed", "feed", "A", "zh-Hans", "UTC", None, NOW
        )
    ).id
    now = house.clock()
    items = [
        NewArticle(
            url=f"https://p{n}.example/{name}", url_key=f"{name}{n}", source_id=source, title=name
        )
        for n in range(publishers)
    ]
    ids = await house.db.write(articles.insert_new, items, now)
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
            image="",
            keywords=(),
            topics=(("tech", 0.9, ""),),
            canonical_url="",
            words=name,
        )
        for place, number in enumerate(ids)
    ]
    await house.db.write(articles.save_read, read, now)
    placed = [
        Placed(number, name, "report" if place == 0 or kind == "report" else "reprint", "", (), ())
        for place, number in enumerate(ids)
    ]
    return (await house.db.write(stories.place, placed, now))[0]


async def reader(house: House, telegram: int = 77, **settings: object) -> Chat:
    """Make a chat that wants news of technology, and alerts."""
    chat = await house.db.write(
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
    await house.db.write(subscriptions.add, chat.id, "topic", "tech", limit=50, now=NOW)
    return await house.db.write(lambda c: chats.update(c, chat.id, **({"alerts": 3} | settings)))


async def waiting(house: House) -> list[tuple[int, str]]:
    rows = await house.db.write(
        outbox.claim, now=house.clock() + 10**6, limit=100, lease=1, owner="test"
    )
    return [(row.chat_id, row.kind) for row in rows]


async def test_a_story_that_three_publishers_tell_comes_at_once_and_never_again(
    house: House, clock: Clock
) -> None:
    story = await telling(house, "地震", 3)
    chat = await reader(house)
    await reader(house, 78, alerts=0)
    assert await alert.sweep(house) == 1
    assert await alert.sweep(house) == 0
    assert await waiting(house) == [(chat.id, "alert")]
    assert await house.db.read(alerts.audience, [chat.id], [story]) == []
    await house.db.write(lambda c: chats.update(c, chat.id, next_due_at=NOW))
    clock.now += 60
    assert await digest.sweep(house) == 1
    assert (await house.db.read(outbox.depth)).ready == 0, (
        "an alert is not told again in the digest"
    )


async def test_two_publishers_reprints_or_a_slow_morning_are_no_alert(house: House) -> None:
    await reader(house)
    await telling(house, "小事", 2)
    await telling(house, "转载", 4, kind="reprint")
    await telling(house, "慢慢", 3, apart=1900)
    assert await alert.sweep(house) == 0


async def test_at_most_so_many_a_local_day(house: House, clock: Clock) -> None:
    await reader(house, alerts=2)
    for name in ("一号", "二号", "三号"):
        await telling(house, name, 3)
    assert await alert.sweep(house) == 2
    clock.now += 16 * 3600  # the next day in Shanghai
    await telling(house, "四号", 3)
    assert await alert.sweep(house) == 1


async def test_never_in_quiet_hours(house: House, clock: Clock) -> None:
    await reader(house, quiet_from=15 * 60, quiet_to=17 * 60)  # it is 16:00 in Shanghai
    await telling(house, "夜里", 3)
    assert await alert.sweep(house) == 0
    clock.now += 7200
    await telling(house, "早上", 3)
    assert await alert.sweep(house) == 1


async def test_mutes_languages_and_states_are_heeded(house: House) -> None:
    muted = await reader(house)
    await house.db.write(subscriptions.add, muted.id, "mute-topic", "tech", limit=50, now=NOW)
    await reader(house, 78, languages=("en",))
    await reader(house, 79, state="blocked")
    await telling(house, "无人", 3)
    assert await alert.sweep(house) == 0


async def test_many_chats_are_told_in_batches(house: House) -> None:
    house.alert = type(house.alert)(batch=2)
    for number in range(5):
        await reader(house, 100 + number)
    await telling(house, "广播", 3)
    assert await alert.sweep(house) == 5


async def test_two_workers_write_one_alert(house: House) -> None:
    story = await telling(house, "同时", 3)
    chat = await reader(house)
    found = await house.db.read(stories.get, story)
    assert found is not None
    new = alert._alert(house, chat, found, "topic:tech", Message("!", stories=(story,)))
    assert await house.db.write(alerts.store, [new], NOW) == 1
    assert await house.db.write(alerts.store, [new], NOW) == 0
    assert await house.db.write(alerts.store, [], NOW) == 0


@pytest.mark.parametrize(
    ("zone", "moment", "date"),
    [
        ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), "2026-10-25"),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 30, tzinfo=UTC), "2026-10-25"),
        ("America/New_York", datetime(2026, 11, 23, 4, 30, tzinfo=UTC), "2026-11-22"),
    ],
)
async def test_a_day_is_the_chats_own_even_when_clocks_change(
    house: House, clock: Clock, zone: str, moment: datetime, date: str
) -> None:
    clock.now = int(moment.timestamp())
    chat = await reader(house, zone=zone)
    story = await house.db.read(stories.get, await telling(house, "某事", 3))
    assert story is not None
    assert alert._alert(house, chat, story, "topic:tech", Message("!")).local_date == date

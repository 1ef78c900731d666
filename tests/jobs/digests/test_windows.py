"""A digest covers the time since the chat's last one; what did not fit comes with the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.digests import build
from jobs.digests.windows import DAY, LONGEST, since, window_of
from jobs.term_index import BEST, DAILY, TermLists
from store import quarantine
from store.chats import chat_claims, chats, subscriptions
from store.delivery import digests, outbox, outcomes
from store.records import TermStory
from store.rows import Chat
from tests.jobs.conftest import NOW, Clock
from tests.store.world import make_stories

USUAL = 36 * 3600
CHAT = Chat(1, 1)


@pytest.mark.parametrize(
    ("gap", "window"),
    [
        (0, USUAL),
        (DAY, USUAL),
        (USUAL, USUAL),
        (USUAL + 1, 2 * DAY),
        (3 * DAY, 3 * DAY),
        (7 * DAY, 7 * DAY),
        (7 * DAY + 60, 8 * DAY),
        (40 * DAY, LONGEST),
    ],
)
def test_a_gap_is_covered_whole_up_to_two_weeks(gap: int, window: int) -> None:
    assert window_of(replace(CHAT, covered_at=NOW - gap), NOW, USUAL) == window


def test_a_first_digest_looks_back_as_far_as_usual() -> None:
    assert window_of(CHAT, NOW, USUAL) == USUAL
    assert since(CHAT, NOW, USUAL) is None


def test_a_digest_says_since_when_where_it_looks_further_back() -> None:
    assert since(replace(CHAT, covered_at=NOW - DAY), NOW, USUAL) is None
    assert (
        since(replace(CHAT, covered_at=NOW - 7 * DAY), NOW, USUAL)
        == NOW - 7 * DAY
    )
    assert (
        since(replace(CHAT, covered_at=NOW - 40 * DAY), NOW, USUAL)
        == NOW - LONGEST
    )


async def reader(context: JobContext, **values: object) -> Chat:
    def write(c: Connection) -> Chat:
        chat = chats.upsert(
            c,
            5,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
        subscriptions.add(c, chat.id, "topic", "tech", limit=9, now=NOW)
        return chats.update(c, chat.id, **({"next_due_at": NOW} | values))

    return await context.db.write(write)


async def publish(context: JobContext, *ages: int) -> list[int]:
    """Make a story of each age in days; returns their ids."""

    def write(c: Connection) -> list[int]:
        return [
            make_stories(
                c,
                [f"day {age}"],
                title=f"day {age}",
                published_at=NOW - age * DAY + 60,
            )[0]
            for age in ages
        ]

    return await context.db.write(write)


async def told(context: JobContext, chat: Chat) -> list[str]:
    rows = await context.db.read(
        lambda c: (
            c.exec_driver_sql("SELECT message FROM outbox ORDER BY id")
            .scalars()
            .all()
        )
    )
    del chat
    return [row for row in rows if "day" in row]


async def test_a_weekly_digest_tells_of_the_whole_week(
    context: JobContext,
) -> None:
    await publish(context, 1, 3, 6, 9)
    await reader(context, covered_at=NOW - 7 * DAY)
    await build.sweep(context)
    (message,) = await told(context, CHAT)
    assert [f"day {age}" in message for age in (1, 3, 6, 9)] == [
        True,
        True,
        True,
        False,
    ]


async def test_the_digest_after_a_weekend_covers_it(
    context: JobContext,
) -> None:
    await publish(context, 1, 2)
    await reader(context, covered_at=NOW - 3 * DAY)
    await build.sweep(context)
    (message,) = await told(context, CHAT)
    assert "day 2" in message


async def test_what_was_not_sent_until_the_next_digest_is_told_by_that(
    context: JobContext, clock: Clock
) -> None:
    (story,) = await publish(context, 1)
    chat = await reader(context)
    await build.sweep(context)
    assert len(await told(context, chat)) == 1
    clock.now += DAY  # Telegram was away all the while
    await context.db.write(
        lambda c: chats.update(c, chat.id, next_due_at=clock.now)
    )
    await build.sweep(context)
    messages = await told(context, chat)
    assert len(messages) == 2
    assert all(f"[{story}]" in message for message in messages)
    depth = await context.db.read(outbox.depth)
    assert (depth.ready, depth.failed) == (1, 1)


async def test_a_digest_that_failed_covers_nothing(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context, covered_at=NOW - 7 * DAY)
    await publish(context, 6)
    await build.sweep(context)
    (covered,) = await context.db.read(_covered)
    assert covered == NOW
    await context.db.write(outcomes.unreachable, 5, "blocked", "Forbidden", NOW)
    (covered,) = await context.db.read(_covered)
    assert covered == NOW - 7 * DAY
    clock.now += DAY
    await context.db.write(chats.welcome_back, 5, clock.now)
    await context.db.write(
        lambda c: chats.update(c, chat.id, next_due_at=clock.now)
    )
    await build.sweep(context)
    assert "day 6" in (await told(context, chat))[-1]


def _covered(c: Connection) -> list[int]:
    return list(c.exec_driver_sql("SELECT covered_at FROM chats").scalars())


async def test_a_chat_that_cannot_be_built_for_costs_no_other_its_digest(
    context: JobContext,
) -> None:
    await publish(context, 1)
    good = await reader(context)

    def poison(c: Connection) -> int:
        chat = chats.upsert(
            c,
            6,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
        return chats.update(c, chat.id, zone="Mars/Olympus", next_due_at=NOW).id

    bad = await context.db.write(poison)
    await build.sweep(context)
    assert len(await context.db.read(digests.recent_of_chat, good.id, 9)) == 1
    (row,) = await context.db.read(quarantine.listed)
    assert (row.kind, row.item) == ("chat", bad)
    assert "Mars" in row.reason
    chat = await context.db.read(chats.get, bad)
    assert chat is not None
    assert chat.next_due_at == NOW + chat_claims.SET_ASIDE


def test_a_busy_terms_list_keeps_some_of_each_day_and_stays_bounded() -> None:
    lists = TermLists()
    rows = {
        number: TermStory(1, number, NOW - number * 600, NOW, number % 7, ())
        for number in range(20 * DAY // 600)
    }
    lists._of_term[1, 0] = dict(rows)
    lists.best(1, NOW, USUAL)
    kept = lists._of_term[1, 0]
    assert len(kept) <= 2 * BEST + 14 * DAILY
    days = {(NOW - row.published_at) // DAY for row in kept.values()}
    assert days >= set(range(14))
    assert len(lists.best(1, NOW, 7 * DAY)) <= BEST


def test_a_terms_list_orders_by_standing_and_topic_and_no_news_last() -> None:
    lists = TermLists()
    plain = TermStory(1, 1, NOW - 3600, NOW, 1, ())
    rows = [
        plain,
        replace(plain, story_id=2, standing=130, published_at=NOW - 3 * 3600),
        replace(plain, story_id=3, has_topic=False, published_at=NOW),
        replace(plain, story_id=4, no_news=True, publishers=9),
        replace(plain, story_id=5, no_news=True, published_at=NOW - 60),
    ]
    lists._of_term[1, 0] = {row.story_id: row for row in rows}
    assert lists.best(1, NOW, USUAL) == [2, 1, 3, 5, 4]
    assert not lists.is_mostly_no_news(1, 7)
    lists._of_term[2, 7] = {
        n: replace(plain, story_id=n, no_news=True) for n in range(3)
    }
    assert lists.is_mostly_no_news(2, 7)
    assert not lists.is_mostly_no_news(2, 8)


async def test_a_chat_whose_row_cannot_be_read_costs_no_other_its_digest(
    context: JobContext,
) -> None:
    await publish(context, 1)
    good = await reader(context)

    def poison(c: Connection) -> int:
        chat = chats.upsert(
            c,
            6,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
        c.exec_driver_sql(
            f"UPDATE chats SET languages = 'zh', next_due_at = {NOW} WHERE id = {chat.id}"
        )
        return chat.id

    bad = await context.db.write(poison)
    assert await build.sweep(context) == 1
    assert len(await context.db.read(digests.recent_of_chat, good.id, 9)) == 1
    (row,) = await context.db.read(quarantine.listed)
    assert (row.kind, row.item) == ("chat", bad)


async def test_two_digests_asked_for_within_a_second_tell_each_story_once(
    context: JobContext,
) -> None:
    await publish(context, 1)
    await context.db.write(
        make_stories, ["later"], title="later", published_at=NOW - 3600
    )
    chat = await reader(context)
    told_now = [await build.build_now(context, chat, limit=1) for _ in range(3)]
    assert [len(messages) for messages in told_now] == [1, 1, 0]
    assert told_now[0] != told_now[1]


async def test_who_lost_the_lease_of_a_chat_writes_nothing_for_it(
    context: JobContext,
) -> None:
    await publish(context, 1)
    chat = await reader(context)
    await build.build_batch(context, [chat], {chat.id: 12_345})
    assert await context.db.read(digests.recent_of_chat, chat.id, 9) == []
    assert (await context.db.read(outbox.depth)).ready == 0


async def test_a_digest_keeps_what_it_told_and_why_and_names_the_next(
    context: JobContext,
) -> None:
    (story,) = await publish(context, 1)
    chat = await reader(context)
    assert await build.sweep(context) == 1
    (sent,) = await context.db.read(digests.recent_of_chat, chat.id, 9)
    assert [
        (number, subscription) for number, subscription, _ in sent.picks
    ] == [(story, "topic:tech")]
    later = await context.db.read(chats.get, chat.id)
    assert later is not None
    assert later.next_due_at == NOW + DAY


@pytest.mark.parametrize(("send_empty", "messages"), [(False, 0), (True, 1)])
async def test_with_nothing_to_tell_only_who_wants_to_know_gets_a_message(
    context: JobContext, send_empty: bool, messages: int
) -> None:
    chat = await reader(context, send_empty=send_empty)
    await build.sweep(context)
    assert (await context.db.read(outbox.depth)).ready == messages
    later = await context.db.read(chats.get, chat.id)
    assert later is not None
    # The slot is used up, message or not.
    assert (later.next_due_at, later.covered_at) == (NOW + DAY, NOW)


async def test_a_digest_that_is_far_too_late_is_left_out_and_the_next_one_named(
    context: JobContext, clock: Clock
) -> None:
    await publish(context, 1)
    chat = await reader(context)
    clock.now += 8 * 3600
    await build.sweep(context)
    assert (await context.db.read(outbox.depth)).ready == 0
    later = await context.db.read(chats.get, chat.id)
    assert later is not None
    assert later.next_due_at == NOW + DAY

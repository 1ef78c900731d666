"""The sender against every fault that the sandbox can make."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Bot
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.delivery.connection_probe import UNAUTHORIZED
from bot.delivery.rate_limiter import Limiter, Rates
from bot.delivery.sender import Sender, SendOptions
from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from news.models import Button, Message
from sandbox.server import ANN, BO, CHANNEL, GROUP
from sandbox.world import people
from sandbox.world.faults import Fault
from store import quarantine
from store.chats import chats
from store.delivery import digests, outbox, seen
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import NewOutbox, OutboxRow
from tests import read_rows
from tests.bot.stage import CLAIMS, Stage, opened
from tests.scene import until


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


def sender_of(stage: Stage, *, bot: Any = None, **named: Any) -> Sender:
    """Return a sender of a stage with options of its own."""
    telegram = stage.bot if bot is None else bot
    return Sender(
        stage.db, telegram, owner="a", clock=stage.clock, claims=CLAIMS, **named
    )


class SlowFor:
    """A Telegram that holds the messages of one chat until released."""

    def __init__(self, chat: int) -> None:
        self.chat, self.patience = chat, asyncio.Event()
        self.sent: list[int] = []

    async def send_message(self, *, chat_id: int, **_rest: Any) -> Any:
        if chat_id == self.chat:
            await self.patience.wait()
        self.sent.append(chat_id)
        return SimpleNamespace(message_id=len(self.sent))


async def test_messages_go_in_order_with_their_buttons(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(
        chat, Message("<b>one</b>", ((Button("x", "1:s:1"),),)), "two", "three"
    )
    assert await stage.sender.drain() == 3
    assert stage.texts() == ["one", "two", "three"]
    assert (
        stage.sandbox.world.places[ANN].messages[1]["reply_markup"][
            "inline_keyboard"
        ][0][0]["callback_data"]
        == CLAIMS.sign(((Button("x", "1:s:1"),),), chat, "published")[0][0].data
    )
    depth = await stage.states()
    assert (depth.ready, depth.inflight, depth.failed) == (0, 0, 0)


async def test_what_was_started_before_a_crash_is_sent_again_silently_and_marked(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    (row,) = await stage.db.write(
        outbox.claim, now=stage.clock(), limit=5, lease=600, owner="dead"
    )
    await stage.db.write(outbox.start, [row.id], stage.clock(), owner="dead")
    await stage.sender.drain()
    (sent,) = stage.sandbox.world.ledger
    assert sent.silent
    assert sent.text.startswith("hello")
    assert len(sent.text) > len("hello")


@pytest.mark.parametrize(
    ("kind", "doubled"),
    [
        ("drop-before", False),
        ("drop-after", True),
        ("500", False),
        ("502", False),
        ("garbage", False),
    ],
)
async def test_an_ambiguous_fault_loses_nothing(
    stage: Stage, kind: str, doubled: bool
) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(Fault(kind, "sendMessage", count=1))  # type: ignore[arg-type]
    await stage.put(chat, "hello")
    await stage.sender.drain()
    stage.ahead += 600
    await stage.sender.drain()
    texts = stage.texts()
    assert [text.split("\n")[0] for text in texts] == ["hello"] * (
        2 if doubled else 1
    )
    assert stage.sandbox.world.ledger[-1].silent


async def test_a_429_is_held_and_then_sent_once(stage: Stage) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(
        Fault("429", "sendMessage", count=1, seconds=5)
    )
    await stage.put(chat, "hello")
    await stage.sender.drain()
    assert stage.texts() == []
    stage.ahead += 6
    await stage.sender.drain()
    assert stage.texts() == ["hello"]
    assert not stage.sandbox.world.ledger[0].silent


async def test_an_outage_of_hours_loses_nothing_and_keeps_the_order(
    stage: Stage,
) -> None:
    one, two = await stage.chat(ANN), await stage.chat(BO)
    await stage.put(one, "a", "b")
    await stage.put(two, "c")
    stage.sandbox.world.plan.faults.append(Fault("502"))
    for _ in range(20):
        await stage.sender.drain()
        stage.ahead += 600
    assert stage.sender.trouble
    assert stage.texts() == []
    stage.sandbox.world.plan.faults.clear()
    await stage.sender.drain()
    assert [text.split("\n")[0] for text in stage.texts()] == ["a", "b"]
    assert len(stage.texts(BO)) == 1
    assert not stage.sender.trouble
    depth = await stage.states()
    assert (depth.ready, depth.failed) == (0, 0)


async def test_in_an_outage_one_message_alone_has_met_it_and_none_is_risked_to_see_its_end(
    stage: Stage,
) -> None:
    for person in (ANN, BO):
        await stage.put(await stage.chat(person), "a", "b")
    stage.sandbox.world.plan.faults.append(Fault("gateway-403"))
    for _ in range(3):
        await stage.sender.drain()
    assert (
        stage.sandbox.world.plan.struck["gateway-403"] <= 2 + 3
    )  # two flights, then who-am-I
    stage.sandbox.world.plan.faults.clear()
    await stage.sender.drain()
    assert [stage.texts(person) for person in (ANN, BO)] == [["a", "b"]] * 2
    assert not any(sent.silent for sent in stage.sandbox.world.ledger)


async def test_what_is_too_late_is_not_sent_and_its_stories_are_untold_again(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    row = NewOutbox(
        chat,
        "alert",
        Message("old", stories=(7,)),
        stage.clock(),
        digest_id=1,
        reply_to_story=None,
    )
    (number,) = await stage.db.write(digests.queue, [row], stage.clock())
    await stage.db.write(_tell, chat, 7, number)
    stage.ahead += 6 * 3600 + 60
    await stage.sender.drain()
    assert stage.texts() == []
    assert (await stage.states()).failed == 1
    assert await stage.db.read(read_rows.unseen, chat, [7]) == {7}


def _tell(connection: Connection, chat: int, story: int, row: int) -> None:
    seen.INSERT(connection, [(chat, story, 1, row, 0)])


@pytest.mark.parametrize(
    "kind", ["null", "list", "no-result", "not-ok", "garbage"]
)
async def test_an_answer_that_says_nothing_is_not_a_lost_message(
    stage: Stage, kind: str
) -> None:
    await stage.put(await stage.chat(), "hello")
    stage.sandbox.world.plan.faults.append(Fault(kind, "sendMessage", count=1))  # type: ignore[arg-type]
    await stage.sender.drain()
    await stage.sender.drain()
    (text,) = stage.texts()
    assert text.split("\n")[0] == "hello"
    assert "\n" in text  # marked, for the first may have arrived
    assert stage.sandbox.world.ledger[0].silent


async def test_what_may_have_arrived_twice_is_settled(stage: Stage) -> None:
    await stage.put(await stage.chat(), "hello")
    stage.sandbox.world.plan.faults.append(Fault("drop-after", "sendMessage"))
    for _ in range(5):
        await stage.sender.drain()
        stage.ahead += 60
    assert len(stage.texts()) == 2
    depth = await stage.states()
    assert (depth.ready, depth.failed) == (0, 0)


async def test_the_mark_is_in_the_readers_language(stage: Stage) -> None:
    await stage.put(await stage.chat(), "hello")
    stage.sandbox.world.plan.faults.append(
        Fault("drop-after", "sendMessage", count=1)
    )
    await stage.sender.drain()
    await stage.sender.drain()
    assert tongue("zh-Hans").say("delivery.repeated") in stage.texts()[-1]


@pytest.mark.parametrize("kind", ["gateway-403", "gateway-400", "404", "401"])
async def test_a_gateways_page_silences_no_chat(
    stage: Stage, kind: str
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    stage.sandbox.world.plan.faults.append(Fault(kind, "sendMessage", count=1))  # type: ignore[arg-type]
    await stage.sender.drain()
    await stage.sender.drain()
    known = await stage.db.read(chats.get, chat)
    assert known is not None
    assert known.state == "active"
    assert stage.texts() == ["hello"]
    assert not stage.sandbox.world.ledger[0].silent


async def test_a_group_that_was_mute_for_one_digest_gets_the_next(
    stage: Stage,
) -> None:
    chat = await stage.chat(GROUP)
    people.permit(stage.sandbox.world, GROUP, allowed=False)
    await stage.put(chat, "one", "two")
    await stage.sender.drain()
    assert (await stage.states()).failed == 2
    people.permit(stage.sandbox.world, GROUP, allowed=True)
    await stage.put(chat, "three")
    await stage.sender.drain()
    assert stage.texts(GROUP) == ["three"]


async def test_after_a_week_of_refusals_the_admins_hear_of_it(
    stage: Stage,
) -> None:
    chat, home = await stage.chat(GROUP), await stage.chat(ANN)
    assert home
    people.permit(stage.sandbox.world, GROUP, allowed=False)
    for _ in range(8):
        await stage.put(chat, "news")
        await stage.sender.drain()
        stage.ahead += 86_400
    known = await stage.db.read(chats.get, chat)
    assert known is not None
    assert known.state == "muted"
    await stage.sender.drain()
    assert len(stage.texts(ANN)) == 1


@pytest.mark.parametrize("lost", ["demoted", "removed"])
async def test_who_manages_a_channel_hears_at_once_that_it_takes_no_posts(
    stage: Stage, lost: str
) -> None:
    chat, home = await stage.chat(CHANNEL), await stage.chat(ANN)
    await stage.db.write(
        lambda c: chats.update(c, chat, managed_by=ANN, kind="channel")
    )
    people.add(stage.sandbox.world, ANN, CHANNEL, "administrator")
    if lost == "removed":
        people.kick(stage.sandbox.world, ANN, CHANNEL)
    else:
        people.appoint(stage.sandbox.world, ANN, CHANNEL, "member")
    for _ in range(2):
        await stage.put(chat, "news")
        await stage.sender.drain()
        stage.ahead += 86_400
    await stage.sender.drain()
    known = await stage.db.read(chats.get, home)
    assert known is not None
    name = (await stage.db.read(chats.get, chat)).title  # type: ignore[union-attr]
    assert stage.texts(ANN) == [
        telegram_html.plain(
            tongue(known.locale).say("channels.lost", name=name)
        )
    ]


async def test_slow_mode_is_waited_for(stage: Stage) -> None:
    chat = await stage.chat(GROUP)
    people.slow_down(stage.sandbox.world, GROUP, 30)
    await stage.put(chat, "one", "two")
    await stage.sender.drain()
    assert stage.texts(GROUP) == ["one"]
    known = await stage.db.read(chats.get, chat)
    assert known is not None
    assert known.state == "active"
    people.slow_down(stage.sandbox.world, GROUP, 0)
    stage.ahead += 31
    await stage.sender.drain()
    assert stage.texts(GROUP) == ["one", "two"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("blocked", "blocked"),
        ("deactivated", "deactivated"),
        ("kicked", "kicked"),
        ("left", "kicked"),
    ],
)
async def test_states_differ_by_telegrams_words(
    stage: Stage, status: str, state: str
) -> None:
    chat = await stage.chat()
    stage.sandbox.world.places[ANN].bot = status
    await stage.put(chat, "hello")
    answers: list[str] = []
    await sender_of(stage, note=answers.append).drain()
    known = await stage.db.read(chats.get, chat)
    assert known is not None
    assert known.state == state
    assert answers == [state]


async def test_a_row_that_cannot_be_read_harms_no_other(stage: Stage) -> None:
    await stage.put(await stage.chat(ANN), "bad", "good")
    await stage.put(await stage.chat(BO), "good")
    await stage.db.write(
        lambda c: c.exec_driver_sql(
            "UPDATE outbox SET message = '[1' WHERE message LIKE '%bad%'"
        )
    )
    await stage.sender.drain()
    assert (stage.texts(ANN), stage.texts(BO)) == (["good"], ["good"])
    (row,) = await stage.db.read(quarantine.listed)
    assert (row.kind, row.count) == ("message", 1)
    assert (await stage.states()).failed == 1


async def test_the_sender_outlives_a_fault_of_ours(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.put(await stage.chat(), "hello")
    housekeep, faults = (
        stage.sender._housekeep,
        [RuntimeError("ours"), RuntimeError("ours")],
    )

    async def faulty() -> None:
        if faults:
            raise faults.pop()
        await housekeep()

    monkeypatch.setattr(stage.sender, "_housekeep", faulty)
    running = asyncio.create_task(stage.sender.run())
    await until(stage.texts)
    await stage.sender.stop()
    await running
    assert stage.texts() == ["hello"]


async def test_what_waits_for_its_turn_was_not_in_the_air(stage: Stage) -> None:
    """A process that dies marks only the messages it had begun to send."""
    limiter = Limiter(Rates(everyone=0.001, chat=1000), lambda: 0.0)
    app = (
        ApplicationBuilder()
        .token(stage.sandbox.token)
        .base_url(stage.sandbox.base_url)
        .rate_limiter(limiter)
        .build()
    )
    await app.bot.initialize()
    for person in (ANN, BO):
        await stage.put(await stage.chat(person), "waits")
    stage.bot = app.bot
    sender = stage.make("dies")
    running = asyncio.create_task(sender.run())
    await until(
        lambda: sender.sent == 1
    )  # the first of the two had its turn, and its answer came
    await sender.stop(within=0.01)
    await running
    await limiter.shutdown()
    await app.bot.shutdown()
    rows = await stage.db.read(
        lambda c: c.exec_driver_sql(
            "SELECT state, repeated FROM outbox ORDER BY state"
        ).all()
    )
    assert [tuple(row) for row in rows] == [("ready", 0), ("sent", 0)]


async def test_a_blocked_chat_never_holds_another(stage: Stage) -> None:
    one, two = await stage.chat(ANN), await stage.chat(BO)
    people.block(stage.sandbox.world, ANN)
    await stage.put(one, "a", "b")
    await stage.put(two, "c")
    await stage.sender.drain()
    assert stage.texts(BO) == ["c"]
    chat = await stage.db.read(chats.get, one)
    assert chat is not None
    assert chat.state == "blocked"
    assert (await stage.states()).ready == 0


async def test_a_group_that_moved_gets_its_message_where_it_is(
    stage: Stage,
) -> None:
    chat = await stage.chat(GROUP)
    people.upgrade(stage.sandbox.world, ANN, GROUP, -1_000_000_077_777)
    await stage.put(chat, "moved")
    await stage.sender.drain()
    await stage.sender.drain()
    assert stage.texts(-1_000_000_077_777) == ["moved"]


async def test_markup_that_is_refused_goes_out_plain(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(
        chat,
        Message("<b>a &amp; b"),
        Message("x" * 5000),
        Message("<b>caption</b>", image="http://nodot/x.png"),
    )
    await stage.sender.drain()
    first, *parts, last = stage.texts()
    assert first == "a & b"
    assert "".join(parts) == "x" * 5000
    assert last == "caption"


async def test_it_runs_wakes_and_stops_cleanly(stage: Stage) -> None:
    chat = await stage.chat()
    running = asyncio.create_task(stage.sender.run())
    await asyncio.sleep(0.05)
    await stage.put(chat, "hello")
    stage.sender.wake()
    for _ in range(100):
        if stage.texts():
            break
        await asyncio.sleep(0.02)
    await stage.sender.stop()
    await asyncio.wait_for(running, 5)
    depth = await stage.states()
    assert (stage.texts(), depth.inflight, depth.ready) == (["hello"], 0, 0)


async def test_who_wakes_it_while_it_looks_makes_it_look_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is put in behind the look would else wait for the end of its rest."""
    claim, looks, go_on = outbox.claim, [], threading.Event()

    def held(connection: Connection, **asked: Any) -> list[OutboxRow]:
        rows = claim(connection, **asked)
        looks.append(len(rows))
        go_on.wait(20)
        return rows

    monkeypatch.setattr(outbox, "claim", held)
    sender = sender_of(stage, pace=SendOptions(idle=1000.0))
    running = asyncio.create_task(sender.run())
    await until(lambda: looks, "it never looked")
    sender.wake()
    go_on.set()
    async with asyncio.timeout(20):
        await until(lambda: len(looks) == 2, "it did not look again")
        await sender.stop()
        await running


async def test_stopped_while_it_looks_it_does_not_rest_first(
    stage: Stage,
) -> None:
    sender = sender_of(stage, pace=SendOptions(idle=1000.0))
    running = asyncio.create_task(sender.run())
    await asyncio.sleep(0)
    await sender.stop()
    await asyncio.wait_for(running, 20)


async def test_a_token_that_stays_refused_ends_the_sender_and_keeps_the_row(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    request = HTTPXRequest()
    stranger = Bot("1:wrong", base_url=stage.sandbox.base_url, request=request)
    sender = Sender(
        stage.db,
        stranger,
        owner="b",
        clock=stage.clock,
        claims=CLAIMS,
        pace=SendOptions(idle=0.02),
    )
    await sender.drain()
    await sender.drain()
    assert "Unauthorized" in sender.trouble
    assert not sender.fatal
    stage.ahead += UNAUTHORIZED
    await sender.drain()
    await asyncio.wait_for(sender.run(), 10)
    await request.shutdown()
    assert sender.fatal == "Unauthorized: telegram.token is not valid any more"
    assert (await stage.states()).ready == 1


async def test_a_store_that_fails_while_a_message_flies_leaves_nothing_held(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    stage.sandbox.world.plan.faults.append(
        Fault("stall", "sendMessage", count=1, seconds=0.3)
    )
    db = await Database.open(stage.db.url, timeout=0.05)
    sender = Sender(
        db,
        stage.bot,
        owner="b",
        clock=stage.clock,
        claims=CLAIMS,
        pace=SendOptions(idle=0.02),
    )
    running = asyncio.create_task(sender.run())
    for _ in range(300):
        if stage.sandbox.world.plan.struck:
            break
        await asyncio.sleep(0.01)
    other = sqlite3.connect(
        stage.db.url.partition("///")[2], isolation_level=None
    )
    other.execute("BEGIN IMMEDIATE")
    await asyncio.sleep(0.8)
    other.execute("ROLLBACK")
    other.close()
    for _ in range(300):
        if stage.texts():
            break
        await asyncio.sleep(0.01)
    await sender.stop()
    await running
    await db.close()
    assert [text.split("\n")[0] for text in stage.texts()] == ["hello"]
    assert stage.sandbox.world.ledger[0].silent
    assert (await stage.states()).inflight == 0


async def test_with_all_places_taken_the_rest_waits_its_turn(
    stage: Stage,
) -> None:
    numbers = [ANN, BO, GROUP]
    for number in numbers:
        await stage.put(await stage.chat(number), "hello")
    stage.sandbox.world.plan.faults.append(
        Fault("stall", "sendMessage", count=1, seconds=0.1)
    )
    sender = sender_of(stage, pace=SendOptions(flights=1, idle=0.01))
    running = asyncio.create_task(sender.run())
    await until(lambda: len(stage.sandbox.world.ledger) >= len(numbers))
    await sender.stop()
    await running
    assert (await stage.states()).ready == 0


async def test_a_place_that_is_free_is_taken_while_another_message_still_flies(
    stage: Stage,
) -> None:
    for number in (ANN, BO, GROUP):
        await stage.put(await stage.chat(number), "hello")
    telegram = SlowFor(ANN)
    sender = sender_of(
        stage, bot=telegram, pace=SendOptions(batch=2, flights=2, idle=0.01)
    )
    running = asyncio.create_task(sender.run())
    await until(lambda: telegram.sent == [BO, GROUP])
    telegram.patience.set()
    await sender.stop()
    await running
    assert telegram.sent == [BO, GROUP, ANN]


async def test_a_message_in_parts_counts_once_a_part(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(chat, "word " * 1500)
    assert await stage.sender.drain() == len(stage.texts()) > 1


async def test_a_store_that_is_away_keeps_no_sender_from_stopping(
    stage: Stage,
) -> None:
    running = asyncio.create_task(stage.sender.run())
    await stage.db.close()
    await stage.sender.stop()
    await running

"""One flight of the sender, and its housekeeping between flights."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, TelegramError

from bot.delivery import sender as sending
from bot.delivery.rate_limiter import BULK
from bot.delivery.sender import TEND, Sender, SendOptions
from news.durations import HOUR
from news.errors import JianbaoError, StoreError
from news.models import Button, Message
from sandbox.server import ANN, BO
from store.delivery import outbox, outcomes
from store.engine.database import Database
from store.rows import OutboxRow
from tests.bot.stage import CLAIMS, Stage, opened

OURS = "a fault of ours: see the log"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


class Telegram:
    """Takes every message, or meets each with one fault; notes how it was called."""

    def __init__(
        self, fault: Exception | None = None, *, once: bool = False
    ) -> None:
        self.fault = fault
        # Whether only the first call meets the fault.
        self.once = once
        self.rate_limiter: object = None
        self.calls: list[tuple[bool, dict[str, Any]]] = []

    async def send_message(self, **given: Any) -> Any:
        self.calls.append((BULK.get(), given))
        if self.fault and not (self.once and len(self.calls) > 1):
            raise self.fault
        return SimpleNamespace(message_id=len(self.calls))

    async def get_me(self) -> None:
        if self.fault:
            raise self.fault


class Watched:
    """A store that counts how often the sender puts things right."""

    def __init__(self, db: Database) -> None:
        self._db, self.looks = db, 0
        self.dialect = db.dialect

    async def write(self, work: Any, *given: Any, **named: Any) -> Any:
        self.looks += work is sending._put_right
        return await self._db.write(work, *given, **named)


def sender_of(stage: Stage, telegram: Telegram, **named: Any) -> Sender:
    options = {"db": stage.db, "clock": stage.clock} | named
    return Sender(
        options.pop("db"),
        cast(Any, telegram),
        owner="a",
        claims=CLAIMS,
        **options,
    )


async def ends(stage: Stage) -> list[tuple[Any, ...]]:
    """Return each message's state, in the order they were written."""
    wanted = "SELECT state, error, repeated FROM outbox ORDER BY id"
    found = await stage.db.read(lambda c: c.exec_driver_sql(wanted).all())
    return [tuple(row) for row in found]


async def claimed(stage: Stage) -> OutboxRow:
    """Put one message in, and take it."""
    await stage.put(await stage.chat(), "hello")
    (row,) = await stage.db.write(
        outbox.claim, now=stage.clock(), limit=1, lease=60, owner="a"
    )
    return row


@pytest.mark.parametrize("paid", [False, True])
async def test_its_calls_are_bulk_and_paid_for_where_that_is_set(
    stage: Stage, paid: bool
) -> None:
    telegram = Telegram()
    await stage.put(await stage.chat(), "hello")
    sender = sender_of(stage, telegram, pace=SendOptions(paid=paid))
    assert await sender.drain() == 1
    ((bulk, given),) = telegram.calls
    assert bulk
    assert bool(given.get("allow_paid_broadcast")) is paid


async def test_without_stars_it_sends_at_the_free_rate_and_loses_nothing(
    stage: Stage,
) -> None:
    telegram = Telegram(BadRequest("BALANCE_TOO_LOW"), once=True)
    await stage.put(await stage.chat(), "one", "two")
    sender = sender_of(stage, telegram, pace=SendOptions(paid=True))
    assert await sender.drain() == 2
    assert [
        bool(given.get("allow_paid_broadcast")) for _, given in telegram.calls
    ] == [True, False, False]
    await stage.put(await stage.chat(), "an hour later")
    stage.ahead += HOUR
    await sender.drain()
    assert telegram.calls[-1][1].get("allow_paid_broadcast")


@pytest.mark.parametrize(
    "words",
    ["BUTTON_URL_INVALID", "Reply markup is too long"],
)
async def test_refused_buttons_cost_no_text(stage: Stage, words: str) -> None:
    telegram = Telegram(BadRequest(words), once=True)
    buttons = ((Button("1", url="https://a.example/"),),)
    await stage.put(await stage.chat(), Message("news", buttons=buttons))
    assert await sender_of(stage, telegram).drain() == 1
    with_buttons, without = (given for _, given in telegram.calls)
    assert with_buttons["reply_markup"] is not None
    assert without["reply_markup"] is None
    assert without["text"] == "news"


async def test_a_refused_preview_costs_no_text(stage: Stage) -> None:
    telegram = Telegram(BadRequest("WEBPAGE_URL_INVALID"), once=True)
    seen = Message("news", preview="https://a.example/1")
    await stage.put(await stage.chat(), seen)
    assert await sender_of(stage, telegram).drain() == 1
    first, again = (
        given["link_preview_options"] for _, given in telegram.calls
    )
    assert first.url
    assert again.is_disabled


async def test_a_known_fault_fails_its_row_and_frees_its_chat(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello", "after it")
    telegram = Telegram(JianbaoError("no such picture"))
    sender = sender_of(stage, telegram)
    await sender.drain()
    assert len(telegram.calls) == 2
    assert await ends(stage) == [("failed", "no such picture", 0)] * 2
    assert not sender.trouble


async def test_after_a_fault_of_ours_in_a_call_the_message_may_have_arrived(
    stage: Stage,
) -> None:
    """The library may fail on an answer to a message that arrived: it goes once more, marked, and
    is settled.
    """
    chat = await stage.chat()
    await stage.put(chat, "hello", "after it")
    telegram = Telegram(TypeError("an answer without a date"))
    sender = sender_of(stage, telegram)
    await sender.drain()
    texts = [given["text"] for _, given in telegram.calls]
    assert [text.partition("\n")[0] for text in texts] == [
        "hello",
        "hello",
        "after it",
        "after it",
    ]
    assert texts[1] != "hello"
    assert await ends(stage) == [("sent", outcomes.PERHAPS, 1)] * 2
    assert not sender.trouble


async def test_a_fault_of_ours_before_the_call_fails_its_row(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_sound(*_given: Any) -> None:
        raise RuntimeError("x")

    await stage.put(await stage.chat(), "hello")
    monkeypatch.setattr(sending, "recording_of", no_sound)
    telegram = Telegram()
    telegram.rate_limiter = object()
    await sender_of(stage, telegram).drain()
    assert await ends(stage) == [("failed", OURS, 0)]
    assert telegram.calls == []


async def test_what_has_its_turn_after_the_line_failed_is_given_back_as_it_was(
    stage: Stage,
) -> None:
    row, telegram = await claimed(stage), Telegram()
    sender = sender_of(stage, telegram)
    sender.breaker.trip("no route", stage.clock())
    await sender._fly(row)
    assert telegram.calls == []
    assert await ends(stage) == [("ready", "no route", 0)]


async def test_a_probe_that_fails_for_a_fault_of_ours_is_no_way_to_telegram(
    stage: Stage,
) -> None:
    sender = sender_of(stage, Telegram(RuntimeError("x")))
    sender.breaker.trip("no route", stage.clock())
    await sender.drain()
    assert sender.trouble == "RuntimeError"
    assert sender.breaker.unauthorized_since is None


async def test_the_line_is_out_since_its_first_fault(stage: Stage) -> None:
    await stage.put(await stage.chat(), "hello")
    sender = sender_of(stage, Telegram(TelegramError("?")), clock=lambda: 77)
    sender.breaker.trip("no route", 70)
    await sender.drain()
    assert sender.breaker.since == 70


async def test_on_trial_one_message_flies_otherwise_as_many_as_there_is_room_for(
    stage: Stage,
) -> None:
    pace = SendOptions(batch=5, flights=8)
    sender = sender_of(stage, Telegram(), pace=pace)
    assert sender._room() == 5
    sender.breaker.trip("no route", 70)
    sender.breaker.probe_succeeded()
    assert sender._room() == 1
    sender.breaker.succeed()
    assert sender._room() == 5


async def test_it_puts_things_right_each_half_minute_and_when_a_clock_goes_back(
    stage: Stage,
) -> None:
    db, now, looks = Watched(stage.db), [1_800_000_000], []
    sender = sender_of(stage, Telegram(), db=db, clock=lambda: now[0])
    for seconds in (0, 0, TEND - 1, 1, 1, -2):
        now[0] += seconds
        await sender.drain()
        looks.append(db.looks)
    assert looks == [1, 1, 1, 2, 2, 3]


async def test_it_says_how_late_the_last_message_was(stage: Stage) -> None:
    for person in (ANN, BO):
        await stage.put(await stage.chat(person), "hello")
    ready = await stage.db.read(
        lambda c: c.exec_driver_sql(
            "SELECT min(ready_at) FROM outbox"
        ).scalar_one()
    )
    await stage.db.write(
        lambda c: c.exec_driver_sql(f"UPDATE outbox SET ready_at = {ready}")
    )
    sender = sender_of(stage, Telegram(), clock=lambda: int(ready) + 40)
    await sender.drain()
    assert (sender.sent, sender.late) == (2, 40)


class Failing:
    """A store whose writes fail a set number of times."""

    def __init__(self, db: Database, words: list[str]) -> None:
        self._db, self.words = db, words
        self.dialect = db.dialect

    async def write(self, work: Any, *given: Any, **named: Any) -> Any:
        if self.words:
            raise StoreError(self.words.pop(0))
        return await self._db.write(work, *given, **named)

    async def read(self, work: Any, *given: Any) -> Any:
        return await self._db.read(work, *given)


async def test_a_store_that_fails_is_logged_once_and_not_each_round(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "hello")
    store = Failing(stage.db, ["gone"] * 5 + ["locked"] * 2)
    pace, arrived = SendOptions(idle=0.001), asyncio.Event()
    sender = sender_of(
        stage,
        Telegram(),
        db=store,
        pace=pace,
        note=lambda _outcome: arrived.set(),
    )
    with capture_logs() as lines:
        running = asyncio.create_task(sender.run())
        await arrived.wait()
        await sender.stop()
        await running
    told = [line["error"] for line in lines if line["event"] == "outbox.store"]
    assert told == ["gone", "locked", "it works again"]


class Unwilling:
    """A store that refuses one kind of work once."""

    def __init__(self, db: Database, work: Any) -> None:
        self._db, self._refused = db, work
        self.dialect = db.dialect

    async def write(self, work: Any, *given: Any, **named: Any) -> Any:
        if work is self._refused:
            self._refused = None
            raise StoreError("disk full")
        return await self._db.write(work, *given, **named)

    async def read(self, work: Any, *given: Any) -> Any:
        return await self._db.read(work, *given)


async def test_what_was_sent_is_noted_once_the_store_takes_it(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(ANN), "one")
    telegram, store = Telegram(), Unwilling(stage.db, outbox.sent)
    sender = sender_of(stage, telegram, db=store)
    with pytest.raises(StoreError):
        await sender.drain()
    await stage.put(await stage.chat(BO), "two")
    await sender._round()
    await sender._wait_in_flight()
    assert await ends(stage) == [("sent", "", 0)] * 2
    assert len(telegram.calls) == 2


async def test_each_drain_counts_its_own_messages_and_names_each_result(
    stage: Stage,
) -> None:
    results: list[str] = []
    sender = sender_of(stage, Telegram(), note=results.append)
    assert (sender.sent, sender.late) == (0, 0)
    chat = await stage.chat()
    for _ in range(2):
        await stage.put(chat, "hello")
        assert await sender.drain() == 1
    assert sender.sent == 2
    assert results == ["sent", "sent"]


async def test_another_form_that_arrives_keeps_its_number_at_telegram(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "<b>open")
    await stage.sender.drain()
    (sent,) = stage.sandbox.world.ledger
    wanted = "SELECT message_id FROM outbox"
    kept = await stage.db.read(lambda c: c.exec_driver_sql(wanted).scalar())
    assert kept == sent.message_id


async def test_after_a_failed_write_a_second_doubt_ends_now(
    stage: Stage,
) -> None:
    row = await claimed(stage)
    await stage.db.write(outbox.start, [row.id], 5, owner="a")
    sender = sender_of(stage, Telegram(), clock=lambda: 77)
    await stage.db.write(
        lambda c: c.exec_driver_sql("UPDATE outbox SET repeated = 1")
    )
    await sender._sort()
    wanted = "SELECT state, error, finished_at FROM outbox"
    ended = await stage.db.read(lambda c: c.exec_driver_sql(wanted).one())
    assert tuple(ended) == ("sent", "perhaps sent", 77)

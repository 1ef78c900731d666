"""The sender against every fault that the sandbox can make."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery.sender import MAX_ATTEMPTS, Sender, SendOptions
from news.models import Button, Message
from sandbox.server import ANN, BO, FORUM, GROUP
from sandbox.world import people
from sandbox.world.faults import Fault
from store.chats import chats
from store.delivery import outbox
from store.engine.database import Database
from tests.bot.stage import Stage, opened


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


async def test_messages_go_in_order_with_their_buttons(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(chat, Message("<b>one</b>", ((Button("x", "1:s:1"),),)), "two", "three")
    assert await stage.sender.drain() == 3
    assert stage.texts() == ["one", "two", "three"]
    assert (
        stage.sandbox.world.places[ANN].messages[1]["reply_markup"]["inline_keyboard"][0][0][
            "callback_data"
        ]
        == "1:s:1"
    )
    depth = await stage.states()
    assert (depth.ready, depth.inflight, depth.failed) == (0, 0, 0)


async def test_what_was_started_before_a_crash_is_sent_again_silently_and_marked(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    (row,) = await stage.db.write(outbox.claim, now=stage.clock(), limit=5, lease=600, owner="dead")
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
async def test_an_ambiguous_fault_loses_nothing(stage: Stage, kind: str, doubled: bool) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(Fault(kind, "sendMessage", count=1))  # type: ignore[arg-type]
    await stage.put(chat, "hello")
    await stage.sender.drain()
    stage.ahead += 600
    await stage.sender.drain()
    texts = stage.texts()
    assert [text.split("\n")[0] for text in texts] == ["hello"] * (2 if doubled else 1)
    assert stage.sandbox.world.ledger[-1].silent


async def test_a_429_is_held_and_then_sent_once(stage: Stage) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(Fault("429", "sendMessage", count=1, seconds=5))
    await stage.put(chat, "hello")
    await stage.sender.drain()
    assert stage.texts() == []
    stage.ahead += 6
    await stage.sender.drain()
    assert stage.texts() == ["hello"]
    assert not stage.sandbox.world.ledger[0].silent


async def test_after_its_tries_a_message_is_given_up(stage: Stage) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(Fault("500", "sendMessage"))
    await stage.put(chat, "hello")
    for _ in range(MAX_ATTEMPTS + 2):
        await stage.sender.drain()
        stage.ahead += 1000
    assert (await stage.states()).failed == 1


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


async def test_a_group_that_moved_gets_its_message_where_it_is(stage: Stage) -> None:
    chat = await stage.chat(GROUP)
    people.upgrade(stage.sandbox.world, ANN, GROUP, -1_000_000_077_777)
    await stage.put(chat, "moved")
    await stage.sender.drain()
    await stage.sender.drain()
    assert stage.texts(-1_000_000_077_777) == ["moved"]


async def test_a_closed_topic_falls_back_to_the_chat_and_says_so_once(stage: Stage) -> None:
    chat = await stage.chat(FORUM, 7)
    stage.sandbox.world.places[FORUM].topics[7] = "closed"
    await stage.put(chat, "one", "two")
    await stage.sender.drain()
    texts = stage.texts(FORUM)
    assert [text for text in texts if text in {"one", "two"}] == ["one", "two"]
    assert len(texts) == 3
    assert (await stage.states()).failed == 0


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


async def test_a_wrong_token_stops_the_sender_and_keeps_the_row(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    request = HTTPXRequest()
    stranger = Bot("1:wrong", base_url=stage.sandbox.base_url, request=request)
    sender = Sender(stage.db, stranger, owner="b", clock=stage.clock, pace=SendOptions(idle=0.02))
    await asyncio.wait_for(sender.run(), 10)
    await request.shutdown()
    assert sender.fatal
    assert (await stage.states()).ready == 1


async def test_a_store_that_fails_while_a_message_flies_leaves_nothing_held(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.put(chat, "hello")
    stage.sandbox.world.plan.faults.append(Fault("stall", "sendMessage", count=1, seconds=0.3))
    db = await Database.open(stage.db.url, timeout=0.05)
    sender = Sender(db, stage.bot, owner="b", clock=stage.clock, pace=SendOptions(idle=0.02))
    running = asyncio.create_task(sender.run())
    for _ in range(300):
        if stage.sandbox.world.plan.struck:
            break
        await asyncio.sleep(0.01)
    other = sqlite3.connect(stage.db.url.partition("///")[2], isolation_level=None)
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

"""What each answer of Telegram writes down: for the row, for its chat, for who looks after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.settlement import Outcome, Settlement
from bot.delivery.telegram_answers import GatewayError
from bot.rendering.i18n import tongue
from news.models import Message
from store.chats import chats, supergroups
from store.delivery import outbox, outcomes, retries
from store.engine.database import Database
from store.rows import Chat, ChatState, OutboxRow

NOW = 1_800_000_000
ROW = OutboxRow(7, 3, 100, 0, "digest", Message("x"), "started", NOW)
REPEATED = replace(ROW, repeated=True)


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


class Store:
    """A store with one chat that records every write."""

    def __init__(self, chat: Chat | None = None) -> None:
        self.chat = chat
        self.written: list[tuple[Any, ...]] = []

    async def write(self, work: Any, *given: Any, **named: Any) -> int:
        self.written.append((work, *given, *([named] if named else [])))
        return NOW

    async def read(self, work: Any, chat: int) -> Chat | None:
        if work is chats.find:
            return Chat(9, chat, locale="en")
        assert (work, chat) == (chats.get, ROW.chat_id)
        return self.chat


async def nothing(_row: OutboxRow) -> int:
    raise AssertionError("no other form is tried here")


def settlement(
    store: Store, send: Callable[[OutboxRow], Any] = nothing
) -> Settlement:
    return Settlement(
        cast(Database, store),
        cast(Bot, None),
        owner="a",
        clock=lambda: NOW,
        send=send,
    )


def unconnected() -> NetworkError:
    error = NetworkError("no route")
    error.__cause__ = httpx.ConnectError("no route")
    return error


def wait(seconds: float) -> RetryAfter:
    return RetryAfter(timedelta(seconds=seconds))


BACK = retries.give_back
ONCE = (ROW, "maybe", (BACK, 7, "late", {"repeated": True}))
TWICE = (REPEATED, "maybe", (outcomes.perhaps_sent, 7, NOW))
PAGE = "no answer of Telegram's: a page with status 502"
EMPTY = (outcomes.failed, 7, "MESSAGE_EMPTY", NOW)


@pytest.mark.parametrize(
    "seconds",
    [(0, 1), (0.2, 1), (7, 7), (7.1, 8), (200_000, outbox.LONGEST_WAIT)],
)
async def test_a_wait_is_of_a_second_at_least_and_of_the_longest_at_most(
    seconds: tuple[float, int],
) -> None:
    asked, waited = seconds
    store = Store()
    settled = await settlement(store).settle(ROW, wait(asked))
    assert settled == Outcome("later")
    later = {"at": NOW + waited, "error": wait(asked).message}
    assert store.written == [(retries.reschedule, 7, later)]


@pytest.mark.parametrize(
    ("error", "row", "action", "written"),
    [
        (
            unconnected(),
            ROW,
            "again",
            (BACK, 7, "no route", {"repeated": False}),
        ),
        (
            GatewayError(502),
            ROW,
            "doubtful",
            (BACK, 7, PAGE, {"repeated": True}),
        ),
        (
            InvalidToken(),
            ROW,
            "unauthorized",
            (BACK, 7, "Unauthorized", {"repeated": False}),
        ),
        (TimedOut("late"), *ONCE),
        (TimedOut("late"), *TWICE),
        (BadRequest("MESSAGE_EMPTY"), ROW, "drop", EMPTY),
    ],
    ids=["unconnected", "gateway", "token", "doubt", "doubt-again", "form"],
)
async def test_an_answer_about_a_message_writes_one_thing(
    error: TelegramError,
    row: OutboxRow,
    action: str,
    written: tuple[Any, ...],
) -> None:
    store = Store()
    assert await settlement(store).settle(row, error) == Outcome(action)
    assert store.written == [written]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("bot was blocked by the user", "blocked"),
        ("bot was kicked from the group chat", "kicked"),
        ("user is deactivated", "deactivated"),
        ("the group chat was deleted", "gone"),
    ],
)
async def test_a_lost_chat_ends_what_waits_for_it_and_its_manager_hears_once(
    words: str, state: ChatState
) -> None:
    text = f"Forbidden: {words}"
    lost = (outcomes.unreachable, 100, state, text, NOW)
    for chat, notices in (
        (Chat(3, 100, managed_by=50, title="News"), 1),
        (Chat(3, 100, managed_by=50, state=state), 0),
        (Chat(3, 100), 0),
        (None, 0),
    ):
        store = Store(chat)
        outcome = await settlement(store).settle(ROW, Forbidden(text))
        assert outcome == Outcome(state)
        assert store.written[0] == lost
        notes = store.written[1:]
        assert [work for work, *_ in notes] == [outbox.add] * notices


async def test_where_the_bot_may_not_write_its_manager_hears_at_once() -> None:
    store = Store(Chat(3, 100, managed_by=50, title="News"))
    words = "not enough rights to send text messages to the chat"
    settled = await settlement(store).settle(ROW, BadRequest(words))
    assert settled == Outcome("muted")
    noted, told = store.written
    assert noted[1:] == (100, words, NOW)
    ((notice,), at) = told[1:]
    assert (told[0], notice.chat_id, at) == (outbox.add, 9, NOW)
    assert notice.message.html == tongue("en").say("channels.lost", name="News")


async def test_a_group_that_moved_nobody_says_where_takes_nothing() -> None:
    store = Store()
    words = "group chat was upgraded to a supergroup chat"
    settled = await settlement(store).settle(ROW, BadRequest(words))
    assert settled == Outcome("moved")
    assert store.written == [(outcomes.failed, 7, words, NOW)]


async def test_a_group_that_moved_takes_its_rows_along() -> None:
    store = Store()
    settled = await settlement(store).settle(ROW, ChatMigrated(-77))
    assert settled == Outcome("moved")
    assert store.written == [
        (supergroups.migrate, 100, -77),
        (retries.give_back, 7, ChatMigrated(-77).message),
    ]


async def test_what_telegram_shows_already_counts_as_arrived() -> None:
    store = Store()
    same = BadRequest("Message is not modified: the same")
    assert await settlement(store).settle(ROW, same) == Outcome("silent", 0)
    assert store.written == []


async def test_another_form_that_is_taken_arrives() -> None:
    async def send(row: OutboxRow) -> int:
        assert row.message.html == "x"
        return 55

    store = Store()
    refused = BadRequest("can't parse entities: x")
    settled = await settlement(store, send).settle(ROW, refused)
    assert settled == Outcome("plain", 55)
    assert store.written == []


BOTH = "can't parse entities: x; then can't parse entities: y"
LATER = {"at": NOW + 9, "error": wait(9).message}


@pytest.mark.parametrize(
    ("second", "action", "written"),
    [
        (
            BadRequest("can't parse entities: y"),
            "plain",
            (outcomes.failed, 7, BOTH, NOW),
        ),
        (wait(9), "later", (retries.reschedule, 7, LATER)),
    ],
    ids=["form", "wait"],
)
async def test_where_no_form_is_taken_the_last_answer_counts(
    second: TelegramError, action: str, written: tuple[Any, ...]
) -> None:
    async def send(_row: OutboxRow) -> int:
        raise second

    store = Store()
    refused = BadRequest("can't parse entities: x")
    settled = await settlement(store, send).settle(ROW, refused)
    assert settled == Outcome(action)
    assert store.written == [written]


async def test_the_first_part_of_what_is_too_long_leaves_the_rest_waiting() -> (
    None
):
    async def send(row: OutboxRow) -> int:
        assert len(row.message.html) < 200
        return 55

    store = Store()
    long = replace(ROW, message=Message("word " * 60))
    refused = BadRequest("message is too long")
    settled = await settlement(store, send).settle(long, refused)
    assert settled == Outcome("shorter", rest_waits=True)
    ((work, number, _, words, held),) = store.written
    assert (work, number, words) == (retries.keep_rest, 7, refused.message)
    assert held == {"owner": "a"}

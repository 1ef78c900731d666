"""Every answer of Telegram leads to one decision."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.answers import TABLE, Do, Rule, decide

# Telegram's own words, as tdlib/telegram-bot-api and tdlib/td write them.
WORDS = [
    (BadRequest("Message is too long"), Do.SHORTER),
    (BadRequest("Text is too long"), Do.SHORTER),
    (BadRequest("Message caption is too long"), Do.NO_PHOTO),
    (BadRequest('Can\'t parse entities: unsupported start tag "x" at byte offset 3'), Do.PLAIN),
    (Forbidden("Forbidden: bot was blocked by the user"), Do.BLOCKED),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Do.BLOCKED),
    (Forbidden("Forbidden: user is deactivated"), Do.GONE),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Do.GONE),
    (Forbidden("Forbidden: bot is not a member of the channel chat"), Do.GONE),
    (Forbidden("Forbidden: the group chat was deleted"), Do.GONE),
    (BadRequest("Chat not found"), Do.GONE),
    (BadRequest("Group chat was upgraded to a supergroup chat"), Do.MOVED),
    (BadRequest("Message thread not found"), Do.NO_TOPIC),
    (BadRequest("Topic_closed"), Do.NO_TOPIC),
    (BadRequest("Not enough rights to send photos to the chat"), Do.NO_PHOTO),
    (BadRequest("Not enough rights to send text messages to the chat"), Do.GONE),
    (BadRequest("Need administrator rights in the channel chat"), Do.GONE),
    (BadRequest("Have no write access to the chat"), Do.GONE),
    (BadRequest("Message to be replied not found"), Do.NO_REPLY),
    (
        BadRequest("Message is not modified: specified new message content and reply markup are …"),
        Do.SILENT,
    ),
    (BadRequest("Message to edit not found"), Do.DROP),
    (BadRequest("Message can't be edited"), Do.DROP),
    (BadRequest("Query is too old and response timeout expired or query id is invalid"), Do.SILENT),
    (BadRequest("Failed to get http url content"), Do.NO_PHOTO),
    (BadRequest("Wrong type of the web page content"), Do.NO_PHOTO),
    (BadRequest("Button_data_invalid"), Do.DROP),
    (BadRequest("Message text is empty"), Do.DROP),
]


@pytest.mark.parametrize(("error", "do"), WORDS, ids=str)
def test_telegrams_words_are_decided_on(error: TelegramError, do: Do) -> None:
    assert decide(error) is do


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.text)
def test_no_rule_is_hidden_by_one_before_it(rule: Rule) -> None:
    assert rule.text == rule.text.lower()
    assert decide(BadRequest(rule.text.capitalize())) is rule.do


@pytest.mark.parametrize(
    ("error", "do"),
    [
        (ChatMigrated(-1001), Do.MOVED),
        (InvalidToken(), Do.STOP),
        (Conflict("terminated by other getUpdates request"), Do.STOP),
        (Forbidden("Forbidden: something new"), Do.GONE),
        (BadRequest("Something new"), Do.DROP),
        (TimedOut(), Do.MAYBE),
        (NetworkError("Bad Gateway"), Do.MAYBE),
        (TelegramError("something new"), Do.MAYBE),
    ],
    ids=str,
)
def test_kinds_of_errors_decide_where_words_do_not(error: TelegramError, do: Do) -> None:
    assert decide(error) is do


@pytest.mark.parametrize(
    ("cause", "do"),
    [
        (httpx.ConnectError("refused"), Do.AGAIN),
        (httpx.ConnectTimeout("slow"), Do.AGAIN),
        (httpx.PoolTimeout("full"), Do.AGAIN),
        (httpx.ReadTimeout("silence"), Do.MAYBE),
        (httpx.RemoteProtocolError("cut"), Do.MAYBE),
        (httpx.WriteError("cut"), Do.MAYBE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
@pytest.mark.parametrize("kind", [NetworkError, TimedOut])
def test_a_message_is_sent_again_unmarked_only_where_it_surely_did_not_arrive(
    kind: type[NetworkError], cause: Exception, do: Do
) -> None:
    error = kind("lost")
    error.__cause__ = cause
    assert decide(error) is do


def test_a_flood_wait_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    assert decide(RetryAfter(timedelta(seconds=7))) is Do.LATER

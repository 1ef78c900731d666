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

from bot.delivery.error_policy import TABLE, Action, Rule, decide

# Telegram's own words, as tdlib/telegram-bot-api and tdlib/td write them.
WORDS = [
    (BadRequest("Message is too long"), Action.SHORTER),
    (BadRequest("Text is too long"), Action.SHORTER),
    (BadRequest("Message caption is too long"), Action.NO_PHOTO),
    (BadRequest('Can\'t parse entities: unsupported start tag "x" at byte offset 3'), Action.PLAIN),
    (Forbidden("Forbidden: bot was blocked by the user"), Action.BLOCKED),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Action.BLOCKED),
    (Forbidden("Forbidden: user is deactivated"), Action.GONE),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Action.GONE),
    (Forbidden("Forbidden: bot is not a member of the channel chat"), Action.GONE),
    (Forbidden("Forbidden: the group chat was deleted"), Action.GONE),
    (BadRequest("Chat not found"), Action.GONE),
    (BadRequest("Group chat was upgraded to a supergroup chat"), Action.MOVED),
    (BadRequest("Message thread not found"), Action.NO_TOPIC),
    (BadRequest("Topic_closed"), Action.NO_TOPIC),
    (BadRequest("Not enough rights to send photos to the chat"), Action.NO_PHOTO),
    (BadRequest("Not enough rights to send text messages to the chat"), Action.GONE),
    (BadRequest("Need administrator rights in the channel chat"), Action.GONE),
    (BadRequest("Have no write access to the chat"), Action.GONE),
    (BadRequest("Message to be replied not found"), Action.NO_REPLY),
    (
        BadRequest("Message is not modified: specified new message content and reply markup are …"),
        Action.SILENT,
    ),
    (BadRequest("Message to edit not found"), Action.DROP),
    (BadRequest("Message can't be edited"), Action.DROP),
    (
        BadRequest("Query is too old and response timeout expired or query id is invalid"),
        Action.SILENT,
    ),
    (BadRequest("Failed to get http url content"), Action.NO_PHOTO),
    (BadRequest("Wrong type of the web page content"), Action.NO_PHOTO),
    (BadRequest("Button_data_invalid"), Action.DROP),
    (BadRequest("Message text is empty"), Action.DROP),
]


@pytest.mark.parametrize(("error", "do"), WORDS, ids=str)
def test_telegrams_words_are_decided_on(error: TelegramError, do: Action) -> None:
    assert decide(error) is do


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.text)
def test_no_rule_is_hidden_by_one_before_it(rule: Rule) -> None:
    assert rule.text == rule.text.lower()
    assert decide(BadRequest(rule.text.capitalize())) is rule.do


@pytest.mark.parametrize(
    ("error", "do"),
    [
        (ChatMigrated(-1001), Action.MOVED),
        (InvalidToken(), Action.STOP),
        (Conflict("terminated by other getUpdates request"), Action.STOP),
        (Forbidden("Forbidden: something new"), Action.GONE),
        (BadRequest("Something new"), Action.DROP),
        (TimedOut(), Action.MAYBE),
        (NetworkError("Bad Gateway"), Action.MAYBE),
        (TelegramError("something new"), Action.MAYBE),
    ],
    ids=str,
)
def test_kinds_of_errors_decide_where_words_do_not(error: TelegramError, do: Action) -> None:
    assert decide(error) is do


@pytest.mark.parametrize(
    ("cause", "do"),
    [
        (httpx.ConnectError("refused"), Action.AGAIN),
        (httpx.ConnectTimeout("slow"), Action.AGAIN),
        (httpx.PoolTimeout("full"), Action.AGAIN),
        (httpx.ReadTimeout("silence"), Action.MAYBE),
        (httpx.RemoteProtocolError("cut"), Action.MAYBE),
        (httpx.WriteError("cut"), Action.MAYBE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
@pytest.mark.parametrize("kind", [NetworkError, TimedOut])
def test_a_message_is_sent_again_unmarked_only_where_it_surely_did_not_arrive(
    kind: type[NetworkError], cause: Exception, do: Action
) -> None:
    error = kind("lost")
    error.__cause__ = cause
    assert decide(error) is do


def test_a_flood_wait_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    assert decide(RetryAfter(timedelta(seconds=7))) is Action.LATER

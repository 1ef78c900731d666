"""Every answer of Telegram and what is decided on it: one table that a reader can see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import httpx
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


class Action(Enum):
    """What the sender does with a row."""

    AGAIN = "send it again: it surely did not arrive"
    MAYBE = "send it again, silently and marked: it may have arrived"
    LATER = "send it when Telegram says"
    PLAIN = "send it as plain text: our markup was refused, which is a fault of ours"
    SHORTER = "send it in parts: our counting was wrong, which is a fault of ours"
    MOVED = "the group became a supergroup: move the chat's rows and send there"
    NO_TOPIC = "the forum topic is gone: send to the chat itself, and tell once"
    NO_REPLY = "the message replied to is gone: send without reply"
    NO_PHOTO = "the picture can't be sent: send the text alone"
    BLOCKED = "the person blocked the bot: the chat sleeps until it comes back"
    GONE = "the chat is lost: nothing more is sent there"
    SILENT = "nothing to do: Telegram already shows this"
    DROP = "give this message up, keep the chat"
    STOP = "stop the process: the token is wrong, or another poller has it"


@dataclass(frozen=True, slots=True)
class Rule:
    """Texts that Telegram answers with (in lower case), and the decision."""

    text: str
    do: Action


TABLE = (
    Rule("message is too long", Action.SHORTER),
    Rule("text is too long", Action.SHORTER),
    Rule("message caption is too long", Action.NO_PHOTO),
    Rule("can't parse entities", Action.PLAIN),
    Rule("unsupported parse_mode", Action.PLAIN),
    Rule("bot was blocked by the user", Action.BLOCKED),
    Rule("user is deactivated", Action.GONE),
    Rule("bot was kicked", Action.GONE),
    Rule("bot is not a member", Action.GONE),
    Rule("the group chat was deleted", Action.GONE),
    Rule("bot can't initiate conversation", Action.BLOCKED),
    Rule("chat not found", Action.GONE),
    Rule("peer_id_invalid", Action.GONE),
    Rule("group chat was upgraded", Action.MOVED),
    Rule("message thread not found", Action.NO_TOPIC),
    Rule("topic_closed", Action.NO_TOPIC),
    Rule("topic_deleted", Action.NO_TOPIC),
    Rule("not enough rights to send photos", Action.NO_PHOTO),
    Rule("not enough rights", Action.GONE),
    Rule("need administrator rights", Action.GONE),
    Rule("have no write access", Action.GONE),
    Rule("have no rights to send", Action.GONE),
    Rule("message to be replied not found", Action.NO_REPLY),
    Rule("message is not modified", Action.SILENT),
    Rule("message to edit not found", Action.DROP),
    Rule("message to delete not found", Action.SILENT),
    Rule("message can't be edited", Action.DROP),
    Rule("query is too old", Action.SILENT),
    Rule("wrong http url specified", Action.NO_PHOTO),
    Rule("failed to get http url content", Action.NO_PHOTO),
    Rule("wrong type of the web page content", Action.NO_PHOTO),
    Rule("there is no photo in the request", Action.NO_PHOTO),
    Rule("wrong file identifier", Action.NO_PHOTO),
    Rule("button_data_invalid", Action.DROP),
    Rule("message text is empty", Action.DROP),
    Rule("text must be non-empty", Action.DROP),
)
# Causes of a failed call of which nothing can have reached Telegram.
SAFE_CAUSES = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


def decide(error: TelegramError) -> Action:
    """Return the decision on an error of the library. Texts are matched without case, for the library recapitalises them."""
    if isinstance(error, RetryAfter):
        return Action.LATER
    if isinstance(error, ChatMigrated):
        return Action.MOVED
    if isinstance(error, InvalidToken | Conflict):
        return Action.STOP
    text = str(error.message).lower()
    rule = next((rule for rule in TABLE if rule.text in text), None)
    if rule is not None:
        return rule.do
    if isinstance(error, Forbidden):
        return Action.GONE
    # BadRequest is a NetworkError to the library: it must be told first, for it is never repeated blindly.
    if isinstance(error, BadRequest):
        return Action.DROP
    if isinstance(error, TimedOut | NetworkError):
        return Action.AGAIN if isinstance(error.__cause__, SAFE_CAUSES) else Action.MAYBE
    return Action.MAYBE


def seconds_of(error: RetryAfter) -> float:
    """Return how long a 429 asks to wait; read past the library's property, which warns of its coming type."""
    return error._retry_after.total_seconds()

"""Error policy: one table with the action for each error of Telegram.

An error has one of three scopes: a message (its form), a chat (whether it can
be written to), or the connection. Only Telegram's own words, with the status
that belongs to them, say anything about a chat.
"""

from __future__ import annotations

import re
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
)

from bot.delivery.telegram_answers import GatewayError, UnclearAnswer


class Action(Enum):
    """The sender's action on a row."""

    AGAIN = "send it again: it surely did not arrive"
    DOUBTFUL = "send it again, marked, for as long as it takes: the server failed, it hardly arrived"
    MAYBE = "send it once more, silently and marked: it may have arrived; after that it is settled"
    LATER = "send it when Telegram says"
    PLAIN = "send it as plain text: our markup was refused, which is a fault of ours"
    SHORTER = (
        "send it in parts: our counting was wrong, which is a fault of ours"
    )
    MOVED = "the group became a supergroup: move the chat's rows and send there"
    NO_TOPIC = "the forum topic is gone: send to the chat itself, and tell once"
    NO_REPLY = "the message replied to is gone: send without reply"
    NO_PHOTO = "a picture or another file can't be sent: send the others, or the text alone"
    NO_BUTTONS = "the buttons are refused, which is a fault of ours: send the text without them"
    UNPAID = "the bot has no Stars left: send it again, at the free rate"
    BLOCKED = "the person blocked the bot: the chat sleeps until it comes back"
    KICKED = "the bot was removed: the chat sleeps until it is added again"
    DEACTIVATED = "the person's account is deleted"
    GONE = "the chat is deleted or unknown: nothing more is sent there"
    CLOSED = "the forum topic is closed: this digest fails, the next one is tried, for a week"
    MUTED = "the bot may not write now: this digest fails, the next one is tried, for a week"
    SILENT = "nothing to do: Telegram already shows this"
    DROP = "give this message up, keep the chat"
    UNAUTHORIZED = (
        "the token is refused: wait, and end the process when that lasts"
    )


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """Words of Telegram's answer (in lower case), the errors that carry them,
    and the decision.
    """

    text: str
    do: Action
    kinds: tuple[type[TelegramError], ...] = (BadRequest,)


_FORBIDDEN = (Forbidden,)
_EITHER = (BadRequest, Forbidden)
# The kinds of files that a chat may refuse while it takes texts: as tdlib's
# `can_send_message_content` names them, and as Telegram's server does.
_FILE_RIGHTS = (
    "animations",
    "documents",
    "music",
    "paid media",
    "photos",
    "video",
    "voice notes",
)
_FILE_WORDS = (
    "audios",
    "docs",
    "gifs",
    "media",
    "photos",
    "roundvideos",
    "stickers",
    "videos",
    "voices",
)
TABLE = (
    ErrorRule("message is too long", Action.SHORTER),
    ErrorRule("text is too long", Action.SHORTER),
    ErrorRule("message_too_long", Action.SHORTER),
    ErrorRule("message caption is too long", Action.NO_PHOTO),
    ErrorRule("can't parse entities", Action.PLAIN),
    ErrorRule("unsupported parse_mode", Action.PLAIN),
    ErrorRule("entity_", Action.PLAIN),
    ErrorRule("entities_too_long", Action.PLAIN),
    ErrorRule("bot was blocked by the user", Action.BLOCKED, _FORBIDDEN),
    ErrorRule("user_is_blocked", Action.BLOCKED, _EITHER),
    ErrorRule("bot can't initiate conversation", Action.BLOCKED, _FORBIDDEN),
    ErrorRule("user is deactivated", Action.DEACTIVATED, _FORBIDDEN),
    ErrorRule("user_deactivated", Action.DEACTIVATED, _EITHER),
    ErrorRule("bot was kicked", Action.KICKED, _FORBIDDEN),
    ErrorRule("bot is not a member", Action.KICKED, _FORBIDDEN),
    ErrorRule("channel_private", Action.KICKED, _EITHER),
    ErrorRule("the group chat was deleted", Action.GONE, _FORBIDDEN),
    ErrorRule("group chat was deactivated", Action.GONE, _EITHER),
    ErrorRule("chat not found", Action.GONE),
    ErrorRule("peer_id_invalid", Action.GONE),
    ErrorRule("chat_id_invalid", Action.GONE),
    ErrorRule("channel_invalid", Action.GONE),
    ErrorRule("send messages to bots", Action.GONE, _FORBIDDEN),
    ErrorRule("user_is_bot", Action.GONE, _EITHER),
    ErrorRule("group chat was upgraded", Action.MOVED),
    ErrorRule("message thread not found", Action.NO_TOPIC),
    ErrorRule("topic_closed", Action.CLOSED),
    ErrorRule("topic_", Action.NO_TOPIC),
    *(
        ErrorRule(
            f"not enough rights to send {files}", Action.NO_PHOTO, _EITHER
        )
        for files in _FILE_RIGHTS
    ),
    *(
        ErrorRule(f"chat_send_{files}_forbidden", Action.NO_PHOTO, _EITHER)
        for files in _FILE_WORDS
    ),
    ErrorRule("voice_messages_forbidden", Action.NO_PHOTO, _EITHER),
    ErrorRule("user restricted receiving of", Action.NO_PHOTO, _EITHER),
    ErrorRule("not enough rights", Action.MUTED, _EITHER),
    ErrorRule("need administrator rights", Action.MUTED, _EITHER),
    ErrorRule("have no write access", Action.MUTED, _EITHER),
    ErrorRule("have no rights to send", Action.MUTED, _EITHER),
    ErrorRule("chat_write_forbidden", Action.MUTED, _EITHER),
    ErrorRule("chat_restricted", Action.MUTED, _EITHER),
    ErrorRule("chat_send_", Action.MUTED, _EITHER),
    ErrorRule("chat_guest_send_forbidden", Action.MUTED, _EITHER),
    ErrorRule("chat_forbidden", Action.MUTED, _EITHER),
    ErrorRule("chat_admin_required", Action.MUTED, _EITHER),
    ErrorRule("user_banned_in_channel", Action.MUTED, _EITHER),
    # The chat takes messages against Stars alone; some people take them from
    # Premium users alone.
    ErrorRule("allow_payment_required", Action.MUTED, _EITHER),
    ErrorRule("privacy_premium_required", Action.MUTED, _EITHER),
    ErrorRule("balance_too_low", Action.UNPAID, _EITHER),
    # The present words, those of older servers, and those of Telegram's own
    # server, which pass through where tdlib has no words for them.
    ErrorRule("message to be replied not found", Action.NO_REPLY),
    ErrorRule("reply message not found", Action.NO_REPLY),
    ErrorRule("replied message not found", Action.NO_REPLY),
    ErrorRule("reply_message_id_invalid", Action.NO_REPLY),
    ErrorRule("reply_to_", Action.NO_REPLY),
    ErrorRule("message is not modified", Action.SILENT),
    ErrorRule("message_not_modified", Action.SILENT),
    ErrorRule("message to edit not found", Action.DROP),
    ErrorRule("message to delete not found", Action.SILENT),
    ErrorRule("message can't be edited", Action.DROP),
    ErrorRule("query is too old", Action.SILENT),
    ErrorRule("wrong http url specified", Action.NO_PHOTO),
    ErrorRule("failed to get http url content", Action.NO_PHOTO),
    ErrorRule("wrong type of the web page content", Action.NO_PHOTO),
    ErrorRule("there is no photo in the request", Action.NO_PHOTO),
    ErrorRule("wrong file identifier", Action.NO_PHOTO),
    ErrorRule("wrong remote file identifier", Action.NO_PHOTO),
    ErrorRule("can't upload file by url", Action.NO_PHOTO),
    ErrorRule("photo has unsupported extension", Action.NO_PHOTO),
    # Telegram's errors for a file that it fetched, or could not fetch; albums
    # have errors of their own.
    ErrorRule("webpage_", Action.NO_PHOTO),
    ErrorRule("media_", Action.NO_PHOTO),
    ErrorRule("external_url_invalid", Action.NO_PHOTO),
    ErrorRule("photo_", Action.NO_PHOTO),
    ErrorRule("image_process_failed", Action.NO_PHOTO),
    ErrorRule("video_", Action.NO_PHOTO),
    ErrorRule("audio_", Action.NO_PHOTO),
    ErrorRule("document_", Action.NO_PHOTO),
    ErrorRule("file_", Action.NO_PHOTO),
    ErrorRule("is too big", Action.NO_PHOTO),
    ErrorRule("request entity too large", Action.NO_PHOTO),
    ErrorRule("failed to send message #", Action.NO_PHOTO),
    ErrorRule("group send failed", Action.NO_PHOTO),
    ErrorRule("messages to send as an album", Action.NO_PHOTO),
    ErrorRule("can't be mixed with other media types", Action.NO_PHOTO),
    ErrorRule("can't use the media of the specified type", Action.NO_PHOTO),
    ErrorRule("can't parse inputmedia", Action.NO_PHOTO),
    ErrorRule("button_", Action.NO_BUTTONS),
    ErrorRule("inline keyboard", Action.NO_BUTTONS),
    ErrorRule("reply markup", Action.NO_BUTTONS),
    ErrorRule("reply_markup_", Action.NO_BUTTONS),
    ErrorRule("message text is empty", Action.DROP),
    ErrorRule("text must be non-empty", Action.DROP),
)
# Causes of failed calls after which nothing can have reached Telegram.
SAFE_CAUSES = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
_WAIT = re.compile(
    r"(?:_wait_|retry after )(\d{1,9})|too many requests(?!.*\d)",
    re.IGNORECASE,
)
# Seconds to wait where a 429 names none.
UNNAMED_WAIT = 5
_SERVER = re.compile(
    r"bad gateway|\(5\d\d\)|internal server error|service unavailable", re.I
)
# The only gateway status after which Telegram may have done what was asked.
GATEWAY_TIMEOUT = 504


def decide(error: TelegramError) -> Action:
    """Return the decision on an error of the library.

    Texts are matched without case, because the library changes their capitals.
    """
    if wait_of(error) is not None:
        return Action.LATER
    if isinstance(error, ChatMigrated):
        return Action.MOVED
    if isinstance(error, InvalidToken):
        return Action.UNAUTHORIZED
    # The library derives BadRequest from NetworkError. It is checked first,
    # because it must never be repeated blindly.
    if isinstance(error, BadRequest | Forbidden):
        return _decide_by_words(error)
    return _decide_on_connection(error)


def _decide_by_words(error: TelegramError) -> Action:
    """Return the decision of the first rule for an error's words: "Bad Request:
    chat not found" → GONE.
    """
    text = error.message.lower()
    for rule in TABLE:
        if isinstance(error, rule.kinds) and rule.text in text:
            return rule.do
    return Action.DROP  # unknown words say nothing certain about the chat


def _decide_on_connection(error: TelegramError) -> Action:
    """Return the decision on a failed call, by whether it may have reached
    Telegram: a refused connection did not, a lost answer may have.
    """
    if isinstance(error, GatewayError):
        return _decide_by_status(error.status)
    # The library's time-outs are network errors too.
    is_network = isinstance(error, NetworkError)
    is_safe = is_network and isinstance(error.__cause__, SAFE_CAUSES)
    if is_safe or isinstance(error, Conflict):
        return Action.AGAIN
    if _SERVER.search(error.message):
        return Action.DOUBTFUL
    return Action.MAYBE


def _decide_by_status(status: int) -> Action:
    """Return the decision on a gateway's page by its status: 404 → AGAIN, 502 →
    DOUBTFUL, 504 → MAYBE.
    """
    if status in {200, GATEWAY_TIMEOUT}:
        return Action.MAYBE
    if status >= 500:
        return Action.DOUBTFUL
    return Action.AGAIN


def concerns_connection(error: TelegramError) -> bool:
    """Tell whether an error concerns the connection, and so no single message."""
    if isinstance(
        error,
        RetryAfter | ChatMigrated | BadRequest | Forbidden | UnclearAnswer,
    ):
        return False
    return wait_of(error) is None and isinstance(
        error, NetworkError | InvalidToken | Conflict
    )


def wait_of(error: TelegramError) -> float | None:
    """Return the seconds that Telegram asks to wait, by 429, slow mode or its
    words; None for other errors.
    """
    if isinstance(error, RetryAfter):
        return (
            error._retry_after.total_seconds()
        )  # the property warns of a future type
    if isinstance(error, GatewayError | UnclearAnswer):
        return None
    match = _WAIT.search(error.message)
    if match:
        return float(match[1] or UNNAMED_WAIT)
    return None


def words_of(error: TelegramError) -> str:
    """Return an error's text for logs, without the token, which the library
    quotes.
    """
    if isinstance(error, InvalidToken):
        return "Unauthorized"
    return error.message or type(error).__name__

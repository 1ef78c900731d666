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

from bot.delivery.error_policy import (
    TABLE,
    UNNAMED_WAIT,
    Action,
    ErrorRule,
    concerns_connection,
    decide,
    wait_of,
    words_of,
)
from bot.delivery.telegram_answers import GatewayError, UnclearAnswer

# Telegram's own words, as tdlib/telegram-bot-api and tdlib/td write them.
WORDS = [
    (BadRequest("Message is too long"), Action.SHORTER),
    (BadRequest("Text is too long"), Action.SHORTER),
    (BadRequest("Message caption is too long"), Action.NO_PHOTO),
    (
        BadRequest(
            'Can\'t parse entities: unsupported start tag "x" at byte offset 3'
        ),
        Action.PLAIN,
    ),
    (Forbidden("Forbidden: bot was blocked by the user"), Action.BLOCKED),
    (
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Action.BLOCKED,
    ),
    (Forbidden("Forbidden: user is deactivated"), Action.DEACTIVATED),
    (
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Action.KICKED,
    ),
    (
        Forbidden("Forbidden: bot is not a member of the channel chat"),
        Action.KICKED,
    ),
    (Forbidden("Forbidden: the group chat was deleted"), Action.GONE),
    (BadRequest("Chat not found"), Action.GONE),
    (BadRequest("Group chat was upgraded to a supergroup chat"), Action.MOVED),
    (BadRequest("Message thread not found"), Action.NO_TOPIC),
    (BadRequest("Topic_closed"), Action.CLOSED),
    (
        BadRequest("Not enough rights to send photos to the chat"),
        Action.NO_PHOTO,
    ),
    (
        BadRequest("Not enough rights to send text messages to the chat"),
        Action.MUTED,
    ),
    (Forbidden("Forbidden: CHAT_WRITE_FORBIDDEN"), Action.MUTED),
    (BadRequest("CHAT_RESTRICTED"), Action.MUTED),
    (BadRequest("SLOWMODE_WAIT_30"), Action.LATER),
    (Forbidden("Forbidden: SLOWMODE_WAIT_30"), Action.LATER),
    (BadRequest("Need administrator rights in the channel chat"), Action.MUTED),
    (BadRequest("Have no write access to the chat"), Action.MUTED),
    (BadRequest("Message to be replied not found"), Action.NO_REPLY),
    (
        BadRequest(
            "Message is not modified: specified new message content and reply markup are …"
        ),
        Action.SILENT,
    ),
    (BadRequest("Message to edit not found"), Action.DROP),
    (BadRequest("Message can't be edited"), Action.DROP),
    (
        BadRequest(
            "Query is too old and response timeout expired or query id is invalid"
        ),
        Action.SILENT,
    ),
    (BadRequest("Failed to get http url content"), Action.NO_PHOTO),
    (BadRequest("Wrong type of the web page content"), Action.NO_PHOTO),
    (
        BadRequest(
            'Failed to send message #2 with the error message "WEBPAGE_CURL_FAILED"'
        ),
        Action.NO_PHOTO,
    ),
    (BadRequest("Group send failed"), Action.NO_PHOTO),
    (BadRequest("Photo_invalid_dimensions"), Action.NO_PHOTO),
    (
        BadRequest("Audio can't be mixed with other media types"),
        Action.NO_PHOTO,
    ),
    # tdlib's words for audio files, for files in general, and for round videos.
    *(
        (
            BadRequest(f"Not enough rights to send {files} to the chat"),
            Action.NO_PHOTO,
        )
        for files in ("music", "documents", "video notes", "paid media")
    ),
    *(
        (Forbidden(f"Forbidden: CHAT_SEND_{files}_FORBIDDEN"), Action.NO_PHOTO)
        for files in ("DOCS", "ROUNDVIDEOS", "STICKERS")
    ),
    (Forbidden("Forbidden: CHAT_SEND_PLAIN_FORBIDDEN"), Action.MUTED),
    (
        BadRequest("User restricted receiving of voice note messages"),
        Action.NO_PHOTO,
    ),
    (BadRequest("Request Entity Too Large"), Action.NO_PHOTO),
    (BadRequest("Too Many Requests: FLOOD_WAIT_20"), Action.LATER),
    (
        BadRequest("Not enough rights to send videos to the chat"),
        Action.NO_PHOTO,
    ),
    (BadRequest("CHAT_SEND_AUDIOS_FORBIDDEN"), Action.NO_PHOTO),
    (BadRequest("CHAT_SEND_PLAIN_FORBIDDEN"), Action.MUTED),
    # Buttons: the message itself is good.
    *(
        (BadRequest(words), Action.NO_BUTTONS)
        for words in (
            "Button_data_invalid",
            "BUTTON_URL_INVALID",
            "BUTTON_TYPE_INVALID",
            "Reply markup is too long",
            "REPLY_MARKUP_INVALID",
            "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
            "Inline keyboard button url 'https://a..b/' is invalid: wrong http url",
            "Object expected as reply markup",
        )
    ),
    (BadRequest("Message text is empty"), Action.DROP),
    # The codes of Telegram's server that tdlib passes on as they are, and the
    # words of older servers.
    (BadRequest("MESSAGE_TOO_LONG"), Action.SHORTER),
    (BadRequest("MEDIA_CAPTION_TOO_LONG"), Action.NO_PHOTO),
    (BadRequest("ENTITIES_TOO_LONG"), Action.PLAIN),
    (BadRequest("ENTITY_BOUNDS_INVALID"), Action.PLAIN),
    (BadRequest("MESSAGE_NOT_MODIFIED"), Action.SILENT),
    (BadRequest("Reply message not found"), Action.NO_REPLY),
    (BadRequest("Replied message not found"), Action.NO_REPLY),
    (BadRequest("REPLY_MESSAGE_ID_INVALID"), Action.NO_REPLY),
    (BadRequest("TOPIC_DELETED"), Action.NO_TOPIC),
    (BadRequest("TOPIC_ID_INVALID"), Action.NO_TOPIC),
    (BadRequest("CHANNEL_PRIVATE"), Action.KICKED),
    (BadRequest("CHANNEL_INVALID"), Action.GONE),
    (BadRequest("CHAT_ID_INVALID"), Action.GONE),
    (BadRequest("Group chat was deactivated"), Action.GONE),
    (Forbidden("Forbidden: USER_IS_BLOCKED"), Action.BLOCKED),
    (BadRequest("INPUT_USER_DEACTIVATED"), Action.DEACTIVATED),
    (Forbidden("Forbidden: bot can't send messages to bots"), Action.GONE),
    (Forbidden("Forbidden: CHAT_GUEST_SEND_FORBIDDEN"), Action.MUTED),
    (Forbidden("Forbidden: ALLOW_PAYMENT_REQUIRED_25"), Action.MUTED),
    (BadRequest("BALANCE_TOO_LOW"), Action.UNPAID),
    *(
        (BadRequest(words), Action.NO_PHOTO)
        for words in (
            "Wrong remote file identifier specified: wrong string length",
            "Can't upload file by url",
            "Photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
            "Can't use the media of the specified type in the album",
            "WEBPAGE_URL_INVALID",
            "DOCUMENT_INVALID",
            "FILE_REFERENCE_EXPIRED",
        )
    ),
]


@pytest.mark.parametrize(("error", "do"), WORDS, ids=str)
def test_telegrams_words_are_decided_on(
    error: TelegramError, do: Action
) -> None:
    assert decide(error) is do


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.text)
def test_no_rule_is_hidden_by_one_before_it(rule: ErrorRule) -> None:
    assert rule.text == rule.text.lower()
    for kind in rule.kinds:
        assert decide(kind(rule.text.capitalize())) is rule.do


@pytest.mark.parametrize(
    ("error", "do"),
    [
        (ChatMigrated(-1001), Action.MOVED),
        (InvalidToken(), Action.UNAUTHORIZED),
        (Conflict("terminated by other getUpdates request"), Action.AGAIN),
        (Forbidden("Forbidden: something new"), Action.DROP),
        (BadRequest("Something new"), Action.DROP),
        (TimedOut(), Action.MAYBE),
        (NetworkError("Bad Gateway"), Action.DOUBTFUL),
        (NetworkError("Internal Server Error"), Action.DOUBTFUL),
        (NetworkError("Too Many Requests: retry after 7"), Action.LATER),
        (GatewayError(400), Action.AGAIN),
        (GatewayError(403), Action.AGAIN),
        (GatewayError(404), Action.AGAIN),
        (GatewayError(502), Action.DOUBTFUL),
        (GatewayError(504), Action.MAYBE),
        (GatewayError(200), Action.MAYBE),
        (
            UnclearAnswer("sendmessage: an answer that says nothing"),
            Action.MAYBE,
        ),
        (TelegramError("something new"), Action.MAYBE),
    ],
    ids=str,
)
def test_kinds_of_errors_decide_where_words_do_not(
    error: TelegramError, do: Action
) -> None:
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
    ids=lambda value: (
        type(value).__name__ if isinstance(value, Exception) else str(value)
    ),
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


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: the proxy says no"),
        BadRequest("Bot was blocked by the user"),
        BadRequest("Bot was kicked from the group chat"),
        Forbidden("Forbidden: chat not found"),
    ],
    ids=str,
)
def test_words_without_their_status_say_nothing_of_a_chat(
    error: TelegramError,
) -> None:
    assert decide(error) is Action.DROP


@pytest.mark.parametrize(
    ("error", "concerns"),
    [
        (NetworkError("lost"), True),
        (TimedOut(), True),
        (InvalidToken(), True),
        (Conflict("another"), True),
        (GatewayError(403), True),
        (GatewayError(200), True),
        (NetworkError("Bad Gateway"), True),
        (UnclearAnswer("sendmessage"), False),
        (BadRequest("Chat not found"), False),
        (Forbidden("Forbidden: bot was blocked by the user"), False),
        (ChatMigrated(-1), False),
        (NetworkError("Too Many Requests: retry after 7"), False),
    ],
    ids=str,
)
def test_a_fault_of_the_connection_is_told_from_one_of_a_message(
    error: TelegramError, concerns: bool
) -> None:
    assert concerns_connection(error) is concerns


def test_a_wait_is_read_wherever_it_stands() -> None:
    assert wait_of(RetryAfter(timedelta(seconds=9))) == 9
    assert wait_of(BadRequest("SLOWMODE_WAIT_12")) == 12
    assert (
        wait_of(NetworkError("Too Many Requests: retry after 43838")) == 43_838
    )
    assert wait_of(BadRequest("Too Many Requests: FLOOD_PREMIUM_WAIT_3")) == 3
    assert wait_of(BadRequest("Too Many Requests")) == UNNAMED_WAIT
    assert wait_of(BadRequest("Chat not found")) is None


def test_a_refused_token_is_never_quoted() -> None:
    assert (
        words_of(InvalidToken("The token `1:secret` was rejected"))
        == "Unauthorized"
    )

"""Which answers are Telegram's, and which of its refusals the library would misread."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from telegram.error import BadRequest

from bot.delivery.telegram_answers import (
    GatewayError,
    UnclearAnswer,
    check_answer,
)

SEND = "https://api.example/bot1:x/sendMessage"


def refusal(code: int, text: str, **parameters: Any) -> bytes:
    """Return a refusal as Telegram writes it."""
    body: dict[str, Any] = {
        "ok": False,
        "error_code": code,
        "description": text,
    }
    if parameters:
        body["parameters"] = parameters
    return orjson.dumps(body)


@pytest.mark.parametrize(
    ("code", "text", "parameters"),
    [
        (400, "Bad Request: chat not found", {}),
        (401, "Unauthorized", {}),
        (403, "Forbidden: bot was blocked by the user", {}),
        (409, "Conflict: terminated by other getUpdates request", {}),
        (429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        (500, "Internal Server Error", {}),
    ],
)
def test_what_the_library_reads_right_is_left_to_it(
    code: int, text: str, parameters: dict[str, Any]
) -> None:
    check_answer(SEND, code, refusal(code, text, **parameters))


@pytest.mark.parametrize(
    ("code", "text", "parameters"),
    [
        (413, "Request Entity Too Large", {}),
        (420, "FLOOD_WAIT_9", {}),
        (429, "Too Many Requests", {}),
        (429, "Too Many Requests: retry after 7", {"retry_after": "7"}),
        (429, "Too Many Requests: retry after 7", {"retry_after": 10**18}),
    ],
)
def test_another_refusal_is_one_of_the_message_and_no_fault_of_the_line(
    code: int, text: str, parameters: dict[str, Any]
) -> None:
    with pytest.raises(BadRequest, match=text):
        check_answer(SEND, code, refusal(code, text, **parameters))


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 429, 451, 502])
@pytest.mark.parametrize(
    "body",
    [
        b"<html>Log in</html>",
        b'{"ok":false,"error":"blocked by policy"}',
        b'{"error":"blocked"}',
        b"",
    ],
    ids=["page", "proxy", "json", "empty"],
)
def test_what_has_no_code_of_telegrams_comes_from_something_between(
    status: int, body: bytes
) -> None:
    with pytest.raises(GatewayError) as caught:
        check_answer(SEND, status, body)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "body",
    [b'{"ok":false}', b'{"ok":true}', b'{"ok":true,"result":true}', b"null"],
)
def test_a_success_that_says_nothing_is_unclear(body: bytes) -> None:
    with pytest.raises(UnclearAnswer):
        check_answer(SEND, 200, body)

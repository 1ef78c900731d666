"""Check that an answer comes from Telegram and holds a result, before the
library reads it.

The library trusts the status alone: it takes a gateway's page with status 403
for Telegram's word about a chat, and a 200 without a result breaks it.
"""

from __future__ import annotations

import orjson
from telegram.error import BadRequest, NetworkError
from telegram.request import HTTPXRequest

from news.durations import DAY
from news.safe_json import JsonObject, JsonValue

# The start of an answer with an object as Telegram writes it: most answers need
# no closer look.
_SURELY = b'{"ok":true,"result":{'
# Refusals that the library has an error for. It takes every other one, such as
# 413 for a large file, for a fault of the connection.
_KNOWN_REFUSALS = frozenset({401, 403, 404, 409})
_TOO_MANY = 429
# Seconds of the longest wait that the library can read: a hundred years.
_LONGEST_WAIT = 100 * 365 * DAY


class GatewayError(NetworkError):
    """An answer from something between us and Telegram, such as a proxy; it
    says nothing about a chat.
    """

    def __init__(self, status: int) -> None:
        super().__init__(
            f"no answer of Telegram's: a page with status {status}"
        )
        self.status = status


class UnclearAnswer(NetworkError):
    """An answer with status 200 and without a result."""


def check_answer(url: str, status: int, payload: bytes) -> None:
    """Raise GatewayError for an answer that is not Telegram's, UnclearAnswer
    for a 200 without a result, BadRequest for a refusal unknown to the library.
    """
    method = url.rpartition("/")[2].lower()
    if status == 200:
        _check_success(method, payload)
    else:
        _check_refusal(status, payload)


def _check_refusal(status: int, payload: bytes) -> None:
    """Check an answer with another status: Telegram's own refusals have a code
    and a description.
    """
    answer = _read(payload)
    if not _is_of_telegram(answer) or "error_code" not in answer:
        raise GatewayError(status)
    if not _is_known(status, answer):
        raise BadRequest(str(answer.get("description")))


def _is_known(status: int, answer: JsonObject) -> bool:
    """Tell whether the library reads a refusal right; of the 429 only those
    that name the seconds to wait.
    """
    if status == _TOO_MANY:
        parameters = answer.get("parameters") or {}
        seconds = parameters.get("retry_after")
        return isinstance(seconds, int) and seconds < _LONGEST_WAIT
    is_refusal = 400 < status < 500
    return not is_refusal or status in _KNOWN_REFUSALS


def _check_success(method: str, payload: bytes) -> None:
    """Check an answer with status 200: JSON that is not Telegram's is unclear,
    and a page is a gateway's.
    """
    if _is_message(method, payload):
        return
    answer = _read(payload)
    if _is_of_telegram(answer):
        if not _says(method, answer):
            raise UnclearAnswer(f"{method}: an answer without a result")
    elif isinstance(answer, dict | list | None):
        raise UnclearAnswer(f"{method}: an answer that says nothing")
    else:
        raise GatewayError(200)


def _is_of_telegram(answer: JsonValue) -> bool:
    """Tell whether JSON has the form of all Telegram's answers: `{"ok": …}`."""
    return isinstance(answer, dict) and isinstance(answer.get("ok"), bool)


def _is_message(method: str, payload: bytes) -> bool:
    """Recognise quickly the usual answer to a message."""
    return payload.startswith(_SURELY) and (
        not _sends(method) or b'"message_id":' in payload[: len(_SURELY) + 20]
    )


def _sends(method: str) -> bool:
    return method.startswith("send") and method not in {
        "sendchataction",
        "sendmediagroup",
    }


def _says(method: str, answer: JsonObject) -> bool:
    """Tell whether an answer holds what the library will read: a sent message's
    number, a list of updates, or any result.
    """
    result = answer.get("result")
    if not answer["ok"] or result is None:
        return False
    if _sends(method):
        return isinstance(result, dict) and isinstance(
            result.get("message_id"), int
        )
    if method == "getupdates":
        return isinstance(result, list)
    return True


class _NoJson:
    """A marker for a body that is not JSON; None would be valid JSON."""


def _read(payload: bytes) -> JsonValue:
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return _NoJson()


class CheckedRequest(HTTPXRequest):
    """The library's own request, with its answers checked first."""

    async def do_request(
        self, url: str, method: str, *args: JsonValue, **named: JsonValue
    ) -> tuple[int, bytes]:
        """Make one call; raise the errors of `check_answer` besides the
        library's own.
        """
        status, payload = await super().do_request(url, method, *args, **named)
        if method == "POST":  # a GET reads a file, which may hold anything
            check_answer(url, status, payload)
        return status, payload

"""Only what Telegram signed, a moment ago and for this bot, opens the settings page."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from bot.web.app.init_data import (
    FRESH,
    LONGEST,
    NotSigned,
    read_init_data,
    signature,
)

NOW = 1_795_420_800
TOKEN = "123:abc"


def signed(token: str = TOKEN, **changes: str) -> str:
    """Return init data with a valid signature, as a Telegram client sends it."""
    fields = {
        "auth_date": str(NOW),
        "query_id": "AAH",
        "user": json.dumps({"id": 77, "first_name": "安 & 安"}),
        "signature": "of-another-kind",
    } | changes
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return urlencode(fields | {"hash": signature(lines, token)})


def test_the_person_is_read_and_each_opening_is_told_apart() -> None:
    opening = read_init_data(signed(), TOKEN, NOW)
    assert opening.person == 77
    assert opening.mark != read_init_data(signed(query_id="B"), TOKEN, NOW).mark


def test_the_signature_is_telegrams_own() -> None:
    lines = "auth_date=1\nuser={}"
    # As OpenSSL computes it.
    expected = (
        "612d5b6ea14f088ba012c339a5192c59789b4e301a18b426f7964752ffb43e9c"
    )
    assert signature(lines, TOKEN) == expected
    assert signature(lines, "123:abd") != expected


@pytest.mark.parametrize(
    "data",
    [
        "",
        "hash=",
        "no pairs at all",
        "a=%ff%fe&hash=x",
        "a=1&hash=é",
        "a=\ud800&hash=\ud800",
        "a=1&hash=%C3%A9",
        signed("123:other"),
        signed().replace("77", "78"),
        signed().replace("auth_date", "auth_Date"),
        f"{signed()}&user=%7B%22id%22%3A1%7D",
        f"{signed()}&extra=1",
        signed(user="{}"),
        signed(user="[1]"),
        signed(user='{"id": 1e999}'),
        signed(user="[" * 3_000),
        signed(auth_date="soon"),
        signed(auth_date=str(NOW - FRESH - 1)),
        signed(auth_date=str(NOW + 3600)),
        signed(query_id="x" * LONGEST),
    ],
)
def test_anything_else_is_refused(data: str) -> None:
    with pytest.raises(NotSigned):
        read_init_data(data, TOKEN, NOW)

"""What each service is sent, as its own documents say."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qsl

import pytest

from news.read_later import (
    FIELDS,
    LONGEST,
    SERVICES,
    SIGNATURE,
    Account,
    SavedItem,
    first_call,
    needs_two,
    read_account,
    second_call,
)

ITEM = SavedItem(
    "https://paper.example/1?a=1&b=2", "Otters & tram", "They are back."
)
HOME = "https://links.example/app/"


def account(service: str, **values: str) -> Account:
    given = {name: f"the-{name}" for name in FIELDS[service]} | values  # type: ignore[index]
    if "address" in given and "address" not in values:
        given["address"] = HOME
    return Account(service, given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("service", "url", "authorization"),
    [
        ("readwise", "https://readwise.io/api/v3/save/", "Token the-token"),
        (
            "karakeep",
            "https://links.example/app/api/v1/bookmarks",
            "Bearer the-token",
        ),
        (
            "linkding",
            "https://links.example/app/api/bookmarks/",
            "Token the-token",
        ),
        ("webhook", HOME, None),
    ],
)
def test_services_of_json_get_address_and_title(
    service: str, url: str, authorization: str | None
) -> None:
    call = first_call(account(service), ITEM)
    told = json.loads(call.body)
    assert (call.url, call.headers.get("Authorization")) == (url, authorization)
    assert (told["url"], told["title"]) == (ITEM.url, ITEM.title)
    assert call.headers["Content-Type"] == "application/json"
    assert not needs_two(account(service))


def test_instapaper_is_asked_in_its_simple_way() -> None:
    call = first_call(
        account("instapaper", user="ann@a.example", password="p:w"), ITEM
    )
    named = base64.b64encode(b"ann@a.example:p:w").decode()
    assert call.headers["Authorization"] == f"Basic {named}"
    assert dict(parse_qsl(call.body.decode()))["url"] == ITEM.url


def test_wallabag_gives_a_token_first() -> None:
    wallabag = account("wallabag")
    asked = first_call(wallabag, ITEM)
    assert asked.url == "https://links.example/app/oauth/v2/token"
    assert dict(parse_qsl(asked.body.decode()))["grant_type"] == "password"
    call = second_call(wallabag, ITEM, b'{"access_token": "for-now"}')
    assert call is not None
    assert call.url == "https://links.example/app/api/entries.json"
    assert call.headers["Authorization"] == "Bearer for-now"
    assert second_call(wallabag, ITEM, b"<html>not JSON") is None
    assert second_call(wallabag, ITEM, b"[1]") is None
    assert second_call(wallabag, ITEM, b"[" * 100_000) is None


def test_a_webhook_is_signed() -> None:
    call = first_call(account("webhook", secret="between us"), ITEM)
    expected = hmac.new(b"between us", call.body, hashlib.sha256).hexdigest()
    assert call.headers[SIGNATURE] == f"sha256={expected}"


@pytest.mark.parametrize("service", SERVICES)
def test_an_account_is_read_as_it_is_written_and_hides_its_values(
    service: str,
) -> None:
    words = [
        HOME if name == "address" else f"the-{name}" for name in FIELDS[service]
    ]  # type: ignore[index]
    read = read_account([service.upper(), *words])
    assert read == account(service)
    assert "the-" not in repr(read)
    assert "the-" not in repr(first_call(account(service), ITEM))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["pocket", "x"],
        ["readwise"],
        ["readwise", "a", "b"],
        ["readwise", "x" * (LONGEST + 1)],
        ["readwise", "schlüssel"],
        ["linkding", "links.example", "key"],
        ["linkding", "ftp://links.example", "key"],
        ["webhook", "https://ann:pw@links.example", "key"],
    ],
)
def test_anything_else_is_no_account(words: list[str]) -> None:
    assert read_account(words) is None

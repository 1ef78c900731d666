"""Read-later services, and the request that each expects.

Sources: readwise.io/reader_api, instapaper.com/api/simple, doc.wallabag.org (API),
docs.karakeep.app (API), linkding.link/api. A webhook is our own: JSON, signed with
HMAC-SHA-256 as many services do.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import Literal, get_args
from urllib.parse import urlencode, urlsplit

Service = Literal[
    "readwise", "instapaper", "wallabag", "karakeep", "linkding", "webhook"
]
SERVICES: tuple[Service, ...] = get_args(Service)
_BY_NAME: Mapping[str, Service] = dict(zip(SERVICES, SERVICES, strict=True))
# What each service must be given, in the order in which a person writes it.
FIELDS: Mapping[Service, tuple[str, ...]] = {
    "readwise": ("token",),
    "instapaper": ("user", "password"),
    "wallabag": ("address", "client", "secret", "user", "password"),
    "karakeep": ("address", "token"),
    "linkding": ("address", "token"),
    "webhook": ("address", "secret"),
}
# `sha256=` and the HMAC of the body, in hexadecimal.
SIGNATURE = "X-Jianbao-Signature"
# Characters of one value.
LONGEST = 500

_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Account:
    """A chat's account at a service; what it was given stands in no repr."""

    service: Service
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SavedItem:
    """An article that is to be kept."""

    url: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a service: a POST."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def read_account(words: list[str]) -> Account | None:
    """Read an account as a person writes it: a service's name and its values; None for no such.

    ["Linkding", "https://links.example", "token"] is one; without its token it is none.
    """
    named, *given = words or [""]
    service = _BY_NAME.get(named.casefold())
    if service is None or len(FIELDS[service]) != len(given):
        return None
    values = dict(zip(FIELDS[service], given, strict=True))
    are_fit = all(starmap(_is_fit, values.items()))
    return Account(service, values) if are_fit else None


def _is_fit(name: str, value: str) -> bool:
    """Return whether a value may be a field's: at most 500 characters, an address where one is
    asked, and a token in letters that a header can hold.

    "https://bag.example" may be the address of a service, "bag.example" may not.
    """
    checks = {"address": _is_address, "token": str.isascii}
    return len(value) <= LONGEST and checks.get(name, bool)(value)


def _is_address(text: str) -> bool:
    """Return whether a service may stand at an address: on the web, without a login in it."""
    parts = urlsplit(text)
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_web and "@" not in parts.netloc


def first_call(account: Account, item: SavedItem) -> Call:
    """Return what is sent first: the article, or for wallabag the wish for a token."""
    values = account.values
    if account.service == "wallabag":
        wish = {
            "grant_type": "password",
            "client_id": values["client"],
            "client_secret": values["secret"],
            "username": values["user"],
            "password": values["password"],
        }
        return _form(f"{_root(values)}/oauth/v2/token", wish)
    if account.service == "instapaper":
        # The simple API takes HTTP's own way of naming who asks.
        login = f"{values['user']}:{values['password']}"
        named = base64.b64encode(login.encode()).decode()
        told = {"url": item.url, "title": item.title, "selection": item.summary}
        address = "https://www.instapaper.com/api/add"
        return _form(address, told, f"Basic {named}")
    return _saving(account, item)


def _saving(account: Account, item: SavedItem) -> Call:
    """Return the one call of a service that takes JSON with a token."""
    values = account.values
    told = {"url": item.url, "title": item.title}
    if account.service == "readwise":
        more = {"summary": item.summary, "saved_using": "Jianbao"}
        address = "https://readwise.io/api/v3/save/"
        return _json(address, told | more, f"Token {values['token']}")
    if account.service == "karakeep":
        address = f"{_root(values)}/api/v1/bookmarks"
        link = {"type": "link", **told}
        return _json(address, link, f"Bearer {values['token']}")
    if account.service == "linkding":
        more = {"description": item.summary}
        address = f"{_root(values)}/api/bookmarks/"
        return _json(address, told | more, f"Token {values['token']}")
    call = _json(values["address"], told | {"summary": item.summary})
    secret = values["secret"].encode()
    digest = hmac.new(secret, call.body, hashlib.sha256).hexdigest()
    signature = {SIGNATURE: f"sha256={digest}"}
    return replace(call, headers={**call.headers, **signature})


def second_call(
    account: Account, item: SavedItem, answer: bytes
) -> Call | None:
    """Return what follows the first answer; None where nothing does, or the answer has no token."""
    if account.service != "wallabag":
        return None
    try:
        token = json.loads(answer)["access_token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    told = {"url": item.url, "title": item.title}
    address = f"{_root(account.values)}/api/entries.json"
    return _json(address, told, f"Bearer {token}")


def needs_two(account: Account) -> bool:
    """Return whether a service wants a token asked for first."""
    return account.service == "wallabag"


def _root(values: Mapping[str, str]) -> str:
    """Return the address of a person's own service, without a slash at its end."""
    return values["address"].rstrip("/")


def _json(url: str, told: Mapping[str, str], key: str = "") -> Call:
    body = json.dumps(dict(told), ensure_ascii=False).encode()
    return Call(url, _headers(_JSON, key), body)


def _form(url: str, told: Mapping[str, str], key: str = "") -> Call:
    return Call(
        url=url,
        headers=_headers(_FORM, key),
        body=urlencode(dict(told)).encode(),
    )


def _headers(kind: str, key: str) -> dict[str, str]:
    """Return a request's headers; without a key it names nobody."""
    headers = {"Content-Type": kind, "Accept": _JSON}
    return headers | {"Authorization": key} if key else headers

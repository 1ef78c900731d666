"""Articles reach a service that answers as its documents say; what it refuses is told apart."""

from __future__ import annotations

import json

import pytest

from jobs import read_later
from jobs.context import JobContext
from news.errors import FetchError, Refused
from news.read_later import Account, Item
from tests.site import Site

ITEM = Item("https://paper.example/1", "Otters return", "They are back.")


async def test_a_service_with_a_token_gets_the_article(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/api/bookmarks/", '{"id": 1}', type="application/json", status=201
    )
    account = Account("linkding", {"address": site.url, "token": "k"})
    await read_later.send(context.downloader, account, ITEM)
    ((path, headers, body),) = site.sent
    assert (path, headers["Authorization"]) == ("/api/bookmarks/", "Token k")
    assert json.loads(body)["title"] == ITEM.title


async def test_wallabag_gets_it_with_the_token_that_it_gave(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/oauth/v2/token",
        '{"access_token": "for-now"}',
        type="application/json",
    )
    site.put("/api/entries.json", "{}", type="application/json")
    names = ("client", "secret", "user", "password")
    account = Account(
        "wallabag", {"address": site.url} | dict.fromkeys(names, "x")
    )
    await read_later.send(context.downloader, account, ITEM)
    assert [path for path, _, _ in site.sent] == [
        "/oauth/v2/token",
        "/api/entries.json",
    ]
    assert site.sent[-1][1]["Authorization"] == "Bearer for-now"


@pytest.mark.parametrize(
    ("status", "body"),
    [(401, "no"), (302, ""), (500, "x" * 100_000), (200, "no token")],
)
async def test_what_is_not_taken_is_an_error_without_a_secret(
    context: JobContext, site: Site, status: int, body: str
) -> None:
    site.put("/oauth/v2/token", body, status=status)
    names = ("client", "secret", "user", "password")
    account = Account(
        "wallabag", {"address": site.url} | dict.fromkeys(names, "hidden-word")
    )
    with pytest.raises(FetchError) as error:
        await read_later.send(context.downloader, account, ITEM)
    assert "hidden-word" not in str(error.value)
    assert len(site.sent) == 1, "nothing is sent elsewhere"


async def test_the_operators_own_network_is_out_of_reach(
    context: JobContext,
) -> None:
    account = Account(
        "webhook", {"address": "http://127.0.0.1:1/x", "secret": "s"}
    )
    with pytest.raises(Refused):
        await read_later.send(context.downloader, account, ITEM)

"""Articles reach a service that answers as documented; a refused article is reported as such."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import structlog

from jobs import read_later
from jobs.context import JobContext
from news.errors import FetchError, Refused, StoreBusy
from news.read_later import Account, SavedItem
from store.chats import read_later as rows
from store.engine.database import Database
from store.rows import Chat
from tests.jobs.conftest import Clock
from tests.jobs.notices.test_alerts import reader
from tests.jobs.notices.test_follow_ups import sent
from tests.site import Site

ITEM = SavedItem("https://paper.example/1", "Otters return", "They are back.")


class LockedOnce:
    """A store that refuses the first write."""

    def __init__(self, db: Database) -> None:
        self.read = db.read
        self._writes = iter((self._refuse,))
        self._write = db.write

    async def write(self, *call: Any) -> Any:
        """Write, from the second call on."""
        return await next(self._writes, self._write)(*call)

    async def _refuse(self, *_call: Any) -> None:
        raise StoreBusy("locked")


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


async def waiting(context: JobContext, site: Site) -> Chat:
    """Let a chat's article wait for its service."""
    chat = await reader(context)
    account = Account("linkding", {"address": site.url, "token": "k"})
    await context.db.write(rows.put, chat.id, account)
    await context.db.write(rows.add_item, chat.id, ITEM, context.clock())
    return chat


async def test_what_waits_is_sent_once_by_whoever_starts_next(
    context: JobContext, site: Site
) -> None:
    site.put("/api/bookmarks/", '{"id": 1}', type="application/json")
    chat = await waiting(context, site)
    await context.db.write(rows.add_item, chat.id, ITEM, context.clock())
    assert await read_later.sweep(context) == 1
    assert await read_later.sweep(context) == 0
    assert len(site.sent) == 1


async def test_what_is_refused_is_tried_again_and_then_said(
    context: JobContext, site: Site, clock: Clock
) -> None:
    chat = await waiting(context, site)
    site.put("/api/bookmarks/", "later", status=503)
    for pause in (*read_later.PAUSES, 0):
        assert await sent(context) == []
        await read_later.sweep(context)
        await read_later.sweep(context)
        clock.now += pause
    (row,) = await sent(context)
    assert (row.chat_id, row.message.html) == (chat.id, "linkding")
    assert len(site.sent) == 1 + len(read_later.PAUSES)
    assert await context.db.read(rows.due_items, clock.now + 9999, 9) == []


async def test_a_fault_over_one_article_holds_up_no_other_and_has_an_end(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/api/bookmarks/", '{"id": 1}', type="application/json")
    await waiting(context, site)
    faulty = await reader(context, telegram=2)
    # Its address is missing.
    account = Account("linkding", {"token": "k"})
    await context.db.write(rows.put, faulty.id, account)
    await context.db.write(rows.add_item, faulty.id, ITEM, context.clock())
    with structlog.testing.capture_logs() as logged:
        taken = [await read_later.sweep(context)]
        for pause in read_later.PAUSES:
            clock.now += pause
            taken.append(await read_later.sweep(context))
    assert taken == [1, 0, 0]
    assert len(site.sent) == 1
    assert [one["event"] for one in logged].count("read-later.fault") == 3
    assert await context.db.read(rows.due_items, clock.now + 9999, 9) == []


async def test_a_locked_store_counts_as_no_try(
    context: JobContext, site: Site
) -> None:
    site.put("/api/bookmarks/", '{"id": 1}', type="application/json")
    await waiting(context, site)
    locked: Any = LockedOnce(context.db)
    context = replace(context, db=locked)
    with pytest.raises(StoreBusy):
        await read_later.sweep(context)
    (item,) = await context.db.read(rows.due_items, context.clock(), 9)
    assert item.attempts == 0


async def test_without_an_account_nothing_waits_on(
    context: JobContext, site: Site
) -> None:
    chat = await waiting(context, site)
    await context.db.write(rows.end, chat.id)
    assert await read_later.sweep(context) == 0
    assert await context.db.read(rows.due_items, context.clock(), 9) == []
    assert site.sent == []

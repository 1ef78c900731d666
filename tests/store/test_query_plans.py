"""Queries that run every second use an index: no large table is scanned."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from store.chats import chat_claims
from store.delivery import alerts, outbox, outcomes, posts, recovery
from store.engine.database import Database
from store.news import article_claims, articles, source_claims
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_stories,
    new_outbox,
)
from tests.stores import new_store

LARGE = (
    "articles",
    "chats",
    "entries",
    "outbox",
    "seen",
    "sources",
    "stories",
    "subscriptions",
)
SWEEPS: dict[str, Callable[[Connection], Any]] = {
    "claim messages": lambda c: outbox.claim(
        c, now=NOW, limit=30, lease=60, owner="a"
    ),
    "count messages": lambda c: outbox.depth(c, NOW),
    "end old messages": lambda c: outcomes.expire(c, NOW),
    "take messages back": lambda c: recovery.recover(c, NOW),
    "hold messages": lambda c: recovery.renew(c, "a", NOW),
    "bring messages forward": lambda c: recovery.pull_forward(c, NOW, NOW + 9),
    "claim chats": lambda c: chat_claims.claim_due(
        c, now=NOW, limit=200, lease=60
    ),
    "claim sources": lambda c: source_claims.claim_due(
        c, now=NOW, limit=20, lease=60
    ),
    "claim articles": lambda c: article_claims.claim_new(
        c, now=NOW, limit=9, lease=60, max_attempts=3
    ),
    "read unplaced articles": lambda c: articles.unplaced(c, 100),
    "chats that want alerts": lambda c: alerts.wanting(c, 0, 100),
    "stories wanted at once": lambda c: posts.audience(
        c, after=0, until=NOW, oldest=NOW - 9
    ),
}


def _plans(c: Connection, sweep: Callable[[Connection], Any]) -> list[str]:
    """Run a sweep; return the plan lines of all its statements."""
    sent: list[tuple[str, Any]] = []

    def note(
        _c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any
    ) -> None:
        sent.append((statement, values))

    event.listen(c, "before_cursor_execute", note)
    sweep(c)
    event.remove(c, "before_cursor_execute", note)
    assert sent
    return [
        line
        for statement, values in sent
        for *_, line in c.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", values
        )
    ]


def _fill(c: Connection) -> None:
    make_stories(c, ["a", "b"])
    make_articles(c, ["c"])
    ids = [make_chat(c, number, due=NOW - 1).id for number in range(20)]
    outbox.add(c, [new_outbox(chat) for chat in ids], NOW - 1)


@pytest.mark.parametrize("name", SWEEPS)
async def test_no_sweep_reads_a_large_table_whole(
    tmp_path: Path, name: str
) -> None:
    db = await Database.open(new_store(tmp_path / "jianbao.db"))
    await db.write(_fill)
    plans = await db.write(_plans, SWEEPS[name])
    await db.close()
    whole = re.compile(rf"SCAN ({'|'.join(LARGE)})\b(?!.*USING)")
    assert [line for line in plans if whole.search(line)] == []

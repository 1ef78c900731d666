"""Articles that were corrected or withdrawn after they were delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, update

from store.delivery import outbox
from store.engine.statements import integers
from store.news import story_writer
from store.rows import NewOutbox
from store.schema.row_mapping import dump
from store.schema.tables import articles

# What an article's `error` says between the look that did not find it and the
# one that decides.
MISSING = "missing"

# What it says after its source corrected it and its page still tells it as
# before.
BY_FEED = "by feed"


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article as its page or its source now has it."""

    article_id: int
    story_id: int
    title: str
    text: str
    summary: tuple[str, ...]
    words: str
    content_hash: str
    # The hash of what was told: another worker that saw the change first has it
    # no longer.
    expected: str
    # Whether the source's own words corrected it.
    by_feed: bool = False


_OF_ARTICLE = articles.c.id == bindparam("article_id")
_SUSPECT = (
    update(articles)
    .where(_OF_ARTICLE)
    .values(checked_at=bindparam("looked_at"), error=MISSING)
)


def suspect(connection: Connection, article_id: int, checked_at: int) -> None:
    """Record that an article was missing; `checked_at` counts as its last check, and so sets the
    next.
    """
    connection.execute(
        _SUSPECT, {"article_id": article_id, "looked_at": checked_at}
    )


_FOUND = (
    update(articles)
    .where(articles.c.id.in_(integers("ids")))
    .values(checked_at=bindparam("now"), error="", entry_content="")
)


def found(connection: Connection, article_ids: Sequence[int], now: int) -> None:
    """Record that articles are unchanged."""
    connection.execute(_FOUND, {"ids": article_ids, "now": now})


_CORRECT = (
    update(articles)
    .where(
        _OF_ARTICLE,
        articles.c.content_hash == bindparam("expected"),
        articles.c.withdrawn_at.is_(None),
    )
    .values(
        checked_at=bindparam("now"),
        changed_at=bindparam("now"),
        error=bindparam("mark"),
        entry_content="",
        title=bindparam("new_title"),
        text=bindparam("new_text"),
        summary=bindparam("new_summary"),
        words=bindparam("new_words"),
        content_hash=bindparam("new_hash"),
    )
)


def correct(
    connection: Connection,
    item: Corrected,
    rows: Sequence[NewOutbox],
    *,
    ancestors: Mapping[str, tuple[str, ...]],
    now: int,
) -> bool:
    """Write an article's new text, its story, and the messages about it; return False if
    it was done before.
    """
    values = {
        "article_id": item.article_id,
        "expected": item.expected,
        "now": now,
        "mark": BY_FEED if item.by_feed else "",
        "new_title": item.title,
        "new_text": item.text,
        "new_summary": dump(item.summary),
        "new_words": item.words,
        "new_hash": item.content_hash,
    }
    if not connection.execute(_CORRECT, values).rowcount:
        return False
    story_writer.refresh(connection, [item.story_id], now, ancestors=ancestors)
    outbox.add(connection, rows, now)
    return True


_WITHDRAW = (
    update(articles)
    .where(_OF_ARTICLE, articles.c.withdrawn_at.is_(None))
    .values(
        checked_at=bindparam("now"), withdrawn_at=bindparam("now"), error=""
    )
    .returning(articles.c.story_id)
)


def withdraw(
    connection: Connection,
    article_id: int,
    rows: Sequence[NewOutbox],
    *,
    ancestors: Mapping[str, tuple[str, ...]],
    now: int,
) -> bool:
    """Record that an article was withdrawn, with the messages about it; return False if it was
    done before.

    Its story is told by another report from now on, or no more where there is none.
    """
    story = connection.execute(
        _WITHDRAW, {"article_id": article_id, "now": now}
    ).scalar()
    if story is None:
        return False
    story_writer.refresh(connection, [story], now, ancestors=ancestors)
    outbox.add(connection, rows, now)
    return True

"""Articles that were corrected or withdrawn after they were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from store.delivery import outbox
from store.engine.dialect import Sql
from store.news import story_writer
from store.rows import NewOutbox
from store.schema.row_mapping import dump

MISSING = "missing"
"""What an article's `error` says between the look that did not find it and the one that decides."""

_SUSPECT = Sql("UPDATE articles SET checked_at = :at, error = 'missing' WHERE id = :id")
_FOUND = Sql("UPDATE articles SET checked_at = :now, error = '' WHERE id IN :ids[int]")
_CORRECT = Sql(
    """UPDATE articles SET checked_at = :now, changed_at = :now, error = '', title = :title, text = :text,
    summary = :summary, words = :words, content_hash = :hash
    WHERE id = :id AND content_hash = :expected AND withdrawn_at IS NULL"""
)
_WITHDRAW = Sql(
    """UPDATE articles SET checked_at = :now, withdrawn_at = :now, error = '' WHERE id = :id AND withdrawn_at IS NULL
    RETURNING story_id"""
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article as its page has it now."""

    article_id: int
    story_id: int
    title: str
    text: str
    summary: tuple[str, ...]
    words: str
    content_hash: str
    expected: str
    """The hash of what was told: another worker that saw the change first has it no longer."""


def suspect(c: Connection, article_id: int, checked_at: int) -> None:
    """Note that an article was not there; `checked_at` says when it counts as looked at, and so when it comes again."""
    _SUSPECT(c, id=article_id, at=checked_at)


def found(c: Connection, article_ids: Sequence[int], now: int) -> None:
    """Note that articles are there as they were told."""
    _FOUND(c, ids=article_ids, now=now)


def correct(
    c: Connection,
    item: Corrected,
    rows: Sequence[NewOutbox],
    *,
    ancestors: Mapping[str, tuple[str, ...]],
    now: int,
) -> bool:
    """Write what an article says now, its story with it, and the messages that tell so; False when it was done before."""
    written = _CORRECT(
        c,
        id=item.article_id,
        title=item.title,
        text=item.text,
        summary=dump(item.summary),
        words=item.words,
        hash=item.content_hash,
        expected=item.expected,
        now=now,
    )
    if not written.rowcount:
        return False
    story_writer.refresh(c, [item.story_id], now, ancestors=ancestors)
    outbox.add(c, rows, now)
    return True


def withdraw(
    c: Connection,
    article_id: int,
    rows: Sequence[NewOutbox],
    *,
    ancestors: Mapping[str, tuple[str, ...]],
    now: int,
) -> bool:
    """Note that an article was withdrawn, with the messages that tell so; False when it was done before.

    Its story is told by another report from now on, or no more where there is none.
    """
    story = _WITHDRAW(c, id=article_id, now=now).scalar()
    if story is None:
        return False
    story_writer.refresh(c, [story], now, ancestors=ancestors)
    outbox.add(c, rows, now)
    return True

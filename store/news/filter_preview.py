"""The newest articles, page by page and short, for trying a filter on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.engine.row_mapping import Shape


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of a story, with as much of its text as filters look at."""

    id: int
    story_id: int
    title: str
    text: str
    language: str
    published_at: int


SHAPE = Shape(Sample)
START = (2**53, 2**53)
"""Where the first page begins: (published_at, id) below which it reads."""
_PAGE = Sql(
    """SELECT id, story_id, title, substr(text, 1, CAST(:length AS integer)) AS text, language, published_at
    FROM articles WHERE published_at >= :since AND published_at <= :at AND (published_at < :at OR id < :id)
    AND state = 'joined' AND story_id IS NOT NULL
    ORDER BY published_at DESC, id DESC LIMIT CAST(:count AS bigint)"""
)


def page(
    c: Connection, since: int, below: tuple[int, int], *, count: int, length: int
) -> list[Sample]:
    """Read the newest articles of stories, published since an instant, that stand after `below`; newest first."""
    at, number = below
    return SHAPE.all(_PAGE(c, since=since, at=at, id=number, count=count, length=length))

"""Read the newest articles in short form, page by page, to try a filter on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Integer, bindparam, func, or_, select

from store.news.visibility import NOBODY, is_visible
from store.schema.row_mapping import Shape
from store.schema.tables import articles


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
# Where the first page begins: (published_at, id) below which it reads.
START = (2**53, 2**53)
_PAGE = (
    select(
        articles.c.id,
        articles.c.story_id,
        articles.c.title,
        func.substr(
            articles.c.text, 1, bindparam("length", type_=Integer())
        ).label("text"),
        articles.c.language,
        articles.c.published_at,
    )
    .where(
        articles.c.published_at >= bindparam("since"),
        articles.c.published_at <= bindparam("at"),
        or_(
            articles.c.published_at < bindparam("at"),
            articles.c.id < bindparam("below"),
        ),
        articles.c.state == "joined",
        articles.c.story_id.is_not(None),
        is_visible(),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(bindparam("count"))
)


def page(
    connection: Connection,
    since: int,
    below: tuple[int, int],
    *,
    count: int,
    length: int,
    reader: int = NOBODY,
) -> list[Sample]:
    """Read the newest articles of stories that the chat `reader` may see,
    published since an instant.

    They stand after `below`, the newest first.
    """
    at, number = below
    bounds = {
        "since": since,
        "at": at,
        "below": number,
        "count": count,
        "length": length,
    }
    bounds["reader"] = reader
    return SHAPE.all(connection.execute(_PAGE, bounds))

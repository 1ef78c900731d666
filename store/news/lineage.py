"""Who reported a story and who reprinted whom, as a chat may see it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from store.news.visibility import is_visible
from store.schema.tables import articles

# Articles that are read, the first first.
MOST = 60

_ARTICLES = (
    select(
        articles.c.url,
        articles.c.publisher,
        articles.c.site,
        articles.c.kind,
        articles.c.original_url,
    )
    .where(articles.c.story_id == bindparam("story"), is_visible())
    .order_by(articles.c.published_at, articles.c.id)
    .limit(bindparam("count"))
)


@dataclass(frozen=True, slots=True)
class LineageArticle:
    """An article of a story, and what it reprints."""

    url: str
    # Who shows it: the site of a reprint, the publisher of a report.
    name: str
    # The address of the article that it reprints; empty for a report of its
    # own.
    original: str


def of_story(
    connection: Connection, story_id: int, reader: int
) -> list[LineageArticle]:
    """Read a story's articles in the order in which they appeared."""
    rows = connection.execute(
        _ARTICLES, {"story": story_id, "reader": reader, "count": MOST}
    )
    return [
        LineageArticle(url, site or publisher, original)
        if kind == "reprint"
        else LineageArticle(url, publisher or site, "")
        for url, publisher, site, kind, original in rows
    ]

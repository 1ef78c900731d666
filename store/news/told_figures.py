"""Headlines and summaries of a story's reports, to compare their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select

from news.models import ToldFigures
from store.engine.statements import integers
from store.news.visibility import NOBODY, is_visible
from store.schema.row_mapping import tuple_of
from store.schema.tables import articles

# Reports that are read at once, the newest first.
MOST = 4000

_REPORTS = (
    select(
        articles.c.story_id,
        articles.c.publisher,
        articles.c.site,
        articles.c.title,
        articles.c.summary,
        articles.c.published_at,
    )
    .where(
        articles.c.story_id.in_(integers("ids")),
        articles.c.kind == "report",
        articles.c.withdrawn_at.is_(None),
        is_visible(),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(bindparam("count"))
)


def of_stories(
    connection: Connection, story_ids: Collection[int], reader: int = NOBODY
) -> dict[int, list[ToldFigures]]:
    """Read the reports of stories that the chat `reader` may see; those that name no publisher are
    left out, for nobody could be named with their figures.
    """
    by_story: dict[int, list[ToldFigures]] = defaultdict(list)
    asked = {"ids": sorted(story_ids), "reader": reader, "count": MOST}
    for story, publisher, site, title, summary, at in connection.execute(
        _REPORTS, asked
    ):
        if name := publisher or site:
            text = "\n".join((title, *tuple_of(summary)))
            by_story[story].append(
                ToldFigures(
                    publisher=name,
                    text=text,
                    at=datetime.fromtimestamp(at, UTC),
                )
            )
    return by_story

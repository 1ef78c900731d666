"""Measure the standing of sources: how often other publishers tell what a source tells."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, case, func, select, update

from news.rank import source_standing
from store.engine.statements import rows_of
from store.schema.tables import articles, sources, stories

# Articles that are looked at, the newest: about a week of a thousand sources.
LATEST = 50_000
_SHARED = case((stories.c.publishers > 1, 1), else_=0)
_COUNTS = (
    select(articles.c.source_id, func.count(), func.sum(_SHARED))
    .join_from(articles, stories, stories.c.id == articles.c.story_id)
    .where(
        articles.c.id > bindparam("after"),
        articles.c.kind == "report",
        articles.c.no_news == "",
    )
    .group_by(articles.c.source_id)
)
_STANDING = rows_of("rows", id=int, standing=int).c
_WRITE = (
    update(sources)
    .where(
        and_(
            sources.c.id == _STANDING.id,
            sources.c.standing != _STANDING.standing,
        )
    )
    .values(standing=_STANDING.standing)
)


def measure(connection: Connection) -> None:
    """Compute the standing of each source, in per cent, from the newest articles.

    Stories take it over when they are next written.
    """
    newest = connection.execute(select(func.max(articles.c.id))).scalar() or 0
    counts = connection.execute(_COUNTS, {"after": newest - LATEST}).all()
    total = sum(reports for _, reports, _ in counts)
    if not total:
        return
    usual = sum(shared for _, _, shared in counts) / total
    rows = [
        (source, round(100 * source_standing(reports, shared, usual)))
        for source, reports, shared in counts
    ]
    connection.execute(_WRITE, {"rows": rows})

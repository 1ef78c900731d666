"""The reports of a chat's week: the stories it got that grew most."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, and_, bindparam, func, select

from news.week import WeekReport
from store.engine.statements import integers
from store.news.visibility import is_visible
from store.schema.delivery_tables import seen
from store.schema.row_mapping import tuple_of
from store.schema.tables import articles, stories

# Stories that are read: some turn out to have brought nothing new.
STORIES = 10
# Reports that are read of all of them.
REPORTS = 400
# Stories told in a week that are looked at, the latest first.
MOST_TOLD = 2000
TEXT = 1500

_TOLD = (
    select(func.coalesce(stories.c.joined_into, stories.c.id))
    .join(seen, seen.c.story_id == stories.c.id)
    .where(seen.c.chat_id == bindparam("chat"), seen.c.at >= bindparam("since"))
    .order_by(seen.c.at.desc())
    .limit(MOST_TOLD)
)
_OF_WEEK = and_(
    articles.c.story_id.in_(integers("ids")),
    articles.c.kind == "report",
    articles.c.published_at >= bindparam("since"),
    is_visible(),
)
_GROWTH = (
    select(articles.c.story_id, func.count())
    .where(_OF_WEEK)
    .group_by(articles.c.story_id)
    .order_by(func.count().desc(), articles.c.story_id)
    .limit(STORIES)
)
_REPORTS_COLUMNS = select(
    articles.c.story_id,
    articles.c.title,
    articles.c.url,
    articles.c.publisher,
    articles.c.site,
    func.substr(articles.c.text, 1, TEXT),
    articles.c.summary,
    articles.c.language,
    articles.c.published_at,
    articles.c.changed_at,
    articles.c.withdrawn_at,
)
_REPORTS = (
    _REPORTS_COLUMNS.where(_OF_WEEK)
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(REPORTS)
)


_OF_STORY = (
    _REPORTS_COLUMNS.where(
        articles.c.story_id == bindparam("story"),
        articles.c.kind == "report",
        is_visible(),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(REPORTS)
)


def of_story(
    connection: Connection, story_id: int, reader: int
) -> list[WeekReport]:
    """Read the reports of one story that a chat may see, in the order they appeared."""
    rows = connection.execute(
        _OF_STORY, {"story": story_id, "reader": reader}
    ).all()
    return [_report(*row) for row in reversed(rows)]


def reports(
    connection: Connection, chat_id: int, since: int
) -> tuple[list[WeekReport], dict[int, int]]:
    """Read the reports since an instant of the stories that grew most, and how many each had.

    Only what the chat was told of, and of that only the reports that it may see.
    """
    bounds = {"chat": chat_id, "reader": chat_id, "since": since}
    told = sorted(set(connection.execute(_TOLD, bounds).scalars()))
    growth = {
        row[0]: row[1]
        for row in connection.execute(_GROWTH, {**bounds, "ids": told})
    }
    if not growth:
        return [], {}
    rows = connection.execute(_REPORTS, {**bounds, "ids": sorted(growth)}).all()
    return [_report(*row) for row in reversed(rows)], growth


def _report(
    story: int,
    title: str,
    url: str,
    publisher: str,
    site: str,
    text: str,
    summary: str,
    language: str,
    published: int,
    changed: int | None,
    withdrawn: int | None,
) -> WeekReport:
    """Return a report of the week from the columns of its row; the time of its withdrawal counts
    for more than that of a correction.
    """
    corrected = withdrawn if withdrawn is not None else changed
    return WeekReport(
        story=story,
        title=title,
        url=url,
        publisher=publisher or site,
        text=text,
        summary=tuple_of(summary),
        language=language,
        published_at=datetime.fromtimestamp(published, UTC),
        corrected_at=datetime.fromtimestamp(corrected, UTC)
        if corrected is not None
        else None,
        withdrawn=withdrawn is not None,
    )

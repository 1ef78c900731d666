"""Stories that grow: those with news for chats that got them, and those that spread fast."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, bindparam, exists, select

from news.models import Report, Story
from news.rank import independent_publishers
from store.engine.statements import integers
from store.news.stories import COLUMNS, LISTED, story_of
from store.news.visibility import is_open
from store.schema.delivery_tables import seen
from store.schema.tables import articles, stories

_DEVELOPING = (
    select(stories.c.id)
    .where(
        stories.c.joined_into.is_(None),
        stories.c.grown_at >= bindparam("since"),
        stories.c.grown_at <= bindparam("now"),
        exists().where(
            seen.c.story_id == stories.c.id, seen.c.at < stories.c.grown_at
        ),
    )
    .order_by(stories.c.grown_at, stories.c.id)
)


def developing(connection: Connection, *, now: int, since: int) -> list[int]:
    """Read the ids of stories with a report since `since` that came after some chat got the
    story.

    What of it a chat may see is for `get` to say.
    """
    return list(
        connection.execute(_DEVELOPING, {"now": now, "since": since}).scalars()
    )


_BURSTING = (
    select(*COLUMNS)
    .where(
        LISTED,
        stories.c.grown_at >= bindparam("since"),
        stories.c.publishers >= bindparam("fewest"),
    )
    .order_by(stories.c.publishers.desc(), stories.c.id)
)
_BURST = (
    select(
        articles.c.story_id,
        articles.c.url,
        articles.c.publisher,
        articles.c.site,
    )
    .where(
        articles.c.story_id.in_(integers("ids")),
        articles.c.kind == "report",
        articles.c.published_at >= bindparam("since"),
        articles.c.published_at <= bindparam("now"),
        is_open(),
    )
    .order_by(articles.c.published_at, articles.c.id)
)


def bursting(
    connection: Connection, *, now: int, within: int, publishers: int
) -> list[Story]:
    """Read the stories that at least this number of independent publishers reported in the last
    `within` seconds.
    """
    bounds = {"now": now, "since": now - within, "fewest": publishers}
    likely = [story_of(row) for row in connection.execute(_BURSTING, bounds)]
    reports: dict[int, list[Report]] = defaultdict(list)
    for story, url, publisher, site in connection.execute(
        _BURST, bounds | {"ids": [s.id for s in likely]}
    ):
        reports[story].append(
            Report(
                url=url,
                title="",
                publisher=publisher or site,
                published_at=None,
            )
        )
    return [
        story
        for story in likely
        if len(independent_publishers(reports[story.id])) >= publishers
    ]

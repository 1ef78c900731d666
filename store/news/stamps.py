"""Change numbers of stories: each change gives a story the next number, so readers find
what changed since they looked.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from store.engine.statements import rows_of
from store.schema.tables import stories

_LAST = select(func.coalesce(func.max(stories.c.stamp), 0))
_STAMPED = rows_of("rows", id=int, stamp=int).c
_TOUCH = (
    update(stories)
    .where(stories.c.id == _STAMPED.id)
    .values(stamp=_STAMPED.stamp)
)


def next_stamps(connection: Connection, count: int) -> range:
    """Return this many new stamps."""
    first = max(connection.execute(_LAST).scalar_one(), 0) + 1
    return range(first, first + count)


def touch(connection: Connection, story_ids: Iterable[int]) -> None:
    """Give stories new stamps, so that caches read them again."""
    touched = sorted(set(story_ids))
    if touched:
        stamps = next_stamps(connection, len(touched))
        connection.execute(
            _TOUCH, {"rows": list(zip(touched, stamps, strict=True))}
        )

"""Events in several languages: which stories report the same event.

A story that no other language tells has no event in its row: it is its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, or_, select, update

from news.across import (
    figures_that_differ,
    names_that_differ,
    places_that_differ,
)
from news.models import Telling
from store.article_rows import Placed
from store.engine.statements import integers, rows_of, texts
from store.news.stamps import touch
from store.schema.row_mapping import tuple_of
from store.schema.tables import stories

_NAMED = select(stories.c.id, stories.c.key, stories.c.event).where(
    or_(stories.c.event.in_(texts("keys")), stories.c.key.in_(texts("keys")))
)
_EVENT = rows_of("rows", id=int, event=str).c
_SET = (
    update(stories).where(stories.c.id == _EVENT.id).values(event=_EVENT.event)
)
_other = stories.alias("other")
_SAME_EVENT = (
    _other.c.event == stories.c.event,
    _other.c.id != stories.c.id,
    _other.c.joined_into.is_(None),
)
_KIN = (
    select(stories.c.id, _other.c.id)
    .join(_other, _SAME_EVENT[0])
    .where(stories.c.id.in_(integers("ids")), *_SAME_EVENT[1:])
)
_TELLINGS = (
    select(
        stories.c.id,
        stories.c.title,
        stories.c.summary,
        stories.c.language,
        _other.c.id,
        _other.c.language,
        _other.c.articles,
        _other.c.publishers,
        _other.c.recent,
        _other.c.title,
        _other.c.url,
        _other.c.summary,
    )
    .join(_other, _SAME_EVENT[0])
    .where(
        stories.c.id.in_(integers("ids")),
        *_SAME_EVENT[1:],
        _other.c.articles > 0,
    )
    .order_by(stories.c.id, _other.c.articles.desc(), _other.c.id)
)


# A key of a story or event, and the keys that became it.
Join = tuple[str, tuple[str, ...]]


def follow(joins: Iterable[Join]) -> dict[str, str]:
    """Follow joins within a batch: a key that was joined later leads to what it became."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for kept, joined in joins:
        top = root(kept)
        for other in joined:
            parent[root(other)] = top
            parent[top] = top
    return {key: root(key) for key in list(parent)}


def _is_shared(placed: Placed) -> bool:
    """Return whether a placement makes its story one of several tellings of an event."""
    is_of_another = placed.event not in {"", placed.story_key}
    return bool(placed.lost_events) or is_of_another


def unite(connection: Connection, placements: Sequence[Placed]) -> None:
    """Write which stories are tellings of one event, after their rows are there."""
    shared = [placed for placed in placements if _is_shared(placed)]
    if not shared:
        return
    # The stories' own keys are events as well: one that had none until now gets
    # the event's.
    roots = follow(map(_join_of, shared))
    changed: dict[int, str] = {}
    for story, key, event in connection.execute(
        _NAMED, {"keys": sorted(roots)}
    ):
        root = roots.get(key) or roots[event]
        if root != event:
            changed[story] = root
    if changed:
        connection.execute(_SET, {"rows": list(changed.items())})
        touch(connection, changed)


def _join_of(placed: Placed) -> Join:
    """Return the event of a placement, with the keys that became it."""
    event = placed.event or placed.story_key
    return event, (*placed.lost_events, placed.story_key)


def kin(
    connection: Connection, story_ids: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Return (story, other telling of its event) for each of these stories that has any."""
    return tuple(
        (one, other)
        for one, other in connection.execute(_KIN, {"ids": list(story_ids)})
    )


def families(
    connection: Connection, story_ids: Sequence[int]
) -> dict[int, set[int]]:
    """Return each of these stories with all tellings of its event, itself among them."""
    by_story = {story: {story} for story in story_ids}
    for story, other in kin(connection, story_ids):
        by_story[story].add(other)
    return by_story


def tellings(
    connection: Connection, story_ids: Sequence[int]
) -> dict[int, tuple[Telling, ...]]:
    """Read how other languages report the events of these stories; those without are missing
    from the answer.
    """
    by_story: dict[int, list[Telling]] = defaultdict(list)
    for row in connection.execute(_TELLINGS, {"ids": list(story_ids)}):
        story, title, summary, language, *shown, told = row
        telling = Telling(*shown)
        here = "\n".join((title, *tuple_of(summary)))
        there = "\n".join((telling.title, *tuple_of(told)))
        languages = (language or "", telling.language)
        differs = (
            *places_that_differ(here, there, languages),
            *figures_that_differ(here, there),
            *names_that_differ(here, there, languages),
        )
        by_story[story].append(replace(telling, differs=differs))
    return {story: tuple(listed) for story, listed in by_story.items()}

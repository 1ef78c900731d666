"""Which terms find a story: for everybody by its open articles, for a private source's
readers by that source's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Delete, delete, exists, select, true

from store.engine.statements import integers, rows_of, upsert
from store.news import source_parts, terms
from store.news.story_text import StoryArticle, topics_of
from store.schema.source_tables import closed_terms
from store.schema.tables import story_terms
from store.schema.tables import terms as term_rows

Members = Mapping[int, Sequence[StoryArticle]]
Ancestors = Mapping[str, tuple[str, ...]]
# Stands for everybody, where a closed source's readers have its id.
EVERYBODY = 0
# Terms by (kind, value).
_Terms = set[tuple[str, str]]


class _Teller(NamedTuple):
    """Who tells a story: everybody, or one closed source to its readers."""

    side: int
    story: int


class _Row(NamedTuple):
    """A term that finds a story, for everybody or for a closed source's readers."""

    side: int
    term: int
    story: int


_Rows = set[_Row]

_OPEN = (
    select(story_terms.c.story_id, story_terms.c.term_id, term_rows.c.kind)
    .join(term_rows, term_rows.c.id == story_terms.c.term_id)
    .where(story_terms.c.story_id.in_(integers("ids")))
)
_CLOSED = (
    select(
        closed_terms.c.source_id,
        closed_terms.c.story_id,
        closed_terms.c.term_id,
        term_rows.c.kind,
    )
    .join(term_rows, term_rows.c.id == closed_terms.c.term_id)
    .where(closed_terms.c.story_id.in_(integers("ids")))
)
_TERM = rows_of("rows", source=int, term=int, story=int)
_ADD_OPEN = (
    upsert(story_terms)
    .from_select(
        ["term_id", "story_id"],
        select(_TERM.c.term, _TERM.c.story).where(true()),
    )
    .on_conflict_do_nothing()
)
_ADD_CLOSED = (
    upsert(closed_terms)
    .from_select(
        ["source_id", "term_id", "story_id"],
        select(_TERM.c.source, _TERM.c.term, _TERM.c.story).where(true()),
    )
    .on_conflict_do_nothing()
)
_DROP_OPEN = delete(story_terms).where(
    story_terms.c.story_id.in_(integers("stories")),
    exists().where(
        _TERM.c.term == story_terms.c.term_id,
        _TERM.c.story == story_terms.c.story_id,
    ),
)
_DROP_CLOSED = delete(closed_terms).where(
    closed_terms.c.story_id.in_(integers("stories")),
    exists().where(
        _TERM.c.source == closed_terms.c.source_id,
        _TERM.c.term == closed_terms.c.term_id,
        _TERM.c.story == closed_terms.c.story_id,
    ),
)


def add(
    connection: Connection,
    pairs: Sequence[tuple[int, int]],
    source_id: int = EVERYBODY,
) -> None:
    """Let terms find stories, (story id, term id) each: for everybody,
    or for the readers of a closed source.
    """
    rows = {_Row(source_id, term, story) for story, term in pairs}
    _insert(connection, rows)


def _insert(connection: Connection, rows: _Rows) -> None:
    opened = _for_everybody(rows)
    if opened:
        connection.execute(_ADD_OPEN, {"rows": sorted(opened)})
    closed = rows - opened
    if closed:
        connection.execute(_ADD_CLOSED, {"rows": sorted(closed)})


def _for_everybody(rows: _Rows) -> _Rows:
    return {row for row in rows if row.side == EVERYBODY}


def write(
    connection: Connection,
    members: Members,
    met: Mapping[int, Sequence[int]],
    ancestors: Ancestors,
) -> None:
    """Make the terms of these stories those that their articles give;
    `met` names filters by article.
    """
    listed_by = _listed_by(connection, members)
    wanted = _wanted(members, listed_by, ancestors)
    rows = _given(connection, wanted)
    filters = {term for listed in met.values() for term in listed}
    parts = source_parts.sources_of(connection, filters)
    rows |= _met(members, met, parts, listed_by)
    had = _had(connection, list(members))
    rows |= _lasting(had, _telling(members))
    _insert(connection, rows - had.keys())
    _remove(connection, had.keys() - rows)


def _given(connection: Connection, wanted: Mapping[_Teller, _Terms]) -> _Rows:
    """Return the rows of topics and sources, whose terms are made where they are new."""
    named: _Terms = set().union(*wanted.values())
    ids = terms.intern_many(connection, named)
    rows = set()
    for (side, story), pairs in wanted.items():
        for pair in pairs:
            rows.add(_Row(side, ids[pair], story))
    return rows


def _lasting(had: Mapping[_Row, str], telling: set[_Teller]) -> _Rows:
    """Return the rows that stay, though no article gives them now."""
    stories = {teller.story for teller in telling}
    lasting = set()
    for row, kind in had.items():
        # What a filter found stays, while anybody of the same side still tells
        # the story.
        told = _Teller(row.side, row.story) in telling
        stays = kind == "filter" and told
        # Only a source's own readers have the terms of its parts: these stand
        # openly, as its own does.
        part = kind == "within" and row.story in stories
        if stays or part:
            lasting.add(row)
    return lasting


def _remove(connection: Connection, rows: _Rows) -> None:
    opened = _for_everybody(rows)
    _drop(connection, _DROP_OPEN, opened)
    _drop(connection, _DROP_CLOSED, rows - opened)


def _drop(connection: Connection, statement: Delete, rows: _Rows) -> None:
    if rows:
        stories = {row.story for row in rows}
        asked = {"rows": sorted(rows), "stories": sorted(stories)}
        connection.execute(statement, asked)


def _had(connection: Connection, story_ids: Sequence[int]) -> dict[_Row, str]:
    """Read the rows of these stories, with the kinds of their terms."""
    asked = {"ids": story_ids}
    had = {}
    for story, term, kind in connection.execute(_OPEN, asked):
        had[_Row(EVERYBODY, term, story)] = str(kind)
    for source, story, term, kind in connection.execute(_CLOSED, asked):
        had[_Row(source, term, story)] = str(kind)
    return had


def _telling(members: Members) -> set[_Teller]:
    """Return who still tells each story: nobody gets a story that nobody reports any more."""
    telling = set()
    for story, listed in members.items():
        for member in listed:
            if not member.withdrawn:
                telling.add(_Teller(_side(member), story))
    return telling


def _side(member: StoryArticle) -> int:
    """Return for whom an article speaks: for everybody, or for its closed source's readers."""
    if member.open:
        return EVERYBODY
    return member.source_id


def _listed_by(
    connection: Connection, members: Members
) -> Mapping[int, set[int]]:
    """Return for each article the sources that brought it or list it."""
    bringing: dict[int, int] = {}
    for listed in members.values():
        bringing.update((member.id, member.source_id) for member in listed)
    listing = terms.sources_listing(connection, list(bringing))
    return {
        article: {source, *listing.get(article, ())}
        for article, source in bringing.items()
    }


def _met(
    members: Members,
    met: Mapping[int, Sequence[int]],
    parts: Mapping[int, int],
    listed_by: Mapping[int, set[int]],
) -> _Rows:
    """Return the rows of filters that articles meet; a part counts where its source lists one."""
    rows: _Rows = set()
    for story, listed in members.items():
        for member in listed:
            for term in met.get(member.id, ()):
                if term not in parts:
                    rows.add(_Row(_side(member), term, story))
                elif parts[term] in listed_by[member.id]:
                    rows.add(_Row(EVERYBODY, term, story))
    return rows


def _wanted(
    members: Members, listed_by: Mapping[int, set[int]], ancestors: Ancestors
) -> dict[_Teller, _Terms]:
    """Return the topics and sources of each story that is still told."""
    telling = _telling(members)
    wanted: dict[_Teller, _Terms] = defaultdict(set)
    for teller, listed in _by_teller(members).items():
        if teller not in telling:
            continue
        for key in topics_of(listed):
            topics = (key, *ancestors.get(key, ()))
            wanted[teller].update(("topic", topic) for topic in topics)
        # Only a closed source's own readers have its term: the story may have
        # it openly.
        openly = wanted[_Teller(EVERYBODY, teller.story)]
        for member in listed:
            sources = listed_by[member.id]
            openly.update(("source", str(source)) for source in sources)
    return wanted


def _by_teller(members: Members) -> dict[_Teller, list[StoryArticle]]:
    """Group articles by who tells them."""
    told: dict[_Teller, list[StoryArticle]] = defaultdict(list)
    for story, listed in members.items():
        for member in listed:
            told[_Teller(_side(member), story)].append(member)
    return told

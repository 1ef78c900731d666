"""Which terms find a story: for everybody by its open articles, for a private source's
readers by that source's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, exists, select, true

from store.engine.statements import integers, rows_of, upsert
from store.news import source_parts, terms
from store.news.story_text import StoryArticle, topics_of
from store.schema.source_tables import closed_terms
from store.schema.tables import story_terms
from store.schema.tables import terms as term_rows

Members = Mapping[int, Sequence[StoryArticle]]
Ancestors = Mapping[str, tuple[str, ...]]
# Terms by (kind, value).
_Pairs = set[tuple[str, str]]
# Rows: (source id, or 0 for everybody; term id; story id).
_Keys = set[tuple[int, int, int]]

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
    connection: Connection, pairs: Sequence[tuple[int, int]], source_id: int = 0
) -> None:
    """Let terms find stories, (story id, term id) each: for everybody,
    or for the readers of a closed source.
    """
    _insert(connection, {(source_id, term, story) for story, term in pairs})


def _insert(connection: Connection, rows: _Keys) -> None:
    for statement, listed in (
        (_ADD_OPEN, _open(rows)),
        (_ADD_CLOSED, rows - _open(rows)),
    ):
        if listed:
            connection.execute(statement, {"rows": sorted(listed)})


def _open(rows: _Keys) -> _Keys:
    return {row for row in rows if not row[0]}


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
    ids = terms.intern_many(
        connection, (pair for pairs in wanted.values() for pair in pairs)
    )
    want = {
        (source, ids[pair], story)
        for (source, story), pairs in wanted.items()
        for pair in pairs
    }
    parts = source_parts.sources_of(
        connection, (term for listed in met.values() for term in listed)
    )
    want |= _met(members, met, parts, listed_by)
    had = _had(connection, list(members))
    want |= _lasting(had, _told(members))
    _insert(connection, want - had.keys())
    _remove(connection, had.keys() - want)


def _lasting(
    had: Mapping[tuple[int, int, int], str], told: set[tuple[int, int]]
) -> _Keys:
    """Return the rows that stay, though no article gives them now."""
    stories = {story for _, story in told}
    lasting = set()
    for (source, term, story), kind in had.items():
        # What a filter found stays, while anybody of the same side still tells
        # the story.
        stays = kind == "filter" and (source, story) in told
        # Only a source's own readers have the terms of its parts: these stand
        # openly, as its own does.
        part = kind == "within" and story in stories
        if stays or part:
            lasting.add((source, term, story))
    return lasting


def _remove(connection: Connection, rows: _Keys) -> None:
    for statement, listed in (
        (_DROP_OPEN, _open(rows)),
        (_DROP_CLOSED, rows - _open(rows)),
    ):
        if listed:
            stories = sorted({story for _, _, story in listed})
            connection.execute(
                statement, {"rows": sorted(listed), "stories": stories}
            )


def _had(
    connection: Connection, story_ids: Sequence[int]
) -> dict[tuple[int, int, int], str]:
    """Read the rows of these stories, with the kinds of their terms."""
    open_rows = connection.execute(_OPEN, {"ids": story_ids})
    had = {(0, term, story): str(kind) for story, term, kind in open_rows}
    closed_rows = connection.execute(_CLOSED, {"ids": story_ids})
    return had | {
        (source, term, story): str(kind)
        for source, story, term, kind in closed_rows
    }


def _told(members: Members) -> set[tuple[int, int]]:
    """Return the (side, story) pairs that some article still supports: nobody gets a story that
    nobody reports any more.
    """
    return {
        (_side(member), story)
        for story, listed in members.items()
        for member in listed
        if not member.withdrawn
    }


def _side(member: StoryArticle) -> int:
    """Return for whom an article speaks: 0 for everybody, otherwise its closed source."""
    return 0 if member.open else member.source_id


def _listed_by(
    connection: Connection, members: Members
) -> Mapping[int, set[int]]:
    """Return for each article the sources that brought it or list it."""
    every = {
        member.id: member.source_id
        for listed in members.values()
        for member in listed
    }
    listing = terms.sources_listing(connection, list(every))
    return {
        article: {source, *listing.get(article, ())}
        for article, source in every.items()
    }


def _met(
    members: Members,
    met: Mapping[int, Sequence[int]],
    parts: Mapping[int, int],
    listed_by: Mapping[int, set[int]],
) -> _Keys:
    """Return the rows of filters that articles meet; a part counts where its source lists one."""
    rows: _Keys = set()
    for story, listed in members.items():
        for member in listed:
            for term in met.get(member.id, ()):
                if term not in parts:
                    rows.add((_side(member), term, story))
                elif parts[term] in listed_by[member.id]:
                    rows.add((0, term, story))
    return rows


def _wanted(
    members: Members, listed_by: Mapping[int, set[int]], ancestors: Ancestors
) -> dict[tuple[int, int], _Pairs]:
    """Return the topics and sources by (side, story)."""
    told = _told(members)
    voices = {
        side: listed
        for side, listed in _by_side(members).items()
        if side in told
    }
    wanted: dict[tuple[int, int], _Pairs] = defaultdict(set)
    for side, listed in voices.items():
        for key in topics_of(listed):
            wanted[side] |= {
                ("topic", name) for name in (key, *ancestors.get(key, ()))
            }
        for member in listed:
            # Only a closed source's own readers have its term: the story may
            # have it openly.
            wanted[0, side[1]] |= {
                ("source", str(source)) for source in listed_by[member.id]
            }
    return wanted


def _by_side(members: Members) -> dict[tuple[int, int], list[StoryArticle]]:
    """Group articles by (side, story)."""
    voices: dict[tuple[int, int], list[StoryArticle]] = defaultdict(list)
    for story, listed in members.items():
        for member in listed:
            voices[_side(member), story].append(member)
    return voices

"""Hot lists as they were read, and which of them named a story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from sqlalchemy import Connection, bindparam, select, update

from news.hotlists import Board, dump, load
from news.models import Story
from store.engine.dialect import take_turns
from store.engine.statements import integers, rows_of, upsert
from store.news import stories
from store.news.stamps import touch
from store.schema.row_mapping import dump as dump_list
from store.schema.row_mapping import tuple_of
from store.schema.source_tables import boards
from store.schema.tables import sources
from store.schema.tables import stories as story_rows

# Stories that each pair of a line's words is looked for in, the newest first.
CANDIDATES = 20
# The longest words of a line: any two of them find the stories that it may be
# about.
WORDS = 3
# Hot lists that are kept for one story.
MOST = 12

_READ = select(boards.c.data).where(boards.c.source_id == bindparam("source"))
_INSERT = upsert(boards)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=["source_id"],
    set_={"data": _INSERT.excluded.data, "read_at": _INSERT.excluded.read_at},
)


def read(connection: Connection, source_id: int) -> Board:
    """Read a board with its past; an empty one before its first reading."""
    return load(
        bytes(connection.execute(_READ, {"source": source_id}).scalar() or b"")
    )


def write(
    connection: Connection, source_id: int, board: Board, now: int
) -> None:
    """Replace the stored state of a board."""
    connection.execute(
        _WRITE, {"source_id": source_id, "data": dump(board), "read_at": now}
    )


_OF = (
    select(boards.c.source_id, sources.c.title, boards.c.data)
    .join(sources, sources.c.id == boards.c.source_id)
    .where(boards.c.source_id.in_(integers("ids")))
)


def of_sources(
    connection: Connection, source_ids: Collection[int]
) -> dict[int, tuple[str, Board]]:
    """Read the boards among these sources, with their titles, by the source's id."""
    rows = connection.execute(_OF, {"ids": list(source_ids)})
    return {source: (title, load(bytes(data))) for source, title, data in rows}


def may_be_named(
    connection: Connection, lines: Iterable[Sequence[str]]
) -> list[list[Story]]:
    """Find for each line, given by its words, the newest stories that hold two of its longest."""
    return [_candidates(connection, words) for words in lines]


def _candidates(connection: Connection, words: Sequence[str]) -> list[Story]:
    longest = sorted(words, key=len, reverse=True)[:WORDS]
    candidates: dict[int, Story] = {}
    for pair in combinations(longest, 2):
        held = stories.search(connection, pair, limit=CANDIDATES)
        candidates |= {story.id: story for story in held}
    return list(candidates.values())


_NAMED = select(story_rows.c.id, story_rows.c.boards).where(
    story_rows.c.id.in_(integers("ids"))
)
_ROW = rows_of("rows", id=int, boards=str).c
_NAME = (
    update(story_rows)
    .where(story_rows.c.id == _ROW.id)
    .values(boards=_ROW.boards)
)


def name_stories(
    connection: Connection, title: str, story_ids: Collection[int]
) -> int:
    """Record that a board of this title names stories; return for how many that is new."""
    take_turns(connection, "jianbao-stories")
    rows = []
    for story, listed in connection.execute(_NAMED, {"ids": list(story_ids)}):
        named = tuple_of(listed)
        if title not in named and len(named) < MOST:
            rows.append((story, dump_list((*named, title))))
    if rows:
        connection.execute(_NAME, {"rows": rows})
        touch(connection, (story for story, _ in rows))
    return len(rows)

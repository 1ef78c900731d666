"""Full-text search: words from our own segmenter in SQLite's FTS5 and PostgreSQL's `tsvector`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    select,
    table,
    text,
)

from store.engine.dialect import is_sqlite
from store.engine.statements import integers, rows_of

LONGEST_WORD = 64
MOST_WORDS = 4000

# Each database keeps the index in a form of its own, so its name and columns
# are not in `store.schema.tables`.
_fts5 = table("story_words", column("rowid", Integer), column("words", Text))
_tsvectors = table(
    "story_words", column("story_id", BigInteger), column("words")
)
_NEW = rows_of("rows", id=int, words=str).c
_VECTOR = func.array_to_tsvector(func.string_to_array(_NEW.words, " "))
_WORDS_DROP = {
    "sqlite": delete(_fts5).where(_fts5.c.rowid.in_(integers("ids"))),
    "postgresql": delete(_tsvectors).where(
        _tsvectors.c.story_id.in_(integers("ids"))
    ),
}
_WORDS_PUT = {
    "sqlite": insert(_fts5).from_select(
        ["rowid", "words"], select(_NEW.id, _NEW.words)
    ),
    "postgresql": insert(_tsvectors).from_select(
        ["story_id", "words"], select(_NEW.id, _VECTOR)
    ),
}
_WORDS_FOUND = {
    "sqlite": "(SELECT rowid FROM story_words WHERE story_words MATCH :query)",
    "postgresql": "(SELECT story_id FROM story_words WHERE words @@ CAST(CAST(:query AS text) AS tsquery))",
}


def words_match(dialect: str, story: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a story matches a query of `words_query`, bound as `query`."""
    return story.op("IN")(text(_WORDS_FOUND[dialect]))


_POSTINGS = {
    "sqlite": (column("rowid", Integer), "story_words MATCH :query"),
    "postgresql": (
        column("story_id", Integer),
        "words @@ CAST(CAST(:query AS text) AS tsquery)",
    ),
}


def stories_with(dialect: str) -> Select[str]:
    """Return the statement for the newest `count` stories that match a query of `words_query`,
    bound as `query`.

    Their ids come as one text, parted by commas: two thousand rows would take longer to fetch than
    to find.
    """
    story, holds = _POSTINGS[dialect]
    query = (
        select(story.label("story"))
        .select_from(table("story_words"))
        .where(text(holds))
    )
    newest = query.order_by(story.desc()).limit(bindparam("count")).subquery()
    return select(func.aggregate_strings(cast(newest.c.story, Text), ","))


def plan_with_values(connection: Connection) -> None:
    """Let PostgreSQL plan each query of this transaction for its words:
    rare and common ones want different plans.
    """
    if not is_sqlite(connection):
        connection.exec_driver_sql(
            "SET LOCAL plan_cache_mode = force_custom_plan"
        )


def tidy_words(words: str) -> list[str]:
    """Return the different words of a text as the index keeps them: folded,
    none too long, each with a letter or digit.
    """
    folded = dict.fromkeys(words.replace("\x00", " ").casefold().split())
    return [
        word
        for word in folded
        if len(word) <= LONGEST_WORD and any(map(str.isalnum, word))
    ][:MOST_WORDS]


def _token(word: str) -> str:
    """Write a word so that FTS5 takes it for one token:
    its tokenizer parts words at marks and newer letters.
    """
    plain = word.isalnum() and max(word) <= "\uffff"
    if plain:
        return word
    return f"q{word.encode('utf-8', 'replace').hex()}q"


def put_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Replace the full-text words of these stories: (story id, words joined by spaces)."""
    drop_words(connection, [story for story, _ in rows])
    write = _token if is_sqlite(connection) else str
    tidied = [
        (story, " ".join(map(write, tidy_words(words))))
        for story, words in rows
    ]
    kept = [(story, words) for story, words in tidied if words]
    if kept:
        connection.execute(_WORDS_PUT[connection.dialect.name], {"rows": kept})


def drop_words(connection: Connection, stories: Sequence[int]) -> None:
    """Take stories out of full-text search."""
    connection.execute(_WORDS_DROP[connection.dialect.name], {"ids": stories})


def words_query(connection: Connection, words: Sequence[str]) -> str:
    """Write a query that asks for every word; empty when no word is left to ask for."""
    asked = tidy_words(" ".join(words))
    if is_sqlite(connection):
        return " AND ".join(f'"{_token(word)}"' for word in asked)
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in asked)
    return " & ".join(f"'{word}'" for word in quoted)

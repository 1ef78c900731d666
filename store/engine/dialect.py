"""Where SQLite and PostgreSQL differ: everything else in the store is written once.

A statement is written once in the common part of both languages. Four forms are translated here:

- `:name` is a value; on PostgreSQL it becomes `$1`, its type is told by where it stands.
- `IN :ids[int]` and `IN :keys[text]` take a list: `json_each` on SQLite, `= ANY(array)` on PostgreSQL.
- `ROWS :rows(id int, at int) AS t` takes a list of tuples as a table: `json_each`, or `unnest`.
- `FOR UPDATE` and `FOR UPDATE SKIP LOCKED` are dropped on SQLite, which has one writer at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
    table,
    text,
)

_TYPES = {"int": "bigint", "text": "text", "real": "double precision", "blob": "bytea"}
_ROWS = re.compile(r"ROWS :(\w+)\(([^)]*)\) AS (\w+)")
_IN = re.compile(r"(NOT )?IN :(\w+)\[(\w+)\]")
_LOCK = re.compile(r"FOR UPDATE( SKIP LOCKED)?")
_NAME = re.compile(r"(?<![:\w]):([a-z]\w*)")


def dumps(value: Any) -> str:
    """Write JSON, compact; half of a surrogate pair, which no database stores, becomes a question mark."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return (
            json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            .encode("utf-8", "replace")
            .decode()
        )


def is_sqlite(c: Connection) -> bool:
    """Say which of the two the connection speaks to."""
    return c.dialect.name == "sqlite"


def _columns(listed: str) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind in (column.split() for column in listed.split(","))]


class Sql:
    """One statement for both databases; call it with a connection and its values by name."""

    __slots__ = ("_lists", "_postgresql", "_rows", "_sqlite", "_values", "names")

    def __init__(self, source: str) -> None:
        source = " ".join(source.split())
        self._rows = {name: len(_columns(listed)) for name, listed, _ in _ROWS.findall(source)}
        self._lists = {name for _, name, _ in _IN.findall(source)} | set(self._rows)
        self._sqlite = _LOCK.sub("", _IN.sub(_sqlite_in, _ROWS.sub(_sqlite_rows, source)))
        self.names = frozenset(_NAME.findall(self._sqlite))
        named = _IN.sub(_postgresql_in, _ROWS.sub(_postgresql_rows, source))
        self._values = list(dict.fromkeys(_NAME.findall(named)))
        self._postgresql = _NAME.sub(lambda found: f"${self._values.index(found[1]) + 1}", named)

    def __call__(self, c: Connection, **values: Any) -> CursorResult[*tuple[Any, ...]]:
        """Run the statement; a list may be any iterable, its rows are tuples."""
        if c.dialect.name == "sqlite":
            for name in self._lists:
                values[name] = dumps(
                    values[name] if isinstance(values[name], list) else list(values[name])
                )
            return c.exec_driver_sql(self._sqlite, values)
        for name, width in self._rows.items():
            columns = [list(column) for column in zip(*values.pop(name), strict=True)] or [
                [] for _ in range(width)
            ]
            values.update({f"{name}_{index}": column for index, column in enumerate(columns)})
        for name in self._lists - self._rows.keys():
            values[name] = list(values[name])
        return c.exec_driver_sql(self._postgresql, tuple(values[name] for name in self._values))


def _sqlite_in(found: re.Match[str]) -> str:
    return f"{found[1] or ''}IN (SELECT value FROM json_each(:{found[2]}))"


def _postgresql_in(found: re.Match[str]) -> str:
    return f"{'<> ALL' if found[1] else '= ANY'}(CAST(:{found[2]} AS {_TYPES[found[3]]}[]))"


def _sqlite_rows(found: re.Match[str]) -> str:
    columns = [
        f"json_extract(value, '$[{index}]') AS {name}"
        for index, (name, _) in enumerate(_columns(found[2]))
    ]
    return f"(SELECT {', '.join(columns)} FROM json_each(:{found[1]})) AS {found[3]}"


def _postgresql_rows(found: re.Match[str]) -> str:
    columns = _columns(found[2])
    arrays = [
        f"CAST(:{found[1]}_{index} AS {_TYPES[kind]}[])" for index, (_, kind) in enumerate(columns)
    ]
    return f"unnest({', '.join(arrays)}) AS {found[3]}({', '.join(name for name, _ in columns)})"


class Insert:
    """Many rows into one table: executemany on SQLite, arrays through `unnest` on PostgreSQL."""

    __slots__ = ("_postgresql", "_sqlite")

    def __init__(self, table: str, columns: str, then: str = "") -> None:
        named = _columns(columns)
        names = ", ".join(f'"{name}"' for name, _ in named)
        arrays = ", ".join(
            f"CAST(${index + 1} AS {_TYPES[kind]}[])" for index, (_, kind) in enumerate(named)
        )
        self._sqlite = (
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(named))}) {then}"
        )
        self._postgresql = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {then}"

    def __call__(self, c: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write the rows, each in the order of the columns; none is fine."""
        listed = rows if isinstance(rows, list) else list(rows)
        if not listed:
            return
        if c.dialect.name == "sqlite":
            c.exec_driver_sql(self._sqlite, listed)
        else:
            c.exec_driver_sql(
                self._postgresql, tuple(list(column) for column in zip(*listed, strict=True))
            )


_TAKE = Sql("UPDATE sqlite_sequence SET seq = seq + :count WHERE name = :name RETURNING seq")
_BEGIN = Sql("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :count)")
_NEXT = Sql(
    "SELECT nextval(CAST(CAST(:name AS text) AS regclass)) FROM generate_series(1, CAST(:count AS bigint))"
)


def allocate(c: Connection, table: str, count: int) -> list[int]:
    """Take `count` new ids of a table, ascending, so that rows which name each other go in at once."""
    if count == 0:
        return []
    if not is_sqlite(c):
        return sorted(_NEXT(c, name=f"{table}_id_seq", count=count).scalars())
    last = _TAKE(c, name=table, count=count).scalar()
    if last is None:
        _BEGIN(c, name=table, count=count)
        last = count
    return list(range(last - count + 1, last + 1))


_LOCK_NAME = Sql("SELECT pg_advisory_xact_lock(hashtext(:name))")


def pairs(rows: Iterable[Sequence[Any]]) -> dict[Any, Any]:
    """Make a dictionary of rows of two columns."""
    return {row[0]: row[1] for row in rows}


def take_turns(c: Connection, name: str) -> None:
    """Hold a named lock until the transaction ends; SQLite's writers take turns anyway."""
    if not is_sqlite(c):
        _LOCK_NAME(c, name=name)


def restart_ids(c: Connection, table: str, last: int) -> None:
    """Make the next id of a table follow `last`: after rows came with the ids they had elsewhere."""
    if not is_sqlite(c):
        c.exec_driver_sql(
            "SELECT setval(CAST(CAST($1 AS text) AS regclass), $2)",
            (f"{table}_id_seq", max(last, 1)),
        )
    elif _TAKE(c, name=table, count=0).scalar() is None:
        _BEGIN(c, name=table, count=last)
    else:
        c.exec_driver_sql("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, table))


# ---- full text -----------------------------------------------------------------------------------------------

LONGEST_WORD = 64
MOST_WORDS = 4000

_WORDS_DROP = {
    "sqlite": Sql("DELETE FROM story_words WHERE rowid IN :ids[int]"),
    "postgresql": Sql("DELETE FROM story_words WHERE story_id IN :ids[int]"),
}
_WORDS_PUT = {
    "sqlite": Sql(
        "INSERT INTO story_words (rowid, words) SELECT t.id, t.words FROM ROWS :rows(id int, words text) AS t"
    ),
    "postgresql": Sql(
        """INSERT INTO story_words (story_id, words)
        SELECT t.id, array_to_tsvector(string_to_array(t.words, ' ')) FROM ROWS :rows(id int, words text) AS t"""
    ),
}
_WORDS_FOUND = {
    "sqlite": "(SELECT rowid FROM story_words WHERE story_words MATCH :query)",
    "postgresql": "(SELECT story_id FROM story_words WHERE words @@ CAST(CAST(:query AS text) AS tsquery))",
}


def words_match(dialect: str, story: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a story holds what `words_query` wrote, bound as `query`."""
    return story.op("IN")(text(_WORDS_FOUND[dialect]))


_POSTINGS = {
    "sqlite": (column("rowid", Integer), "story_words MATCH :query"),
    "postgresql": (column("story_id", Integer), "words @@ CAST(CAST(:query AS text) AS tsquery)"),
}


def stories_with(dialect: str) -> Select[str]:
    """Return the query for the newest `count` stories that hold what `words_query` wrote, bound as `query`.

    Their ids come as one text, parted by commas: two thousand rows would take longer to fetch than to find.
    """
    story, holds = _POSTINGS[dialect]
    found = select(story.label("story")).select_from(table("story_words")).where(text(holds))
    newest = found.order_by(story.desc()).limit(bindparam("count")).subquery()
    return select(func.aggregate_strings(cast(newest.c.story, Text), ","))


def plan_with_values(c: Connection) -> None:
    """Let PostgreSQL plan each query of this transaction for its words: rare and common ones want different plans."""
    if not is_sqlite(c):
        c.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")


def tidy_words(words: str) -> list[str]:
    """Give the different words of a text as the index keeps them: folded, none too long, each with a letter or digit."""
    folded = dict.fromkeys(words.replace("\x00", " ").casefold().split())
    return [word for word in folded if len(word) <= LONGEST_WORD and any(map(str.isalnum, word))][
        :MOST_WORDS
    ]


def _token(word: str) -> str:
    """Write a word so that FTS5 takes it for one token: its tokenizer parts words at marks and newer letters."""
    plain = word.isalnum() and max(word) <= "\uffff"
    return word if plain else f"q{word.encode('utf-8', 'replace').hex()}q"


def put_words(c: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Replace what full-text search knows of these stories: (story id, words joined by spaces)."""
    drop_words(c, [story for story, _ in rows])
    write = _token if is_sqlite(c) else str
    tidied = [(story, " ".join(map(write, tidy_words(words)))) for story, words in rows]
    kept = [(story, words) for story, words in tidied if words]
    if kept:
        _WORDS_PUT[c.dialect.name](c, rows=kept)


def drop_words(c: Connection, stories: Sequence[int]) -> None:
    """Take stories out of full-text search."""
    _WORDS_DROP[c.dialect.name](c, ids=stories)


def words_query(c: Connection, words: Sequence[str]) -> str:
    """Write a query that asks for every word; empty when no word is left to ask for."""
    asked = tidy_words(" ".join(words))
    if is_sqlite(c):
        return " AND ".join(f'"{_token(word)}"' for word in asked)
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in asked)
    return " & ".join(f"'{word}'" for word in quoted)

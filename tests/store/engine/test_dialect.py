"""One statement for two databases."""

from __future__ import annotations

import orjson
from sqlalchemy import Connection

from store.engine.database import Database
from store.engine.dialect import Insert, Sql, allocate, dumps, restart_ids, tidy_words, words_query
from store.schema.row_mapping import dump

_LISTED = Sql(
    "SELECT t.a, t.b FROM ROWS :rows(a int, b text) AS t WHERE t.a IN :keep[int] AND t.b NOT IN :drop[text] ORDER BY t.a"
)
_SAME = Sql("SELECT CAST(:x AS bigint) AS one, CAST(:x AS bigint) + 1 AS two, '10:30' AS clock")


async def test_lists_and_rows(db: Database) -> None:
    rows = [(1, "a"), (2, "b"), (3, None), (4, "it's; --")]
    found = await db.read(
        lambda c: [tuple(r) for r in _LISTED(c, rows=rows, keep=(n for n in (1, 2, 4)), drop={"b"})]
    )
    assert found == [(1, "a"), (4, "it's; --")]
    assert await db.read(lambda c: list(_LISTED(c, rows=[], keep=[], drop=[]))) == []


def test_half_a_character_is_a_question_mark() -> None:
    assert orjson.loads(dumps([["a\ud800b", 1, None], "电"])) == [["a?b", 1, None], "电"]
    assert dump(["a\ud800b", "电"]) == '["a?b","电"]'


async def test_a_name_may_stand_twice_and_a_clock_is_no_name(db: Database) -> None:
    row = await db.read(lambda c: _SAME(c, x=2**40).one())
    assert tuple(row) == (2**40, 2**40 + 1, "10:30")


async def test_many_rows_at_once(db: Database) -> None:
    insert = Insert("terms", "kind text, value text", "ON CONFLICT DO NOTHING")

    def put(c: Connection) -> int:
        insert(c, [])
        insert(c, (("topic", str(n % 7)) for n in range(20)))
        return int(c.exec_driver_sql("SELECT count(*) FROM terms").scalar_one())

    assert await db.write(put) == 7


async def test_ids_are_taken_once(db: Database) -> None:
    assert await db.write(allocate, "outbox", 0) == []
    first, second = await db.write(allocate, "outbox", 3), await db.write(allocate, "outbox", 2)
    assert first == [1, 2, 3]
    assert second == [4, 5]
    await db.write(restart_ids, "outbox", 40)
    await db.write(restart_ids, "terms", 8)
    assert await db.write(allocate, "outbox", 1) == [41]
    assert await db.write(allocate, "terms", 1) == [9]


def test_words_are_folded_cut_and_counted_once() -> None:
    assert tidy_words("A a 芯片\x00b -- " + "x" * 65) == ["a", "芯片", "b"]
    assert len(tidy_words(" ".join(map(str, range(5000))))) == 4000


async def test_no_words_ask_for_nothing(db: Database) -> None:
    assert await db.read(words_query, ["--", ""]) == ""

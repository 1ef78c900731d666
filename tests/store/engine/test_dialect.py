"""Where the two databases differ: JSON, ids."""

from __future__ import annotations

import orjson

from store.engine.database import Database
from store.engine.dialect import allocate, dumps, restart_ids
from store.schema.row_mapping import dump


def test_half_a_character_is_a_question_mark() -> None:
    assert orjson.loads(dumps([["a\ud800b", 1, None], "电"])) == [
        ["a?b", 1, None],
        "电",
    ]
    assert dump(["a\ud800b", "电"]) == '["a?b","电"]'


async def test_ids_are_taken_once(db: Database) -> None:
    assert await db.write(allocate, "outbox", 0) == []
    first, second = (
        await db.write(allocate, "outbox", 3),
        await db.write(allocate, "outbox", 2),
    )
    assert first == [1, 2, 3]
    assert second == [4, 5]
    await db.write(restart_ids, "outbox", 40)
    await db.write(restart_ids, "terms", 8)
    assert await db.write(allocate, "outbox", 1) == [41]
    assert await db.write(allocate, "terms", 1) == [9]

"""Two programs on one store notice each other."""

from __future__ import annotations

from pathlib import Path

from bot.instance_watch import ALIVE, InstanceWatch
from store.engine.database import Database
from tests.stores import new_store


async def test_two_on_one_store_notice_each_other_and_one_alone_is_left_in_peace(
    tmp_path: Path,
) -> None:
    db = await Database.open(new_store(tmp_path / "s.db"))
    now = [1000]
    first = InstanceWatch(db, "one:1", lambda: now[0])
    second = InstanceWatch(db, "two:2", lambda: now[0])
    await first.look()
    await first.look()
    assert first.trouble == ""
    await second.look()
    assert second.trouble == "", "the first may have ended just before"
    await first.look()
    assert "two:2" in first.trouble
    await second.look()
    assert second.other == "one:1"
    await first.look()
    now[0] += ALIVE  # the second is gone
    await first.look()
    assert first.trouble == ""
    await db.close()

"""A day's share: counted in the store, whole again a day after its first use."""

from __future__ import annotations

from news.durations import DAY
from store.engine.database import Database
from store.operations import daily_shares
from store.operations.daily_shares import Share
from tests.store.world import NOW


async def test_a_share_is_used_up_and_whole_again_after_a_day(
    db: Database,
) -> None:
    async def take(now: int, owner: int = 1) -> bool:
        return await db.write(daily_shares.take, "new-sources", owner, 2, now)

    assert [await take(NOW + hour * 3600) for hour in (0, 1, 2)] == [
        True,
        True,
        False,
    ]
    assert await take(NOW, owner=2)
    assert await db.read(
        daily_shares.used, "new-sources", [1, 9], NOW + 7200
    ) == {1: Share(2, NOW + DAY)}
    assert await db.read(daily_shares.used, "source-bytes", [1], NOW) == {}
    assert await take(NOW + DAY)
    assert await db.read(daily_shares.used, "new-sources", [1], NOW + DAY) == {
        1: Share(1, NOW + 2 * DAY)
    }
    assert not await db.write(daily_shares.take, "new-sources", 3, 0, NOW)


async def test_what_came_is_noted_also_beyond_the_share(db: Database) -> None:
    for _ in range(2):
        await db.write(
            daily_shares.add, "source-bytes", {4: 10**11, 5: 3, 6: 0}, NOW
        )
    assert await db.read(
        daily_shares.used, "source-bytes", [4, 5, 6], NOW + 1
    ) == {
        4: Share(2 * 10**11, NOW + DAY),
        5: Share(6, NOW + DAY),
    }

"""Old rows are deleted completely, in batches that let other writers in."""

from __future__ import annotations

from jobs.context import JobContext
from jobs.upkeep import pruning
from news.models import Message
from store.delivery import outbox
from store.records import DeletedRows
from store.rows import NewOutbox
from tests.jobs.conftest import NOW, Clock
from tests.store import world

OLD = 40 * 86_400


async def _sent(context: JobContext, count: int) -> None:
    chat = await context.db.write(world.make_chat, 100)
    rows = [
        NewOutbox(chat.id, "notice", Message("x"), NOW) for _ in range(count)
    ]
    ids = await context.db.write(outbox.add, rows, NOW)
    await context.db.write(
        outbox.sent, [(row, row or 0) for row in ids if row], NOW
    )


async def test_more_than_a_bite_goes_at_once(
    context: JobContext, clock: Clock
) -> None:
    await _sent(context, 2300)
    clock.now += OLD
    bites: list[DeletedRows] = []
    assert dict((await pruning.prune(context, dry_run=True)).rows) == {
        "outbox": 2300
    }
    assert dict(
        (await pruning.prune(context, dry_run=False, note=bites.append)).rows
    ) == {"outbox": 2300}
    assert [bite.total for bite in bites] == [1000, 1000, 300]
    assert (await pruning.prune(context, dry_run=False)).total == 0


async def test_a_sweep_ends_and_the_next_goes_on(
    context: JobContext, clock: Clock
) -> None:
    await _sent(context, 2300)
    clock.now += OLD
    assert (await pruning.prune(context, dry_run=False, bites=2)).total == 2000
    assert (await pruning.prune(context, dry_run=False)).total == 300

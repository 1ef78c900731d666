"""source trusted or distrusted → its stories written again, in small transactions."""

from __future__ import annotations

import structlog

from jobs.context import JobContext
from news.topics import all_ancestors
from store.engine.connections import Connection
from store.news import source_trust

log = structlog.get_logger()
# Stories that one transaction writes anew.
BITE = 200
# Bites of one sweep: articles wait to be placed meanwhile.
MOST = 20


async def rewrite(context: JobContext) -> None:
    """Write the stories of sources whose trust changed again, until done or at most this
    many transactions.
    """
    source, after = None, 0
    for _ in range(MOST):
        if source is None:
            source = await context.db.read(source_trust.changed)
            after = 0
        if source is None:
            return
        last = await context.db.write(_bite, context, source, after)
        if last is None:
            log.info("source.trust-settled", source=source)
            source = None
        else:
            after = last


def _bite(
    connection: Connection, context: JobContext, source: int, after: int
) -> int | None:
    context.fence(connection)
    above = all_ancestors()
    now = context.clock()
    return source_trust.rewrite(
        connection, source, after, ancestors=above, limit=BITE, now=now
    )

"""section names of read articles → a topic learner on this machine, for titles without
telling words.
"""

from __future__ import annotations

import structlog

from jobs.context import JobContext
from store.news import articles

log = structlog.get_logger()
EXAMPLES = 20_000
TIMEOUT = 180.0


async def sweep(context: JobContext) -> int:
    """Train on the newest articles whose sections name their topic; return how many."""
    rows = await context.db.read(articles.labelled, EXAMPLES)
    data = await context.pool.run(_train, rows, timeout=TIMEOUT)
    if data:
        from news.learner import TopicLearner  # noqa: PLC0415 - numpy takes 0.1 s to load

        await context.learner.put(
            context.db, TopicLearner.load(data), context.clock()
        )
        log.info("topics.learned", articles=len(rows), bytes=len(data))
    return len(rows)


def _train(rows: list[tuple[str, str]]) -> bytes:
    from news.learner import Example, train  # noqa: PLC0415 - as above

    learner = train([Example(text, topic) for text, topic in rows])
    if learner:
        return learner.dump()
    return b""

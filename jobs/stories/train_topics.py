"""Sections of what was read → a learner of topics, on this machine, for titles whose words tell nothing."""

from __future__ import annotations

import structlog

from jobs.context import JobContext
from news.learner import Example, TopicLearner, train
from store.news import articles
from store.operations import key_value

log = structlog.get_logger()
STATE = "learner"
EXAMPLES = 20_000
TIMEOUT = 180.0


async def sweep(context: JobContext) -> int:
    """Learn anew from the newest articles whose sections told their topic; returns from how many."""
    rows = await context.db.read(articles.labelled, EXAMPLES)
    data = await context.pool.run(_train, rows, timeout=TIMEOUT)
    if data:
        await context.db.write(key_value.put, STATE, data, context.clock())
        context.learner, context.learner_read = TopicLearner.load(data), True
        log.info("topics.learned", articles=len(rows), bytes=len(data))
    return len(rows)


async def learner(context: JobContext) -> TopicLearner | None:
    """Return what was learned, read from the store once."""
    if not context.learner_read:
        data = await context.db.read(key_value.get, STATE)
        context.learner, context.learner_read = (TopicLearner.load(data) if data else None), True
    return context.learner


def _train(rows: list[tuple[str, str]]) -> bytes:
    found = train([Example(text, topic) for text, topic in rows])
    return found.dump() if found else b""

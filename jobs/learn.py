"""Sections of what was read → a learner of topics, on this machine, for titles whose words tell nothing."""

from __future__ import annotations

import structlog

from jobs.house import House
from news.learner import Example, TopicLearner, train
from store import articles, blobs

log = structlog.get_logger()
STATE = "learner"
EXAMPLES = 20_000
TIMEOUT = 180.0


async def sweep(house: House) -> int:
    """Learn anew from the newest articles whose sections told their topic; returns from how many."""
    rows = await house.db.read(articles.labelled, EXAMPLES)
    data = await house.pool.run(_train, rows, timeout=TIMEOUT)
    if data:
        await house.db.write(blobs.put, STATE, data, house.clock())
        house.learner, house.learner_read = TopicLearner.load(data), True
        log.info("topics.learned", articles=len(rows), bytes=len(data))
    return len(rows)


async def learner(house: House) -> TopicLearner | None:
    """Return what was learned, read from the store once."""
    if not house.learner_read:
        data = await house.db.read(blobs.get, STATE)
        house.learner, house.learner_read = (TopicLearner.load(data) if data else None), True
    return house.learner


def _train(rows: list[tuple[str, str]]) -> bytes:
    found = train([Example(text, topic) for text, topic in rows])
    return found.dump() if found else b""

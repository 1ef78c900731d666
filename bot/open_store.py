"""Open the store that the settings name."""

from __future__ import annotations

import structlog

from bot.settings import Settings
from store.engine.database import Database
from store.operations import resealing

log = structlog.get_logger()


async def open_store(settings: Settings, now: int) -> Database:
    """Open the store with the operator's keys, and seal the secrets that are
    not sealed with them yet.
    """
    part = settings.database
    db = await Database.open(part.address, keys=part.read_keys())
    if lost := await db.write(resealing.reseal, now):
        # Their sources fail until the key is back; people who know the secret
        # may add it again.
        log.error("store.keys-missing", texts=lost)
    return db

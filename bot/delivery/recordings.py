"""Assemble a digest's recording from its sounds, when it is sent or played."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from news.attachments import recorded_digest
from news.models import Message
from news.spoken.recording import record, spoken_part
from store.delivery import episodes
from store.engine.database import Database
from store.records import Episode


@dataclass(frozen=True, slots=True)
class Recording:
    """Opus in Ogg, with its length."""

    data: bytes
    seconds: int


async def recording_of(db: Database, message: Message) -> Recording | None:
    """Return a message's recording; None if it has none, or if a sound of it is
    gone.
    """
    for item in message.attachments:
        digest_id = recorded_digest(item)
        if digest_id is not None:
            episode = await db.read(episodes.get, digest_id)
            return await read_recording(db, episode) if episode else None
    return None


async def read_recording(db: Database, episode: Episode) -> Recording | None:
    """Assemble a recording; return None if a sound of it was deleted by age."""
    keys = [part.key for part in episode.parts]
    kept = await db.read(episodes.sounds, keys)
    is_whole = bool(keys) and kept.keys() >= set(keys)
    if not is_whole:
        return None
    named = [(part.title, kept[part.key]) for part in episode.parts]
    data = await asyncio.to_thread(_joined, named)
    return Recording(data, episode.seconds)


def _joined(named: list[tuple[str, bytes]]) -> bytes:
    return record([spoken_part(title, sound) for title, sound in named])

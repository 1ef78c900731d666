"""digest to be heard → script → sounds, each stored → recording → outbox row."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Literal

import structlog

from jobs.context import JobContext
from jobs.digests.model_summaries import retold
from jobs.http.speech_client import SpeechClient
from jobs.isolated import Isolated
from news.errors import ModelError, NotOpus
from news.faithful import Told
from news.models import Message, Story
from news.spoken import ScriptPart, SpokenStory, script_of
from news.spoken.recording import Spoken, record, spoken_part
from store.chats import chats
from store.delivery import digests, episodes
from store.news import stories, summaries_by_model
from store.operations import daily_shares
from store.operations.daily_shares import EVERYBODY
from store.records import Episode, EpisodePart, SentDigest
from store.rows import Chat, NewOutbox

log = structlog.get_logger()
# Recordings of one sweep: each takes some seconds a story.
BATCH = 4
# Telegram takes uploads of 50 MB.
MOST_BYTES = 45 * 1024 * 1024
# Seconds back from which a digest is read out unasked.
UNASKED = 6 * 3600
_SHARE: Literal["speech-characters"] = "speech-characters"


async def sweep(context: JobContext) -> int:
    """Make the recordings that chats asked for; return how many were settled."""
    client = context.speech
    if client is None:
        return 0
    now = context.clock()
    await context.db.write(episodes.want_unasked, now, now - UNASKED)
    settled = 0
    for episode in await context.db.read(episodes.due, now, BATCH):
        with Isolated("episode.fault", episode.chat_id):
            settled += await _settle(context, client, episode)
            continue
        # A fault of ours has an end too: the others wait behind it.
        chat = await context.db.read(chats.get, episode.chat_id)
        settled += await _failed(context, episode, chat, "a fault of ours")
    if settled:
        context.wake_sender()
    return settled


async def _settle(
    context: JobContext, client: SpeechClient, episode: Episode
) -> bool:
    """Make one recording, or say why there is none; return False if it is tried again later."""
    chat = await context.db.read(chats.get, episode.chat_id)
    digest = await context.db.read(digests.get, episode.digest_id)
    script = await _script(context, chat, digest) if chat and digest else ()
    if chat is None or not script:
        return await _end(context, episode, chat, "nothing")
    keys = [_key(client, part) for part in script]
    known = await context.db.read(episodes.sounds, keys)
    fresh = [
        part for part, key in zip(script, keys, strict=True) if key not in known
    ]
    if not await _affordable(context, client, chat.id, _characters(fresh)):
        return await _end(context, episode, chat, "budget")
    try:
        spoken = await _speak(context, client, chat.id, script, keys, known)
        whole = await asyncio.to_thread(record, spoken)
    except (ModelError, NotOpus) as error:
        return await _failed(context, episode, chat, str(error))
    parts = tuple(map(_kept_part, keys, spoken))
    if len(whole) > MOST_BYTES:
        return await _end(context, episode, chat, "budget")
    ready = replace(episode, state="ready", parts=parts, size=len(whole))
    message = context.tell.recording(ready, chat)
    row = _row(chat, message, context.clock())
    log.info("episode.ready", chat=chat.id, seconds=ready.seconds)
    return await _write(context, ready, [row])


def _characters(script: Sequence[ScriptPart]) -> int:
    return sum(len(part.text) for part in script)


def _key(client: SpeechClient, part: ScriptPart) -> str:
    """Return the key of a voice's sound for a text: the same for every chat."""
    voice = client.config.voice_of(part.language)
    model = client.config.model
    seed = f"{model}\0{voice}\0{part.text}"
    return blake2b(seed.encode(), digest_size=16).hexdigest()


def _kept_part(key: str, spoken: Spoken) -> EpisodePart:
    milliseconds = round(spoken.sound.seconds * 1000)
    return EpisodePart(key, spoken.title, milliseconds)


async def _speak(
    context: JobContext,
    client: SpeechClient,
    chat_id: int,
    script: Sequence[ScriptPart],
    keys: Sequence[str],
    known: dict[str, bytes],
) -> list[Spoken]:
    """Read aloud the parts without a stored sound; raises ModelError and NotOpus.

    What was read is kept and paid for at once: a later failure costs nothing twice.
    """
    spoken = []
    now = context.clock()
    await context.db.write(episodes.use_sounds, sorted(known), now)
    for part, key in zip(script, keys, strict=True):
        sound = known.get(key)
        if sound is None:
            voice = client.config.voice_of(part.language)
            sound = await client.speak(part.text, voice)
            await _pay(context, chat_id, len(part.text))
        read = await asyncio.to_thread(spoken_part, part.title, sound)
        if key not in known:
            await context.db.write(episodes.keep_sound, key, sound, now)
        spoken.append(read)
    return spoken


async def _affordable(
    context: JobContext, client: SpeechClient, chat_id: int, wanted: int
) -> bool:
    """Return whether the day's budget and the chat's share of it allow this many more
    characters.
    """
    used = await context.db.read(
        daily_shares.used, _SHARE, (EVERYBODY, chat_id), context.clock()
    )
    config = client.config
    limits = (
        (EVERYBODY, config.characters_per_day),
        (chat_id, config.characters_per_chat),
    )
    if not wanted:
        return True
    for owner, most in limits:
        so_far = used[owner].used if owner in used else 0
        if so_far + wanted > most:
            return False
    return True


async def _pay(context: JobContext, chat_id: int, characters: int) -> None:
    amounts = {EVERYBODY: characters, chat_id: characters}
    await context.db.write(daily_shares.add, _SHARE, amounts, context.clock())


async def _failed(
    context: JobContext, episode: Episode, chat: Chat | None, error: str
) -> bool:
    """Try a recording again later, or give it up after several tries."""
    log.warning("episode.failed", chat=episode.chat_id, error=error)
    if episode.attempts >= len(episodes.PAUSES):
        return await _end(context, episode, chat, "failed")
    at = context.clock() + episodes.PAUSES[episode.attempts]
    await context.db.write(episodes.put_off, episode.digest_id, at)
    return False


async def _end(
    context: JobContext, episode: Episode, chat: Chat | None, why: str
) -> bool:
    """Give a recording up, and say why."""
    rows = []
    if chat is not None:
        message = context.tell.no_recording(why, chat)
        rows = [_row(chat, message, context.clock())]
    log.info("episode.ended", chat=episode.chat_id, why=why)
    return await _write(context, replace(episode, state="failed"), rows)


async def _write(
    context: JobContext, episode: Episode, rows: Sequence[NewOutbox]
) -> bool:
    return await context.db.write(
        episodes.settle, episode, rows, context.clock()
    )


def _row(chat: Chat, message: Message, now: int) -> NewOutbox:
    return NewOutbox(
        chat_id=chat.id,
        kind="notice",
        message=message,
        ready_at=now,
        silent=chat.silent,
    )


async def _script(
    context: JobContext, chat: Chat, digest: SentDigest
) -> tuple[ScriptPart, ...]:
    """Return the script of a digest: what it told, in the same words."""
    ids = [story for story, _, _ in digest.picks]
    shown_by_id = await context.db.read(stories.by_ids, set(ids), chat.id)
    told = [shown_by_id[story] for story in ids if story in shown_by_id]
    texts = {}
    if context.model is not None:
        keys = sorted({story.key for story in told})
        texts = await context.db.read(
            summaries_by_model.newest, keys, chat.locale
        )
    spoken = [
        _spoken(story, texts.get(story.key), chat.locale) for story in told
    ]
    heading = context.title(chat.locale, chat.zone)
    return script_of(heading, chat.locale, spoken)


def _spoken(story: Story, text: Told | None, locale: str) -> SpokenStory:
    """Return a story for the script: in a model's words in the chat's language, or in its own."""
    shown = retold(story, text)
    language = story.language if shown is story else locale
    return SpokenStory(
        title=shown.title,
        summary=shown.summary,
        publisher=story.publisher,
        language=language,
    )

"""A digest is read out once for all who hear it, within a budget; what fails is said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from jobs.context import JobContext
from jobs.digests import episodes as job
from jobs.http.model_client import ModelClient, ModelConfig
from jobs.http.speech_client import SpeechClient, SpeechConfig
from news.attachments import recording_attachment
from news.durations import DAY
from news.faithful import Grounded, Told
from news.schedule import load
from store.chats import chat_options, chats
from store.delivery import digests, episodes
from store.engine.database import Database
from store.news import stories, summaries_by_model
from store.operations import retention
from store.records import Episode
from store.rows import Chat
from tests.endpoint import Endpoint, serve
from tests.jobs.conftest import Clock
from tests.jobs.notices.test_alerts import reader, telling
from tests.jobs.notices.test_follow_ups import sent
from tests.sounds import silence
from tests.store.world import make_chat, new_digest


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serve() as running:
        yield running


@pytest.fixture
async def speaking(
    context: JobContext, endpoint: Endpoint
) -> AsyncIterator[JobContext]:
    client = SpeechClient(SpeechConfig(endpoint.url, "tts"))
    yield replace(context, speech=client)
    await client.close()


async def told(context: JobContext, chat: Chat, story: int) -> int:
    """Put a story into a digest of a chat; return the digest's id."""
    digest = replace(new_digest(chat.id, [story]), messages=())
    await context.db.write(digests.store_batch, [digest], context.clock())
    (last, *_) = await context.db.read(digests.recent_of_chat, chat.id, 1)
    return last.id


async def wanted(context: JobContext) -> tuple[Chat, int]:
    """Let a chat ask for the recording of its digest; return the digest's id too."""
    chat = await reader(context)
    digest = await told(context, chat, await telling(context, "bridge", 1))
    now = context.clock()
    await context.db.write(episodes.want, digest, chat.id, now)
    return chat, digest


async def state(db: Database, digest: int) -> str:
    found = await db.read(episodes.get, digest)
    assert found is not None
    return found.state


async def recorded(db: Database, digest: int) -> Episode:
    found = await db.read(episodes.get, digest)
    assert found is not None
    return found


async def test_a_digest_becomes_a_recording_with_a_chapter_a_story(
    speaking: JobContext, endpoint: Endpoint
) -> None:
    chat, digest = await wanted(speaking)
    assert await job.sweep(speaking) == 1
    episode = await recorded(speaking.db, digest)
    assert episode.state == "ready"
    assert [part.title for part in episode.parts][1:] == ["bridge的大新闻"]
    heard = sum(len(asked["input"]) for asked in endpoint.asked) / 10
    assert episode.seconds == round(heard)
    (row,) = await sent(speaking)
    assert row.chat_id == chat.id
    assert row.message.attachments == (recording_attachment(digest),)
    assert await job.sweep(speaking) == 0, "it is settled"


async def test_what_was_read_once_costs_nothing_again(
    speaking: JobContext, endpoint: Endpoint
) -> None:
    await wanted(speaking)
    await job.sweep(speaking)
    asked = len(endpoint.asked)
    other = await speaking.db.write(make_chat, 99)
    first = await speaking.db.read(digests.get, 1)
    assert first is not None
    digest = await told(speaking, other, first.picks[0][0])
    now = speaking.clock()
    await speaking.db.write(episodes.want, digest, other.id, now)
    await job.sweep(speaking)
    assert await state(speaking.db, digest) == "ready"
    assert len(endpoint.asked) <= asked + 1, "only its heading may be new"


@pytest.mark.parametrize(
    "limits",
    [{"characters_per_day": 10}, {"characters_per_chat": 10}],
)
async def test_over_the_budget_nothing_is_read(
    speaking: JobContext, endpoint: Endpoint, limits: dict[str, int]
) -> None:
    _, digest = await wanted(speaking)
    assert speaking.speech is not None
    config = replace(speaking.speech.config, **limits)
    client = SpeechClient(config)
    assert await job.sweep(replace(speaking, speech=client)) == 1
    await client.close()
    assert endpoint.asked == []
    assert [row.message.html for row in await sent(speaking)] == ["budget"]
    assert await state(speaking.db, digest) == "failed"


async def test_what_fails_is_tried_again_and_then_said(
    speaking: JobContext, endpoint: Endpoint, clock: Clock
) -> None:
    chat, digest = await wanted(speaking)
    endpoint.statuses = [500, 503, 500]
    for pause in (*episodes.PAUSES, 0):
        assert await state(speaking.db, digest) == "wanted"
        await job.sweep(speaking)
        clock.now += pause
    assert [row.message.html for row in await sent(speaking)] == ["failed"]
    again = await speaking.db.write(episodes.want, digest, chat.id, clock.now)
    assert again.state == "wanted", "a person may ask once more"
    await job.sweep(speaking)
    assert await state(speaking.db, digest) == "ready"


async def test_a_fault_over_one_recording_holds_up_no_other_and_has_an_end(
    speaking: JobContext, clock: Clock
) -> None:
    faulty, first = await wanted(speaking)
    await speaking.db.write(chats.update, faulty.id, zone="Mars/Base")
    good = await reader(speaking, telegram=5)
    second = await told(speaking, good, await telling(speaking, "port", 1))
    await speaking.db.write(episodes.want, second, good.id, clock.now)

    def title(_locale: str, zone: str) -> str:
        load(zone)
        return "News"

    context = replace(speaking, title=title)
    await job.sweep(context)
    assert await state(context.db, second) == "ready"
    for pause in episodes.PAUSES:
        assert await state(context.db, first) == "wanted"
        clock.now += pause
        await job.sweep(context)
    assert await state(context.db, first) == "failed"
    assert {row.chat_id for row in await sent(context)} == {faulty.id, good.id}


async def test_what_is_no_sound_is_not_kept(
    speaking: JobContext, endpoint: Endpoint
) -> None:
    _, digest = await wanted(speaking)
    endpoint.raw = b"<html>no sound</html>"
    assert await job.sweep(speaking) == 0
    assert await state(speaking.db, digest) == "wanted"
    endpoint.raw = None

    def stereo_at_times(asked: dict[str, str]) -> bytes:
        return silence(1, 2 if "bridge" in asked["input"] else 1)

    endpoint.spoken = stereo_at_times
    at = episodes.PAUSES[0]
    await job.sweep(replace(speaking, clock=lambda: speaking.clock() + at))
    assert await state(speaking.db, digest) == "wanted"


async def test_a_digest_without_its_stories_is_not_read(
    speaking: JobContext,
) -> None:
    chat = await reader(speaking)
    digest = await told(speaking, chat, 12_345)
    now = speaking.clock()
    await speaking.db.write(episodes.want, digest, chat.id, now)
    assert await job.sweep(speaking) == 1
    assert [row.message.html for row in await sent(speaking)] == ["nothing"]


async def test_each_digest_is_read_since_a_chat_wished_so(
    speaking: JobContext, clock: Clock
) -> None:
    chat = await reader(speaking)
    story = await telling(speaking, "bridge", 1)
    before = await told(speaking, chat, story)
    clock.now += 60
    since = str(clock.now)
    await speaking.db.write(chat_options.put, chat.id, "listen", since)
    assert await job.sweep(speaking) == 0
    later = replace(new_digest(chat.id, [story], slot=999), messages=())
    await speaking.db.write(digests.store_batch, [later], clock.now)
    assert await job.sweep(speaking) == 1
    assert await speaking.db.read(episodes.get, before) is None


async def test_recordings_go_after_a_week(
    speaking: JobContext, clock: Clock
) -> None:
    _, digest = await wanted(speaking)
    await job.sweep(speaking)
    keys = [part.key for part in (await recorded(speaking.db, digest)).parts]
    assert len(await speaking.db.read(episodes.sounds, keys)) == 2

    days = dict.fromkeys(
        ("article_days", "story_days", "seen_days", "outbox_days"), 30
    )
    await speaking.db.write(
        lambda c: retention.prune(c, now=clock.now + 8 * DAY, **days)
    )
    assert await speaking.db.read(episodes.get, digest) is None
    assert await speaking.db.read(episodes.sounds, keys) == {}


async def test_without_a_voice_nothing_is_swept(context: JobContext) -> None:
    await wanted(context)
    assert await job.sweep(context) == 0


@pytest.mark.parametrize(
    ("sentences", "heard"),
    [
        ((), "bridge的大新闻"),
        ((Grounded("The bridge is open.", 1, ""),), "The bridge is open."),
    ],
)
async def test_a_story_is_read_in_the_words_in_which_it_was_told(
    speaking: JobContext,
    endpoint: Endpoint,
    sentences: tuple[Grounded, ...],
    heard: str,
) -> None:
    """As in the digest itself: a model's title without a sentence is not used."""
    chat, digest = await wanted(speaking)
    model = ModelClient(ModelConfig(endpoint.url, "m"))
    record = await speaking.db.read(digests.get, digest)
    assert record is not None
    story = await speaking.db.read(stories.get, record.picks[0][0])
    assert story is not None
    body = summaries_by_model.dump(Told("A model's title", sentences))
    await speaking.db.write(
        summaries_by_model.put, story.key, "1", chat.locale, body, 0
    )
    await job.sweep(replace(speaking, model=model))
    await model.close()
    spoken = " ".join(asked["input"] for asked in endpoint.asked)
    assert heard in spoken
    assert ("A model's title" in spoken) == bool(sentences)

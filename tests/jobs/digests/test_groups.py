"""Chats with equal digests form one group that is written once; a chat's own closed sources never reach another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.digests import build, model_summaries
from jobs.digests.asked import ask
from jobs.digests.select import choose
from jobs.http.model_client import ModelClient, ModelConfig
from news.models import Digest, Message
from store.chats import chats, subscriptions
from store.news import articles, sources, stories, visibility
from store.rows import Chat
from tests.jobs.conftest import NOW
from tests.store.world import make_stories, new_article, placed, read_article

WINDOW = 36 * 3600


async def make_readers(context: JobContext, count: int) -> list[Chat]:
    def write(c: Connection) -> list[Chat]:
        made = []
        for number in range(1, count + 1):
            chat = chats.upsert(
                c,
                number,
                0,
                "private",
                "",
                locale="en",
                zone="UTC",
                schedule="08:00",
                now=NOW,
            )
            subscriptions.add(c, chat.id, "topic", "tech", limit=9, now=NOW)
            made.append(replace(chat, next_due_at=NOW))
        return made

    return await context.db.write(write)


@pytest.mark.parametrize("model", [False, True])
async def test_a_hundred_chats_alike_are_written_once(
    context: JobContext, model: bool
) -> None:
    written: list[Digest] = []

    def render(digest: Digest, _locale: str) -> list[Message]:
        written.append(digest)
        return [Message("one text")]

    await context.db.write(
        make_stories, ["one", "two", "three"], published_at=NOW - 60
    )
    due = await make_readers(context, 100)
    client = ModelClient(ModelConfig(url="http://127.0.0.1:1/v1", model="any"))
    context = replace(context, render=render, model=client if model else None)
    await context.terms.refresh(context.db)
    built = await build._build(context, due)
    assert [digest.chat_id for digest in built] == [chat.id for chat in due]
    assert {digest.messages[0].message.html for digest in built} == {"one text"}
    assert len(written) == 1


async def closed_story(
    context: JobContext, name: str, key: str, **values: object
) -> int:
    """Put an article of a stranger's feed into a story; return the source's id."""

    def write(c: Connection) -> int:
        source = sources.add(
            c, "https://gossip.example/f", "feed", "G", "en", "UTC", 666, NOW
        ).id
        row = new_article(
            name, source, url_key=visibility.closed_key(source, name)
        )
        (number,) = articles.insert_new(c, [row], NOW)
        given = {"title": name, "published_at": NOW - 60} | values
        articles.save_read(c, [read_article(number, **given)], NOW)
        stories.place(
            c, [placed(number, key)], NOW, ancestors={"tech": ("news",)}
        )
        return source

    return await context.db.write(write)


async def test_a_closed_story_is_told_to_its_followers_alone(
    context: JobContext,
) -> None:
    await context.db.write(
        make_stories, ["open"], title="open", published_at=NOW - 90
    )
    source = await closed_story(context, "secret", "s")
    follower, other, third = await make_readers(context, 3)
    await context.db.write(
        subscriptions.add, follower.id, "source", str(source), limit=9, now=NOW
    )
    await context.terms.refresh(context.db)
    asked = await ask(context, [follower, other, third], WINDOW)
    groups = await choose(context, asked, None)
    told = {
        tuple(chat.id for chat in group.chats): {
            pick.story.title for pick in group.picks
        }
        for group in groups
    }
    assert told == {
        (follower.id,): {"open", "secret"},
        (other.id, third.id): {"open"},
    }


async def test_an_open_story_is_told_to_others_as_if_no_closed_source_knew_it(
    context: JobContext,
) -> None:
    (story,) = await context.db.write(
        make_stories, ["open"], title="open", published_at=NOW - 90
    )
    forged = {"title": "Free prizes", "published_at": NOW - 9000}
    source = await closed_story(context, "forged", "key-open", **forged)
    follower, other = await make_readers(context, 2)
    await context.db.write(
        subscriptions.add, follower.id, "source", str(source), limit=9, now=NOW
    )
    await context.terms.refresh(context.db)
    asked = await ask(context, [follower, other], WINDOW)
    groups = {
        group.chats[0].id: group for group in await choose(context, asked, None)
    }
    (theirs,), (own, *_) = groups[other.id].picks, groups[follower.id].picks
    assert (theirs.story.id, theirs.story.title, theirs.story.articles) == (
        story,
        "open",
        1,
    )
    assert (own.story.id, own.story.title, own.story.articles) == (
        story,
        "open",
        2,
    )


async def test_a_follower_reads_only_its_languages(context: JobContext) -> None:
    source = await closed_story(context, "fremd", "s", language="de")
    (follower,) = await make_readers(context, 1)
    await context.db.write(
        subscriptions.add, follower.id, "source", str(source), limit=9, now=NOW
    )
    await context.terms.refresh(context.db)
    for languages, told in (
        ((), ["fremd"]),
        (("de",), ["fremd"]),
        (("en",), []),
    ):
        asked = await ask(
            context, [replace(follower, languages=languages)], WINDOW
        )
        (group,) = await choose(context, asked, None)
        assert [pick.story.title for pick in group.picks] == told


async def test_a_model_is_sent_nothing_that_only_closed_sources_tell(
    context: JobContext,
) -> None:
    await context.db.write(
        make_stories, ["open"], title="open", published_at=NOW - 90
    )
    await closed_story(context, "secret", "s", text="A secret of a reader.")
    await closed_story(
        context, "beside", "key-open", text="A rumour beside it."
    )
    asked = await model_summaries._waiting(context, "en", 9, second=False)
    told = " ".join(
        source.text for question in asked for source in question.sources
    )
    assert [question.story.title for question in asked] == ["open"]
    assert "secret" not in told
    assert "rumour" not in told

"""A vote belongs to a person; their chat's word is what most of them say."""

from __future__ import annotations

from store.chats import feedback, votes
from store.engine.database import Database
from store.operations import privacy
from store.records import Tally
from tests.store.world import NOW, make_chat, make_stories

ANN, BO, CY = 11, 12, 13


async def word(db: Database, chat: int) -> list[int]:
    return [
        row.value
        for row in (await db.read(feedback.of_chats, [chat])).get(chat, [])
    ]


async def test_votes_are_counted_and_the_majority_is_the_chats_word(
    db: Database,
) -> None:
    chat = await db.write(make_chat, -100)
    (story,) = await db.write(make_stories, ["a"])
    for person, value in ((ANN, 1), (BO, -1), (CY, 1)):
        assert await db.write(votes.cast, chat.id, story, person, value, NOW)
    assert await db.read(votes.tally, chat.id, story) == Tally(2, 1)
    assert await word(db, chat.id) == [1]
    await db.write(votes.cast, chat.id, story, ANN, -1, NOW)
    assert await db.read(votes.tally, chat.id, story) == Tally(1, 2)
    assert await word(db, chat.id) == [-1]


async def test_the_same_vote_once_more_takes_it_back(db: Database) -> None:
    chat = await db.write(make_chat, -100)
    (story,) = await db.write(make_stories, ["a"])
    assert await db.write(votes.cast, chat.id, story, ANN, 1, NOW)
    assert not await db.write(votes.cast, chat.id, story, ANN, 1, NOW)
    assert await db.read(votes.tally, chat.id, story) == Tally(0, 0)
    assert await word(db, chat.id) == []


async def test_who_is_forgotten_leaves_no_vote_in_any_chat(
    db: Database,
) -> None:
    group = await db.write(make_chat, -100)
    await db.write(make_chat, ANN)
    (story,) = await db.write(make_stories, ["a"])
    await db.write(votes.cast, group.id, story, ANN, 1, NOW)
    await db.write(votes.cast, group.id, story, BO, 1, NOW)
    assert [
        vote.value for vote in (await db.read(privacy.export, ANN)).votes
    ] == [1]
    assert (await db.read(privacy.export, -100)).votes == ()
    await db.write(privacy.forget, ANN)
    assert await db.read(votes.tally, group.id, story) == Tally(1, 0)


async def test_forgetting_what_was_said_of_a_story_forgets_the_votes(
    db: Database,
) -> None:
    chat = await db.write(make_chat, 5)
    (story,) = await db.write(make_stories, ["a"])
    await db.write(votes.cast, chat.id, story, 5, 1, NOW)
    assert await db.write(votes.forget, chat.id, [story]) == 1
    assert await db.read(votes.tally, chat.id, story) == Tally(0, 0)

"""The small tables: feedback, conversations, blobs, runs, leases, answers, updates."""

from __future__ import annotations

import pytest

from news.errors import LimitReached
from news.faithful import Told
from store.chats import conversations, feedback
from store.engine.database import Database
from store.news import summaries_by_model
from store.operations import job_runs, key_value, updates
from store.operations.updates import KeptUpdate
from store.records import Spend
from tests.store.world import NOW, make_chat, make_stories


async def test_feedback_can_be_changed_and_taken_back(db: Database) -> None:
    chat = await db.write(make_chat)
    one, two = await db.write(make_stories, ["a", "b"])
    await db.write(feedback.rate, chat.id, one, 1, NOW)
    await db.write(feedback.rate, chat.id, two, -5, NOW + 1)
    await db.write(feedback.rate, chat.id, one, -1, NOW + 2)
    said = (await db.read(feedback.of_chats, [chat.id, 99]))[chat.id]
    assert [(item.story_id, item.value) for item in said] == [
        (one, -1),
        (two, -1),
    ]
    await db.write(feedback.rate, chat.id, one, 0, NOW)
    assert [
        item.story_id
        for item in (await db.read(feedback.of_chats, [chat.id]))[chat.id]
    ] == [two]


async def test_saved_stories(db: Database) -> None:
    chat = await db.write(make_chat)
    one, two = await db.write(make_stories, ["a", "b"])
    assert await db.write(feedback.save, chat.id, one, NOW) is True
    assert await db.write(feedback.save, chat.id, one, NOW) is False
    await db.write(feedback.save, chat.id, two, NOW + 1)
    assert [s.id for s in await db.read(feedback.saved, chat.id, 5)] == [
        two,
        one,
    ]
    assert [s.id for s in await db.read(feedback.saved, chat.id, 1)] == [two]
    assert await db.write(feedback.unsave, chat.id, one) is True
    assert await db.write(feedback.unsave, chat.id, one) is False


async def test_no_more_stories_are_saved_than_a_chat_may_keep(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    one, two, three = await db.write(make_stories, ["a", "b", "c"])
    for story in (one, two):
        await db.write(feedback.save, chat.id, story, NOW, most=2)
    assert await db.write(feedback.save, chat.id, one, NOW, most=2) is False
    with pytest.raises(LimitReached) as refusal:
        await db.write(feedback.save, chat.id, three, NOW, most=2)
    assert refusal.value.details == {"limit": 2, "why": "saved"}
    await db.write(feedback.unsave, chat.id, one)
    assert await db.write(feedback.save, chat.id, three, NOW, most=2) is True


async def test_conversations_are_kept_by_person_and_place(db: Database) -> None:
    await db.write(conversations.put, 1, 7, 0, '{"step": 1}', NOW)
    await db.write(conversations.put, 1, 7, 0, '{"step": 2}', NOW + 1)
    await db.write(conversations.put, 1, 8, 0, "{}", NOW + 9)
    assert await db.read(conversations.get, 1, 7) == '{"step": 2}'
    assert await db.read(conversations.get, 1, 7, 3) == ""
    await db.write(conversations.drop, 1, 8)
    assert await db.read(conversations.get, 1, 8) == ""


async def test_blobs(db: Database) -> None:
    assert await db.read(key_value.get, "clusterer") is None
    await db.write(key_value.put, "clusterer", b"\x00\xff", NOW)
    await db.write(key_value.put, "clusterer", b"new\x00", NOW)
    assert await db.read(key_value.get, "clusterer") == b"new\x00"


async def test_bytes_in_a_folder_are_written_read_and_dropped_together(
    db: Database,
) -> None:
    await db.write(key_value.put, "stories", b"not in the folder", NOW)
    await db.write(
        key_value.put_under, "story", {"a": b"1", "b": b"\x00\xff"}, NOW
    )
    await db.write(
        key_value.put_under, "story", {"a": None, "c": b"3", "never": None}, NOW
    )
    assert await db.read(key_value.under, "story") == {
        "b": b"\x00\xff",
        "c": b"3",
    }
    assert await db.read(key_value.get, "stories") == b"not in the folder"


async def test_the_last_run_of_a_job(db: Database) -> None:
    await db.write(
        job_runs.record,
        "fetch",
        started=NOW,
        finished=NOW + 2,
        ok=True,
        note="5 sources",
    )
    await db.write(
        job_runs.record,
        "fetch",
        started=NOW + 9,
        finished=NOW + 10,
        ok=False,
        note="boom",
    )
    run = (await db.read(job_runs.last))["fetch"]
    assert (run.started, run.ok, run.note, run.last_ok_at) == (
        NOW + 9,
        False,
        "boom",
        NOW + 2,
    )


async def test_a_lease_has_one_owner_until_it_lapses(db: Database) -> None:
    async def take(owner: str, now: int) -> bool:
        return await db.write(
            job_runs.take_lease, "scheduler", owner, now=now, seconds=30
        )

    assert await take("a", NOW) is True
    assert await take("b", NOW + 29) is False
    assert await take("a", NOW + 29) is True
    assert await take("b", NOW + 58) is False
    assert await take("b", NOW + 59) is True
    await db.write(job_runs.give_up, "scheduler", "a")
    assert await take("a", NOW + 60) is False
    await db.write(job_runs.give_up, "scheduler", "b")
    assert await take("a", NOW + 60) is True


async def test_answers_are_kept_and_their_cost_added_up(db: Database) -> None:
    text = summaries_by_model.dump(Told("text", ()))
    better = summaries_by_model.dump(Told("better", ()))
    assert await db.read(summaries_by_model.newest, ["k"], "en") == {}
    await db.write(summaries_by_model.put, "k", "v1", "en", text, NOW)
    await db.write(summaries_by_model.put, "k", "v1", "en", better, NOW)
    assert await db.read(summaries_by_model.newest, ["k"], "en") == {
        "k": Told("better", ())
    }
    assert await db.read(summaries_by_model.newest, ["k"], "zh") == {}
    await db.write(
        summaries_by_model.add_spend,
        "2027-01-15",
        tokens_in=10,
        tokens_out=2,
        cost=0.25,
    )
    both = await db.write(
        summaries_by_model.add_spend,
        "2027-01-15",
        tokens_in=5,
        tokens_out=1,
        cost=1,
    )
    assert both == Spend("2027-01-15", 2, 15, 3, 1.25)
    assert await db.read(summaries_by_model.spend, "2027-01-16") == Spend(
        "2027-01-16"
    )


async def test_an_update_is_handled_once_a_bot(db: Database) -> None:
    assert (
        await db.write(updates.take, KeptUpdate(5, 3, "{}"), 1, NOW, owner="a")
        == "mine"
    )
    await db.write(updates.done, 5, 1, NOW)
    assert (
        await db.write(updates.take, KeptUpdate(5, 3, "{}"), 1, NOW, owner="a")
        == "done"
    )
    assert (
        await db.write(
            updates.take, KeptUpdate(5, 3, "{}"), 2, NOW + 9, owner="a"
        )
        == "mine"
    )
    await db.write(updates.done, 5, 2, NOW + 9)


async def test_the_first_bytes_kept_under_a_name_stay(db: Database) -> None:
    assert await db.write(key_value.keep, "secret", b"first", 1) == b"first"
    assert await db.write(key_value.keep, "secret", b"second", 2) == b"first"

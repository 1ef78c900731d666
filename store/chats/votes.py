"""Votes of single people in a chat; the chat's opinion is what most of them say."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, case, delete, func, select

from store.chats import feedback
from store.engine.statements import integers, upsert
from store.records import Tally
from store.schema.reader_tables import votes

_OF_STORY = (
    votes.c.chat_id == bindparam("chat"),
    votes.c.story_id == bindparam("story"),
)
_OF_PERSON = (*_OF_STORY, votes.c.telegram_id == bindparam("person"))
_SAID = select(votes.c.value).where(*_OF_PERSON)
_TAKE_BACK = delete(votes).where(*_OF_PERSON)
_VOTE = upsert(votes)
_CAST = _VOTE.on_conflict_do_update(
    index_elements=["chat_id", "story_id", "telegram_id"],
    set_={"value": _VOTE.excluded.value, "at": _VOTE.excluded.at},
)
_TALLY = select(
    func.coalesce(func.sum(case((votes.c.value > 0, 1), else_=0)), 0),
    func.coalesce(func.sum(case((votes.c.value < 0, 1), else_=0)), 0),
).where(*_OF_STORY)


def cast(
    connection: Connection,
    chat_id: int,
    story_id: int,
    person: int,
    value: int,
    now: int,
) -> bool:
    """Store a person's vote, 1 or -1; the same vote again takes it back, and returns False.

    The chat's word on the story becomes that of the majority, or none.
    """
    story = feedback.living(connection, story_id)
    key = {"chat": chat_id, "story": story, "person": person}
    stands = connection.execute(_SAID, key).scalar() != value
    if stands:
        row = {"chat_id": chat_id, "story_id": story, "telegram_id": person}
        connection.execute(_CAST, row | {"value": value, "at": now})
    else:
        connection.execute(_TAKE_BACK, key)
    count = tally(connection, chat_id, story)
    feedback.rate(connection, chat_id, story, count.likes - count.dislikes, now)
    return stands


def tally(connection: Connection, chat_id: int, story_id: int) -> Tally:
    """Count a chat's votes on a story."""
    asked = {"chat": chat_id, "story": feedback.living(connection, story_id)}
    likes, dislikes = connection.execute(_TALLY, asked).one()
    return Tally(int(likes), int(dislikes))


_FORGET = delete(votes).where(
    votes.c.chat_id == bindparam("chat"),
    votes.c.story_id.in_(integers("stories")),
)


def forget(
    connection: Connection, chat_id: int, story_ids: Sequence[int]
) -> int:
    """Delete all votes of a chat on these stories, and the chat's own; return how many of
    the latter there were.
    """
    connection.execute(_FORGET, {"chat": chat_id, "stories": story_ids})
    return feedback.forget(connection, chat_id, story_ids)

"""Votes of chats on stories, and stories they saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, select

from news.errors import LimitReached
from news.models import Story
from store.engine.statements import integers, upsert
from store.news import stories as stories_read
from store.records import Feedback
from store.schema.reader_tables import feedback
from store.schema.reader_tables import saved as saved_rows
from store.schema.row_mapping import Shape
from store.schema.tables import stories

SHAPE = Shape(Feedback, feedback)
_LIVING = select(func.coalesce(stories.c.joined_into, stories.c.id)).where(
    stories.c.id == bindparam("story")
)


def living(connection: Connection, story_id: int) -> int:
    """Return the story into which an old one was merged: an old message's button still
    names the old id.
    """
    return int(
        connection.execute(_LIVING, {"story": story_id}).scalar() or story_id
    )


_OF_STORY = (
    feedback.c.chat_id == bindparam("chat"),
    feedback.c.story_id == bindparam("story"),
)
_UNRATE = delete(feedback).where(*_OF_STORY)
_WORD = upsert(feedback)
_RATE = _WORD.on_conflict_do_update(
    index_elements=["chat_id", "story_id"],
    set_={"value": _WORD.excluded.value, "at": _WORD.excluded.at},
)


def rate(
    connection: Connection, chat_id: int, story_id: int, value: int, now: int
) -> None:
    """Store a chat's vote on a story: 1, -1, or 0 to take it back."""
    story = living(connection, story_id)
    if value == 0:
        connection.execute(_UNRATE, {"chat": chat_id, "story": story})
    else:
        word = 1 if value > 0 else -1
        connection.execute(
            _RATE,
            {"chat_id": chat_id, "story_id": story, "value": word, "at": now},
        )


_OF_CHATS = (
    select(*SHAPE.columns)
    .where(feedback.c.chat_id.in_(integers("ids")))
    .order_by(feedback.c.at.desc(), feedback.c.story_id.desc())
)


def of_chats(
    connection: Connection, chat_ids: Sequence[int]
) -> dict[int, list[Feedback]]:
    """Read many chats' votes, newest first; chats without any are missing from the answer."""
    words: dict[int, list[Feedback]] = defaultdict(list)
    for item in SHAPE.all(connection.execute(_OF_CHATS, {"ids": chat_ids})):
        words[item.chat_id].append(item)
    return dict(words)


_SAVE = upsert(saved_rows).on_conflict_do_nothing()


_COUNT_SAVED = (
    select(func.count())
    .select_from(saved_rows)
    .where(saved_rows.c.chat_id == bindparam("chat"))
)


def save(
    connection: Connection,
    chat_id: int,
    story_id: int,
    now: int,
    *,
    most: int = 500,
) -> bool:
    """Save a story for a chat; return False if it was saved already.

    Raises LimitReached where the chat keeps `most`: a saved story does not expire.
    """
    if is_saved(connection, chat_id, story_id):
        return False
    if connection.execute(_COUNT_SAVED, {"chat": chat_id}).scalar_one() >= most:
        raise LimitReached(
            f"chat {chat_id} keeps {most} stories", limit=most, why="saved"
        )
    row = {
        "chat_id": chat_id,
        "story_id": living(connection, story_id),
        "at": now,
    }
    return connection.execute(_SAVE, row).rowcount > 0


_KEPT = (
    saved_rows.c.chat_id == bindparam("chat"),
    saved_rows.c.story_id == bindparam("story"),
)
_UNSAVE = delete(saved_rows).where(*_KEPT)


def unsave(connection: Connection, chat_id: int, story_id: int) -> bool:
    """Remove a saved story; return False if it was not saved."""
    kept = {"chat": chat_id, "story": living(connection, story_id)}
    return connection.execute(_UNSAVE, kept).rowcount > 0


_SAVED = (
    select(saved_rows.c.story_id)
    .where(saved_rows.c.chat_id == bindparam("chat"))
    .order_by(saved_rows.c.at.desc(), saved_rows.c.story_id.desc())
    .limit(bindparam("count"))
)


def saved(connection: Connection, chat_id: int, limit: int) -> list[Story]:
    """Read the stories that a chat saved and may see, last saved first."""
    asked = {"chat": chat_id, "count": limit}
    kept = list(connection.execute(_SAVED, asked).scalars())
    by_id = stories_read.by_ids(connection, kept, chat_id)
    return [by_id[story] for story in kept if story in by_id]


_IS_SAVED = select(saved_rows.c.story_id).where(*_KEPT)


def is_saved(connection: Connection, chat_id: int, story_id: int) -> bool:
    """Return whether a chat saved a story."""
    kept = {"chat": chat_id, "story": living(connection, story_id)}
    return connection.execute(_IS_SAVED, kept).first() is not None


_FORGET = delete(feedback).where(
    feedback.c.chat_id == bindparam("chat"),
    feedback.c.story_id.in_(integers("stories")),
)


def forget(
    connection: Connection, chat_id: int, story_ids: Sequence[int]
) -> int:
    """Take back a chat's votes on these stories; return how many there were."""
    return connection.execute(
        _FORGET, {"chat": chat_id, "stories": story_ids}
    ).rowcount

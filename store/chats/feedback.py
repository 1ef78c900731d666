"""What chats say of stories, and what they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from news.models import Story
from store.engine.dialect import Sql
from store.engine.row_mapping import Shape
from store.news.stories import COLUMNS, story_of
from store.records import Feedback

SHAPE = Shape(Feedback)
_RATE = Sql(
    """INSERT INTO feedback (chat_id, story_id, value, at) VALUES (:chat, :story, :value, :now)
    ON CONFLICT (chat_id, story_id) DO UPDATE SET value = excluded.value, at = excluded.at"""
)
_UNRATE = Sql("DELETE FROM feedback WHERE chat_id = :chat AND story_id = :story")
_OF_CHATS = Sql(
    f"SELECT {SHAPE.columns()} FROM feedback WHERE chat_id IN :ids[int] ORDER BY at DESC, story_id DESC"
)
_SAVE = Sql(
    """INSERT INTO saved (chat_id, story_id, at) VALUES (:chat, :story, :now)
    ON CONFLICT (chat_id, story_id) DO NOTHING"""
)
_UNSAVE = Sql("DELETE FROM saved WHERE chat_id = :chat AND story_id = :story")
_SAVED = Sql(
    f"""SELECT {COLUMNS} FROM saved k JOIN stories s ON s.id = k.story_id WHERE k.chat_id = :chat
    ORDER BY k.at DESC, k.story_id DESC LIMIT CAST(:count AS bigint) OFFSET CAST(:skip AS bigint)"""
)
_IS_SAVED = Sql("SELECT 1 FROM saved WHERE chat_id = :chat AND story_id = :story")
_FORGET = Sql("DELETE FROM feedback WHERE chat_id = :chat AND story_id IN :stories[int]")
_LIVING = Sql("SELECT coalesce(joined_into, id) FROM stories WHERE id = :story")


def _living(c: Connection, story_id: int) -> int:
    """Follow a joined story: an old message's button still names the old id."""
    return int(_LIVING(c, story=story_id).scalar() or story_id)


def rate(c: Connection, chat_id: int, story_id: int, value: int, now: int) -> None:
    """Note a chat's word on a story: 1, -1, or 0 to take it back."""
    story = _living(c, story_id)
    if value == 0:
        _UNRATE(c, chat=chat_id, story=story)
    else:
        _RATE(c, chat=chat_id, story=story, value=1 if value > 0 else -1, now=now)


def of_chats(c: Connection, chat_ids: Sequence[int]) -> dict[int, list[Feedback]]:
    """Read many chats' words, the newest first; chats without any are missing from the answer."""
    found: dict[int, list[Feedback]] = defaultdict(list)
    for item in SHAPE.all(_OF_CHATS(c, ids=chat_ids)):
        found[item.chat_id].append(item)
    return dict(found)


def save(c: Connection, chat_id: int, story_id: int, now: int) -> bool:
    """Keep a story for a chat; False when it was kept already."""
    return _SAVE(c, chat=chat_id, story=_living(c, story_id), now=now).rowcount > 0


def unsave(c: Connection, chat_id: int, story_id: int) -> bool:
    """Keep a story no longer; False when it was not kept."""
    return _UNSAVE(c, chat=chat_id, story=_living(c, story_id)).rowcount > 0


def saved(c: Connection, chat_id: int, limit: int, offset: int = 0) -> list[Story]:
    """Read what a chat keeps, the last kept first."""
    return [story_of(row) for row in _SAVED(c, chat=chat_id, count=limit, skip=offset)]


def is_saved(c: Connection, chat_id: int, story_id: int) -> bool:
    """Tell whether a chat keeps a story."""
    return _IS_SAVED(c, chat=chat_id, story=_living(c, story_id)).first() is not None


def forget(c: Connection, chat_id: int, story_ids: Sequence[int]) -> int:
    """Take back a chat's words on these stories; give how many there were."""
    return _FORGET(c, chat=chat_id, stories=story_ids).rowcount

"""What was told to whom: no digest tells a chat a story twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from store.engine.dialect import Insert, Sql
from store.records import Told

# A post that the digest may tell again leaves `again`; the digest that does so takes it away.
INSERT = Insert(
    "seen",
    "chat_id int, story_id int, at int, outbox_id int, again int",
    """ON CONFLICT (chat_id, story_id) DO UPDATE SET at = excluded.at,
    outbox_id = excluded.outbox_id, again = 0 WHERE seen.again = 1 AND excluded.again = 0""",
)
_OF_CHAT = Sql(
    """SELECT story_id FROM seen
    WHERE chat_id = :chat AND again = 0 AND story_id IN :stories[int]"""
)
_OF_CHATS = Sql(
    """SELECT chat_id, story_id FROM seen
    WHERE chat_id IN :chats[int] AND again = 0 AND at >= :since"""
)
_TOLD = Sql(
    """SELECT s.chat_id, s.story_id, o.message_id, s.at FROM seen s LEFT JOIN outbox o ON o.id = s.outbox_id
    WHERE s.story_id IN :stories[int] ORDER BY s.story_id, s.chat_id"""
)


def unseen(c: Connection, chat_id: int, story_ids: Iterable[int]) -> set[int]:
    """Tell which of these stories the chat was not told."""
    asked = set(story_ids)
    return asked - set(_OF_CHAT(c, chat=chat_id, stories=list(asked)).scalars())


def seen_of_chats(c: Connection, chat_ids: Sequence[int], since: int) -> dict[int, set[int]]:
    """Read what many chats were told since an instant; chats without any are missing from the answer."""
    found: dict[int, set[int]] = defaultdict(set)
    for chat, story in _OF_CHATS(c, chats=chat_ids, since=since):
        found[chat].add(story)
    return dict(found)


def mark(c: Connection, pairs: Iterable[tuple[int, int]], now: int) -> None:
    """Note that stories were told, (chat id, story id) each; what is known already stays."""
    INSERT(c, [(chat, story, now, None, 0) for chat, story in dict.fromkeys(pairs)])


def told(c: Connection, story_ids: Sequence[int]) -> list[Told]:
    """Tell which chats were told these stories, and by which message."""
    return [Told(*row) for row in _TOLD(c, stories=story_ids)]

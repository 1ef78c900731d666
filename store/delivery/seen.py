"""Which stories a chat has got: no digest repeats one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select

from store.engine.bulk_insert import BulkInsert
from store.engine.statements import integers
from store.schema.delivery_tables import seen
from store.schema.tables import stories

# A post that the digest may tell again leaves `again`; the digest that does so
# takes it away.
INSERT = BulkInsert(
    seen,
    ("chat_id", "story_id", "at", "outbox_id", "again"),
    """ON CONFLICT (chat_id, story_id) DO UPDATE SET at = excluded.at,
    outbox_id = excluded.outbox_id, again = 0 WHERE seen.again = 1 AND excluded.again = 0""",
)

_asked = stories.alias("asked")
_kin = stories.alias("kin")


def untold_elsewhere(
    chat_id: ColumnElement[int], story_id: ColumnElement[int]
) -> ColumnElement[bool]:
    """Return the condition that a chat has not got the story's event in another language."""
    return ~(
        exists()
        .where(_asked.c.id == story_id, _kin.c.event == _asked.c.event)
        .where(seen.c.chat_id == chat_id, seen.c.story_id == _kin.c.id)
    )


_OF_CHATS = select(seen.c.chat_id, seen.c.story_id).where(
    seen.c.chat_id.in_(integers("chats")),
    seen.c.again == 0,
    seen.c.at >= bindparam("since"),
)


def seen_of_chats(
    connection: Connection, chat_ids: Sequence[int], since: int
) -> dict[int, set[int]]:
    """Read which stories chats got since an instant; chats without any are missing from the
    answer.
    """
    stories_of: dict[int, set[int]] = defaultdict(set)
    for chat, story in connection.execute(
        _OF_CHATS, {"chats": chat_ids, "since": since}
    ):
        stories_of[chat].add(story)
    return dict(stories_of)


def mark(
    connection: Connection, pairs: Iterable[tuple[int, int]], now: int
) -> None:
    """Record that chats got stories, (chat id, story id) each; known pairs stay as they are."""
    INSERT(
        connection,
        [(chat, story, now, None, 0) for chat, story in dict.fromkeys(pairs)],
    )

"""Bundles: posts that follow another of their subscription too soon wait, and are sent as
one message.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from news.attachments import MOST as MOST_PICTURES
from news.durations import DAY
from news.models import Attachment, Message
from store.delivery import outbox
from store.delivery.message_texts import TEXT
from store.engine.driver_types import ColumnValue
from store.engine.statements import upsert
from store.rows import NewOutbox
from store.schema.delivery_tables import outbox as rows
from store.schema.delivery_tables import outbox_texts
from store.schema.delivery_tables import post_bundles as bundles
from store.schema.row_mapping import pack_message, unpack_message

# Characters of a bundle's HTML: below Telegram's 4,096 code points, whatever is
# marked or cut at sending.
MOST = 3500
# Seconds after which a bundle is forgotten: no interval is longer than a day.
KEPT = 2 * DAY

_OWN = (
    bundles.c.chat_id == bindparam("chat"),
    bundles.c.subscription_id == bindparam("subscription"),
)
_LAST = (
    select(
        bundles.c.outbox_id,
        bundles.c.ready_at,
        TEXT.label("message"),
        rows.c.state,
    )
    .select_from(bundles.outerjoin(rows, rows.c.id == bundles.c.outbox_id))
    .outerjoin(outbox_texts, outbox_texts.c.id == rows.c.text_id)
    .where(*_OWN)
)
# A chat's last bundle: outbox_id, ready_at, message, state.
_Bundle = Row[ColumnValue, ColumnValue, ColumnValue, ColumnValue]
_GROW = (
    update(rows)
    .where(rows.c.id == bindparam("row"), rows.c.state == "ready")
    .values(message=bindparam("new_message"), text_id=None)
)
_NEW = upsert(bundles)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["chat_id", "subscription_id"],
    set_={
        "outbox_id": _NEW.excluded.outbox_id,
        "ready_at": _NEW.excluded.ready_at,
    },
)
_PRUNE = delete(bundles).where(bundles.c.ready_at < bindparam("before"))


def add(
    connection: Connection,
    subscription_id: int,
    pause: int,
    messages: tuple[NewOutbox, ...],
    now: int,
) -> int:
    """Add a post to its subscription's bundle, `pause` seconds after the last; return its
    row, 0 for a deleted chat.

    A bundle that waits still takes it, where there is room. What is too long for that waits with
    the bundle.
    """
    first = messages[0]
    last = connection.execute(
        _LAST, {"chat": first.chat_id, "subscription": subscription_id}
    ).first()
    if (
        last is not None
        and len(messages) == 1
        and _grown(connection, last, first.message, now)
    ):
        return int(last.outbox_id)
    ready_at = max(first.ready_at, _next_time(last, pause, now))
    later = [
        replace(item, ready_at=ready_at, due_at=ready_at if item.due_at else 0)
        for item in messages
    ]
    ids = outbox.add(connection, later, now)
    if ids[0]:
        key = {"chat_id": first.chat_id, "subscription_id": subscription_id}
        connection.execute(
            _PUT, {**key, "outbox_id": ids[0], "ready_at": ready_at}
        )
    return ids[0]


def _next_time(last: _Bundle | None, pause: int, now: int) -> int:
    """Return when the next bundle may be sent: with the waiting one, or a pause after the
    last one.
    """
    if last is None:
        return 0
    waits: int = last.ready_at
    if waits > now:
        return waits
    return waits + pause


def _grown(
    connection: Connection, last: _Bundle, message: Message, now: int
) -> bool:
    """Add a message to a bundle that still waits; return False if that was sent, or is full."""
    if last.state != "ready" or last.ready_at <= now:
        return False
    whole = joined(unpack_message(last.message), message)
    if len(whole.html) > MOST:
        return False
    grown = {"row": last.outbox_id, "new_message": pack_message(whole)}
    return connection.execute(_GROW, grown).rowcount == 1


def joined(first: Message, second: Message) -> Message:
    """Return two messages as one: their pictures in one album, without buttons, which
    belong to single stories.
    """
    pictures = tuple(dict.fromkeys([*_pictures(first), *_pictures(second)]))[
        :MOST_PICTURES
    ]
    return Message(
        f"{first.html}\n\n{second.html}",
        image=pictures[0].url if pictures else "",
        stories=(*first.stories, *second.stories),
        attachments=pictures,
    )


def _pictures(message: Message) -> list[Attachment]:
    """Return a message's own pictures; audio and video are only linked."""
    carried = [item for item in message.attachments if item.kind == "photo"]
    if not carried and message.image:
        carried = [Attachment("photo", message.image)]
    return carried


def prune(connection: Connection, now: int) -> int:
    """Delete bundles sent long ago; return how many."""
    return connection.execute(_PRUNE, {"before": now - KEPT}).rowcount

"""Subscriptions and mutes: what a chat wants, and what it excludes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from news.errors import LimitReached
from store.engine.statements import integers
from store.news import source_parts, terms, urgent_sources
from store.rows import DeliveryMode, Subscription, SubscriptionKind
from store.schema.row_mapping import Shape
from store.schema.tables import chats, subscriptions

# The most characters of a label: names of folders in an OPML file are long,
# and a longer label leaves no room for a heading.
MAX_LABEL = 100

SHAPE = Shape(Subscription, subscriptions)
_ALL = SHAPE.columns
_KINDS = frozenset(get_args(SubscriptionKind))
_OF_CHATS = (
    select(*_ALL)
    .where(subscriptions.c.chat_id.in_(integers("ids")))
    .order_by(subscriptions.c.chat_id, subscriptions.c.id)
)


def of_chat(connection: Connection, chat_id: int) -> list[Subscription]:
    """Read a chat's subscriptions in the order they were made."""
    return SHAPE.all(connection.execute(_OF_CHATS, {"ids": [chat_id]}))


def of_chats(
    connection: Connection, chat_ids: Sequence[int]
) -> dict[int, list[Subscription]]:
    """Read many chats' subscriptions at once; chats without any are missing from the answer."""
    wanted: dict[int, list[Subscription]] = defaultdict(list)
    for subscription in SHAPE.all(
        connection.execute(_OF_CHATS, {"ids": chat_ids})
    ):
        wanted[subscription.chat_id].append(subscription)
    return dict(wanted)


_OF_CHAT = subscriptions.c.chat_id == bindparam("chat")
_EXACT = (
    _OF_CHAT,
    subscriptions.c.kind == bindparam("wanted_kind"),
    subscriptions.c.value == bindparam("wanted_value"),
)
_FIND = select(*_ALL).where(*_EXACT)
_LOCK = (
    select(chats.c.id).where(chats.c.id == bindparam("chat")).with_for_update()
)
_COUNT = select(func.count()).select_from(subscriptions).where(_OF_CHAT)
_IS_MUTE = subscriptions.c.kind.like("mute-%")
_ADD = insert(subscriptions).returning(*_ALL)


def add(
    connection: Connection,
    chat_id: int,
    kind: SubscriptionKind,
    value: str,
    *,
    weight: float = 1.0,
    mode: DeliveryMode = "digest",
    form: str = "",
    alias: str = "",
    label: str = "",
    words: str = "",
    limit: int,
    now: int,
) -> Subscription:
    """Subscribe a chat; an existing subscription is returned unchanged.

    Raises `LimitReached` when the chat has `limit` subscriptions (of mutes: mutes, which are
    counted apart), and `KeyError` for no such chat.
    """
    if kind not in _KINDS:
        raise ValueError(f"no kind of subscription: {kind}")
    if connection.execute(_LOCK, {"chat": chat_id}).first() is None:
        raise KeyError(chat_id)
    wanted = {"chat": chat_id, "wanted_kind": kind, "wanted_value": value}
    known = connection.execute(_FIND, wanted).first()
    if known is not None:
        return SHAPE.of(known)
    _check_limit(connection, chat_id, kind, limit)
    row = {
        "chat_id": chat_id,
        "kind": kind,
        "value": value,
        "weight": float(weight),
        "term_id": _term(connection, kind, value, words),
        "created_at": now,
        "mode": mode,
        "mode_since": now,
        "label": label,
        "format": form,
        "alias": alias,
        "words": words,
    }
    added = SHAPE.of(connection.execute(_ADD, row).one())
    _hasten(connection, added, now)
    return added


def _check_limit(
    connection: Connection, chat_id: int, kind: SubscriptionKind, limit: int
) -> None:
    """Raise `LimitReached` if a chat has as many subscriptions of this kind as it may."""
    mute = kind.startswith("mute-")
    same_sort = _COUNT.where(_IS_MUTE if mute else ~_IS_MUTE)
    count = connection.execute(same_sort, {"chat": chat_id}).scalar_one()
    if count < limit:
        return
    if mute:
        raise LimitReached(
            f"chat {chat_id} has {limit} mutes", limit=limit, why="mutes"
        )
    raise LimitReached(f"chat {chat_id} has {limit} subscriptions", limit=limit)


def _term(
    connection: Connection, kind: SubscriptionKind, value: str, words: str
) -> int | None:
    """Return the term that finds the stories of a subscription; None for a mute."""
    if kind == "source":
        return source_parts.intern(connection, value, words)
    if kind in ("topic", "filter"):
        return terms.intern(connection, kind, value).id
    return None


def _hasten(connection: Connection, row: Subscription, now: int) -> None:
    """Read a source soon whose articles are wanted at once: its next reading may be half a
    day away.
    """
    if row.kind == "source" and row.value.isdigit():
        urgent_sources.hasten(
            connection, [(int(row.value), now + urgent_sources.FASTEST)], now
        )


_REMOVE = delete(subscriptions).where(*_EXACT)


def remove(
    connection: Connection, chat_id: int, kind: SubscriptionKind, value: str
) -> bool:
    """End a subscription; return False if the chat does not have it."""
    return (
        connection.execute(
            _REMOVE,
            {"chat": chat_id, "wanted_kind": kind, "wanted_value": value},
        ).rowcount
        > 0
    )


_OWN = (_OF_CHAT, subscriptions.c.id == bindparam("subscription"))
_REMOVE_ID = delete(subscriptions).where(*_OWN)


def remove_id(
    connection: Connection, chat_id: int, subscription_id: int
) -> bool:
    """End a subscription by its id, if it is this chat's."""
    return (
        connection.execute(
            _REMOVE_ID, {"chat": chat_id, "subscription": subscription_id}
        ).rowcount
        > 0
    )


_WEIGHT = (
    update(subscriptions).where(*_OWN).values(weight=bindparam("new_weight"))
)


def set_weight(
    connection: Connection, chat_id: int, subscription_id: int, weight: float
) -> bool:
    """Set a subscription's weight, if it is this chat's."""
    changed = {
        "chat": chat_id,
        "subscription": subscription_id,
        "new_weight": float(weight),
    }
    return connection.execute(_WEIGHT, changed).rowcount > 0


MODES: tuple[DeliveryMode, ...] = get_args(DeliveryMode)


def mode_of(word: str) -> DeliveryMode | None:
    """Return the delivery mode with this name; None if there is none."""
    for mode in MODES:
        if mode == word:
            return mode
    return None


_MODE = (
    update(subscriptions)
    .where(*_OWN, subscriptions.c.mode != bindparam("new_mode"))
    .values(mode=bindparam("new_mode"), mode_since=bindparam("now"))
    .returning(*_ALL)
)


def set_mode(
    connection: Connection,
    chat_id: int,
    subscription_id: int,
    mode: DeliveryMode,
    now: int,
) -> bool:
    """Set how a subscription's stories are sent; return False if nothing changed."""
    changed = {
        "chat": chat_id,
        "subscription": subscription_id,
        "new_mode": mode,
        "now": now,
    }
    row = SHAPE.maybe(connection.execute(_MODE, changed).first())
    if row is not None:
        _hasten(connection, row, now)
    return row is not None


_FORMAT = (
    update(subscriptions).where(*_OWN).values(format=bindparam("new_format"))
)


def set_format(
    connection: Connection, chat_id: int, subscription_id: int, form: str
) -> bool:
    """Set the format of a subscription's posts, if it is this chat's."""
    changed = {
        "chat": chat_id,
        "subscription": subscription_id,
        "new_format": form,
    }
    return connection.execute(_FORMAT, changed).rowcount > 0


_WORDS = (
    update(subscriptions)
    .where(*_OWN, subscriptions.c.kind == "source")
    .values(words=bindparam("new_words"), term_id=bindparam("new_term"))
)
_VALUE = select(subscriptions.c.value).where(
    *_OWN, subscriptions.c.kind == "source"
)


def set_words(
    connection: Connection, chat_id: int, subscription_id: int, words: str
) -> bool:
    """Set the words that narrow a source, if it is this chat's; no words for all of it."""
    own = {"chat": chat_id, "subscription": subscription_id}
    source = connection.execute(_VALUE, own).scalar_one_or_none()
    if source is None:
        return False
    changed = own | {
        "new_words": words,
        "new_term": source_parts.intern(connection, source, words),
    }
    return connection.execute(_WORDS, changed).rowcount > 0


_PAUSE = (
    update(subscriptions)
    .where(_OF_CHAT, subscriptions.c.id.in_(integers("ids")))
    .values(paused_until=bindparam("until"))
)


def pause(
    connection: Connection,
    chat_id: int,
    subscription_ids: Sequence[int],
    until: int,
) -> int:
    """Pause these subscriptions of a chat until an instant (UTC seconds); return how many.

    An instant that is over ends a pause: what came out in it does not come at once then.
    """
    changed = {"chat": chat_id, "ids": subscription_ids, "until": until}
    return connection.execute(_PAUSE, changed).rowcount


_LABEL = update(subscriptions).where(*_OWN).values(label=bindparam("new_label"))


def set_label(
    connection: Connection, chat_id: int, subscription_id: int, label: str
) -> bool:
    """Put a subscription under a label, if it is this chat's; an empty one takes it out."""
    changed = {
        "chat": chat_id,
        "subscription": subscription_id,
        "new_label": label,
    }
    return connection.execute(_LABEL, changed).rowcount > 0

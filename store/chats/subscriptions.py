"""Subscriptions: what a chat wants, and what it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

from sqlalchemy import Connection

from news.errors import LimitReached
from store.engine.dialect import Sql
from store.news import terms
from store.rows import Subscription, SubscriptionKind
from store.schema.row_mapping import Shape

SHAPE = Shape(Subscription)
_ALL = SHAPE.names()
_KINDS = frozenset(get_args(SubscriptionKind))
_OF_CHATS = Sql(f"SELECT {_ALL} FROM subscriptions WHERE chat_id IN :ids[int] ORDER BY chat_id, id")
_FIND = Sql(
    f"SELECT {_ALL} FROM subscriptions WHERE chat_id = :chat AND kind = :kind AND value = :value"
)
_COUNT = Sql(
    """SELECT count(*) FROM subscriptions WHERE chat_id = :chat
    AND (kind LIKE 'mute-%') = (CAST(:kind AS text) LIKE 'mute-%')"""
)
_LOCK = Sql("SELECT id FROM chats WHERE id = :chat FOR UPDATE")
_ADD = Sql(
    f"""INSERT INTO subscriptions (chat_id, kind, value, weight, term_id, created_at)
    VALUES (:chat, :kind, :value, :weight, :term, :now) RETURNING {_ALL}"""
)
_REMOVE = Sql("DELETE FROM subscriptions WHERE chat_id = :chat AND kind = :kind AND value = :value")
_REMOVE_ID = Sql("DELETE FROM subscriptions WHERE chat_id = :chat AND id = :id")
_WEIGHT = Sql("UPDATE subscriptions SET weight = :weight WHERE chat_id = :chat AND id = :id")
_CLEAR = Sql("DELETE FROM subscriptions WHERE chat_id = :chat")


def of_chat(c: Connection, chat_id: int) -> list[Subscription]:
    """Read a chat's subscriptions in the order they were made."""
    return SHAPE.all(_OF_CHATS(c, ids=[chat_id]))


def of_chats(c: Connection, chat_ids: Sequence[int]) -> dict[int, list[Subscription]]:
    """Read many chats' subscriptions at once; chats without any are missing from the answer."""
    found: dict[int, list[Subscription]] = defaultdict(list)
    for row in _OF_CHATS(c, ids=chat_ids):
        found[row[1]].append(Subscription(*row))
    return dict(found)


def add(
    c: Connection,
    chat_id: int,
    kind: SubscriptionKind,
    value: str,
    *,
    weight: float = 1.0,
    limit: int,
    now: int,
) -> Subscription:
    """Subscribe a chat; one that it has already is returned as it is.

    Raises `LimitReached` when the chat has `limit` subscriptions (of mutes: mutes, which are counted apart), and
    `KeyError` for no such chat.
    """
    if kind not in _KINDS:
        raise ValueError(f"no kind of subscription: {kind}")
    if _LOCK(c, chat=chat_id).first() is None:
        raise KeyError(chat_id)
    known = _FIND(c, chat=chat_id, kind=kind, value=value).first()
    if known is not None:
        return SHAPE.of(known)
    if _COUNT(c, chat=chat_id, kind=kind).scalar_one() >= limit:
        if kind.startswith("mute-"):
            raise LimitReached(f"chat {chat_id} has {limit} mutes", limit=limit, why="mutes")
        raise LimitReached(f"chat {chat_id} has {limit} subscriptions", limit=limit)
    term = terms.intern(c, kind, value).id if kind in ("topic", "source", "filter") else None
    row = _ADD(
        c, chat=chat_id, kind=kind, value=value, weight=float(weight), term=term, now=now
    ).one()
    return SHAPE.of(row)


def remove(c: Connection, chat_id: int, kind: SubscriptionKind, value: str) -> bool:
    """End a subscription; False when the chat has no such one."""
    return _REMOVE(c, chat=chat_id, kind=kind, value=value).rowcount > 0


def remove_id(c: Connection, chat_id: int, subscription_id: int) -> bool:
    """End a subscription by its id, if it is this chat's."""
    return _REMOVE_ID(c, chat=chat_id, id=subscription_id).rowcount > 0


def set_weight(c: Connection, chat_id: int, subscription_id: int, weight: float) -> bool:
    """Weigh a subscription up or down, if it is this chat's."""
    return _WEIGHT(c, chat=chat_id, id=subscription_id, weight=float(weight)).rowcount > 0


def clear(c: Connection, chat_id: int) -> int:
    """End all of a chat's subscriptions; give how many there were."""
    return _CLEAR(c, chat=chat_id).rowcount

"""Proposals that wait for ✅ or ❌; stored, so that a restart or another process
knows them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import Literal

from bot.handlers.context import UpdateContext
from news.safe_json import JsonObject
from store.chats import conversations
from store.engine.connections import Connection
from store.rows import Chat

# The most open proposals of one chat; older ones are dropped.
KEPT = 12
# How long a written yes or no may answer an offer, in seconds.
ANSWERED_WITHIN = 10 * 60
# A proposal belongs to the chat, not to the person who asked: any admin of a
# group may answer it.
_NOBODY = 0


# What words may answer: a yes does what is offered, an hour completes a time.
Offered = Literal[
    "orders",
    "wish",
    "mute",
    "subscribe",
    "hour",
    "leave-all",
    "forget",
    "command",
]


@dataclass(frozen=True, slots=True)
class PendingAction:
    """An action that waits for a person's yes."""

    # `source`, `filter`, `broadcast`, `words` (with a question about their
    # meaning), `link`, `reading` (with another possible reading), or one of
    # `Offered`.
    kind: str
    # An address, expressions one a line, or words as they were typed.
    value: str
    # The source's kind: feed, sitemap or page.
    form: str = ""
    # The source's title; the name of a broadcast.
    title: str = ""
    language: str = ""
    # The delivery of a source's or filter's stories, if the person named one.
    mode: str = ""
    # The label of the new subscription.
    label: str = ""
    # The words that narrow a source.
    words: str = ""
    # The times of digests that the person named with it, as they are stored.
    schedule: str = ""
    # The stories that matched each expression in the trial, so that they need
    # no second search.
    matches: tuple[tuple[int, ...], ...] = ()
    # The matches of the last day, for the next digest.
    recent: tuple[int, ...] = ()
    # The time of the trial, in UTC seconds.
    tried_at: int = 0
    # The topics of the first reading, which another reading removes.
    added: tuple[str, ...] = ()
    # Who may answer an offer in words, and since when, in UTC seconds; 0 where
    # only buttons do.
    asked_of: int = 0
    asked_at: int = 0

    @property
    def token(self) -> str:
        """Return the token that a proposal's buttons carry."""
        asked = [f"{self.kind}:{self.value}", self.words, self.schedule]
        said = " ".join(filter(None, asked))
        return blake2b(said.encode(), digest_size=5).hexdigest()

    def waits_for(self, person: int, now: int) -> bool:
        """Return whether a person's yes or no, in words, answers this offer."""
        return (
            self.asked_of == person and now - self.asked_at <= ANSWERED_WITHIN
        )


async def offer(
    context: UpdateContext, kind: Offered, value: str, words: str = ""
) -> str:
    """Propose what its button does, and what this person's yes in words does
    too; return its token. Only the newest proposal can be answered in words.

    Of an hour that is asked the value is the time without it, `words` the topics.
    """
    asked_of, now = context.user_id, context.clock()
    action = PendingAction(
        kind, value, words=words, asked_of=asked_of, asked_at=now
    )
    return await propose(context, action)


async def offered(context: UpdateContext) -> PendingAction | None:
    """Return the offer that this person's words may answer, and close it: only
    the next message answers it.
    """
    person, now = context.user_id, context.clock()
    return await context.write(take_offer, context.chat, person, now)


async def propose(context: UpdateContext, action: PendingAction) -> str:
    """Store an action for a button in this chat; return the token that finds
    it.
    """
    return await context.write(put, context.chat, action, context.clock())


async def proposed(context: UpdateContext, token: str) -> PendingAction | None:
    """Return the action of a pressed button; say so if it is gone."""
    action = await context.read(get, context.chat, token)
    if action is None:
        await context.alert("button.old")
    return action


async def decided(context: UpdateContext, token: str) -> PendingAction | None:
    """Take the action of a pressed button and answer the press; say so if it is
    gone.
    """
    action = await context.write(take, context.chat, token, context.clock())
    if action is None:
        await context.alert("button.old")
    else:
        await context.answer_callback()
    return action


def put(
    connection: Connection, chat: Chat, proposal: PendingAction, now: int
) -> str:
    """Store a proposal and return its token."""
    kept = _by_token(connection, chat)
    kept.pop(proposal.token, None)
    _write(connection, chat, [*kept.values(), proposal][-KEPT:], now)
    return proposal.token


def get(connection: Connection, chat: Chat, token: str) -> PendingAction | None:
    """Return a proposal that has no answer yet."""
    return _by_token(connection, chat).get(token)


def _by_token(connection: Connection, chat: Chat) -> dict[str, PendingAction]:
    """Return a chat's open proposals, the oldest first; a token is given once."""
    return {proposal.token: proposal for proposal in _read(connection, chat)}


def last_question(connection: Connection, chat: Chat) -> PendingAction | None:
    """Return the newest proposal that waits for a yes or no."""
    asked = [
        proposal
        for proposal in _read(connection, chat)
        if proposal.kind in {"source", "filter"}
    ]
    if asked:
        return asked[-1]
    return None


def take(
    connection: Connection, chat: Chat, token: str, now: int
) -> PendingAction | None:
    """Return and delete a proposal, so that a second press finds nothing;
    return None if it is gone.
    """
    proposals = _by_token(connection, chat)
    taken = proposals.pop(token, None)
    if taken is not None:
        _write(connection, chat, list(proposals.values()), now)
    return taken


def take_offer(
    connection: Connection, chat: Chat, person: int, now: int
) -> PendingAction | None:
    """Return the newest proposal if it is an offer that waits for a person's
    words, and close it.
    """
    proposals = _read(connection, chat)
    if proposals and proposals[-1].waits_for(person, now):
        return close_offer(connection, chat, now)
    return None


def close_offer(
    connection: Connection, chat: Chat, now: int
) -> PendingAction | None:
    """Let no words answer the newest proposal, which is returned; its buttons
    still do.
    """
    proposals = _read(connection, chat)
    if not proposals:
        return None
    *others, newest = proposals
    _write(connection, chat, [*others, replace(newest, asked_at=0)], now)
    return newest


def _read(connection: Connection, chat: Chat) -> list[PendingAction]:
    text = conversations.get(
        connection, chat.telegram_id, _NOBODY, chat.thread_id
    )
    try:
        if text:
            return [
                _proposal(fields) for fields in json.loads(text)["proposals"]
            ]
        return []
    except (ValueError, KeyError, TypeError):
        # Another version wrote this: none of its proposals can be answered.
        return []


def _proposal(fields: JsonObject) -> PendingAction:
    """Return a stored proposal; JSON has lists instead of its tuples."""
    lists = {name: tuple(fields.get(name, ())) for name in ("recent", "added")}
    matches = tuple(tuple(stories) for stories in fields.get("matches", ()))
    return PendingAction(**{**fields, **lists, "matches": matches})


def _write(
    connection: Connection, chat: Chat, listed: list[PendingAction], now: int
) -> None:
    text = json.dumps(
        {"proposals": [asdict(proposal) for proposal in listed]},
        ensure_ascii=False,
    )
    conversations.put(
        connection, chat.telegram_id, _NOBODY, chat.thread_id, text, now
    )

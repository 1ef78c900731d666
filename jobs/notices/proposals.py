"""chat that voted for two weeks → one question about what its votes mean → outbox row."""

from __future__ import annotations

import structlog

from jobs.context import JobContext
from jobs.isolated import Isolated
from jobs.send_times import ready_at
from news.durations import DAY
from news.preferences import LEAST, Proposal, proposals
from store.chats import chat_options, chats, opinions, subscriptions
from store.delivery import outbox
from store.engine.connections import Connection
from store.rows import Chat, NewOutbox, Subscription

log = structlog.get_logger()
# Seconds for which a chat is only listened to.
LISTEN = 14 * DAY
# Chats of one sweep; the next one, six hours later, goes on.
BATCH = 200


async def sweep(context: JobContext) -> int:
    """Ask the chats whose votes show a preference; return how many were asked."""
    now = context.clock()
    wanted = {"before": now - LISTEN, "least": LEAST, "limit": BATCH}
    asked = 0
    for chat in await context.db.read(opinions.may_be_asked, **wanted):
        with Isolated("proposal.fault", chat):
            asked += await _ask(context, chat)
    if asked:
        context.wake_sender()
        log.info("proposals.written", chats=asked)
    return asked


async def _ask(context: JobContext, chat_id: int) -> bool:
    """Ask one chat, if there is anything to ask."""
    chat = await context.db.read(chats.get, chat_id)
    if chat is None:
        return False
    rows = await context.db.read(subscriptions.of_chat, chat_id)
    topics = {
        subscription.value: subscription
        for subscription in rows
        if subscription.kind == "topic"
    }
    said = await context.db.read(opinions.of_chat, chat_id)
    meant = [
        (proposal, topics[proposal.topic])
        for proposal in proposals(said, topics)
        if not _is_so(proposal, topics[proposal.topic])
    ]
    if not meant:
        return False
    message = context.tell.proposals(meant, chat)
    at = ready_at(chat, context.clock())
    proposed = NewOutbox(
        chat_id=chat.id,
        kind="notice",
        message=message,
        ready_at=at,
        silent=True,
    )
    await context.db.write(_write, proposed, chat, context.clock())
    return True


def _is_so(proposal: Proposal, subscription: Subscription) -> bool:
    """Return whether the chat's settings already are as proposed."""
    if proposal.more:
        return subscription.weight > 1
    return subscription.weight < 1


def _write(
    connection: Connection, message: NewOutbox, chat: Chat, now: int
) -> None:
    """Write the question, and that it was asked: it is never asked twice."""
    outbox.add(connection, [message], now)
    chat_options.put(connection, chat.id, "offered", str(now))

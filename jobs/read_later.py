"""saved story → the chat's read-later service."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.isolated import Isolated
from news.errors import FetchError, JianbaoError
from news.read_later import (
    Account,
    Call,
    SavedItem,
    first_call,
    needs_two,
    second_call,
)
from store.chats import chats
from store.chats import read_later as rows
from store.delivery import outbox
from store.engine.connections import Connection
from store.records import WaitingItem
from store.rows import NewOutbox

log = structlog.get_logger()
# Articles of one sweep.
BATCH = 20
# Seconds after which an article that was not taken is sent again.
PAUSES = (30, 540)


async def sweep(context: JobContext) -> int:
    """Send what waits for its chat's service; returns how many were taken."""
    due = await context.db.read(rows.due_items, context.clock(), BATCH)
    # A service that is slow to answer keeps no other one waiting; all are waited
    # for, so that the next sweep sends nothing twice.
    outcomes = await asyncio.gather(
        *(_deliver_alone(context, waiting) for waiting in due),
        return_exceptions=True,
    )
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes.count(True)


async def _deliver_alone(context: JobContext, waiting: WaitingItem) -> bool:
    """Send one article; a fault of ours counts as a try."""
    with Isolated("read-later.fault", waiting.chat_id):
        return await _deliver(context, waiting)
    await context.db.write(_after_fault, waiting, context.clock())
    return False


def _after_fault(
    connection: Connection, waiting: WaitingItem, now: int
) -> None:
    """Try an article again later, and not for ever: it must not end each sweep."""
    if waiting.attempts < len(PAUSES):
        rows.put_off(connection, waiting, now + PAUSES[waiting.attempts])
    else:
        rows.drop_item(connection, waiting)


async def _deliver(context: JobContext, waiting: WaitingItem) -> bool:
    """Send one article; one that is refused is tried again, then its chat is told."""
    account = await context.db.read(rows.of_chat, waiting.chat_id)
    if account is not None:
        try:
            await send(context.downloader, account, waiting.item)
        except JianbaoError as error:
            kind = type(error).__name__
            log.info("read-later.failed", service=account.service, error=kind)
            await _refused(context, account, waiting)
            return False
    await context.db.write(rows.drop_item, waiting)
    return account is not None


async def _refused(
    context: JobContext, account: Account, waiting: WaitingItem
) -> None:
    now = context.clock()
    if waiting.attempts < len(PAUSES):
        at = now + PAUSES[waiting.attempts]
        await context.db.write(rows.put_off, waiting, at)
        return
    chat = await context.db.read(chats.get, waiting.chat_id)
    messages = []
    if chat is not None:
        word = context.tell.not_kept(account.service, chat)
        messages.append(
            NewOutbox(
                chat_id=chat.id, kind="notice", message=word, ready_at=now
            )
        )
    await context.db.write(_give_up, waiting, messages, now)
    context.wake_sender()


def _give_up(
    connection: Connection,
    waiting: WaitingItem,
    messages: Sequence[NewOutbox],
    now: int,
) -> None:
    """Drop an article and say so, in one transaction."""
    rows.drop_item(connection, waiting)
    outbox.add(connection, messages, now)


async def send(
    downloader: Downloader, account: Account, item: SavedItem
) -> None:
    """Send an article to a service; raises FetchError if it is not accepted.

    Nothing of the account is logged or stands in an error: only the service and its status.
    """
    answer = await _post(downloader, account, first_call(account, item))
    following = second_call(account, item, answer)
    if following is not None:
        await _post(downloader, account, following)
    elif needs_two(account):
        raise FetchError(f"{account.service} gave no token")
    log.info("read-later.sent", service=account.service)


async def _post(downloader: Downloader, account: Account, call: Call) -> bytes:
    status, answer = await downloader.post(
        call.url, content=call.body, headers=call.headers
    )
    if not 200 <= status < 300:
        log.info("read-later.refused", service=account.service, status=status)
        raise FetchError(f"{account.service} answered {status}")
    return answer

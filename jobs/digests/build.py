"""chat due → candidate stories → ranked digest → outbox rows,
in one transaction with the next due time.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

import structlog

from jobs.context import JobContext
from jobs.digests.asked import Asked, ask
from jobs.digests.boards import board_sections
from jobs.digests.disagreements import with_disagreements
from jobs.digests.due_times import due_and_next
from jobs.digests.model_summaries import retell
from jobs.digests.rising import rises
from jobs.digests.select import choose
from jobs.digests.windows import since
from jobs.send_times import ready_at
from news.digest_sections import section_of
from news.durations import DAY
from news.errors import StoreError
from news.models import Digest, DigestTail, Due, Message, Pick
from news.schedule import load
from store import quarantine
from store.chats import chat_claims
from store.delivery import digests, outcomes, seen
from store.engine.connections import Connection
from store.operations import leases
from store.rows import Chat, NewDigest, NewOutbox

log = structlog.get_logger()
ASKED_SLOT = 10_000
NO_TAIL = DigestTail()
# Seconds for which a digest is worth sending in any case, though the next one
# comes sooner.
LEAST_LIFE = 3600


async def sweep(context: JobContext) -> int:
    """Build the digests of all due chats, one transaction for each batch; return how many
    chats were served.
    """
    total = 0
    # What is too late to be sent is untold again before the next digest is
    # chosen.
    await context.db.write(outcomes.expire, context.clock())
    while True:
        due = await context.db.write(
            chat_claims.claim_due,
            now=context.clock(),
            limit=context.digest.batch,
            lease=context.digest.lease,
        )
        if not due:
            return total
        await build_batch(context, due)
        total += len(due)
        if len(due) < context.digest.batch:
            return total


async def build_batch(
    context: JobContext, due: list[Chat], marks: Mapping[int, int] | None = None
) -> None:
    """Build and write the digests of these chats; with marks, only of chats still leased
    under them.
    """
    await context.terms.refresh(context.db)
    try:
        built = await _build(context, due)
    except StoreError:
        raise
    except Exception as fault:
        await _one_by_one(context, due, marks, fault)
        return
    stored = await context.db.write(_store, built, marks, context.clock())
    # Asked once a batch: of thousands of chats each line costs, written or not.
    if log.is_enabled_for(logging.DEBUG):
        _log_built(stored)
    context.wake_sender()


def _log_built(stored: Sequence[tuple[int, NewDigest]]) -> None:
    """Log each digest by its request's name, which goes with its messages until
    Telegram's answer: see `bot/delivery/sender.py`.
    """
    for number, digest in stored:
        log.debug(
            "digest.built",
            request=f"digest-{number}",
            chat=digest.chat_id,
            messages=len(digest.messages),
        )


async def _one_by_one(
    context: JobContext,
    due: list[Chat],
    marks: Mapping[int, int] | None,
    fault: Exception,
) -> None:
    """Find the chat at which a batch failed and set it aside, so that it costs no other
    chat its digest.
    """
    if len(due) > 1:
        for chat in due:
            await build_batch(context, [chat], marks)
        return
    (chat,) = due
    log.error("digest.set-aside", chat=chat.id, exc_info=fault)
    reason = f"{type(fault).__name__}: {fault}"
    await context.db.write(_set_aside, chat.id, reason, context.clock())


def _set_aside(
    connection: Connection, chat_id: int, reason: str, now: int
) -> None:
    quarantine.note(connection, "chat", chat_id, reason, now)
    chat_claims.set_next_due(
        connection, [(chat_id, now + chat_claims.SET_ASIDE)]
    )


def _store(
    connection: Connection,
    built: list[NewDigest],
    marks: Mapping[int, int] | None,
    now: int,
) -> list[tuple[int, NewDigest]]:
    """Write digests (with marks, only of chats still leased under them); return those that
    are new.
    """
    held = None if marks is None else leases.holding(connection, marks)
    kept = [
        digest for digest in built if held is None or digest.chat_id in held
    ]
    written = digests.store_batch(connection, kept, now)
    return [
        (number, digest)
        for number, digest in zip(written, kept, strict=True)
        if number is not None
    ]


def next_digest_at(context: JobContext, chat: Chat) -> int | None:
    """Return when a chat's next digest after the due one is due."""
    _, later = due_and_next(chat, context.clock(), context.digest.late)
    if later:
        return int(later.at.timestamp())
    return None


async def build_now(
    context: JobContext,
    chat: Chat,
    *,
    window: int | None = None,
    limit: int | None = None,
) -> list[Message]:
    """Build a digest on request; its stories count as seen."""
    await context.terms.refresh(context.db)
    (asked,) = await ask(context, [chat], window or context.digest.window)
    groups = await retell(context, await choose(context, [asked], limit))
    (group,) = await with_disagreements(context, groups)
    picks = group.picks
    tails = await _tails(context, [asked])
    digest = digest_of(context, chat, picks, tail=tails[chat.id])
    if picks:
        await context.db.write(
            _note, _asked_for(context, chat, picks), context.clock()
        )
    return context.render(digest, chat.locale)


def _asked_for(
    context: JobContext, chat: Chat, picks: Sequence[Pick]
) -> NewDigest:
    """Return the record of a digest on request, for "why this?" and the web page; its slot
    is above all scheduled ones.
    """
    local = context.now().astimezone(load(chat.zone))
    return NewDigest(
        chat_id=chat.id,
        local_date=local.date().isoformat(),
        slot=ASKED_SLOT + local.hour * 3600 + local.minute * 60 + local.second,
        stories=tuple(pick.story.id for pick in picks),
        messages=(),
        next_due_at=None,
        picks=tuple(
            (pick.story.id, pick.subscription, pick.reasons) for pick in picks
        ),
    )


def _note(connection: Connection, digest: NewDigest, now: int) -> None:
    digests.store_batch(connection, [digest], now, promise=False)
    # Two asked for within one second are one digest, and yet both told their
    # stories.
    seen.mark(
        connection, [(digest.chat_id, story) for story in digest.stories], now
    )


async def _build(context: JobContext, due: list[Chat]) -> list[NewDigest]:
    asked = await ask(context, due)
    groups = await retell(context, await choose(context, asked, None))
    groups = await with_disagreements(context, groups)
    tails = await _tails(context, asked)
    made: dict[int, NewDigest] = {}
    for group in groups:
        written = _Written(context, group.picks)
        for chat in group.chats:
            made[chat.id] = _digest(context, chat, written, tails[chat.id])
    return [made[chat.id] for chat in due]


async def _tails(
    context: JobContext, asked: Sequence[Asked]
) -> dict[int, DigestTail]:
    """Return the parts after the stories, by the chat's id."""
    boards = await board_sections(context, asked)
    rising = await rises(context, asked)
    ids = [one.chat.id for one in asked]
    return {
        chat: DigestTail(boards.get(chat, ()), rising.get(chat, ()))
        for chat in ids
    }


class _Written:
    """One group's digest, rendered once for all of its chats with the same settings."""

    def __init__(self, context: JobContext, picks: tuple[Pick, ...]) -> None:
        self._context = context
        self.picks = picks
        self.stories = tuple(pick.story.id for pick in picks)
        # How the digest is kept, for "why this?".
        self.reasons = tuple(
            (pick.story.id, pick.subscription, pick.reasons) for pick in picks
        )
        self._messages: dict[tuple[object, ...], list[Message]] = {}

    def messages(self, chat: Chat, tail: DigestTail) -> list[Message]:
        """Return a chat's messages, with the parts after its stories."""
        context = self._context
        address = chat.feed_token if context.digest.web_url else ""
        reach = since(chat, context.clock(), context.digest.window)
        days = reach // DAY if reach else None
        key = (
            chat.zone,
            chat.style,
            chat.images,
            chat.preview,
            address,
            days,
            tail,
        )
        if key not in self._messages:
            digest = digest_of(context, chat, self.picks, reach, tail)
            self._messages[key] = context.render(digest, chat.locale)
        return self._messages[key]


def _title(context: JobContext, chat: Chat, reach: int | None) -> str:
    """Return a digest's title; if it looks back further than usual, the title says since when."""
    title = context.title(chat.locale, chat.zone)
    if reach is None:
        return title
    moment = datetime.fromtimestamp(reach, UTC)
    return f"{title} · {context.since(chat.locale, chat.zone, moment)}"


def digest_of(
    context: JobContext,
    chat: Chat,
    picks: Sequence[Pick],
    reach: int | None = None,
    tail: DigestTail = NO_TAIL,
) -> Digest:
    """Group picks by label or topic, the section with the best story first; `reach` is the
    window's start, `tail` follows the stories.
    """
    sections: dict[str, list[Pick]] = {}
    for pick in picks:
        section = section_of(pick.story, pick.subscription, pick.label)
        sections.setdefault(section, []).append(pick)
    web_url = ""
    if context.digest.web_url and chat.feed_token:
        web_url = f"{context.digest.web_url}/d/{chat.feed_token}"
    return Digest(
        title=_title(context, chat, reach),
        sections=tuple(
            (topic, tuple(listed)) for topic, listed in sections.items()
        ),
        zone=chat.zone,
        now=context.now(),
        style=chat.style,
        images=chat.images,
        preview=chat.preview,
        web_url=web_url,
        boards=tail.boards,
        rises=tail.rises,
    )


def _digest(
    context: JobContext, chat: Chat, written: _Written, tail: DigestTail
) -> NewDigest:
    due, following = due_and_next(chat, context.clock(), context.digest.late)
    upcoming = int(following.at.timestamp()) if following else None
    if due is None:
        return NewDigest(
            chat_id=chat.id,
            local_date="",
            slot=-1,
            stories=(),
            messages=(),
            next_due_at=upcoming,
        )
    if not written.picks and not tail and not chat.send_empty:
        return NewDigest(
            chat_id=chat.id,
            local_date=due.local_date,
            slot=due.slot,
            stories=(),
            messages=(),
            next_due_at=upcoming,
        )
    messages = written.messages(chat, tail) or [_empty(context, chat)]
    return NewDigest(
        chat_id=chat.id,
        local_date=due.local_date,
        slot=due.slot,
        stories=written.stories,
        messages=_rows(context, chat, messages, due, upcoming),
        next_due_at=upcoming,
        picks=written.reasons,
        since=chat.covered_at or context.clock() - context.digest.window,
    )


def _empty(context: JobContext, chat: Chat) -> Message:
    """Return the message for a chat that wants to hear when there is no news."""
    return context.tell.empty(chat, context.title(chat.locale, chat.zone))


def _rows(
    context: JobContext,
    chat: Chat,
    messages: Sequence[Message],
    due: Due,
    upcoming: int | None,
) -> tuple[NewOutbox, ...]:
    """Return the outbox rows of a digest; `upcoming` is when the next digest is due."""
    ready = ready_at(
        chat, context.clock(), offset=_offset(chat.id, context.digest.spread)
    )
    # Then the next one is built, with what this one did not bring.
    end = max(upcoming, ready + LEAST_LIFE) if upcoming else 0
    due_at = int(due.at.timestamp())
    return tuple(
        NewOutbox(
            chat_id=chat.id,
            kind="digest",
            message=message,
            ready_at=ready,
            sequence=number,
            silent=chat.silent,
            due_at=due_at,
            expires_at=end,
        )
        for number, message in enumerate(messages)
    )


def _offset(chat_id: int, spread: int) -> int:
    """Return a chat's place in the window over which digests are spread, in seconds."""
    if spread <= 0:
        return 0
    mark = blake2b(str(chat_id).encode(), digest_size=4).digest()
    return int.from_bytes(mark, "big") % spread

"""chat due → candidate stories → ranked digest → outbox rows, in one transaction with the next due time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

import structlog
from sqlalchemy import Connection

from jobs.house import House
from jobs.model import retell
from news.errors import ScheduleError
from news.filters import FilterSet, any_of
from news.language import matches
from news.models import Digest, Due, Message, Pick, Schedule, Story
from news.quiet import quiet_until
from news.rank import Candidate, Profile, learn, rank
from news.schedule import load, next_due, parse_schedule
from store import chats, digests, feedback, seen, stories, subscriptions, takes, terms
from store.rows import Chat, NewDigest, NewOutbox, Subscription, Term

log = structlog.get_logger()
ASKED_SLOT = 10_000
SHORTLIST = 60
"""Candidates of one chat whose rows are read, the best by the shared score."""
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """One chat with what is needed to build its digest."""

    chat: Chat
    subscriptions: list[Subscription]
    seen: set[int]
    profile: Profile


async def sweep(house: House) -> int:
    """Build the digests of all chats that are due, a batch a transaction; returns how many chats were served."""
    total = 0
    while True:
        due = await house.db.write(
            chats.claim_due, now=house.clock(), limit=house.digest.batch, lease=house.digest.lease
        )
        if not due:
            return total
        await build_batch(house, due)
        total += len(due)
        if len(due) < house.digest.batch:
            return total


async def build_batch(house: House, due: list[Chat], marks: Mapping[int, int] | None = None) -> None:
    """Build and write the digests of these chats; with marks, only of those that are still held under them."""
    await house.terms.refresh(house.db)
    built = await _build(house, due)
    for number, digest in await house.db.write(_store, built, marks, house.clock()):
        # The request's name goes with the digest's messages until Telegram's answer: see `bot/delivery.py`.
        log.debug("digest.built", request=f"digest-{number}", chat=digest.chat_id, messages=len(digest.messages))
    house.wake_sender()


def _store(
    connection: Connection, built: list[NewDigest], marks: Mapping[int, int] | None, now: int
) -> list[tuple[int, NewDigest]]:
    """Write digests, where there are marks only those of chats that are still held; return those that are new."""
    held = None if marks is None else takes.holding(connection, marks)
    kept = [digest for digest in built if held is None or digest.chat_id in held]
    written = digests.store_batch(connection, kept, now)
    return [(number, digest) for number, digest in zip(written, kept, strict=True) if number is not None]


def following(house: House, chat: Chat) -> int | None:
    """Return when a chat's digest after the one that is due comes."""
    _, later = occasion(chat, house.clock(), house.digest.late)
    return int(later.at.timestamp()) if later else None


async def build_now(house: House, chat: Chat, *, window: int | None = None, limit: int | None = None) -> list[Message]:
    """Build a digest at once, as an answer; its stories count as seen."""
    await house.terms.refresh(house.db)
    (asked,) = await _ask(house, [chat], window or house.digest.window)
    chosen = await _choose(house, [asked], window or house.digest.window, limit)
    (picks,) = await retell(house, chosen, [chat.locale])
    if not picks:
        return []
    messages = house.render(digest_of(house, chat, picks), chat.locale)
    await house.db.write(_note, _asked_for(house, chat, picks), house.clock())
    return messages


def _asked_for(house: House, chat: Chat, picks: list[Pick]) -> NewDigest:
    """Return the digest that a person asked for: kept for "why this?" and the web page; its slot is past all others."""
    local = house.now().astimezone(load(chat.zone))
    return NewDigest(
        chat_id=chat.id,
        local_date=local.date().isoformat(),
        slot=ASKED_SLOT + local.hour * 3600 + local.minute * 60 + local.second,
        stories=tuple(pick.story.id for pick in picks),
        messages=(),
        next_due_at=None,
        picks=tuple((pick.story.id, pick.subscription, pick.reasons) for pick in picks),
    )


def _note(connection: Connection, digest: NewDigest, now: int) -> None:
    digests.store_batch(connection, [digest], now, promise=False)
    # Two asked for within one second are one digest, and yet both told their stories.
    seen.mark(connection, [(digest.chat_id, story) for story in digest.stories], now)


async def _build(house: House, due: list[Chat]) -> list[NewDigest]:
    asked = await _ask(house, due, house.digest.window)
    chosen = await _choose(house, asked, house.digest.window, None)
    chosen = await retell(house, chosen, [each.chat.locale for each in asked])
    return [_digest(house, each.chat, picks) for each, picks in zip(asked, chosen, strict=True)]


async def _ask(house: House, due: Sequence[Chat], window: int) -> list[Asked]:
    """Read subscriptions, seen stories and feedback of many chats with one query each."""
    ids = [chat.id for chat in due]
    wanted = await house.db.read(subscriptions.of_chats, ids)
    known = await house.db.read(seen.seen_of_chats, ids, house.clock() - window - 7 * DAY)
    said = await house.db.read(feedback.of_chats, ids)
    told = await house.db.read(stories.by_ids, {each.story_id for rows in said.values() for each in rows})
    return [
        Asked(chat, wanted.get(chat.id, []), known.get(chat.id, set()), _profile(said.get(chat.id, []), told))
        for chat in due
    ]


def _profile(rows: Sequence[object], told: dict[int, Story]) -> Profile:
    pairs = [(told[row.story_id], row.value) for row in rows if row.story_id in told]  # type: ignore[attr-defined]
    return learn(pairs) if pairs else Profile()


async def _choose(house: House, asked: list[Asked], window: int, limit: int | None) -> list[list[Pick]]:
    names = {term.id: term for term in await house.db.read(terms.every)}
    short = [_shortlist(house, each, window) for each in asked]
    found = await house.db.read(stories.by_ids, {story for listed in short for story in listed})
    now = house.now()
    return [_rank(each, listed, found, names, now, limit) for each, listed in zip(asked, short, strict=True)]


def _shortlist(house: House, asked: Asked, window: int) -> dict[int, Subscription]:
    """Return a chat's best unseen stories by the shared score, each with the subscription that brings it."""
    scored: dict[int, tuple[float, Subscription]] = {}
    now = house.clock()
    for subscription in asked.subscriptions:
        if subscription.term_id is None or subscription.kind not in {"topic", "source", "filter"}:
            continue
        fits = 0
        for position, row in enumerate(house.terms.best(subscription.term_id, now, window)):
            if fits == SHORTLIST:
                break  # further down this list, nothing can be among the best of all
            if row.story_id in asked.seen or not any(
                matches(language, asked.chat.languages) for language in row.languages
            ):
                continue
            fits += 1
            score = subscription.weight * (1.5 if subscription.kind == "filter" else 1.0) / (1 + position)
            if score > scored.get(row.story_id, (-1.0, subscription))[0]:
                scored[row.story_id] = (score, subscription)
    best = sorted(scored, key=lambda story: -scored[story][0])[:SHORTLIST]
    return {story: scored[story][1] for story in best}


def _rank(
    asked: Asked,
    listed: dict[int, Subscription],
    found: dict[int, Story],
    names: dict[int, Term],
    now: datetime,
    limit: int | None,
) -> list[Pick]:
    muted = Muted(asked.subscriptions)
    candidates = []
    for story_id, subscription in listed.items():
        story = found.get(story_id)
        if story is None or muted.hides(story):
            continue
        term = names.get(subscription.term_id or 0)
        label = f"{subscription.kind}:{term.value if term else subscription.value}"
        candidates.append(Candidate(story, label, subscription.weight))
    count = limit or asked.chat.budget
    picks = rank(candidates, profile=asked.profile, now=now, limit=count)
    return _within_minutes(picks, asked.chat.minutes, asked.chat.style)


_SENTENCES = {"headline": 0, "short": 2, "full": 4}
"""Sentences of a summary that each style tells."""


def _within_minutes(picks: list[Pick], minutes: int, style: str) -> list[Pick]:
    """Keep a digest within its reading time: about 500 Chinese characters or 230 words a minute, in the chat's style."""
    if not minutes:
        return picks
    kept: list[Pick] = []
    spent = 0.0
    for pick in picks:
        text = pick.story.title + "".join(pick.story.summary[: _SENTENCES[style]])
        spent += len(text) / (500 if pick.story.language.startswith(("zh", "ja")) else 1400)
        if kept and spent > minutes:
            break
        kept.append(pick)
    return kept


class Muted:
    """What a chat does not want to hear of."""

    def __init__(self, listed: Sequence[Subscription]) -> None:
        self._topics = {each.value for each in listed if each.kind == "mute-topic"}
        self._publishers = {each.value for each in listed if each.kind == "mute-publisher"}
        self._phrases = tuple(each.value for each in listed if each.kind == "mute-phrase")
        self._stories = {each.value for each in listed if each.kind == "mute-story"}

    def hides(self, story: Story) -> bool:
        """Tell whether a story is muted."""
        if (
            str(story.id) in self._stories
            or story.publisher in self._publishers
            or self._topics & set(story.topics[:1])
        ):
            return True
        return bool(self._phrases and _phrases(self._phrases).matching("\n".join((story.title, *story.summary))))


@lru_cache(maxsize=1024)
def _phrases(muted: tuple[str, ...]) -> FilterSet:
    return any_of(muted)


def digest_of(house: House, chat: Chat, picks: list[Pick]) -> Digest:
    """Group picks by topic, the section with the best story first."""
    sections: dict[str, list[Pick]] = {}
    for pick in picks:
        sections.setdefault(_section(pick), []).append(pick)
    now = house.now()
    return Digest(
        title=house.title(chat.locale, chat.zone),
        sections=tuple((topic, tuple(listed)) for topic, listed in sections.items()),
        zone=chat.zone,
        now=now,
        style=chat.style,
        images=chat.images,
        preview=chat.preview,
        web_url=f"{house.digest.web_url}/d/{chat.feed_token}" if house.digest.web_url and chat.feed_token else "",
    )


def _section(pick: Pick) -> str:
    """A story stands under the topic that was asked for, else under its own first."""
    kind, _, value = pick.subscription.partition(":")
    if kind == "topic" and value in pick.story.topics:
        return value
    return pick.story.topics[0] if pick.story.topics else ""


def _digest(house: House, chat: Chat, picks: list[Pick]) -> NewDigest:
    due, following = occasion(chat, house.clock(), house.digest.late)
    upcoming = int(following.at.timestamp()) if following else None
    if due is None or (not picks and not chat.send_empty):
        return NewDigest(chat.id, due.local_date if due else "", due.slot if due else -1, (), (), upcoming)
    messages = (
        house.render(digest_of(house, chat, picks), chat.locale)
        if picks
        else [house.tell.empty(chat, house.title(chat.locale, chat.zone))]
    )
    ready = ready_at(chat, house.clock(), _offset(chat.id, house.digest.spread))
    rows = [
        NewOutbox(
            chat.id, "digest", message, ready, sequence=number, silent=chat.silent, due_at=int(due.at.timestamp())
        )
        for number, message in enumerate(messages)
    ]
    return NewDigest(
        chat_id=chat.id,
        local_date=due.local_date,
        slot=due.slot,
        stories=tuple(pick.story.id for pick in picks),
        messages=tuple(rows),
        next_due_at=upcoming,
        picks=tuple((pick.story.id, pick.subscription, pick.reasons) for pick in picks),
    )


def ready_at(chat: Chat, now: int, offset: int) -> int:
    """Return when a chat's digest may be sent: in its place of the spread, and never in its quiet hours, after them."""
    until = quiet_until(chat.quiet_from, chat.quiet_to, chat.zone, datetime.fromtimestamp(now + offset, UTC))
    return int(until.timestamp()) + offset if until else now + offset


def _offset(chat_id: int, spread: int) -> int:
    """Return a chat's own place in the window over which digests are spread."""
    if spread <= 0:
        return 0
    return int.from_bytes(blake2b(str(chat_id).encode(), digest_size=4).digest(), "big") % spread


@lru_cache(maxsize=4096)
def _schedule(text: str) -> Schedule | None:
    try:
        return parse_schedule(text)
    except ScheduleError:
        return None


def occasion(chat: Chat, now: int, late: int) -> tuple[Due | None, Due | None]:
    """Return the digest that is due, and the next one; of several missed ones only the last, unless it is too late."""
    schedule = _schedule(chat.schedule)
    if schedule is None or chat.next_due_at is None:
        return None, None
    moment = datetime.fromtimestamp(now, UTC)
    start = max(chat.next_due_at, now - 2 * DAY)
    due = next_due(schedule, chat.zone, datetime.fromtimestamp(start - 1, UTC))
    if due.at > moment:
        return None, due
    following = next_due(schedule, chat.zone, due.at)
    while following.at <= moment:
        due, following = following, next_due(schedule, chat.zone, following.at)
    if moment - due.at > timedelta(seconds=late):
        return None, following
    return due, following


def last_due(schedule: str, zone: str, now: int) -> int | None:
    """Return when the last digest of a schedule was due, within two days; None without a schedule."""
    parsed = _schedule(schedule)
    if parsed is None:
        return None
    found, moment = None, datetime.fromtimestamp(now - 2 * DAY, UTC)
    while (due := next_due(parsed, zone, moment)).at.timestamp() <= now:
        found, moment = int(due.at.timestamp()), due.at
    return found

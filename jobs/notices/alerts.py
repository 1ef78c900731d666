"""breaking story → chats that want alerts → outbox rows; each story once for a chat, never
in quiet hours.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from jobs.context import JobContext
from jobs.digests.mute_filter import MuteFilter
from jobs.isolated import Isolated
from news.breaking import breaks
from news.durations import DAY
from news.language import matches
from news.models import Message, Story, StoryWithReports
from news.rank import is_no_news, preference
from news.schedule import in_quiet, load
from store.chats import subscriptions
from store.delivery import alerts
from store.delivery.alerts import NewAlert
from store.engine.connections import Connection
from store.news import stories, story_growth
from store.operations import key_value
from store.rows import Chat, NewOutbox, Subscription

log = structlog.get_logger()
# The blob that remembers which stories were offered, and when: each is offered
# once, at the moment it breaks.
STATE = "alerts"
KEEP = 2 * DAY
MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Burst:
    """The stories that are breaking now, with what all chats share of them."""

    stories: list[Story]
    # Messages by story and by all that a chat's settings change in one.
    written: dict[tuple[object, ...], Message] = field(default_factory=dict)


class Alerts:
    """Sends alerts; remembers which stories are not breaking, so that they are checked
    again only when they grow.
    """

    def __init__(self, context: JobContext) -> None:
        self._context = context
        # Stories that did not break when they were looked at, with how many
        # articles they had.
        self._quiet: dict[int, int] = {}

    def reset(self) -> None:
        """Check all stories again."""
        self._quiet.clear()

    async def sweep(self) -> int:
        """Send the breaking stories to the chats that want alerts; return how many alerts
        were written.
        """
        context = self._context
        known = await _offered(context)
        breaking = await self._breaking(known)
        if not breaking:
            return 0
        burst = Burst(breaking)
        written = after = 0
        while chats := await context.db.read(
            alerts.wanting, after, context.alert.batch
        ):
            after = chats[-1].id
            written += await _tell(context, chats, burst)
        now = context.clock()
        ids = [story.id for story in breaking]
        await context.db.write(_remember, known, ids, now)
        log.info("alerts.written", stories=ids, alerts=written)
        return written

    async def _breaking(self, known: Container[int]) -> list[Story]:
        """Read the breaking stories that were not sent before, most widely told first."""
        context = self._context
        config = self._context.alert
        likely = await context.db.read(
            story_growth.bursting,
            now=context.clock(),
            within=config.within + config.grace,
            publishers=config.publishers,
        )
        breaking: list[Story] = []
        for story in likely:
            is_unchanged = self._quiet.get(story.id) == story.articles
            if story.id in known or is_unchanged:
                continue
            whole = await context.db.read(stories.get, story.id)
            if whole and _breaks(context, whole):
                breaking.append(whole)
            else:
                self._quiet[story.id] = story.articles
        if len(self._quiet) > MOST_KNOWN:
            self._quiet.clear()
        return breaking


async def _offered(context: JobContext) -> dict[int, int]:
    """Read which stories were offered, and when."""
    data = await context.db.read(key_value.get, STATE)
    offered = {}
    if data:
        for story, at in json.loads(data).items():
            offered[int(story)] = int(at)
    return offered


def _remember(
    connection: Connection, known: Mapping[int, int], new: list[int], now: int
) -> None:
    """Note that stories were offered, and forget the earliest."""
    offered = dict.fromkeys(new, now)
    for story, at in known.items():
        if at > now - KEEP:
            offered.setdefault(story, at)
    key_value.put(connection, STATE, json.dumps(offered).encode(), now)


def _breaks(context: JobContext, story: StoryWithReports) -> bool:
    if is_no_news(story):
        return False
    span = timedelta(seconds=context.alert.within)
    return breaks(
        story.reports,
        publishers=context.alert.publishers,
        within=span,
        now=context.now(),
    )


async def _tell(context: JobContext, chats: list[Chat], burst: Burst) -> int:
    """Write the alerts of one batch of chats, in one transaction."""
    pairs = await context.db.read(
        alerts.audience,
        [chat.id for chat in chats],
        [story.id for story in burst.stories],
        context.clock(),
    )
    if not pairs:
        return 0
    asked = await context.db.read(
        subscriptions.of_chats, sorted({chat for chat, _, _ in pairs})
    )
    bringing: dict[tuple[int, int], set[int]] = defaultdict(set)
    for chat_id, story_id, subscription in pairs:
        bringing[chat_id, story_id].add(subscription)
    rows = []
    for chat in chats:
        listed = asked.get(chat.id, [])
        with Isolated("alert.fault", chat.id):
            if not in_quiet(
                chat.quiet_from, chat.quiet_to, chat.zone, context.now()
            ):
                rows += _alerts(context, chat, listed, burst, bringing)
    written = await context.db.write(alerts.store, rows, context.clock())
    if written:
        context.wake_sender()
    return written


def _alerts(
    context: JobContext,
    chat: Chat,
    listed: list[Subscription],
    burst: Burst,
    bringing: dict[tuple[int, int], set[int]],
) -> list[NewAlert]:
    """Return the alerts of one burst for one chat, at most one an event.

    A story alerts where a subscription brings it, nothing mutes it, and the chat reads its
    language; its tellings in other languages are told with it. The most precise subscription is the
    reason.
    """
    muted = MuteFilter(listed)
    alerts = []
    # Tellings in other languages of what this chat is told here.
    told: set[int] = set()
    for story in _in_order(burst.stories, chat):
        if story.id in told:
            continue
        ids = bringing.get((chat.id, story.id), set())
        reason = max(
            (subscription for subscription in listed if subscription.id in ids),
            key=_precise,
            default=None,
        )
        if (
            reason is None
            or muted.hides(story)
            or not matches(story.language, chat.languages)
        ):
            continue
        told.update(telling.story for telling in story.tellings)
        alerts.append(
            _alert(
                context,
                chat,
                story,
                f"{reason.kind}:{reason.value}",
                _message(context, chat, story, burst),
            )
        )
    return alerts


def _in_order(offered: list[Story], chat: Chat) -> list[Story]:
    """Put the stories in the chat's first languages first where an event is told in several."""
    if not any(story.tellings for story in offered):
        return offered
    return sorted(
        offered,
        key=lambda story: preference(story, chat.languages_to_tell),
    )


def _precise(subscription: Subscription) -> tuple[bool, float, int]:
    """Return a sort key for reasons: filters first, as they are most specific, then
    heavier, then older subscriptions.
    """
    return subscription.kind == "filter", subscription.weight, -subscription.id


def _message(
    context: JobContext, chat: Chat, story: Story, burst: Burst
) -> Message:
    key = (
        story.id,
        chat.locale,
        chat.zone,
        chat.style,
        chat.images,
        chat.preview,
    )
    if key not in burst.written:
        burst.written[key] = context.tell.alert(story, chat, context.now())
    return burst.written[key]


def _alert(
    context: JobContext, chat: Chat, story: Story, label: str, message: Message
) -> NewAlert:
    return NewAlert(
        chat_id=chat.id,
        local_date=context.now().astimezone(load(chat.zone)).date().isoformat(),
        most=chat.alerts,
        story_id=story.id,
        subscription=label,
        reasons=(f"publishers:{story.publishers}",),
        message=NewOutbox(
            chat_id=chat.id,
            kind="alert",
            message=message,
            ready_at=context.clock(),
            silent=chat.silent,
        ),
    )

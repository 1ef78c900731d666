"""What chats ask of their digests: subscriptions, seen stories, taste and span
of time, read for many chats at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from jobs.context import JobContext
from jobs.digests.windows import window_of
from news.durations import DAY
from news.models import Story
from news.rank import Profile, learn
from store.chats import feedback, subscriptions
from store.delivery import seen
from store.news import stories, visibility
from store.records import Feedback
from store.rows import BRINGS, Chat, Subscription

# The taste of a chat without feedback.
BLANK = Profile()
# Seconds before a chat's window for which seen stories are read: a story may
# grow for days, and must not come again.
SEEN_BEFORE = 7 * DAY


@dataclass(frozen=True, slots=True)
class Asked:
    """One chat with the data needed to choose its stories."""

    chat: Chat
    subscriptions: list[Subscription]
    seen: set[int]
    profile: Profile
    # Seconds back from which its stories come.
    window: int
    # Closed sources that it subscribes to.
    own: frozenset[int] = frozenset()
    # Whether it mutes anything.
    mutes: bool = False


async def ask(
    context: JobContext, due: Sequence[Chat], window: int | None = None
) -> list[Asked]:
    """Read subscriptions, seen stories and feedback of many chats with one
    query each.

    Each chat's window reaches back to its last digest, where no `window` is
    given.
    """
    db = context.db
    ids = [chat.id for chat in due]
    now = context.clock()
    usual = context.digest.window
    windows = {chat.id: window or window_of(chat, now, usual) for chat in due}
    since = now - max(windows.values()) - SEEN_BEFORE
    wanted = await db.read(subscriptions.of_chats, ids)
    known = await db.read(seen.seen_of_chats, ids, since)
    closed = await db.read(visibility.closed_among, _followed(wanted.values()))
    votes = await db.read(feedback.of_chats, ids)
    voted = await db.read(stories.by_ids, _voted(votes.values()))
    asked = []
    for chat in due:
        rows = wanted.get(chat.id, [])
        # Few installations have closed sources, so most chats are spared this.
        own = closed & _followed([rows]) if closed else closed
        one = Asked(
            chat=chat,
            subscriptions=rows,
            seen=context.terms.with_kin(known.get(chat.id, set())),
            profile=_profile(votes.get(chat.id, []), voted),
            window=windows[chat.id],
            own=own,
            mutes=any(subscription.kind not in BRINGS for subscription in rows),
        )
        asked.append(one)
    return asked


def _followed(listed: Collection[Sequence[Subscription]]) -> frozenset[int]:
    """Return the sources that chats subscribe to."""
    sources: set[int] = set()
    for rows in listed:
        sources.update(
            int(subscription.value)
            for subscription in rows
            if subscription.kind == "source"
        )
    return frozenset(sources)


def _voted(listed: Iterable[Sequence[Feedback]]) -> set[int]:
    """Return the stories on which people voted."""
    return {vote.story_id for votes in listed for vote in votes}


def _profile(votes: Sequence[Feedback], told: dict[int, Story]) -> Profile:
    """Return a chat's taste; votes on deleted stories say nothing."""
    pairs = [
        (told[vote.story_id], vote.value)
        for vote in votes
        if vote.story_id in told
    ]
    if pairs:
        return learn(pairs)
    return BLANK

"""Select stories for many chats: take candidates from the shared lists, then
rank them by each chat's taste.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from jobs.context import JobContext
from jobs.digests.asked import BLANK, Asked
from jobs.digests.brought import Brought
from jobs.digests.mute_filter import MuteFilter
from jobs.digests.reading_time import within_minutes
from news.language import matches
from news.models import Pick
from news.rank import best_of, one_telling
from store.news import story_views
from store.rows import BRINGS, Chat, Subscription

# Candidates of one chat, parted among its subscriptions; each gives at least a
# digest's worth.
SHORTLIST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Chats of one language that receive the same stories for the same reasons."""

    chats: tuple[Chat, ...]
    picks: tuple[Pick, ...]

    @property
    def locale(self) -> str:
        """The language of its chats' interface."""
        return self.chats[0].locale


@dataclass(frozen=True, slots=True)
class _Candidates:
    """A chat, and the stories from which its digest is chosen."""

    asked: Asked
    # The most stories of the digest.
    limit: int
    # Subscriptions, each with the stories that it brings, best first.
    listed: list[tuple[Subscription, list[int]]]

    @property
    def ids(self) -> set[int]:
        """All these stories."""
        every: set[int] = set()
        for _, ids in self.listed:
            every.update(ids)
        return every


async def choose(
    context: JobContext, asked: list[Asked], limit: int | None
) -> list[Group]:
    """Return which chats receive which stories, best first; chats with equal
    results form one group.
    """
    now = context.clock()
    every: list[_Candidates] = []
    wanted: set[int] = set()
    for chat_asked in asked:
        most = limit or chat_asked.chat.budget
        candidates = _candidates(context, chat_asked, most, now)
        every.append(candidates)
        wanted |= candidates.ids
    shared = await context.terms.stories.read(context.db, wanted)
    own = _seen_differently(every)
    views = await context.db.read(story_views.of_readers, own)
    brought = Brought(shared, views, context.now(), context.terms)
    alike: dict[tuple[object, ...], list[_Candidates]] = {}
    for candidates in every:
        alike.setdefault(_likeness(candidates), []).append(candidates)
    groups = []
    for members in alike.values():
        chats = tuple(member.asked.chat for member in members)
        # One ranking serves all, since they ask for the same.
        picks = tuple(_rank(members[0], brought))
        groups.append(Group(chats, picks))
    return groups


def _seen_differently(
    every: Sequence[_Candidates],
) -> dict[frozenset[int], set[int]]:
    """Return the stories that chats with private sources see differently, by
    those sources.
    """
    wanted: dict[frozenset[int], set[int]] = {}
    for candidates in every:
        own = candidates.asked.own
        if own:
            wanted.setdefault(own, set()).update(candidates.ids)
    return wanted


def _candidates(
    context: JobContext, asked: Asked, limit: int, now: int
) -> _Candidates:
    """Return the best unseen stories of each subscription, by the shared score."""
    wishes = [
        subscription
        for subscription in asked.subscriptions
        if _brings_now(subscription, now)
    ]
    share = SHORTLIST // max(len(wishes), 1)
    depth = max(share, limit)
    if asked.mutes:
        # What it mutes is taken out of these.
        depth *= 2
    listed: list[tuple[Subscription, list[int]]] = []
    for wish in wishes:
        best = context.terms.best_with(
            wish.term_id or 0,
            asked.own,
            now,
            asked.window,
            asked.chat.languages,
        )
        unseen = (story for story in best if story not in asked.seen)
        listed.append((wish, list(islice(unseen, depth))))
    return _Candidates(asked, limit, listed)


def _brings_now(subscription: Subscription, now: int) -> bool:
    """Tell whether a subscription brings stories and is not paused."""
    brings = subscription.kind in BRINGS and subscription.term_id is not None
    return brings and subscription.paused_until <= now


def _likeness(candidates: _Candidates) -> tuple[object, ...]:
    """Return a key that is equal for chats which receive the same stories.

    A taste of its own or something muted sets a chat apart; otherwise those
    that ask for the same and saw the same are alike.
    """
    asked = candidates.asked
    chat = asked.chat
    if asked.profile != BLANK or asked.mutes:
        return (chat.id,)
    wishes = [
        (wish.kind, wish.value, wish.weight, wish.label, tuple(ids))
        for wish, ids in candidates.listed
    ]
    # Languages count where private sources may tell in others.
    own = (asked.own, chat.languages) if asked.own else None
    return (
        chat.locale,
        candidates.limit,
        chat.minutes,
        chat.style,
        chat.languages_to_tell,
        own,
        *wishes,
    )


def _rank(candidates: _Candidates, brought: Brought) -> list[Pick]:
    """Return a chat's digest: its best stories, each event told once."""
    asked = candidates.asked
    chat = asked.chat
    picks: list[Pick] = []
    for wish, ids in candidates.listed:
        picks += brought.by(wish, ids, asked)
    if asked.own and chat.languages:
        # The shared lists do not know in which languages closed sources tell.
        picks = [pick for pick in picks if _speaks(pick, asked, brought)]
    if asked.mutes:
        muted = MuteFilter(asked.subscriptions)
        picks = [pick for pick in picks if not muted.hides(pick.story)]
    picks = one_telling(picks, chat.languages_to_tell)
    best = best_of(picks, profile=asked.profile, limit=candidates.limit)
    return within_minutes(best, chat.minutes, chat.style)


def _speaks(pick: Pick, asked: Asked, brought: Brought) -> bool:
    """Return whether a chat can read a story, among those from its private
    sources.
    """
    own = brought.is_own(pick, asked)
    return not own or matches(pick.story.language, asked.chat.languages)

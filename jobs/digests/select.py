"""Select stories for many chats: take candidates from the shared lists, then rank them by
each chat's taste.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import filterfalse, islice

from jobs.context import JobContext
from jobs.digests.windows import window_of
from jobs.term_index import TermLists
from news.durations import DAY
from news.filters import FilterSet, any_of
from news.language import matches
from news.models import SENTENCES, Pick, Story, Style
from news.rank import Profile, best_of, learn, one_telling, plain_pick
from store.chats import feedback, subscriptions
from store.delivery import seen
from store.news import stories, story_views, visibility
from store.records import Feedback
from store.rows import Chat, Subscription

# Candidates of one chat, parted among its subscriptions; each gives at least a
# digest's worth.
SHORTLIST = 60
_BRINGS = frozenset({"topic", "source", "filter"})
# Subscriptions, each with the stories that it brings.
_Listed = list[tuple[Subscription, list[int]]]


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


@dataclass(frozen=True, slots=True)
class Group:
    """Chats of one language that receive the same stories for the same reasons."""

    chats: tuple[Chat, ...]
    picks: tuple[Pick, ...]

    @property
    def locale(self) -> str:
        """The language of its chats' interface."""
        return self.chats[0].locale


async def ask(
    context: JobContext, due: Sequence[Chat], window: int | None = None
) -> list[Asked]:
    """Read subscriptions, seen stories and feedback of many chats with one query each.

    Each chat's window reaches back to its last digest, where no `window` is given.
    """
    ids = [chat.id for chat in due]
    now = context.clock()
    windows = [
        window or window_of(chat, now, context.digest.window) for chat in due
    ]
    wanted = await context.db.read(subscriptions.of_chats, ids)
    known = await context.db.read(
        seen.seen_of_chats, ids, now - max(windows) - 7 * DAY
    )
    closed = await context.db.read(
        visibility.closed_among, _followed(wanted.values())
    )
    said = await context.db.read(feedback.of_chats, ids)
    told = await context.db.read(
        stories.by_ids,
        {opinion.story_id for rows in said.values() for opinion in rows},
    )
    return [
        Asked(
            chat=chat,
            subscriptions=wanted.get(chat.id, []),
            seen=context.terms.with_kin(known.get(chat.id, set())),
            profile=_profile(said.get(chat.id, []), told),
            window=reach,
            own=closed.intersection(_followed([wanted.get(chat.id, [])]))
            if closed
            else closed,
            mutes=_mutes(wanted.get(chat.id, ())),
        )
        for chat, reach in zip(due, windows, strict=True)
    ]


def _followed(listed: Iterable[Sequence[Subscription]]) -> set[int]:
    """Return the sources that chats subscribe to."""
    return {
        int(subscription.value)
        for rows in listed
        for subscription in rows
        if subscription.kind == "source"
    }


_BLANK = Profile()


def _profile(votes: Sequence[Feedback], told: dict[int, Story]) -> Profile:
    pairs = [
        (told[vote.story_id], vote.value)
        for vote in votes
        if vote.story_id in told
    ]
    if pairs:
        return learn(pairs)
    return _BLANK


async def choose(
    context: JobContext, asked: list[Asked], limit: int | None
) -> list[Group]:
    """Return which chats receive which stories, best first; chats with equal results form
    one group.
    """
    now = context.clock()
    short = [
        _shortlist(context, chat_asked, limit or chat_asked.chat.budget, now)
        for chat_asked in asked
    ]
    wanted: set[int] = set()
    wanted.update(*(ids for listed in short for _, ids in listed))
    shared = await context.terms.stories.read(context.db, wanted)
    views = await context.db.read(
        story_views.of_readers, _own_wanted(asked, short)
    )
    brought = _Brought(shared, views, context.now(), context.terms)
    groups: dict[tuple[object, ...], tuple[list[Chat], tuple[Pick, ...]]] = {}
    for chat_asked, listed in zip(asked, short, strict=True):
        most = limit or chat_asked.chat.budget
        key = _likeness(chat_asked, listed, most)
        if key not in groups:
            groups[key] = [], tuple(_rank(chat_asked, listed, brought, most))
        groups[key][0].append(chat_asked.chat)
    return [Group(tuple(chats), picks) for chats, picks in groups.values()]


def _own_wanted(
    asked: Sequence[Asked], short: Sequence[_Listed]
) -> dict[frozenset[int], set[int]]:
    """Return the stories that chats with private sources see differently, by those sources."""
    wanted: dict[frozenset[int], set[int]] = {}
    for chat_asked, listed in zip(asked, short, strict=True):
        if chat_asked.own:
            wanted.setdefault(chat_asked.own, set()).update(
                *(ids for _, ids in listed)
            )
    return wanted


def _shortlist(
    context: JobContext, asked: Asked, limit: int, now: int
) -> _Listed:
    """Return the best unseen stories of each subscription, by the shared score."""
    wishes = [
        subscription
        for subscription in asked.subscriptions
        if subscription.term_id is not None
        and subscription.kind in _BRINGS
        and subscription.paused_until <= now
    ]
    depth = max(SHORTLIST // max(len(wishes), 1), limit)
    if asked.mutes:
        depth *= 2  # what it mutes is taken out of these
    best = (
        context.terms.best_with(
            wish.term_id or 0,
            asked.own,
            now,
            asked.window,
            asked.chat.languages,
        )
        for wish in wishes
    )
    unseen = (filterfalse(asked.seen.__contains__, ids) for ids in best)
    return [
        (wish, list(islice(ids, depth)))
        for wish, ids in zip(wishes, unseen, strict=True)
    ]


class _Brought:
    """Stories by subscription, shared by all chats with the same subscription."""

    def __init__(
        self,
        shared: dict[int, Story],
        views: dict[frozenset[int], dict[int, Story]],
        now: datetime,
        terms: TermLists,
    ) -> None:
        self._shared = shared
        self._views = views
        self._now = now
        self._terms = terms
        self._made: dict[tuple[object, ...], dict[int, Pick]] = {}

    def by(
        self, subscription: Subscription, ids: list[int], asked: Asked
    ) -> list[Pick]:
        """Return these stories as a subscription brings them, without deleted ones."""
        made = self._shared_picks(subscription, ids)
        view = self._views.get(asked.own)
        if view:
            own = {
                number: self._pick(
                    subscription, self._with_boards(view[number])
                )
                for number in ids
                if number in view
            }
            # What a chat sees as all do is the same pick for all.
            made = made | own
        return [made[number] for number in ids if number in made]

    def _shared_picks(
        self, subscription: Subscription, ids: list[int]
    ) -> dict[int, Pick]:
        """Return the picks of a subscription as everybody sees them; computed once."""
        made = self._made.setdefault(_wish(subscription), {})
        for number in ids:
            if number not in made and (story := self._shared.get(number)):
                made[number] = self._pick(subscription, story)
        return made

    def _pick(self, subscription: Subscription, story: Story) -> Pick:
        by = f"{subscription.kind}:{subscription.value}"
        asks = self._asks_no_news(subscription)
        pick = plain_pick(story, by, subscription.weight, self._now, asks=asks)
        label = subscription.label
        if label:
            return replace(pick, label=label)
        return pick

    def _asks_no_news(self, subscription: Subscription) -> bool:
        """Tell whether a subscription is to a source of deals, galleries and the like."""
        if subscription.kind != "source":
            return False
        term = subscription.term_id or 0
        source = int(subscription.value)
        return self._terms.is_mostly_no_news(term, source)

    def _with_boards(self, view: Story) -> Story:
        shared = self._shared.get(view.id)
        if shared:
            return replace(view, boards=shared.boards)
        return view

    def is_own(self, pick: Pick, asked: Asked) -> bool:
        """Return whether a chat sees a story through its private sources."""
        return pick.story.id in self._views.get(asked.own, {})


def _wish(subscription: Subscription) -> tuple[object, ...]:
    return (
        subscription.kind,
        subscription.value,
        subscription.weight,
        subscription.label,
    )


def _likeness(asked: Asked, listed: _Listed, limit: int) -> tuple[object, ...]:
    """Return a key that is equal for chats which receive the same stories.

    A taste of its own or something muted sets a chat apart; otherwise those that ask for the same
    and saw the same are alike.
    """
    chat = asked.chat
    if asked.profile is not _BLANK or asked.mutes:
        return (chat.id,)
    wishes = (
        (wish.kind, wish.value, wish.weight, wish.label, tuple(ids))
        for wish, ids in listed
    )
    own = (asked.own, chat.languages) if asked.own else None
    return (
        chat.locale,
        limit,
        chat.minutes,
        chat.style,
        _languages(chat),
        own,
        *wishes,
    )


def _mutes(listed: Sequence[Subscription]) -> bool:
    """Return whether one of a chat's subscriptions mutes something."""
    return any(subscription.kind not in _BRINGS for subscription in listed)


def _rank(
    asked: Asked, listed: _Listed, brought: _Brought, limit: int
) -> list[Pick]:
    chat = asked.chat
    picks: list[Pick] = []
    for wish, ids in listed:
        picks += brought.by(wish, ids, asked)
    if asked.own and chat.languages:
        # The shared lists do not know in which languages closed sources tell.
        picks = [pick for pick in picks if _speaks(pick, asked, brought)]
    if asked.mutes:
        muted = MuteFilter(asked.subscriptions)
        picks = [pick for pick in picks if not muted.hides(pick.story)]
    picks = one_telling(picks, _languages(chat))
    best = best_of(picks, profile=asked.profile, limit=limit)
    return within_minutes(best, chat.minutes, chat.style)


def _languages(chat: Chat) -> tuple[str, ...]:
    """Return the languages in which a chat wants an event told, in order of preference."""
    return (*chat.languages, chat.locale)


def _speaks(pick: Pick, asked: Asked, brought: _Brought) -> bool:
    """Return whether a chat can read a story, among those from its private sources."""
    own = brought.is_own(pick, asked)
    return not own or matches(pick.story.language, asked.chat.languages)


def within_minutes(picks: list[Pick], minutes: int, style: Style) -> list[Pick]:
    """Keep a digest within its reading time: about 500 Chinese characters or 230 words a minute,
    in the chat's style.
    """
    if not minutes:
        return picks
    kept: list[Pick] = []
    spent = 0.0
    for pick in picks:
        text = pick.story.title + "".join(
            pick.story.summary[: SENTENCES[style]]
        )
        spent += len(text) / (
            500 if pick.story.language.startswith(("zh", "ja")) else 1400
        )
        if kept and spent > minutes:
            break
        kept.append(pick)
    return kept


class MuteFilter:
    """The stories that a chat has muted."""

    def __init__(self, listed: Sequence[Subscription]) -> None:
        self._topics = {
            subscription.value
            for subscription in listed
            if subscription.kind == "mute-topic"
        }
        self._publishers = {
            subscription.value
            for subscription in listed
            if subscription.kind == "mute-publisher"
        }
        self._phrases = tuple(
            subscription.value
            for subscription in listed
            if subscription.kind == "mute-phrase"
        )
        self._stories = {
            subscription.value
            for subscription in listed
            if subscription.kind == "mute-story"
        }

    def hides(self, story: Story) -> bool:
        """Return whether a story is muted."""
        if (
            str(story.id) in self._stories
            or story.publisher in self._publishers
            or self._topics & set(story.topics[:1])
        ):
            return True
        return bool(
            self._phrases
            and _phrases(self._phrases).matching(
                "\n".join((story.title, *story.summary))
            )
        )


@lru_cache(maxsize=1024)
def _phrases(muted: tuple[str, ...]) -> FilterSet:
    return any_of(muted)

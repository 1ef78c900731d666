"""Lines of the hot lists that a chat subscribes to, for its digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from jobs.context import JobContext
from jobs.digests.asked import Asked
from news.durations import HOUR
from news.filters import FilterSet, any_of, parse, parse_within
from news.hotlists import Board, shown_lines
from news.models import BoardSection
from store.news import boards
from store.rows import Subscription, SubscriptionKind

# Seconds after which a board that could not be read is shown no more: it is no
# news by then.
STALE = 6 * HOUR
# By source: its title and its board.
Boards = Mapping[int, tuple[str, Board]]


async def board_sections(
    context: JobContext, asked: Sequence[Asked]
) -> dict[int, tuple[BoardSection, ...]]:
    """Return each chat's sections, by the chat's id; chats without a hot list are missing."""
    wanted = {
        source for one in asked for source, _ in _followed(one.subscriptions)
    }
    known = await context.db.read(boards.of_sources, wanted) if wanted else {}
    fresh = {
        source: (title, board)
        for source, (title, board) in known.items()
        if _is_fresh(context, board)
    }
    sections: dict[int, tuple[BoardSection, ...]] = {}
    for one in asked:
        if listed := _sections(one, fresh):
            sections[one.chat.id] = listed
    return sections


def _is_fresh(context: JobContext, board: Board) -> bool:
    """Return whether a board was read within the last hours."""
    if not board.past:
        return False
    read_at, _ = board.past[-1]
    return read_at > context.clock() - STALE


def _followed(
    subscriptions: Sequence[Subscription],
) -> list[tuple[int, Subscription]]:
    """Return the sources that a chat subscribes to, each with its subscription."""
    return [
        (int(subscription.value), subscription)
        for subscription in subscriptions
        if subscription.kind == "source"
    ]


def _sections(asked: Asked, known: Boards) -> tuple[BoardSection, ...]:
    """Return the sections of one chat, filtered by its own words."""
    listed = asked.subscriptions
    mine = [
        (source, subscription)
        for source, subscription in _followed(listed)
        if source in known
    ]
    if not mine:
        return ()
    filters = _filters(_values(listed, "filter"))
    muted = _phrases(_values(listed, "mute-phrase"))
    sections: list[BoardSection] = []
    for source, subscription in mine:
        title, board = known[source]
        lines = shown_lines(
            board,
            asked.chat.covered_at,
            wanted=filters,
            muted=muted,
            only=_within(subscription.words),
        )
        if lines:
            shown_title = subscription.alias or title
            sections.append(BoardSection(shown_title, lines))
    return tuple(sections)


def _values(
    subscriptions: Sequence[Subscription], kind: SubscriptionKind
) -> tuple[str, ...]:
    """Return the values of a chat's subscriptions or mutes of one kind."""
    return tuple(
        subscription.value
        for subscription in subscriptions
        if subscription.kind == kind
    )


@lru_cache(maxsize=256)
def _filters(expressions: tuple[str, ...]) -> FilterSet:
    return FilterSet(enumerate(map(parse, expressions)))


@lru_cache(maxsize=256)
def _within(words: str) -> FilterSet | None:
    """Return the words that narrow a source; None if it is followed as a whole."""
    if words:
        return FilterSet([(0, parse_within(words))])
    return None


@lru_cache(maxsize=256)
def _phrases(muted: tuple[str, ...]) -> FilterSet:
    return any_of(muted)

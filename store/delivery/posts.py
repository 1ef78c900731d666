"""Posts: which subscriptions want a story at once; each story is written once for a chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)

from news.durations import HOUR
from store.delivery import outbox, post_bundles, seen
from store.delivery.chat_locks import lock_chats
from store.engine.dialect import pairs
from store.engine.driver_types import AnySelect
from store.engine.statements import integers
from store.news import events
from store.news.visibility import is_open
from store.rows import NewOutbox
from store.schema.delivery_tables import outbox as outbox_rows
from store.schema.delivery_tables import seen as seen_rows
from store.schema.source_tables import closed_terms, entries
from store.schema.tables import (
    articles,
    chats,
    sources,
    stories,
    story_terms,
    subscriptions,
)

# Seconds after a source was added: what it lists in them it had before, and is
# no news by itself.
BACKLOG = 300

_NEWEST = select(func.coalesce(func.max(stories.c.stamp), 0))
_CHANGED = (
    select(stories.c.stamp)
    .where(stories.c.stamp > bindparam("after"))
    .order_by(stories.c.stamp)
    .limit(bindparam("count"))
)
_WANTED = select(exists().where(subscriptions.c.mode != "digest"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A story that a chat's subscription wants at once."""

    chat_id: int
    story_id: int
    subscription_id: int
    # The newest article that brought it; of a source's own where a source is
    # subscribed to.
    article_id: int


@dataclass(frozen=True, slots=True)
class NewPost:
    """One story for one chat."""

    story_id: int
    # Whether the digest may tell it too.
    again: bool
    # Its parts in order; at least one.
    messages: tuple[NewOutbox, ...]
    # The subscription whose posts come in bundles; 0 for a post of its own.
    bundle: int = 0
    # Seconds between two bundles.
    pause: int = 0

    @property
    def chat_id(self) -> int:
        """The chat that gets it."""
        return self.messages[0].chat_id


def newest_stamp(connection: Connection) -> int:
    """Return the stamp of the story that changed last; 0 without stories."""
    return int(connection.execute(_NEWEST).scalar_one())


def stamp_after(
    connection: Connection, stamp: int, stories_at_most: int
) -> int:
    """Return the last stamp that a sweep may read which began after `stamp`; the same if
    nothing changed.

    Where no chat wants posts, that is the newest stamp of all.
    """
    if not connection.execute(_WANTED).scalar_one():
        return max(stamp, newest_stamp(connection))
    bounds = {"after": stamp, "count": stories_at_most}
    stamps = connection.execute(_CHANGED, bounds).scalars().all()
    return int(stamps[-1]) if stamps else stamp


# What a source had before it was added is news only where its own date says so.
_NO_BACKLOG = or_(
    articles.c.fetched_at > sources.c.created_at + BACKLOG,
    and_(
        articles.c.published_at < articles.c.fetched_at,
        articles.c.published_at >= subscriptions.c.mode_since - HOUR,
    ),
)
# An article belongs to every source that lists it, not to the one alone that
# did so first.
_LISTED_TOO = exists().where(
    entries.c.article_id == articles.c.id,
    cast(entries.c.source_id, Text) == subscriptions.c.value,
)
_FRESH: tuple[ColumnElement[bool], ...] = (
    articles.c.withdrawn_at.is_(None),
    articles.c.fetched_at >= subscriptions.c.mode_since,
    # While a subscription rests this is still to come.
    articles.c.fetched_at >= subscriptions.c.paused_until,
    articles.c.published_at >= bindparam("oldest"),
    or_(
        subscriptions.c.kind != "source",
        cast(articles.c.source_id, Text) == subscriptions.c.value,
        _LISTED_TOO,
    ),
    _NO_BACKLOG,
)
_UNTOLD = ~exists().where(
    seen_rows.c.chat_id == subscriptions.c.chat_id,
    seen_rows.c.story_id == stories.c.id,
)
# An article that only closed sources list comes to nobody but their own
# subscribers.
_SEEN_BY_TERM = or_(
    is_open(),
    and_(
        subscriptions.c.kind == "source",
        cast(articles.c.source_id, Text) == subscriptions.c.value,
    ),
)
_follows = subscriptions.alias("follows")
_SEEN_BY_SOURCE = and_(
    articles.c.source_id == closed_terms.c.source_id,
    exists().where(
        _follows.c.chat_id == subscriptions.c.chat_id,
        _follows.c.kind == "source",
        _follows.c.value == cast(articles.c.source_id, Text),
    ),
)


def _audience(found_by: Table, seen_by: ColumnElement[bool]) -> AnySelect:
    """Build the query over one table of terms, with who may see the article that brings a story."""
    columns = (
        subscriptions.c.chat_id,
        stories.c.id,
        subscriptions.c.id,
        func.max(articles.c.id),
    )
    wants = and_(
        subscriptions.c.term_id == found_by.c.term_id,
        subscriptions.c.mode != "digest",
    )
    return (
        select(*columns)
        .select_from(stories)
        .join(found_by, found_by.c.story_id == stories.c.id)
        .join(subscriptions, wants)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .join(articles, articles.c.story_id == stories.c.id)
        .join(sources, sources.c.id == articles.c.source_id)
        .where(
            stories.c.stamp > bindparam("after"),
            stories.c.stamp <= bindparam("until"),
            stories.c.joined_into.is_(None),
            chats.c.state == "active",
            _UNTOLD,
            seen.untold_elsewhere(subscriptions.c.chat_id, stories.c.id),
            *_FRESH,
            seen_by,
        )
        .group_by(subscriptions.c.chat_id, stories.c.id, subscriptions.c.id)
    )


_AUDIENCES = (
    _audience(story_terms, _SEEN_BY_TERM),
    _audience(closed_terms, _SEEN_BY_SOURCE),
)


def audience(
    connection: Connection, *, after: int, until: int, oldest: int
) -> list[Wanted]:
    """Read which chats want which stories at once, among stories with a stamp in (after, until].

    A story counts where an article of it was found since the subscription wants posts and was
    published since `oldest`, and where the chat was not told it. Ordered by chat, then story.
    """
    asked = {"after": after, "until": until, "oldest": oldest}
    wanted: dict[tuple[int, int, int], int] = {}
    for statement in _AUDIENCES:
        for chat, story, subscription, article in connection.execute(
            statement, asked
        ):
            key = (chat, story, subscription)
            wanted[key] = max(article, wanted.get(key, 0))
    return [Wanted(*key, article) for key, article in sorted(wanted.items())]


_TOLD = select(seen_rows.c.chat_id, seen_rows.c.story_id).where(
    seen_rows.c.chat_id.in_(integers("ids")),
    seen_rows.c.story_id.in_(integers("stories")),
)
_LATELY = (
    select(outbox_rows.c.chat_id, func.count())
    .where(
        outbox_rows.c.chat_id.in_(integers("ids")),
        outbox_rows.c.kind == "post",
        or_(
            outbox_rows.c.created_at > bindparam("since"),
            outbox_rows.c.state == "ready",
        ),
    )
    .group_by(outbox_rows.c.chat_id)
)


def store(
    connection: Connection, posts: Sequence[NewPost], *, most: int, now: int
) -> int:
    """Write posts with their stories in the given order; return how many.

    A story that its chat was told meanwhile is left out. So is what passes `most` a chat, counting
    the posts of the last hour and those that still wait: a digest can tell it.
    """
    ids = sorted({post.chat_id for post in posts})
    if not ids:
        return 0
    lock_chats(connection, ids)
    families = events.families(connection, [post.story_id for post in posts])
    asked = {"ids": ids, "stories": sorted(set().union(*families.values()))}
    told = {(chat, story) for chat, story in connection.execute(_TOLD, asked)}
    lately = {"ids": ids, "since": now - HOUR}
    counts = Counter(dict(pairs(connection.execute(_LATELY, lately))))
    kept = []
    for post in posts:
        chat = post.chat_id
        if counts[chat] >= most:
            continue
        tellings = {(chat, telling) for telling in families[post.story_id]}
        if tellings.isdisjoint(told):
            told |= tellings
            counts[chat] += 1
            kept.append(post)
    return _write(connection, kept, now)


def _write(connection: Connection, posts: Sequence[NewPost], now: int) -> int:
    """Write posts and the stories that they tell, and return how many were new. A chat
    that collects its posts gets them in one message later.
    """
    rows = _add_single(
        connection, [post for post in posts if not post.bundle], now
    )
    for post in posts:
        if post.bundle:
            row = post_bundles.add(
                connection, post.bundle, post.pause, post.messages, now
            )
            rows.append((post, row))
    told = [
        (post.chat_id, post.story_id, now, row, int(post.again))
        for post, row in rows
        if row
    ]
    seen.INSERT(connection, told)
    return len(told)


def _add_single(
    connection: Connection, posts: list[NewPost], now: int
) -> list[tuple[NewPost, int]]:
    """Write posts that are messages of their own; return each with its first row, which
    represents it.
    """
    messages = [message for post in posts for message in post.messages]
    ids = outbox.add(connection, messages, now)
    firsts = []
    at = 0
    for post in posts:
        firsts.append((post, ids[at]))
        at += len(post.messages)
    return firsts


_WHY = (
    select(subscriptions.c.kind, subscriptions.c.value)
    .select_from(seen_rows)
    .join(outbox_rows, outbox_rows.c.id == seen_rows.c.outbox_id)
    .join(story_terms, story_terms.c.story_id == seen_rows.c.story_id)
    .join(
        subscriptions,
        and_(
            subscriptions.c.chat_id == seen_rows.c.chat_id,
            subscriptions.c.term_id == story_terms.c.term_id,
            subscriptions.c.mode != "digest",
        ),
    )
    .where(
        seen_rows.c.chat_id == bindparam("chat"),
        seen_rows.c.story_id == bindparam("story"),
        outbox_rows.c.kind == "post",
    )
    .order_by(
        case((subscriptions.c.kind == "filter", 0), else_=1), subscriptions.c.id
    )
    .limit(1)
)


def why(
    connection: Connection, chat_id: int, story_id: int
) -> tuple[str, tuple[str, ...]] | None:
    """Return which subscription brought a story at once, as `digests.why` does; None if no post
    had it.
    """
    row = connection.execute(_WHY, {"chat": chat_id, "story": story_id}).first()
    if row:
        return (f"{row[0]}:{row[1]}", ())
    return None

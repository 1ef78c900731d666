"""Delete old rows in small transactions, so that nobody waits."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
)

from news.durations import DAY
from store.engine.driver_types import AnyColumn, AnySelect
from store.engine.full_text import drop_words
from store.engine.statements import integers
from store.operations.privacy import forget
from store.operations.updates import stored_before
from store.records import DeletedRows
from store.rows import AWAY
from store.schema.columns import INTEGER
from store.schema.delivery_tables import (
    digests,
    episodes,
    outbox,
    outbox_texts,
    seen,
    spoken,
)
from store.schema.reader_tables import feedback, saved, votes
from store.schema.source_tables import closed_terms, entries
from store.schema.tables import (
    answers,
    articles,
    chats,
    conversations,
    stories,
    story_terms,
    subscriptions,
    terms,
)
from store.schema.work_tables import attempts, daily_shares, quarantine, updates

# Telegram repeats an update for a day.
_UPDATES_DAYS = 2
# A text that no message leads to any more was sent, or belonged to a chat that
# was forgotten.
_TEXTS_DAYS = 1
_SHARES_DAYS = 1
# A recording takes 2 MB; nobody listens to last week's news.
_EPISODES_DAYS = 7
_TALKS_DAYS = 7
# A chat that blocked or removed the bot may come back for so long, and finds
# all that it had.
_GONE_DAYS = 180


_BEFORE = bindparam("before", type_=INTEGER)
_BITE = bindparam("bite", type_=INTEGER)


def _is_kept(story: AnyColumn) -> ColumnElement[bool]:
    return exists().where(saved.c.story_id == story)


# What of each table may go when it is older than its age.
_OLD: dict[str, tuple[Table, ColumnElement[bool]]] = {
    "articles": (
        articles,
        and_(
            articles.c.fetched_at < _BEFORE,
            or_(articles.c.story_id.is_(None), ~_is_kept(articles.c.story_id)),
        ),
    ),
    # By its own age, and never while the story still grows: a digest would tell
    # it anew.
    "seen": (
        seen,
        and_(
            seen.c.at < _BEFORE,
            ~exists().where(
                stories.c.id == seen.c.story_id, stories.c.updated_at >= _BEFORE
            ),
        ),
    ),
    # What a source still lists is known: it must not come as new when its
    # article is gone.
    "entries": (entries, entries.c.listed_at < _BEFORE),
    "digests": (digests, digests.c.created_at < _BEFORE),
    "episodes": (episodes, episodes.c.created_at < _BEFORE),
    "spoken": (spoken, spoken.c.used_at < _BEFORE),
    "outbox": (outbox, outbox.c.finished_at < _BEFORE),
    "outbox_texts": (
        outbox_texts,
        and_(
            outbox_texts.c.created_at < _BEFORE,
            ~exists().where(outbox.c.text_id == outbox_texts.c.id),
        ),
    ),
    "updates": (updates, stored_before(_BEFORE)),
    "attempts": (attempts, attempts.c.at < _BEFORE),
    "quarantine": (quarantine, quarantine.c.at < _BEFORE),
    "daily_shares": (daily_shares, daily_shares.c.since < _BEFORE),
    "conversations": (conversations, conversations.c.updated_at < _BEFORE),
    "answers": (answers, answers.c.created_at < _BEFORE),
}


def _count(table: Table, condition: ColumnElement[bool]) -> AnySelect:
    return select(func.count()).select_from(table).where(condition)


def _delete(table: Table, condition: ColumnElement[bool]) -> Delete:
    """Delete a bite of rows by key, so that nobody waits on either database."""
    key = list(table.primary_key)
    bite = select(*key).where(condition).limit(_BITE)
    return delete(table).where(tuple_(*key).in_(bite))


_COUNT = {name: _count(*old) for name, old in _OLD.items()}
_DELETE = {name: _delete(*old) for name, old in _OLD.items()}

_heir = stories.alias("heir")
_STORY_IS_OLD = and_(
    stories.c.updated_at < _BEFORE,
    ~_is_kept(stories.c.id),
    ~exists().where(
        _heir.c.id == stories.c.joined_into, saved.c.story_id == _heir.c.id
    ),
)
_PICK_STORIES = (
    select(stories.c.id)
    .where(_STORY_IS_OLD)
    .order_by(stories.c.updated_at)
    .limit(_BITE)
)
_OF_STORIES = (
    *(
        delete(table).where(table.c.story_id.in_(integers("ids")))
        for table in (story_terms, closed_terms, feedback, votes, articles)
    ),
    delete(stories).where(stories.c.id.in_(integers("ids"))),
)

# A filter is somebody's own words: without a subscription it has no business
# here.
_IS_ORPHAN = and_(
    terms.c.kind.in_(("filter", "within")),
    ~exists().where(subscriptions.c.term_id == terms.c.id),
)
_PICK_ORPHANS = select(terms.c.id).where(_IS_ORPHAN).limit(_BITE)
_DROP_ORPHANS = (
    delete(story_terms).where(story_terms.c.term_id.in_(integers("ids"))),
    delete(closed_terms).where(closed_terms.c.term_id.in_(integers("ids"))),
    delete(terms).where(terms.c.id.in_(integers("ids"))),
)

_LEFT = sorted(AWAY)
_topic = chats.alias("topic")
_HAS_LEFT = and_(
    chats.c.state.in_(_LEFT),
    chats.c.seen_at < _BEFORE,
    ~exists().where(
        _topic.c.telegram_id == chats.c.telegram_id,
        _topic.c.state.not_in(_LEFT),
    ),
)
_PICK_GONE = (
    select(chats.c.telegram_id).distinct().where(_HAS_LEFT).limit(_BITE)
)
# A chat has thousands of rows in other tables.
_CHATS_A_BITE = 20


def prune(
    connection: Connection,
    *,
    now: int,
    article_days: int,
    story_days: int,
    seen_days: int,
    outbox_days: int,
    digest_days: int | None = None,
    dry_run: bool = False,
    limit: int = 1000,
) -> DeletedRows:
    """Delete rows older than asked, at most `limit` rows a table; count them.

    Call again, each time in a transaction of its own, until `total` is 0. `dry_run` counts all that
    would go and deletes nothing. Stories that somebody saved stay, with their articles. `seen_days`
    holds for digests too, where `digest_days` says nothing else. Chats that left half a year ago
    are forgotten whole.
    """
    ages = {
        "articles": article_days,
        "entries": article_days,
        "seen": seen_days,
        "digests": seen_days if digest_days is None else digest_days,
        "episodes": _EPISODES_DAYS,
        # A sound lasts as long as the last recording that uses it.
        "spoken": _EPISODES_DAYS,
        "outbox": outbox_days,
        "outbox_texts": _TEXTS_DAYS,
        "updates": _UPDATES_DAYS,
        "daily_shares": _SHARES_DAYS,
        "conversations": _TALKS_DAYS,
        "attempts": _TALKS_DAYS,
        "quarantine": _TALKS_DAYS,
        "answers": story_days,
    }
    counts: dict[str, int] = {}
    for table, days in ages.items():
        before = now - days * DAY
        counts[table] = _prune_table(connection, table, before, limit, dry_run)
    before = now - story_days * DAY
    counts["stories"] = _stories(connection, before, limit, dry_run)
    counts["terms"] = _orphans(connection, limit, dry_run)
    counts["chats"] = _gone(connection, now - _GONE_DAYS * DAY, dry_run)
    return DeletedRows(
        tuple((table, count) for table, count in counts.items() if count > 0)
    )


def _prune_table(
    connection: Connection, table: str, before: int, limit: int, dry_run: bool
) -> int:
    if dry_run:
        return int(
            connection.execute(_COUNT[table], {"before": before}).scalar_one()
        )
    return connection.execute(
        _DELETE[table], {"before": before, "bite": limit}
    ).rowcount


def _stories(
    connection: Connection, before: int, limit: int, dry_run: bool
) -> int:
    if dry_run:
        return int(
            connection.execute(
                _count(stories, _STORY_IS_OLD), {"before": before}
            ).scalar_one()
        )
    ids = list(
        connection.execute(
            _PICK_STORIES, {"before": before, "bite": limit}
        ).scalars()
    )
    if ids:
        for removal in _OF_STORIES:
            connection.execute(removal, {"ids": ids})
        drop_words(connection, ids)
    return len(ids)


def _orphans(connection: Connection, limit: int, dry_run: bool) -> int:
    """Remove a bite of the filters that no subscription has any more, and return how
    many; with `dry_run` only count them all.
    """
    if dry_run:
        return int(connection.execute(_count(terms, _IS_ORPHAN)).scalar_one())
    ids = list(connection.execute(_PICK_ORPHANS, {"bite": limit}).scalars())
    if ids:
        for removal in _DROP_ORPHANS:
            connection.execute(removal, {"ids": ids})
    return len(ids)


def _gone(connection: Connection, before: int, dry_run: bool) -> int:
    if dry_run:
        return int(
            connection.execute(
                _count(chats, _HAS_LEFT), {"before": before}
            ).scalar_one()
        )
    left = list(
        connection.execute(
            _PICK_GONE, {"before": before, "bite": _CHATS_A_BITE}
        ).scalars()
    )
    for telegram_id in left:
        forget(connection, telegram_id)
    return len(left)

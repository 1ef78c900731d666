"""What is deleted when it is old: in small bites, so that nobody waits."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from store.engine.dialect import Sql, drop_words
from store.operations.privacy import forget
from store.rows import AWAY, Counts

DAY = 86400
_UPDATES_DAYS = 2
"""Telegram repeats an update for a day."""
_TALKS_DAYS = 7
_GONE_DAYS = 180
"""A chat that blocked or removed the bot may come back for so long, and finds all that it had."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rows of one table that may go: by key, so that a bite can be limited on both databases."""

    table: str
    key: str
    condition: str

    def count(self) -> Sql:
        return Sql(f"SELECT count(*) FROM {self.table} WHERE {self.condition}")

    def delete(self) -> Sql:
        bite = f"SELECT {self.key} FROM {self.table} WHERE {self.condition} LIMIT CAST(:most AS bigint)"
        return Sql(f"DELETE FROM {self.table} WHERE ({self.key}) IN ({bite})")


_KEPT = "SELECT 1 FROM saved k WHERE k.story_id ="
_RULES = {
    "articles": _Rule(
        "articles",
        "id",
        f"fetched_at < :before AND (story_id IS NULL OR NOT EXISTS ({_KEPT} articles.story_id))",
    ),
    "seen": _Rule(
        "seen",
        "chat_id, story_id",
        "story_id < coalesce((SELECT min(id) FROM stories WHERE updated_at >= :before), 9007199254740992) AND at < :before",
    ),
    "digests": _Rule("digests", "id", "created_at < :before"),
    "outbox": _Rule("outbox", "id", "finished_at IS NOT NULL AND finished_at < :before"),
    "updates": _Rule("updates", "bot, update_id", "at < :before"),
    "attempts": _Rule("attempts", "queue, item", "at < :before"),
    "quarantine": _Rule("quarantine", "kind, item", "at < :before"),
    "conversations": _Rule(
        "conversations", "telegram_id, user_id, thread_id", "updated_at < :before"
    ),
    "answers": _Rule("answers", "story_key, version, locale", "created_at < :before"),
}
_COUNT = {name: rule.count() for name, rule in _RULES.items()}
_DELETE = {name: rule.delete() for name, rule in _RULES.items()}

_OLD_STORIES = f"""FROM stories WHERE updated_at < :before AND NOT EXISTS ({_KEPT} stories.id)
    AND NOT EXISTS (SELECT 1 FROM stories j JOIN saved k ON k.story_id = j.id WHERE j.id = stories.joined_into)"""
_COUNT_STORIES = Sql(f"SELECT count(*) {_OLD_STORIES}")
_PICK_STORIES = Sql(f"SELECT id {_OLD_STORIES} ORDER BY updated_at LIMIT CAST(:most AS bigint)")
_OF_STORIES = tuple(
    Sql(f"DELETE FROM {table} WHERE story_id IN :ids[int]")
    for table in ("story_terms", "feedback", "articles")
)
_DROP_STORIES = Sql("DELETE FROM stories WHERE id IN :ids[int]")

# A filter is somebody's own words: without a subscription it has no business here.
_ORPHANS = """FROM terms WHERE kind = 'filter'
    AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.term_id = terms.id)"""
_COUNT_ORPHANS = Sql(f"SELECT count(*) {_ORPHANS}")
_PICK_ORPHANS = Sql(f"SELECT id {_ORPHANS} LIMIT CAST(:most AS bigint)")
_DROP_ORPHANS = (
    Sql("DELETE FROM story_terms WHERE term_id IN :ids[int]"),
    Sql("DELETE FROM terms WHERE id IN :ids[int]"),
)

_ASLEEP = ", ".join(f"'{state}'" for state in AWAY)
_GONE = f"""FROM chats c WHERE c.state IN ({_ASLEEP}) AND c.seen_at < :before
    AND NOT EXISTS (SELECT 1 FROM chats o WHERE o.telegram_id = c.telegram_id AND o.state NOT IN ({_ASLEEP}))"""
_COUNT_GONE = Sql(f"SELECT count(*) {_GONE}")
_PICK_GONE = Sql(f"SELECT DISTINCT c.telegram_id {_GONE} LIMIT CAST(:most AS bigint)")
_CHATS_A_BITE = 20
"""A chat has thousands of rows in other tables."""


def prune(
    c: Connection,
    *,
    now: int,
    article_days: int,
    story_days: int,
    seen_days: int,
    outbox_days: int,
    dry_run: bool = False,
    limit: int = 1000,
) -> Counts:
    """Delete what is older than asked, at most `limit` rows a table; count it.

    Call again, each time in a transaction of its own, until `total` is 0. `dry_run` counts all that would go and
    deletes nothing. Stories that somebody saved stay, with their articles. `seen_days` holds for digests too. Chats that
    left half a year ago are forgotten whole.
    """
    ages = {
        "articles": article_days,
        "seen": seen_days,
        "digests": seen_days,
        "outbox": outbox_days,
        "updates": _UPDATES_DAYS,
        "conversations": _TALKS_DAYS,
        "attempts": _TALKS_DAYS,
        "quarantine": _TALKS_DAYS,
        "answers": story_days,
    }
    counted = []
    for table, days in ages.items():
        before = now - days * DAY
        if dry_run:
            counted.append((table, int(_COUNT[table](c, before=before).scalar_one())))
        else:
            counted.append((table, _DELETE[table](c, before=before, most=limit).rowcount))
    counted.append(("stories", _stories(c, now - story_days * DAY, limit, dry_run)))
    counted.append(("terms", _orphans(c, limit, dry_run)))
    counted.append(("chats", _gone(c, now - _GONE_DAYS * DAY, dry_run)))
    return Counts(tuple((table, count) for table, count in counted if count > 0))


def _stories(c: Connection, before: int, limit: int, dry_run: bool) -> int:
    if dry_run:
        return int(_COUNT_STORIES(c, before=before).scalar_one())
    ids = list(_PICK_STORIES(c, before=before, most=limit).scalars())
    if ids:
        for delete in (*_OF_STORIES, _DROP_STORIES):
            delete(c, ids=ids)
        drop_words(c, ids)
    return len(ids)


def _orphans(c: Connection, limit: int, dry_run: bool) -> int:
    if dry_run:
        return int(_COUNT_ORPHANS(c).scalar_one())
    ids = list(_PICK_ORPHANS(c, most=limit).scalars())
    if ids:
        for delete in _DROP_ORPHANS:
            delete(c, ids=ids)
    return len(ids)


def _gone(c: Connection, before: int, dry_run: bool) -> int:
    if dry_run:
        return int(_COUNT_GONE(c, before=before).scalar_one())
    left = list(_PICK_GONE(c, before=before, most=_CHATS_A_BITE).scalars())
    for telegram_id in left:
        forget(c, telegram_id)
    return len(left)

"""An article belongs to every source that lists it; a source knows where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from alembic import op
from sqlalchemy import Connection

from news.links import key
from news.private_addresses import is_private

revision = "0007"
down_revision = "0006"

_BITE = 2000
_TABLES = (
    """CREATE TABLE entries (source_id {int} NOT NULL, identity TEXT NOT NULL,
    url_key TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, summary TEXT DEFAULT '' NOT NULL,
    article_id {int}, first_at {int} DEFAULT 0 NOT NULL, listed_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_entries PRIMARY KEY (source_id, identity)) {end}""",
    "CREATE INDEX ix_entries_source_id ON entries (source_id, url_key)",
    "CREATE INDEX ix_entries_article_id ON entries (article_id) WHERE article_id IS NOT NULL",
    "CREATE INDEX ix_entries_listed_at ON entries (listed_at)",
    """CREATE TABLE source_adders (source_id {int} NOT NULL, telegram_id {int} NOT NULL,
    at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_source_adders PRIMARY KEY (source_id, telegram_id)) {end}""",
    "CREATE INDEX ix_source_adders_telegram_id ON source_adders (telegram_id)",
    "ALTER TABLE sources ADD COLUMN approved_at {int}",
    "ALTER TABLE sources ADD COLUMN private {int} NOT NULL DEFAULT 0",
)
_FILL = (
    # What the old tables know: the one source of each article, and the one chat
    # of each source. Headlines stay out: those of read articles are their
    # pages', and no feed's correction.
    """INSERT INTO entries (source_id, identity, url_key, article_id, first_at, listed_at)
    SELECT source_id, 'url:' || url_key, url_key, id, fetched_at, fetched_at FROM articles""",
    """INSERT INTO source_adders (source_id, telegram_id, at)
    SELECT id, added_by, created_at FROM sources WHERE added_by IS NOT NULL""",
    "UPDATE sources SET approved_at = created_at WHERE configured = 1",
    # A wrapper's "not modified" hides what is behind it: it is read whole once
    # more.
    "UPDATE sources SET etag = '', last_modified = '' WHERE kind IN ('auto', 'sitemap', 'page')",
)


def upgrade() -> None:
    """Make the tables as `store.schema.source_tables` has them, and fill them.

    Programs before this one go on: what they write gets its entry when its source is read next.
    """
    bind = op.get_bind()
    kinds = {
        "sqlite": ("INTEGER", "STRICT, WITHOUT ROWID"),
        "postgresql": ("BIGINT", ""),
    }
    kind, end = kinds[bind.dialect.name]
    for statement in _TABLES:
        bind.exec_driver_sql(statement.format(int=kind, end=end))
    _rewrite_keys(bind)
    for statement in _FILL:
        bind.exec_driver_sql(statement)
    _mark_private(bind)


def _rewrite_keys(bind: Connection) -> None:
    """Write the keys of addresses as `news.links.key` makes them now.

    Where another article has the new key already, the old one stays: it harms nothing.
    """
    mark = {"sqlite": "?", "postgresql": "${}"}[bind.dialect.name]
    one, two, three = (mark.format(place) for place in (1, 2, 3))
    change = (
        f"UPDATE articles SET url_key = {one} WHERE id = {two}"
        f" AND NOT EXISTS (SELECT 1 FROM articles other WHERE other.url_key = {three})"
    )
    for number, url, old in _addresses(bind):
        new = key(url)
        if new != old:
            bind.exec_driver_sql(change, (new, number, new))


def _addresses(bind: Connection) -> Iterator[tuple[int, str, str]]:
    mark = {"sqlite": "?", "postgresql": "$1"}[bind.dialect.name]
    after = -1
    while True:
        rows = bind.exec_driver_sql(
            f"SELECT id, url, url_key FROM articles WHERE id > {mark} AND url LIKE 'http%'"
            f" ORDER BY id LIMIT {_BITE}",
            (after,),
        ).all()
        if not rows:
            return
        yield from ((row[0], row[1], row[2]) for row in rows)
        after = rows[-1][0]


def _mark_private(bind: Connection) -> None:
    listed = bind.exec_driver_sql("SELECT id, url FROM sources").all()
    mark = {"sqlite": "?", "postgresql": "$1"}[bind.dialect.name]
    for number, url in listed:
        if is_private(url):
            bind.exec_driver_sql(
                f"UPDATE sources SET private = 1 WHERE id = {mark}", (number,)
            )

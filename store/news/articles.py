"""Articles on their way: new → read → joined, or failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from store.article_rows import ArticleRow, NewArticle, ReadArticle
from store.engine.statements import integers, rows_of, texts, upsert
from store.news.visibility import (
    NOBODY,
    closed_key,
    is_open,
    is_visible,
    own_of,
)
from store.schema.delivery_tables import seen
from store.schema.row_mapping import (
    Shape,
    dump,
    dump_media,
    media_of,
    triples_of,
    tuple_of,
)
from store.schema.source_tables import entries
from store.schema.tables import articles, stories

# In `checked_at`: the source lists other words now, so the page is looked at
# again soon.
CORRECTED = -1
# The same, where the headline that was told had been the source's: its new one
# corrects it.
HEADLINE_CORRECTED = -2
SHAPE = Shape(
    ArticleRow,
    articles,
    summary=tuple_of,
    keywords=tuple_of,
    categories=tuple_of,
    topics=triples_of,
    markup=triples_of,
    media=media_of,
)
_ALL = SHAPE.columns
_IS_NEW = articles.c.state == "new"

# Columns that an entry fills.
_ENTRY = {
    "url": str,
    "url_key": str,
    "source_id": int,
    "title": str,
    "entry_summary": str,
    "entry_content": str,
    "published_at": int,
    "author": str,
    "categories": str,
    "image": str,
    "media": str,
    "fetched_at": int,
}
# Another worker may insert the same key at the same moment: the conflict clause
# decides, not a look beforehand.
_INSERT = (
    upsert(articles)
    .from_select(
        list(_ENTRY), select(*rows_of("rows", **_ENTRY).c).where(true())
    )
    .on_conflict_do_nothing(index_elements=["url_key"])
    .returning(articles.c.id)
)


def insert_new(
    connection: Connection, items: Sequence[NewArticle], now: int
) -> list[int]:
    """Write the entries that are not known yet, by `url_key`; return the ids of those written.

    An entry without a time gets `now`: it is new to us, and the newest are read first.
    """
    first_of_key = {item.url_key: item for item in reversed(items)}
    rows = [_entry_row(item, now) for item in reversed(first_of_key.values())]
    if rows:
        return sorted(connection.execute(_INSERT, {"rows": rows}).scalars())
    return []


def _entry_row(item: NewArticle, now: int) -> tuple[object, ...]:
    return (
        item.url,
        item.url_key,
        item.source_id,
        item.title,
        item.summary,
        item.content,
        now if item.published_at is None else item.published_at,
        item.author,
        dump(item.categories),
        item.image,
        dump_media(item.media),
        now,
    )


# Columns that reading the page fills: the fields of `ReadArticle`, tuples as
# JSON.
_READING = tuple(
    field.name for field in fields(ReadArticle) if field.name != "id"
)
_READ = rows_of(
    "rows",
    id=int,
    **{name: articles.c[name].type.python_type for name in _READING},
)
_SAVE = (
    update(articles)
    .where(articles.c.id == _READ.c.id, articles.c.state.in_(["new", "failed"]))
    .values({name: _READ.c[name] for name in _READING})
    .values(state="read", error="", entry_content="")
)


def save_read(
    connection: Connection, items: Sequence[ReadArticle], now: int
) -> None:
    """Write articles that were read; those that another worker read meanwhile stay as they are."""
    if items:
        connection.execute(_SAVE, {"rows": [_read_row(item) for item in items]})
        mark_checked(connection, [item.id for item in items], now)


def _read_row(item: ReadArticle) -> tuple[object, ...]:
    """Return the values of a read article for its update, its id first; lists and media
    as JSON.
    """
    values: list[object] = [item.id]
    for name in _READING:
        value = getattr(item, name)
        if name == "media":
            value = dump_media(value)
        values.append(dump(value) if isinstance(value, tuple) else value)
    return tuple(values)


_FAIL = (
    update(articles)
    .where(articles.c.id == bindparam("article_id"), _IS_NEW)
    .values(
        error=bindparam("reason"),
        next_at=bindparam("again"),
        state=case(
            (bindparam("final", type_=articles.c.id.type) == 1, "failed"),
            else_="new",
        ),
    )
)


def fail(
    connection: Connection, article_id: int, error: str, *, retry_at: int | None
) -> None:
    """Record that an article could not be read: tried again at `retry_at`, or never if it is
    None.
    """
    values = {
        "article_id": article_id,
        "reason": error,
        "again": retry_at or 0,
        "final": int(retry_at is None),
    }
    connection.execute(_FAIL, values)


_UNPLACED = (
    select(*_ALL)
    .where(articles.c.state == "read")
    .order_by(articles.c.id)
    .limit(bindparam("count"))
)


def unplaced(connection: Connection, limit: int) -> list[ArticleRow]:
    """Read the articles that wait for the clusterer, the oldest first."""
    return SHAPE.all(connection.execute(_UNPLACED, {"count": limit}))


_GET = select(*_ALL).where(articles.c.id == bindparam("article_id"))


def get(connection: Connection, article_id: int) -> ArticleRow | None:
    """Read one article."""
    return SHAPE.maybe(
        connection.execute(_GET, {"article_id": article_id}).first()
    )


_OF_STORY = (
    select(*_ALL)
    .where(articles.c.story_id == bindparam("story"), is_visible())
    .order_by(articles.c.published_at, articles.c.id)
)


_GET_MANY = select(*SHAPE.columns).where(articles.c.id.in_(integers("ids")))


def get_many(
    connection: Connection, article_ids: Sequence[int]
) -> dict[int, ArticleRow]:
    """Read articles by their ids; unknown ones are missing from the answer."""
    rows = SHAPE.all(connection.execute(_GET_MANY, {"ids": article_ids}))
    return {row.id: row for row in rows}


def of_story(
    connection: Connection, story_id: int, reader: int = NOBODY
) -> list[ArticleRow]:
    """Read a story's articles that the chat `reader` may see, in the order they appeared."""
    return SHAPE.all(
        connection.execute(_OF_STORY, {"story": story_id, "reader": reader})
    )


_OF_SOURCE = (
    select(*_ALL)
    .where(
        or_(
            articles.c.source_id == bindparam("source"),
            articles.c.id.in_(
                select(entries.c.article_id).where(
                    entries.c.source_id == bindparam("source")
                )
            ),
        )
    )
    .order_by(articles.c.id.desc())
    .limit(bindparam("count"))
)


def recent_of_source(
    connection: Connection, source_id: int, limit: int
) -> list[ArticleRow]:
    """Read the articles that a source lists, newest first; other sources may list them too."""
    return SHAPE.all(
        connection.execute(_OF_SOURCE, {"source": source_id, "count": limit})
    )


_LABELLED = (
    select(
        articles.c.title,
        func.substr(articles.c.text, 1, 240),
        articles.c.topics,
    )
    .where(articles.c.topics.like("%section:%"), is_open())
    .order_by(articles.c.id.desc())
    .limit(bindparam("count"))
)


def labelled(connection: Connection, limit: int) -> list[tuple[str, str]]:
    """Read (headline and opening, topic) of the newest open articles whose own section names
    their topic, for the learner.
    """
    examples = []
    for title, opening, listed in connection.execute(
        _LABELLED, {"count": limit}
    ):
        topic, _, reason = next(iter(triples_of(listed)), ("", 0, ""))
        if str(reason).startswith("section:"):
            examples.append((f"{title}\n{opening}", str(topic)))
    return examples


_STORY_AT = (
    select(articles.c.story_id)
    .where(articles.c.url_key.in_(texts("keys")), is_visible())
    .order_by(articles.c.id)
    .limit(1)
)


def story_at(
    connection: Connection, url_key: str, reader: int = NOBODY
) -> int | None:
    """Return which story the article of an address (its `news.links.key`) belongs to,
    as the chat `reader` may see it.

    None where it is in none.
    """
    keys = [
        url_key,
        *(closed_key(source, url_key) for source in own_of(connection, reader)),
    ]
    return connection.execute(
        _STORY_AT, {"keys": keys, "reader": reader}
    ).scalar()


# Only what tells a story, and was told to somebody, is worth a second look.
_RECHECK = (
    select(*_ALL)
    .where(
        articles.c.state == "joined",
        articles.c.withdrawn_at.is_(None),
        articles.c.published_at >= bindparam("since"),
        articles.c.checked_at < bindparam("before"),
        exists().where(stories.c.lead_id == articles.c.id),
        or_(
            exists().where(seen.c.story_id == articles.c.story_id),
            articles.c.checked_at < 0,
        ),
    )
    .order_by(articles.c.checked_at, articles.c.id)
    .limit(bindparam("count"))
)


def to_recheck(
    connection: Connection,
    *,
    now: int,
    since: int,
    limit: int,
    pause: int = 3600,
) -> list[ArticleRow]:
    """Read the lead articles of delivered stories, published after `since`, longest unchecked
    first.

    An article comes back after `pause` seconds; say `mark_checked` of those that had not changed.
    """
    bounds = {"since": since, "before": now - pause, "count": limit}
    return SHAPE.all(connection.execute(_RECHECK, bounds))


_CHECKED = (
    update(articles)
    .where(articles.c.id.in_(integers("ids")))
    .values(checked_at=bindparam("now"))
)


def mark_checked(
    connection: Connection, article_ids: Sequence[int], now: int
) -> None:
    """Record that these articles were checked again."""
    connection.execute(_CHECKED, {"ids": article_ids, "now": now})


_STATES = select(articles.c.state, func.count()).group_by(articles.c.state)


def count_states(connection: Connection) -> dict[str, int]:
    """Count the articles by state."""
    return {
        str(state): int(count) for state, count in connection.execute(_STATES)
    }

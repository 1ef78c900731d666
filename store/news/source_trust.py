"""Which sources are trusted; write the stories again of those whose trust changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from store.engine.statements import rows_of, texts, upsert
from store.news import story_writer
from store.news.visibility import SEPARATOR, is_open
from store.rows import Source
from store.schema.columns import INTEGER
from store.schema.row_mapping import Shape, tuple_of
from store.schema.source_tables import entries, trust_changes
from store.schema.tables import articles, sources, stories, subscriptions

_SHAPE = Shape(
    Source,
    sources,
    topics=tuple_of,
    configured=bool,
    private=bool,
    trusted=bool,
)
_CHANGED = rows_of("rows", id=int, at=int).c
_NOTE = (
    upsert(trust_changes)
    .from_select(
        ["source_id", "at"], select(_CHANGED.id, _CHANGED.at).where(true())
    )
    .on_conflict_do_nothing()
)


def _note(connection: Connection, source_ids: Sequence[int], now: int) -> None:
    if source_ids:
        connection.execute(
            _NOTE, {"rows": [(source, now) for source in source_ids]}
        )


_UNTRUSTED = select(sources.c.id).where(
    sources.c.trusted == 0, sources.c.url.in_(texts("urls"))
)


def note_untrusted(
    connection: Connection, urls: Sequence[str], now: int
) -> None:
    """Note which of these addresses are known and will be trusted in a moment."""
    _note(
        connection,
        list(connection.execute(_UNTRUSTED, {"urls": urls}).scalars()),
        now,
    )


_OF_SOURCE = sources.c.id == bindparam("source")
_TRUST = (
    update(sources).where(_OF_SOURCE, sources.c.private == 0).values(trusted=1)
)
_APPROVE = (
    update(sources)
    .where(_OF_SOURCE)
    .values(
        approved_at=bindparam("moment", type_=INTEGER),
        refused_at=None,
        trusted=case(
            (or_(sources.c.configured == 1, sources.c.private == 0), 1), else_=0
        ),
        state=case(
            (sources.c.refused_at.is_not(None), "active"), else_=sources.c.state
        ),
    )
)
_REFUSE = (
    update(sources)
    .where(_OF_SOURCE, sources.c.configured == 0)
    .values(
        approved_at=None,
        refused_at=bindparam("moment", type_=INTEGER),
        trusted=0,
    )
)


def trust(connection: Connection, source_id: int, now: int) -> None:
    """Let everybody see what a source brings;
    one with a secret in its address stays its chats' own.
    """
    connection.execute(_TRUST, {"source": source_id})
    _note(connection, [source_id], now)


def approve(connection: Connection, source_id: int, now: int) -> None:
    """Note that an operator trusts a source from now on;
    one whose address has a secret stays its chats' own.
    """
    connection.execute(_APPROVE, {"source": source_id, "moment": now})
    _note(connection, [source_id], now)


def refuse(connection: Connection, source_id: int, now: int) -> None:
    """Note that an operator does not trust a source:
    it is its subscribers' alone, and waits no more.

    A configured source is the operator's own, and stays.
    """
    connection.execute(_REFUSE, {"source": source_id, "moment": now})
    _note(connection, [source_id], now)
    hide(connection)


def _rule() -> ColumnElement[bool]:
    """Return who is trusted: configured sources, and of those without a secret the approved
    ones, or all that members added.
    """
    members = and_(
        bindparam("members", type_=INTEGER) == 1, sources.c.refused_at.is_(None)
    )
    return or_(
        sources.c.configured == 1,
        and_(
            sources.c.private == 0,
            or_(sources.c.approved_at.is_not(None), members),
        ),
    )


_RULE = case((_rule(), 1), else_=0)
_SETTLE = (
    update(sources)
    .where(sources.c.trusted != _RULE)
    .values(trusted=_RULE)
    .returning(sources.c.id)
)


_ONLY_CLOSED = ~exists().where(articles.c.story_id == stories.c.id, is_open())
_OF_CHANGED = stories.c.id.in_(
    select(articles.c.story_id)
    .join(trust_changes, trust_changes.c.source_id == articles.c.source_id)
    .where(articles.c.story_id.is_not(None))
)
_HIDE = (
    update(stories)
    .where(stories.c.articles > 0, _OF_CHANGED, _ONLY_CLOSED)
    .values(closed=stories.c.articles, articles=0, publishers=0)
)


def hide(connection: Connection) -> None:
    """Hide stories at once that only closed sources report, of the sources whose trust changed;
    `rewrite` follows.
    """
    connection.execute(_HIDE)


def settle(connection: Connection, *, members: bool, now: int) -> int:
    """Set every source's trust by the settings; `members` trusts all added sources. Return how
    many changed.
    """
    changed = list(
        connection.execute(_SETTLE, {"members": int(members)}).scalars()
    )
    _note(connection, changed, now)
    hide(connection)
    return len(changed)


_SUBSCRIBED = (
    select(func.count())
    .select_from(subscriptions)
    .where(
        subscriptions.c.kind == "source",
        subscriptions.c.value == cast(sources.c.id, Text),
    )
    .correlate(sources)
    .scalar_subquery()
)
_WAITING = (
    select(*_SHAPE.columns, _SUBSCRIBED.label("subscribers"))
    .where(
        sources.c.trusted == 0,
        sources.c.private == 0,
        sources.c.refused_at.is_(None),
        _SUBSCRIBED > 0,
    )
    .order_by(_SUBSCRIBED.desc(), sources.c.id)
    .limit(bindparam("count"))
)


def waiting(connection: Connection, limit: int) -> list[tuple[Source, int]]:
    """Read the sources that nobody approved or refused,
    with their subscribers, the most subscribed first.
    """
    rows = connection.execute(_WAITING, {"count": limit}).all()
    return [(_SHAPE.of(row), int(row[-1])) for row in rows]


_NEXT = select(func.min(trust_changes.c.source_id))
_OF_THE_SOURCE = or_(
    articles.c.source_id == bindparam("source"),
    articles.c.id.in_(
        select(entries.c.article_id).where(
            entries.c.source_id == bindparam("source")
        )
    ),
)
_STORIES = (
    select(articles.c.story_id)
    .distinct()
    .where(_OF_THE_SOURCE, articles.c.story_id > bindparam("after"))
    .order_by(articles.c.story_id)
    .limit(bindparam("count"))
)
_other = articles.alias("other")
_NEW_KEY = cast(articles.c.source_id, Text) + SEPARATOR + articles.c.url_key
_REKEY = (
    update(articles)
    .where(
        articles.c.source_id == bindparam("source"),
        articles.c.url_key.not_like(
            cast(articles.c.source_id, Text) + SEPARATOR + "%"
        ),
        articles.c.url_key.not_like(cast(articles.c.source_id, Text) + " %"),
        ~is_open(),
        ~exists().where(_other.c.url_key == _NEW_KEY),
    )
    .values(url_key=_NEW_KEY)
)
_DONE = delete(trust_changes).where(
    trust_changes.c.source_id == bindparam("source")
)


def changed(connection: Connection) -> int | None:
    """Read a source whose trust changed and whose stories are not all rewritten."""
    return connection.execute(_NEXT).scalar()


def rewrite(
    connection: Connection,
    source_id: int,
    after: int,
    *,
    ancestors: Mapping[str, tuple[str, ...]],
    limit: int,
    now: int,
) -> int | None:
    """Rewrite some stories of a source, by id from after `after`; return the last id, None when
    all are done.

    A closed source's articles get keys of their own, so that another source's article at the same
    address is another article.
    """
    connection.execute(_REKEY, {"source": source_id})
    bounds = {"source": source_id, "after": after, "count": limit}
    story_ids = [
        int(story) for story in connection.execute(_STORIES, bounds).scalars()
    ]
    if story_ids:
        story_writer.refresh(connection, story_ids, now, ancestors=ancestors)
    if len(story_ids) == limit:
        return story_ids[-1]
    connection.execute(_DONE, {"source": source_id})
    return None

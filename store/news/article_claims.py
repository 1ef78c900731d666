"""Claim the articles to read next: newest first, in fair shares for each source and each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Subquery,
    bindparam,
    case,
    func,
    select,
    update,
)

from store.article_rows import ArticleRow
from store.engine.driver_types import AnyColumn
from store.engine.fair_shares import ranked
from store.engine.statements import rows_of
from store.news.articles import SHAPE
from store.news.source_claims import PERSON, TRUSTED, WEIGHT
from store.schema.tables import articles, sources


@dataclass(frozen=True, slots=True)
class ArticleShares:
    """The most articles to read at once, and whose articles are being read, by source ids."""

    source: int
    person: int
    busy: Sequence[int] = ()


# Takes whatever waits.
ALL = ArticleShares(source=1_000_000, person=1_000_000)


_IS_NEW = articles.c.state == "new"
_PARK = (
    update(articles)
    .where(
        _IS_NEW,
        articles.c.attempts >= bindparam("most_attempts"),
        articles.c.next_at <= bindparam("now"),
    )
    .values(
        state="failed",
        error=case(
            (articles.c.error == "", "given up after many tries"),
            else_=articles.c.error,
        ),
    )
)
_DUE = (
    select(
        articles.c.id,
        articles.c.source_id,
        PERSON.label("person"),
        articles.c.published_at,
    )
    .select_from(
        articles.outerjoin(sources, sources.c.id == articles.c.source_id)
    )
    .where(
        _IS_NEW,
        articles.c.next_at <= bindparam("now"),
        articles.c.attempts < bindparam("most_attempts"),
    )
    .subquery("due")
)
_BUSY = rows_of("busy", source_id=int, held=int)


_HELD_OF_SOURCE = select(*_BUSY.c).subquery("held_of_source")
_HELD_OF_PERSON = (
    select(PERSON.label("person"), func.sum(_BUSY.c.held).label("held"))
    .select_from(_BUSY.outerjoin(sources, sources.c.id == _BUSY.c.source_id))
    .group_by(PERSON)
    .subquery("held_of_person")
)


def _newest(rows: Subquery) -> tuple[AnyColumn, ...]:
    return rows.c.published_at.desc(), rows.c.id.desc()


_OF_SOURCE = ranked(_DUE, _HELD_OF_SOURCE, "source_id", _newest(_DUE))
_IN_SOURCE_SHARE = (
    select(*_OF_SOURCE.c)
    .where(_OF_SOURCE.c.source_id_rank <= bindparam("source_share"))
    .subquery("in_source_share")
)
_OF_PERSON = ranked(
    _IN_SOURCE_SHARE, _HELD_OF_PERSON, "person", _newest(_IN_SOURCE_SHARE)
)
_IS_TRUSTED = _OF_PERSON.c.person == TRUSTED
_TURN = case(
    (_IS_TRUSTED, _OF_PERSON.c.person_rank / WEIGHT),
    else_=_OF_PERSON.c.person_rank,
)
_FAIR = (
    select(_OF_PERSON.c.id)
    .where(
        _IS_TRUSTED | (_OF_PERSON.c.person_rank <= bindparam("person_share"))
    )
    .order_by(_TURN, _OF_PERSON.c.published_at.desc(), _OF_PERSON.c.id.desc())
    .limit(bindparam("count"))
)
# PostgreSQL locks no rows of a query with window functions; the outer one does
# it.
_LOCKED = (
    select(articles.c.id)
    .where(articles.c.id.in_(_FAIR))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(articles)
    .where(
        articles.c.id.in_(_LOCKED),
        _IS_NEW,
        articles.c.next_at <= bindparam("now"),
    )
    .values(next_at=bindparam("until"), attempts=articles.c.attempts + 1)
    .returning(*SHAPE.columns)
)


def claim_new(
    connection: Connection,
    *,
    now: int,
    limit: int,
    lease: int,
    max_attempts: int,
    shares: ArticleShares = ALL,
) -> list[ArticleRow]:
    """Take new articles to read for `lease` seconds: people by turns, the newest of each first.

    Each claim counts as an attempt, so an article that kills its worker is given up after
    `max_attempts`.
    """
    bounds = {"now": now, "most_attempts": max_attempts}
    connection.execute(_PARK, bounds)
    taken = {
        "until": now + lease,
        "count": limit,
        "source_share": shares.source,
        "person_share": shares.person,
        "busy": list(Counter(shares.busy).items()),
    }
    rows = connection.execute(_CLAIM, {**bounds, **taken})
    return sorted(
        SHAPE.all(rows),
        key=lambda article: (-article.published_at, -article.id),
    )


_ONE_LESS = case((articles.c.attempts > 0, articles.c.attempts - 1), else_=0)
_POSTPONE = (
    update(articles)
    .where(articles.c.id == bindparam("article_id"), _IS_NEW)
    .values(next_at=bindparam("again"), attempts=_ONE_LESS)
)


def postpone(connection: Connection, article_id: int, until: int) -> None:
    """Leave an article until then, as though it had not been tried."""
    connection.execute(_POSTPONE, {"article_id": article_id, "again": until})

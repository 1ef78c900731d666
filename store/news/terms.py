"""Terms: shared interests, so that a story is matched once for each interest, not once for
each chat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, exists, select, true

from store.engine.statements import integers, rows_of, upsert
from store.rows import InterestTerm
from store.schema.row_mapping import Shape
from store.schema.source_tables import entries
from store.schema.tables import subscriptions, terms

TermKind = Literal["topic", "source", "filter", "within"]
SHAPE = Shape(InterestTerm, terms)
_PAIRS = rows_of("rows", kind=str, value=str)
_INTERN = (
    upsert(terms)
    .from_select(
        ["kind", "value"], select(_PAIRS.c.kind, _PAIRS.c.value).where(true())
    )
    .on_conflict_do_nothing(index_elements=["kind", "value"])
)
_FIND = select(terms.c.kind, terms.c.value, terms.c.id).where(
    terms.c.kind == _PAIRS.c.kind, terms.c.value == _PAIRS.c.value
)


def intern(connection: Connection, kind: TermKind, value: str) -> InterestTerm:
    """Return the term of an interest, made when it is new."""
    return InterestTerm(
        intern_many(connection, [(kind, value)])[kind, value], kind, value
    )


def intern_many(
    connection: Connection, pairs: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], int]:
    """Return the ids of many interests, (kind, value) each; the new ones are made."""
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    known = _find(connection, wanted)
    missing = [pair for pair in wanted if pair not in known]
    if missing:
        connection.execute(_INTERN, {"rows": missing})
        known |= _find(connection, missing)
    return known


def _find(
    connection: Connection, pairs: list[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    rows = connection.execute(_FIND, {"rows": pairs})
    return {(kind, value): term for kind, value, term in rows}


_EVERY = select(*SHAPE.columns).order_by(terms.c.id)
_FILTERS = _EVERY.where(
    terms.c.kind.in_(("filter", "within")),
    exists().where(subscriptions.c.term_id == terms.c.id),
)


def filters_in_use(connection: Connection) -> list[InterestTerm]:
    """Read the filters, and the parts of sources, that some chat has now."""
    return SHAPE.all(connection.execute(_FILTERS))


_LISTED_BY = select(entries.c.article_id, entries.c.source_id).where(
    entries.c.article_id.in_(integers("ids"))
)


def sources_listing(
    connection: Connection, article_ids: Sequence[int]
) -> dict[int, set[int]]:
    """Read the sources that list each of these articles; unlisted articles are missing."""
    listed: dict[int, set[int]] = defaultdict(set)
    for article, source in connection.execute(_LISTED_BY, {"ids": article_ids}):
        listed[article].add(source)
    return listed

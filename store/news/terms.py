"""Terms: interests interned, so that a story is matched with each interest once, not once a chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.engine.row_mapping import Shape
from store.rows import Term

TermKind = Literal["topic", "source", "filter"]
SHAPE = Shape(Term)
_INTERN = Sql(
    """INSERT INTO terms (kind, value) SELECT t.kind, t.value FROM ROWS :rows(kind text, value text) AS t
    WHERE true ON CONFLICT (kind, value) DO NOTHING"""
)
_FIND = Sql(
    """SELECT terms.id, terms.kind, terms.value FROM ROWS :rows(kind text, value text) AS t
    JOIN terms ON terms.kind = t.kind AND terms.value = t.value"""
)
_EVERY = Sql(
    "SELECT id, kind, value FROM terms WHERE CAST(:kind AS text) = '' OR kind = :kind ORDER BY id"
)
_FILTERS = Sql(
    """SELECT id, kind, value FROM terms t WHERE kind = 'filter'
    AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.term_id = t.id) ORDER BY id"""
)


def intern(c: Connection, kind: TermKind, value: str) -> Term:
    """Give the term of an interest, made when it is new."""
    return Term(intern_many(c, [(kind, value)])[kind, value], kind, value)


def intern_many(c: Connection, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """Give the ids of many interests, (kind, value) each; the new ones are made."""
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    known = _find(c, wanted)
    missing = [pair for pair in wanted if pair not in known]
    if missing:
        _INTERN(c, rows=missing)
        known |= _find(c, missing)
    return known


def _find(c: Connection, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    return {(kind, value): term for term, kind, value in _FIND(c, rows=pairs)}


def every(c: Connection, kind: TermKind | None = None) -> list[Term]:
    """Read all terms, or those of one kind."""
    return SHAPE.all(_EVERY(c, kind=kind or ""))


def filters_in_use(c: Connection) -> list[Term]:
    """Read the filters that some chat has now."""
    return SHAPE.all(_FILTERS(c))

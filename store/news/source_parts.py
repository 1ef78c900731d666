"""Parts of sources: a chat's words for what it wants of a source, as terms of their own.

The term of a part finds the stories that an article tells which the source lists and which meets
the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Integer, bindparam, func, or_, select

from news.errors import FilterError
from news.filters import TEXT, FilterSet, parse_within
from store.engine.driver_types import AnyColumn
from store.engine.statements import integers
from store.news import terms
from store.news.filter_preview import Sample
from store.rows import InterestTerm
from store.schema.row_mapping import Shape
from store.schema.source_tables import entries
from store.schema.tables import articles, subscriptions
from store.schema.tables import terms as term_rows

KIND: terms.TermKind = "within"
# Articles of a source that a new part is tried on, the newest.
LATEST = 200


def value_of(source: str, words: str) -> str:
    """Return the value of a part's term: the source's id, a blank, and the words."""
    return f"{source} {words}"


def words_of(term: InterestTerm) -> str:
    """Return the words of a part."""
    return term.value.partition(" ")[2]


def source_of(value: str) -> int:
    """Return the source of a part's term."""
    return int(value.partition(" ")[0])


def intern(connection: Connection, source: str, words: str) -> int:
    """Return the id of the term of a source, or of a part of it where there are words."""
    if words:
        return terms.intern(connection, KIND, value_of(source, words)).id
    return terms.intern(connection, "source", source).id


_PARTS = select(term_rows.c.id, term_rows.c.value).where(
    term_rows.c.id.in_(integers("ids")), term_rows.c.kind == KIND
)


def sources_of(
    connection: Connection, term_ids: Iterable[int]
) -> dict[int, int]:
    """Return of which sources these terms are parts; terms that are none are missing."""
    wanted = sorted(set(term_ids))
    rows = connection.execute(_PARTS, {"ids": wanted}) if wanted else ()
    return {term: source_of(value) for term, value in rows}


_OF_SOURCE = (
    select(subscriptions.c.term_id, subscriptions.c.words)
    .distinct()
    .where(
        subscriptions.c.kind == "source",
        subscriptions.c.value == bindparam("source"),
        subscriptions.c.words != "",
    )
)
_SAMPLE: Mapping[str, AnyColumn] = {
    "id": articles.c.id,
    "story_id": articles.c.story_id,
    "title": articles.c.title,
    "text": func.substr(
        articles.c.text, 1, bindparam("length", type_=Integer())
    ).label("text"),
    "language": articles.c.language,
    "published_at": articles.c.published_at,
}
_SHAPE = Shape(Sample)
_ARTICLES = select(*_SAMPLE.values()).where(
    articles.c.id.in_(integers("ids")), articles.c.story_id.is_not(None)
)


def met_by(
    connection: Connection, source_id: int, article_ids: Sequence[int]
) -> list[tuple[int, int]]:
    """Return which parts of a source these articles meet, as (story id, term id) pairs."""
    listed = connection.execute(_OF_SOURCE, {"source": str(source_id)}).all()
    if not listed or not article_ids:
        return []
    rules = filters_of(
        (term, words) for term, words in listed if term is not None
    )
    samples = _SHAPE.all(
        connection.execute(_ARTICLES, {"ids": article_ids, "length": TEXT})
    )
    return [
        (row.story_id, term) for row in samples for term in matching(rules, row)
    ]


def filters_of(listed: Iterable[tuple[int, str]]) -> FilterSet:
    """Return the set of parts, (term id, words) each; one that can't be read any more is left out."""
    read = []
    for term, words in listed:
        try:
            read.append((term, parse_within(words)))
        except FilterError:
            continue
    return FilterSet(read)


def matching(rules: FilterSet, row: Sample) -> list[int]:
    """Return the numbers of the filters that an article meets."""
    return rules.matching(f"{row.title}\n{row.text}", row.language)


_BROUGHT = or_(
    articles.c.source_id == bindparam("source"),
    articles.c.id.in_(
        select(entries.c.article_id).where(
            entries.c.source_id == bindparam("source")
        )
    ),
)
_NEWEST = (
    select(*_SAMPLE.values())
    .where(
        _BROUGHT,
        articles.c.published_at >= bindparam("since"),
        articles.c.story_id.is_not(None),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(LATEST)
)


def newest(connection: Connection, source_id: int, since: int) -> list[Sample]:
    """Read the newest articles of a source that stand in stories, published since an instant."""
    asked = {"source": source_id, "since": since, "length": TEXT}
    return _SHAPE.all(connection.execute(_NEWEST, asked))

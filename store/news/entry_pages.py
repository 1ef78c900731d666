"""Articles without an address of their own, for a page of ours."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from store.schema.tables import articles, sources


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The content of an entry's page."""

    title: str
    # Paragraphs parted by a newline.
    text: str
    source: str
    published_at: int
    language: str


_PAGE = (
    select(
        articles.c.title,
        articles.c.text,
        articles.c.entry_summary,
        sources.c.title,
        articles.c.published_at,
        articles.c.language,
    )
    .join(sources, sources.c.id == articles.c.source_id)
    .where(
        articles.c.source_id == bindparam("source"),
        articles.c.url == bindparam("address"),
        articles.c.withdrawn_at.is_(None),
    )
)


def read(
    connection: Connection, source_id: int, address: str
) -> EntryPage | None:
    """Read the words of a source's entry, by its page's whole address; None if there is none."""
    row = connection.execute(
        _PAGE, {"source": source_id, "address": address}
    ).first()
    if row is None:
        return None
    title, text, summary, source, published_at, language = row
    return EntryPage(title, text or summary, source, published_at, language)

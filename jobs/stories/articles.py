"""Convert article rows to the values that `news` takes."""

from __future__ import annotations

from datetime import UTC, datetime

from news.models import Article
from store.article_rows import ArticleRow


def article_of(row: ArticleRow) -> Article:
    """Return an article's row as the value that `news` takes."""
    return Article(
        url=row.url,
        title=row.title,
        text=row.text,
        published_at=datetime.fromtimestamp(row.published_at, UTC),
        publisher=row.publisher,
        language=row.language,
        section=row.section,
    )

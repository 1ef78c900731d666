"""Convert article rows to the values that `news` takes."""

from __future__ import annotations

from datetime import UTC, datetime

from news.models import Article
from store.article_rows import ArticleRow


def article_of(stored: ArticleRow) -> Article:
    """Return an article's row as the value that `news` takes."""
    return Article(
        url=stored.url,
        title=stored.title,
        text=stored.text,
        published_at=datetime.fromtimestamp(stored.published_at, UTC),
        publisher=stored.publisher,
        language=stored.language,
        section=stored.section,
    )

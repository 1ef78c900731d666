"""Read the page behind a link that a person sends, without storing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jobs.context import JobContext
from jobs.workers.worker_tasks import read_page, understand
from news.errors import NoArticle

# Characters of running text; a page with less is a list, a film or a sign-in.
# Chinese news items of two sentences have about 90.
MIN_TEXT = 80


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article that a link leads to."""

    url: str
    title: str
    summary: tuple[str, ...]
    language: str
    publisher: str
    published_at: datetime | None


async def read_link(context: JobContext, url: str, zone: str) -> LinkedArticle:
    """Read the article at an address like any other: guarded, by robots.txt, within its time.

    Raises FetchError for what can't be loaded, NoArticle for a page without a text.
    """
    address = url if "://" in url else f"https://{url}"
    page = await context.downloader.get(address, kind="article")
    article = await context.pool.run(
        read_page,
        page.data,
        page.url,
        page.content_type,
        zone,
        context.now(),
        timeout=context.enrich.timeout,
    )
    if not article.title or _prose(article.text) < MIN_TEXT:
        raise NoArticle(f"{address}: no article text")
    meaning = await context.pool.run(
        understand, article, timeout=context.enrich.timeout
    )
    return LinkedArticle(
        url=page.url,
        title=article.title,
        summary=meaning.summary,
        language=meaning.language,
        publisher=article.publisher or article.site,
        published_at=article.published_at,
    )


def _prose(text: str) -> int:
    """Count the characters of paragraphs: a section page has only points of a list."""
    return sum(
        len(line) for line in text.split("\n") if not line.startswith("- ")
    )

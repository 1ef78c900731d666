"""The rows of articles, from a source's entry to a place in a story.

All instants are integer UTC seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from news.models import Media

ArticleState = Literal["new", "read", "joined", "failed"]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An entry that was not known before."""

    url: str
    # The canonical form that tells two addresses of one article; with a blank
    # and the entry's identity behind it where the address tells nothing.
    url_key: str
    source_id: int
    title: str
    summary: str = ""
    content: str = ""
    published_at: int | None = None
    author: str = ""
    categories: tuple[str, ...] = ()
    image: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article at any stage of its way."""

    id: int
    url: str
    source_id: int
    state: ArticleState
    title: str
    text: str
    summary: tuple[str, ...]
    published_at: int
    fetched_at: int
    publisher: str = ""
    site: str = ""
    author: str = ""
    editor: str = ""
    section: str = ""
    language: str = ""
    image: str = ""
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    # (topic key, confidence, reason).
    topics: tuple[tuple[str, float, str], ...] = ()
    story_id: int | None = None
    kind: Literal["report", "reprint"] = "report"
    original_url: str = ""
    entry_summary: str = ""
    entry_content: str = ""
    attempts: int = 0
    error: str = ""
    canonical_url: str = ""
    changed_at: int | None = None
    withdrawn_at: int | None = None
    content_hash: str = ""
    url_key: str = ""
    checked_at: int = 0  # when it was looked at last; below 0: `store.news.articles.CORRECTED`
    markup: tuple[
        tuple[str, str], ...
    ] = ()  # of lines of the text, for two days
    media: tuple[Media, ...] = ()  # what may be sent with it, for two days


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that a source lists for the first time."""

    # What tells it from the source's other entries:
    # `news.entry_identity.Match.identity`.
    identity: str
    # `news.links.key` of its address; empty without one.
    url_key: str
    # `url_key` of its article.
    article_key: str
    title: str
    summary: str
    # None where it is only known: it came before the source was first read.
    article: NewArticle | None = None
    # `url_key` of the article that everybody sees there, where its source is
    # closed.
    open_key: str = ""


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """A known entry that its source lists in other words, or at another address."""

    old_identity: str
    identity: str
    # 0 where it has no article.
    article_id: int
    url: str
    url_key: str
    article_key: str
    title: str
    summary: str
    content: str
    corrected: bool
    moved: bool
    # What the source called it until now; empty where that is not known.
    old_title: str = ""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """The results of reading an article's page."""

    id: int
    title: str
    text: str
    summary: tuple[str, ...]
    published_at: int
    publisher: str
    site: str
    author: str
    editor: str
    section: str
    language: str
    image: str
    keywords: tuple[str, ...]
    topics: tuple[tuple[str, float, str], ...]
    canonical_url: str
    # Words cut by our segmenter and joined by spaces, for full-text search.
    words: str
    content_hash: str = ""
    markup: tuple[tuple[str, str], ...] = ()
    media: tuple[Media, ...] = ()
    # Why it is no news (`news.rank.NoNews`); empty for news.
    no_news: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The place that the clusterer gave an article, with the terms that now find its story."""

    article_id: int
    story_key: str
    kind: Literal["report", "reprint"]
    original_url: str
    # Keys of stories that were found to be this one.
    joined: tuple[str, ...]
    # Ids of the filter terms that the article meets.
    filters: tuple[int, ...]
    # The headline without its site's name; empty leaves it as it is.
    title: str = ""
    # The key of the event, told in several languages perhaps; empty where it is
    # the story's own.
    event: str = ""
    # Keys of events that were found to be this one.
    lost_events: tuple[str, ...] = ()

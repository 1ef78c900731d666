"""The pure work of reading, as it runs in a pool's worker: bytes in, values out."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from news import feeds, pages
from news.errors import NoArticle, NotAFeed
from news.extract import extract
from news.feeds.markup import safe
from news.language import detect
from news.models import Article, Entry, Feed, Topic
from news.pages import telegram_preview
from news.summarise import summarise
from news.topics import classify
from news.words import search_words

SENTENCES = 4
_HTML = ("text/html", "application/xhtml")


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as read: its entries, or the feeds that its page names instead."""

    feed: Feed
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the text of an article tells."""

    language: str
    summary: tuple[str, ...]
    topics: tuple[Topic, ...]
    words: str
    content_hash: str


def warm() -> None:
    """Load what is slow to load, before the first article needs it."""
    search_words("预热 warming")
    detect("warming up the model of languages")


def read_source(
    data: bytes, url: str, content_type: str, kind: str, selector: str, zone: str, now: datetime
) -> Reading:
    """Read a source of a known kind, or find out which kind it is; raises NotAFeed or NoEntries' kin."""
    if kind in {"feed", "sitemap", "hotlist"}:
        return Reading(feeds.parse(data, url=url, content_type=content_type, zone=zone, now=now))
    declared_page = content_type.lower().startswith(_HTML)
    if kind == "auto" and (not declared_page or feeds.looks_like_feed(data)):
        with suppress(NotAFeed):
            return Reading(
                feeds.parse(data, url=url, content_type=content_type, zone=zone, now=now)
            )
    if not selector and telegram_preview.is_preview(url):
        return Reading(
            telegram_preview.read_preview(data, url=url, now=now, content_type=content_type)
        )
    return _read_page(data, url, content_type, kind, selector, zone, now)


def _read_page(
    data: bytes, url: str, content_type: str, kind: str, selector: str, zone: str, now: datetime
) -> Reading:
    named = pages.find_feeds(data, url=url, content_type=content_type) if kind == "auto" else []
    entries = pages.find_entries(
        data, url=url, selector=selector or None, content_type=content_type, zone=zone, now=now
    )
    if not entries and not named and kind == "auto":
        # Served as HTML, and a feed all the same: a common fault.
        with suppress(NotAFeed):
            return Reading(
                feeds.parse(data, url=url, content_type=content_type, zone=zone, now=now)
            )
    title = pages.page_title(data, content_type=content_type)
    return Reading(Feed(kind="page", url=url, title=title, entries=tuple(entries)), tuple(named))


def read_article(
    data: bytes, url: str, content_type: str, zone: str, now: datetime, entry: Entry
) -> Article:
    """Read an article's page; what the list says of it fills what the page does not tell."""
    article = extract(
        data, url=url, content_type=content_type, zone=zone if zone != "UTC" else "", now=now
    )
    return complete(article, entry, url)


def complete(article: Article, entry: Entry, url: str) -> Article:
    """Fill an article from its entry: title, time, author, picture and categories."""
    picture = next((media.url for media in entry.media if media.type.startswith("image")), "")
    return replace(
        article,
        url=url,
        title=article.title or entry.title,
        published_at=article.published_at or entry.published_at,
        author=article.author or entry.author,
        image=article.image or picture,
        categories=entry.categories,
    )


def from_entry(entry: Entry, zone: str, now: datetime) -> Article:
    """Make an article of what the feed itself carries, for a page that can't be read; raises NoArticle for a bare link."""
    text = ""
    if len(entry.content) > 200:
        try:
            page = f"<html><body><article><h1>{escape(entry.title)}</h1>{safe(entry.content)}</article></body></html>"
            text = extract(page, url=entry.url, zone=zone, now=now).text
        except NoArticle:
            text = ""
    text = text or entry.summary
    if not text and not entry.title:
        raise NoArticle(f"{entry.url}: neither page nor entry holds a text")
    return complete(Article(url=entry.url, title=entry.title, text=text), entry, entry.url)


def understand(article: Article, languages: tuple[str, ...] = ()) -> Analysis:
    """Tell language, summary, topics and the words for search."""
    declared = article.language
    language = detect(f"{article.title} {article.text[:300]}", languages or None)
    if language == "und":
        language = declared.split("-")[0] if declared else "und"
    summary = summarise(article.text, title=article.title, language=language, sentences=SENTENCES)
    return Analysis(
        language=language,
        summary=tuple(summary),
        topics=tuple(classify(replace(article, language=language))),
        words=search_words(f"{article.title}\n{article.text[:3000]}", language),
        content_hash=hashlib.blake2b(
            article.text.encode("utf-8", "replace"), digest_size=12
        ).hexdigest(),
    )

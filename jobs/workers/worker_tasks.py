"""The pure reading work that runs in worker processes: bytes in, values out.

The bot only names these functions, so they import the readers when they run: a bot without them
starts a seventh sooner. The workers' server has them before it forks (`warming`).
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from news.charset import decode
from news.errors import NoArticle, NotAFeed, NotTheArticle
from news.inline_markup import marked_lines
from news.interstitials import PageKind, page_kind
from news.language import detect
from news.models import SENTENCES, Article, Entry, Feed, Topic
from news.rank import find_no_news
from news.shorten import digest_room, shorten
from news.topics import classify
from news.witnesses import settle
from news.words import search_words

if TYPE_CHECKING:
    from news.pages import Grammar

# Sentences of a summary, and those that a short digest shows of them.
LONG, SHORT = SENTENCES["full"], SENTENCES["short"]
# Characters of an entry's content from which it may hold the whole text of its
# article.
FULL_TEXT = 600
# Characters of the headline that a post without one gets.
HEADLINE = 100
_HTML = ("text/html", "application/xhtml")


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A source as read: its entries, or the feeds that its page names instead."""

    feed: Feed
    feeds: tuple[str, ...] = ()
    # Where it is read from again: an index stands for its sitemaps. Empty for
    # the source itself.
    address: str = ""
    # What this reading and those before it taught of a section page; empty for
    # other sources.
    grammar: bytes = b""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Language, summary, topics and other results from an article's text."""

    language: str
    summary: tuple[str, ...]
    topics: tuple[Topic, ...]
    words: str
    content_hash: str
    # Why it is no news (`news.rank.NoNews`); empty for news.
    no_news: str = ""


def read_source(
    data: bytes,
    url: str,
    content_type: str,
    kind: str,
    selector: str,
    zone: str,
    now: datetime,
    grammar: bytes = b"",
) -> SourceReading:
    """Read a source of a known kind, or detect its kind; raises NotAFeed, NoEntries or
    their subclasses.

    `grammar` is what earlier readings of a section page taught (`SourceReading.grammar`).
    """
    from news import feeds
    from news.pages import load_grammar, telegram_preview

    if kind in {"feed", "sitemap", "hotlist"}:
        feed = feeds.parse(
            data, url=url, content_type=content_type, zone=zone, now=now
        )
        # The order of a board's feed is its rank, which only its address tells.
        return SourceReading(
            replace(feed, kind="hotlist") if kind == "hotlist" else feed
        )
    declared_page = content_type.lower().startswith(_HTML)
    if kind == "auto" and (not declared_page or feeds.looks_like_feed(data)):
        with suppress(NotAFeed):
            return SourceReading(
                feeds.parse(
                    data, url=url, content_type=content_type, zone=zone, now=now
                )
            )
    if not selector and telegram_preview.is_preview(url):
        return SourceReading(
            telegram_preview.read_preview(
                data, url=url, now=now, content_type=content_type
            )
        )
    return _read_page(
        data,
        url,
        content_type,
        kind,
        selector,
        zone,
        now,
        load_grammar(grammar),
    )


def _read_page(
    data: bytes,
    url: str,
    content_type: str,
    kind: str,
    selector: str,
    zone: str,
    now: datetime,
    grammar: Grammar,
) -> SourceReading:
    """Read a section page: its entries, the feeds that it names, and what was learned of its lists.

    `kind` is `auto` where nobody said what the address is; feeds are looked for then alone.
    """
    from news import feeds, pages

    named = (
        pages.find_feeds(data, url=url, content_type=content_type)
        if kind == "auto"
        else []
    )
    listing = pages.read_listing(
        data,
        url=url,
        selector=selector or None,
        content_type=content_type,
        zone=zone,
        now=now,
        grammar=grammar,
    )
    if not listing.entries and not named and kind == "auto":
        # Served as HTML, and a feed all the same: a common fault.
        with suppress(NotAFeed):
            return SourceReading(
                feeds.parse(
                    data, url=url, content_type=content_type, zone=zone, now=now
                )
            )
        named = pages.find_shown_feeds(data, url=url, content_type=content_type)
    title = pages.page_title(data, content_type=content_type)
    feed = Feed(
        kind="page", url=url, title=title, entries=tuple(listing.entries)
    )
    # A selector of the operator's names the entries: nothing is learned there.
    learned = b"" if selector else listing.grammar.dump()
    return SourceReading(feed, tuple(named), grammar=learned)


def read_article(
    data: bytes,
    url: str,
    content_type: str,
    zone: str,
    now: datetime,
    entry: Entry,
    marked: bool = False,
) -> Article:
    """Read an article's page beside its entry; the stronger witness of each field wins.

    With `marked` its lines keep the markup that page or entry gives them.

    Raises NotTheArticle for a page that is another one: a bot check, a login, a lost page.
    """
    from news.extract import examine

    reading = examine(
        data,
        url=url,
        content_type=content_type,
        zone=zone if zone != "UTC" else "",
        now=now,
    )
    kind = page_kind(reading.article, entry)
    if kind is not PageKind.ARTICLE:
        raise NotTheArticle(
            f"{url}: the page is no article of this headline: {kind}", page=kind
        )
    article = settle(reading.article, reading.evidence, entry)
    text = _fuller(article.text, entry, zone, now)
    markup = _markup(data, url, content_type, text, entry) if marked else ()
    return replace(
        article,
        url=url,
        text=text,
        markup=markup,
        description=_described(article.description, entry),
    )


def _described(declared: str, entry: Entry) -> str:
    """Return what page and entry say of an article, the page's own words first."""
    told = (declared, entry.summary)
    return "\n".join(saying for saying in told if saying)


def _markup(
    data: bytes, url: str, content_type: str, text: str, entry: Entry
) -> tuple[tuple[str, str], ...]:
    """Return the lines with markup: the feed's own is cleaner, the page's fills the gaps."""
    from news.feeds.markup import safe

    page = decode(data, content_type=content_type).text
    marked = dict(marked_lines(page, url, text))
    if entry.content:
        marked |= dict(marked_lines(safe(entry.content), entry.url, text))
    return tuple(marked.items())


def read_page(
    data: bytes, url: str, content_type: str, zone: str, now: datetime
) -> Article:
    """Read a page by itself: a further page of an article shares no word with its headline."""
    from news.extract import extract

    return extract(
        data,
        url=url,
        content_type=content_type,
        zone=zone if zone != "UTC" else "",
        now=now,
    )


def _fuller(text: str, entry: Entry, zone: str, now: datetime) -> str:
    """Return the feed's whole text where the page shows only a part of it."""
    shown = len(text)
    given = len(entry.content)
    if given < FULL_TEXT or 2 * shown >= given:
        return text
    carried = _carried_text(entry, zone, now)
    if len(carried) > 2 * shown:
        return carried
    return text


def from_entry(
    entry: Entry, zone: str, now: datetime, marked: bool = False
) -> Article:
    """Make an article from the feed's own content, for a page that cannot be read.

    Raises NoArticle for a bare link.
    """
    from news.feeds.markup import safe

    text = _carried_text(entry, zone, now) or entry.summary
    if not text and not entry.title:
        raise NoArticle(f"{entry.url}: neither page nor entry holds a text")
    title = entry.title or headline_of(text)
    carried = marked and entry.content
    markup = (
        marked_lines(safe(entry.content), entry.url, text) if carried else ()
    )
    article = Article(
        url=entry.url,
        title=title,
        text=text,
        description=entry.summary,
        markup=markup,
    )
    return settle(article, {}, entry)


def headline_of(text: str) -> str:
    """Return a headline for a post without one: its first line, shortened."""
    return shorten(text.strip().partition("\n")[0], HEADLINE)


def _carried_text(entry: Entry, zone: str, now: datetime) -> str:
    """Return the plain text of the content that a feed carries; empty where it carries none."""
    from news.extract import extract
    from news.feeds.markup import plain, safe

    if not entry.content:
        return ""
    head = f"<h1>{escape(entry.title)}</h1>"
    page = f"<html><body><article>{head}{safe(entry.content)}</article></body></html>"
    with suppress(NoArticle):
        text = extract(page, url=entry.url, zone=zone, now=now).text
        if text:
            return text
    return plain(entry.content)


def understand(article: Article, languages: tuple[str, ...] = ()) -> Analysis:
    """Find language, summary, topics and the words for search."""
    from news.summarise import summarise

    declared = article.language
    language = detect(
        f"{article.title} {article.text[:300]}", languages or None
    )
    if language == "und":
        language = declared.split("-")[0] if declared else "und"
    summary = summarise(
        article.text,
        title=article.title,
        language=language,
        sentences=LONG,
        short=SHORT,
        room=digest_room(language),
        description=article.description,
    )
    return Analysis(
        language=language,
        summary=tuple(summary),
        topics=tuple(classify(replace(article, language=language))),
        words=search_words(f"{article.title}\n{article.text[:3000]}", language),
        content_hash=hashlib.blake2b(
            article.text.encode("utf-8", "replace"), digest_size=12
        ).hexdigest(),
        no_news=find_no_news(
            article.title,
            url=article.url,
            text=article.text,
            section=article.section,
            categories=article.categories,
            types=article.types,
        )
        or "",
    )

"""Read JSON-LD: the items of a page that are articles, and their data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from news.extract.declared import Declared, Stated, as_name
from news.extract.markup import clean
from news.extract.page import Page
from news.safe_json import loads

MAX_CHARACTERS = 500_000
MAX_DEPTH = 6
# Items of one list that are looked at.
MAX_ITEMS = 50
MAX_AUTHORS = 12

# Kinds of things that are an article, the likeliest first; the others speak of
# a page as a whole.
_ARTICLES = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "AdvertiserContentArticle",
    "Recipe",
    "Review",
]
_OTHERS = [
    "VideoObject",
    "AudioObject",
    "PodcastEpisode",
    "WebPage",
    "ItemPage",
    "Product",
    "CreativeWork",
]
_RANK = dict.fromkeys(_ARTICLES, 0) | dict.fromkeys(_OTHERS, 1)
# Scripts wrap their data for parsers of the nineties: <!-- -->, //<![CDATA[
# //]]>, /* */.
_WRAPPER = re.compile(
    r"^\s*(?:(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)\s*)+"
    r"|\s*(?:(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*)+$"
)
_PUBLISHED = ("datePublished", "pubDate", "uploadDate", "dateCreated")
_MODIFIED = ("dateModified", "upDate")


def read(page: Page, declared: Declared) -> None:
    """Add what the page's articles say, the likeliest item first."""
    ranked: list[tuple[int, dict[str, Any]]] = []
    for node in page.tags["script"]:
        if node.get("type") == "application/ld+json" and node.text:
            ranked += _items(_load(node.text), 0)
    for _, item in sorted(ranked, key=lambda pair: pair[0]):
        _take(declared, item)


def _load(text: str) -> Any:
    text = _WRAPPER.sub("", text[:MAX_CHARACTERS])
    try:
        return loads(text, strict=False, parse_int=str)
    except (ValueError, RecursionError):
        return None


def _items(data: Any, depth: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the articles of a document with their rank; 0 is the likeliest."""
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data[:MAX_ITEMS]:
            yield from _items(item, depth + 1)
    if not isinstance(data, dict):
        return
    rank = _rank(data)
    if rank is not None:
        yield rank, data
    for key in ("@graph", "mainEntity", "mainEntityOfPage"):
        yield from _items(data.get(key), depth + 1)


def _rank(data: dict[str, Any]) -> int | None:
    kinds = data.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    ranks = [
        _RANK[name] for name in names if isinstance(name, str) and name in _RANK
    ]
    if not ranks:
        # Some Chinese platforms write pubDate and title without any type.
        return 0 if "pubDate" in data and "title" in data else None
    return 2 * min(ranks) + ("headline" not in data)


def text_in(value: Any) -> str:
    """Return a value's text: its own, its name, or those of a list, parted by commas."""
    if isinstance(value, list):
        return ", ".join(text for item in value[:5] if (text := text_in(item)))
    if isinstance(value, dict):
        return text_in(
            value.get("name") or value.get("url") or value.get("@value")
        )
    return clean(unescape(value)) if isinstance(value, str) else ""


def _take(declared: Declared, item: dict[str, Any]) -> None:
    """Add one item's fields; what an earlier item said stays."""
    headline = text_in(item.get("headline"))
    if headline:
        declared.titles.append(headline)
        # Without a headline the item is the site, whose description it gives.
        declared.descriptions.append(text_in(item.get("description")))
    declared.published += _stated(item, _PUBLISHED)
    declared.modified += _stated(item, _MODIFIED)
    _take_authors(declared, item.get("author") or item.get("creator"))
    declared.fill(
        site=as_name(text_in(item.get("publisher"))),
        publisher=as_name(
            text_in(item.get("sourceOrganization") or item.get("provider"))
        ),
        editor=as_name(text_in(item.get("editor"))),
        section=text_in(item.get("articleSection")),
    )
    declared.images += _images(item.get("image"), 0)
    declared.body = max(
        declared.body, text_in(item.get("articleBody")), key=len
    )
    declared.keywords = declared.keywords or _words(item.get("keywords"))


def _stated(item: dict[str, Any], keys: tuple[str, ...]) -> list[Stated]:
    texts = ((key, text_in(item.get(key))) for key in keys)
    return [Stated(text, f"json-ld {key}") for key, text in texts if text]


def _take_authors(declared: Declared, value: Any) -> None:
    """Part people from organisations; a plain text may be either."""
    if declared.people or declared.author or declared.organisation:
        return
    plain = []
    for author in (value if isinstance(value, list) else [value])[:MAX_AUTHORS]:
        name = as_name(text_in(author))
        kinds = str(author.get("@type", "")) if isinstance(author, dict) else ""
        if not name:
            continue
        if "Person" in kinds:
            declared.people.append(name)
        elif "Organization" in kinds:
            declared.organisation = declared.organisation or name
        else:
            plain.append(name)
    declared.author = ", ".join(plain)


def _images(value: Any, depth: int) -> list[str]:
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [
            url
            for item in value[:MAX_ITEMS]
            for url in _images(item, depth + 1)
        ]
    if isinstance(value, dict):
        return _images(value.get("url") or value.get("contentUrl"), depth + 1)
    return [value] if isinstance(value, str) and value else []


def _words(value: Any) -> tuple[str, ...]:
    listed = re.split(r"[,，]", value) if isinstance(value, str) else value
    if not isinstance(listed, list):
        return ()
    words = (word.strip() for word in listed[:15] if isinstance(word, str))
    return tuple(word for word in words if word)

"""Read JSON-LD: the items of a page that are articles, and their data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from itertools import chain, takewhile
from operator import attrgetter

from news.extract.declared import Declared, Stated, as_name
from news.extract.page import Page
from news.extract.page_elements import clean
from news.safe_json import JsonObject, JsonValue, loads_loosely

MAX_CHARACTERS = 500_000
MAX_DEPTH = 6
# Items of one list that are looked at.
MAX_ITEMS = 50
MAX_AUTHORS = 12
MAX_KEYWORDS = 15
# Names of one list that are read as one text.
MAX_NAMES = 5
# The rank of a thing that is no article and says nothing of the page.
NO_ARTICLE = 9

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
    "HowTo",
    "Review",
    "CriticReview",
]
_OTHERS = [
    "VideoObject",
    "AudioObject",
    "PodcastEpisode",
    "WebPage",
    "ItemPage",
    "Product",
    "JobPosting",
    "Quiz",
    "CreativeWork",
]
_RANK = dict.fromkeys(_ARTICLES, 0) | dict.fromkeys(_OTHERS, 1)
_DATED = frozenset({"pubDate", "pub_date"})
# Meta elements whose content is such data.
_DATA = ("parsely-page",)
# Scripts wrap their data for parsers of the nineties: <!-- -->, //<![CDATA[
# //]]>, /* */.
_WRAPPER = re.compile(
    r"^\s*(?:(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*[^*]{0,300}\*/)\s*)+"
    r"|\s*(?:(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*)+$"
)
_TAG = re.compile(r"<[^<>]{1,300}>")
_KIND = re.compile("Person|Organization")
_PUBLISHED = (
    "datePublished",
    "pubDate",
    "pub_date",
    "uploadDate",
    "dateCreated",
    # A live blog may say only since when it reports.
    "coverageStartTime",
)
# Keys under which a thing holds the article, or the things of its page.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_MODIFIED = ("dateModified", "upDate")
# Keys whose things may stand elsewhere in the document, under their `@id`.
_REFERRING = frozenset({"author", "creator", "editor", "image", "publisher"})


def read(page: Page, declared: Declared) -> None:
    """Add what the page's articles say, the likeliest item first."""
    # `news.extract.hidden` has left no other scripts in the tree.
    scripts = filter(None, map(attrgetter("text"), page.tags["script"]))
    documents = map(_load, chain(scripts, _in_meta(page)))
    items = list(chain.from_iterable(map(_items, documents)))
    things = {str(item["@id"]): item for item in items if "@id" in item}
    items.sort(key=_rank)
    for item in takewhile(_speaks_of_page, items):
        _take(declared, _whole(item, things))


def _in_meta(page: Page) -> Iterator[str]:
    """Yield the data of `<meta name="parsely-page" content="{…}">`."""
    stated = {
        node.get("name"): node.get("content") for node in page.tags["meta"]
    }
    return filter(None, map(stated.get, _DATA))


def _whole(item: JsonObject, things: dict[str, JsonObject]) -> JsonObject:
    """Return an item with the things themselves where it only refers to them.

    `"author": {"@id": "#ann"}`, and `{"@id": "#ann", "name": "Ann Doe"}` beside it → Ann Doe.
    """
    whole = dict(item)
    for key in _REFERRING & item.keys():
        values = _as_list(item[key])
        whole[key] = [_referred(value, things) for value in values]
    return whole


def _referred(value: JsonValue, things: dict[str, JsonObject]) -> JsonValue:
    """Return the thing of a reference, with what the reference itself says; others as they are."""
    if not isinstance(value, dict):
        return value
    return things.get(str(value.get("@id")), {}) | value


def _load(text: str) -> JsonValue:
    """Parse a script leniently; None for what is no JSON."""
    text = _WRAPPER.sub("", text[:MAX_CHARACTERS])
    try:
        return loads_loosely(text, parse_int=str)
    except (ValueError, RecursionError):
        return None


def _as_list(value: JsonValue) -> list[JsonValue]:
    """Return the things that a key holds: JSON-LD writes one thing bare, several as a list."""
    return value[:MAX_ITEMS] if isinstance(value, list) else [value]


def _any_of(item: JsonObject, *keys: str) -> JsonValue:
    """Return the value of the first key that an item fills; None where it fills none."""
    return next(filter(None, map(item.get, keys)), None)


def _items(data: JsonValue, depth: int = 0) -> Iterator[JsonObject]:
    """Yield the things of a document, and those inside them that may be its article, at most
    `MAX_DEPTH` deep.

    `{"@type": "WebPage", "mainEntity": {"@type": "Article"}}` → the page, then the article.
    """
    for item in _as_list(data):
        if isinstance(item, dict) and depth <= MAX_DEPTH:
            yield item
            for key in _INSIDE:
                yield from _items(item.get(key), depth + 1)


def _rank(item: JsonObject) -> int:
    """Rank what an item is: 0 is the likeliest article, `NO_ARTICLE` none.

    An item of several types, `["Article", "WebPage"]`, counts as the likeliest of them.
    """
    types = map(str, _as_list(item.get("@type")))
    kinds = _RANK.keys() & set(types)
    if kinds:
        return min(map(_RANK.__getitem__, kinds))
    # Some platforms write a date and a title without any type.
    is_titled = "title" in item and not _DATED.isdisjoint(item)
    return 0 if is_titled else NO_ARTICLE


def _speaks_of_page(item: JsonObject) -> bool:
    """Recognise an item that is an article, or the page of one.

    A `NewsArticle` and a `WebPage` are; a `BreadcrumbList` is not.
    """
    return _rank(item) < NO_ARTICLE


def text_in(value: JsonValue) -> str:
    """Return a value's text: its own, its name, or those of a list, parted by commas.

    `{"@type": "Person", "name": "Ann Doe"}` → Ann Doe; `["Harbour", "World"]` → Harbour, World.
    """
    if isinstance(value, list):
        texts = map(text_in, value[:MAX_NAMES])
        return ", ".join(filter(None, texts))
    if isinstance(value, dict):
        return text_in(_any_of(value, "name", "@value"))
    return clean(unescape(value)) if isinstance(value, str) else ""


def _take(declared: Declared, item: JsonObject) -> None:
    """Add one item's fields; what an earlier item said stays."""
    declared.types += map(str, _as_list(item.get("@type")))
    headline = text_in(item.get("headline"))
    if headline:
        declared.titles.append(headline)
        # Without a headline the item is the site, whose description it gives.
        declared.descriptions.append(text_in(item.get("description")))
    declared.published += _stated(item, _PUBLISHED)
    declared.modified += _stated(item, _MODIFIED)
    _take_authors(declared, _any_of(item, "author", "creator", "authors"))
    source = text_in(_any_of(item, "sourceOrganization", "provider"))
    declared.fill(
        site=as_name(text_in(item.get("publisher"))),
        publisher=as_name(source),
        editor=as_name(text_in(item.get("editor"))),
        section=text_in(item.get("articleSection")),
    )
    declared.images += _images(item.get("image"))
    body = text_in(item.get("articleBody"))
    declared.body = max(declared.body, body, key=len)
    declared.keywords = declared.keywords or _keywords(item.get("keywords"))


def _stated(item: JsonObject, keys: tuple[str, ...]) -> list[Stated]:
    """Return the texts under these keys, each with the key that states it; empty ones too."""
    return [Stated(text_in(item.get(key)), f"json-ld {key}") for key in keys]


def _take_authors(declared: Declared, value: JsonValue) -> None:
    """Part people from organisations; a plain text may be either.

    `[{"@type": "Person", "name": "Ann Doe"}, "Bridge Desk"]` → people Ann Doe, author Bridge Desk.
    """
    if declared.people or declared.author or declared.organisation:
        return
    named: dict[str, list[str]] = defaultdict(list)
    for author in _as_list(value)[:MAX_AUTHORS]:
        name = as_name(_TAG.sub("", text_in(author)))
        if name:
            named[_kind(author)].append(name)
    declared.people += named["Person"]
    declared.organisation = next(iter(named["Organization"]), "")
    declared.author = ", ".join(named[""])


def _kind(author: JsonValue) -> str:
    """Return `Person`, `Organization`, or nothing for an author of another or no type.

    `{"@type": "NewsMediaOrganization", "name": "The Example"}` is an organisation.
    """
    types = author.get("@type") if isinstance(author, dict) else ""
    kind = _KIND.search(str(types))
    return kind[0] if kind else ""


def _images(value: JsonValue) -> list[str]:
    """Return the addresses of pictures, which are texts or ImageObjects.

    `["https://site.example/a.jpg", {"@type": "ImageObject", "url": "https://site.example/b.jpg"}]`
    """
    stated = chain.from_iterable(map(_addresses, _as_list(value)))
    return [address for address in stated if isinstance(address, str)]


def _addresses(picture: JsonValue) -> list[JsonValue]:
    """Return a picture's addresses: `{"url": …}`, `{"contentUrl": …}`, or the text itself."""
    if isinstance(picture, dict):
        return _as_list(_any_of(picture, "url", "contentUrl"))
    return [picture]


def _keywords(value: JsonValue) -> tuple[str, ...]:
    """Return the words of a list, or of a text with commas: `"ferry, storm"` → ferry, storm."""
    listed = (
        re.split(r"[,，]", value) if isinstance(value, str) else _as_list(value)
    )
    words = map(text_in, listed[:MAX_KEYWORDS])
    return tuple(filter(None, words))

"""Read meta elements and microdata: Open Graph, Dublin Core, and the names that portals'
systems use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from operator import itemgetter

from lxml.html import HtmlElement

from news.extract.declared import Declared, Stated, as_name
from news.extract.page import Page
from news.extract.page_elements import clean, stated_in, text_of

# Elements with an itemprop that are looked at.
MAX_MARKED = 200
# Titles of entries that are looked at: a list of other articles has many.
MAX_TITLED = 20
# Characters of a marked text, and of a date.
MAX_VALUE = 300
MAX_DATE = 100
MAX_KEYWORDS = 15
# Characters of a keyword: a longer one is a sentence.
MAX_WORD = 40

_ENTRY_TITLE = re.compile(r"(?:^|\s)entry-title(?:\s|$)")

PUBLISHED = (
    "article:published_time", "og:published_time", "publishdate", "pubdate", "pubtime",
    "publish_time", "publishtime", "firstpublishedtime", "publish-date",
    "og:article:published_time", "article.published", "dc.date.issued", "dcterms.issued",
    "dc.issued", "dc.created", "dcterms.available", "dc.date.available",
    "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "date.available",
    "parsely-pub-date", "sailthru.date", "weibo: article:create_at",
    "weibo:article:create_at", "bytedance:published_time", "date",
    "dcsext.articlefirstpublished",
    "_pubtime", "publicationdate", "publication_date", "citation_publication_date",
    "citation_date", "datepublished", "og:release_date", "og:time", "ptime", "og:pubdate",
    "article:published", "article:publicationdate", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "bt:pubdate", "rbpubdate", "shareaholic:article_published_time",
    "originalpublicationdate", "article_date_original", "release_date", "displaydate",
    "vr:published_time", "created", "datecreated", "dateupdate", "article:created_time",
    "date_published", "video:release_date", "og:video:release_date",
    "analytics-publish-date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "bytedance:updated_time", "last-modified",
    "lastmod", "dcterms.modified", "dc.date.modified", "datemodified",
    "article:modified", "revised", "moddate", "update_time",
)  # fmt: skip
_SOURCES = (
    "mediaid", "source", "contentsource", "article:source", "articlesource", "laiyuan",
    "copyfrom", "_source", "og:source",
)  # fmt: skip
_AUTHORS = (
    "article:author", "og:article:author", "author", "byl", "parsely-author",
    "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "og:author",
    "byline", "article:author_name", "cxenseparse:author", "dcsext.author", "vr:author", "authors",
)  # fmt: skip
_EDITORS = (
    "editor",
    "article:editor",
    "责任编辑",
    "责编",
    "_editor",
    "contenteditor",
)
_TITLES = (
    "og:title", "twitter:title", "articletitle", "dc.title", "dcterms.title",
    "parsely-title", "sailthru.title", "citation_title", "_title", "headline",
)  # fmt: skip
_DESCRIPTIONS = (
    "og:description", "description", "twitter:description", "dc.description",
    "dcterms.description", "dcterms.abstract", "sailthru.description", "lead", "abstract",
)  # fmt: skip
_SECTIONS = (
    "article:section", "columnname", "og:section", "parsely-section", "section", "category",
    "channel", "_channel",
)  # fmt: skip
_IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)
_SITES = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "sitename", "dc.publisher",
    "dcterms.publisher", "citation_journal_title",
)  # fmt: skip
_KEYWORDS = ("news_keywords", "keywords")
_LANGUAGES = ("og:locale", "content-language")
# Inside an author the element that names it.
_NAME = ".//*[@itemprop='name' or @property='name' or @property='schema:name']"
_NAMES = ("property", "name", "itemprop", "http-equiv")


def read(page: Page, declared: Declared) -> None:
    """Add what the meta elements say."""
    values = _values(page)
    # A name that stands several times counts once, save for authors.
    meta = dict(zip(values, map(itemgetter(0), values.values()), strict=True))
    declared.titles += _listed(meta, _TITLES)
    declared.descriptions += _listed(meta, _DESCRIPTIONS)
    declared.published += _stated(meta, PUBLISHED)
    declared.modified += _stated(meta, _MODIFIED)
    # Open Graph names the site; JSON-LD's publisher may be the company behind
    # it.
    declared.site = meta.get("og:site_name", declared.site)
    declared.fill(
        publisher=_first(meta, _SOURCES),
        site=_first(meta, _SITES),
        editor=_first(meta, _EDITORS),
        author=_authors(values),
        section=_first(meta, _SECTIONS),
        canonical=_canonical(page) or meta.get("og:url", ""),
    )
    declared.images = _listed(meta, _IMAGES) + declared.images
    declared.keywords = _keywords(meta) or declared.keywords
    languages = (page.language, *map(meta.get, _LANGUAGES))
    language = next(filter(None, languages), "")
    declared.language = language.replace("_", "-")


def _listed(meta: dict[str, str], names: tuple[str, ...]) -> list[str]:
    """Return the texts under these names, in the order of the names."""
    return list(filter(None, map(meta.get, names)))


def _stated(meta: dict[str, str], names: tuple[str, ...]) -> list[Stated]:
    """Return the texts under these names, each with the name that states it."""
    stated = filter(meta.__contains__, names)
    return [Stated(meta[name], f"meta {name}") for name in stated]


def _values(page: Page) -> dict[str, list[str]]:
    """Map the names of meta elements, in small letters, to all that they say."""
    values: dict[str, list[str]] = defaultdict(list)
    for node in page.tags["meta"]:
        value = clean(node.get("content", ""))
        names = filter(None, map(node.get, _NAMES)) if value else ()
        for name in names:
            # RDFa may write a prefix: schema:datePublished.
            key = name.strip().lower().removeprefix("schema:")
            values[key].append(value)
    return values


def _authors(values: dict[str, list[str]]) -> str:
    """Return the authors under the first name that states any, each once, parted by commas.

    `<meta name="author" content="Ann Doe">` and the same with Li Na → "Ann Doe, Li Na".
    """
    listed = filter(None, map(values.get, _AUTHORS))
    return next(filter(None, map(_together, listed)), "")


def _together(stated: list[str]) -> str:
    """Return the names among some texts in one, each once."""
    names = filter(None, map(as_name, stated))
    return ", ".join(dict.fromkeys(names))


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first value under these names that may be a name itself."""
    listed = _listed(meta, names)
    return next(filter(None, map(as_name, listed)), "")


def _keywords(meta: dict[str, str]) -> tuple[str, ...]:
    """Return the keywords of a page, each once; a whole sentence is none.

    `<meta name="keywords" content="bridges, ferries, bridges">` → bridges, ferries.
    """
    listed = next(iter(_listed(meta, _KEYWORDS)), "")
    words = map(str.strip, re.split(r"[,，;；、|]", listed))
    known = (word for word in words if 1 < len(word) < MAX_WORD)
    first = list(dict.fromkeys(known))[:MAX_KEYWORDS]
    return tuple(first)


def _canonical(page: Page) -> str:
    """Return the address that the page calls its own (`<link rel=canonical>`)."""
    links = page.tags["link"]
    stated = (
        node.get("href") for node in links if node.get("rel") == "canonical"
    )
    return next(filter(None, stated), "")


def read_marked(page: Page, declared: Declared) -> None:
    """Add what microdata and RDFa mark inside the text; entries of lists and comments repeat their
    names, so the first of each counts."""
    marked: dict[str, list[HtmlElement]] = defaultdict(list)
    for node in page.marked[:MAX_MARKED]:
        name = node.get("itemprop", node.get("property", ""))
        # Microdata writes several names, RDFa a prefix: schema:author.
        first = name.strip().partition(" ")[0]
        marked[first.rpartition(":")[2]].append(node)
    declared.titles += map(_value, marked["headline"])
    declared.titles += _entry_titles(page)
    declared.published += _dates(marked, "datePublished")
    declared.modified += _dates(marked, "dateModified")
    for node in marked["author"]:
        _take_author(declared, node)
    nodes = [*marked["articleSection"], *marked["section"]]
    sections = map(_value, nodes)
    declared.fill(section=next(filter(None, sections), ""))


def _entry_titles(page: Page) -> list[str]:
    """Return the title that a page marks as its entry's, by the class of microformats.

    Blogs put their own name into `<h1>`, and the headline into `<h3 class="entry-title">`. One that
    `<title>` does not hold is of another entry, or has a kicker or a byline in it.
    """
    titled = page.named_like(_ENTRY_TITLE)[:MAX_TITLED]
    whole = "".join(map(text_of, page.tags["title"][:1]))
    texts = map(text_of, map(itemgetter(0), titled))
    return list(filter(whole.__contains__, texts))


def _value(node: HtmlElement) -> str:
    return stated_in(node, "content")[:MAX_VALUE]


def _dates(marked: dict[str, list[HtmlElement]], name: str) -> list[Stated]:
    """Return the moments of the elements that microdata marks with a name.

    `<time itemprop="datePublished" datetime="2026-05-03">` states one for `datePublished`.
    """
    texts = map(_moment, marked[name])
    return [Stated(text, f"microdata {name}") for text in texts]


def _moment(node: HtmlElement) -> str:
    """Return a time: machines' attributes before the words, which may be a bare clock."""
    return stated_in(node, "content", "datetime", "title")[:MAX_DATE]


def _take_author(declared: Declared, node: HtmlElement) -> None:
    """Add an author: the first one who is declared to be a person, or an organisation."""
    if declared.people:
        return
    inner = next(iter(node.xpath(_NAME)), node)
    name = as_name(_value(inner))
    if "Organization" in node.get("itemtype", ""):
        declared.fill(organisation=name)
    elif name:
        declared.people.append(name)

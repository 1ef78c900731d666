"""What a page declares of itself: JSON-LD, microdata, Open Graph, the portals' own meta names, breadcrumb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from news.dates import parse_date
from news.extract.page import Page, clean, names_of
from news.safe_json import loads

_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "LiveBlogPosting",
        "Report",
        "TechArticle",
        "SocialMediaPosting",
        "WebPage",
        "VideoObject",
    ]
)
_PUBLISHED = (
    "article:published_time", "og:published_time", "publishdate", "pubdate", "pubtime", "publish_time", "publishtime", "firstpublishedtime",
    "og:article:published_time", "article.published", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date.available",
    "parsely-pub-date", "sailthru.date", "weibo: article:create_at", "weibo:article:create_at", "bytedance:published_time", "date",
    "_pubtime", "publicationdate", "citation_publication_date", "datepublished", "og:release_date", "og:time", "ptime", "og:pubdate", "dateupdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "bytedance:updated_time",
    "last-modified",
    "lastmod",
    "dcterms.modified",
)
_SOURCES = (
    "mediaid",
    "source",
    "contentsource",
    "article:source",
    "articlesource",
    "laiyuan",
    "copyfrom",
    "_source",
    "og:source",
)
_AUTHORS = (
    "article:author",
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "og:author",
    "byline",
)
_EDITORS = ("editor", "article:editor", "责任编辑", "责编", "_editor", "contenteditor")
_TITLES = (
    "og:title",
    "twitter:title",
    "articletitle",
    "dc.title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "_title",
    "headline",
)
_SECTIONS = (
    "article:section",
    "columnname",
    "og:section",
    "parsely-section",
    "section",
    "category",
    "channel",
    "_channel",
)


@dataclass(slots=True)
class Facts:
    """What the page declares; an empty text where it says nothing."""

    titles: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    modified_at: datetime | None = None
    publisher: str = ""
    """Who wrote it, by a name that means the source."""
    site: str = ""
    author: str = ""
    editor: str = ""
    section: str = ""
    image: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    canonical: str = ""
    body: str = ""
    """The text, where JSON-LD carries it whole."""
    timed: bool = False
    """The time of publication is to the minute."""


def gather(page: Page) -> Facts:
    """Read all that the page declares."""
    facts = Facts()
    meta = _meta(page)
    _from_json(page, facts)
    _from_meta(page, facts, meta)
    _from_microdata(page, facts)
    facts.section = facts.section or breadcrumb(page)
    link = page.tree.find(".//link[@rel='canonical']")
    facts.canonical = (link.get("href") or "") if link is not None else ""
    facts.canonical = facts.canonical or meta.get("og:url", "")
    facts.language = (
        page.tree.get("lang") or meta.get("og:locale") or meta.get("content-language") or ""
    ).replace("_", "-")
    return facts


def _meta(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.tree.iter("meta"):
        name = (
            (
                node.get("property")
                or node.get("name")
                or node.get("itemprop")
                or node.get("http-equiv")
                or ""
            )
            .strip()
            .lower()
        )
        value = clean(node.get("content") or "")
        if name and value and name not in found:
            found[name] = value
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _from_meta(page: Page, facts: Facts, meta: dict[str, str]) -> None:
    facts.titles += [meta[name] for name in _TITLES if name in meta]
    for name in _PUBLISHED:
        if name in meta:
            set_date(page, facts, meta[name])
    if not facts.modified_at and (modified := _first(meta, _MODIFIED)):
        facts.modified_at = parse_date(modified, zone=page.zone, now=page.now)
    facts.publisher = facts.publisher or _name(_first(meta, _SOURCES))
    facts.site = facts.site or meta.get("og:site_name", "") or meta.get("application-name", "")
    facts.editor = facts.editor or _name(_first(meta, _EDITORS))
    facts.author = facts.author or _name(_first(meta, _AUTHORS))
    facts.section = facts.section or _name(_first(meta, _SECTIONS))
    facts.image = facts.image or meta.get("og:image", "") or meta.get("twitter:image", "")
    words = re.split(r"[,，;；、|]", meta.get("news_keywords") or meta.get("keywords") or "")
    facts.keywords = (
        tuple(dict.fromkeys(word.strip() for word in words if 1 < len(word.strip()) < 40))[:15]
        or facts.keywords
    )


def set_date(page: Page, facts: Facts, text: str) -> None:
    """Take a date where there is none yet, or a more exact one of the same day."""
    found = parse_date(text, zone=page.zone, now=page.now)
    if not found:
        return
    timed = bool(re.search(r"\d[:：T时]\d|^\d{10,13}$", text)) and (
        found.hour,
        found.minute,
        found.second,
    ) != (0, 0, 0)
    if facts.published_at is None or (
        timed and not facts.timed and abs((found - facts.published_at).days) <= 1
    ):
        facts.published_at, facts.timed = found, timed


def _name(text: str) -> str:
    return "" if text.startswith(("http://", "https://", "//")) or len(text) > 60 else text


def _from_json(page: Page, facts: Facts) -> None:
    for node in page.tree.iter("script"):
        if node.get("type") == "application/ld+json" and node.text:
            for item in _articles(_load(node.text)):
                _take(page, facts, item)


def _load(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return loads(text[:500_000], strict=False, parse_int=str)
    except (ValueError, RecursionError):
        return None


def _articles(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 6:
        return []
    if isinstance(data, list):
        return [item for each in data[:50] for item in _articles(each, depth + 1)]
    if not isinstance(data, dict):
        return []
    found = [
        item
        for key in ("@graph", "mainEntity", "mainEntityOfPage")
        for item in _articles(data.get(key), depth + 1)
    ]
    kinds = data.get("@type")
    names = set(kinds if isinstance(kinds, list) else [kinds]) if kinds else set()
    mine = bool({name for name in names if isinstance(name, str)} & _TYPES) or (
        "pubDate" in data and "title" in data
    )
    found = ([data] if mine else []) + found
    return sorted(found, key=lambda item: "headline" not in item)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(text for each in value[:5] if (text := _text(each)))
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("url") or value.get("@value"))
    return clean(value) if isinstance(value, str) else ""


def _take(page: Page, facts: Facts, item: dict[str, Any]) -> None:
    if (
        title := _text(item.get("headline") or item.get("title") or item.get("name"))
    ) and "headline" in item:
        facts.titles.append(title)
    for key in ("datePublished", "pubDate", "uploadDate", "dateCreated"):
        if date := _text(item.get(key)):
            set_date(page, facts, date)
    if not facts.modified_at and (date := _text(item.get("dateModified") or item.get("upDate"))):
        facts.modified_at = parse_date(date, zone=page.zone, now=page.now)
    facts.site = facts.site or _name(_text(item.get("publisher")))
    facts.publisher = facts.publisher or _name(
        _text(item.get("sourceOrganization") or item.get("provider"))
    )
    facts.author = facts.author or _name(_text(item.get("author") or item.get("creator")))
    facts.editor = facts.editor or _name(_text(item.get("editor")))
    facts.section = facts.section or _text(item.get("articleSection"))
    facts.image = facts.image or _image(item.get("image"))
    facts.body = max(facts.body, _text(item.get("articleBody")), key=len)
    words = item.get("keywords")
    listed = (
        words
        if isinstance(words, list)
        else re.split(r"[,，]", words)
        if isinstance(words, str)
        else []
    )
    facts.keywords = facts.keywords or tuple(
        word.strip() for word in listed[:15] if isinstance(word, str) and word.strip()
    )


def _image(value: Any) -> str:
    if isinstance(value, list):
        return next((found for each in value if (found := _image(each))), "")
    if isinstance(value, dict):
        return _image(value.get("url") or value.get("contentUrl"))
    return value if isinstance(value, str) else ""


def _from_microdata(page: Page, facts: Facts) -> None:
    for node in page.tree.xpath("//*[@itemprop]")[:200]:
        name = (node.get("itemprop") or "").strip()
        value = clean(node.get("content") or node.get("datetime") or node.text_content())[:300]
        if name == "datePublished":
            set_date(page, facts, value)
        elif name == "headline":
            facts.titles.append(value)
        elif name == "author" and not facts.author:
            inner = node.find(".//*[@itemprop='name']")
            facts.author = _name(clean(inner.text_content()) if inner is not None else value)
        elif name in {"articleSection", "section"} and not facts.section:
            facts.section = value


_CRUMBS = re.compile(
    r"bread|crumb|position|location|mianbao|path|weizhi|where|daohang|(?:^|[\s_-])(?:pos|site|dqwz|loc)(?:$|[\s_-])",
    re.IGNORECASE,
)
HERE = re.compile(
    r"^(?:您?(?:现在|当前|目前|所在)?的?(?:所在)?(?:位置|在)|当前位置|所在位置|位置|首页导航)\s*(?:是|为)?\s*[:：]?"
)
STEP = re.compile(r"\s*(?:>+|»|›|→|＞|/|\|)\s*")
_HOME = re.compile(
    r"首页|主页|^home$|网$|^正文$|^全文$|^详情$|^查看正文$|^文章内容$|^home page$", re.IGNORECASE
)


def breadcrumb(page: Page) -> str:
    """Return the page's breadcrumb without site and headline, parts joined by ' > '; empty where there is none."""
    for node in page.tree.iter("div", "p", "ul", "ol", "nav", "span", "td", "section"):
        named = _CRUMBS.search(names_of(node))
        if not named and not (node.text and HERE.match(clean(node.text))):
            continue
        text = clean(" ".join(node.itertext()))
        if not 2 < len(text) < 160:
            continue
        if not (HERE.match(text) or STEP.search(text)) and node.tag not in {"ul", "ol"}:
            continue
        links = [clean(link.text_content()) for link in node.iter("a")]
        parts = (
            links if len(links) >= 2 else [part for part in STEP.split(HERE.sub("", text)) if part]
        )
        if kept := trim_crumbs(parts):
            return kept
    return ""


def trim_crumbs(parts: list[str]) -> str:
    """Drop the site's own name, the headline and furniture from a breadcrumb's parts."""
    kept = [part for part in parts[:8] if part and len(part) <= 24 and not _HOME.search(part)]
    return " > ".join(dict.fromkeys(kept)) if len(parts) >= 2 or kept else ""

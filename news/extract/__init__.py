"""Article pages: clean text and true metadata, by rules that know no site's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from news.errors import NoArticle
from news.extract import byline, facts, titles
from news.extract.body import Body, read_body
from news.extract.page import Page, read_page
from news.extract.plain import read_plain
from news.links import join
from news.models import Article

FAR = datetime(2200, 1, 1, tzinfo=UTC)


def extract(
    html: bytes | str,
    *,
    url: str,
    content_type: str | None = None,
    zone: str = "",
    now: datetime | None = None,
) -> Article:
    """Read an article page: what the page declares (JSON-LD, microdata, meta) counts before what it shows.

    Dates without an offset are local to `zone`; without one, Chinese pages are read in Asia/Shanghai and others in UTC.
    `now` clamps dates of the future. Work is bounded: 4 MB of markup, 60,000 nodes.
    Raises NoArticle where the page holds neither a text nor a title.
    """
    page = read_page(html, url=url, content_type=content_type, zone=zone, now=now or FAR)
    if page is None:
        raise NoArticle(f"{url}: no markup to read")
    declared = facts.gather(page)
    title = titles.choose(page, declared)
    body = read_body(page, title)
    seen = byline.read(page, declared, title, body)
    if not body.text and not title:
        raise NoArticle(f"{url}: neither a headline nor a text")
    return _assemble(page, declared, title, body, seen)


def extract_text(
    text: str, *, url: str = "", zone: str = "Asia/Shanghai", now: datetime | None = None
) -> Article:
    """Read an article that was saved as plain text, furniture and all. Raises NoArticle for an empty one."""
    return read_plain(text, url=url, zone=zone, now=now or FAR)


def join_pages(first: Article, others: list[Article]) -> Article:
    """Join the pages of one article (下一页); paragraphs that a later page repeats are dropped."""
    seen = set(first.text.split("\n"))
    lines = [first.text]
    for page in others:
        fresh = [line for line in page.text.split("\n") if line not in seen]
        seen.update(fresh)
        lines += fresh
    last = others[-1].next_url if others else first.next_url
    return replace(first, text="\n".join(line for line in lines if line), next_url=last)


def _assemble(
    page: Page, declared: facts.Facts, title: str, body: Body, seen: byline.Byline
) -> Article:
    return Article(
        url=page.url,
        title=title,
        text=body.text,
        published_at=seen.published_at,
        modified_at=declared.modified_at,
        publisher=seen.publisher,
        site=declared.site,
        author=seen.author,
        editor=seen.editor,
        section=declared.section,
        image=join(page.url, declared.image or body.image),
        language=declared.language,
        keywords=declared.keywords,
        canonical_url=join(page.url, declared.canonical) if declared.canonical else "",
        next_url=body.next_url,
    )

"""Read article pages: clean text and metadata, by rules that know no site's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape

from news.errors import NoArticle
from news.extract import json_ld, metadata, titles
from news.extract.authors import read_author, read_editor
from news.extract.breadcrumb import breadcrumb
from news.extract.byline_places import ContextLines, context_lines
from news.extract.declared import Declared
from news.extract.main_text import Body, read_body
from news.extract.origins import read_publisher
from news.extract.page import Page, read_page
from news.extract.page_elements import clean
from news.extract.page_evidence import gather
from news.extract.pictures import pictures
from news.extract.plain import read_plain
from news.extract.publication_dates import Moments, read_moments
from news.links import join
from news.models import Article
from news.witnesses import Evidence, EvidenceByField

FAR = datetime(2200, 1, 1, tzinfo=UTC)
# Descriptions of one article that are kept, and the characters of each: most
# are a sentence or two.
MAX_DESCRIPTIONS = 4
MAX_DESCRIPTION = 1_000


@dataclass(frozen=True, slots=True)
class ExaminedPage:
    """An article page as read, and who says so."""

    article: Article
    # What each witness says of each field; of each the piece that stands comes
    # first.
    evidence: EvidenceByField


def extract(
    html: bytes | str,
    *,
    url: str,
    content_type: str | None = None,
    zone: str = "",
    now: datetime | None = None,
) -> Article:
    """Read an article page.

    What the page declares (JSON-LD, microdata, meta) counts before what it shows, unless its
    visible byline and its address agree against it. Dates without an offset are local to `zone`;
    without one, to the zone of the site's country or language, in UTC where neither tells. `now`
    clamps dates of the future. Work is bounded: 4 MB of markup, 60,000 nodes. Raises NoArticle
    where the page holds neither a text nor a title.
    """
    return examine(
        html, url=url, content_type=content_type, zone=zone, now=now
    ).article


def examine(
    html: bytes | str,
    *,
    url: str,
    content_type: str | None = None,
    zone: str = "",
    now: datetime | None = None,
) -> ExaminedPage:
    """Read an article page as `extract` does, and keep what each witness said."""
    page = read_page(
        html, url=url, content_type=content_type, zone=zone, now=now or FAR
    )
    if page is None:
        raise NoArticle(f"{url}: no markup to read")
    declared = read_declared(page)
    title = titles.choose(page, declared)
    body = read_body(page, title)
    if not body.text and not title:
        raise NoArticle(f"{url}: neither a headline nor a text")
    context = context_lines(page, title, body)
    moments = read_moments(page, declared, title, context)
    article = _assemble(page, declared, title, body, context, moments)
    return ExaminedPage(article, gather(article, declared, moments))


def read_declared(page: Page) -> Declared:
    """Read all that the page declares of itself."""
    declared = Declared()
    json_ld.read(page, declared)
    metadata.read(page, declared)
    metadata.read_marked(page, declared)
    declared.fill(site=titles.site_in_title(page))
    declared.section = declared.section or breadcrumb(page)
    return declared


def extract_text(
    text: str,
    *,
    url: str = "",
    zone: str = "Asia/Shanghai",
    now: datetime | None = None,
) -> Article:
    """Read an article that was saved as plain text, furniture and all. Raises NoArticle for an
    empty one."""
    return read_plain(text, url=url, zone=zone, now=now or FAR)


def join_pages(first: Article, others: list[Article]) -> Article:
    """Join the pages of one article (下一页); paragraphs that a later page repeats are dropped."""
    lines = first.text.split("\n")
    for page in others:
        known = set(lines)
        given = page.text.split("\n")
        lines += [line for line in given if line not in known]
    last = [first, *others][-1]
    text = "\n".join(filter(None, lines))
    return replace(first, text=text, next_url=last.next_url)


def _assemble(
    page: Page,
    declared: Declared,
    title: str,
    body: Body,
    context: ContextLines,
    moments: Moments,
) -> Article:
    """Make the article of what the readers found, each field by its own reader."""
    images = pictures(page, declared, body.node)
    return Article(
        url=page.url,
        title=title,
        text=body.text,
        description=description(declared),
        published_at=first_moment(moments.published),
        modified_at=first_moment(moments.modified),
        publisher=read_publisher(page, declared, context),
        site=declared.site,
        author=read_author(page, declared, context),
        editor=read_editor(declared, context, body.dropped),
        section=declared.section,
        types=tuple(dict.fromkeys(declared.types)),
        image=images[0] if images else "",
        images=tuple(images),
        language=declared.language,
        keywords=declared.keywords,
        canonical_url=join(page.url, declared.canonical)
        if declared.canonical
        else "",
        next_url=body.next_url,
    )


def description(declared: Declared) -> str:
    """Return what the page says of its article, each saying once and on a line of its own."""
    told = (
        # Some systems escape it twice.
        clean(unescape(text))[:MAX_DESCRIPTION]
        for text in declared.descriptions
        if text
    )
    return "\n".join(list(dict.fromkeys(told))[:MAX_DESCRIPTIONS])


def first_moment(claims: list[Evidence]) -> datetime | None:
    """Return the moment of the claim that stands; None if there is none."""
    return next((claim.moment for claim in claims), None)

"""`jianbao inspect`: show what the bot reads in a file or at an address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    print_json,
    stop,
)
from news import feeds, pages
from news.charset import decode
from news.errors import JianbaoError, NoArticle, NotAFeed
from news.extract import ExaminedPage, examine, extract_text
from news.language import detect
from news.models import Article, Entry, Feed
from news.pages import telegram_preview
from news.safe_json import JsonObject
from news.summarise import summarise
from news.topics import classify
from news.witnesses import weigh
from news.zones import zone_names

# A page with this many entries and little text is a section page.
_LISTED = 8


def inspect(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE-OR-URL",
            help="A file (HTML, XML, JSON, plain text; .gz too) or an address.",
        ),
    ],
    url: Annotated[
        str,
        typer.Option("--url", help="The address that a file was saved from."),
    ] = "",
    zone: Annotated[
        str, typer.Option("--zone", help="The zone of dates without one.")
    ] = "",
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--earlier",
            help="An earlier copy of a section page, the oldest first: links that changed since then are articles.",
        ),
    ] = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show what the bot sees: an article, a feed, a sitemap, a hot list or a
    section page.
    """
    if zone and zone not in zone_names():
        stop(
            f"--zone: {zone!r}: expected an IANA zone such as Asia/Shanghai", 2
        )
    try:
        data, address, kind = execute(_read(what, url, config))
        seen = look(
            data,
            url=address,
            content_type=kind,
            zone=zone,
            plain=what.endswith((".txt", ".txt.gz")),
            grammar=_learn(earlier or [], address),
        )
    except JianbaoError as error:
        stop(str(error))
    if json:
        print_json(seen)
    else:
        _show(seen)


async def _read(
    what: str, url: str, config: Path | None
) -> tuple[bytes, str, str]:
    if not what.lower().startswith(("http://", "https://")):
        return _read_file(Path(what), url)
    from bot.open_context import fetch_config
    from bot.settings import load
    from jobs.http.downloader import Downloader

    downloader = Downloader(fetch_config(load(config)))
    try:
        page = await downloader.get(what, kind="article", robots=False)
    finally:
        await downloader.close()
    return page.data, url or page.url, page.content_type


def _read_file(path: Path, url: str) -> tuple[bytes, str, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = (
            "; an address begins with http:// or https://"
            if isinstance(error, FileNotFoundError)
            else ""
        )
        raise NoArticle(
            f"{path}: can't be read: {error.strerror}{hint}"
        ) from error
    if data[:2] == b"\x1f\x8b":
        data = unpack(data, path)
    return data, url or f"https://localhost.invalid/{path.name}", ""


def _learn(files: list[Path], url: str) -> pages.Grammar | None:
    """Learn a page's layout from earlier copies of it; return None if there are
    none.
    """
    grammar = None
    for file in files:
        data, _, _ = _read_file(file, url)
        grammar = pages.read_listing(data, url=url, grammar=grammar).grammar
    return grammar


def unpack(data: bytes, path: Path) -> bytes:
    """Unpack a gzip file, up to the size limit of a download."""
    import zlib

    try:
        return zlib.decompressobj(31).decompress(data, 64 * 1024 * 1024)
    except zlib.error as error:
        raise NoArticle(f"{path}: broken gzip: {error}") from error


def look(
    data: bytes,
    *,
    url: str,
    content_type: str = "",
    zone: str = "",
    plain: bool = False,
    now: datetime | None = None,
    grammar: pages.Grammar | None = None,
) -> JsonObject:
    """Return what the bot sees, in the form that scripts rely on. Raises an
    error from `news.errors` for content of no known kind.
    """
    moment = now or datetime.now(UTC)
    text = decode(data, content_type=content_type).text
    if plain or (
        "<" not in text[:5000] and not text.lstrip().startswith(("{", "["))
    ):
        return _plain_json(text, url, moment)
    try:
        return _feed_json(
            feeds.parse(
                data,
                url=url,
                content_type=content_type,
                zone=zone or "UTC",
                now=moment,
            )
        )
    except NotAFeed:
        if not _like_html(text):
            raise
    if telegram_preview.is_preview(url):
        feed = telegram_preview.read_preview(
            data, url=url, now=moment, content_type=content_type
        )
        return _feed_json(feed)
    return _look_at_page(data, url, content_type, zone, moment, grammar)


def _plain_json(text: str, url: str, now: datetime) -> JsonObject:
    """Return a text without markup as an article."""
    address = "" if url.startswith("https://localhost.invalid") else url
    return article_json(extract_text(text, url=address, now=now))


def _look_at_page(
    data: bytes,
    url: str,
    content_type: str,
    zone: str,
    moment: datetime,
    grammar: pages.Grammar | None,
) -> JsonObject:
    """Return a page's article, or its entries if it is a list of articles."""
    listing = pages.read_listing(
        data,
        url=url,
        content_type=content_type,
        zone=zone or "UTC",
        now=moment,
        grammar=grammar,
    )
    entries = listing.entries
    try:
        reading = examine(
            data, url=url, content_type=content_type, zone=zone, now=moment
        )
    except NoArticle:
        if not entries:
            raise
        reading = ExaminedPage(Article(url=url), {})
    article = reading.article
    if _is_list(article, entries, url):
        title = pages.page_title(data, content_type=content_type)
        seen = _feed_json(
            Feed(kind="page", url=url, title=title, entries=tuple(entries))
        )
        if grammar:
            return seen | _learned_json(listing)
        return seen
    return article_json(article) | {"witnesses": _witnesses_json(reading)}


def _like_html(text: str) -> bool:
    head = text[:20_000].lower()
    return any(
        mark in head
        for mark in (
            "<html",
            "<body",
            "<!doctype html",
            "<div",
            "<p",
            "<article",
            "<title",
            "<head",
        )
    )


def _is_list(article: Article, entries: list[Entry], url: str) -> bool:
    """Recognise a section page: many entries and hardly any text, or an address
    that names no document.
    """
    size = len(article.text)
    if size < 80:
        return len(entries) >= 3
    path = url.split("://", 1)[-1].partition("/")[2].partition("?")[0]
    front = path == "" or path.endswith("/")
    # An article names its date and publisher, and its address usually names a
    # document.
    if _is_signed(article) and not (front and size < 300):
        return False
    longest = 1500 if front else 400
    return len(entries) >= _LISTED and size < longest


def _is_signed(article: Article) -> bool:
    if article.published_at is None:
        return False
    return bool(article.publisher or article.author or article.editor)


def article_json(article: Article) -> JsonObject:
    """Return an article in the fixed form."""
    language = detect(f"{article.title} {article.text[:300]}")
    return {
        "kind": "article",
        "url": article.canonical_url or article.url,
        "title": article.title,
        "text": article.text,
        "published_at": article.published_at.isoformat()
        if article.published_at
        else None,
        "publisher": article.publisher,
        "author": article.author,
        "editor": article.editor,
        "language": language,
        "image": article.image,
        "section": article.section,
        "topics": [topic.key for topic in classify(article)],
        "summary": summarise(
            article.text,
            title=article.title,
            language=language,
            sentences=3,
            description=article.description,
        ),
    }


def _witnesses_json(reading: ExaminedPage) -> JsonObject:
    """Return the source of each field's value, and the values that were
    overruled.
    """
    return {
        name: verdict.explain()
        for name, verdict in weigh(reading.evidence).items()
    }


def _feed_json(feed: Feed) -> JsonObject:
    return {
        "kind": feed.kind,
        "title": feed.title,
        "entries": [
            {
                "url": entry.url,
                "title": entry.title,
                "published_at": entry.published_at.isoformat()
                if entry.published_at
                else None,
                "summary": entry.summary[:1000],
            }
            for entry in feed.entries
        ],
    }


def _learned_json(listing: pages.Listing) -> JsonObject:
    """Return what earlier readings of a page taught: their number, and the
    number of links they decided.
    """
    readings = listing.grammar.readings - 1
    return {
        "grammar": {
            "earlier_readings": readings,
            "links_decided": listing.learned,
        }
    }


def _cell(value: object) -> str:
    """Return a value as the table shows it; for witnesses, who said each field."""
    if isinstance(value, list):
        return "\n".join(f"• {item}" for item in value)
    if isinstance(value, dict):
        return "\n".join(
            _witness_line(name, said) for name, said in value.items()
        )
    return str(value or "—")


def _witness_line(name: str, said: JsonObject) -> str:
    overruled = [str(other["value"]) for other in said["overruled"]]
    against = f"; overruled: {', '.join(overruled)}" if overruled else ""
    where = f" ({said['by']})" if said["by"] else ""
    return f"{name}: {said['witness']}{where}{against}"


def _show(seen: JsonObject) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    for key, value in seen.items():
        if key != "entries":
            table.add_row(Text(key, style="bold"), _cell(value))
    console.print(table, highlight=False)
    for entry in seen.get("entries", ())[:40]:
        console.print(
            f"{(entry['published_at'] or '')[:16]:16}  {entry['title']}\n{'':18}{entry['url']}",
            highlight=False,
        )

"""Feeds: feedparser's own assertions, CPU beside feedparser, mutations read whole; and charsets."""

from __future__ import annotations

import ast
import gzip
import re
import time
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.figures import Figure
from news.charset import decode
from news.errors import JianbaoError
from news.feeds import parse
from news.feeds.markup import plain
from news.models import Entry

_EXPECT = re.compile(
    rb"Description:\s*(.+?)\s*Expect:\s*(.+?)\s*-->", re.DOTALL
)
_ASSERTION = re.compile(
    r"entries'?\]?\[(\d)\]\['(title|link|id|guid|updated_parsed|published_parsed|summary|description)'\] == (u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|\([\d, ]+\))"
)


def run(feedparser: Path | None) -> list[Figure]:
    """Return the figures of feeds of our own making, and of feedparser's tests where they are given."""
    figures = [_speed(), _mutations()]
    if feedparser:
        figures.insert(0, _assertions(feedparser / "tests"))
    return figures


def _assertions(folder: Path) -> Figure:
    good = total = 0
    for path in sorted(
        [
            *(folder / "wellformed").rglob("*.xml"),
            *(folder / "illformed").rglob("*.xml"),
        ]
    ):
        content = path.read_bytes()
        match = _EXPECT.search(content)
        for found in (
            _ASSERTION.finditer(match.group(2).decode("utf-8", "replace"))
            if match
            else ()
        ):
            total += 1
            good += _holds(content, str(path.relative_to(folder)), found)
    return Figure(
        "feedparser's own assertions (title, link, id, date, summary)",
        good / total,
        "",
        0.95,
        "higher",
        note=f"{good} of {total}",
    )


def _holds(content: bytes, name: str, found: re.Match[str]) -> bool:
    try:
        feed = parse(content, url=f"http://127.0.0.1:8097/tests/{name}")
    except JianbaoError:
        return False
    index, key, wanted = (
        int(found.group(1)),
        found.group(2),
        ast.literal_eval(found.group(3)),
    )
    if index >= len(feed.entries):
        return False
    value = _value(feed.entries[index], key)
    if isinstance(wanted, str):
        spaced = " ".join(str(value).split())
        return spaced in {
            " ".join(each.split())
            for each in (wanted, plain(wanted), plain(plain(wanted)))
        }
    return value == tuple(wanted)[:6]


def _value(entry: Entry, key: str) -> object:
    if key.endswith("_parsed"):
        moment = (
            (entry.updated_at or entry.published_at)
            if key == "updated_parsed"
            else entry.published_at
        )
        return tuple(moment.utctimetuple())[:6] if moment else None
    return {
        "title": entry.title,
        "link": entry.url,
        "id": entry.id,
        "guid": entry.id,
        "summary": entry.summary,
        "description": entry.summary,
    }[key]


def rss(count: int, language: str = "zh", *, full: bool = False) -> str:
    """Return a feed as portals write them, of our own text; with the articles' whole HTML where it is `full`."""
    text = (
        "记者从有关部门了解到，新的实验室将在明年建成，并向中小企业免费开放。"
        if language == "zh"
        else "The council said on Monday that the new bridge would open next year. "
    )
    paragraph = f"<p style='margin:0'>{text * 2}<a href='https://a.example/t/1'>{text[:6]}</a> <strong>{text[:9]}</strong></p>"
    whole = (
        f"<content:encoded><![CDATA[<div class='c'>{paragraph * 12}<figure><img src='/p.jpg' width='600'></figure></div>]]></content:encoded>"
        if full
        else ""
    )
    items = "".join(
        f"<item><title>{text[:16]} {n} &amp; more</title><link>https://a.example/2026/1123/{n}.html</link><guid isPermaLink='false'>{n}</guid><category>news</category>"
        f"<pubDate>Mon, 23 Nov 2026 {n % 24:02}:30:00 +0800</pubDate><dc:creator>someone</dc:creator><description><![CDATA[<p>{text * 3}</p><img src='/i/{n}.jpg'>]]></description>{whole}</item>"
        for n in range(count)
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>t</title><link>https://a.example/</link>{items}</channel></rss>"


def _speed() -> Figure:
    import feedparser

    feeds = [
        rss(count, language, full=full).encode()
        for count in (10, 30, 50)
        for language in ("zh", "en")
        for full in (False, True)
    ]
    ours = _cpu(
        lambda: [parse(feed, url="https://a.example/f") for feed in feeds], 5
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = _cpu(
            lambda: [feedparser.parse(BytesIO(feed)) for feed in feeds], 2
        )
    return Figure(
        "feeds: speed beside feedparser (CPU)",
        theirs / ours,
        "×",
        10,
        "higher",
        "feedparser ms a feed",
        theirs / len(feeds) * 1e3,
        f"ours {ours / len(feeds) * 1e3:.2f} ms a feed",
    )


def _cpu(work: Callable[[], object], rounds: int) -> float:
    work()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return sorted(spent)[len(spent) // 2]


def mutations(feed: str) -> dict[str, bytes]:
    """Return 45 ways in which one feed arrives broken."""
    found: dict[str, bytes] = {
        "bom": b"\xef\xbb\xbf" + feed.encode(), "wrong label gbk": feed.replace("utf-8", "gbk").encode(), "wrong label latin": feed.replace("utf-8", "iso-8859-1").encode(),
        "gbk": feed.replace("utf-8", "gbk").encode("gbk"), "gbk unlabelled": feed.replace(" encoding='utf-8'", "").encode("gbk"), "utf-16": feed.replace("utf-8", "utf-16").encode("utf-16"),
        "utf-16 unlabelled": feed.split("?>", 1)[1].encode("utf-16-le"), "no prolog": feed.split("?>", 1)[1].encode(), "space first": b"\n \t" + feed.encode(),
        "nul first": b"\x00" + feed.encode(), "doctype": feed.replace("<rss", "<!DOCTYPE rss SYSTEM 'x.dtd'><rss", 1).encode(),
        "doctype with entities": feed.replace("<rss", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss", 1).encode(), "missing namespace": feed.replace(" xmlns:dc='http://purl.org/dc/elements/1.1/'", "").encode(),
        "unclosed channel": feed.replace("</channel></rss>", "").encode(), "unclosed rss": feed.replace("</rss>", "").encode(), "text after": feed.encode() + b" trailing words",
        "comment after": feed.encode() + b"<!-- cached -->", "html after": feed.encode() + b"<script>x()</script>", "php warning first": b"<br />\n<b>Warning</b>: x in y\n" + feed.encode(),
        "two prologs": b"<?xml version='1.0'?>" + feed.encode(), "upper-case doctype": feed.replace("<rss", "<!doctype RSS><rss", 1).encode(), "cr only": feed.replace("<item>", "\r<item>").encode(),
        "version 9": feed.replace("version='2.0'", "version='9.9'").encode(), "no version": feed.replace(" version='2.0'", "").encode(),
        "pi inside": feed.replace("<channel>", "<channel><?php echo 1 ?>").encode(), "comment inside": feed.replace("<item>", "<!-- -- --><item>", 1).encode(),
        "stylesheet": feed.replace("<rss", "<?xml-stylesheet href='a.xsl'?><rss", 1).encode(),
    }  # fmt: skip
    in_text = {
        "bare ampersand": "Q&A & more", "html entity": "&nbsp;&hellip;&eacute;", "unknown entity": "&foo;", "broken entity": "&#;", "entity out of range": "&#x110000;", "control": "\x01\x08",
        "vertical tab": "\x0b", "form feed": "\x0c", "less-than": "1 < 2", "arrow": "<-", "cdata end": "]]>", "nul": "\x00", "noncharacter": "\ufffe", "surrogate entity": "&#xD83D;",
        "entity of control": "&#8;", "quote": "\"'", "double ampersand": "&&",
    }  # fmt: skip
    found |= {
        f"{name} in a title": feed.replace(
            "& more".replace("&", "&amp;"), text, 1
        ).encode("utf-8", "surrogatepass")
        for name, text in in_text.items()
    }
    found["bad byte"] = feed.encode().replace(b"<p>", b"<p>\xff", 1)
    return found


def _mutations() -> Figure:
    feed = rss(6)
    every = mutations(feed)
    missed = [name for name, content in every.items() if not _whole(content)]
    return Figure(
        f"mutations of one feed read whole, of {len(every)}",
        len(every) - len(missed),
        "",
        43,
        "higher",
        note=", ".join(missed),
    )


def _whole(content: bytes) -> bool:
    try:
        feed = parse(content, url="https://a.example/f")
    except JianbaoError:
        return False
    good = [
        entry
        for entry in feed.entries
        if entry.url
        and "记者" in entry.title
        and entry.published_at
        and "实验室" in entry.summary
    ]
    return len(good) == 6


def charsets(data: Path) -> list[Figure]:
    """Return the share of undeclared GBK pages that are decoded, whole and with one bad byte."""
    good = total = 0
    for path in sorted((data / "zh-pages").glob("*.gz")):
        text = decode(gzip.decompress(path.read_bytes())).text.replace(
            "\ufffd", ""
        )
        text = re.sub(r"charset=[\"']?[\w-]+", "", text)
        content = text.encode("gb18030")
        middle = next(
            index
            for index in range(len(content) // 2, len(content))
            if content[index] > 0x7F
        )
        bad = content[:middle] + b"\xff" + content[middle + 1 :]
        total += 2
        good += (decode(content).text == text) + (
            decode(bad).encoding == "gb18030"
        )
    return [
        Figure(
            "undeclared GBK pages read, whole and with one bad byte",
            good / max(total, 1),
            "",
            1.0,
            "higher",
            note=f"{good} of {total}",
        )
    ]

"""Heavy inputs as a hostile server sends them: a name, the server's behaviour, and the expected outcome of each."""

from __future__ import annotations

import contextlib
import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Literal

import brotli

from tests.site import Answer

Raw = Callable[[BaseHTTPRequestHandler], None]
XML = {"Content-Type": "application/xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/feed+json"}
WHEN = "Mon, 23 Nov 2026 14:30:00 +0800"
Fate = Literal["refused", "safe", "either"]
"""Cut off with an error, read and made safe, or either of the two."""


@dataclass(frozen=True, slots=True)
class Load:
    """One heavy input."""

    name: str
    answer: Answer
    fate: Fate = "refused"


def _ignore(work: Raw) -> Raw:
    """Let the other side hang up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            work(handler)

    return answer


def _sends(parts: Iterable[bytes], *, pause: float = 0.0) -> Answer:
    """Write parts to the bare socket, with a pause between them."""
    kept = list(parts)

    def work(handler: BaseHTTPRequestHandler) -> None:
        for part in kept:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return Answer(raw=_ignore(work))


def _endless(head: bytes, body: bytes, *, seconds: float = 20.0) -> Answer:
    """Write one part after another for as long as somebody listens."""

    def work(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(body)

    return Answer(raw=_ignore(work))


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"


def wire(drips: int = 200) -> list[Load]:
    """Return how a server misbehaves at the level of HTTP."""
    many = b"".join(
        b"X-%d: %s\r\n" % (number, b"y" * 1000) for number in range(2000)
    )
    return [
        Load("drip body", _sends([_OK + b"\r\n", *[b"x"] * drips], pause=0.05)),
        Load(
            "drip headers",
            _sends(
                [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * drips], pause=0.05
            ),
        ),
        Load(
            "drip status line",
            _sends([b"H", b"T", b"T", b"P", *[b"/"] * drips], pause=0.05),
        ),
        Load("silence", _sends([b""] * drips, pause=0.05)),
        Load("endless stream", _endless(_OK + b"\r\n", b"<x>" * 20_000)),
        Load(
            "endless chunks",
            _endless(_CHUNKED, b"1000\r\n" + b"x" * 0x1000 + b"\r\n"),
        ),
        Load(
            "endless empty chunks' extensions",
            _endless(_CHUNKED + b"1;", b"a" * 65_536),
        ),
        Load(
            "endless headers",
            _endless(
                b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"y" * 60_000 + b"\r\n"
            ),
        ),
        Load(
            "20 MB in one header",
            _sends(
                [
                    b"HTTP/1.1 200 OK\r\nX-A: ",
                    *[b"y" * 1_000_000] * 20,
                    b"\r\n\r\n",
                ]
            ),
        ),
        Load(
            "2,000 headers",
            _sends(
                [b"HTTP/1.1 200 OK\r\n", many, b"Content-Length: 0\r\n\r\n"]
            ),
        ),
        Load(
            "endless interim answers",
            _endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
        ),
        Load(
            "a length of 10 TB",
            _sends([_OK + b"Content-Length: 9999999999999\r\n\r\nx"]),
        ),
        Load(
            "a length longer than the body",
            _sends([_OK + b"Content-Length: 500000\r\n\r\n<rss/>"]),
        ),
        Load(
            "a length shorter than the body",
            _sends([_OK + b"Content-Length: 3\r\n\r\n<rss>" + b"x" * 100]),
        ),
        Load(
            "a negative length",
            _sends([_OK + b"Content-Length: -5\r\n\r\n<rss/>"]),
        ),
        Load(
            "a length of 5,000 digits",
            _sends([_OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx"]),
        ),
        Load(
            "two lengths",
            _sends(
                [_OK + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\n<rss/>"]
            ),
        ),
        Load("no HTTP", _sends([b"\x00\x01\x02 no http at all\r\n\r\n"])),
        Load(
            "a redirect loop",
            Answer(b"", 302, {"Location": "/loop", "Connection": "close"}),
        ),
        Load(
            "a redirect of 90 kB",
            Answer(
                b"",
                302,
                {"Location": "/" + "x" * 90_000, "Connection": "close"},
            ),
        ),
    ]


def packed(size: int) -> list[Load]:
    """Return bodies of `size` bytes that travel as few."""
    zeros = bytes(size)
    once = gzip.compress(zeros)
    return [
        Load(
            "gzip bomb", Answer(once, 200, XML | {"Content-Encoding": "gzip"})
        ),
        Load(
            "brotli bomb",
            Answer(
                brotli.compress(zeros, quality=1),
                200,
                XML | {"Content-Encoding": "br"},
            ),
        ),
        Load(
            "deflate bomb",
            Answer(
                zlib.compress(zeros), 200, XML | {"Content-Encoding": "deflate"}
            ),
        ),
        Load(
            "gzip within gzip",
            Answer(
                gzip.compress(once),
                200,
                XML | {"Content-Encoding": "gzip, gzip"},
            ),
        ),
        Load(
            "ten packings",
            Answer(
                once, 200, XML | {"Content-Encoding": ", ".join(["gzip"] * 10)}
            ),
        ),
        Load(
            "a gzip of 50,000 members",
            Answer(
                gzip.compress(b"") * 50_000,
                200,
                XML | {"Content-Encoding": "gzip"},
            ),
        ),
        Load(
            "a gzip file sent as it is",
            Answer(once, 200, {"Content-Type": "application/gzip"}),
        ),
        Load(
            "broken gzip",
            Answer(b"\x1f\x8b broken", 200, XML | {"Content-Encoding": "gzip"}),
        ),
        Load(
            "an unknown packing",
            Answer(zeros[:100], 200, XML | {"Content-Encoding": "zstd"}),
        ),
    ]


def rss(*items: str, head: str = "", doctype: str = "") -> bytes:
    """Return a feed of these items."""
    text = f"<?xml version='1.0' encoding='utf-8'?>{doctype}<rss version='2.0'><channel><title>Heavy</title>{head}{''.join(items)}</channel></rss>"
    return text.encode("utf-8", "surrogatepass")


def item(
    name: str = "1",
    *,
    title: str = "A heavy headline of the day",
    more: str = "",
    when: str = WHEN,
) -> str:
    """Return one item of a feed."""
    return f"<item><title>{title}</title><link>http://name.example/{name}</link><pubDate>{when}</pubDate>{more}</item>"


def _each(name: str, many: int) -> str:
    return " ".join(f"{name}{number}='{number}'" for number in range(many))


def _laughs(levels: int = 9) -> str:
    lines = ['<!ENTITY l0 "ha">']
    lines += [
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1)
    ]
    return f"<!DOCTYPE rss [{''.join(lines)}]>"


def _external(address: str) -> str:
    return f'<!DOCTYPE rss [<!ENTITY leak SYSTEM "{address}"><!ENTITY % more SYSTEM "{address}"> %more;]>'


def xml(many: int, canary: str) -> list[Load]:
    """Return feeds; `many` is how often something is repeated, `canary` an address that nobody may ask for."""
    said = item(title="It is &l9; so")
    feeds: list[tuple[str, bytes, Fate]] = [
        ("billion laughs", rss(said, doctype=_laughs()), "either"),
        ("quadratic entities", rss(item(title="&a;" * (many // 10)), doctype=f'<!DOCTYPE rss [<!ENTITY a "{"a" * many}">]>'), "either"),
        ("an external entity of a file", rss(item(title="before &leak; after"), doctype=_external("file:///etc/hostname")), "either"),
        ("an external entity of the web", rss(item(title="before &leak; after"), doctype=_external(canary)), "either"),
        ("an external DTD", rss(item(), doctype=f'<!DOCTYPE rss SYSTEM "{canary}">'), "safe"),
        ("an inclusion", rss(item(more=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary}"/>')), "safe"),
        ("deep nesting", rss(item(more="<a>" * many + "</a>" * many)), "either"),
        ("open tags", rss(item(), "<p>" * many), "either"),
        ("nothing but open tags", b"<rss>" + b"<a>" * many, "refused"),
        ("attributes", rss(f"<item {_each('a', many)}><title>x</title></item>"), "either"),
        ("namespaces", rss(f"<item {_each('xmlns:a', many // 4)}></item>", item()), "either"),
        ("items", rss(*(item(str(n)) for n in range(many // 4))), "safe"),
        ("categories", rss(item(more="<category>tag</category>" * many)), "safe"),
        ("enclosures", rss(item(more="<enclosure url='http://name.example/a.jpg' type='image/jpeg'/>" * (many // 4))), "safe"),
        ("an author for slow expressions", rss(item(more=f"<author>{'a@' * many} ({'(' * many}</author>")), "safe"),
        ("a byline for slow expressions", rss(item(more=f"<description>{'来源：' * many}{'记者 ' * many}</description>")), "safe"),
        ("white space for slow expressions", rss(item(more=f"<description>&lt;p{' ' * many}{' class' * (many // 8)}</description>")), "safe"),
        ("half tags", rss(item(more=f"<description><![CDATA[{'<p' * many}{'<!--' * many}{'<script' * many}]]></description>")), "safe"),
        ("pictures", rss(item(more=f"<description><![CDATA[{'<img src=x ' * many}]]></description>")), "safe"),
        ("ampersands", rss(item(title="&" * many)), "either"),
        ("a title without end", rss(item(title="长标题" * many)), "safe"),
        ("an address without end", rss(item("x" * many)), "safe"),
        ("the year 2999", rss(item(when="Mon, 23 Nov 2999 14:30:00 +0800")), "safe"),
        ("the year 99999999", rss(item(when=f"Mon, 23 Nov {'9' * many} 14:30:00 +0800")), "safe"),
        ("offsets of years", rss(item(when="Mon, 23 Nov 2026 14:30:00 +99999999")), "safe"),
        ("huge numbers", rss(item(), head=f"<ttl>{'9' * many}</ttl><skipHours><hour>{'9' * 5000}</hour></skipHours>"), "safe"),
        ("NUL and controls", rss(item(title="a\x00b\x01c\x1b[31mred")), "safe"),
        ("references to NUL and halves", rss(item(title="a&#0;b&#xD800;c&#xDFFF;d&#x110000;e&#99999999999;")), "safe"),
        ("half characters", rss(item(title="a\ud800b\udfffc")), "safe"),
        ("bytes of another charset", rss(item(title="X")).replace(b"X", "京剧".encode("gb18030") * 100), "either"),
        ("a charset nobody knows", rss(item()).replace(b"utf-8", b"x-unknown-\xff"), "safe"),
        ("UTF-7", rss(item(title="+ADw-script+AD4-")).replace(b"utf-8", b"utf-7"), "safe"),
        ("UTF-16 that says UTF-8", rss(item()).decode().encode("utf-16"), "either"),
        ("one address many times", rss(*[item("same")] * (many // 4)), "safe"),
        ("an index of itself", f"<sitemapindex><sitemap><loc>{canary.rpartition('/')[0]}/an%20index%20of%20itself</loc></sitemap></sitemapindex>".encode(), "either"),
        ("an index of many", b"<sitemapindex>" + b"<sitemap><loc>http://127.0.0.1:1/x</loc></sitemap>" * (many // 4) + b"</sitemapindex>", "either"),
        ("noise", bytes(range(256)) * 100, "refused"),
        ("nothing", b"", "refused"),
    ]  # fmt: skip
    return [
        Load(name, Answer(data, 200, XML), fate) for name, data, fate in feeds
    ]


def _jsonfeed(*items: object, **fields: object) -> bytes:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": list(items),
            **fields,
        }
    ).encode()


def json_feeds(many: int) -> list[Load]:
    """Return JSON Feeds."""
    good: dict[str, object] = {
        "id": "1",
        "url": "http://name.example/1",
        "title": "A heavy headline of the day",
    }
    feeds: list[tuple[str, bytes, Fate]] = [
        ("deep lists", b"[" * many, "refused"),
        ("deep objects", b'{"a":' * many, "refused"),
        ("deep below an item", _jsonfeed(good).replace(b'"1"', b"[" * many + b"]" * many), "refused"),
        ("huge integers", _jsonfeed(good).replace(b'"1"', b"9" * many), "safe"),
        ("huge exponents", _jsonfeed(good).replace(b'"1"', b"1e999999999"), "safe"),
        ("no numbers", _jsonfeed(good).replace(b'"1"', b"NaN"), "safe"),
        ("half characters in JSON", _jsonfeed(good | {"title": "a\ud800b\u0000c"}), "safe"),
        ("JSON of wrong kinds", _jsonfeed(*[{"id": [], "url": {}, "title": 5, "tags": "x", "authors": 7, "attachments": {}}] * 5, good), "safe"),
        ("JSON items", _jsonfeed(*[good] * (many // 4)), "safe"),
        ("JSON of one long text", _jsonfeed(good | {"content_html": "<b>" * many}), "safe"),
    ]  # fmt: skip
    return [
        Load(name, Answer(data, 200, JSON), fate) for name, data, fate in feeds
    ]


def page(body: str, head: str = "") -> bytes:
    """Return a page's bytes."""
    text = f"<html><head><title>Heavy page</title>{head}</head><body>{body}</body></html>"
    return text.encode("utf-8", "surrogatepass")


TEXT = (
    "<p>The council decided on Monday to build five open laboratories, and to open the first of them next June.</p>"
    * 4
)


def pages(many: int) -> list[Load]:
    """Return pages of articles."""
    of_all: list[tuple[str, str]] = [
        ("nested blocks", "<div>" * many + TEXT),
        ("open tags in a page", TEXT + "<p>" * many),
        ("formatting tags", TEXT + "<b><i>" * (many // 2)),
        ("attributes in a page", f"<p {_each('a', many)}>x</p>{TEXT}"),
        ("tables in tables", "<table><tr><td>" * (many // 4) + TEXT),
        ("links in a page", TEXT + "<a href='/x'>y</a>" * (many // 4)),
        (
            "a byline without end",
            f"<div class='info'>{'来源：' * many}{'编辑：' * many}</div>{TEXT}",
        ),
        (
            "an author without end",
            f"<span class='author'>{'By A B and ' * (many // 8)}</span>{TEXT}",
        ),
        (
            "dates without end",
            f"<div>{'2026-11-23 ' * (many // 8)}</div>{TEXT}",
        ),
        ("digits without end", f"<div>{'1' * many}:{'2' * many}</div>{TEXT}"),
        ("one word without end", f"<article><p>{'字' * many}</p></article>"),
        (
            "spaces without end",
            f"<article><p>{' ' * many}x{chr(0x3000) * many}</p>{TEXT}</article>",
        ),
        (
            "sentence ends without end",
            f"<article><p>{'。！？' * many}</p>{TEXT}</article>",
        ),
        (
            "quotes without end",
            f"<article><p>{'“「' * many}</p>{TEXT}</article>",
        ),
        ("half comments", TEXT + "<!--" * many),
        ("half entities", TEXT + "&#x" * many),
        ("NUL and controls in a page", f"<h1>a\x00b\x1bc</h1>{TEXT}\x00"),
        ("half characters in a page", f"<h1>a\ud800b</h1>{TEXT}\udfff"),
        (
            "overrides in a page",
            f"<h1>\u202eeman elif\u202c</h1>{TEXT}{chr(0x200B) * many}",
        ),
        (
            "breadcrumbs",
            "<div class='crumb'>"
            + "<a>首页</a> &gt; " * (many // 8)
            + f"</div>{TEXT}",
        ),
    ]
    heads: list[tuple[str, str]] = [
        ("metas", "<meta property='og:title' content='x'>" * (many // 8)),
        ("a meta refresh loop", "<meta http-equiv='refresh' content='0;url=?'>"),
        ("charsets", "<meta charset='x-nothing'>" * 100),
        ("linked data nested deeply", f"<script type='application/ld+json'>{'[' * many}</script>"),
        ("linked data of huge numbers", f"<script type='application/ld+json'>{{'a':{'9' * many}}}</script>".replace("'a'", '"a"')),
        ("linked data of many", f"<script type='application/ld+json'>[{','.join(['{}'] * (many // 4))}]</script>"),
        ("linked data in the year 99999", '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"99999-01-01T00:00:00Z"}</script>'),
    ]  # fmt: skip
    loads = [
        Load(name, Answer(page(body), 200, HTML), "either")
        for name, body in of_all
    ]
    return loads + [
        Load(name, Answer(page(TEXT, head), 200, HTML), "either")
        for name, head in heads
    ]

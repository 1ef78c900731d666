"""Serve the sample site: feeds, section pages (one in GBK), articles, pictures
and robots.txt, with validators.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.json_object import JsonObject
from sandbox.site import front, pages
from sandbox.site.articles import SiteArticle, load

CHINA = timezone(timedelta(hours=8))
_SECTIONS = {
    "/tech/": ("科技", {"科技", "科学", "健康", "能源", "教育"}),
    "/daily/": ("要闻", {"国内", "天气", "文化", "法治", "国际", "娱乐"}),
    "/sports/": ("体育", {"体育", "足球"}),
}


@dataclass(slots=True)
class NewsSite:
    """The sample site; `base` is its address once it is served."""

    clock: Callable[[], float]
    base: str = ""
    pieces: list[SiteArticle] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pieces = load(datetime.fromtimestamp(self.clock(), CHINA))

    @property
    def sources(self) -> list[dict[str, str]]:
        """The sources for a bot: two feeds and two section pages."""
        return [
            {
                "url": f"{self.base}/rss.xml",
                "title": "云河新闻",
                "language": "zh",
                "zone": "Asia/Shanghai",
            },
            {
                "url": f"{self.base}/atom.xml",
                "title": "Harbour Wire",
                "language": "en",
                "zone": "UTC",
            },
            {
                "url": f"{self.base}/tech/",
                "title": "云河科技频道",
                "language": "zh",
                "zone": "Asia/Shanghai",
                "kind": "page",
            },
            {
                "url": f"{self.base}/daily/",
                "title": "江州要闻",
                "language": "zh",
                "zone": "Asia/Shanghai",
                "kind": "page",
            },
        ]

    def publish(
        self,
        title: str,
        body: str,
        *,
        section: str = "科技",
        publisher: str = "云河日报",
        language: str = "zh",
    ) -> SiteArticle:
        """Publish a new article, dated now."""
        at = datetime.fromtimestamp(self.clock(), CHINA)
        piece = SiteArticle(
            slug=f"{90_000 + len(self.pieces)}",
            language=language,
            section=section,
            publisher=publisher,
            editor="沈知秋",
            author="",
            title=title,
            paragraphs=tuple(body.strip().split("\n")),
            at=at,
        )
        self.pieces.insert(0, piece)
        return piece

    def correct(self, slug: str, body: str) -> None:
        """Change an article's text."""
        paragraphs = tuple(body.split("\n"))
        for place, piece in enumerate(self.pieces):
            if piece.slug == slug:
                self.pieces[place] = replace(
                    piece, paragraphs=paragraphs, corrected=True
                )

    def withdraw(self, slug: str) -> None:
        """Remove an article."""
        self.pieces = [piece for piece in self.pieces if piece.slug != slug]

    def card(self, address: str) -> JsonObject | None:
        """Return the preview of one of the site's addresses; None for any
        other.
        """
        if not address.startswith(f"{self.base}/"):
            return None
        slug = address.rpartition("/")[2].partition(".")[0]
        if address.endswith(".svg"):
            return {"image": address}
        piece = next(
            (piece for piece in self.pieces if piece.slug == slug), None
        )
        if piece is None:
            return None
        return {
            "site": piece.publisher,
            "title": piece.title,
            "text": piece.paragraphs[0][:120],
            "image": f"{self.base}/pictures/{slug}.svg",
        }

    def app(self) -> Starlette:
        """Return the site as an ASGI application."""
        return Starlette(
            routes=[
                Route("/", self._front),
                Route("/style.css", self._style),
                Route("/rss.xml", self._rss),
                Route("/atom.xml", self._atom),
                Route("/robots.txt", self._robots),
                Route("/publish", self._publish, methods=["POST"]),
                Route("/pictures/{name}.svg", self._picture),
                Route("/tech/", self._section),
                Route("/daily/", self._section),
                Route("/sports/", self._section),
                Route("/{year:int}/{day}/{slug}.html", self._article),
            ]
        )

    def _answer(
        self, request: Request, body: str, kind: str, encoding: str = "utf-8"
    ) -> Response:
        data = body.encode(encoding, "xmlcharrefreplace")
        tag = f'"{hashlib.blake2b(data, digest_size=8).hexdigest()}"'
        self.requests.append(request.url.path)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return Response(
            data,
            headers={
                "Content-Type": kind,
                "ETag": tag,
                "Cache-Control": "max-age=60",
            },
        )

    async def _front(self, request: Request) -> Response:
        ways = {path: name for path, (name, _) in _SECTIONS.items()}
        body = front.front(self.pieces, self.base, ways)
        return self._answer(request, body, "text/html; charset=utf-8")

    async def _style(self, request: Request) -> Response:
        return self._answer(request, front.STYLE, "text/css; charset=utf-8")

    async def _rss(self, request: Request) -> Response:
        pieces = [piece for piece in self.pieces if piece.language == "zh"][:30]
        return self._answer(
            request,
            pages.rss(pieces, self.base),
            "application/rss+xml; charset=utf-8",
        )

    async def _atom(self, request: Request) -> Response:
        pieces = [piece for piece in self.pieces if piece.language == "en"]
        return self._answer(
            request,
            pages.atom(pieces, self.base),
            "application/atom+xml; charset=utf-8",
        )

    async def _section(self, request: Request) -> Response:
        path = "/" + request.url.path.strip("/").rpartition("/")[2] + "/"
        name, wanted = _SECTIONS[path]
        pieces = [
            piece
            for piece in self.pieces
            if piece.language == "zh" and piece.section in wanted
        ][:30]
        body = pages.section(name, pieces, self.base)
        # The second section is served in GBK without a charset header, as many
        # old portals do.
        if path == "/daily/":
            return self._answer(
                request, body.replace("utf-8", "gb2312"), "text/html", "gb18030"
            )
        return self._answer(request, body, "text/html; charset=utf-8")

    async def _article(self, request: Request) -> Response:
        """Serve one article's page, with its language's other articles beside it; 404 for an
        unknown name.
        """
        piece = next(
            (
                piece
                for piece in self.pieces
                if piece.slug == request.path_params["slug"]
            ),
            None,
        )
        if piece is None:
            return Response(
                "<html><body><h1>404</h1></body></html>",
                404,
                media_type="text/html",
            )
        others = [
            other
            for other in self.pieces
            if other.language == piece.language and other is not piece
        ]
        return self._answer(
            request,
            pages.article(piece, others, self.base),
            "text/html; charset=utf-8",
        )

    async def _robots(self, request: Request) -> Response:
        return self._answer(
            request, "User-agent: *\nDisallow: /admin/\n", "text/plain"
        )

    async def _picture(self, request: Request) -> Response:
        name = escape(request.path_params["name"])
        hue = (
            int(hashlib.blake2b(name.encode(), digest_size=2).hexdigest(), 16)
            % 360
        )
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="hsl('
            f'{hue},45%,55%)"/><circle cx="480" cy="110" r="60" fill="hsl({hue},60%,80%)"/><path d="M0 360 220 160 360 300 450 220 640 360Z" fill="hsl({hue},40%,35%)"/></svg>'
        )
        return self._answer(request, svg, "image/svg+xml")

    async def _publish(self, request: Request) -> Response:
        """Publish, correct or withdraw over HTTP, for tests in another process."""
        data = await request.json()
        if data.get("withdraw"):
            self.withdraw(str(data["withdraw"]))
            return JSONResponse({"ok": True})
        if data.get("correct"):
            self.correct(str(data["correct"]), str(data["body"]))
            return JSONResponse({"ok": True})
        names = {
            key: str(data[key])
            for key in ("section", "publisher", "language")
            if key in data
        }
        piece = self.publish(str(data["title"]), str(data["body"]), **names)
        return JSONResponse(
            {"ok": True, "slug": piece.slug, "url": self.base + piece.path}
        )

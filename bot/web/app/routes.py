"""Routes of the settings page inside Telegram.

The page itself holds no personal data. Its script sends the data that Telegram
signed, and gets a session and the first screen; each further request carries
the session in a header.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlsplit

import structlog
from jinja2 import Environment, PackageLoader
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.clock import Clock
from bot.web.app import filters, formats, profile, schedule, subscriptions
from bot.web.app.desk import Desk, Visit
from bot.web.app.init_data import NotSigned
from bot.web.app.session import Sessions
from bot.web.endpoint import Endpoint
from bot.web.private_headers import private_headers
from news.errors import StoreError
from store.chats import chats
from store.engine.database import Database
from store.rows import Chat

log = structlog.get_logger()
PATH = "/app"
# The most bytes of a form: a grid of a week takes 2 kB.
MAX_FORM = 16_384
MAX_FIELDS = 400
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
# Sites on which Telegram frames the page; its apps show it without a frame.
_TELEGRAM = "https://web.telegram.org https://*.web.telegram.org"
_SANDBOX = "http://127.0.0.1:* http://localhost:*"

Screen = Callable[[Visit], Awaitable[str]]
# The screens and their actions, by their names in addresses.
SCREENS: Mapping[tuple[str, str], Screen] = MappingProxyType(
    {
        ("subscriptions", "show"): subscriptions.show,
        ("subscriptions", "search"): subscriptions.search,
        ("subscriptions", "save"): subscriptions.save,
        ("subscriptions", "remove"): subscriptions.remove,
        ("schedule", "show"): schedule.show,
        ("schedule", "preview"): schedule.preview,
        ("schedule", "save"): schedule.save,
        ("filters", "show"): filters.show,
        ("filters", "preview"): filters.preview,
        ("filters", "add"): filters.add,
        ("filters", "remove"): filters.remove,
        ("formats", "show"): formats.show,
        ("formats", "preview"): formats.preview,
        ("formats", "save"): formats.save,
        ("profile", "show"): profile.show,
        ("profile", "forget"): profile.forget,
    }
)


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The installation's settings for the page."""

    # The root address of the bot's pages.
    root: str
    # The bot's token, with which Telegram signs.
    token: str
    # The most subscriptions of a chat.
    most: int


def routes(
    db: Database,
    clock: Clock,
    settings: AppSettings,
    allowed: Callable[[Chat], bool],
) -> list[BaseRoute]:
    """Return the routes."""
    env = Environment(
        loader=PackageLoader("bot.web.app"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    desk = Desk(
        db=db,
        clock=clock,
        sessions=Sessions(db, settings.token),
        env=env,
        root=settings.root,
        most=settings.most,
        allowed=allowed,
    )
    headers = _headers(settings.root)
    busy: set[int] = set()

    async def shell(_request: Request) -> Response:
        text = env.get_template("shell.html").render()
        return Response(
            text, media_type="text/html; charset=utf-8", headers=headers
        )

    async def enter(request: Request) -> Response:
        return await _answered(headers, _enter(desk, request))

    async def screen(request: Request) -> Response:
        return await _answered(headers, _screen(desk, request, busy))

    return [
        Route(PATH, shell),
        Route(f"{PATH}/style.css", _file("style.css", "text/css", headers)),
        Route(f"{PATH}/app.js", _file("app.js", "text/javascript", headers)),
        Route(f"{PATH}/in", enter, methods=["POST"]),
        Route(f"{PATH}/{{screen}}/{{do}}", screen, methods=["POST"]),
    ]


def _headers(root: str) -> dict[str, str]:
    """Return the headers of all answers; the sandbox, if it runs beside the
    bot, may frame the page.
    """
    is_local = urlsplit(root).hostname in _LOOPBACK
    frames = f"{_TELEGRAM} {_SANDBOX}" if is_local else _TELEGRAM
    return private_headers(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {frames}"
    )


def _file(name: str, media_type: str, headers: Mapping[str, str]) -> Endpoint:
    text = files("bot.web.app").joinpath(name).read_text("utf-8")
    kept = {**headers, "Cache-Control": "public, max-age=3600"}

    async def file(_request: Request) -> Response:
        return Response(text, media_type=media_type, headers=kept)

    return file


async def _answered(
    headers: Mapping[str, str], answer: Awaitable[dict[str, str]]
) -> Response:
    try:
        return JSONResponse(await answer, headers=dict(headers))
    except HTTPException as error:
        said = {"error": error.detail}
        return JSONResponse(said, error.status_code, dict(headers))
    except StoreError:
        return JSONResponse({"error": "later"}, 503, dict(headers))


async def _enter(desk: Desk, request: Request) -> dict[str, str]:
    """Sign in the person named by Telegram; return a session and the first
    screen.
    """
    form = await _form(request)
    given = form.get("data")
    try:
        data = given if isinstance(given, str) else ""
        token = await desk.sessions.enter(data, desk.clock())
    except NotSigned as why:
        log.info("app.refused", why=str(why))
        raise HTTPException(403, "expired") from None
    visit = await _visit(desk, token, FormData())
    return {
        "session": token,
        "lang": visit.speech.locale,
        "html": await subscriptions.show(visit),
        "nav": visit.render("nav.html"),
    }


async def _screen(
    desk: Desk, request: Request, busy: set[int]
) -> dict[str, str]:
    """Answer one request of a session: show a screen, or make a change and show
    the screen after it.
    """
    params = request.path_params
    asked = SCREENS.get((params["screen"], params["do"]))
    if asked is None:
        raise HTTPException(404, "not found")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    visit = await _visit(
        desk, token if scheme == "Bearer" else "", await _form(request)
    )
    # A trial reads thousands of articles: each person has one at a time.
    if visit.chat.id in busy:
        raise HTTPException(429, "busy")
    busy.add(visit.chat.id)
    try:
        return {"html": await asked(visit)}
    finally:
        busy.discard(visit.chat.id)


async def _visit(desk: Desk, token: str, form: FormData) -> Visit:
    """Return the visit of a session's person; raise HTTPException for a person
    without permission.
    """
    person = await desk.sessions.person_of(token, desk.clock())
    if person is None:
        raise HTTPException(401, "expired")
    chat = await desk.db.read(chats.find, person)
    if chat is None or chat.state == "banned" or not desk.allowed(chat):
        raise HTTPException(403, "start")
    return Visit(desk, chat, form)


async def _form(request: Request) -> FormData:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MAX_FORM:
        raise HTTPException(413, "too large")
    return await request.form(max_files=0, max_fields=MAX_FIELDS)

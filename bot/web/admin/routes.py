"""The dashboard's routes. Each page asks for a session;
each form for the session's own token as well.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

import structlog
from jinja2 import Environment, PackageLoader
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.admin import views
from bot.web.admin.session import (
    COOKIE,
    SESSION_SECONDS,
    AdminAuth,
    Session,
    TooManyTries,
    form_is_ours,
    form_token,
)
from news.errors import StoreError
from news.private_addresses import masked
from store.chats import chats
from store.delivery import broadcasts, failures
from store.engine.database import Database
from store.news import source_health, source_trust
from store.operations.job_runs import Expected
from store.rows import AWAY, OutboxKind

log = structlog.get_logger()
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
MAX_FORM = 4096
WAITING = 20
"""Sources waiting for the operator's word that are shown at once."""


@dataclass(frozen=True, slots=True)
class Admin:
    """What the dashboard is made from."""

    db: Database
    clock: Callable[[], int]
    door: AdminAuth
    expected: Expected
    wake: Callable[[], None] = lambda: None
    """Called when something was put into the outbox."""
    secure: bool = False
    """Whether it is reached over https, so that the cookie never leaves by another way."""
    troubles: Callable[[], list[str]] = list
    """What is wrong now beside the jobs: the way to Telegram, another instance."""


Page = Callable[[Admin, Environment, Request, Session], Awaitable[Response]]
Act = Callable[[Admin, Request, FormData], Awaitable[str]]


def routes(admin: Admin) -> list[BaseRoute]:
    """Return the routes."""
    env = Environment(
        loader=PackageLoader("bot.web.admin"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    env.globals.update(ago=views.ago, span=views.span, masked=masked)
    env.globals.update(name_of=views.source_name, seen_by=views.seen_by)
    style, drawn = (
        files("bot.web.admin").joinpath(name).read_text("utf-8")
        for name in ("style.css", "icon.svg")
    )

    cached = HEADERS | {"Cache-Control": "public, max-age=300"}

    def page(show: Page) -> Callable[[Request], Awaitable[Response]]:
        async def shown(request: Request) -> Response:
            return await _shown(admin, env, show, request)

        return shown

    def act(do: Act) -> Callable[[Request], Awaitable[Response]]:
        async def done(request: Request) -> Response:
            return await _done(admin, do, request)

        return done

    async def enter(request: Request) -> Response:
        return await _enter(admin, env, request)

    async def css(_request: Request) -> Response:
        return Response(style, media_type="text/css", headers=cached)

    async def icon(_request: Request) -> Response:
        return Response(drawn, media_type="image/svg+xml", headers=cached)

    return [
        Route("/admin/style.css", css),
        Route("/admin/icon.svg", icon),
        Route("/admin/in", enter, methods=["GET", "POST"]),
        Route("/admin", page(_overview)),
        Route("/admin/sources", page(_sources)),
        Route("/admin/sources/{source:int}", page(_source)),
        Route("/admin/deliveries", page(_deliveries)),
        Route("/admin/chats", page(_chats)),
        Route("/admin/out", act(_out), methods=["POST"]),
        Route("/admin/sources/{source:int}/{do}", act(_change_source), methods=["POST"]),
        Route("/admin/deliveries/{row:int}/retry", act(_retry), methods=["POST"]),
        Route("/admin/broadcasts/{name}/stop", act(_stop), methods=["POST"]),
    ]


def _is_small(request: Request) -> bool:
    """Tell whether a form says that it is small;
    one sent in chunks says nothing, and is not read.
    """
    length = request.headers.get("content-length", "")
    return length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= MAX_FORM


async def _session(admin: Admin, request: Request) -> Session | None:
    return await admin.door.open(request.cookies.get(COOKIE, ""), admin.clock())


async def _shown(admin: Admin, env: Environment, show: Page, request: Request) -> Response:
    try:
        session = await _session(admin, request)
        if session is None:
            return RedirectResponse("/admin/in", 303, headers=HEADERS)
        return await show(admin, env, request, session)
    except StoreError as error:
        return PlainTextResponse(
            f"The store does not answer: {error}", 503, headers=HEADERS | {"Retry-After": "30"}
        )


async def _done(admin: Admin, do: Act, request: Request) -> Response:
    """Act on a form, then lead to a page: a reload never acts twice."""
    session = await _session(admin, request)
    if session is None:
        return RedirectResponse("/admin/in", 303, headers=HEADERS)
    if not _is_small(request):
        return PlainTextResponse("too large", 413, headers=HEADERS)
    form = await request.form(max_files=0, max_fields=10)
    if not form_is_ours(session, str(form.get("token", ""))):
        return PlainTextResponse(
            "This form did not come from your session: go back and reload.", 403, headers=HEADERS
        )
    log.info("admin.act", person=session.person, path=request.url.path)
    answer = RedirectResponse(await do(admin, request, form), 303, headers=HEADERS)
    if request.url.path == "/admin/out":
        await admin.door.end(session, admin.clock())
        answer.delete_cookie(COOKIE, path="/admin")
    return answer


async def _enter(admin: Admin, env: Environment, request: Request) -> Response:
    """Sign in. A link shows a button first: what only looks at links (a preview,
    a scanner) must not use it up.
    """
    if request.method == "GET":
        return _html(env, "enter.html", secret=request.query_params.get("link", ""), wrong=False)
    now = admin.clock()
    if not _is_small(request):
        return PlainTextResponse("too large", 413, headers=HEADERS)
    form = await request.form(max_files=0, max_fields=5)
    address = request.client.host if request.client else ""
    try:
        async with admin.door.tries.turn(address, now):
            session = await admin.door.try_to_enter(str(form.get("secret", "")), address, now)
    except TooManyTries:
        return PlainTextResponse("Too many attempts at once.", 429, headers=HEADERS)
    if session is None:
        log.warning("admin.refused")
        return _html(env, "enter.html", 403, secret="", wrong=True)
    log.info("admin.entered", person=session.person)
    answer = RedirectResponse("/admin", 303, headers=HEADERS)
    answer.set_cookie(
        COOKIE,
        await admin.door.seal(session),
        max_age=SESSION_SECONDS,
        path="/admin",
        secure=admin.secure,
        httponly=True,
        samesite="strict",
    )
    return answer


def _html(env: Environment, name: str, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(env.get_template(name).render(**values), status, headers=HEADERS)


def _page(
    admin: Admin, env: Environment, session: Session, name: str, at: str, **values: Any
) -> Response:
    return _html(env, name, at=at, now=admin.clock(), token=form_token(session), **values)


async def _overview(
    admin: Admin, env: Environment, _request: Request, session: Session
) -> Response:
    seen = await admin.db.read(views.overview, admin.clock(), admin.expected)
    troubles = admin.troubles()
    return _page(admin, env, session, "overview.html", "overview", seen=seen, troubles=troubles)


async def _sources(admin: Admin, env: Environment, request: Request, session: Session) -> Response:
    asked = request.query_params
    words, state, sort, down = (
        asked.get("q", "")[:100],
        asked.get("state", ""),
        asked.get("sort", "title"),
        asked.get("down") == "1",
    )
    rows = await admin.db.read(
        lambda c: views.source_list(
            c, admin.clock(), words=words, state=state, sort=sort, down=down
        )
    )
    shown, number, pages = views.page_of(rows, asked.get("page", ""))
    values = {
        "waiting": await admin.db.read(source_trust.waiting, WAITING),
        "words": words,
        "state": state,
        "sort": sort,
        "down": down,
        "number": number,
        "pages": pages,
    }
    return _page(
        admin, env, session, "sources.html", "sources", rows=shown, count=len(rows), **values
    )


async def _source(admin: Admin, env: Environment, request: Request, session: Session) -> Response:
    found = await admin.db.read(views.source_page, request.path_params["source"])
    if found is None:
        return PlainTextResponse("There is no such source.", 404, headers=HEADERS)
    return _page(admin, env, session, "source.html", "sources", page=found)


async def _deliveries(
    admin: Admin, env: Environment, request: Request, session: Session
) -> Response:
    asked = request.query_params
    wanted: dict[str, Any] = {"words": asked.get("q", "")[:300], "kind": asked.get("kind", "")}
    wanted |= {"sort": asked.get("sort", "when"), "down": asked.get("down") == "1"}
    seen = await admin.db.read(lambda c: views.deliveries(c, admin.clock(), **wanted))
    kinds = get_args(OutboxKind)
    return _page(
        admin, env, session, "deliveries.html", "deliveries", seen=seen, kinds=kinds, **wanted
    )


async def _chats(admin: Admin, env: Environment, _request: Request, session: Session) -> Response:
    counts = await admin.db.read(chats.counts_by_state)
    names = ("active", "paused", *AWAY, "banned")
    return _page(admin, env, session, "chats.html", "chats", states=views.states(names, counts))


async def _out(_admin: Admin, _request: Request, _form: FormData) -> str:
    return "/admin/in"


async def _change_source(admin: Admin, request: Request, _form: FormData) -> str:
    """Pause, resume or read a source now; let everybody see it, or its subscribers alone."""
    source, do, now = request.path_params["source"], request.path_params["do"], admin.clock()
    if do == "pause":
        await admin.db.write(source_health.set_state, source, "paused", now)
    elif do in {"resume", "fetch"}:
        # An active source without failures falls due at once.
        await admin.db.write(source_health.set_state, source, "active", now)
    elif do == "approve":
        await admin.db.write(source_trust.approve, source, now)
    elif do == "refuse":
        await admin.db.write(source_trust.refuse, source, now)
    return f"/admin/sources/{source}"


async def _retry(admin: Admin, request: Request, _form: FormData) -> str:
    if await admin.db.write(failures.retry, request.path_params["row"], admin.clock()):
        admin.wake()
    return "/admin/deliveries"


async def _stop(admin: Admin, request: Request, _form: FormData) -> str:
    await admin.db.write(broadcasts.cancel, request.path_params["name"], admin.clock())
    return "/admin/deliveries"

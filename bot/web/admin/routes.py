"""Routes of the dashboard. Each page needs a session, each form also the
session's token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

import structlog
from jinja2 import Environment, PackageLoader
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.admin import actions, screens, views
from bot.web.admin.screens import HEADERS, Admin, render_page
from bot.web.admin.session import (
    COOKIE,
    SESSION_SECONDS,
    Session,
    TooManyTries,
    form_is_ours,
)
from bot.web.endpoint import Endpoint
from news.errors import StoreError
from news.private_addresses import masked

log = structlog.get_logger()
MAX_FORM = 4096


Page = Callable[[Admin, Environment, Request, Session], Awaitable[Response]]
Act = Callable[[Admin, Request, FormData], Awaitable[str]]


def routes(admin: Admin) -> list[BaseRoute]:
    """Return the routes."""
    env = _templates()

    def page(show: Page) -> Endpoint:
        async def shown(request: Request) -> Response:
            return await _shown(admin, env, show, request)

        return shown

    def act(do: Act) -> Endpoint:
        async def done(request: Request) -> Response:
            return await _done(admin, do, request)

        return done

    async def enter(request: Request) -> Response:
        return await _enter(admin, env, request)

    return [
        Route("/admin/style.css", _file("style.css", "text/css")),
        Route("/admin/icon.svg", _file("icon.svg", "image/svg+xml")),
        Route("/admin/in", enter, methods=["GET", "POST"]),
        Route("/admin", page(screens.overview)),
        Route("/admin/sources", page(screens.sources)),
        Route("/admin/sources/{source:int}", page(screens.source)),
        Route("/admin/deliveries", page(screens.deliveries)),
        Route("/admin/chats", page(screens.chats_by_state)),
        Route("/admin/out", act(actions.sign_out), methods=["POST"]),
        Route(
            "/admin/sources/{source:int}/{do}",
            act(actions.change_source),
            methods=["POST"],
        ),
        Route(
            "/admin/deliveries/{row:int}/retry",
            act(actions.retry),
            methods=["POST"],
        ),
        Route(
            "/admin/broadcasts/{name}/stop",
            act(actions.stop_broadcast),
            methods=["POST"],
        ),
    ]


def _templates() -> Environment:
    """Return the dashboard's templates with their functions."""
    env = Environment(
        loader=PackageLoader("bot.web.admin"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(ago=views.ago, span=views.span, masked=masked)
    env.globals.update(seen_by=views.seen_by)
    return env


def _file(name: str, media_type: str) -> Endpoint:
    """Serve a file of the dashboard, which a browser may keep for five minutes."""
    content = files("bot.web.admin").joinpath(name).read_text("utf-8")
    headers = HEADERS | {"Cache-Control": "public, max-age=300"}

    async def serve(_request: Request) -> Response:
        return Response(content, media_type=media_type, headers=headers)

    return serve


def _is_small(request: Request) -> bool:
    """Tell whether a form declares a small size. A form sent in chunks declares
    none, and is not read.
    """
    length = request.headers.get("content-length", "")
    return (
        length.isascii()
        and length.isdigit()
        and len(length) < 9
        and int(length) <= MAX_FORM
    )


async def _session(admin: Admin, request: Request) -> Session | None:
    return await admin.door.open(request.cookies.get(COOKIE, ""), admin.clock())


async def _shown(
    admin: Admin, env: Environment, show: Page, request: Request
) -> Response:
    try:
        session = await _session(admin, request)
        if session is None:
            return RedirectResponse("/admin/in", 303, headers=HEADERS)
        return await show(admin, env, request, session)
    except StoreError as error:
        return PlainTextResponse(
            f"The store does not answer: {error}",
            503,
            headers=HEADERS | {"Retry-After": "30"},
        )


async def _done(admin: Admin, do: Act, request: Request) -> Response:
    """Carry out a form, then redirect to a page, so that a reload does not
    repeat it.
    """
    session = await _session(admin, request)
    if session is None:
        return RedirectResponse("/admin/in", 303, headers=HEADERS)
    if not _is_small(request):
        return PlainTextResponse("too large", 413, headers=HEADERS)
    form = await request.form(max_files=0, max_fields=10)
    if not form_is_ours(session, str(form.get("token", ""))):
        return PlainTextResponse(
            "This form did not come from your session: go back and reload.",
            403,
            headers=HEADERS,
        )
    log.info("admin.act", person=session.person, path=request.url.path)
    answer = RedirectResponse(
        await do(admin, request, form), 303, headers=HEADERS
    )
    if request.url.path == "/admin/out":
        await admin.door.end(session, admin.clock())
        answer.delete_cookie(COOKIE, path="/admin")
    return answer


async def _enter(admin: Admin, env: Environment, request: Request) -> Response:
    """Sign in. A link shows a button first: a preview or a scanner that only
    fetches the link must not use it up.
    """
    if request.method != "POST":
        return render_page(
            env,
            "enter.html",
            secret=request.query_params.get("link", ""),
            wrong=False,
        )
    now = admin.clock()
    if not _is_small(request):
        return PlainTextResponse("too large", 413, headers=HEADERS)
    form = await request.form(max_files=0, max_fields=5)
    address = request.client.host if request.client else ""
    try:
        async with admin.door.tries.turn(address, now):
            session = await admin.door.try_to_enter(
                str(form.get("secret", "")), address, now
            )
    except TooManyTries:
        return PlainTextResponse(
            "Too many attempts at once.", 429, headers=HEADERS
        )
    if session is None:
        log.warning("admin.refused")
        return render_page(env, "enter.html", 403, secret="", wrong=True)
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

"""The dashboard's pages: their data from the store, and their templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.clock import Clock
from bot.web.admin import views
from bot.web.admin.session import (
    AdminAuth,
    Session,
    form_token,
)
from bot.web.private_headers import private_headers
from store.chats import chats
from store.engine.database import Database
from store.news import source_trust
from store.operations.job_runs import Expected
from store.rows import AWAY, OutboxKind

HEADERS = private_headers(
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# The most waiting sources to show at once.
WAITING = 20


@dataclass(frozen=True, slots=True)
class Admin:
    """The dependencies of the dashboard."""

    db: Database
    clock: Clock
    door: AdminAuth
    expected: Expected
    # Called when something was put into the outbox.
    wake: Callable[[], None] = lambda: None
    # Whether the dashboard is served over https; then the cookie is sent over
    # https only.
    secure: bool = False
    # Returns present troubles besides late jobs: the connection to Telegram,
    # another instance.
    troubles: Callable[[], list[str]] = list


def render_page(
    env: Environment, name: str, status: int = 200, **values: Any
) -> Response:
    return HTMLResponse(
        env.get_template(name).render(**values), status, headers=HEADERS
    )


def _signed_page(
    admin: Admin,
    env: Environment,
    session: Session,
    name: str,
    at: str,
    **values: Any,
) -> Response:
    return render_page(
        env, name, at=at, now=admin.clock(), token=form_token(session), **values
    )


async def overview(
    admin: Admin, env: Environment, _request: Request, session: Session
) -> Response:
    seen = await admin.db.read(views.overview, admin.clock(), admin.expected)
    troubles = admin.troubles()
    return _signed_page(
        admin,
        env,
        session,
        "overview.html",
        "overview",
        seen=seen,
        troubles=troubles,
    )


async def sources(
    admin: Admin, env: Environment, request: Request, session: Session
) -> Response:
    """Show the sources, by the words, state and order that the address asks for, in pages."""
    asked = request.query_params
    words = asked.get("q", "")[:100]
    state = asked.get("state", "")
    sort = asked.get("sort", "title")
    down = asked.get("down") == "1"
    rows = await admin.db.read(
        lambda connection: views.source_list(
            connection,
            admin.clock(),
            words=words,
            state=state,
            sort=sort,
            down=down,
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
    return _signed_page(
        admin,
        env,
        session,
        "sources.html",
        "sources",
        rows=shown,
        count=len(rows),
        **values,
    )


async def source(
    admin: Admin, env: Environment, request: Request, session: Session
) -> Response:
    page = await admin.db.read(views.source_page, request.path_params["source"])
    if page is None:
        return PlainTextResponse(
            "There is no such source.", 404, headers=HEADERS
        )
    return _signed_page(
        admin, env, session, "source.html", "sources", page=page
    )


async def deliveries(
    admin: Admin, env: Environment, request: Request, session: Session
) -> Response:
    """Show the messages that wait, failed or were sent, by the words and the kind that the address
    asks for.
    """
    asked = request.query_params
    wanted: dict[str, Any] = {
        "words": asked.get("q", "")[:300],
        "kind": asked.get("kind", ""),
    }
    wanted |= {
        "sort": asked.get("sort", "when"),
        "down": asked.get("down") == "1",
    }
    seen = await admin.db.read(
        lambda connection: views.deliveries(connection, admin.clock(), **wanted)
    )
    kinds = get_args(OutboxKind)
    return _signed_page(
        admin,
        env,
        session,
        "deliveries.html",
        "deliveries",
        seen=seen,
        kinds=kinds,
        **wanted,
    )


async def chats_by_state(
    admin: Admin, env: Environment, _request: Request, session: Session
) -> Response:
    counts = await admin.db.read(chats.counts_by_state)
    names = ("active", "paused", *AWAY, "banned")
    return _signed_page(
        admin,
        env,
        session,
        "chats.html",
        "chats",
        states=views.states(names, counts),
    )

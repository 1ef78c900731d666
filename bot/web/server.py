"""The local web server: health, readiness, and the webhook's route."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.clock import Clock
from bot.delivery.sender import Sender
from bot.metrics import Metrics
from bot.receiving.inbox import Inbox
from bot.receiving.update_reader import number_of
from bot.receiving.webhook import once
from bot.settings import Settings
from bot.settings_access import AccessRule, is_admitted
from bot.web import hubs
from bot.web.admin import routes as admin
from bot.web.admin.screens import Admin
from bot.web.admin.session import AdminAuth
from bot.web.app import routes as app_page
from bot.web.app.routes import AppSettings
from bot.web.assistant import PATH as MCP_PATH
from bot.web.assistant import AssistantDoor
from bot.web.endpoint import Endpoint
from bot.web.limits import (
    BACKLOG,
    PatientProtocol,
    RequestLimits,
    hosts_of,
    read_body,
)
from bot.web.pages import routes as pages
from bot.web.pages.routes import Pages
from bot.web.ports import listen
from bot.web.shared_answers import shared
from news import safe_json
from news.errors import StoreError
from news.safe_json import JsonObject
from store.delivery import outbox
from store.engine.database import Database
from store.operations import job_runs, store_size
from store.operations.job_runs import Expected
from store.rows import Chat

# Errors of a body that is no update: no JSON, nested too deep, without a number.
_NO_UPDATE = (
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    RecursionError,
)
# The most bytes of an update: two whole messages, one in reply to the other,
# with a hundred links and buttons each, have under 200,000.
LARGEST_UPDATE = 1024 * 1024
# Seconds for which running requests go on after the stop.
STOPPING = 2


@dataclass(frozen=True, slots=True)
class Watch:
    """The objects that the health pages check: the store, the clock, and the
    lateness of each job.
    """

    db: Database
    clock: Clock
    expected: Expected
    metrics: Metrics | None = None
    # Returns the number of 429 answers from Telegram since the start.
    refused: Callable[[], int] = lambda: 0
    door: AdminAuth | None = None
    # The end of each job's last run in this process, successful or not.
    ran: Mapping[str, int] = field(default_factory=dict)
    # Returns why no updates arrive; empty while all is well.
    receiving: Callable[[], str] = lambda: ""
    # Returns a description of another instance on the same store; empty while
    # there is none.
    another: Callable[[], str] = lambda: ""

    def stuck(self) -> tuple[str, ...]:
        """Name the jobs of this process that began and do not end."""
        return job_runs.stuck(self.ran, self.expected, self.clock())


@dataclass(slots=True)
class Site:
    """A running server."""

    server: uvicorn.Server
    task: asyncio.Task[None]
    url: str
    assistant: AssistantDoor | None = None

    async def stop(self) -> None:
        """Stop serving."""
        self.server.should_exit = True
        await asyncio.gather(self.task, return_exceptions=True)
        if self.assistant:
            await self.assistant.close()


async def serve(
    settings: Settings,
    watch: Watch,
    inbox: Inbox,
    sender: Sender,
    assistant: AssistantDoor | None = None,
) -> Site:
    """Start the server on the settings' port."""
    app = routes(settings, watch, inbox, sender)
    if assistant:
        await assistant.open()
        app.router.routes.append(Route(MCP_PATH, assistant))
    site = await open_site(app, settings.web.host, settings.web.port)
    site.assistant = assistant
    return site


async def open_site(app: Starlette, host: str, port: int) -> Site:
    """Start serving; port 0 picks a free one. Raises OSError if the port is
    taken.
    """
    held = listen(host, port)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        backlog=BACKLOG,
        # Its faults go the way of all records, which hides secrets; a line for
        # each odd request of a stranger would fill the log.
        log_config=None,
        log_level="error",
        lifespan="off",
        access_log=False,
        # A peer that never takes its answer must not hold up the stop.
        timeout_graceful_shutdown=STOPPING,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve(sockets=[held]))
    # uvicorn has no event for the end of its start.
    while not (server.started or task.done()):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return Site(server, task, f"http://{host}:{held.getsockname()[1]}")


def door(settings: Settings, inbox: Inbox) -> Endpoint:
    """Return the webhook's route; the secret is compared in constant time."""
    secret = settings.telegram.read_webhook_secret()

    async def hook(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not secret or not hmac.compare_digest(
            given.encode(), secret.encode()
        ):
            return PlainTextResponse("forbidden", 403)
        body = await read_body(request, LARGEST_UPDATE)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            data = safe_json.loads(body.decode())
            number = number_of(data)
        except _NO_UPDATE:
            return PlainTextResponse("no update", 400)
        try:
            good = await once(inbox, number, data)
        except StoreError:
            good = False
        # Telegram sends an update again if it is not answered with 200: so none
        # is lost when a receiver dies.
        if good:
            return PlainTextResponse("ok")
        return PlainTextResponse("later", 503)

    return hook


def health_page(watch: Watch, fatal: Callable[[], str]) -> Endpoint:
    """Return the faults that only a restart cures: Telegram refused the token,
    or a job hangs.
    """

    async def health(_request: Request) -> Response:
        hanging = ", ".join(f"{name} hangs" for name in watch.stuck())
        why = fatal() or watch.db.lost or hanging
        return PlainTextResponse(why or "ok", 503 if why else 200)

    return health


def metrics_page(settings: Settings, watch: Watch) -> Endpoint:
    """Return the metrics for Prometheus; if a token is set, only to requests
    that carry it. Raises ConfigError where the token's file cannot be read.
    """
    token = settings.web.read_metrics_token()

    async def read() -> bytes:
        if not watch.metrics:
            return b""
        return await watch.metrics.page(watch.db, watch.clock(), watch.refused)

    page = shared(read)

    async def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if token and not hmac.compare_digest(
            given.encode(), f"Bearer {token}".encode()
        ):
            return PlainTextResponse("forbidden", 403)
        return Response(
            await page(), media_type="text/plain; version=0.0.4; charset=utf-8"
        )

    return metrics


def ready_page(watch: Watch, sender: Sender) -> Endpoint:
    """Return an error while the store does not answer, a job is late, or
    Telegram cannot be reached.
    """

    async def look() -> tuple[JsonObject, int]:
        """Return whether this process does its work, with all that keeps it from it, and
        the status for a load balancer: 503 takes it out of service.
        """
        try:
            last = await watch.db.read(job_runs.last)
            depth = await watch.db.read(outbox.depth, watch.clock())
            size = await watch.db.read(store_size.read)
        except StoreError as error:
            return {"ready": False, "why": str(error)}, 503
        late = job_runs.late(last, watch.expected, watch.clock())
        body: JsonObject = {
            "ready": not late and not sender.trouble and not watch.receiving(),
            "late": late,
            "waiting": depth.ready,
            "sender": sender.trouble or "ok",
            "receiving": watch.receiving() or "ok",
            "instance": watch.another() or "ok",
            # With a full store the bot still sends news, so it stays in
            # service.
            "store": "full" if size.full else "ok",
        }
        return body, 200 if body["ready"] else 503

    looked = shared(look)

    async def ready(_request: Request) -> Response:
        return JSONResponse(*await looked())

    return ready


def _dashboard(
    watch: Watch, sender: Sender, *, secure: bool
) -> list[BaseRoute]:
    """Return the operator's routes; none if nobody may sign in."""
    if not watch.door:
        return []

    def troubles() -> list[str]:
        return [
            why
            for why in (sender.trouble, watch.receiving(), watch.another())
            if why
        ]

    desk = Admin(
        db=watch.db,
        clock=watch.clock,
        door=watch.door,
        expected=watch.expected,
        wake=sender.wake,
        secure=secure,
        troubles=troubles,
    )
    return admin.routes(desk)


def may_read(settings: Settings) -> Callable[[Chat], bool]:
    """Return the test of whether a chat may use the bot, by the settings' mode
    and lists.
    """
    access = settings.access
    listed = frozenset((*access.allowed, *settings.telegram.admins))
    return partial(is_admitted, AccessRule(access.mode, listed))


def _settings_page(settings: Settings, watch: Watch) -> list[BaseRoute]:
    """Return the settings page inside Telegram."""
    known = AppSettings(
        settings.web.public_url,
        settings.telegram.read_token(),
        settings.access.subscriptions,
    )
    return app_page.routes(watch.db, watch.clock, known, may_read(settings))


def routes(
    settings: Settings, watch: Watch, inbox: Inbox, sender: Sender
) -> Starlette:
    """Return the application's routes."""
    public = settings.web.public_url
    digests = (
        pages.routes(
            Pages(
                db=watch.db,
                clock=watch.clock,
                public_url=public,
                username=inbox.bot.username,
                allowed=may_read(settings),
            )
        )
        if public
        else []
    )
    told = hubs.routes(watch.db, watch.clock) if public else []
    page = _settings_page(settings, watch) if public else []
    # Health, metrics and the webhook are reached by many host names; pages for
    # people by one.
    hosts = hosts_of(public, settings.web.host) if public else frozenset()
    limits = Middleware(
        RequestLimits, hosts=hosts, guarded=("/admin", "/app", "/d/", "/e/")
    )
    app = Starlette(
        middleware=[limits],
        routes=[
            Route("/healthz", health_page(watch, lambda: sender.fatal)),
            Route("/readyz", ready_page(watch, sender)),
            Route("/telegram", door(settings, inbox), methods=["POST"]),
            Route("/metrics", metrics_page(settings, watch)),
            *digests,
            *told,
            *page,
            *_dashboard(watch, sender, secure=public.startswith("https://")),
        ],
    )
    # A redirect would repeat any host that the request names.
    app.router.redirect_slashes = False
    return app

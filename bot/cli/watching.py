"""What a part of a cluster that is no receiver tells of itself: `/healthz` and `/metrics`, on the port of the settings."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.cli.ports import listen
from bot.metrics import Metrics
from bot.settings import Settings
from bot.web import Site, Watch, metrics_page
from jobs import sweeps
from jobs.house import House
from store.runs import Expected

log = structlog.get_logger()


def routes(settings: Settings, watch: Watch, fatal: Callable[[], str]) -> Starlette:
    """Return the routes: health fails where only a new start helps."""

    async def health(_request: Request) -> Response:
        why = fatal() or ", ".join(f"{name} hangs" for name in watch.stuck())
        return PlainTextResponse(why or "ok", 503 if why else 200)

    return Starlette(routes=[Route("/healthz", health), Route("/metrics", metrics_page(settings, watch))])


async def start(settings: Settings, watch: Watch, fatal: Callable[[], str]) -> Site | None:
    """Serve; None where the port is another's, as with several parts on one machine."""
    try:
        held = listen(settings.web.host, settings.web.port)
    except OSError as error:
        log.warning("member.unwatched", port=settings.web.port, error=error.strerror or str(error))
        return None
    app = routes(settings, watch, fatal)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False))
    task = asyncio.create_task(server._serve(sockets=[held]))
    return Site(server, task, f"http://{settings.web.host}:{held.getsockname()[1]}")


@contextlib.asynccontextmanager
async def watched(
    settings: Settings, house: House, metrics: Metrics, refused: Callable[[], int], fatal: Callable[[], str]
) -> AsyncIterator[Site | None]:
    """Count what this process does, and tell it for as long as it runs."""
    house.record = house.downloader.record = metrics
    expected = Expected({job.name: job.overdue for job in sweeps.jobs()}, house.clock())
    watch = Watch(house.db, house.clock, expected, metrics, refused, ran=house.ran)
    lagging = asyncio.create_task(metrics.watch_loop())
    site = await start(settings, watch, fatal) if settings.web.enabled else None
    try:
        yield site
    finally:
        lagging.cancel()
        if site:
            await site.stop()

"""What a part of a cluster that is no receiver tells of itself: `/healthz` and `/metrics`, on a port of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

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


def routes(settings: Settings, watch: Watch, fatal: Callable[[], str]) -> Starlette:
    """Return the routes: health fails where only a new start helps."""

    async def health(_request: Request) -> Response:
        why = fatal() or ", ".join(f"{name} hangs" for name in watch.stuck())
        return PlainTextResponse(why or "ok", 503 if why else 200)

    return Starlette(routes=[Route("/healthz", health), Route("/metrics", metrics_page(settings, watch))])


async def start(settings: Settings, port: int, watch: Watch, fatal: Callable[[], str]) -> Site:
    """Serve; 0 takes a free port. Raises OSError where the port is another's."""
    held = listen(settings.web.host, port)
    app = routes(settings, watch, fatal)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False))
    task = asyncio.create_task(server._serve(sockets=[held]))
    return Site(server, task, f"http://{settings.web.host}:{held.getsockname()[1]}")


@contextlib.asynccontextmanager
async def watched(
    settings: Settings, port: int, house: House, refused: Callable[[], int], fatal: Callable[[], str]
) -> AsyncIterator[Site]:
    """Count what this process does, and tell it for as long as it runs."""
    metrics = Metrics()
    house.record = house.downloader.record = metrics
    expected = Expected({job.name: job.overdue for job in sweeps.jobs()}, house.clock())
    watch = Watch(house.db, house.clock, expected, metrics, refused, ran=house.ran)
    lagging = asyncio.create_task(metrics.watch_loop())
    try:
        site = await start(settings, port, watch, fatal)
        try:
            yield site
        finally:
            await site.stop()
    finally:
        lagging.cancel()

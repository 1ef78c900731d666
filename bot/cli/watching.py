"""What a part of a cluster that is no receiver tells of itself: `/healthz` and `/metrics`, on a port of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.routing import Route

from bot.metrics import Metrics
from bot.settings import Settings
from bot.web import Site, Watch, health_page, metrics_page, open_site
from jobs import sweeps
from jobs.house import House
from store.runs import Expected


@contextlib.asynccontextmanager
async def watched(
    settings: Settings,
    port: int,
    house: House,
    refused: Callable[[], int],
    fatal: Callable[[], str],
) -> AsyncIterator[Site]:
    """Count what this process does, and tell it for as long as it runs."""
    metrics = Metrics()
    house.record = house.downloader.record = metrics
    expected = Expected({job.name: job.overdue for job in sweeps.jobs()}, house.clock())
    watch = Watch(house.db, house.clock, expected, metrics, refused, ran=house.ran)
    lagging = asyncio.create_task(metrics.watch_loop())
    try:
        pages = [
            Route("/healthz", health_page(watch, fatal)),
            Route("/metrics", metrics_page(settings, watch)),
        ]
        site = await open_site(Starlette(routes=pages), settings.web.host, port)
        try:
            yield site
        finally:
            await site.stop()
    finally:
        lagging.cancel()

"""What a part of a cluster that is no receiver tells of itself: `/healthz` and `/metrics`, on a port of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.routing import Route

from bot.metrics import Metrics
from bot.settings import Settings
from bot.web.server import Site, Watch, health_page, metrics_page, open_site
from jobs import scheduler
from jobs.context import JobContext
from store.operations.job_runs import Expected


@contextlib.asynccontextmanager
async def watched(
    settings: Settings,
    port: int,
    context: JobContext,
    refused: Callable[[], int],
    fatal: Callable[[], str],
) -> AsyncIterator[Site]:
    """Count what this process does, and tell it for as long as it runs."""
    metrics = Metrics()
    context.record = context.downloader.record = metrics
    expected = Expected({job.name: job.overdue for job in scheduler.jobs()}, context.clock())
    watch = Watch(context.db, context.clock, expected, metrics, refused, ran=context.ran)
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

"""Serve `/healthz` and `/metrics`, on their own port, for the parts of a
cluster that are not receivers.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping

from starlette.applications import Starlette
from starlette.routing import Route

from bot.open_context import metrics_of
from bot.settings import Settings
from bot.web.server import Site, Watch, health_page, metrics_page, open_site
from jobs import scheduler
from jobs.context import JobContext


@contextlib.asynccontextmanager
async def watched(
    settings: Settings,
    port: int,
    context: JobContext,
    ran: Mapping[str, int],
    refused: Callable[[], int],
    fatal: Callable[[], str],
) -> AsyncIterator[Site]:
    """Count what this process does, and serve the counts while it runs."""
    metrics = metrics_of(context)
    expected = scheduler.expected(scheduler.jobs(context), context.clock())
    watch = Watch(
        db=context.db,
        clock=context.clock,
        expected=expected,
        metrics=metrics,
        refused=refused,
        ran=ran,
    )
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

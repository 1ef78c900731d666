"""Run one part of a cluster: receiver, scheduler, worker or sender, each in any
number of processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot import app
from bot.cli.garbage_collector import paused, settled
from bot.cli.monitoring import watched
from bot.clock import clock
from bot.delivery.rate_limiter import Limiter
from bot.open_context import close_context, open_context
from bot.settings import Settings
from bot.watchdog import Watchdog
from bot.web.server import Site
from jobs import scheduler
from jobs.context import JobContext
from jobs.distributed import pgqueuer_queue, worker
from jobs.distributed.enqueue import Enqueuer, Sizes
from jobs.distributed.leader_election import LeaderLease
from jobs.distributed.pgqueuer_queue import PgQueue
from jobs.distributed.queue import QUEUES
from jobs.distributed.shared_clock import SharedClock
from jobs.intake import enrich
from jobs.scheduler import JobScheduler
from news.errors import ConfigError, StoreError
from store.engine.database import wait_for

log = structlog.get_logger()
ROLES = ("bot", "scheduler", "worker", "sender")
# Seconds that a start waits for the database, which may be starting too.
PATIENCE = 60.0
SAVE_EVERY = 900.0


@dataclass(slots=True)
class ClusterProcess:
    """One process of a cluster: its store, its queue and its stop signal."""

    settings: Settings
    context: JobContext
    queue: PgQueue
    clock: SharedClock
    queues: tuple[str, ...] = QUEUES
    sizes: Sizes = field(default_factory=Sizes)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    owner: str = field(
        default_factory=lambda: (
            f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        )
    )
    fatal: str = ""
    # The health server of this process, if it has a port for one and no
    # receiver.
    site: Site | None = None
    watch_port: int | None = None
    # The rate limiter of its sender.
    limiter: Limiter | None = None
    # The end of each job's last run on its scheduler.
    ran: dict[str, int] = field(default_factory=dict)
    # Its scheduler, if it plays that role.
    scheduler: JobScheduler | None = None

    @classmethod
    async def open(
        cls,
        settings: Settings,
        roles: Iterable[str],
        queues: tuple[str, ...] = QUEUES,
        **context: Any,
    ) -> ClusterProcess:
        """Open the database and migrate its tables, the queue's too."""
        if settings.engine != "pgqueuer":
            raise ConfigError(
                'engine: roles and workers need engine = "pgqueuer" and a postgresql:// database'
            )
        database = settings.database
        for address in dict.fromkeys((database.address, database.direct)):
            await wait_for(address, seconds=PATIENCE)
        clock = await SharedClock.open(database.address)
        opened = await open_context(
            settings,
            eager="worker" in roles,
            places_apart="scheduler" in roles,
            now=clock,
            **context,
        )
        # LISTEN does not work through a pooler in transaction mode.
        await pgqueuer_queue.install(database.direct)
        queue = PgQueue(database.direct, concurrency=settings.fetch.jobs)
        return cls(settings, opened, queue, clock, queues)

    def stuck(self) -> tuple[str, ...]:
        """Name the jobs of this process that began and will not end."""
        if self.scheduler:
            return self.scheduler.stuck()
        return ()

    async def serve(self, roles: Iterable[str]) -> None:
        """Play the given roles until `stop`."""
        parts = {
            "bot": self.receive,
            "scheduler": self.schedule,
            "worker": self.work,
            "sender": self.send,
        }
        chosen = tuple(roles)
        try:
            async with (
                self._watched(receives="bot" in chosen) as self.site,
                asyncio.TaskGroup() as group,
            ):
                group.create_task(
                    self.clock.keep(self.context.db, self.stop), name="clock"
                )
                for role in chosen:
                    group.create_task(parts[role](), name=role)
        finally:
            await self.queue.close()
            await close_context(self.context)

    def _watched(
        self, *, receives: bool
    ) -> contextlib.AbstractAsyncContextManager[Site | None]:
        """Serve this process's health on its own port; a receiver's web server
        does that already.
        """
        if receives or self.watch_port is None:
            return contextlib.nullcontext()
        # A function, so that each look reads the current count.
        refused = lambda: self.limiter.refusals if self.limiter else 0  # noqa: E731
        return watched(
            self.settings,
            self.watch_port,
            self.context,
            self.ran,
            refused,
            lambda: self.fatal,
        )

    async def receive(self) -> None:
        """Receive updates and answer them; several receivers can stand behind
        one webhook.
        """
        running = await app.start(
            self.settings,
            self.context,
            jobs=False,
            send=False,
            now=self.context.clock,
            ran=self.ran,
        )
        try:
            await self.stop.wait()
        finally:
            await running.quit()

    async def schedule(self) -> None:
        """Run the jobs while this scheduler holds the lease."""
        turn = LeaderLease(self.context.db, "scheduler", self.owner, clock)
        context = replace(self.context, fence=turn.fence)
        enqueuer = Enqueuer(self.queue, self.sizes)
        running = JobScheduler(
            context, scheduler.cluster_jobs(context, enqueuer), ran=self.ran
        )
        self.scheduler = running

        async def gained() -> None:
            # The state left by another scheduler is in the store: each job
            # starts from there.
            running.start()

        async def lost() -> None:
            await running.stop(within=5.0)

        await turn.hold(self.stop, gained, lost)

    async def work(self) -> None:
        """Work on the queues; save the learned boilerplate of hosts from time
        to time.
        """
        worker.register(self.queue, self.context, self.queues)
        running = asyncio.create_task(self.queue.run())
        while not self.stop.is_set() and not running.done():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), SAVE_EVERY)
            with contextlib.suppress(StoreError):
                await enrich.save_boilerplate(self.context)
        await self.queue.stop()
        await running

    async def send(self) -> None:
        """Send the outbox while this sender holds the token's lease."""
        application, self.limiter = await app.connect(self.settings)
        claims = await app.button_claims(self.context)
        turn = LeaderLease(
            self.context.db, f"sender:{application.bot.id}", self.owner, clock
        )
        sending: list[asyncio.Task[None]] = []
        senders: list[Any] = []

        async def gained() -> None:
            bot = application.bot
            senders.append(
                app.sender_for(
                    self.settings,
                    self.context,
                    bot,
                    self.owner,
                    claims,
                    sole=True,
                )
            )
            sending.append(asyncio.create_task(senders[-1].run()))
            sending[-1].add_done_callback(
                lambda _task: self._ended(senders[-1].fatal)
            )

        async def lost() -> None:
            with contextlib.suppress(StoreError):
                await senders[-1].stop(within=5.0)
            await asyncio.gather(sending[-1], return_exceptions=True)

        try:
            await turn.hold(self.stop, gained, lost)
        finally:
            await application.shutdown()

    def _ended(self, why: str) -> None:
        if why:
            self.fatal = why
            self.stop.set()


async def run_member(
    settings: Settings,
    roles: tuple[str, ...],
    queues: tuple[str, ...] = QUEUES,
    *,
    sizes: Sizes | None = None,
    watch_port: int | None = None,
    **context: Any,
) -> str:
    """Run one process of a cluster until it is stopped; return why it gave up,
    or an empty text.
    """
    with paused():
        member = await ClusterProcess.open(settings, roles, queues, **context)
        settled()
    member.sizes, member.watch_port = sizes or member.sizes, watch_port
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, member.stop.set)
    log.info("member.started", roles=roles, owner=member.owner)
    with Watchdog(stuck=member.stuck).watching():
        await member.serve(roles)
    return member.fatal

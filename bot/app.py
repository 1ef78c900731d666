"""Wire everything once: settings → store, jobs, Telegram, sender. Start and
stop them together.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ParamSpec, TypeVar

from telegram import Bot

from bot import telegram_client
from bot.background import Background
from bot.clock import Clock, clock
from bot.delivery.answer_waits import ASIDE
from bot.delivery.rate_limiter import Limiter
from bot.delivery.sender import Sender, SendOptions
from bot.handler_defaults import handler_defaults
from bot.handlers.handler_context import HandlerContext
from bot.handlers.rate_limits import RateLimits
from bot.handlers.registry import commands_for
from bot.instance_watch import InstanceWatch
from bot.late_imports import load_late
from bot.metrics import Metrics
from bot.open_context import (
    close_context,
    library,
    metrics_of,
    public_address,
)
from bot.receiving.inbox import Inbox
from bot.receiving.receiver import Receiver
from bot.rendering.button_claims import ButtonClaims
from bot.settings import Settings
from bot.settings_sources import catalogue_of
from bot.web.admin.session import AdminAuth
from bot.web.assistant import assistant_door
from bot.web.server import Site, Watch, serve
from jobs import scheduler as jobs_scheduler
from jobs.context import JobContext
from jobs.digests import build as digests
from jobs.digests import question_writer
from jobs.http.guard import authorities
from jobs.intake import discover, read_link
from jobs.scheduler import JobScheduler
from news.version import VERSION
from store.operations import key_value
from store.rows import Chat

P = ParamSpec("P")
T = TypeVar("T")
# Messages in flight at once: fewer than the connections, because answers need
# some, and a kill can send no more than these twice.
FLIGHTS = 96
BUTTON_KEY = "button-key"


@dataclass(slots=True)
class Running:
    """A running bot; `stop` ends it cleanly."""

    settings: Settings
    context: JobContext
    application: telegram_client.Telegram
    sender: Sender
    receiver: Receiver
    limiter: Limiter
    scheduler: JobScheduler
    site: Site | None
    sending: asyncio.Task[None]
    receiving: asyncio.Task[None]
    watching: asyncio.Task[None]
    background: Background

    @property
    def fatal(self) -> str:
        """The reason why the process must end; empty while there is none."""
        return self.sender.fatal or self.receiver.fatal

    async def stop(self) -> None:
        """Stop every part, then close the context."""
        await self.quit()
        await close_context(self.context)

    async def quit(self) -> None:
        """Take no new work, finish what is in flight within fifteen seconds,
        and give back the rest.
        """
        await asyncio.gather(
            self.scheduler.stop(within=6.0), self.receiver.stop(within=6.0)
        )
        await asyncio.gather(self.receiving, return_exceptions=True)
        await self.sender.stop(within=8.0)
        await asyncio.gather(self.sending, return_exceptions=True)
        await self.background.stop()
        if self.application.running:
            await self.application.stop()
        await self.application.shutdown()
        self.watching.cancel()
        if self.site:
            await self.site.stop()


async def start(
    settings: Settings,
    context: JobContext,
    *,
    poll: bool = True,
    jobs: bool = True,
    send: bool = True,
    menus: bool = True,
    now: Clock = clock,
    ran: dict[str, int] | None = None,
) -> Running:
    """Start all parts on an open context; without `jobs` and `send` it only answers."""
    application, limiter = await connect(settings)
    claims = await button_claims(context)
    owner = _owner()
    sender = sender_for(settings, context, application.bot, owner, claims)
    context = replace(context, wake_sender=sender.wake)
    listed = jobs_scheduler.jobs(context)
    door = _door(settings, context)
    expected = jobs_scheduler.expected(listed, now())
    tools = tools_for(settings, context, now, claims, application.bot.username)
    sign_in = _sign_in(settings, door, now)
    tools = replace(tools, expected=expected, wake=sender.wake, sign_in=sign_in)
    await _listen(application, settings, tools, menus=menus)
    metrics = metrics_of(context)
    wire = telegram_client.receiver_for
    receiver = wire(application, settings, tools, metrics.heard, poll=poll)
    instance = InstanceWatch(context.db, owner, now)
    scheduler = JobScheduler(context, listed if jobs else (), ran=ran)
    watch = Watch(
        db=context.db,
        clock=now,
        expected=expected,
        metrics=metrics,
        refused=lambda: limiter.refusals,
        door=door,
        ran=scheduler.ran,
        receiving=lambda: receiver.trouble,
        another=lambda: instance.trouble,
    )
    site = await _open_site(settings, context, watch, receiver.inbox, sender)
    parts = (sender, receiver, limiter, scheduler, site)
    scheduler.start()
    sending = sender if send else None
    tasks = _run(settings, sending, receiver, metrics, instance)
    return Running(
        settings, context, application, *parts, *tasks, tools.background
    )


def _owner() -> str:
    """Return this process's name in leases."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def _listen(
    application: telegram_client.Telegram,
    settings: Settings,
    tools: HandlerContext,
    *,
    menus: bool,
) -> None:
    """Add the handlers, send Telegram the list of commands, and start the
    library.
    """
    telegram_client.add_handlers(application, tools)
    if menus:
        names = telegram_client.name_commands(
            application.bot, settings, tools.db
        )
        tools.background.start(names)
    await application.start()


def _run(
    settings: Settings,
    sender: Sender | None,
    receiver: Receiver,
    metrics: Metrics,
    instance: InstanceWatch,
) -> tuple[asyncio.Task[None], asyncio.Task[None], asyncio.Task[None]]:
    """Start sending (if this process sends), receiving, and the tasks that
    watch both.
    """
    alone = sender is not None and settings.engine != "pgqueuer"
    loops = (
        sender.run() if sender else asyncio.sleep(0),
        receiver.run(),
        _watch(metrics, instance if alone else None),
    )
    sending, receiving, watching = map(asyncio.create_task, loops)
    return sending, receiving, watching


async def _open_site(
    settings: Settings,
    context: JobContext,
    watch: Watch,
    inbox: Inbox,
    sender: Sender,
) -> Site | None:
    """Serve pages, health and the assistant's tools; return None if the web
    server is switched off.
    """
    if not settings.web.enabled:
        return None
    door = assistant_door(
        library(settings, context), settings.web.read_mcp_token(), VERSION
    )
    return await serve(settings, watch, inbox, sender, door)


async def _watch(metrics: Metrics, instance: InstanceWatch | None) -> None:
    """Watch the event loop, and look for another instance on the store, until
    cancelled. Load what a start left out.

    Processes of a cluster share one store, so they do not look for other
    instances.
    """
    async with asyncio.TaskGroup() as group:
        group.create_task(metrics.watch_loop())
        group.create_task(load_late())
        if instance is not None:
            group.create_task(instance.run())


async def connect(
    settings: Settings,
) -> tuple[telegram_client.Telegram, Limiter]:
    """Connect to Telegram with the settings' token and limits, trusting the
    system's certificate authorities.
    """
    return await telegram_client.connect(
        settings, verify=authorities(trust_env=True)
    )


async def button_claims(context: JobContext) -> ButtonClaims:
    """Return the signer of buttons, with the key that the store keeps since its
    first start.
    """
    fresh = secrets.token_bytes(32)
    return ButtonClaims(
        await context.db.write(
            key_value.keep, BUTTON_KEY, fresh, context.clock()
        )
    )


def sender_for(
    settings: Settings,
    context: JobContext,
    bot: Bot,
    owner: str,
    claims: ButtonClaims,
    *,
    sole: bool | None = None,
) -> Sender:
    """Return a sender for this token; `sole` says that no other process can
    hold a message now.
    """
    part = settings.telegram
    pace = SendOptions(
        paid=part.allow_paid_broadcast,
        flights=min(FLIGHTS, max(40, int(part.messages_per_second * 2))),
    )
    return Sender(
        context.db,
        bot,
        owner=owner,
        clock=context.clock,
        claims=claims,
        pace=pace,
        sole=sole,
        note=metrics_of(context).answered,
    )


def _door(settings: Settings, context: JobContext) -> AdminAuth:
    """Return the object that authenticates operators for the dashboard."""
    admins = frozenset(settings.telegram.admins)
    return AdminAuth(
        context.db,
        settings.web.read_admin_token(),
        admins,
        bot_token=settings.telegram.read_token(),
    )


def _sign_in(
    settings: Settings, door: AdminAuth, now: Clock
) -> Callable[[int], Awaitable[str]]:
    async def link(person: int) -> str:
        at = public_address(settings)
        if at:
            return f"{at}/admin/in?link={await door.link(person, now())}"
        return ""

    return link


def _aside(
    call: Callable[P, Awaitable[T]],
) -> Callable[P, Awaitable[T]]:
    """Return a call that waits for the web: meanwhile its update leaves its
    slot, so that slow sites keep nobody's update waiting.
    """

    async def waits(*args: P.args, **named: P.kwargs) -> T:
        async with ASIDE.get()():
            return await call(*args, **named)

    return waits


def tools_for(
    settings: Settings,
    context: JobContext,
    now: Clock,
    claims: ButtonClaims,
    username: str = "",
) -> HandlerContext:
    """Return the dependencies of the handlers."""

    async def build(chat: Chat, window: int | None) -> Any:
        return await digests.build_now(context, chat, window=window)

    access = settings.access
    allowance = RateLimits(access.commands_per_minute, access.heavy_per_minute)
    return HandlerContext(
        db=context.db,
        clock=now,
        build=build,
        discover=_aside(partial(discover.discover, context)),
        claims=claims,
        commands=commands_for(speech=settings.speech.is_wanted),
        defaults=handler_defaults(settings),
        allowance=allowance,
        username=username,
        read_link=_aside(partial(read_link.read_link, context)),
        check_address=context.downloader.check,
        write_answer=_aside(partial(question_writer.write, context))
        if context.model
        else None,
        catalogue=catalogue_of(settings),
    )

"""The one place where things are wired: settings → store, jobs, Telegram, sender; started and stopped together."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot import telegram_client
from bot.assistant.library import Library
from bot.background import Background
from bot.delivery.rate_limiter import Limiter
from bot.delivery.sender import Sender, SendOptions
from bot.handler_defaults import handler_defaults
from bot.handlers.handler_context import HandlerContext
from bot.handlers.rate_limits import RateLimits
from bot.handlers.registry import COMMANDS
from bot.instance_watch import InstanceWatch
from bot.metrics import Metrics
from bot.open_store import open_store
from bot.receiving.inbox import Inbox
from bot.receiving.receiver import Receiver
from bot.rendering.button_claims import ButtonClaims
from bot.rendering.digest import DigestRenderer
from bot.rendering.notifications import NoticeTexts, digest_since, digest_title, source_notice
from bot.settings import Settings
from bot.settings_sources import catalogue_of, settings_sources
from bot.web.admin.session import AdminAuth
from bot.web.assistant import assistant_door
from bot.web.server import Site, Watch, serve
from jobs import scheduler as jobs_scheduler
from jobs.config import (
    AlertConfig,
    DigestConfig,
    EnrichConfig,
    FetchConfig,
    ProxyRoute,
    RetentionConfig,
    StoriesConfig,
    listed_hosts,
)
from jobs.context import JobContext
from jobs.digests import build as digests
from jobs.digests import question_writer
from jobs.http.downloader import Downloader
from jobs.http.guard import authorities
from jobs.http.model_client import ModelClient, ModelConfig
from jobs.intake import catalogue, discover, read_link
from jobs.scheduler import JobScheduler
from jobs.workers.process_pool import Pool
from jobs.workers.reading import warm
from news.version import VERSION
from store.news import source_trust
from store.operations import key_value
from store.rows import Chat
from store.schema import migrate

log = structlog.get_logger()
FLIGHTS = 96
"""Messages in flight at once: fewer than there are connections, for answers need some, and a kill doubles no more than these."""
BUTTON_KEY = "button-key"
Clock = Callable[[], int]


def clock() -> int:
    """Return the moment in UTC seconds."""
    return int(time.time())


def _title(locale: str, zone: str) -> str:
    return digest_title(
        locale, datetime.fromtimestamp(clock(), UTC).astimezone(ZoneInfo(zone)).date()
    )


def _since(locale: str, zone: str, moment: datetime) -> str:
    return digest_since(locale, moment.astimezone(ZoneInfo(zone)).date())


def fetch_config(settings: Settings, private: frozenset[str] = frozenset()) -> FetchConfig:
    """Return how the web is read, from the settings."""
    part = settings.fetch
    contact = f"; +{part.contact}" if part.contact else ""
    return FetchConfig(
        agent=f"Jianbao/{VERSION} (news digests for Telegram{contact})",
        floor=part.interval_minutes * 60,
        ceiling=part.ceiling_hours * 3600,
        concurrency=part.concurrency,
        per_host=part.per_host,
        pause=part.pause_seconds,
        deadline=part.timeout_seconds,
        max_bytes=int(part.max_megabytes * 1024 * 1024),
        private_hosts=frozenset(part.private_hosts) | private,
        ports=frozenset(part.ports),
        obey_robots=part.obey_robots,
        source_bytes=settings.access.source_megabytes_per_day * 1024 * 1024,
        source_articles=settings.access.source_articles_per_day,
        proxy=ProxyRoute(part.read_proxy(), listed_hosts(part.proxy_hosts)),
        rsshub=tuple(part.rsshub),
        newsnow=tuple(part.newsnow),
        # Beside the sandbox only its own site is read.
        catalogue=() if private else catalogue_of(settings),
        catalogue_locales=(settings.digests.locale, "en"),
    )


def model_config(settings: Settings) -> ModelConfig:
    """Return which language model is asked, and what it may cost."""
    part = settings.model
    return ModelConfig(
        url=part.url,
        model=part.model,
        key=part.read_key(),
        languages=tuple(part.languages),
        tokens_per_day=part.tokens_per_day,
        money_per_day=part.money_per_day,
        price_in=part.price_in,
        price_out=part.price_out,
        timeout=part.timeout_seconds,
        batch=part.batch,
        retries=part.retries,
        second_look=part.verify == "rules+model",
    )


def _stories_config(settings: Settings) -> StoriesConfig:
    stories = settings.stories
    return StoriesConfig(stories.articles, stories.hours, stories.across)


async def open_context(
    settings: Settings,
    *,
    private: frozenset[str] = frozenset(),
    now: Clock = clock,
    eager: bool = False,
) -> JobContext:
    """Open the store (migrated forward) and what the jobs need; put the listed sources into it.

    `eager` starts the pool's workers at once, for a bot that will need them.
    """
    config, model = fetch_config(settings, private), model_config(settings)
    pool = Pool(settings.fetch.workers, warm=warm)
    # The workers load their models while the store is brought forward.
    await asyncio.gather(
        asyncio.to_thread(migrate.upgrade, settings.database.direct),
        pool.start() if eager else asyncio.sleep(0),
    )
    db, record = await open_store(settings, now()), Metrics()
    record.pace(settings.telegram.messages_per_second)
    context = JobContext(
        db=db,
        downloader=Downloader(config, record=record),
        record=record,
        pool=pool,
        model=ModelClient(model) if model.wanted else None,
        operators=tuple(settings.telegram.admins),
        clock=now,
        render=DigestRenderer().render,
        title=_title,
        since=_since,
        notice=source_notice,
        fetch=config,
        enrich=EnrichConfig(languages=tuple(settings.fetch.languages)),
        digest=DigestConfig(
            window=settings.digests.max_age_hours * 3600,
            spread=settings.digests.spread_seconds,
            web_url=settings.web.public_url if settings.web.enabled else "",
        ),
        stories=_stories_config(settings),
        alert=AlertConfig(settings.alerts.publishers, settings.alerts.within_minutes * 60),
        tell=NoticeTexts(),
        retention=RetentionConfig(
            **settings.retention.model_dump(), max_bytes=settings.database.max_megabytes * 2**20
        ),
    )
    await catalogue.sync(context, settings_sources(settings))
    await db.write(source_trust.settle, members=settings.access.trusts_members, now=now())
    return context


def metrics_of(context: JobContext) -> Metrics:
    """Return the metrics that the jobs count into."""
    return context.record if isinstance(context.record, Metrics) else Metrics()


def library(settings: Settings, context: JobContext) -> Library:
    """Return what an assistant may read of the store."""
    return Library(context.db, context.now, settings.digests.zone, settings.digests.locale[:2])


async def close_context(context: JobContext) -> None:
    """Close what `open_context` opened."""
    await context.downloader.close()
    if context.model is not None:
        await context.model.close()
    await context.pool.close()
    await context.db.close()


@dataclass(slots=True)
class Running:
    """A bot that runs; `stop` ends it cleanly."""

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
        """Why the process must end, where it must."""
        return self.sender.fatal or self.receiver.fatal

    async def stop(self) -> None:
        """End all of it, and close the context."""
        await self.quit()
        await close_context(self.context)

    async def quit(self) -> None:
        """Take no new work, finish what is in flight within ten seconds, give back the rest."""
        await self.scheduler.stop(within=6.0)
        await self.receiver.stop(within=6.0)
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
    """Start the bot on an open context: handlers, polling or webhook, sweeps, sender, web server.

    Without `jobs` and `send` it only hears and answers: a cluster's other processes do the rest.
    """
    application, limiter = await connect(settings)
    owner = f"{socket.gethostname()}:{os.getpid()}"
    bot, claims = application.bot, await button_claims(context)
    sender = sender_for(settings, context, bot, owner, claims, sole=None)
    context = replace(context, wake_sender=sender.wake)
    listed = jobs_scheduler.jobs(context)
    expected = jobs_scheduler.expected(listed, now())
    admins = frozenset(settings.telegram.admins)
    door = AdminAuth(context.db, settings.web.read_admin_token(), admins)
    tools = replace(
        tools_for(settings, context, now, claims, bot.username),
        expected=expected,
        wake=sender.wake,
        sign_in=_sign_in(settings, door, now),
    )
    telegram_client.add_handlers(application, tools)
    if menus:
        tools.background.start(telegram_client.name_commands(application.bot, settings, tools.db))
    await application.start()
    metrics = metrics_of(context)
    receiver = telegram_client.receiver_for(application, settings, tools, metrics.heard, poll=poll)
    refused, heard = (lambda: limiter.refusals), (lambda: receiver.trouble)
    instance = InstanceWatch(context.db, owner, now)
    scheduler = JobScheduler(context, listed if jobs else (), ran=ran)
    asked = (scheduler.ran, heard, lambda: instance.trouble)
    watch = Watch(context.db, now, expected, metrics, refused, door, *asked)
    site = await _open_site(settings, context, watch, receiver.inbox, sender)
    scheduler.start()
    sending = asyncio.create_task(sender.run() if send else asyncio.sleep(0))
    receiving = asyncio.create_task(receiver.run())
    alone = send and settings.engine != "pgqueuer"  # a cluster's processes share a store
    watching = asyncio.create_task(_watch(metrics, instance if alone else None))
    tasks = (sending, receiving, watching)
    parts = (sender, receiver, limiter, scheduler, site)
    return Running(settings, context, application, *parts, *tasks, tools.background)


async def _open_site(
    settings: Settings, context: JobContext, watch: Watch, inbox: Inbox, sender: Sender
) -> Site | None:
    """Serve pages, health and the assistant's door; None where the web server is switched off."""
    if not settings.web.enabled:
        return None
    door = assistant_door(library(settings, context), settings.web.read_mcp_token(), VERSION)
    return await serve(settings, watch, inbox, sender, door)


async def _watch(metrics: Metrics, instance: InstanceWatch | None) -> None:
    """Watch the loop, and the store for another instance, until cancelled."""
    async with asyncio.TaskGroup() as group:
        group.create_task(metrics.watch_loop())
        if instance is not None:
            group.create_task(instance.run())


async def connect(settings: Settings) -> tuple[telegram_client.Telegram, Limiter]:
    """Reach Telegram with the settings' token and limits, by the system's authorities."""
    return await telegram_client.connect(settings, verify=authorities(trust_env=True))


async def button_claims(context: JobContext) -> ButtonClaims:
    """Return what signs buttons, with the key that the store has kept since its first start."""
    fresh = secrets.token_bytes(32)
    return ButtonClaims(await context.db.write(key_value.keep, BUTTON_KEY, fresh, context.clock()))


def sender_for(
    settings: Settings,
    context: JobContext,
    bot: Any,
    owner: str,
    claims: ButtonClaims,
    *,
    sole: bool | None,
) -> Sender:
    """Return a sender for this token; `sole` says that no other process can hold a message now."""
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


def _sign_in(settings: Settings, door: AdminAuth, now: Clock) -> Callable[[int], Awaitable[str]]:
    async def link(person: int) -> str:
        at = settings.web.public_url if settings.web.enabled else ""
        return f"{at}/admin/in?link={await door.link(person, now())}" if at else ""

    return link


def tools_for(
    settings: Settings, context: JobContext, now: Clock, claims: ButtonClaims, username: str = ""
) -> HandlerContext:
    """Return what handlers are given."""

    async def build(chat: Chat, window: int | None) -> Any:
        return await digests.build_now(context, chat, window=window)

    async def find_source(url: str, zone: str) -> Any:
        return await discover.discover(context, url, zone)

    async def read_article(url: str, zone: str) -> Any:
        return await read_link.read_link(context, url, zone)

    access, defaults = settings.access, handler_defaults(settings)
    allowance = RateLimits(access.commands_per_minute, access.heavy_per_minute)
    parts = (context.db, now, build, find_source, claims, COMMANDS, defaults, allowance, username)
    return HandlerContext(
        *parts,
        read_link=read_article,
        check_address=context.downloader.check,
        write_answer=partial(question_writer.write, context) if context.model else None,
        catalogue=catalogue_of(settings),
    )

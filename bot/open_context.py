"""Open the services that the jobs need: the store, the downloader, the process
pool, the model.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog

from bot.assistant.library import Library
from bot.clock import Clock, clock
from bot.metrics import Metrics
from bot.open_store import open_store
from bot.rendering.digest import DigestRenderer
from bot.rendering.notifications import (
    NoticeTexts,
    digest_since,
    digest_title,
    read_ahead,
    source_notice,
)
from bot.rendering.recordings import Render, with_listen_button
from bot.settings import Settings
from bot.settings_sources import catalogue_of, settings_sources
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
from jobs.http.downloader import Downloader
from jobs.http.embeddings_client import EmbeddingsClient, EmbeddingsConfig
from jobs.http.model_client import ModelClient, ModelConfig
from jobs.http.speech_client import SpeechClient, SpeechConfig
from jobs.intake import catalogue
from jobs.meaning_model import MeaningModel
from jobs.stories.headline_meanings import LocalModel
from jobs.workers.process_pool import ProcessPool
from jobs.workers.warming import warm
from news.version import VERSION
from store.engine.database import Database
from store.news import source_trust
from store.schema import migrate

log = structlog.get_logger()


def _title(locale: str, zone: str) -> str:
    return digest_title(
        locale,
        datetime.fromtimestamp(clock(), UTC).astimezone(ZoneInfo(zone)).date(),
    )


def _since(locale: str, zone: str, moment: datetime) -> str:
    return digest_since(locale, moment.astimezone(ZoneInfo(zone)).date())


def public_address(settings: Settings) -> str:
    """Return the address at which the web server is reached from outside; empty
    if there is none.
    """
    if settings.web.enabled:
        return settings.web.public_url
    return ""


def fetch_config(
    settings: Settings, private: frozenset[str] = frozenset()
) -> FetchConfig:
    """Return the downloader's configuration from the settings."""
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
        # With the sandbox only its own site is read.
        catalogue=() if private else catalogue_of(settings),
        catalogue_locales=(settings.digests.locale, "en"),
        callback=public_address(settings),
    )


def model_config(settings: Settings) -> ModelConfig:
    """Return the configuration of the language model and its budget."""
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


def _speech_client(settings: Settings) -> SpeechClient | None:
    """Return the client that reads texts aloud; None if no endpoint is set."""
    part = settings.speech
    if not part.is_wanted:
        return None
    return SpeechClient(
        SpeechConfig(
            url=part.url,
            model=part.model,
            key=part.read_key(),
            voice=part.voice,
            voices=part.voice_pairs(),
            characters_per_day=part.characters_per_day,
            characters_per_chat=part.characters_per_chat,
            timeout=part.timeout_seconds,
        )
    )


def _render(settings: Settings) -> Render:
    """Return the writer of digests; with a voice, digests get a button for a
    recording.
    """
    render = DigestRenderer().render
    if settings.speech.is_wanted:
        return with_listen_button(render)
    return render


def _stories_config(settings: Settings) -> StoriesConfig:
    stories = settings.stories
    return StoriesConfig(
        articles=stories.articles, hours=stories.hours, across=stories.across
    )


def _meaning_model(settings: Settings) -> MeaningModel | None:
    """Return the model that compares headlines by meaning; None if none is set
    or installed.
    """
    part = settings.stories
    if part.across != "meaning":
        return None
    if part.meaning_url:
        key = part.read_meaning_key()
        return EmbeddingsClient(
            EmbeddingsConfig(
                url=part.meaning_url, model=part.meaning_model, key=key
            )
        )
    if LocalModel.is_installed():
        return LocalModel()
    log.warning(
        "stories.meaning_absent",
        instead="names",
        needs="requirements-semantic.lock",
    )
    return None


async def open_context(
    settings: Settings,
    *,
    private: frozenset[str] = frozenset(),
    now: Clock = clock,
    eager: bool = False,
    places_apart: bool = False,
) -> JobContext:
    """Open the store (migrated forward) and the jobs' services; add the listed
    sources to the store.

    `eager` starts the pool's workers at once, for a bot that will need them;
    `places_apart` keeps the stories in a process of their own.
    """
    config = fetch_config(settings, private)
    model = model_config(settings)
    pool = ProcessPool(settings.fetch.workers, warm=warm)
    if eager:
        # The workers load their models while everything else starts.
        pool.begin()
    await asyncio.gather(
        asyncio.to_thread(migrate.upgrade, settings.database.direct),
        asyncio.to_thread(read_ahead, settings.digests.locale),
    )
    db = await open_store(settings, now())
    record = Metrics()
    record.pace(settings.telegram.messages_per_second)
    context = replace(
        _job_context(settings, db, record, pool, config, now),
        model=ModelClient(model) if model.wanted else None,
        speech=_speech_client(settings),
        meaning_model=_meaning_model(settings),
        places_apart=places_apart,
    )
    await catalogue.sync(context, settings_sources(settings))
    await db.write(
        source_trust.settle, members=settings.access.trusts_members, now=now()
    )
    return context


def _job_context(
    settings: Settings,
    db: Database,
    record: Metrics,
    pool: ProcessPool,
    config: FetchConfig,
    now: Clock,
) -> JobContext:
    """Put together the services and settings of the jobs from those of the operator, hours and
    minutes as seconds.
    """
    return JobContext(
        db=db,
        downloader=Downloader(config, record=record, run=pool.run),
        record=record,
        pool=pool,
        operators=tuple(settings.telegram.admins),
        clock=now,
        render=_render(settings),
        title=_title,
        since=_since,
        notice=source_notice,
        fetch=config,
        enrich=EnrichConfig(languages=tuple(settings.fetch.languages)),
        digest=DigestConfig(
            window=settings.digests.max_age_hours * 3600,
            spread=settings.digests.spread_seconds,
            web_url=public_address(settings),
        ),
        stories=_stories_config(settings),
        alert=AlertConfig(
            settings.alerts.publishers, settings.alerts.within_minutes * 60
        ),
        tell=NoticeTexts(public_address(settings)),
        retention=RetentionConfig(
            **settings.retention.model_dump(),
            max_bytes=settings.database.max_megabytes * 2**20,
        ),
    )


def metrics_of(context: JobContext) -> Metrics:
    """Return the metrics that the jobs count into."""
    if isinstance(context.record, Metrics):
        return context.record
    return Metrics()


def library(settings: Settings, context: JobContext) -> Library:
    """Return the part of the store that an assistant may read."""
    return Library(
        db=context.db,
        clock=context.now,
        zone=settings.digests.zone,
        language=settings.digests.locale[:2],
    )


async def close_context(context: JobContext) -> None:
    """Close everything that `open_context` opened."""
    await context.downloader.close()
    if context.model is not None:
        await context.model.close()
    if context.speech is not None:
        await context.speech.close()
    if context.meaning_model is not None:
        await context.meaning_model.close()
    await context.pool.close()
    await context.db.close()

"""The settings that handlers need."""

from __future__ import annotations

from bot.handlers.handler_context import Defaults
from bot.open_context import public_address
from bot.settings import Settings
from news.addresses import Instances


def handler_defaults(settings: Settings) -> Defaults:
    """Return the settings of a new chat, and the operator's limits."""
    access = settings.access
    part = settings.digests
    return Defaults(
        locale=part.locale,
        zone=part.zone,
        schedule=part.schedule,
        stories=part.stories,
        subscriptions=access.subscriptions,
        saved=access.saved_stories,
        new_sources=access.sources_per_day,
        source_bytes=access.source_megabytes_per_day * 1024 * 1024,
        source_articles=access.source_articles_per_day,
        mode=access.mode,
        trusts_members=access.trusts_members,
        allowed=frozenset(access.allowed),
        invite_codes=frozenset(access.invite_codes),
        admins=frozenset(settings.telegram.admins),
        public_url=public_address(settings),
        instances=Instances(
            tuple(settings.fetch.rsshub), tuple(settings.fetch.newsnow)
        ),
    )

"""The defaults of the settings and of the jobs agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.open_context import close_context, model_config, open_context
from bot.settings import Settings
from jobs.config import (
    AlertConfig,
    DigestConfig,
    EnrichConfig,
    FetchConfig,
    RetentionConfig,
    StoriesConfig,
)
from jobs.http.model_client import ModelConfig


async def test_defaults_of_settings_and_jobs_are_the_same(
    tmp_path: Path,
) -> None:
    database: Any = {"url": f"sqlite:///{tmp_path / 'store.db'}"}
    fetch: Any = {"catalogue": False}
    settings = Settings(database=database, fetch=fetch)
    context = await open_context(settings)
    try:
        catalogue_locales = context.fetch.catalogue_locales
        assert context.fetch == replace(
            FetchConfig(), catalogue_locales=catalogue_locales
        )
        assert context.enrich == EnrichConfig()
        assert context.digest == DigestConfig()
        assert context.stories == StoriesConfig()
        assert context.alert == AlertConfig()
        assert context.retention == RetentionConfig()
        assert model_config(settings) == ModelConfig()
        assert context.model is None
    finally:
        await close_context(context)

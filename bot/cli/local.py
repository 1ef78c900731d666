"""The sandbox as the bot's Telegram: started beside it, with its site as the only sources."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings, SourcePart
from sandbox.server import Sandbox


def settings_for(settings: Settings, sandbox: Sandbox, database: Path) -> Settings:
    """Return the settings with the sandbox in Telegram's place and its site as the sources."""
    telegram = settings.telegram.model_copy(
        update={
            "token": SecretStr(sandbox.token),
            "token_file": None,
            "base_url": sandbox.base_url,
            "base_file_url": sandbox.base_file_url,
            "webhook_url": "",
        }
    )
    return settings.model_copy(
        update={
            "telegram": telegram,
            "database": settings.database.model_copy(update={"url": f"sqlite:///{database}"}),
            "fetch": settings.fetch.model_copy(update={"pause_seconds": 0.0, "per_host": 8}),
            "sources": [SourcePart.model_validate(each) for each in sandbox.news.sources],
        }
    )


def private_host(sandbox: Sandbox) -> frozenset[str]:
    """Return the sandbox's site as the named exception of the guard."""
    return frozenset({f"{sandbox.host}:{sandbox.port}"})

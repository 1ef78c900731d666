"""Start the sandbox beside the bot as its Telegram, with the sample site as its
only source.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings
from bot.settings_parts import SourcePart
from jobs.context import JobContext
from jobs.digests import due_times
from sandbox.server import ANN, Sandbox
from store.chats import chats, subscriptions
from store.news import stories
from store.rows import Chat


def settings_for(
    settings: Settings, sandbox: Sandbox, database: Path
) -> Settings:
    """Return settings that use the sandbox as Telegram and its site as the
    sources.
    """
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
            "web": settings.web.model_copy(
                update={
                    "public_url": settings.web.public_url
                    or _own_address(settings)
                }
            ),
            "database": settings.database.model_copy(
                update={"url": f"sqlite:///{database}"}
            ),
            "fetch": settings.fetch.model_copy(
                update={"pause_seconds": 0.0, "per_host": 8, "workers": 2}
            ),
            "sources": [
                SourcePart.model_validate(source)
                for source in sandbox.news.sources
            ],
        }
    )


def _own_address(settings: Settings) -> str:
    """Return the address of the bot's pages on this machine; empty while the
    port is not known.
    """
    # The address is compared, not bound.
    host = "127.0.0.1" if settings.web.host == "0.0.0.0" else settings.web.host  # noqa: S104
    if settings.web.port:
        return f"http://{host}:{settings.web.port}"
    return ""


TOPICS = (
    "tech",
    "ai",
    "china",
    "world",
    "sports",
    "health",
    "weather",
    "business",
)
# Stories that must be there before the first digest.
STORIES = 12


async def reader(context: JobContext) -> Chat:
    """Subscribe the sandbox's first person to some topics."""
    now = context.clock()
    zone, times = "Asia/Shanghai", "00:00 06:00 12:00 18:00"
    chat = await context.db.write(
        chats.upsert,
        ANN,
        0,
        "private",
        "安安",
        locale="zh-Hans",
        zone=zone,
        schedule=times,
        now=now,
    )
    for topic in TOPICS:
        await context.db.write(
            subscriptions.add, chat.id, "topic", topic, limit=100, now=now
        )
    return chat


async def fall_due(context: JobContext, chat: Chat) -> None:
    """Make the chat's last scheduled time due again, so that the digest comes
    as it does every morning.
    """
    due = due_times.last_due(chat.schedule, chat.zone, context.clock())
    await context.db.write(
        lambda connection: chats.update(connection, chat.id, next_due_at=due)
    )


async def first_digest(
    context: JobContext, wake: Callable[[Iterable[str]], None]
) -> None:
    """Send the first person a digest as soon as the sample site is read; `wake`
    runs jobs at once.
    """
    chat = await reader(context)
    for _ in range(200):
        if len(await context.db.read(stories.latest, limit=STORIES)) >= STORIES:
            break
        await asyncio.sleep(0.1)
    await fall_due(context, chat)
    wake(["digest"])


def private_host(sandbox: Sandbox) -> frozenset[str]:
    """Return the sandbox's host, which the SSRF guard lets through as a named
    exception.
    """
    return frozenset({f"{sandbox.host}:{sandbox.port}"})

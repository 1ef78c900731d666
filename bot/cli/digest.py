"""`jianbao digest`: print a digest in the terminal, from the store as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    print_json,
    settings_or_exit,
    stop,
)
from bot.open_context import close_context, open_context
from bot.rendering.digest import render
from bot.rendering.telegram_html import plain
from bot.settings import Settings
from jobs import scheduler
from news.models import Digest, Pick, Story
from news.rank import Profile, StoryCandidate, rank
from news.topics import find
from store.news import stories


def digest(
    topics: Annotated[
        list[str] | None,
        typer.Argument(help="Topics, by any name; all by default."),
    ] = None,
    count: Annotated[
        int, typer.Option(min=1, help="The most stories to print.")
    ] = 10,
    fetch: Annotated[
        bool,
        typer.Option("--fetch", help="Read the sources that are due first."),
    ] = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Print a digest of the newest stories."""
    settings = settings_or_exit(config, log={"level": "error"})
    wanted = [find(name) for name in topics or ()]
    if None in wanted:
        stop(
            f"{(topics or [''])[wanted.index(None)]!r} is no topic; `jianbao sources --topics` lists them.",
            2,
        )
    picks = execute(
        _picks(settings, [key for key in wanted if key], count, fetch=fetch)
    )
    if json:
        print_json([{"title": pick.story.title, "url": pick.story.url, "summary": list(pick.story.summary), "publisher": pick.story.publisher,
                     "published_at": pick.story.published_at.isoformat(), "articles": pick.story.articles, "topics": list(pick.story.topics)} for pick in picks])  # fmt: skip
        return
    if not picks:
        console.print(
            "No stories yet: `jianbao digest --fetch` reads the sources."
        )
    _print(settings, picks)


def _print(settings: Settings, picks: list[Pick]) -> None:
    sections: dict[str, list[Pick]] = {}
    for pick in picks:
        sections.setdefault(
            pick.story.topics[0] if pick.story.topics else "", []
        ).append(pick)
    whole = Digest(
        title="Jianbao",
        sections=tuple(
            (key, tuple(listed)) for key, listed in sections.items()
        ),
        zone=settings.digests.zone,
        now=datetime.now(UTC),
    )
    for message in render(whole, settings.digests.locale):
        console.print(plain(message.html), highlight=False)


async def _picks(
    settings: Settings, topics: list[str], count: int, *, fetch: bool
) -> list[Pick]:
    context = await open_context(settings)
    try:
        if fetch:
            await scheduler.round_of_all(context)
        latest: list[Story] = await context.db.read(
            stories.latest, topics=topics, limit=10 * count
        )
        return rank(
            [StoryCandidate(story, "topic:all") for story in latest],
            profile=Profile(),
            now=context.now(),
            limit=count,
        )
    finally:
        await close_context(context)

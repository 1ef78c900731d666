"""From a reading to the chat: `python -m benchmarks.post_latency [--short]`.

A store with 1,000 sources and 5,000 chats that want each article of one of them at once; a bot process empties the
outbox into the sandbox at 30 messages a second. Every five seconds twenty sources bring a new article, a hundred
posts, two thirds of that pace; the posts' sweep runs in its own rhythm. A post's time begins when its article was
read and joined to its story.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.figures import Figure, finish, options
from benchmarks.soak_speed import FIRST, SpeedBot, speed_bot
from bot.open_context import close_context, open_context
from bot.settings import Settings
from jobs.notices import posts
from news.post_format import PostFormat, write
from sandbox.server import Sandbox
from sandbox.world.limits import Limits
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats, subscriptions
from store.engine.database import run_alone
from store.news import articles, sources, stories

SOURCES, SUBSCRIPTIONS = 1000, 5000
BRING = 20
"""Sources that bring an article in one round."""
ROUND = 5.0
"""Seconds from one round to the next, as between two sweeps of posts."""
AIM = 60.0


def _fill(c: Connection, now: int) -> list[int]:
    """Make the sources and their readers; give the sources' ids."""
    made = [
        sources.add(
            c,
            f"https://s{n}.example/feed",
            "feed",
            f"S{n}",
            "en",
            "UTC",
            None,
            now,
        ).id
        for n in range(SOURCES)
    ]
    form = write(PostFormat(source=True))
    for n in range(SUBSCRIPTIONS):
        chat = chats.upsert(
            c,
            FIRST + n,
            0,
            "private",
            "x",
            locale="en",
            zone="UTC",
            schedule="",
            now=now,
        )
        source = str(made[n % SOURCES])
        subscriptions.add(
            c,
            chat.id,
            "source",
            source,
            mode="now",
            form=form,
            limit=9,
            now=now - 3600,
        )
    return made


def _bring(c: Connection, chosen: Sequence[int], turn: int, now: int) -> None:
    """Let each of these sources bring one article that was read and joined."""
    dated = (
        now - 30
    )  # undated entries of a source that was just added are no news
    new = [
        NewArticle(
            url := f"https://s{source}.example/{turn}",
            url,
            source,
            "x",
            published_at=dated,
        )
        for source in chosen
    ]
    ids = articles.insert_new(c, new, now)
    read = [
        ReadArticle(
            article, f"turn {turn} of {source}", "A text.", ("A text.",), dated, f"Paper {source}",
            "", "", "", "", "en", "", (), (), "", "text",
        )
        for article, source in zip(ids, chosen, strict=True)
    ]  # fmt: skip
    articles.save_read(c, read, now)
    placed = [
        Placed(article, f"k{article}", "report", "", (), ()) for article in ids
    ]
    stories.place(c, placed, now, ancestors={})


async def _run(rounds: int) -> tuple[list[float], int]:
    """Return the seconds that each post took, and how many never came."""
    async with speed_bot(Limits(), 30) as bot:
        url, world = f"sqlite:///{bot.store}", bot.sandbox.world
        made = run_alone(url, lambda c: _fill(c, int(time.time())))
        for number in range(SUBSCRIPTIONS):
            world.add_person(FIRST + number, "x", "en")
        await bot.ready()
        begun = await _rounds(bot.store, made, rounds)
        await _settle(bot, rounds)
        missing = rounds * _posts_a_round() - len(bot.arrived())
        return _times(bot.sandbox, begun), missing


def _posts_a_round() -> int:
    return BRING * SUBSCRIPTIONS // SOURCES


async def _rounds(
    store: Path, made: list[int], rounds: int
) -> dict[int, float]:
    """Bring articles round by round, and sweep; give when each round's were there."""
    settings = Settings.model_validate(
        {"database": {"url": f"sqlite:///{store}"}, "sources": []}
    )
    context = await open_context(settings)
    chance, begun = random.Random(5), dict[int, float]()
    await posts.sweep(context)
    try:
        for turn in range(rounds):
            chosen = chance.sample(made, BRING)
            await context.db.write(_bring, chosen, turn, int(time.time()))
            begun[turn] = time.time()
            await asyncio.sleep(ROUND)
            await posts.sweep(context)
    finally:
        await close_context(context)
    return begun


async def _settle(bot: SpeedBot, rounds: int) -> None:
    """Wait until all posts came, or twice the aim has passed."""
    end = time.time() + 2 * AIM
    while len(bot.arrived()) < rounds * _posts_a_round() and time.time() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


def _times(sandbox: Sandbox, begun: dict[int, float]) -> list[float]:
    """Return how long each post took from its article's reading."""
    ledger = [sent for sent in sandbox.world.ledger if sent.chat >= FIRST]
    return sorted(sent.at - begun[int(sent.text.split()[1])] for sent in ledger)


def main() -> None:
    """Measure and print."""
    _, short, _ = options("From a reading to the chat.")
    rounds = 4 if short else 60
    times, lost = asyncio.run(_run(rounds))
    p95 = times[int(0.95 * len(times))] if times else float("inf")
    whole = f"{SOURCES:,} sources, {SUBSCRIPTIONS:,} subscriptions, {len(times):,} posts"
    finish(
        [
            Figure(
                "a post, from its article's reading, 95%",
                p95,
                "s",
                AIM,
                "lower",
                note=whole,
            ),
            Figure("posts that never came", lost, "", 0, "lower"),
        ]
    )


if __name__ == "__main__":
    main()

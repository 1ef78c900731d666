"""`jianbao stats`: print the store's counts and the figures of the last days."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from rich.table import Table

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    need_store,
    print_json,
    settings_or_exit,
)
from bot.open_context import close_context, open_context
from bot.settings import Settings
from news.durations import DAY
from store.chats import chats
from store.delivery import episodes, outbox
from store.engine.connections import Connection
from store.news import articles, sources
from store.operations import statistics
from store.operations.statistics import DayCount, Lateness

DAYS = 14
_STEPS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that the command shows."""

    states: dict[str, dict[str, int]]
    # For each line one count a day, the newest last.
    days: dict[str, list[int]]
    topics: dict[str, int]
    languages: dict[str, int]
    lateness: list[Lateness]
    model: dict[str, float]


def stats(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show counts: sources, articles, chats, the outbox, stories by topic and
    language, and the model's cost.
    """
    figures = execute(
        _stats(need_store(settings_or_exit(config, log={"level": "error"})))
    )
    if json:
        # Scripts rely on the first keys; newer ones are added after them.
        print_json(
            figures.states
            | {
                name: value
                for name, value in asdict(figures).items()
                if name != "states"
            }
        )
        return
    for table in (
        _states(figures),
        _days(figures),
        _bars("Stories by topic, 14 days", figures.topics),
        _bars("Stories by language", figures.languages),
    ):
        if table.row_count:
            console.print(table, highlight=False)
    for late in figures.lateness:
        console.print(
            f"{late.kind}: {late.sent:,} sent in 24 h, late by {late.mean:.0f} s on average, {late.worst} s at worst",
            highlight=False,
        )
    if figures.model["calls"]:
        console.print(
            "language model, {calls:.0f} calls today: {tokens_in:,.0f} tokens read, {tokens_out:,.0f} written, cost {cost:.4f}".format(
                **figures.model
            ),
            highlight=False,
        )


def _states(figures: Figures) -> Table:
    table = Table("What", "State", "Count", "")
    for what, states in figures.states.items():
        most = max(states.values(), default=1) or 1
        for state, number in states.items():
            table.add_row(
                what, state, f"{number:,}", "█" * round(20 * number / most)
            )
    return table


def _days(figures: Figures) -> Table:
    table = Table("A day", f"last {DAYS} days", "today")
    for what, counts in figures.days.items():
        table.add_row(what, sparkline(counts), f"{counts[-1]:,}")
    return table


def _bars(title: str, counts: dict[str, int]) -> Table:
    table = Table(title, "Count", "")
    most = max(counts.values(), default=1)
    for name, number in list(counts.items())[:12]:
        table.add_row(
            name or "—", f"{number:,}", "█" * max(1, round(30 * number / most))
        )
    return table


def sparkline(counts: list[int]) -> str:
    """Draw counts as a line of small bars; every count above zero is visible."""
    most = max(counts, default=0) or 1
    return "".join(
        _STEPS[max(1, round(8 * count / most)) if count else 0]
        for count in counts
    )


async def _stats(settings: Settings) -> Figures:
    context = await open_context(settings)
    try:
        return await context.db.read(read, context.clock())
    finally:
        await close_context(context)


def read(connection: Connection, now: int) -> Figures:
    """Read all figures at one moment."""
    since = now // DAY * DAY - (DAYS - 1) * DAY
    languages = statistics.stories_by_language(connection, since)
    digests = statistics.digests_by_day(connection, since)
    deliveries = statistics.deliveries(connection, since)
    sent = [count for count in deliveries if count.name == "sent"]
    return Figures(
        states=_count_states(connection, now),
        days={
            "stories": _line(languages, since),
            "digests": _line(digests, since),
            "messages sent": _line(sent, since),
        },
        topics=_sums(statistics.stories_by_topic(connection, since)),
        languages=_sums(languages),
        lateness=statistics.lateness(connection, now - DAY),
        model=_model(connection, now),
    )


def _count_states(
    connection: Connection, now: int
) -> dict[str, dict[str, int]]:
    """Count what the store holds, by state."""
    listed: Counter[str] = Counter()
    listed.update(source.state for source in sources.every(connection))
    depth = outbox.depth(connection, now)
    return {
        "sources": dict(listed),
        "articles": articles.count_states(connection),
        "chats": chats.counts_by_state(connection),
        "outbox": {
            "ready": depth.ready,
            "in flight": depth.inflight,
            "failed": depth.failed,
        },
        "recordings": episodes.counts(connection),
    }


def _model(connection: Connection, now: int) -> dict[str, float]:
    """Return what the language model has cost today; zeros if it was not
    asked.
    """
    today = datetime.fromtimestamp(now, UTC).date().isoformat()
    spend = next(iter(statistics.llm_spend(connection, today)), None)
    names = ("calls", "tokens_in", "tokens_out", "cost")
    return {name: float(getattr(spend, name, 0)) for name in names}


def _line(counts: list[DayCount], since: int) -> list[int]:
    line = [0] * DAYS
    for row in counts:
        if 0 <= (place := (row.day - since) // DAY) < DAYS:
            line[place] += row.count
    return line


def _sums(counts: list[DayCount]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in counts:
        sums[row.name] = sums.get(row.name, 0) + row.count
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))

"""Page of the week in threads: plain values for its template, with each day's
reports drawn as bars.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator
from bot.rendering.week import day_name, note_lines, step_text
from news.week import Step, Thread

# Units of the drawing: the highest bar, and the distance from one day to the
# next.
HEIGHT, PACE = 24, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's reports."""

    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownStep:
    """The news of one day."""

    date: str
    day: str
    text: str
    url: str
    publisher: str


@dataclass(frozen=True, slots=True)
class ShownThread:
    """One story's week; all texts are plain text, cleaned of markup."""

    title: str
    url: str
    language: str
    reports: str
    # A description of the drawing in words.
    chart: str
    bars: tuple[Bar, ...]
    steps: tuple[ShownStep, ...]
    notes: tuple[str, ...]


def shown(thread: Thread, speech: Translator) -> ShownThread:
    """Return a thread as the page shows it."""
    count = speech.say("digest.sources", n=thread.reports)
    return ShownThread(
        title=telegram_html.clean(thread.title) or "—",
        url=telegram_html.safe_url(thread.url),
        language=thread.language,
        reports=count,
        chart=speech.labelled(count, ", ".join(map(str, thread.by_day))),
        bars=_bars(thread.by_day),
        steps=tuple(
            _step(step, thread.language, speech) for step in thread.steps
        ),
        notes=tuple(
            telegram_html.clean(line) for line in note_lines(thread, speech)
        ),
    )


def _step(step: Step, language: str, speech: Translator) -> ShownStep:
    text = telegram_html.clean(step_text(step, language))
    url = telegram_html.safe_url(step.url)
    name = telegram_html.clean(step.publisher) or "↗"
    return ShownStep(
        date=step.day.isoformat(),
        day=day_name(step.day, speech),
        text=text,
        url=url,
        publisher=name,
    )


def _bars(by_day: tuple[int, ...]) -> tuple[Bar, ...]:
    """Return a bar for each day; a day without reports gets a thin line, so
    that it stays visible.
    """
    highest = max(*by_day, 1)
    heights = [max(1, round(HEIGHT * count / highest)) for count in by_day]
    return tuple(
        Bar(place * PACE + 1, HEIGHT + 1 - height, height)
        for place, height in enumerate(heights)
    )

"""A chat's week: the stories that grew most, each as what was new on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from news.changes import Heard

DAYS = 7
# Threads of one week: more than a screen or two nobody reads.
MOST = 7
# Reports of one story that are compared; of more, those spread evenly over the
# week.
MOST_REPORTS = 10
# New sentences of one report.
LINES = 2
# Days of one thread at the most: the first, and the last ones.
STEPS = 6
# Characters of a report's text that later ones are compared with: news stands
# at the beginning.
SAID = 1500
# After so long without a report a story has ended, for now.
QUIET = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class WeekReport:
    """One report of a story, as a reader may see it."""

    story: int
    title: str
    url: str
    publisher: str
    text: str
    summary: tuple[str, ...]
    language: str
    published_at: datetime
    corrected_at: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The news of a story on one day."""

    day: date
    lines: tuple[str, ...]
    # The report that said it first.
    url: str
    publisher: str


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A report that was corrected or withdrawn."""

    day: date
    publisher: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """One story's week."""

    story: int
    title: str
    url: str
    language: str
    # How many reports the week brought.
    reports: int
    steps: tuple[Step, ...]
    corrections: tuple[CorrectionNote, ...]
    # Reports on each of the week's days, the oldest first.
    by_day: tuple[int, ...]
    # The day of the last report, where that is a while ago; None while the
    # story goes on.
    quiet_since: date | None


def threads(
    reports: Sequence[WeekReport],
    counts: dict[int, int],
    *,
    now: datetime,
    zone: str,
) -> list[Thread]:
    """Return the threads of the stories that grew most, the largest first.

    `reports` are those of the last seven days in the order they appeared; `counts` says how many
    each story had in all, for not every report need be given. A story with nothing new after its
    first report comes after the others.
    """
    by_story: dict[int, list[WeekReport]] = defaultdict(list)
    for report in reports:
        by_story[report.story].append(report)
    here = ZoneInfo(zone)
    week_threads = [
        _thread(told, counts.get(story, len(told)), now, here)
        for story, told in by_story.items()
    ]
    week_threads.sort(key=_smallest_last)
    return week_threads[:MOST]


def _smallest_last(thread: Thread) -> tuple[bool, int, int]:
    """Return what sorts threads: those with news first, by their reports."""
    has_no_news = len(thread.steps) < 2
    return has_no_news, -thread.reports, thread.story


def _thread(
    reports: list[WeekReport], count: int, now: datetime, zone: ZoneInfo
) -> Thread:
    """Tell one story's week; its first report names it."""
    first = reports[0]
    last = reports[-1]
    over = now - last.published_at > QUIET
    return Thread(
        story=first.story,
        title=first.title,
        url=first.url,
        language=first.language,
        reports=count,
        steps=_steps(reports, zone),
        corrections=_corrections(reports, zone),
        by_day=_by_day(reports, now, zone),
        quiet_since=_day(last.published_at, zone) if over else None,
    )


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _steps(reports: list[WeekReport], zone: ZoneInfo) -> tuple[Step, ...]:
    """Return what each report said that none before it had said, one step a day."""
    first = reports[0]
    # Sentences of two languages have no words in common: all of them would be
    # new.
    alike = [report for report in reports if report.language == first.language]
    heard = Heard()
    heard.learn("\n".join(first.summary), first.language)
    _learn(heard, first)
    opening = first.summary[:1] or (first.title,)
    steps = [_step(first, opening, zone)]
    for report in _spread(alike[1:]):
        text = "\n".join(report.summary) or report.text[:SAID]
        new = heard.news_in(text, report.language, limit=LINES)
        _learn(heard, report)
        if new:
            _add(steps, _step(report, new, zone))
    first_step, *later = steps
    return (first_step, *later[-(STEPS - 1) :])


def _add(steps: list[Step], step: Step) -> None:
    """Add a step, or its sentences to the one of the same day, where there is room.

    A second report of Monday adds its sentences to Monday's step.
    """
    last = steps[-1]
    if last.day != step.day:
        steps.append(step)
        return
    lines = (*last.lines, *step.lines)
    steps[-1] = replace(last, lines=lines[: LINES + 1])


def _step(report: WeekReport, lines: tuple[str, ...], zone: ZoneInfo) -> Step:
    """Return what a report said, on the day on which it appeared."""
    return Step(
        day=_day(report.published_at, zone),
        lines=lines,
        url=report.url,
        publisher=report.publisher,
    )


def _learn(heard: Heard, report: WeekReport) -> None:
    """Take in a report beside its summary: numbers that matter stand there, or in the headline."""
    heard.learn(report.title, report.language)
    heard.learn(report.text[:SAID], report.language, numbers=False)


def _spread(reports: list[WeekReport]) -> list[WeekReport]:
    """Return the reports to compare, evenly spread, with the last.

    Of nineteen reports ten are compared: the first, the third, and so on to the last.
    """
    if len(reports) <= MOST_REPORTS:
        return reports
    pace = (len(reports) - 1) / (MOST_REPORTS - 1)
    return [reports[round(place * pace)] for place in range(MOST_REPORTS)]


def _corrections(
    reports: list[WeekReport], zone: ZoneInfo
) -> tuple[CorrectionNote, ...]:
    """Return the reports that were corrected or withdrawn, by the day of that."""
    notes = [
        CorrectionNote(
            _day(report.corrected_at, zone), report.publisher, report.withdrawn
        )
        for report in reports
        if report.corrected_at
    ]
    return tuple(sorted(notes, key=attrgetter("day")))


def _by_day(
    reports: list[WeekReport], now: datetime, zone: ZoneInfo
) -> tuple[int, ...]:
    """Count a story's reports on each of the last seven days, the oldest first.

    Three reports of today and one of yesterday → 0, 0, 0, 0, 0, 1, 3.
    """
    today = _day(now, zone)
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    dates = [_day(report.published_at, zone) for report in reports]
    return tuple(dates.count(day) for day in days)

"""A week lists what was new on each day, the stories that grew most first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from news.week import DAYS, LINES, MOST, STEPS, WeekReport, threads

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BRIDGE = (
    "The bridge over the Alder opened on Tuesday.",
    "Engineers found two cracks in the northern pillar on Wednesday, and closed a lane.",
    "The council voted nine to four for repairs that cost 18 million crowns.",
)


def report(
    text: str,
    days: float,
    *,
    story: int = 1,
    publisher: str = "Post",
    **more: object,
) -> WeekReport:
    """Make a report from this number of days ago."""
    fields = {"language": "en", **more}
    return WeekReport(
        story,
        f"Headline {story}",
        f"https://n.example/{story}/{days}",
        publisher,
        text,
        (text,),
        published_at=NOW - timedelta(days=days),
        **fields,  # type: ignore[arg-type]
    )


def week(
    *reports: WeekReport, zone: str = "UTC"
) -> list[tuple[int, list[tuple[int, str]]]]:
    """Return each thread's story with its days of the month and first lines."""
    found = threads(reports, {}, now=NOW, zone=zone)
    return [
        (thread.story, [(step.day.day, step.lines[0]) for step in thread.steps])
        for thread in found
    ]


def test_each_day_says_what_nobody_said_before() -> None:
    again = "The bridge over the Alder opened on Tuesday, the council says."
    told = week(
        report(BRIDGE[0], 6),
        report(again, 5),
        report(BRIDGE[1], 4),
        report(BRIDGE[2], 1),
    )
    assert told == [(1, [(18, BRIDGE[0]), (20, BRIDGE[1]), (23, BRIDGE[2])])]


def test_days_are_those_of_the_readers_zone() -> None:
    late = report(BRIDGE[0], 0.6)  # 21:36 in London
    assert week(late)[0][1][0][0] == 23
    assert week(late, zone="Asia/Shanghai")[0][1][0][0] == 24


def test_one_days_news_stand_together() -> None:
    (thread,) = threads(
        [report(BRIDGE[0], 2), report(BRIDGE[1], 1.2), report(BRIDGE[2], 1.1)],
        {},
        now=NOW,
        zone="UTC",
    )
    assert [len(step.lines) for step in thread.steps] == [1, 2]


def test_what_went_on_comes_before_what_was_only_repeated() -> None:
    repeated = [report(BRIDGE[0], 5 - n / 10, story=2) for n in range(9)]
    went_on = [report(BRIDGE[0], 5), report(BRIDGE[1], 3)]
    assert [story for story, _ in week(*repeated, *went_on)] == [1, 2]


def test_another_language_is_counted_and_not_compared() -> None:
    (thread,) = threads(
        [
            report(BRIDGE[0], 3),
            report("北桥出现两条裂缝，关闭一条车道。", 2, language="zh-Hans"),
        ],
        {1: 12},
        now=NOW,
        zone="UTC",
    )
    assert (thread.reports, len(thread.steps)) == (12, 1)


def test_corrections_and_the_end_are_said() -> None:
    changed = NOW - timedelta(days=3)
    (thread,) = threads(
        [
            report(BRIDGE[0], 5, corrected_at=changed, publisher="Post"),
            report(
                BRIDGE[1],
                4,
                corrected_at=changed - timedelta(days=1),
                withdrawn=True,
            ),
        ],
        {},
        now=NOW,
        zone="UTC",
    )
    assert [(note.day.day, note.withdrawn) for note in thread.corrections] == [
        (20, True),
        (21, False),
    ]
    assert thread.quiet_since == date(2026, 11, 20)
    (open_,) = threads([report(BRIDGE[0], 1)], {}, now=NOW, zone="UTC")
    assert open_.quiet_since is None


def test_each_day_has_its_number_of_reports() -> None:
    reports = [
        report(BRIDGE[0], 6),
        report(BRIDGE[1], 0.1),
        report(BRIDGE[2], 0),
    ]
    (thread,) = threads(reports, {}, now=NOW, zone="UTC")
    assert thread.by_day == (1, 0, 0, 0, 0, 0, 2)
    assert len(thread.by_day) == DAYS


def test_a_week_is_bounded() -> None:
    names = [
        f"Town{n} counted {n + 300} boats and {n + 7000} nets."
        for n in range(40)
    ]
    many = [
        report(names[n % 40], 6 - n / 100, story=n % 20) for n in range(600)
    ]
    found = threads(
        sorted(many, key=lambda one: one.published_at), {}, now=NOW, zone="UTC"
    )
    assert len(found) == MOST
    assert all(len(thread.steps) <= STEPS for thread in found)
    assert all(
        len(step.lines) <= LINES + 1
        for thread in found
        for step in thread.steps
    )


def test_without_reports_there_is_no_week() -> None:
    assert threads([], {}, now=NOW, zone="UTC") == []

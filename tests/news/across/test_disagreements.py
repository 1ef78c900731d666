"""Publishers disagree where they count the same people at about the same time and give different numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from news.across import disagreements
from news.across.disagreements import MOST_REPORTS, WITHIN
from news.models import Disagreement, ToldFigures

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def told(publisher: str, text: str, minutes: int = 0) -> ToldFigures:
    return ToldFigures(publisher, text, NOON + timedelta(minutes=minutes))


def test_each_figure_stands_with_who_gives_it_the_most_told_first() -> None:
    found = disagreements(
        [
            told("Harbour Post", "Ferry sinks: 12 dead, 40 injured"),
            told(
                "Evening Herald",
                "14 people were killed and 40 injured when the ferry sank",
            ),
            told("Coast Radio", "12 dead after ferry sinks"),
        ]
    )
    assert found == (
        Disagreement(
            "dead",
            (
                ("12", ("Harbour Post", "Coast Radio")),
                ("14", ("Evening Herald",)),
            ),
        ),
    )


@pytest.mark.parametrize(
    "others",
    [
        [told("Herald", "12 people died")],
        [told("Harbour Post online", "14 dead")],
        [told("Herald", "Ferry sinks, rescue goes on")],
        [told("Herald", "40 injured in the north, 14 injured in the south")],
        [told("Herald", "Ferry with 14 cars sinks")],
        [told("Herald", "more than 10 dead")],
        [told("Herald", "9 dead", -int(WITHIN.total_seconds() // 60) - 1)],
        [],
    ],
    ids=[
        "the same",
        "one publisher",
        "no figure",
        "two figures",
        "something else",
        "a round figure",
        "hours ago",
        "alone",
    ],
)
def test_what_may_mean_the_same_is_no_disagreement(
    others: list[ToldFigures],
) -> None:
    assert (
        disagreements([told("Harbour Post", "12 dead, officials say"), *others])
        == ()
    )


def test_a_publishers_last_word_counts() -> None:
    reports = [
        told("Post", "9 dead"),
        told("Post", "14 dead", 60),
        told("Herald", "14 dead", 50),
    ]
    assert disagreements(reports) == ()


def test_languages_are_compared_alike() -> None:
    (found,) = disagreements(
        [told("日报", "渡轮沉没，造成12人死亡"), told("Post", "14 dead")]
    )
    assert [figure for figure, _ in found.values] == ["12", "14"]


def test_only_the_newest_reports_are_read() -> None:
    old = [told(f"Paper {n}", "9 dead", -n) for n in range(1, 40)]
    newest = [told(f"Station {n}", "14 dead", n) for n in range(MOST_REPORTS)]
    assert disagreements([*old, *newest]) == ()

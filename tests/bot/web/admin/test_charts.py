"""Charts as a person reads them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.web.admin.charts import bars
from store.operations.statistics import DayCount

DAY = 86_400
NOW = 20_000 * DAY + 500


def _draw(
    counts: list[DayCount],
) -> tuple[list[ElementTree.Element], tuple[str, ...], str]:
    chart = bars(counts, now=NOW, days=14, title="Stories <a day>")
    root = ElementTree.fromstring(str(chart.svg))
    return list(root.iter("rect")), chart.names, str(chart.svg)


def test_bars_stand_on_each_other_and_say_what_they_are() -> None:
    today = NOW // DAY * DAY
    rects, names, svg = _draw(
        [
            DayCount(today, "tech", 30),
            DayCount(today, "sports", 10),
            DayCount(today - DAY, "tech", 5),
        ]
    )
    assert names == ("tech", "sports")
    assert len(rects) == 3
    tall = sorted(float(rect.attrib["height"]) for rect in rects)
    assert tall[2] == pytest.approx(6 * tall[0], rel=0.05)
    low, high = (
        rect
        for rect in rects
        if rect.attrib["x"]
        == max((rect.attrib["x"] for rect in rects), key=float)
    )
    assert float(high.attrib["y"]) + float(
        high.attrib["height"]
    ) == pytest.approx(float(low.attrib["y"]), abs=0.2)
    assert "tech: 30" in svg
    assert "Stories &lt;a day&gt;" in svg


def test_many_names_become_one() -> None:
    today = NOW // DAY * DAY
    _, names, _ = _draw(
        [DayCount(today, f"name{n:02}", 20 - n) for n in range(12)]
    )
    assert len(names) == 8
    assert names[-1] == "other"


@pytest.mark.parametrize(
    "counts", [[], [DayCount(0, "old", 5)], [DayCount(NOW // DAY * DAY, "", 1)]]
)
def test_nothing_and_little_are_drawn_too(counts: list[DayCount]) -> None:
    rects, _, svg = _draw(counts)
    assert len(rects) == (1 if counts and counts[0].day else 0)
    assert svg.startswith("<svg")


def test_the_figures_stand_beside_the_picture_too() -> None:
    today = NOW // DAY * DAY
    counts = [
        DayCount(today, "tech", 30),
        DayCount(today, "sports", 10),
        DayCount(today - DAY, "tech", 5),
    ]
    chart = bars(counts, now=NOW, days=14, title="x")
    assert chart.names == ("tech", "sports")
    assert [(row.counts, row.total) for row in chart.rows[:2]] == [
        ((30, 10), 40),
        ((5, 0), 5),
    ]
    assert len(chart.rows) == 14
    assert chart.rows[0].date == "10-04"


@pytest.mark.parametrize(
    ("most", "words"),
    [(3, "4"), (999, "1,000"), (40_000, "40k"), (1_000_000, "1M"), (3e9, "3G")],
)
def test_the_axis_has_room_for_its_numbers(most: float, words: str) -> None:
    _, _, svg = _draw([DayCount(NOW // DAY * DAY, "read", int(most))])
    written = re.findall(r'text-anchor="end">([^<]+)<', svg)
    assert written[-1] == words
    assert all(len(each) <= 6 for each in written)

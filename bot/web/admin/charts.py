"""Draw charts as inline SVG: bars for each day, stacked by name, with axes and
labels, in the page's own colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup, escape

from news.durations import DAY
from store.operations.statistics import DayCount

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 12, 28
# Names with a bar of their own; all others share one.
SERIES = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One day's figures, in the order of the chart's names."""

    date: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart, the names of its colours, and its figures as a table for
    people who cannot hover or see, the newest day first.
    """

    svg: Markup
    names: tuple[str, ...]
    rows: tuple[Row, ...] = ()


def bars(
    counts: Sequence[DayCount],
    *,
    now: int,
    days: int,
    title: str,
    rest: str = "other",
) -> Chart:
    """Draw the given number of days up to now; names are sorted by their sum,
    the largest below.
    """
    first = now // DAY * DAY - (days - 1) * DAY
    kept = [row for row in counts if row.day >= first]
    shown = _largest(kept)
    table: Counter[tuple[int, str]] = Counter()
    sums: Counter[int] = Counter()
    for row in kept:
        name = row.name if row.name in shown else rest
        table[row.day, name] += row.count
        sums[row.day] += row.count
    has_rest = any(name == rest for _, name in table)
    if has_rest and rest not in shown:
        shown = [*shown, rest]
    top = _nice(max(sums.values(), default=0))
    columns = _columns(table, shown, first, days, top)
    drawing = "".join([*_grid(top), *columns, *_days(first, days)])
    label = escape(title)
    svg = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}" class="chart"><title>{label}</title>{drawing}</svg>'
    rows = tuple(
        _row(table, shown, first + day * DAY) for day in reversed(range(days))
    )
    # Every text in it was escaped above.
    return Chart(Markup(svg), tuple(shown), rows)  # noqa: S704


def _row(
    table: Mapping[tuple[int, str], int], names: Sequence[str], day: int
) -> Row:
    counts = tuple(table.get((day, name), 0) for name in names)
    return Row(_date(day), counts, sum(counts))


def _largest(counts: Sequence[DayCount]) -> list[str]:
    sums: dict[str, int] = {}
    for row in counts:
        sums[row.name] = sums.get(row.name, 0) + row.count
    return sorted(sums, key=lambda name: (-sums[name], name))[:SERIES]


def _nice(most: int) -> int:
    """Return the next round number."""
    # The grid has a line at each quarter, so a quarter must be a round whole
    # number.
    scales = [int(10**power) for power in range(len(str(most)))]
    quarters = [
        scale * half // 2
        for scale in scales
        for half in (2, 3, 4, 5, 6, 10, 15)
        if scale * half % 2 == 0
    ]
    return 4 * min(quarter for quarter in quarters if 4 * quarter >= most)


def _grid(top: int) -> list[str]:
    lines = []
    for step in range(5):
        value = top * step / 4
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * step / 4
        words = _short(value)
        lines.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        lines.append(
            f'<text class="axis" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{words}</text>'
        )
    return lines


def _short(value: float) -> str:
    """Write a number in the five characters that fit beside the axis."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= 10 * size or (value >= size > 1e3):
            return f"{value / size:.3g}{letter}"
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.1f}"


def _columns(
    table: dict[tuple[int, str], int],
    names: Sequence[str],
    first: int,
    days: int,
    top: int,
) -> list[str]:
    step = (WIDTH - LEFT - RIGHT) / days
    drawn = []
    for day in range(days):
        y = float(HEIGHT - BOTTOM)
        for index, name in enumerate(names):
            count = table.get((first + day * DAY, name), 0)
            if not count:
                continue
            tall = (HEIGHT - TOP - BOTTOM) * count / top
            y -= tall
            what = f"{_date(first + day * DAY)} {name}: {count:,}".strip()
            drawn.append(
                f'<rect class="s{index}" x="{LEFT + day * step + step * 0.14:.1f}" y="{y:.1f}" width="{step * 0.72:.1f}" '
                f'height="{tall:.1f}"><title>{escape(what)}</title></rect>'
            )
    return drawn


def _days(first: int, days: int) -> list[str]:
    step = (WIDTH - LEFT - RIGHT) / days
    every = max(1, days // 5)
    return [
        f'<text class="axis" x="{LEFT + (day + 0.5) * step:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{_date(first + day * DAY)}</text>'
        for day in range(days)
        if (days - 1 - day) % every == 0
    ]


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%m-%d")

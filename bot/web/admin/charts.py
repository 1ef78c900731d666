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

# The size of a drawing in its own units, and the margins around the bars; the
# left one holds numbers of five characters.
WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 12, 28
PLOT_WIDTH = WIDTH - LEFT - RIGHT
PLOT_HEIGHT = HEIGHT - TOP - BOTTOM
# Where the bars stand, counted from the top as SVG does.
BASE = HEIGHT - BOTTOM
# The parts of a day's width that are its bar, and the space before it.
BAR, GAP = 0.72, 0.14
# The distance of labels from the bars.
PADDING = 6
# The grid's lines, at each quarter of the height.
QUARTERS = 4
# Days with a label, about.
LABELS = 5
# Names with a bar of their own; all others share one.
SERIES = 7
# The name of that one.
REST = "other"


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
        name = row.name if row.name in shown else REST
        table[row.day, name] += row.count
        sums[row.day] += row.count
    has_rest = any(name == REST for _, name in table)
    # The rest comes last, whatever its sum: it stands at the top of the bars.
    if has_rest and REST not in shown:
        shown = [*shown, REST]
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
    """Return the names with the largest sums; equal ones in the order of the
    alphabet, so that colours do not change from day to day.
    """
    sums: Counter[str] = Counter()
    for row in counts:
        sums[row.name] += row.count
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
    enough = [quarter for quarter in quarters if QUARTERS * quarter >= most]
    return QUARTERS * min(enough)


def _grid(top: int) -> list[str]:
    """Draw a line at each quarter, with its number."""
    lines = []
    for step in range(QUARTERS + 1):
        share = step / QUARTERS
        y = BASE - PLOT_HEIGHT * share
        words = _short(top * share)
        right = WIDTH - RIGHT
        lines.append(
            f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        # The middle of the digits is a little below their base line.
        lines.append(
            f'<text class="axis" x="{LEFT - PADDING}" y="{y + 4:.1f}" text-anchor="end">{words}</text>'
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
    """Draw each day's bar: a piece for each name, the first one below."""
    step = PLOT_WIDTH / days
    drawn = []
    for place in range(days):
        day = first + place * DAY
        x = LEFT + step * (place + GAP)
        y = float(BASE)
        for index, name in enumerate(names):
            count = table.get((day, name), 0)
            if not count:
                continue
            tall = PLOT_HEIGHT * count / top
            y -= tall
            what = f"{_date(day)} {name}: {count:,}".strip()
            drawn.append(
                f'<rect class="s{index}" x="{x:.1f}" y="{y:.1f}" width="{step * BAR:.1f}" '
                f'height="{tall:.1f}"><title>{escape(what)}</title></rect>'
            )
    return drawn


def _days(first: int, days: int) -> list[str]:
    """Write the dates below the bars: the last day's, and every few days'
    before it.
    """
    step = PLOT_WIDTH / days
    every = max(1, days // LABELS)
    drawn = []
    for place in range((days - 1) % every, days, every):
        x = LEFT + (place + 0.5) * step
        date = _date(first + place * DAY)
        drawn.append(
            f'<text class="axis" x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{date}</text>'
        )
    return drawn


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%m-%d")

"""Draw trends as a picture: eight bars for each trend, one for each day.

The words stand in the message below, where Telegram shows them in the reader's
own font and size. The picture's colours are visible on Telegram's dark and
light backgrounds.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.png import Canvas
from news.trends import Trend

WIDTH, ROW, EDGE = 640, 84, 20
# Pixels of one square of a digit.
SCALE = 6
# Pixels before the bars: enough for a number of two digits.
LEFT = 120
GAP = 8
_GROUND, _LINE, _USUAL, _TODAY, _NUMBER = range(5)
_PALETTE = (
    (30, 41, 54),
    (58, 72, 89),
    (111, 139, 168),
    (255, 176, 59),
    (232, 238, 244),
)


def draw(rises: Sequence[Trend]) -> bytes:
    """Return a PNG of the trends, the strongest at the top; today's bar has a
    colour of its own.
    """
    canvas = Canvas(WIDTH, 2 * EDGE + ROW * max(len(rises), 1), _PALETTE)
    for number, trend in enumerate(rises, 1):
        _draw_row(canvas, number, trend, EDGE + ROW * (number - 1))
    return canvas.png()


def _draw_row(canvas: Canvas, number: int, trend: Trend, top: int) -> None:
    bottom = top + ROW - 14
    room = WIDTH - LEFT - EDGE
    canvas.write(EDGE, top + 18, str(number), SCALE, _NUMBER)
    canvas.fill(LEFT, bottom, room, 2, _LINE)
    highest = max(*trend.by_day, 1)
    step = room // max(len(trend.by_day), 1)
    last = len(trend.by_day) - 1
    for day, count in enumerate(trend.by_day):
        height = round((ROW - 26) * count / highest)
        left = LEFT + day * step + GAP // 2
        colour = _TODAY if day == last else _USUAL
        canvas.fill(left, bottom - height, step - GAP, height, colour)

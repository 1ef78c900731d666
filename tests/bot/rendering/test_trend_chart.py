"""The chart of what rose is a PNG that any reader opens: a row a trend, a bar a day."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot.rendering.png import Canvas
from bot.rendering.trend_chart import EDGE, LEFT, ROW, WIDTH, draw
from news.trends import MOST, Trend


def pixels(data: bytes) -> list[bytes]:
    """Decode a PNG with a palette; return its rows."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length) == (
            zlib.crc32(name + body),
        )
        chunks[name] = body
        at += 12 + length
    width, height, depth, kind = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    assert (depth, kind) == (8, 3)
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    return [
        raw[row * (width + 1) + 1 : (row + 1) * (width + 1)]
        for row in range(height)
    ]


def trend(*by_day: int) -> Trend:
    return Trend(("word",), by_day[-1] if by_day else 0, 1.0, 9.0, (), by_day)


def heights(rows: list[bytes], colour: int) -> int:
    return sum(colour in row for row in rows)


def test_each_trend_has_a_row_and_todays_bar_its_own_colour() -> None:
    rows = pixels(draw([trend(1, 0, 2, 1, 1, 0, 1, 8), trend(*[4] * 8)]))
    assert (len(rows), len(rows[0])) == (2 * EDGE + 2 * ROW, WIDTH)
    first, second = rows[EDGE : EDGE + ROW], rows[EDGE + ROW : EDGE + 2 * ROW]
    assert heights(first, 3) / heights(first, 2) == pytest.approx(4, abs=0.3), (
        "two of eight"
    )
    assert heights(second, 3) == heights(second, 2)


@pytest.mark.parametrize("count", [0, 1, MOST])
def test_any_number_of_trends_can_be_drawn(count: int) -> None:
    assert len(pixels(draw([trend(*[0] * 8)] * count))) == 2 * EDGE + ROW * max(
        count, 1
    )
    assert len(draw([trend(*range(8))] * count)) < 10_000


def test_numbers_stand_before_the_bars() -> None:
    rows = pixels(draw([trend(*[9] * 8)]))
    assert any(4 in row[:LEFT] for row in rows)
    assert not any({2, 3} & set(row[:LEFT]) for row in rows)


def test_what_lies_outside_is_left_out() -> None:
    canvas = Canvas(4, 3, ((0, 0, 0), (255, 255, 255)))
    canvas.fill(-5, -5, 7, 7, 1)
    canvas.fill(3, 2, 50, 50, 1)
    canvas.fill(9, 9, 2, 2, 1)
    canvas.write(40, 40, "0123456789", 2, 1)
    assert pixels(canvas.png()) == [b"\1\1\0\0", b"\1\1\0\0", b"\0\0\0\1"]

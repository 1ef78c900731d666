"""A small PNG writer: rows of palette numbers, one byte a pixel (PNG, third
edition, 11.2).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The colour type of pixels that are palette numbers.
_PALETTE = 3


class Canvas:
    """A drawing of rectangles and small digits; the part outside it is left
    out.
    """

    def __init__(
        self, width: int, height: int, palette: Sequence[Colour]
    ) -> None:
        self.width = width
        self.height = height
        self._palette = tuple(palette)
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(
        self, left: int, top: int, width: int, height: int, colour: int
    ) -> None:
        """Fill a rectangle with a colour of the palette."""
        start = max(left, 0)
        end = min(left + width, self.width)
        if end <= start:
            return
        for row in self._rows[max(top, 0) : max(top + height, 0)]:
            row[start:end] = bytes((colour,)) * (end - start)

    def write(
        self, left: int, top: int, digits: str, scale: int, colour: int
    ) -> None:
        """Write digits, each three by five squares of `scale` pixels and one
        between.
        """
        for digit in digits:
            for number, line in enumerate(_DIGITS[digit]):
                for place, mark in enumerate(line):
                    if mark == "#":
                        at = (left + place * scale, top + number * scale)
                        self.fill(*at, scale, scale, colour)
            left += 4 * scale

    def png(self) -> bytes:
        """Return the drawing as a PNG file."""
        size = struct.pack(
            ">IIBBBBB", self.width, self.height, 8, _PALETTE, 0, 0, 0
        )
        palette = bytes(part for colour in self._palette for part in colour)
        # Each row begins with the number of its filter; 0 is none.
        pixels = b"".join(b"\0" + row for row in self._rows)
        parts = (
            _chunk(b"IHDR", size),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(pixels, 9)),
            _chunk(b"IEND", b""),
        )
        return _SIGNATURE + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


_DIGITS = {
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", ".##", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", ".#.", ".#.", ".#."),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
}

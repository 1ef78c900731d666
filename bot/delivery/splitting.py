"""A message that Telegram finds too long, cut in two: its markup closed in the first part and opened again in the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.rendering.telegram_html import MAX_BYTES, NAME, PIECE, plain

MARGIN = 1000
"""Bytes kept free for what is closed and marked."""
# A story begins with its number; it should not be parted from its lines.
_BEFORE_STORY = re.compile(r"\n(?=\n|(?:<[^<>]*>)*\d{1,3}\. )")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut at: the piece that it comes before, and the tags that are open there."""

    rank: int
    at: int
    tags: tuple[str, ...]


def part(html: str, limit: int) -> tuple[str, str]:
    """Return a first part of at most `limit` code points and half the raw bytes, and the rest; no rest where all fits.

    Cut between stories where it can be, else between lines, else between words; never in the first half for the
    sake of a finer place.
    """
    pieces = [match.group() for match in PIECE.finditer(html)]
    room = min(MAX_BYTES - MARGIN, max(len(html.encode("utf-8", "replace")) // 2, 200))
    cut = _place(html, pieces, limit, room)
    if cut is None:
        return html, ""
    head = "".join(pieces[: cut.at]).rstrip() + "".join(
        f"</{_name(tag)}>" for tag in reversed(cut.tags)
    )
    rest = "".join(cut.tags) + "".join(pieces[cut.at :]).lstrip()
    return head, rest if plain(rest).strip() else ""


def _place(html: str, pieces: list[str], limit: int, room: int) -> _Cut | None:
    """Return the best place to cut at; None where the whole is short enough."""
    stories = {match.start() for match in _BEFORE_STORY.finditer(html)}
    best: _Cut | None = None
    tags: list[str] = []
    position = count = size = 0
    seen = False
    for at, piece in enumerate(pieces):
        tag = NAME.match(piece)
        size += len(piece.encode("utf-8", "replace"))
        if seen and (count + (not tag) > limit or size > room):
            return best or _Cut(0, at, tuple(tags))
        count += not tag
        seen = seen or not (tag or piece.isspace())
        if seen and piece.isspace() and (count > limit // 2 or size > room // 2):
            found = _Cut(3 if position in stories else 2 if piece == "\n" else 1, at, tuple(tags))
            best = found if best is None or found.rank >= best.rank else best
        if tag:
            tags = tags[:-1] if tag.group(1) else [*tags, piece]
        position += len(piece)
    return None


def _name(tag: str) -> str:
    match = NAME.match(tag)
    return match.group(2) if match else ""

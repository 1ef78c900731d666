"""Split a message that is too long: close its markup in the first part and open
it again in the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.rendering.telegram_html import MAX_BYTES, NAME, PIECE, plain

# Bytes kept free for closing tags and marks.
MARGIN = 1000
# Bytes that a first part may always have, however short the text.
LEAST = 200
# A story begins with its number, which must stay with its lines.
_BEFORE_STORY = re.compile(r"\n(?=\n|(?:<[^<>]*>)*\d{1,3}\. )")


@dataclass(frozen=True, slots=True)
class _PossibleCut:
    """A possible cut: the piece after it, and the tags that are open there."""

    rank: int
    at: int
    tags: tuple[str, ...]


@dataclass(slots=True)
class _SplitPosition:
    """The position in a text, and the room left in one message."""

    limit: int
    room: int
    # The open tags.
    tags: tuple[str, ...] = ()
    # Characters of HTML read so far.
    position: int = 0
    # Visible code points so far.
    count: int = 0
    # Bytes so far, markup included.
    size: int = 0
    # Whether a visible character was read: Telegram refuses an empty part.
    begun: bool = False

    def is_full_before(self, piece: str) -> bool:
        """Tell whether one more piece, a tag or a character, would be too much."""
        shown = 0 if NAME.match(piece) else 1
        too_many = self.count + shown > self.limit
        too_large = self.size + _bytes(piece) > self.room
        return self.begun and (too_many or too_large)

    def read(self, piece: str) -> None:
        """Count a piece."""
        tag = NAME.match(piece)
        self.position += len(piece)
        self.size += _bytes(piece)
        if tag is None:
            self.count += 1
            self.begun = self.begun or not piece.isspace()
        elif tag.group(1):
            self.tags = self.tags[:-1]
        else:
            self.tags = (*self.tags, piece)

    @property
    def may_end(self) -> bool:
        """Tell whether a part may end here; a finer place in the first half is
        not taken.
        """
        past_half = self.count > self.limit // 2 or self.size > self.room // 2
        return self.begun and past_half


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def part(html: str, limit: int) -> tuple[str, str]:
    """Return a first part of at most `limit` code points and half the raw
    bytes, and the rest; the rest is empty if all fits.

    Cut between stories if possible, otherwise between lines, otherwise between
    words; never in the first half for the sake of a finer place.
    """
    pieces = [match.group() for match in PIECE.finditer(html)]
    # Telegram bounds the bytes with all markup, so a text of few characters
    # may need two messages too.
    room = min(MAX_BYTES - MARGIN, max(_bytes(html) // 2, LEAST))
    cut = _place(html, pieces, limit, room)
    if cut is None:
        return html, ""
    closing = [f"</{_name(tag)}>" for tag in reversed(cut.tags)]
    head = "".join(pieces[: cut.at]).rstrip() + "".join(closing)
    rest = "".join(cut.tags) + "".join(pieces[cut.at :]).lstrip()
    # A rest of tags and spaces alone shows nothing; Telegram refuses it.
    if not plain(rest).strip():
        return head, ""
    return head, rest


def _place(
    html: str, pieces: list[str], limit: int, room: int
) -> _PossibleCut | None:
    """Return the best place to cut; None if the whole is short enough."""
    stories = {match.start() for match in _BEFORE_STORY.finditer(html)}
    reading = _SplitPosition(limit, room)
    cuts: list[_PossibleCut] = []
    for at, piece in enumerate(pieces):
        if reading.is_full_before(piece):
            latest = _PossibleCut(0, at, reading.tags)
            # Of equally good places take the last, so that the first part is as
            # long as possible.
            return max(cuts, key=_goodness, default=latest)
        start = reading.position
        reading.read(piece)
        if piece.isspace() and reading.may_end:
            rank = _rank(piece, start in stories)
            cuts.append(_PossibleCut(rank, at, reading.tags))
    return None


def _goodness(cut: _PossibleCut) -> tuple[int, int]:
    return cut.rank, cut.at


def _rank(space: str, before_story: bool) -> int:
    """Return how good a place is: between stories, lines, or words."""
    if before_story:
        return 3
    if space == "\n":
        return 2
    return 1


def _name(tag: str) -> str:
    match = NAME.match(tag)
    if match:
        return match.group(2)
    return ""

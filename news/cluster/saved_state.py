"""Save the clusterer's state as bytes: one piece for each story, and what was learned."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from news.cluster.article_reading import LineCounts, Reader
from news.cluster.frequencies import Frequencies
from news.cluster.scores import USUAL_COHESION
from news.cluster.window import IndexedStory, Window
from news.cluster.window_columns import ROW
from news.site_names import SiteNames

VERSION = 6
# States of this version lack the cohesion of stories, which has a usual value.
_WITHOUT_COHESION = 5
_VERSIONS = (_WITHOUT_COHESION, VERSION)
# Where it stands after the version.
_COHESION_AT = 6
_START = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Head:
    """The clusterer's state beside stories and words."""

    hours: int = 72
    now: datetime = _START
    placed: int = 0


def changes(window: Window) -> dict[str, bytes | None]:
    """Return the changed stories' states by key, None for those that are gone;
    asked again, only what changed since.
    """
    states: dict[str, bytes | None] = {}
    for key in sorted(window.changed):
        story = window.stories.get(key)
        states[key] = None if story is None else _story_out(window, story)
    window.changed.clear()
    return states


def _story_out(window: Window, story: IndexedStory) -> bytes:
    """Return a line of JSON and the rows as they stand in memory."""
    head = [
        VERSION,
        story.key,
        story.language,
        story.url,
        story.first,
        story.last,
        story.size,
        story.cohesion,
        story.card,
        story.titles,
    ]
    meaning = window.meanings.get(story.number)
    block = window.rows.stored(story.rows).tobytes()
    if meaning is not None:
        head += [window.meanings.model, len(meaning)]
        block += meaning.astype(np.float16).tobytes()
    line = json.dumps(head, separators=(",", ":"), ensure_ascii=False)
    return line.encode("utf-8", "replace") + b"\n" + block


@dataclass(frozen=True, slots=True)
class _Piece:
    """A story's state."""

    story: IndexedStory
    rows: bytes
    # Whose vector it holds; empty for none.
    model: str
    meaning: bytes


def restore(window: Window, pieces: dict[str, bytes]) -> None:
    """Take up stories from their states; one that can't be read is left out, and named as gone.

    Vectors of another model than the window's are left out.
    """
    read = list[_Piece]()
    for key, data in pieces.items():
        try:
            read.append(_piece_in(data))
        except (ValueError, TypeError):
            window.changed.add(key)
    stories = [piece.story for piece in read]
    block = b"".join(piece.rows for piece in read)
    rows = window.rows.put_all(np.frombuffer(block, ROW))
    window.restore(stories, rows)
    for piece in read:
        if piece.model and piece.model == window.meanings.model:
            story = piece.story
            stored = np.frombuffer(piece.meaning, np.float16)
            vector = stored.astype(np.float32)
            window.meanings.put(story.number, story.language, vector)


def _piece_in(data: bytes) -> _Piece:
    """Read a story's state. Raises ValueError or TypeError where it can't be read."""
    line, _, block = data.partition(b"\n")
    version, *head = json.loads(line)
    if version not in _VERSIONS:
        raise ValueError(
            f"a story's state of version {version}, expected {VERSION}"
        )
    if version == _WITHOUT_COHESION:
        head.insert(_COHESION_AT, USUAL_COHESION)
    key, language, url, first, last, size, cohesion, card, *rest = head
    titles, *vector = rest
    model, parts = vector or ("", 0)
    story = IndexedStory(
        key=str(key),
        language=str(language),
        url=str(url),
        first=int(first),
        last=int(last),
        size=int(size),
        cohesion=float(cohesion),
        card=str(card),
        titles=[str(title) for title in titles],
    )
    end = len(story.titles) * ROW.itemsize
    expected = end + int(parts) * np.dtype(np.float16).itemsize
    if len(block) != expected:
        raise ValueError(
            f"a story's state of {len(block)} bytes, expected {expected}"
        )
    return _Piece(story, block[:end], str(model), block[end:])


def dump(head: Head, reader: Reader) -> bytes:
    """Return the learned words, lines and names:
    a line of JSON with the parts' lengths, and the parts.
    """
    parts = [
        reader.frequencies.dump(),
        reader.lines.dump(),
        reader.names.dump(),
    ]
    learned = b"".join(parts)
    line = {
        "version": VERSION,
        "hours": head.hours,
        "now": head.now.timestamp(),
        "placed": head.placed,
        "parts": [len(part) for part in parts],
    }
    return json.dumps(line).encode() + b"\n" + learned


def load(data: bytes | None) -> tuple[Head, Reader]:
    """Return the head and what was learned; both fresh where they can't be read."""
    line, _, rest = (data or b"").partition(b"\n")
    try:
        stored = json.loads(line or b"{}")
        if stored.get("version") not in _VERSIONS:
            return Head(), Reader()
        now = datetime.fromtimestamp(stored["now"], UTC)
        head = Head(int(stored["hours"]), now, int(stored["placed"]))
        return head, _reader_in(rest, *map(int, stored["parts"]))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Head(), Reader()


def _reader_in(data: bytes, frequencies: int, lines: int, names: int) -> Reader:
    """Read what was learned, of whose three parts these are the lengths."""
    reader = Reader()
    end_of_lines = frequencies + lines
    end_of_names = end_of_lines + names
    reader.frequencies = Frequencies.load(data[:frequencies])
    reader.lines = LineCounts.load(data[frequencies:end_of_lines])
    reader.names = SiteNames.load(data[end_of_lines:end_of_names])
    return reader

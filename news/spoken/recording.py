"""Join several sounds to one recording with chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from news.spoken.ogg_opus import Chapter, Sound, join, read_sound


@dataclass(frozen=True, slots=True)
class Spoken:
    """One part of a script, as read by a voice."""

    title: str
    sound: Sound


def chapters_of(lengths: Sequence[tuple[str, float]]) -> tuple[Chapter, ...]:
    """Return the start of each chapter, from titles and seconds; the opening has no
    chapter of its own.

    The second part begins with the recording: nobody looks for the line that names the day.
    """
    titles = [title for title, _ in lengths[1:]]
    ends = list(accumulate(seconds for _, seconds in lengths))
    return tuple(map(Chapter, titles, [0.0, *ends[1:]]))


def record(parts: Sequence[Spoken]) -> bytes:
    """Join a script's sounds to one file, titled by its opening; raises NotOpus."""
    lengths = [(part.title, part.sound.seconds) for part in parts]
    title = parts[0].title if parts else ""
    return join([part.sound for part in parts], title, chapters_of(lengths))


def spoken_part(title: str, data: bytes) -> Spoken:
    """Read a voice's sound of a part; raises NotOpus."""
    return Spoken(title, read_sound(data))

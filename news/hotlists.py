"""Hot lists (热榜): how their lines move, how long they stay, and which stories they name."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from news.durations import DAY, HOUR
from news.filters import FilterSet
from news.models import Entry, Standing
from news.words import content_words

# Lines of a board that are kept; the boards of public instances have thirty to
# fifty.
MAX_LINES = 100
# Seconds for which every reading is kept, so that a daily digest compares with
# the very one that it showed.
CLOSE = 26 * HOUR
# Seconds for which one reading an hour is kept, for weekly digests.
FAR = 8 * DAY
# Seconds within which a line that left a board comes back as the same stay.
COMES_BACK = 6 * HOUR
# Bytes that a kept board may unpack to: 280 readings of a hundred lines take a
# tenth of it.
MOST_BYTES = 4 * 1024 * 1024
# Lines of a board in a digest; those that meet a chat's filters come beside
# them.
SHOWN = 10
# Characters of a line's headline.
LONGEST = 300


# Readings of a board: moments in UTC seconds, each with the keys of its lines.
Past = tuple[tuple[int, tuple[str, ...]], ...]
_RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of a board as it stood last."""

    key: str
    title: str
    url: str
    # 1 is the hottest; 0 for a line that has left the board.
    rank: int
    # When this stay on the board began, in UTC seconds.
    first_at: int
    # When it was seen on the board last.
    last_at: int


@dataclass(frozen=True, slots=True)
class Board:
    """A board with as much of its past as digests compare with."""

    lines: tuple[BoardLine, ...] = ()
    # Moments, the oldest first, each with the keys of the lines in the order of
    # their ranks.
    past: Past = ()

    @property
    def standing(self) -> list[BoardLine]:
        """Return the lines that are on the board now, the hottest first."""
        standing = filter(_RANK, self.lines)
        return sorted(standing, key=_RANK)


def _key(entry: Entry) -> str:
    """Return what tells a line from others: its id or address, or its headline."""
    return entry.key or entry.title


def _moved(key: str, rank: int, earlier: Mapping[str, int]) -> int | None:
    """Return by how many ranks a line rose; None for one that was not there.

    From the fifth to the second rank it rose by 3; from the second to the fifth by -3.
    """
    return earlier[key] - rank if key in earlier else None


def take_reading(board: Board, entries: Sequence[Entry], now: int) -> Board:
    """Return a board as a reading at `now` (UTC seconds) leaves it.

    A line that comes back within six hours continues its stay. A line that stands twice counts
    where it stands higher.
    """
    titled: dict[str, Entry] = {}
    for entry in entries:
        if entry.title:
            titled.setdefault(_short(_key(entry)), entry)
    since = {line.key: line.first_at for line in board.lines}
    listed = {
        key: BoardLine(
            key,
            title=entry.title[:LONGEST],
            url=entry.url,
            rank=rank,
            first_at=since.get(key, now),
            last_at=now,
        )
        for rank, (key, entry) in enumerate(
            islice(titled.items(), MAX_LINES), 1
        )
    }
    kept = [
        replace(line, rank=0)
        for line in board.lines
        if line.key not in listed and line.last_at > now - COMES_BACK
    ]
    past = (*board.past, (now, tuple(listed)))
    return Board((*listed.values(), *kept[-MAX_LINES:]), _thinned(past, now))


def _short(key: str) -> str:
    """Return a short name of a line: a board is kept with hundreds of its readings."""
    written = key.encode("utf-8", "replace")
    return hashlib.blake2b(written, digest_size=6).hexdigest()


def _thinned(past: Past, now: int) -> Past:
    """Keep every reading of the last day, and of each hour before it the last one, for eight days.

    Of 13:00, 13:20 and 13:40 two days ago, 13:40 stays.
    """
    kept: dict[int, tuple[int, tuple[str, ...]]] = {}
    for at, keys in past:
        if now - FAR < at <= now:
            slot = at if at > now - CLOSE else at // HOUR
            kept[slot] = (at, keys)
    return tuple(kept.values())


def earlier_ranks(board: Board, at: int) -> dict[str, int] | None:
    """Return the ranks of the last reading up to an instant; None where nothing is that old."""
    readings = (keys for moment, keys in reversed(board.past) if moment <= at)
    keys = next(readings, None)
    if keys is None:
        return None
    return dict(zip(keys, range(1, len(keys) + 1), strict=True))


def shown_lines(
    board: Board,
    since: int,
    *,
    wanted: FilterSet | None = None,
    muted: FilterSet | None = None,
    only: FilterSet | None = None,
) -> tuple[Standing, ...]:
    """Return what a digest shows of a board, with the movement since an earlier digest.

    The ten hottest lines are shown, and below them those that meet the chat's own filters
    (`wanted`). Lines that hold a phrase the chat muted are left out, and where the
    subscription names words (`only`), all that do not meet them. Without an earlier reading no
    line has moved.
    """
    left = board.standing
    if only is not None:
        left = _meeting(left, only)
    silenced = _meeting(left, muted)
    left = [line for line in left if line not in silenced]
    hottest, others = left[:SHOWN], left[SHOWN:]
    below = _meeting(others, wanted)
    earlier = earlier_ranks(board, since)
    return tuple(
        _standing(line, earlier) for line in (*hottest, *below[:SHOWN])
    )


def _meeting(
    lines: Sequence[BoardLine], filters: FilterSet | None
) -> list[BoardLine]:
    """Return the lines whose headlines meet one of these filters; none without filters."""
    if filters is None:
        return []
    return [line for line in lines if filters.matching(line.title)]


def _standing(line: BoardLine, earlier: Mapping[str, int] | None) -> Standing:
    """Return a line as a digest shows it; without an earlier reading it did not move."""
    moved = 0 if earlier is None else _moved(line.key, line.rank, earlier)
    return Standing(
        entry=Entry(line.url, line.title, id=line.key),
        rank=line.rank,
        moved=moved,
        since=datetime.fromtimestamp(line.first_at, UTC),
    )


def dump(board: Board) -> bytes:
    """Return a board as bytes for the store."""
    lines = list(map(astuple, board.lines))
    document = json.dumps(
        [lines, board.past], ensure_ascii=False, separators=(",", ":")
    )
    return zlib.compress(document.encode("utf-8", "replace"))


def load(data: bytes) -> Board:
    """Return a board that `dump` wrote; an empty one for anything else."""
    try:
        unpacked = zlib.decompressobj().decompress(data, MOST_BYTES)
        lines, past = json.loads(unpacked)
        return Board(
            tuple(BoardLine(*line) for line in lines),
            tuple((at, tuple(keys)) for at, keys in past),
        )
    except (ValueError, TypeError, zlib.error):
        return Board()


# Share of a line's characters whose words a story must hold to tell the same.
#
# Measured on the development halves of two public sets: of 240 Chinese
# headlines 0.28 found the text that they stand over, and 4 of 57,360 pairs
# found another one; of titles of one sport event in English 716 of 764 found
# pairs are right. At 0.6 a third of those are wrong.
COVERED = 0.75
# Characters that the words of a line must have: one word alone names no event.
LEAST = 4


def key_words(title: str, language: str) -> tuple[str, ...]:
    """Return the words of a line by which it is told from others, each once;
    words that say nothing go.

    "the bridge of the Lindau" → bridg, lindau; 大桥倒塌了 → 大桥, 倒塌.
    """
    return tuple(dict.fromkeys(content_words(title, language)))


def names_story(words: Collection[str], held: Collection[str]) -> bool:
    """Return whether a line of these words (`key_words`) is about what a headline's words tell.

    A line is shorter than a headline: most of it must stand there, by its length. A line of one
    word, or of a few characters, is about nothing in particular.
    """
    total = sum(map(len, words))
    # One word alone is no event.
    if len(words) < 2 or total < LEAST:
        return False
    standing = filter(held.__contains__, words)
    return sum(map(len, standing)) >= COVERED * total

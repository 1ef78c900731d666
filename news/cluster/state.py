"""The clusterer's memory as bytes: a small piece a story, for the transaction that places articles, and the frequencies."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from news.cluster.index import IndexedStory, Memory
from news.cluster.terms import TermVector

VERSION = 2
_START = datetime(2000, 1, 1, tzinfo=UTC)


def changes(memory: Memory) -> dict[str, bytes | None]:
    """Return the changed stories' states by key, None for those that are gone; asked again, only what changed since."""
    found = {
        key: _story_out(memory.stories[key]) if key in memory.stories else None
        for key in sorted(memory.changed)
    }
    memory.changed.clear()
    return found


def dump(memory: Memory, hours: int, now: datetime) -> bytes:
    """Return the frequencies as bytes; what was seen once is left out."""
    state = {
        "version": VERSION, "hours": hours, "now": now.timestamp(), "documents": memory.documents,
        "frequency": {term: count for term, count in memory.frequency.items() if count > 1},
        "lines": [[line, count] for line, count in memory.lines.items() if count > 1],
    }  # fmt: skip
    return json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def load(data: bytes | None, stories: dict[str, bytes]) -> tuple[Memory, int, datetime]:
    """Return (memory, hours of the window, its latest moment); what can't be read is left out."""
    memory, hours, now = Memory(), 72, _START
    try:
        state = json.loads(data or b"{}")
        if state.get("version") == VERSION:
            hours, now = int(state["hours"]), datetime.fromtimestamp(state["now"], UTC)
            memory.documents = int(state["documents"])
            memory.frequency = Counter(
                {str(term): int(count) for term, count in state["frequency"].items()}
            )
            memory.lines = Counter({int(line): int(count) for line, count in state["lines"]})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        memory, hours, now = Memory(), 72, _START
    for piece in stories.values():
        try:
            memory.put(_story_in(piece))
        except (ValueError, KeyError, TypeError, IndexError, OverflowError):
            continue
    memory.changed.clear()
    return memory, hours, now


def _story_out(story: IndexedStory) -> bytes:
    bags = [
        [sorted(each.numbers), sorted(each.ordinals), sorted(each.people), sorted(each.days)]
        for each in story.bags
    ]
    vector = {term: round(value, 4) for term, value in story.vector.items()}
    row = [
        VERSION,
        story.key,
        story.first,
        story.last,
        story.url,
        sorted(story.prints),
        sorted(story.core),
        sorted(story.lines),
        vector,
        bags,
    ]
    return json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def _story_in(data: bytes) -> IndexedStory:
    version, key, first, last, url, prints, core, lines, vector, bags = json.loads(data)
    if version != VERSION:
        raise ValueError(f"a story's state of version {version}, expected {VERSION}")
    story = IndexedStory(str(key), int(first), int(last), str(url), {int(each) for each in prints})
    story.core, story.lines = frozenset(map(int, core)), set(map(int, lines))
    story.vector = {str(term): float(value) for term, value in vector.items()}
    story.bags = [TermVector((), *(frozenset(map(str, part)) for part in each)) for each in bags]
    return story

"""The best stories of each term, kept in memory as shared lists: what a thousand chats
want is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from news.durations import DAY
from news.language import matches
from news.models import Story
from news.rank import shared_score
from store.engine.database import Database
from store.news import stories
from store.records import Changes, TermStory

# A list's term, and the closed source whose readers alone have it, or 0 for everybody.
TermKey = tuple[int, int]
# A list, a window in seconds and languages: what many chats ask for alike. Both are
# plain tuples, for they are made for each chat.
_SpokenListKey = tuple[TermKey, int, tuple[str, ...]]


BEST = 200
# Stories of a list from which those that no digest can have are dropped.
LONG = 4 * BEST
RECENT = 2 * DAY
# Stories kept of each day before the last two, for digests that look back
# further, and how many days that is.
DAILY = 40
LONGEST_DAYS = 14
# Items that are no news, and their share of all that a source brings, from which it
# is a source of just that: deals, galleries (a choice, not measured).
FEWEST = 3
MOSTLY = 0.8
# Scale of the order among what is no news; nothing is kept for so long.
YEAR = 365 * DAY
# Seconds for which an order serves all chats: a thousand chats that fall due
# together share one sorting.
FRESH = 30
# Stories kept as they are told; about 3 kB each.
KEPT = 5000


class _SortedList(NamedTuple):
    """A list as it was sorted at a moment."""

    at: int
    # Best first.
    stories: list[TermStory]


class _SpokenList(NamedTuple):
    """The ids of an ordered list's stories in the languages that were asked for."""

    of: list[TermStory]
    ids: list[int]


class KeptStories:
    """Stories read once for all chats, until they change."""

    def __init__(self) -> None:
        self._kept: dict[int, Story] = {}
        # Of a story, those kept that say how it tells their event.
        self._told_with: dict[int, set[int]] = {}
        self._dropped = 0

    async def read(
        self, db: Database, ids: Collection[int]
    ) -> dict[int, Story]:
        """Return these stories by id; deleted ones are missing."""
        known = {
            number: self._kept[number] for number in self._kept.keys() & ids
        }
        missing = set(ids) - known.keys()
        before = self._dropped
        read = await db.read(stories.by_ids, missing) if missing else {}
        # Otherwise some of these may have changed while they were read.
        if self._dropped == before:
            self._keep(read)
        surplus = max(len(self._kept) - KEPT, 0)
        oldest = list(islice(self._kept, surplus))
        for number in oldest:
            del self._kept[number]
        return known | read

    def reset(self) -> None:
        """Forget all lists: the next `refresh` reads them again."""
        self._dropped += 1
        self._kept.clear()
        self._told_with.clear()

    def _keep(self, read: dict[int, Story]) -> None:
        self._kept.update(read)
        for number, story in read.items():
            for telling in story.tellings:
                self._told_with.setdefault(telling.story, set()).add(number)

    def drop(self, story: int) -> None:
        """Forget a story that changed, and comparisons of it with other stories."""
        self._dropped += 1
        self._kept.pop(story, None)
        for other in self._told_with.pop(story, ()):
            self._kept.pop(other, None)


class TermLists:
    """The best 200 stories of each term, updated by what changed since the last refresh."""

    def __init__(self) -> None:
        self.stories = KeptStories()
        self._stamp = 0
        self._of_term: dict[TermKey, dict[int, TermStory]] = {}
        self._terms_of: dict[int, set[TermKey]] = {}
        # By list and window.
        self._sorted: dict[tuple[TermKey, int], _SortedList] = {}
        # Of a story that several languages tell, the other tellings.
        self._kin: dict[int, set[int]] = {}
        self._spoken: dict[_SpokenListKey, _SpokenList] = {}

    def reset(self) -> None:
        """Forget all lists: the next `refresh` reads them again."""
        self.stories.reset()
        self._stamp = 0
        for kept in (
            self._of_term,
            self._terms_of,
            self._sorted,
            self._spoken,
            self._kin,
        ):
            kept.clear()

    async def refresh(self, db: Database) -> int:
        """Read what changed; return how many (term, story) pairs."""
        count = 0
        more = True
        while more:
            changes = await db.read(stories.changed_since, self._stamp)
            self._take(changes)
            count += len(changes.rows)
            if changes.stamp != self._stamp:
                self._sorted.clear()
                self._spoken.clear()
            self._stamp = changes.stamp
            more = changes.more
        return count

    def _take(self, changes: Changes) -> None:
        """Replace the terms of the changed stories and drop those of the stories that are
        gone; related stories are only added.
        """
        changed = {term_story.story_id for term_story in changes.rows}
        for story in changed.union(changes.gone):
            self._drop(story)
        for term_story in changes.rows:
            key = (term_story.term_id, term_story.source)
            story = term_story.story_id
            self._of_term.setdefault(key, {})[story] = term_story
            self._terms_of.setdefault(story, set()).add(key)
        for story, other in changes.kin:
            self._kin.setdefault(story, set()).add(other)

    def _drop(self, story: int) -> None:
        self.stories.drop(story)
        self._kin.pop(story, None)
        for key in self._terms_of.pop(story, ()):
            listed = self._of_term.get(key, {})
            listed.pop(story, None)
            if not listed:
                self._of_term.pop(key, None)

    def with_kin(self, told: set[int]) -> set[int]:
        """Return stories with the other reports of their events: a chat that got one of them has
        got them all.
        """
        shared = self._kin.keys() & told
        if not shared:
            return told
        other_reports = (self._kin[story] for story in shared)
        return told.union(*other_reports)

    def is_mostly_no_news(self, term: int, source: int) -> bool:
        """Return whether a source brings little but items that are no news: its subscribers want
        those.
        """
        rows: list[TermStory] = []
        for key in ((term, 0), (term, source)):
            rows += self._of_term.get(key, {}).values()
        count = sum(term_story.no_news for term_story in rows)
        return count >= FEWEST and count >= MOSTLY * len(rows)

    def best(
        self, term: int, now: int, window: int, languages: tuple[str, ...] = ()
    ) -> list[int]:
        """Return the ids of a term's stories in the window and in these languages, best first."""
        key = (term, 0)
        ordered = self._best(key, now, window)
        asked = (key, window, languages)
        known = self._spoken.get(asked)
        if known is None or known.of is not ordered:
            spoken = _spoken(ordered, languages)
            known = _SpokenList(ordered, _ids_of(spoken))
            self._spoken[asked] = known
        return known.ids

    def best_with(
        self,
        term: int,
        own: Collection[int],
        now: int,
        window: int,
        languages: tuple[str, ...] = (),
    ) -> list[int]:
        """Return the result of `best` plus what the private sources `own` add for their
        readers.
        """
        # Nearly all chats have none.
        if not own:
            return self.best(term, now, window, languages)
        keys = [(term, source) for source in own]
        closed = [key for key in keys if key in self._of_term]
        if not closed:
            return self.best(term, now, window, languages)
        rows: list[TermStory] = []
        for key in ((term, 0), *closed):
            rows += _spoken(self._best(key, now, window), languages)
        _sort(rows, now)
        return list(dict.fromkeys(_ids_of(rows)))

    def _best(self, key: TermKey, now: int, window: int) -> list[TermStory]:
        """Return the best of a list in the window, sorted in the last `FRESH` seconds."""
        known = self._sorted.get((key, window))
        if known is None or not 0 <= now - known.at < FRESH:
            known = _SortedList(now, self._order(key, now, window))
            self._sorted[key, window] = known
        return known.stories

    def _order(self, key: TermKey, now: int, window: int) -> list[TermStory]:
        """Sort a list's stories of the window, and shorten it where it has grown long."""
        listed = self._of_term.get(key, {})
        oldest = now - window
        fresh = [
            term_story
            for term_story in listed.values()
            if term_story.published_at >= oldest
        ]
        _sort(fresh, now)
        if len(listed) > LONG:
            for term_story in _surplus(list(listed.values()), now):
                self._terms_of.get(term_story.story_id, set()).discard(key)
                del listed[term_story.story_id]
        return fresh[:BEST]


def _surplus(rows: list[TermStory], now: int) -> list[TermStory]:
    """Return what a term's list may drop: of the last two days it keeps the newest, of
    each earlier day the best.
    """
    recent: list[TermStory] = []
    days: dict[int, list[TermStory]] = defaultdict(list)
    newest_first = sorted(rows, key=attrgetter("published_at"), reverse=True)
    for term_story in newest_first:
        age = now - term_story.published_at
        if age <= RECENT:
            recent.append(term_story)
        else:
            days[age // DAY].append(term_story)
    surplus = recent[2 * BEST :]
    for age, listed in days.items():
        listed.sort(key=attrgetter("publishers"), reverse=True)
        kept = DAILY if age <= LONGEST_DAYS else 0
        surplus += listed[kept:]
    return surplus


def _sort(rows: list[TermStory], now: int) -> None:
    """Put stories in the order of their score, the best first."""
    rows.sort(key=lambda row: base_score(row, now), reverse=True)


def _ids_of(rows: Iterable[TermStory]) -> list[int]:
    return [term_story.story_id for term_story in rows]


def _spoken(
    rows: Iterable[TermStory], wanted: tuple[str, ...]
) -> list[TermStory]:
    """Return the stories that a chat of these languages can read."""
    return [
        term_story
        for term_story in rows
        if speaks(term_story.languages, wanted)
    ]


def speaks(spoken: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Return whether a chat that wants these languages can read a story;
    one of unknown language is for all.
    """
    if not spoken:
        return True
    return any(matches(language, wanted) for language in spoken)


def base_score(term_story: TermStory, now: int) -> float:
    """Score a story before any chat's own taste, as `news.rank` does."""
    quiet = now - (term_story.last_at or term_story.published_at)
    if term_story.no_news:
        # Who asks for it finds it behind all news.
        return quiet / -YEAR
    return shared_score(
        term_story.publishers,
        now - term_story.published_at,
        quiet,
        term_story.recent,
        boards=term_story.boards,
        standing=term_story.standing / 100,
        has_topic=term_story.has_topic,
    )

"""The best stories of each term, kept in memory as shared lists: what a thousand chats
want is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import chain, islice
from operator import attrgetter

from news.durations import DAY
from news.language import matches
from news.models import Story
from news.rank import shared_score
from store.engine.database import Database
from store.news import stories
from store.records import Changes, TermStory

# A list: (term id, closed source whose readers alone have it, or 0 for
# everybody).
Key = tuple[int, int]
BEST = 200
RECENT = 2 * DAY
# Stories kept of each day before the last two, for digests that look back
# further, and how many days that is.
DAILY, LONGEST_DAYS = 40, 14
# What a source brings that is no news, from which and beside all it brings,
# that it is a source of just that: deals, galleries (a choice, not measured).
FEWEST, MOSTLY = 3, 0.8
# Scale of the order among what is no news; nothing is kept for so long.
YEAR = 365 * DAY
# Seconds for which an order serves all chats: a thousand chats that fall due
# together share one sorting.
FRESH = 30
# Stories kept as they are told; about 3 kB each.
KEPT = 5000


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
        known = {}
        for number in ids:
            story = self._kept.get(number)
            if story:
                known[number] = story
        missing = set(ids) - known.keys()
        before = self._dropped
        read = await db.read(stories.by_ids, missing) if missing else {}
        # Otherwise some of these may have changed while they were read.
        if self._dropped == before:
            self._keep(read)
        surplus = max(len(self._kept) - KEPT, 0)
        for oldest in list(islice(self._kept, surplus)):
            del self._kept[oldest]
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
        self._of_term: dict[Key, dict[int, TermStory]] = {}
        self._terms_of: dict[int, set[Key]] = {}
        self._sorted: dict[tuple[Key, int], tuple[int, list[TermStory]]] = {}
        # Of a story that several languages tell, the other tellings.
        self._kin: dict[int, set[int]] = {}
        self._spoken: dict[
            tuple[Key, int, tuple[str, ...]], tuple[list[TermStory], list[int]]
        ] = {}

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
        changed = {term_story.story_id for term_story in changes.rows}
        for story in changed.union(changes.gone):
            self._drop(story)
        for term_story in changes.rows:
            key = (term_story.term_id, term_story.source)
            self._of_term.setdefault(key, {})[term_story.story_id] = term_story
            self._terms_of.setdefault(term_story.story_id, set()).add(key)
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
        return told.union(*(self._kin[story] for story in shared))

    def is_mostly_no_news(self, term: int, source: int) -> bool:
        """Return whether a source brings little but items that are no news: its subscribers want
        those.
        """
        lists = (self._of_term.get((term, key), {}) for key in (0, source))
        rows = list(chain.from_iterable(listed.values() for listed in lists))
        count = sum(term_story.no_news for term_story in rows)
        return count >= FEWEST and count >= MOSTLY * len(rows)

    def best(
        self, term: int, now: int, window: int, languages: tuple[str, ...] = ()
    ) -> list[int]:
        """Return the ids of a term's stories in the window and in these languages, best first."""
        key = (term, 0)
        ordered = self._best(key, now, window)
        asked = (key, window, languages)
        known, ids = self._spoken.get(asked, (None, []))
        if known is not ordered:
            ids = [
                term_story.story_id
                for term_story in _spoken(ordered, languages)
            ]
            self._spoken[asked] = ordered, ids
        return ids

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
        if not own:  # as nearly all
            return self.best(term, now, window, languages)
        keys = [(term, source) for source in own]
        closed = [key for key in keys if key in self._of_term]
        if not closed:
            return self.best(term, now, window, languages)
        rows: list[TermStory] = []
        for key in ((term, 0), *closed):
            rows += _spoken(self._best(key, now, window), languages)
        rows.sort(
            key=lambda term_story: base_score(term_story, now), reverse=True
        )
        return list(dict.fromkeys(term_story.story_id for term_story in rows))

    def _best(self, key: Key, now: int, window: int) -> list[TermStory]:
        at, ordered = self._sorted.get((key, window), (None, []))
        if at is None or not 0 <= now - at < FRESH:
            ordered = self._order(key, now, window)
            self._sorted[key, window] = now, ordered
        return ordered

    def _order(self, key: Key, now: int, window: int) -> list[TermStory]:
        listed = self._of_term.get(key, {})
        oldest = now - window
        fresh = [
            term_story
            for term_story in listed.values()
            if term_story.published_at >= oldest
        ]
        fresh.sort(
            key=lambda term_story: base_score(term_story, now), reverse=True
        )
        if len(listed) > 4 * BEST:
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
    for term_story in sorted(
        rows, key=attrgetter("published_at"), reverse=True
    ):
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


def _spoken(
    rows: Iterable[TermStory], wanted: tuple[str, ...]
) -> list[TermStory]:
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

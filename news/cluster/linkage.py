"""Join stories by average linkage: the mean probability over the pairs of their articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from operator import attrgetter

import numpy as np

from news.across import are_rivals
from news.cluster.copies import COMPARED, Compared, Copies, Copy
from news.cluster.frequencies import Frequencies
from news.cluster.overlaps import Table
from news.cluster.pair_means import PairMeans
from news.cluster.scores import PairScorer
from news.cluster.twins import are_twins, without_site
from news.cluster.window import IndexedStory, Window, members
from news.cluster.window_columns import NO_KEY, Rows

# Articles that are found for one; the stories of the likest are looked at.
CANDIDATES = 50
# Of these the first, whose stories are the likest in most cases: the articles by
# which these are judged are compared at once. With 24, texts took 4 % longer and
# titles as long.
FIRST = 5
# Stories that are compared with one.
NEAREST = 4
# Probability below which no article of a story makes it worth comparing: a
# join needs a mean of more than a third. On 5,208 public titles the same
# stories come out as without it.
UNLIKELY = 0.2
# The same of an article alone, which has no other articles that could make it
# likelier; on the same titles, on 486 texts and their titles, none that joined
# had less than .35.
UNLIKELY_ALONE = 0.3
# Stories that one article may bring together.
MOST_JOINS = 4
# How far below even two stories may be by the estimate and are still compared. On
# 5,208 public titles and 486 texts the same stories come out as without an
# estimate, with a third fewer comparisons of grown stories; where it is asked of
# single articles too, placing a title takes 4-7 % less time. With .08 one join is
# missed.
ESTIMATED_WITHIN = 0.1


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """A story that tells the event of another."""

    story: IndexedStory
    # The mean probability over the pairs between the two.
    likely: float


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A story that may tell the event of another."""

    # By how much the two are likelier one than they need to be.
    margin: float
    match: StoryMatch
    # Its articles, and how likely each tells the event of each of the other's.
    rows: Rows
    likely: Table


class Linkage:
    """Finds the stories that tell one event, and makes them one."""

    def __init__(
        self,
        window: Window,
        scorer: PairScorer,
        frequencies: Frequencies,
        hours: timedelta,
    ) -> None:
        self._window = window
        self._scorer = scorer
        self._frequencies = frequencies
        self._seconds = hours.total_seconds()
        self._copies = Copies(window, scorer)
        self._means = PairMeans()

    def compare(self, story: IndexedStory, candidates: Rows) -> Compared:
        """Compare a story's newest article with others; the likest come first."""
        row = story.rows[-1]
        moment = int(self._window.rows.data["time"][row])
        near = self._near(candidates, moment)
        # A number that was freed may be the new row's.
        near = near[near != row]
        looked_at = self._with_members(near)
        (every,) = self._likelihoods(story, np.array([row]), looked_at)
        known = dict(zip(looked_at.tolist(), every.tolist(), strict=True))
        likely = every[: len(near)]
        order = (-likely).argsort(kind="stable")
        return Compared(row, near[order], likely[order], known)

    def _with_members(self, near: Rows) -> Rows:
        """Return some rows, and behind them other articles of the stories of the first.

        A story is judged by the mean over its articles, and to compare more rows at
        once costs little.
        """
        found = set(near.tolist())
        stories = self._window.owners(near[:FIRST])
        judged_by = (members(story, COMPARED).tolist() for story in stories)
        rows = chain.from_iterable(judged_by)
        others = [row for row in rows if row not in found]
        return np.concatenate((near, np.array(others, np.int64)))

    def told_by(self, probe: IndexedStory, candidates: Rows) -> str:
        """Return the key of the story whose event a probe tells, empty for none; nothing is joined."""
        compared = self.compare(probe, candidates)
        copies = self._copies.find(probe, compared)
        if copies:
            likest = copies[0]
            return "" if self._copies.is_round_up(copies) else likest.key
        match = self._nearest(probe, compared)
        return match.story.key if match else ""

    def copies(self, story: IndexedStory, compared: Compared) -> list[Copy]:
        """Return the stories that hold most of a new text, or that it holds, the likest first."""
        return self._copies.find(story, compared)

    def settle(
        self, story: IndexedStory, copies: list[Copy], compared: Compared
    ) -> tuple[IndexedStory, tuple[str, ...]]:
        """Join a new story with those that tell its event; returns what it became, and who is gone."""
        if self._copies.is_round_up(copies):
            self._window.rows.data["round_up"][story.rows[0]] = True
            return story, ()
        fresh = story.key
        gone: list[str] = []
        for other in self._copies.akin(copies):
            likely = compared.mean(other.rows)
            copied = StoryMatch(other, likely)
            story, lost = self._join(story, copied, fresh)
            gone.append(lost)
        for _ in range(MOST_JOINS):
            # What was compared holds while the story has no newer article.
            if story.rows[-1] != compared.row:
                compared = self._search(story)
            match = self._nearest(story, compared)
            if match is None:
                break
            story, lost = self._join(story, match, fresh)
            gone.append(lost)
        return story, tuple(key for key in gone if key != fresh)

    def _near(self, candidates: Rows, moment: int) -> Rows:
        """Leave out rows whose stories are gone or too far away in time."""
        alive = self._window.alive(candidates)
        times = self._window.rows.data["time"][alive]
        seconds_apart = np.abs(times - moment)
        near: Rows = alive[seconds_apart <= self._seconds]
        return near

    def _join(
        self, story: IndexedStory, match: StoryMatch, fresh: str
    ) -> tuple[IndexedStory, str]:
        """Make two stories one; the older keeps its key, and a story just begun never does."""
        kept, gone = sorted(
            (story, match.story),
            key=lambda one: (one.key == fresh, one.first, one.key),
        )
        self._window.merge(kept, gone, match.likely)
        return kept, gone.key

    def _nearest(
        self, story: IndexedStory, compared: Compared
    ) -> StoryMatch | None:
        """Return the story that most surely tells the event of this one; None where none does."""
        others = self._neighbours(story, compared)
        if not others:
            return None
        ours = members(story, COMPARED)
        neighbours = self._weighed(story, ours, others, compared)
        neighbours.sort(key=attrgetter("margin"), reverse=True)
        # Whether two are twins takes longest: the likest is asked first.
        for near in neighbours:
            if near.margin < 0:
                break
            if not self._are_twins(story, ours, near):
                return near.match
        return None

    def _weighed(
        self,
        story: IndexedStory,
        ours: Rows,
        others: list[IndexedStory],
        compared: Compared,
    ) -> list[_Neighbour]:
        """Compare the articles of a story with those of others, all at once, and
        remember the means.
        """
        theirs = [members(other, COMPARED) for other in others]
        every_row = np.concatenate(theirs)
        table = self._probabilities(story, ours, every_row, compared)
        neighbours: list[_Neighbour] = []
        start = 0
        for other, rows in zip(others, theirs, strict=True):
            end = start + len(rows)
            part = table[:, start:end]
            start = end
            mean = float(np.add.reduce(part, axis=None)) / part.size
            pairs = story.size * other.size
            self._means.keep(story.number, other.number, pairs, mean)
            margin = self._margin(story, other, mean)
            match = StoryMatch(other, mean)
            neighbours.append(_Neighbour(margin, match, rows, part))
        return neighbours

    def _margin(
        self, story: IndexedStory, other: IndexedStory, mean: float
    ) -> float:
        """Return by how much two stories are likelier one than they need to be."""
        pairs = story.size * other.size
        bare = self._is_bare(story)
        needed = self._scorer.scores.needed(pairs, bare=bare)
        return self._lift(story, other) * mean - needed

    def _may_join(
        self, story: IndexedStory, other: IndexedStory, compared: Compared
    ) -> bool:
        """Return whether two stories may be one, by what is known of their articles already."""
        pairs = story.size * other.size
        newest = compared.mean(other.rows)
        estimate = self._means.estimate(
            story.number, other.number, pairs, newest
        )
        return self._margin(story, other, estimate) >= -ESTIMATED_WITHIN

    def _lift(self, story: IndexedStory, other: IndexedStory) -> float:
        """Return how many times a mean probability counts between two stories."""
        # One article alone has no cohesion.
        grown = [one.cohesion for one in (story, other) if one.size > 1]
        if not grown:
            return 1.0
        cohesion = sum(grown) / len(grown)
        return self._scorer.scores.lift(cohesion)

    def _is_bare(self, story: IndexedStory) -> bool:
        """Return whether a story's newest article has no text."""
        newest = story.rows[-1]
        return not self._window.rows.data["has_text"][newest]

    def _probabilities(
        self,
        story: IndexedStory,
        ours: Rows,
        theirs: Rows,
        compared: Compared,
    ) -> Table:
        """Return the probability of each pair; those of the newest article alone are compared once."""
        if ours.tolist() != [compared.row]:
            return self._likelihoods(story, ours, theirs)
        known = compared.known
        wanted = theirs.tolist()
        fresh = [row for row in wanted if row not in known]
        if fresh:
            (likely,) = self._likelihoods(story, ours, np.array(fresh))
            known.update(zip(fresh, likely.tolist(), strict=True))
        line = [known[row] for row in wanted]
        return np.array([line], np.float32)

    def _likelihoods(
        self, story: IndexedStory, ours: Rows, theirs: Rows
    ) -> Table:
        """Return the probability of each pair of rows, which are all in a story's language."""
        rows = self._window.rows
        crowd = self._window.crowd(story.language)
        return self._scorer.likelihoods(
            rows.block(ours), rows.block(theirs), story.language, crowd
        )

    def _neighbours(
        self, story: IndexedStory, compared: Compared
    ) -> list[IndexedStory]:
        """Return the stories whose articles are the likest to a story's newest one."""
        least = UNLIKELY_ALONE if story.size == 1 else UNLIKELY
        likely = compared.rows[compared.likely >= least]
        # Stories that were joined meanwhile gave up some articles.
        alive = self._window.alive(likely)
        is_round_up = self._window.rows.data["round_up"][alive]
        others = self._window.owners(alive[~is_round_up])
        nearest = [other for other in others if other is not story][:NEAREST]
        return [
            other for other in nearest if self._may_join(story, other, compared)
        ]

    def _search(self, story: IndexedStory) -> Compared:
        """Find articles that are like a story's newest one."""
        newest = story.rows[-1]
        stored = self._window.rows.data["keys"][newest]
        keys = stored[stored != NO_KEY]
        weights = self._frequencies.rarity(keys, story.language)
        candidates = self._window.postings.find(keys, weights, CANDIDATES)
        return self.compare(story, candidates)

    def _are_twins(
        self, story: IndexedStory, ours: Rows, near: _Neighbour
    ) -> bool:
        """Return whether the likest articles of two stories are template twins."""
        likest = int(near.likely.argmax())
        our_place, their_place = divmod(likest, len(near.rows))
        our_row = int(ours[our_place])
        their_row = int(near.rows[their_place])
        one = story.title(our_row)
        two = near.match.story.title(their_row)
        return _tell_two_events(one, two, story.language)


def _tell_two_events(one: str, other: str, language: str) -> bool:
    """Return whether two headlines of a language tell two events for sure."""
    if one == other:
        return False
    if are_twins(one, other, language):
        return True
    languages = (language, language)
    if not are_rivals(one, other, languages):
        return False
    # A site may be called by another city: the Berlin Herald, the Boston Mirror.
    bare_one = without_site(one, language)
    bare_other = without_site(other, language)
    are_one = bare_one == bare_other
    return not are_one and are_rivals(bare_one, bare_other, languages)

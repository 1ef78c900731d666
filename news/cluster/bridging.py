"""Find the event of a telling among the events told in other languages."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import numpy as np

from news.across import contradict
from news.across.parallel import Calibration, Meaning, scaled
from news.cluster.frequencies import Frequencies
from news.cluster.hashed_terms import EVERY_LANGUAGE
from news.cluster.overlaps import MOST_BESIDE, Across, Table
from news.cluster.scores import PairScorer
from news.cluster.twins import are_twins
from news.cluster.window import IndexedStory, Window, members
from news.cluster.window_columns import NO_KEY, Rows

# Articles in other languages that are looked at.
CANDIDATES = 40
# Events that are compared with one.
NEAREST = 3
# Mean likelihood under which two stories of one language keep their events
# apart.
#
# On the development half of a public set of titles in nine languages it costs
# .001 of F; on events written by hand with hard negatives, three joins in a
# hundred that were false are left out.
SURELY_TWO = 0.3
# What a pair loses that shares nothing but a country.
PLACE_ALONE = np.float32(0.4)
# Share of pairs that name other places or numbers, from which a like meaning
# says nothing: two fines by one body mean the same.
MOSTLY = 0.5
# Keys that two articles must share at the least: one alone is a coincidence.
SHARED = 2


class Bridge:
    """Compares tellings by the keys that any language shares."""

    def __init__(
        self,
        window: Window,
        scorer: PairScorer,
        frequencies: Frequencies,
        hours: timedelta,
        calibration: Calibration | None = None,
    ) -> None:
        self._window = window
        self._scorer = scorer
        self._frequencies = frequencies
        self._calibration = calibration
        self._seconds = hours.total_seconds()

    def find(self, story: IndexedStory) -> str:
        """Return the card of the event that a telling tells too; empty for none."""
        nearest = [*self._by_names(story), *self._by_meaning(story)]
        cards = list(dict.fromkeys(nearest))
        margins = self._margins(story.card, cards)
        ranked = sorted(zip(margins, cards, strict=True), reverse=True)
        # Whether two are surely two takes longest: the likest is asked first.
        for margin, card in ranked:
            if margin < 0:
                break
            if not self._are_two_events(story.card, card):
                return card
        return ""

    def _margins(self, one: str, others: list[str]) -> list[float]:
        """Return by how much each of some events is more like one than it needs to be."""
        if not others:
            return []
        rows = self._window.rows
        ours = self._rows(one)
        theirs = [self._rows(other) for other in others]
        every_row = np.concatenate(theirs)
        across = self._scorer.across(rows.block(ours), rows.block(every_row))
        our_size = self._size(one)
        our_meaning = self._meaning_of(one)
        margins: list[float] = []
        start = 0
        for other, numbers in zip(others, theirs, strict=True):
            end = start + len(numbers)
            pairs = across.with_rows(slice(start, end))
            start = end
            likeness = float(_without_place(pairs).mean())
            size = self._size(other)
            fewest = min(our_size, size)
            meant = self._by_what_they_mean(our_meaning, other, pairs, fewest)
            needed = self._scorer.scores.needed_across(our_size * size)
            margins.append(likeness + meant - needed)
        return margins

    def _are_two_events(self, one: str, other: str) -> bool:
        return self._contradict(one, other) or self._kept_apart(one, other)

    def _size(self, card: str) -> int:
        return sum(story.size for story in self._window.cards.tellings(card))

    def _by_meaning(self, story: IndexedStory) -> list[str]:
        """Return the cards of the stories in other languages that mean most alike."""
        meaning = self._window.meanings.get(story.number)
        if self._calibration is None or meaning is None:
            return []
        numbers = self._window.meanings.nearest(
            meaning, story.language, CANDIDATES
        )
        others = self._window.named(numbers)
        near = [
            other
            for other in others
            if abs(other.last - story.last) <= self._seconds
        ]
        return _other_cards(story, near)

    def _by_what_they_mean(
        self, ours: Meaning | None, other: str, pairs: Across, fewest: int
    ) -> float:
        """Return what two events' vectors add to their likeness, or take from it.

        The smaller event has `fewest` articles.
        """
        theirs = self._meaning_of(other)
        if self._calibration is None or ours is None or theirs is None:
            return 0.0
        likeness = self._calibration.likeness(float(ours @ theirs))
        days = float(pairs.days.mean())
        meant = self._scorer.scores.meant(likeness, days, fewest)
        in_conflict = pairs.conflict.mean() > MOSTLY
        return min(meant, 0.0) if in_conflict else meant

    def _meaning_of(self, card: str) -> Meaning | None:
        """Return what an event's articles mean in the mean, beside what others of their
        languages mean.

        The vector has the length 1; None where no article's meaning is known.
        """
        if self._calibration is None:
            return None
        usual = self._calibration.mean
        total = None
        for story in self._window.cards.tellings(card):
            vector = self._window.meanings.distinct(story.number, usual)
            if vector is not None:
                weighed = vector * np.float32(story.size)
                total = weighed if total is None else total + weighed
        return None if total is None else scaled(total)

    def _by_names(self, story: IndexedStory) -> list[str]:
        """Return the cards whose articles in other languages are the likest to a telling's newest."""
        rows = self._window.rows
        newest = story.rows[-1]
        stored = rows.data["neutral"][newest]
        keys = stored[stored != NO_KEY]
        if len(keys) < SHARED:
            return []
        weights = self._frequencies.rarity(keys, EVERY_LANGUAGE)
        found = self._window.postings.find(keys, weights, CANDIDATES)
        near = self._near(story, found)
        if not len(near):
            return []
        newest_alone = rows.block(np.array([newest]))
        across = self._scorer.across(newest_alone, rows.block(near))
        (alike,) = across.likeness
        (shared,) = across.shared
        (without_place,) = _without_place(across)
        is_enough = without_place >= self._least_by_names()
        is_enough &= shared >= SHARED
        order = (-alike).argsort(kind="stable")
        likest = near[order]
        others = self._window.owners(likest[is_enough[order]])
        return _other_cards(story, others)

    def _least_by_names(self) -> float:
        """Return how alike the newest article of a telling is to any of an event that it tells too.

        Less than every mean needs makes no event one with it that was not before the article came.
        """
        by_meaning = self._calibration is not None
        return self._scorer.scores.least_across(by_meaning=by_meaning)

    def _near(self, story: IndexedStory, candidates: Rows) -> Rows:
        """Return the rows among candidates that another language tells near in time, no round-ups."""
        data = self._window.rows.data
        alive = self._window.in_other_languages(candidates, story.language)
        newest = story.rows[-1]
        seconds_apart = np.abs(data["time"][alive] - data["time"][newest])
        is_near = seconds_apart <= self._seconds
        is_round_up = data["round_up"][alive]
        near: Rows = alive[is_near & ~is_round_up]
        return near

    def _contradict(self, one: str, other: str) -> bool:
        """Return whether most of the tellings of two events tell of two, by their newest headlines."""
        cards = self._window.cards
        our_tellings = cards.tellings(one)[:MOST_BESIDE]
        their_tellings = cards.tellings(other)[:MOST_BESIDE]
        pairs = len(our_tellings) * len(their_tellings)
        contradicting = sum(
            contradict(ours.titles[-1], theirs.titles[-1])
            for ours, theirs in product(our_tellings, their_tellings)
        )
        return 2 * contradicting >= pairs

    def _kept_apart(self, one: str, other: str) -> bool:
        """Return whether two events are told in one language by stories that are surely two.

        What a language tells apart, another must not bring together: a false join hides an event.
        """
        cards = self._window.cards
        pairs = product(cards.tellings(one), cards.tellings(other))
        return any(
            ours.language == theirs.language and self._are_two(ours, theirs)
            for ours, theirs in pairs
        )

    def _are_two(self, ours: IndexedStory, theirs: IndexedStory) -> bool:
        """Return whether two stories of one language surely tell two events."""
        rows = self._window.rows
        likely = self._scorer.likelihoods(
            rows.block(members(ours, MOST_BESIDE)),
            rows.block(members(theirs, MOST_BESIDE)),
            ours.language,
        )
        if float(likely.mean()) < SURELY_TWO:
            return True
        return are_twins(ours.titles[-1], theirs.titles[-1], ours.language)

    def _rows(self, card: str) -> Rows:
        """Return articles that stand for an event, spread over its tellings."""
        tellings = self._window.cards.tellings(card)[:MOST_BESIDE]
        share = max(1, MOST_BESIDE // len(tellings))
        return np.concatenate([members(story, share) for story in tellings])


def _without_place(across: Across) -> Table:
    """Return how alike pairs are: two events of one country mostly share nothing but the country."""
    reduced = across.likeness - PLACE_ALONE
    return np.where(across.place_alone, reduced, across.likeness)


def _other_cards(
    story: IndexedStory, likest_first: list[IndexedStory]
) -> list[str]:
    """Return the cards of the likest stories but a story's own, each once."""
    cards = dict.fromkeys(other.card for other in likest_first)
    cards.pop(story.card, None)
    return list(cards)[:NEAREST]

"""Find the event of a telling among the events told in other languages."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import numpy as np

from news.across.parallel import Calibration, Meaning
from news.cluster.frequencies import Frequencies
from news.cluster.rows import Rows
from news.cluster.scores import MOST_BESIDE, PairScorer
from news.cluster.terms import EVERY_LANGUAGE
from news.cluster.twins import are_twins
from news.cluster.window import IndexedStory, Window, members

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
        best, best_margin = "", 0.0
        for card in self._candidates(story):
            pairs = self._size(story.card) * self._size(card)
            needed = self._scorer.scores.needed_across(pairs)
            margin = self._mean(story.card, card) - needed
            margin += self._by_what_they_mean(story.card, card)
            if margin >= best_margin:
                best, best_margin = card, margin
        return best

    def _size(self, card: str) -> int:
        return sum(story.size for story in self._window.cards.tellings(card))

    def _candidates(self, story: IndexedStory) -> list[str]:
        """Return the cards that may be a telling's event, but for those that are surely another."""
        nearest = dict.fromkeys(
            [*self._by_names(story), *self._by_meaning(story)]
        )
        return [
            card for card in nearest if not self._kept_apart(story.card, card)
        ]

    def _by_meaning(self, story: IndexedStory) -> list[str]:
        """Return the cards of the stories in other languages that mean most alike."""
        meaning = self._window.meanings.get(story.number)
        if self._calibration is None or meaning is None:
            return []
        numbers = self._window.meanings.nearest(
            meaning, story.language, CANDIDATES
        )
        others = self._window.named(numbers)
        cards = [
            other.card
            for other in others
            if other.card != story.card
            and abs(other.last - story.last) <= self._seconds
        ]
        return list(dict.fromkeys(cards))[:NEAREST]

    def _by_what_they_mean(self, one: str, other: str) -> float:
        """Return what two events' vectors add to their likeness, or take from it."""
        ours, theirs = self._meaning_of(one), self._meaning_of(other)
        if self._calibration is None or ours is None or theirs is None:
            return 0.0
        scores = self._scorer.scores
        likeness = self._calibration.likeness(float(ours @ theirs))
        return scores.meaning * (likeness - scores.meaning_centre)

    def _meaning_of(self, card: str) -> Meaning | None:
        """Return the mean vector of an event's articles; None where none has one.

        The cosine of two such means is the mean cosine over the pairs of their articles.
        """
        tellings = self._window.cards.tellings(card)
        vectors = [
            (self._window.meanings.get(story.number), story.size)
            for story in tellings
        ]
        known = [
            (vector, size) for vector, size in vectors if vector is not None
        ]
        if not known:
            return None
        total = sum(size for _, size in known)
        mean: Meaning = (
            np.sum([vector * size for vector, size in known], axis=0) / total
        )
        return mean

    def _by_names(self, story: IndexedStory) -> list[str]:
        """Return the cards whose articles in other languages are the likest to a telling's newest."""
        data = self._window.rows.data
        newest = story.rows[-1]
        keys = data["neutral"][newest][data["neutral_weights"][newest] > 0]
        if len(keys) < SHARED:
            return []
        weights = self._frequencies.rarity(keys, EVERY_LANGUAGE)
        near = self._window.alive(
            self._window.postings.find(keys, weights, CANDIDATES)
        )
        close = (
            np.abs(data["time"][near] - data["time"][newest]) <= self._seconds
        )
        shared = np.isin(data["neutral"][near], keys) & (
            data["neutral_weights"][near] > 0
        )
        near = near[
            close & ~data["round_up"][near] & (shared.sum(axis=1) >= SHARED)
        ]
        likeness = self._scorer.across(data[[newest]], data[near])[0]
        order = np.argsort(-likeness, kind="stable")
        others = self._window.owners(near[order])
        cards = [
            other.card
            for other in others
            if other.language != story.language and other.card != story.card
        ]
        return list(dict.fromkeys(cards))[:NEAREST]

    def _kept_apart(self, one: str, other: str) -> bool:
        """Return whether two events are told in one language by stories that are surely two.

        What a language tells apart, another must not bring together: a false join hides an event.
        """
        pairs = product(
            self._window.cards.tellings(one), self._window.cards.tellings(other)
        )
        return any(
            ours.language == theirs.language and self._are_two(ours, theirs)
            for ours, theirs in pairs
        )

    def _are_two(self, ours: IndexedStory, theirs: IndexedStory) -> bool:
        data = self._window.rows.data
        likely = self._scorer.likelihoods(
            data[members(ours, MOST_BESIDE)], data[members(theirs, MOST_BESIDE)]
        )
        return float(likely.mean()) < SURELY_TWO or are_twins(
            ours.titles[-1], theirs.titles[-1], ours.language
        )

    def _mean(self, one: str, other: str) -> float:
        """Return the mean likeness over the pairs of two events' articles,
        in one language or two.
        """
        data = self._window.rows.data
        table = self._scorer.across(
            data[self._rows(one)], data[self._rows(other)]
        )
        return float(table.mean())

    def _rows(self, card: str) -> Rows:
        """Return articles that stand for an event, spread over its tellings."""
        tellings = self._window.cards.tellings(card)[:MOST_BESIDE]
        share = max(1, MOST_BESIDE // len(tellings))
        return np.concatenate([members(story, share) for story in tellings])

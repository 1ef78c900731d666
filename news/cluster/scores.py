"""Probability that two articles tell one event: a logistic of their similarity and the
time between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from news.cluster.contrasts import (
    Contrast,
    Flags,
    Packed,
    TollRates,
    Tolls,
    toll_table,
    total,
)
from news.cluster.frequencies import Frequencies
from news.cluster.overlaps import Across, Overlaps, Table, TitleOverlap
from news.cluster.window_columns import ColumnBlock
from news.durations import DAY
from news.words import HAN_LANGUAGES

# How far below even odds a pair may be for its names and numbers to be looked
# at.
REACH = 0.25


# The usual mean probability over the pairs within one story, as little as one
# counts, and how many times it may make another count.
USUAL_COHESION = 0.72
LEAST_COHESION = 0.1
LIFT_RANGE = (0.5, 1.5)
# Articles of a language in the window that change nothing, and how many are
# added to those that are there: few tell little of how many will come.
CROWD = 300
CROWD_PRIOR = 100
# How much more likeness a crowd asks for, at the least and at the most. Less in
# an empty window joined hard cases across languages (precision .91, now .98);
# and no set of more than 1,000 articles of a language in three days was at
# hand.
CROWDING_RANGE = (0.0, 0.04)
NO_TOLLS: Tolls = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The constants, chosen by sweeps; `benchmarks/telling_fit.py` searches around them.

    The sweeps ran on titles in eight languages of the development half of a public set of 700
    events of 2021, on English texts of the development half of a public set of 44 events, and on
    pairs of Russian articles judged by people. No part of these was held out.
    """

    # How fast the logistic rises over the likeness (a cosine).
    slope: float = 7.0
    # Likeness from which two titles are more likely one event than not, on the
    # same hour, in a window of `CROWD` articles.
    title: float = 0.17
    # The same of two texts: a mean of words' and titles' likeness.
    text: float = 0.31
    # How much more two texts in Chinese or Japanese need: their news is written
    # in set phrases.
    #
    # Of 1,440 Chinese texts of a year, edited copies among reports of one
    # programme, precision rose from .896 to .969 by it, and no copy was lost.
    text_in_han: float = 0.14
    # Share of the titles in the likeness of two texts.
    title_share: float = 0.1
    # How much less likeness counts a day later (an exponent).
    fading: float = 0.3
    # How much more likeness is needed a day later.
    drift: float = 0.03
    # Probability from which two single articles with texts are one story.
    place: float = 0.44
    # The same of bare titles: on the same sets precision rose more than recall
    # fell.
    place_bare: float = 0.5
    # The same of two large stories, as the mean over their pairs: the more
    # pairs, the surer is the mean.
    join: float = 0.38
    # The same of bare titles.
    join_bare: float = 0.34
    # How fast `place` comes near `join` as the pairs grow more (an exponent).
    steady: float = 0.5
    # How much a story's own cohesion moves the mean that it needs (an
    # exponent): one told in many ways needs less, one of near copies more.
    #
    # On a public set of 486 texts, in seven orders of arrival, F rose from .833
    # to .857 by it alone, with .25.
    looseness: float = 0.25
    # How much more likeness two titles need in a window of e times as many
    # articles: the more there are, the more are alike by chance.
    #
    # Of 5,208 public titles all, a third and a sixth of the events were placed:
    # in each of six languages the best `title` fell with their number.
    crowding: float = 0.05

    # Share of the keys that any language shares in the likeness of two titles:
    # other words for what happened.
    shared_share: float = 0.35
    # The same of the titles of two texts.
    shared_beside_text: float = 0.2
    # What two bare titles lose that share no name or other word by its sound,
    # no place, no number, nothing that happens, where both have some.
    title_tolls: Tolls = (0.0, 0.1, 0.05, 0.0)
    # What they lose besides where each names one that the other does not and
    # they share few names: of pairs in the public titles that were joined, four
    # in five of those with such places were two events.
    rival_tolls: Tolls = (0.0, 0.25, 0.1, 0.12)
    # What they lose besides that name other numbers, and other places or deeds
    # too.
    double_toll: float = 0.2
    # The same of two texts.
    text_tolls: Tolls = (0.0, 0.2, 0.1, 0.0)
    # What two titles lose of which one is very short.
    brief: float = 0.05
    # What the rarest name that two bare titles share adds, for each e times that
    # it is rarer than `name_known`; only to a pair that names nothing against
    # each other.
    #
    # On two halves of the public titles, events apart, F in the mean of eight
    # languages rose from .827 to .828 and from .812 to .815; from .06 to .14 it
    # is alike. Of own hard cases no more were joined.
    name: float = 0.1
    # Articles of a language that hold a name, from which it tells nothing; from
    # 9 to 12 the figures are alike.
    name_known: float = 10.0
    # Articles of a language after which a name that was seldom seen counts half:
    # among the first articles every word is rare.
    name_learned: float = 100.0
    # Likeness that tellings in two languages need, as the mean over their
    # pairs. This and what follows was fitted on two thirds of the events of the
    # public titles and on hard cases of our own at once, by names and by
    # meaning.
    across: float = 0.13
    # How much more two single articles need; the more pairs, the surer is the
    # mean.
    across_single: float = 0.2
    # What tellings lose that name some places or numbers, and share none.
    across_tolls: Tolls = (0.0, 0.22, 0.27, 0.0)
    # What they lose besides where each names one that the other does not and
    # they share few names.
    across_rivals: Tolls = (0.0, 0.0, 0.0, 0.1)
    # How much more is needed a day later.
    across_drift: float = 0.05

    # How much likeness of meaning counts beside names, from its centre up and
    # down.
    meaning: float = 0.6
    # Likeness of meaning, as `Calibration` reads it, that says nothing either
    # way.
    meaning_centre: float = 0.65
    # How much less alike meanings count a day later, when the same subject has
    # other news. On the public titles F was highest from .12 to .2.
    meaning_drift: float = 0.16
    # What grown events lose that are not one yet, for each e times as many articles
    # of the smaller: each was compared at every article before, and single ones
    # need less for it.
    #
    # Of 16,054 comparisons over two thirds of the events of the public titles, in
    # three folds, the smaller one's size raised the average precision from .338 to
    # .413. There F rose from .754 to .758 (precision from .823 to .842), on the
    # last third from .796 to .798; from .08 to .12 it is alike.
    meaning_grown: float = 0.1

    def needed_across(self, pairs: int) -> float:
        """Return the mean likeness that so many pairs of articles in two languages need."""
        return self.across + self.across_single / float(pairs**self.steady)

    def least_across(self, *, by_meaning: bool) -> float:
        """Return the likeness by names that any mean needs, also if both mean the same."""
        most = self.meaning * (1 - self.meaning_centre)
        return self.across - most * by_meaning

    def meant(self, likeness: float, days: float, fewest: int) -> float:
        """Return what a likeness of meaning adds to that of two events, or takes from it.

        They are so many days apart; the smaller one has `fewest` articles.
        """
        now = likeness - self.meaning_drift * days
        grown = self.meaning_grown * log(fewest)
        return self.meaning * (now - self.meaning_centre) - grown

    def crowded(self, articles: int) -> float:
        """Return how much more likeness two titles need among so many articles of their language."""
        crowd = log((articles + CROWD_PRIOR) / CROWD)
        return _within(self.crowding * crowd, CROWDING_RANGE)

    def centre_of_texts(self, language: str) -> float:
        """Return the likeness from which two texts are more likely one event than not."""
        in_han = language.partition("-")[0] in HAN_LANGUAGES
        return self.text + self.text_in_han * in_han

    def lift(self, cohesion: float) -> float:
        """Return how many times a mean probability counts that joins a story of such cohesion."""
        loose = USUAL_COHESION / max(cohesion, LEAST_COHESION)
        return _within(loose**self.looseness, LIFT_RANGE)

    def needed(self, pairs: int, *, bare: bool = False) -> float:
        """Return the mean probability that so many pairs of articles need, or of bare titles."""
        place = self.place_bare if bare else self.place
        join = self.join_bare if bare else self.join
        return join + (place - join) / float(pairs**self.steady)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of two blocks of articles in one language."""

    ours: ColumnBlock
    theirs: ColumnBlock
    overlap: TitleOverlap
    # Which are compared by their texts; whether any is, and whether all are.
    both_have_text: Flags
    any_by_text: bool
    all_by_text: bool


class PairScorer:
    """Computes probabilities over blocks of rows."""

    def __init__(self, scores: Scores, frequencies: Frequencies) -> None:
        self.scores = scores
        self._frequencies = frequencies
        self._overlaps = Overlaps()
        # By how many articles hold a name; the last is of all that hold more.
        articles = np.arange(scores.name_known + 1, dtype=np.float32)
        share = np.float32(scores.name_known) / (articles + np.float32(0.5))
        self._worth = np.maximum(np.log(share), 0)
        of_titles = TollRates(
            scores.title_tolls, scores.rival_tolls, scores.double_toll
        )
        of_texts = TollRates(scores.text_tolls, NO_TOLLS, double=0.0)
        of_languages = TollRates(
            scores.across_tolls, scores.across_rivals, double=0.0
        )
        self._title_tolls = toll_table(of_titles)
        self._text_tolls = toll_table(of_texts)
        self._across_tolls = toll_table(of_languages)

    def likelihoods(
        self,
        ours: ColumnBlock,
        theirs: ColumnBlock,
        language: str,
        crowd: int = CROWD,
    ) -> Table:
        """Return the probability of each pair of two blocks, `ours` at most `MOST_BESIDE` rows.

        The table has a line for each of ours and a column for each of theirs. All are in one
        language, of which the window holds `crowd` articles.
        """
        scores = self.scores
        pairs = self._pairs(ours, theirs)
        days = _days_between(ours, theirs)
        faded = np.exp(-scores.fading * days)
        surplus = self._likenesses(pairs) * faded
        surplus -= self._centres(pairs, language, crowd)
        surplus -= scores.drift * days
        # What is far from likely stays so, whatever it names.
        best = np.maximum.reduce(surplus, axis=0)
        is_near = best > -REACH
        if np.count_nonzero(is_near):
            surplus -= self._tolls(pairs, language) * is_near
        odds_against = np.exp(-scores.slope * surplus)
        table: Table = 1 / (1 + odds_against)
        return table

    def _centres(
        self, pairs: _Pairs, language: str, crowd: int
    ) -> float | Table:
        """Return the likeness from which each pair is more likely one event than not."""
        title = self.scores.title + self.scores.crowded(crowd)
        if not pairs.any_by_text:
            return title
        text = self.scores.centre_of_texts(language)
        return np.where(pairs.both_have_text, text, title)

    def likenesses(self, ours: ColumnBlock, theirs: ColumnBlock) -> Table:
        """Return the likeness of each pair, whatever the time between them."""
        return self._likenesses(self._pairs(ours, theirs))

    def _pairs(self, ours: ColumnBlock, theirs: ColumnBlock) -> _Pairs:
        both: Flags = ours.has_text[:, None] & theirs.has_text
        worth = self._worth_of_names(ours)
        overlap = self._overlaps.titles(ours, theirs, worth)
        # Of so few numpy counts faster than it asks whether there is any.
        count = int(np.count_nonzero(both))
        return _Pairs(
            ours,
            theirs,
            overlap,
            both_have_text=both,
            any_by_text=count > 0,
            all_by_text=count == both.size,
        )

    def _likenesses(self, pairs: _Pairs) -> Table:
        """Return the likeness of each pair: of two texts by words mostly, of bare
        titles by their pieces.
        """
        scores = self.scores
        pieces = pairs.overlap.pieces
        beyond = pairs.overlap.neutral.cosines - pieces
        # Mostly by the pieces, partly by who, where and what happened.
        bare = pieces + scores.shared_share * beyond
        if not pairs.any_by_text:
            return bare
        titles = pieces + scores.shared_beside_text * beyond
        words = self._overlaps.words(pairs.ours, pairs.theirs)
        mixed = words + scores.title_share * (titles - words)
        return np.where(pairs.both_have_text, mixed, bare)

    def _tolls(self, pairs: _Pairs, language: str) -> Table:
        """Return what each pair loses that names other places, numbers, deeds or names.

        Bare titles have little else to be told apart by; short ones still less. A rare name that
        both have makes the loss smaller, or a gain.
        """
        shared = pairs.overlap.neutral.shared
        codes = _contrast(pairs.ours, pairs.theirs, shared).codes()
        if pairs.all_by_text:
            return self._text_tolls.take(codes)
        named = self._title_tolls.take(codes)
        brevity = np.maximum.outer(pairs.ours.brevity, pairs.theirs.brevity)
        brief = np.float32(self.scores.brief) * brevity
        in_title: Table = named + brief
        names_nothing_against = named == 0
        in_title -= self._gains(pairs, language) * names_nothing_against
        if not pairs.any_by_text:
            return in_title
        in_text = self._text_tolls.take(codes)
        return np.where(pairs.both_have_text, in_text, in_title)

    def _gains(self, pairs: _Pairs, language: str) -> Table:
        """Return what each pair of titles gains by the rarest name that both have.

        It counts where neither names a place, a number or a deed that the other contradicts:
        "SpaceX launches …" and "SpaceX test explodes" share a rare name.
        """
        read = self._frequencies.articles(language)
        learned = self.scores.name * read / (read + self.scores.name_learned)
        gains: Table = learned * pairs.overlap.rarest_name
        return gains

    def _worth_of_names(self, ours: ColumnBlock) -> Table:
        """Return what each key of some titles is worth if both have it as a name: the
        rarer, the more.
        """
        times = self._frequencies.times(ours.column("keys"))
        worth: Table = self._worth.take(times, mode="clip")
        return worth

    def across(self, ours: ColumnBlock, theirs: ColumnBlock) -> Across:
        """Return how alike each pair of rows is by what any language shares."""
        scores = self.scores
        overlap = self._overlaps.neutral(ours, theirs)
        days = _days_between(ours, theirs)
        faded = np.exp(-scores.fading * days)
        similarity = overlap.cosines * faded
        similarity -= scores.across_drift * days
        contrast = _contrast(ours, theirs, overlap.shared)
        tolls = self._across_tolls.take(contrast.codes())
        likeness: Table = similarity - tolls
        return Across(
            likeness,
            total(overlap.shared),
            contrast.place_alone(),
            contrast.conflict(),
            days,
        )


def _within(value: float, limits: tuple[float, float]) -> float:
    least, most = limits
    return min(max(value, least), most)


def _days_between(ours: ColumnBlock, theirs: ColumnBlock) -> Table:
    seconds = np.abs(ours.times[:, None] - theirs.times)
    days: Table = seconds.astype(np.float32) / np.float32(DAY)
    return days


def _contrast(
    ours: ColumnBlock, theirs: ColumnBlock, shared: Packed
) -> Contrast:
    return Contrast(ours.kind_counts, theirs.kind_counts, shared)

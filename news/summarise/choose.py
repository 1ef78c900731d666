"""Choose sentences by position, title, centrality, and how well each reads alone; never
the same fact twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from news.summarise.headline import Headline, content_stems, read_headline
from news.summarise.shape import USABLE, Candidate

_POSITION = 1.0
_DECAY = 0.9
# Weight of the share of the headline that a sentence holds. Read on 190 items of
# pages and 230 of feeds' texts: with less, more of them opened with a scene; with
# more, sentences deep in a text went before the report's first.
_TITLE = 0.7
_CENTRAL = 0.5
# Sentences from which a text's centre counts in full; among two or three it
# tells nothing.
_MANY = 12
# For a sentence that gives all numbers of the headline: it tells the fact that
# the headline announces.
_NUMBER = 0.7
# A sentence opens a summary if it holds this share of what the chosen sentence
# nearest to the headline holds of it; more is asked where that one says most of
# the headline. Read on the same items: of the openings that are passed over,
# nine in ten were scenes or asides; with .5 for all, half were reports.
_OPENS = 0.3
_OPENS_BESIDE_NEAR = 0.5
# Share of the headline from which a sentence says most of it.
_NEAR = 0.6
# Words of the headline that the better opening must hold beyond: one may be by
# chance.
_AHEAD = 2
# Worth above which a sentence is told beside others: headings, speech inside a
# quotation and the like are told only where nothing better is there.
_READABLE = 0.35
_REPEAT = 0.6
# Likeness from which a sentence says again what was said.
_ALIKE = 0.3
# Likeness from which a sentence is not told beside the other.
_SAME = 0.6
# Share of a shorter sentence's words from which a longer one says it again, and
# words of it at least.
_HELD = 0.6
_HELD_WORDS = 5
# Worth of a sentence with a bare surname while the sentence that introduces it
# is not told.
_SURNAME = 0.8
# Characters of a sentence whose words are counted.
_WORDS_FROM = 400
# A description's place beside a text's first sentence, which is a report's
# lead as a rule.
_LEAD_PLACE = 0.8
# Share of the headline from which a text's opening is a report's, and the worth
# of a place whose sentence holds nothing of it.
_REPORTS = 0.3
_SCENE_PLACE = 0.6
# Worth from which a sentence is no subheading or byline before a report.
_WHOLE = 0.5
# Share of a description's words from which the headline says it all.
_AGAIN = 0.6
# Words of the headline, or the share of them, that a description must hold.
_LEAD_STEMS = 2
_LEAD_SHARE = 0.25
# Share of a sentence's words that the lead beside it may hold.
_BESIDE_LEAD = 0.5
Floats = NDArray[np.float64]


def choose(
    candidates: list[Candidate],
    leads: list[Candidate],
    title: str,
    language: str,
    count: int,
) -> list[str]:
    """Return the best sentences in the text's order, the first one near the headline.

    One of the leads, which are not of the text, opens where it is worth more than the text's own
    opening.
    """
    usable = _usable(candidates)
    headline = read_headline(title, language)
    chosen = _chosen(usable, headline, count)
    lead = _better_lead(leads, usable, chosen, headline)
    if lead is None or count <= 0:
        return [sentence.text for sentence in chosen]
    told = headline.stems | set(_stems(lead))
    beside = [
        sentence
        for sentence in usable
        if _goes_on(sentence, told) and not _alike(sentence, lead)
    ]
    rest = _chosen(beside, headline, count - 1)
    return [lead.text, *(sentence.text for sentence in rest)]


def _better_lead(
    leads: list[Candidate],
    usable: list[Candidate],
    chosen: list[Candidate],
    headline: Headline,
) -> Candidate | None:
    """Return the best lead if it is worth more than the sentence that opens; None otherwise."""
    telling = [lead for lead in leads if _tells(lead, headline)]
    if not telling:
        return None
    whole = (one.position for one in usable if one.shape >= _WHOLE)
    first = next(whole, 0)
    worth = {lead: _worth_of_opening(lead, first, headline) for lead in telling}
    lead = max(telling, key=worth.__getitem__)
    if not chosen or worth[lead] > _worth_of_opening(
        chosen[0], first, headline
    ):
        return lead
    return None


def _tells(lead: Candidate, headline: Headline) -> bool:
    """Tell whether a lead is of this headline, for a site says the same of all its pages, and says
    more than it.
    """
    stems = set(_stems(lead))
    held = headline.count(stems)
    enough = min(_LEAD_STEMS, _LEAD_SHARE * len(headline.stems))
    return enough <= held < _AGAIN * len(stems)


def _worth_of_opening(
    sentence: Candidate, first: int, headline: Headline
) -> float:
    """Weigh a sentence as the first one: its place, and what it tells of the headline."""
    stems = set(_stems(sentence))
    share = headline.share(stems)
    place = _LEAD_PLACE
    if sentence.position >= 0:
        # A report's lead holds much of its headline, a scene hardly anything.
        near = min(share / _REPORTS, 1.0)
        place = _place(max(sentence.position - first, 0))
        place *= _SCENE_PLACE + (1.0 - _SCENE_PLACE) * near
    said = _TITLE * share
    said += _NUMBER * headline.share_of_numbers(stems)
    return sentence.shape * (place + said)


def _place(behind: int) -> float:
    """Return the worth of a place that many sentences behind the first."""
    return _POSITION / math.sqrt(1.0 + _DECAY * behind)


def _goes_on(sentence: Candidate, told: frozenset[str]) -> bool:
    """Tell whether a sentence is about what was told: the text opened with something different."""
    return len(told.intersection(_stems(sentence))) >= _LEAD_STEMS


def _alike(sentence: Candidate, lead: Candidate) -> bool:
    """Tell whether a sentence says much of what the lead says."""
    own, other = set(_stems(sentence)), set(_stems(lead))
    return len(own & other) > _BESIDE_LEAD * min(len(own), len(other))


def _stems(sentence: Candidate) -> list[str]:
    return content_stems(sentence.text[:_WORDS_FROM])


def _chosen(
    usable: list[Candidate], headline: Headline, count: int
) -> list[Candidate]:
    """Return the best sentences of the text itself."""
    if len(usable) <= 1 or count <= 0:
        return usable[: max(count, 0)]
    bags = [Counter(_stems(sentence)) for sentence in usable]
    matrix = _vectors(bags)
    central = _CENTRAL * min(len(usable) / _MANY, 1.0)
    scores = _base(usable, bags, headline) + central * _centrality(matrix)
    scores *= np.array([sentence.shape for sentence in usable])
    likeness = np.maximum(matrix @ matrix.T, _contained(bags))
    order = _spread(usable, scores, likeness, count)
    opening = _opening(usable, bags, headline, order)
    if opening > order[0]:
        # What stands before the opening is passed over, and others are chosen
        # in its place.
        scores[:opening] = -math.inf
        order = _spread(usable, scores, likeness, count)
    return [usable[index] for index in order]


def _usable(candidates: list[Candidate]) -> list[Candidate]:
    """Return the sentences that read alone; where there are none, the least bad ones."""
    for least in (_READABLE, USABLE, 0.0):
        usable = [sentence for sentence in candidates if sentence.shape > least]
        if usable:
            return usable
    return candidates[:1]


def _base(
    usable: list[Candidate], bags: list[Counter[str]], headline: Headline
) -> Floats:
    """Weigh position, and the words and numbers of the headline."""
    first = usable[0].position
    # A text that opens with a cry or a scene tells its fact later: its first
    # place is worth less.
    place = _POSITION if first == 0 else 0.5 * _POSITION
    weights = []
    for sentence, bag in zip(usable, bags, strict=True):
        behind = sentence.position - first
        weight = place * _place(behind)
        weight += _TITLE * headline.share(bag)
        weight += _NUMBER * headline.share_of_numbers(bag)
        weights.append(weight)
    return np.array(weights)


def _opening(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    order: list[int],
) -> int:
    """Return which of the chosen sentences, given in order, opens the summary.

    The first one, unless it holds far less of the headline than a later one that reads alone.
    """
    first = order[0]
    held = {index: headline.count(bags[index]) for index in order}
    most = max(held.values())
    near = most >= _NEAR * len(headline.stems)
    enough = most * (_OPENS_BESIDE_NEAR if near else _OPENS)
    better = max(enough, held[first] + _AHEAD)
    if held[first] >= enough:
        return first
    for index in order:
        if held[index] >= better:
            return first if usable[index].depends else index
    return first


def _vectors(bags: Sequence[Counter[str]]) -> Floats:
    """Return unit TF-IDF rows, document frequency counted over the text's own sentences."""
    frequency: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag.keys())
    index = {word: number for number, word in enumerate(frequency)}
    weight = {
        word: math.log(1.0 + len(bags) / count)
        for word, count in frequency.items()
    }
    matrix = np.zeros((len(bags), max(len(index), 1)))
    for row, bag in enumerate(bags):
        columns = [index[word] for word in bag]
        matrix[row, columns] = [
            times * weight[word] for word, times in bag.items()
        ]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1.0, norms))


def _contained(bags: Sequence[Counter[str]]) -> Floats:
    """Return `_SAME` for each pair of sentences of which one holds most words of the other, 0 for all
    others: a longer one may say again what a shorter one said.
    """
    index = {word: number for number, word in enumerate(set().union(*bags))}
    present = np.zeros((len(bags), max(len(index), 1)))
    for row, bag in enumerate(bags):
        present[row, [index[word] for word in bag]] = 1.0
    sizes = present.sum(axis=1)
    shorter = np.minimum.outer(sizes, sizes)
    held = present @ present.T >= _HELD * shorter
    return np.where(held & (shorter >= _HELD_WORDS), _SAME, 0.0)


def _centrality(matrix: Floats) -> Floats:
    """Return each sentence's likeness to the whole text's centre, scaled to 1."""
    likeness = matrix @ matrix.mean(axis=0)
    top = float(likeness.max())
    return np.asarray(likeness / top if top > 0 else likeness)


def _spread(
    usable: list[Candidate], scores: Floats, likeness: Floats, count: int
) -> list[int]:
    """Choose greedily, each time less what was already said (MMR),
    and nothing whose sentence before is not told; return indices in the text's order.
    """
    chosen: list[int] = []
    told: set[int] = set()
    for _ in range(count):
        said = (
            likeness[:, chosen].max(axis=1) if chosen else np.zeros(len(scores))
        )
        values = scores * (1.0 - _REPEAT * np.maximum(said - _ALIKE, 0.0))
        values *= np.array(
            [_worth_beside(told, sentence) for sentence in usable]
        )
        remaining = [
            index
            for index, sentence in enumerate(usable)
            if index not in chosen
            and said[index] < _SAME
            and values[index] > -math.inf
            and _may_follow(sentence, told)
        ]
        if not remaining:
            break
        best = max(remaining, key=lambda index: float(values[index]))
        chosen.append(best)
        told.add(usable[best].position)
    return sorted(chosen) or [0]


def _worth_beside(told: set[int], sentence: Candidate) -> float:
    """Weigh a sentence by whether its surnames were introduced."""
    known = sentence.relies_on is None or sentence.relies_on in told
    return 1.0 if known else _SURNAME


def _may_follow(sentence: Candidate, told: set[int]) -> bool:
    """Return whether a sentence may be told beside those at the given positions."""
    return not sentence.depends or sentence.position - 1 in told

"""Choose sentences by position, title, centrality, and how well each reads alone; never
the same fact twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from news.summarise.alike_sentences import (
    SAME,
    Floats,
    SentenceVectors,
    centrality,
    likeness_of,
    read_vectors,
)
from news.summarise.echoes import without_echoes
from news.summarise.headline import Headline, read_headline
from news.summarise.openings import (
    POSITION,
    better_lead,
    find_opening,
    goes_on,
    is_alike,
    lacks_first,
    place_worth,
    with_lead,
    worth_of_words,
)
from news.summarise.restating import with_more
from news.summarise.scenes import stems_of, tells
from news.summarise.shape import USABLE, Candidate

_CENTRAL = 0.5
# Sentences from which a text's centre counts in full; among two or three it
# tells nothing.
_MANY = 12
# Worth above which a sentence is told beside others: headings, speech inside a
# quotation and the like are told only where nothing better is there.
_READABLE = 0.35
_REPEAT = 0.6
# Likeness from which a sentence says again what was said.
_ALIKE = 0.3
# Worth of a sentence with a bare surname while the sentence that introduces it
# is not told.
_SURNAME = 0.8


def choose(
    candidates: list[Candidate],
    leads: list[Candidate],
    title: str,
    language: str,
    count: int,
    *,
    short: int,
    room: int | None,
    always: bool,
) -> list[str]:
    """Return the best sentences in the text's order, the first one near the headline.

    One of the leads, which are not of the text, opens where it is worth more than the text's own
    opening. The first `short` are the best ones, within `room` code points where the opening says
    hardly more than the headline; the others stand behind them in the text. Where
    no sentence tells the headline, none is returned, unless `always`.
    """
    if count <= 0:
        return []
    headline = read_headline(title, language)
    usable = _going_on(_usable(without_echoes(candidates, headline)))
    headline = headline.weigh([stems_of(sentence) for sentence in usable])
    chosen = _chosen(usable, headline, short, count)
    lead = better_lead(leads, usable, chosen, headline)
    if lead is not None:
        chosen = _led(lead, leads, usable, headline, short, count)
    if room is not None and chosen and short > 1:
        chosen = with_more(chosen, usable, headline, room)
    if headline.is_measure and not always:
        chosen = _without_announcement(chosen, headline)
        if not tells(chosen, headline):
            return []
    return list(_as_told(chosen))


def _without_announcement(
    chosen: list[Candidate], headline: Headline
) -> list[Candidate]:
    """Return the sentences without an opening that tells no more than that somebody
    spoke, where the next one stands alone and tells as much of the headline; none if
    nothing stands behind it.
    """
    if not chosen or chosen[0].answer or not chosen[0].is_vague:
        return chosen
    opening, *behind = chosen
    following = behind[0] if behind else opening
    least = headline.count(stems_of(opening))
    tells_less = headline.count(stems_of(following)) < least
    return chosen if following.depends or tells_less else behind


def _as_told(chosen: list[Candidate]) -> Iterator[str]:
    """Give the texts; a link goes where the sentence before is not told: "However, the bridge
    holds" → "The bridge holds".
    """
    told = {sentence.position for sentence in chosen}
    for sentence in chosen:
        linked = sentence.position - 1 in told
        yield sentence.text if linked else sentence.unlinked or sentence.text


def _led(
    lead: Candidate,
    leads: list[Candidate],
    usable: list[Candidate],
    headline: Headline,
    short: int,
    count: int,
) -> list[Candidate]:
    """Return a lead, the sentence of the description behind it, unless it says the
    same, and sentences of the text that go on from there.
    """
    behind = [
        sentence
        for sentence in leads
        if sentence.position == lead.position + 1
        and not is_alike(sentence, lead)
    ]
    told = [lead, *behind][:count]
    words = headline.stems.union(*map(stems_of, told))
    beside = [
        sentence
        for sentence in usable
        if goes_on(sentence, words)
        and not any(is_alike(sentence, known) for known in told)
    ]
    rest = _chosen(beside, headline, short - len(told), count - len(told))
    return [*told, *rest]


def _chosen(
    usable: list[Candidate], headline: Headline, short: int, count: int
) -> list[Candidate]:
    """Return the best sentences of the text itself, the `short` best ones first."""
    if len(usable) <= 1 or count <= 0:
        return usable[: max(count, 0)]
    vectors = read_vectors(usable)
    scores = _scores(usable, vectors, headline)
    likeness = likeness_of(usable, vectors, headline.common)
    best = min(max(short, 1), count)
    order = _spread(usable, scores, likeness, best)
    opening = find_opening(usable, vectors.bags, headline, order)
    if order[0] < opening < len(usable):
        # What stands before the opening is passed over, and others are chosen
        # in its place.
        scores[:opening] = -math.inf
        order = _spread(usable, scores, likeness, best)
    usable = with_lead(usable, order[0], headline)
    if lacks_first(usable, order[0]):
        opened = (0, order[0])[:best]
        order = _spread(usable, scores, likeness, best, opened)
    scores[: order[-1]] = -math.inf
    order = _spread(usable, scores, likeness, count, order)
    return [usable[index] for index in order]


def _usable(candidates: list[Candidate]) -> list[Candidate]:
    """Return the sentences that read alone; where there are none, the least bad ones."""
    for least in (_READABLE, USABLE, 0.0):
        usable = [sentence for sentence in candidates if sentence.shape > least]
        if usable:
            return usable
    return candidates[:1]


def _going_on(usable: list[Candidate]) -> list[Candidate]:
    """Return the sentences from the one on with which a text goes on behind its headline; all for
    none.
    """
    places = [place for place, one in enumerate(usable) if one.is_lead]
    return usable[max(places, default=0) :]


def _scores(
    usable: list[Candidate],
    vectors: SentenceVectors,
    headline: Headline,
) -> Floats:
    """Weigh each sentence by its place, the headline, how near it is to the text's centre, and how
    well it reads alone.
    """
    central = _CENTRAL * min(len(usable) / _MANY, 1.0)
    scores = _base(usable, vectors.bags, headline) + central * centrality(
        vectors
    )
    scores *= [sentence.shape for sentence in usable]
    return scores


def _base(
    usable: list[Candidate], bags: list[Counter[str]], headline: Headline
) -> Floats:
    """Weigh position, and the words and numbers of the headline."""
    first = usable[0].position
    # A text that opens with a cry or a scene tells its fact later: its first
    # place is worth less.
    is_lead = usable[0].is_lead or first == 0
    place = POSITION if is_lead else 0.5 * POSITION
    weights = []
    for sentence, bag in zip(usable, bags, strict=True):
        behind = sentence.position - first
        worth = worth_of_words(bag, headline)
        weights.append(place * place_worth(behind) + worth)
    return np.array(weights)


def _spread(
    usable: list[Candidate],
    scores: Floats,
    likeness: Floats,
    count: int,
    before: Sequence[int] = (),
) -> list[int]:
    """Choose greedily, each time less what was already said (MMR),
    and nothing whose sentence before is not told; return indices in the text's order, those of
    `before` among them.
    """
    chosen = list(before)
    told = {usable[index].position for index in chosen}
    while len(chosen) < count:
        said = likeness[:, chosen].max(axis=1, initial=0.0)
        values = scores * (1.0 - _REPEAT * np.maximum(said - _ALIKE, 0.0))
        values *= [_worth_beside(told, sentence) for sentence in usable]
        follows = [sentence.may_follow(told) for sentence in usable]
        values[(said >= SAME) | np.logical_not(follows)] = -math.inf
        values[chosen] = -math.inf
        best = int(values.argmax())
        if values[best] == -math.inf:
            break
        chosen.append(best)
        told.add(usable[best].position)
    return sorted(chosen) or [0]


def _worth_beside(told: set[int], sentence: Candidate) -> float:
    """Weigh a sentence by whether its surnames were introduced."""
    known = sentence.relies_on is None or sentence.relies_on in told
    return 1.0 if known else _SURNAME

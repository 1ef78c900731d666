"""Decide what opens a summary: the text's own sentence, or one of its publisher's description."""

from __future__ import annotations

import math
from collections import Counter

from news.summarise.headline import Headline, content_stems
from news.summarise.shape import Candidate, asks

POSITION = 1.0
_DECAY = 0.9
# Weight of the share of the headline that a sentence holds. Read on 190 items of
# pages and 230 of feeds' texts: with less, more of them opened with a scene; with
# more, sentences deep in a text went before the report's first.
TITLE = 0.7
# For a sentence that gives all numbers of the headline: it tells the fact that
# the headline announces.
NUMBER = 0.7
# A sentence opens a summary if it holds this share of what the chosen sentence
# nearest to the headline holds of it; more is asked where that one says most of
# the headline. Read on the same items: of the openings that are passed over,
# nine in ten were scenes or asides; with .5 for all, half were reports.
_OPENS = 0.3
_OPENS_BESIDE_NEAR = 0.5
# Worth from which a sentence opens a summary in place of a question.
_GOOD = 0.9
# Share of the headline from which a sentence says most of it.
_NEAR = 0.6
# Words of the headline that the better opening must hold beyond: one may be by
# chance.
_AHEAD = 2
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


def better_lead(
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
    stems = set(stems_of(lead))
    held = headline.count(stems)
    enough = min(_LEAD_STEMS, _LEAD_SHARE * len(headline.stems))
    return enough <= held < _AGAIN * len(stems)


def _worth_of_opening(
    sentence: Candidate, first: int, headline: Headline
) -> float:
    """Weigh a sentence as the first one: its place, and what it tells of the headline."""
    stems = set(stems_of(sentence))
    share = headline.share(stems)
    place = _LEAD_PLACE
    if sentence.position >= 0:
        # A report's lead holds much of its headline, a scene hardly anything.
        near = min(share / _REPORTS, 1.0)
        place = place_worth(max(sentence.position - first, 0))
        place *= _SCENE_PLACE + (1.0 - _SCENE_PLACE) * near
    said = TITLE * share
    said += NUMBER * headline.share_of_numbers(stems)
    return sentence.shape * (place + said)


def place_worth(behind: int) -> float:
    """Return the worth of a place that many sentences behind the first."""
    return POSITION / math.sqrt(1.0 + _DECAY * behind)


def goes_on(sentence: Candidate, told: frozenset[str]) -> bool:
    """Tell whether a sentence is about what was told: the text opened with something different."""
    return len(told.intersection(stems_of(sentence))) >= _LEAD_STEMS


def is_alike(sentence: Candidate, lead: Candidate) -> bool:
    """Tell whether a sentence says much of what the lead says."""
    own, other = set(stems_of(sentence)), set(stems_of(lead))
    return len(own & other) > _BESIDE_LEAD * min(len(own), len(other))


def stems_of(sentence: Candidate) -> list[str]:
    """Return the stems of a sentence's first characters."""
    return content_stems(sentence.text[:_WORDS_FROM])


def find_opening(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    order: list[int],
) -> int:
    """Return which of the chosen sentences, given in order, opens the summary.

    The first one, unless it holds far less of the headline than a later one that reads alone.
    """
    held = {index: headline.count(bags[index]) for index in order}
    first = _first_good(usable, order, held)
    most = max(held.values())
    near = most >= _NEAR * len(headline.stems)
    enough = most * (_OPENS_BESIDE_NEAR if near else _OPENS)
    ahead = _AHEAD if held[first] else _ahead_of_none(headline)
    better = max(enough, held[first] + ahead)
    if held[first] >= enough:
        return first
    for index in order:
        if held[index] >= better:
            return first if usable[index].depends else index
    return first


def _ahead_of_none(headline: Headline) -> float:
    """Return the words that a later sentence must hold where the first one holds none: of a short
    headline fewer are no chance.
    """
    return min(_AHEAD, _REPORTS * len(headline.stems))


def _opens_well(sentence: Candidate) -> bool:
    return sentence.shape >= _GOOD and not sentence.depends


def _first_good(
    usable: list[Candidate], order: list[int], held: dict[int, int]
) -> int:
    """Return the first of the chosen sentences; behind a question the first that reads well and holds
    as much of the headline.
    """
    if not asks(usable[order[0]].text):
        return order[0]
    good = (
        index
        for index in order[1:]
        if _opens_well(usable[index]) and held[index] >= held[order[0]]
    )
    return next(good, order[0])

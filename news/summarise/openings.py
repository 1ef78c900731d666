"""Decide what opens a summary: the text's own sentence, or one of its publisher's description."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from itertools import chain

from news.summarise.headline import Headline
from news.summarise.scenes import BEHIND_SCENE, WHOLE, is_scene, stems_of
from news.summarise.shape import Candidate, asks
from news.words import display_width

POSITION = 1.0
_DECAY = 0.9
# Weight of the share of the headline that a sentence holds. Read on 190 items of
# pages and 230 of feeds' texts: with less, more of them opened with a scene; with
# more, sentences deep in a text went before the report's first.
TITLE = 0.7
# For a sentence that gives all numbers of the headline: it tells the fact that
# the headline announces.
NUMBER = 0.7
# Share of the headline's words from which its numbers count in full: a price stands in
# the background of a report, too.
_WITH_NUMBERS = 0.5
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
# Words that the text comes back to, and share of the headline, from which a first sentence may
# be a report's lead in other words; share from which a later one is the lead in any case. Of
# eleven such openings among 1,361 items ten read better.
_ON_MATTER = 3
_LEADS = 0.18
_SAYS_MOST = 0.75
# Display width of a report's first sentence from which it tells the news in full, and share
# of the headline below which another one does not.
_LONG = 85
_HALF = 0.46
# Words of the headline that the better opening must hold beyond: one may be by
# chance.
_AHEAD = 2
# A description's place beside a text's first sentence, which is a report's
# lead as a rule.
_LEAD_PLACE = 0.8
# Share of the headline from which a text's opening is a report's, and the worth
# of a place whose sentence holds nothing of it.
_REPORTS = 0.3
_SCENE_PLACE = 0.6
# Share of a description's words from which the headline says it all.
_AGAIN = 0.6
# Words of the headline, or the share of them, that a description must hold.
_LEAD_STEMS = 2
_LEAD_SHARE = 0.25
# Share of a sentence's words that the lead beside it may hold.
_BESIDE_LEAD = 0.5
# Sentences that a scene takes at most; what tells the headline deeper in a text
# is an aside.
_SCENE_LENGTH = 6
# Sentences behind the first from which none opens in its place: of three such openings among
# 1,754 items of pages, reports and feeds' texts all told the background.
_DEEP = 9


def better_lead(
    leads: list[Candidate],
    usable: list[Candidate],
    chosen: list[Candidate],
    headline: Headline,
) -> Candidate | None:
    """Return the best lead if it is worth more than the sentence that opens; None otherwise."""
    opening = set(chain.from_iterable(map(stems_of, chosen[:1])))
    least = headline.count(opening) + 1
    telling = [lead for lead in leads if _tells(lead, headline, least)]
    first = _first_place(usable)
    worth = partial(_worth_of_opening, first=first, headline=headline)
    lead = max(telling, key=worth, default=None)
    if lead is None or not chosen:
        return lead
    if _says_more(lead, chosen[0], headline):
        return lead
    return lead if worth(lead) > worth(chosen[0]) else None


def _first_place(usable: list[Candidate]) -> int:
    """Return the position of the first sentence that is no subheading or byline; 0 for none."""
    whole = (one.position for one in usable if one.shape >= WHOLE)
    return next(whole, 0)


def _says_more(lead: Candidate, opening: Candidate, headline: Headline) -> bool:
    """Tell whether a lead holds more words of the headline than the text's opening, not by chance."""
    own = headline.count(stems_of(opening))
    return headline.count(stems_of(lead)) >= own + _AHEAD


def _tells(lead: Candidate, headline: Headline, least: int) -> bool:
    """Tell whether a lead is of this headline, for a site says the same of all its pages, says more
    than it, and points back at no other sentence.

    Beside an opening that holds nothing of the headline `least`, one word of it, will do.
    """
    stems = set(stems_of(lead))
    held = headline.count(stems)
    enough = min(_LEAD_STEMS, _LEAD_SHARE * len(headline.stems), least)
    return not lead.depends and enough <= held < _AGAIN * len(stems)


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
    return sentence.shape * (place + worth_of_words(stems, headline))


def worth_of_words(stems: Collection[str], headline: Headline) -> float:
    """Weigh the words and the numbers of the headline that a sentence holds."""
    beside = min(headline.share_of_words(stems) / _WITH_NUMBERS, 1.0)
    numbers = beside * headline.share_of_numbers(stems)
    return TITLE * headline.share(stems) + NUMBER * numbers


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


def find_opening(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    order: list[int],
) -> int:
    """Return which of the chosen sentences, given in order, opens the summary.

    The first one, unless it holds far less of the headline than a later one that reads alone, and
    no more of what the text comes back to.
    """
    held = {index: headline.count(bags[index]) for index in order}
    first = _first_good(usable, order, held)
    later = _find_nearer(usable, bags, headline, held, first)
    return (
        first
        if _leads(bags[first], bags[later], later - first, headline)
        else later
    )


def _leads(
    first: Counter[str], later: Counter[str], behind: int, headline: Headline
) -> bool:
    """Tell whether a first sentence says the headline in other words: it holds as much of what the
    text comes back to as the later one, which has more words of the headline.

    Right behind it the later one is mostly the lead, and the first a line under the headline.
    """
    own, other = headline.count_matter(first), headline.count_matter(later)
    return all(
        (
            behind > 1,
            own >= max(other, _ON_MATTER),
            headline.share(first) >= _LEADS,
            headline.share(later) <= _SAYS_MOST,
        )
    )


def _find_nearer(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    held: dict[int, int],
    first: int,
) -> int:
    """Return the chosen sentence that holds far more of the headline than the first; the first for
    none.

    `held` are the chosen sentences in order, with the words of the headline that each holds.
    """
    scene = is_scene(usable[first], headline)
    enough = _enough(max(held.values()), headline)
    if held[first] >= enough and not scene:
        return first
    ahead = _AHEAD if held[first] else _ahead_of_none(headline)
    better = max(enough, held[first] + ahead)
    near = range(usable[first].position + _DEEP)
    nearer = (
        index
        for index in held
        if held[index] >= better and usable[index].position in near
    )
    later = next(nearer, first)
    if usable[later].depends:
        # What tells the headline points back: at a scene both are passed over.
        return first + 1 if scene else first
    if later == first and scene:
        return _behind_scene(usable, bags, headline, first)
    return later


def lacks_first(usable: list[Candidate], opening: int) -> bool:
    """Tell whether an opening needs the first sentence, which may be told: it goes on
    from the headline, or alone names the opening's subject: "The fair shows …" behind
    "Sailors came to the Lowfield Fair".

    Deeper in a text the sentence before is mostly about something else.
    """
    first, chosen = usable[0], usable[opening]
    if first.is_lead:
        return opening > 0
    return chosen.nameless and (first.position, chosen.position) == (0, 1)


def with_lead(
    usable: list[Candidate], opening: int, headline: Headline
) -> list[Candidate]:
    """Return the sentences, of which the text's first one is marked as a report's lead where it is
    long, holds a word of the headline, and the chosen opening tells less than half of it: "Halm Air
    is to halt its flights to the northern islands …" under "HA suspends island services".
    """
    first, chosen = usable[0], stems_of(usable[opening])
    leads = (
        opening > 0,
        first.position <= 1,
        first.shape >= 1.0,
        display_width(first.text) >= _LONG,
        headline.count(stems_of(first)) > 0,
        headline.share(chosen) < _HALF,
    )
    return [replace(first, is_lead=True), *usable[1:]] if all(leads) else usable


def _enough(most: int, headline: Headline) -> float:
    """Return the words of the headline that an opening must hold, by the most that one holds."""
    is_near = most >= _NEAR * len(headline.stems)
    return most * (_OPENS_BESIDE_NEAR if is_near else _OPENS)


def _behind_scene(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    first: int,
) -> int:
    """Return the next sentence behind a scene that tells the headline and reads alone;
    the scene for none.
    """
    telling = (
        index
        for index in range(first + 1, min(len(usable), first + _SCENE_LENGTH))
        if _opens_well(usable[index])
        and headline.count(bags[index]) >= _AHEAD
        and headline.share(bags[index]) >= BEHIND_SCENE
    )
    return next(telling, first)


def _ahead_of_none(headline: Headline) -> float:
    """Return the words that a later sentence must hold where the first one holds none: of a short
    headline fewer are no chance, and one of a single word is.
    """
    if len(headline.stems) < _AHEAD:
        return _AHEAD
    return min(_AHEAD, _REPORTS * len(headline.stems))


def _opens_well(sentence: Candidate) -> bool:
    return sentence.shape >= _GOOD and not sentence.depends


def _first_good(
    usable: list[Candidate], order: list[int], held: dict[int, int]
) -> int:
    """Return the first of the chosen sentences; behind a question, what was so before the news, or
    deep in a text a thing that only the sentence before names, the first that reads well and holds
    as much of the headline.
    """
    opening = usable[order[0]]
    unnamed = opening.nameless and opening.position > 1
    if not (unnamed or opening.is_background or asks(opening.text)):
        return order[0]
    good = (
        index
        for index in order[1:]
        if _opens_well(usable[index]) and held[index] >= held[order[0]]
    )
    return next(good, order[0])

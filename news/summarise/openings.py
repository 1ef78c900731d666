"""Decide what opens a summary: the text's own sentence, one of its publisher's description,
or nothing where no sentence tells what the headline says.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

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
# Words of a headline below which it is no measure: "A nightmare".
_SAYS = 3
# Share of the headline below which a sentence without a figure is a scene, and
# the share and words of it from which the sentence behind the scene tells it.
# Read on 190 items of pages and feeds' texts in four languages.
_SCENE = 0.2
_BEHIND_SCENE = 0.3
# Sentences that a scene takes at most; what tells the headline deeper in a text
# is an aside.
_SCENE_LENGTH = 6
# Places of a text at which a sentence with a figure is a report's, whatever
# its words.
_REPORT_PLACES = 4
# Letters of a word that a longer one may begin with: dance, dance company.
_COMPOUND = 4
# A figure, which is no part of a name as S10.
_FIGURE = re.compile(
    r"(?<![^\W\u3400-\u9fff])\d|[一二三四五六七八九十百千万亿两]{2,}"
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")


def better_lead(
    leads: list[Candidate],
    usable: list[Candidate],
    chosen: list[Candidate],
    headline: Headline,
) -> Candidate | None:
    """Return the best lead if it is worth more than the sentence that opens; None otherwise."""
    telling = [
        lead for lead in leads if not lead.depends and _tells(lead, headline)
    ]
    if not telling:
        return None
    whole = (one.position for one in usable if one.shape >= _WHOLE)
    first = next(whole, 0)
    worth = {lead: _worth_of_opening(lead, first, headline) for lead in telling}
    lead = max(telling, key=worth.__getitem__)
    if not chosen or _says_more(lead, chosen[0], headline):
        return lead
    own = _worth_of_opening(chosen[0], first, headline)
    return lead if worth[lead] > own else None


def _says_more(lead: Candidate, opening: Candidate, headline: Headline) -> bool:
    """Tell whether a lead holds more words of the headline than the text's opening, not by chance."""
    own = headline.count(stems_of(opening))
    return headline.count(stems_of(lead)) >= own + _AHEAD


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
    scene = is_scene(usable[first], headline)
    most = max(held.values())
    near = most >= _NEAR * len(headline.stems)
    enough = most * (_OPENS_BESIDE_NEAR if near else _OPENS)
    if held[first] >= enough and not scene:
        return first
    ahead = _AHEAD if held[first] else _ahead_of_none(headline)
    better = max(enough, held[first] + ahead)
    later = next((index for index in order if held[index] >= better), first)
    if usable[later].depends:
        # What tells the headline points back: at a scene both are passed over.
        return first + 1 if scene else first
    if later == first and scene:
        return _behind_scene(usable, bags, headline, first)
    return later


def _behind_scene(
    usable: list[Candidate],
    bags: list[Counter[str]],
    headline: Headline,
    first: int,
) -> int:
    """Return the next sentence behind a scene that tells the headline and reads alone; the scene for
    none.
    """
    telling = (
        index
        for index in range(first + 1, min(len(usable), first + _SCENE_LENGTH))
        if _opens_well(usable[index])
        and headline.count(bags[index]) >= _AHEAD
        and headline.share(bags[index]) >= _BEHIND_SCENE
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


def tells(chosen: Sequence[Candidate], headline: Headline) -> bool:
    """Tell whether the first of the chosen sentences, or the one behind it, says what the headline says.

    Columns and features open with scenes that mean nothing beside their headline; it is told alone
    then. A headline of one or two words measures nothing, and a figure at a text's start is a
    report's.
    """
    if not chosen or len(headline.stems) < _SAYS:
        return True
    first, *rest = chosen
    if first.position < 0 or not is_scene(first, headline):
        return True
    return any(_share(behind, headline) >= _BEHIND_SCENE for behind in rest[:1])


def is_scene(sentence: Candidate, headline: Headline) -> bool:
    """Tell a sentence that holds hardly a word of the headline and, at a text's start, no figure;
    of one that speaks as "I" or reads badly more words are asked.
    """
    if not headline.stems:
        return False
    if sentence.shape <= _WHOLE:
        return _share(sentence, headline) < 2 * _SCENE
    reports = sentence.position < _REPORT_PLACES
    if reports and _FIGURE.search(sentence.text[:_WORDS_FROM]):
        return False
    return _share(sentence, headline) < _SCENE


def _share(sentence: Candidate, headline: Headline) -> float:
    """Return the share of the headline that a sentence holds, also inside longer words, by the
    weights of its stems.
    """
    stems = set(stems_of(sentence))
    text = sentence.text[:_WORDS_FROM].lower()
    held = [
        stem
        for stem in headline.stems
        if stem in stems or _is_inside(stem, text)
    ]
    return headline.weighted_share(held)


def _is_inside(stem: str, text: str) -> bool:
    """Tell whether a word of a text begins with a stem; Chinese words need no beginning."""
    if _HAN.match(stem):
        return stem in text
    return len(stem) >= _COMPOUND and f" {stem}" in text

"""Weigh sentences that say the headline again, and find the one that goes on from there."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from news.summarise.headline import Headline
from news.summarise.scenes import stems_of
from news.summarise.shape import Candidate

# Worth of a sentence that says the headline again.
_WORTH = 0.3
# Sentences at a text's start of which one may say the headline in full, and the share of
# it that it then holds at least.
_START = 3
_IN_FULL = 0.6
# Sentences behind it among which the text goes on, and the worth from which one does.
_BEHIND = 2
_GOOD = 0.9


def without_echoes(
    candidates: list[Candidate], headline: Headline
) -> list[Candidate]:
    """Lower the worth of sentences that say the headline again in its own words; what
    points back at one of them stands alone behind the headline: "It is her second boat"
    behind "Roe buys a boat". The sentence with which the text goes on behind such a one
    at its start leads it.
    """
    if not headline.is_measure:
        return candidates
    weighed = [*candidates]
    for place, sentence in enumerate(candidates):
        if headline.is_all_of(stems_of(sentence)):
            shape = _WORTH * weighed[place].shape
            weighed[place] = replace(weighed[place], shape=shape)
            behind = weighed[place + 1 : place + 1 + _BEHIND]
            if _says_all(sentence, headline):
                behind = _with_lead(behind, headline)
            weighed[place + 1 : place + 1 + _BEHIND] = _freed(behind)
    return weighed


def _freed(behind: list[Candidate]) -> list[Candidate]:
    """Return the sentences of which the first one stands without the one before it."""
    freed = [replace(sentence, depends=False) for sentence in behind[:1]]
    return [*freed, *behind[1:]]


def _says_all(sentence: Candidate, headline: Headline) -> bool:
    """Tell whether a sentence at a text's start says most of the headline."""
    share = headline.share(stems_of(sentence))
    return sentence.position < _START and share >= _IN_FULL


def _with_lead(behind: list[Candidate], headline: Headline) -> list[Candidate]:
    """Return the sentences of which the first good one is marked as the lead: it reads
    well, and points at nothing but the headline.
    """
    places = (n for n, one in enumerate(behind) if _leads(one, headline))
    for place in islice(places, 1):
        behind[place] = replace(behind[place], is_lead=True)
    return behind


def _leads(sentence: Candidate, headline: Headline) -> bool:
    """Tell whether a sentence reads well, and alone or with the headline."""
    is_free = not sentence.depends or headline.count(stems_of(sentence))
    return sentence.shape >= _GOOD and bool(is_free)

"""Find whom a deed was done to as its doer in a claim: "Reyes tied up two men" for
"Reyes was tied up".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import takewhile

from news.faithful.case import Case
from news.faithful.concept_lexicon import NOTHING, Labels
from news.faithful.named_sentence import NamedSentence
from news.faithful.proper_names import Name
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, between
from news.faithful.word import Word, saying

# Words that turn the verb behind them into a passive, as folded; in Chinese its mark.
_AUXILIARIES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"is", "are", "was", "were", "been", "being", "be"}),
    "fr": frozenset({"été", "fut", "furent"}),
    "es": frozenset({"fue", "fueron", "sido", "es", "son"}),
    "pt": frozenset({"foi", "foram", "sido"}),
    "zh": frozenset({"被", "遭"}),
}
# An English verb in -ing is active behind the same words: "was tying".
_ACTIVE = "ing"
# Words that stand before a noun or another verb, as folded words are labelled: to, la, que.
_PARTING = ".before_noun"


def makes_doer_of_one_acted_on(case: Case) -> bool:
    """Return whether one acts in a claim to whom the same deed was done in the articles.

    "Paul Reyes tied up two men" for "Paul Reyes was tied up". Where a sentence lets the
    same one act, the claim may tell that one.
    """
    language = case.reading.language
    if case.is_foreign or language not in _AUXILIARIES:
        return False
    content = case.reading.content
    return any(
        _is_acted_on(verb, doer, case)
        for verb in content
        for doer in case.mine.before(verb)
        if behind(content, verb.end) and not _is_passive(verb, doer, case.mine)
    )


def _is_acted_on(verb: Word, doer: Name, case: Case) -> bool:
    """Return whether sentences have a name before a verb, and each time in the passive."""
    voices: set[bool] = set()
    for source in case.pool.readings:
        theirs = case.named(source)
        place = theirs.the_only(verb)
        named = [] if place is None else _name_ahead(place, theirs)
        if place is not None and case.share_one([doer], named):
            voices.add(_is_passive(place, named[0], theirs))
    return voices == {True}


def _name_ahead(verb: Word, sentence: NamedSentence) -> list[Name]:
    """Return the name before a verb, where no word that says something parts them.

    A comma may: "a guard, Paul Reyes, was tied up".
    """
    nearest = before(sentence.names, verb.start)[-1:]
    return [
        name
        for name in nearest
        if not _said_between(name, verb, sentence.reading)
    ]


def _said_between(name: Name, verb: Word, reading: Reading) -> list[Word]:
    """Return the words between a name and a verb that say something; "été" is a summer, too."""
    known = _AUXILIARIES.get(reading.language, NOTHING)
    words = saying(between(reading.words, name.end, verb.start))
    return [word for word in words if reading.text_of(word) not in known]


def _is_passive(verb: Word, name: Name, sentence: NamedSentence) -> bool:
    """Return whether a verb behind a name is in the passive: "Reyes was tied up", not "was tying".

    Nor "is set to sell" and "fue la que firmó": what leads to another verb parts the two.
    """
    reading = sentence.reading
    known = _AUXILIARIES.get(reading.language, NOTHING)
    words = between(reading.words, name.end, verb.start)
    leading = partial(_leads_to_verb, auxiliaries=known, reading=reading)
    near = list(takewhile(leading, reversed(words)))
    written = set(map(reading.text_of, near))
    is_active = reading.text_of(verb).endswith(_ACTIVE)
    return not is_active and not written.isdisjoint(known)


def _leads_to_verb(word: Word, auxiliaries: Labels, reading: Reading) -> bool:
    """Return whether a word before a verb parts it from no auxiliary: not "to" and "la que"."""
    is_auxiliary = reading.text_of(word) in auxiliaries
    return is_auxiliary or _PARTING not in word.labels

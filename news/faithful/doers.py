"""Find exchanged roles by grammar: the name before a verb acts, the one behind it does not.

Japanese particles, Chinese 由 and 被, and words such as "to" have modules of
their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from news.faithful import chinese_doers, japanese_doers
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.named_sentence import NamedSentence
from news.faithful.object_marks import (
    becomes_object,
    trades_articles,
    trades_marks,
)
from news.faithful.proper_names import Name
from news.faithful.roles import has_passive_doer, voices_differ
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.word import Word

# Characters from the mark of a doer to the end of the name.
_DOER_REACH = 60
# What says in a language who acts, besides the names around a verb.
_RULES = {
    "de": (trades_marks, trades_articles, becomes_object),
    "ja": (
        japanese_doers.trades_particles,
        japanese_doers.gets_what_it_gives,
        japanese_doers.turns_direction,
        japanese_doers.another_acts,
    ),
    "ru": (trades_marks,),
    "uk": (trades_marks,),
    "zh": (trades_marks, becomes_object, chinese_doers.is_done_by_another),
}
_ANYWHERE = (trades_marks, becomes_object)
# Languages that put the one who acts before the verb, and the other behind it.
_VERB_BETWEEN = frozenset({"en", "fr", "es", "pt", "zh"})


def acts_reversed(case: Case) -> bool:
    """Return whether a claim exchanges who acts and who is acted on in its evidence.

    "Ek hired Moor" for "Moor hired Ek". Names around a verb say it in some languages; where one of
    the two sentences is in the passive, nothing is compared.
    """
    reading = case.reading
    source = case.source
    if reading.language != source.language or voices_differ(reading, source):
        return False
    if _is_marked_otherwise(reading, source):
        return True
    if reading.language not in _VERB_BETWEEN or has_passive_doer(reading):
        return False
    return _turns_a_verb(case)


def _is_marked_otherwise(reading: Reading, source: Reading) -> bool:
    """Return whether marks of grammar say in a claim that another acts than in a sentence.

    "Die Klinik bot dem Kreis Geld" for "der Kreis bot der Klinik Geld": both articles changed.
    """
    rules = _RULES.get(reading.language, _ANYWHERE)
    return any(trades(reading, source) for trades in rules)


def _turns_a_verb(case: Case) -> bool:
    """Return whether the names around a verb of a claim stand the other way round in a sentence.

    "Ek hired Moor" for "Moor hired Ek", where no mark of grammar says who acts.
    """
    theirs = case.named(case.source)
    return any(
        _is_turned(verb, case, theirs)
        for verb in case.reading.content
        if "say" not in verb.concepts
    )


def _is_turned(verb: Word, case: Case, theirs: NamedSentence) -> bool:
    """Return whether the one who acts in the evidence is acted on in a claim, or the reverse.

    "Ek hired Moor" for "Moor hired Ek": Moor stands behind the verb. In "Ek
    blamed Moor" for "she blamed the shipper, Ek", Ek stands before it.
    """
    doer = case.mine.before(verb)
    other = case.mine.behind(verb)
    place = theirs.the_only(verb)
    if place is None or not other:
        return False
    acting = theirs.before(place)
    if not case.share_one(other, acting):
        return case.share_one(doer, theirs.only_name_behind(place))
    if not doer:
        return case.mine.has_noun_before(verb)
    return not case.share_one(doer, acting)


def done_by_another(case: Case) -> bool:
    """Return whether a claim lets be done by one what the articles let be done by another only.

    "Signed by Moor" for "signed by general Lena Ek". Chinese has its doer before the verb.
    """
    if case.reading.language in EAST or not has_passive_doer(case.reading):
        return False
    mine = _done_by(case.mine)
    told = [_done_by(case.named(source)) for source in case.pool.readings]
    return any(
        _is_of_others(doers, [theirs.get(verb, []) for theirs in told], case)
        for verb, doers in mine.items()
    )


def _is_of_others(
    doers: Sequence[Name], others: Sequence[Sequence[Name]], case: Case
) -> bool:
    """Return whether sentences name doers of a deed, and none of them those of a claim."""
    named = list(chain.from_iterable(others))
    return bool(named) and not case.share_one(doers, named)


def _done_by(sentence: NamedSentence) -> Mapping[str, Sequence[Name]]:
    """Return the names behind each mark of a doer, by the stem of the word before the mark.

    "Signed by general Lena Ek" → sign: Lena Ek.
    """
    reading = sentence.reading
    found: dict[str, Sequence[Name]] = {}
    for mark in reading.marked(".passive"):
        named = behind(sentence.names, mark.end)
        doers = before(named, mark.end + _DOER_REACH)
        for verb in before(reading.content, mark.start)[-1:]:
            found[verb.key] = doers
    return {verb: doers for verb, doers in found.items() if doers}

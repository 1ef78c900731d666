"""Find exchanged roles by grammar: the name before a verb acts, the one behind it does not.

Japanese particles, Chinese 由 and 被, and words such as "to" have modules of
their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from news.faithful import chinese_doers, japanese_doers
from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence
from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.object_marks import trades_articles, trades_marks
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.roles import voices_differ
from news.faithful.spans import before, behind, between

# What says in a language who acts, besides the names around a verb.
_RULES = {
    "de": (trades_marks, trades_articles),
    "ja": (japanese_doers.acts_otherwise,),
    "zh": (trades_marks, chinese_doers.is_done_by_another),
}
_ANYWHERE = (trades_marks,)
# Languages that put the one who acts before the verb, and the other behind it.
_VERB_BETWEEN = frozenset({"en", "fr", "es", "zh"})


def acts_reversed(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim exchanges who acts and who is acted on in its evidence.

    "Ek hired Moor" for "Moor hired Ek". Names around a verb say it in some languages; where one of
    the two sentences is in the passive, nothing is compared.
    """
    source, language = evidence.readings[0], reading.language
    if language != source.language or voices_differ(reading, source):
        return False
    if _is_marked_otherwise(reading, source):
        return True
    by_order = language in _VERB_BETWEEN and not reading.marked(".passive")
    return by_order and _turns_a_verb(claim, reading, source, pool)


def _is_marked_otherwise(reading: Reading, source: Reading) -> bool:
    """Return whether marks of grammar say in a claim that another acts than in a sentence.

    "Die Klinik bot dem Kreis Geld" for "der Kreis bot der Klinik Geld": both articles changed.
    """
    rules = _RULES.get(reading.language, _ANYWHERE)
    return any(trades(reading, source) for trades in rules)


def _turns_a_verb(
    claim: Claim, reading: Reading, source: Reading, pool: Pool
) -> bool:
    """Return whether the names around a verb of a claim stand the other way round in a sentence.

    "Ek hired Moor" for "Moor hired Ek", where no mark of grammar says who acts.
    """
    mine = _NamedSentence(reading, claim_actors(claim, reading, pool))
    theirs = _NamedSentence(source, source_actors(source, pool))
    verbs = [verb for verb in reading.content if "say" not in verb.concepts]
    return any(_is_turned(verb, claim, mine, theirs) for verb in verbs)


@dataclass(frozen=True, slots=True)
class _NamedSentence:
    """A sentence with its names, which stand around its verbs."""

    reading: Reading
    names: Sequence[Name]

    def before(self, verb: Word) -> Name | None:
        """Return the name right before a verb, auxiliaries and adverbs aside.

        "Moor has hired" → Moor; "Moor's lawyer hired" has none.
        """
        names = before(self.names, verb.start)
        near = names and self._adjoin(names[-1].end, verb.start)
        return names[-1] if near else None

    def behind(self, verb: Word) -> Name | None:
        """Return the name right behind a verb, titles aside: "hired the keeper Ek" → Ek."""
        names = behind(self.names, verb.end)
        near = names and self._adjoin(verb.end, names[0].start)
        return names[0] if near else None

    def _adjoin(self, start: int, end: int) -> bool:
        """Return whether two places are of one clause, with no words between.

        Titles, auxiliaries and other words that say nothing do not count.
        """
        words = between(self.reading.words, start, end)
        saying = [word.concepts for word in words if word.says_something]
        if not all(map(concepts().titles.intersection, saying)):
            return False
        clause_at = self.reading.clause_at
        return clause_at(start - 1) == clause_at(end)

    def the_only(self, verb: Word) -> Word | None:
        """Return where the sentence has a verb; None where it has it twice or not at all.

        Of two places nobody can say which one the claim means.
        """
        places = [word for word in self.reading.content if word.key == verb.key]
        return places[0] if len(places) == 1 else None

    def only_name_behind(self, verb: Word) -> Name | None:
        """Return the sentence's name where it has one only, behind a verb.

        "She blamed the shipper, Ek" → Ek.
        """
        names = behind(self.names, verb.end)
        return names[0] if len(names) == len(self.names) == 1 else None

    def has_noun_before(self, verb: Word) -> bool:
        """Return whether the word right before a verb says something: "residents ruled"."""
        nearest = before(self.reading.words, verb.start)[-1:]
        return any(word.says_something for word in nearest)


def _is_turned(
    verb: Word, claim: Claim, mine: _NamedSentence, theirs: _NamedSentence
) -> bool:
    """Return whether the one who acts in the evidence is acted on in a claim, or the reverse.

    "Ek hired Moor" for "Moor hired Ek": Moor stands behind the verb. In "Ek
    blamed Moor" for "she blamed the shipper, Ek", Ek stands before it.
    """
    doer, other = mine.before(verb), mine.behind(verb)
    place = theirs.the_only(verb)
    if other is None or place is None:
        return False
    acting = theirs.before(place)
    if not _is_same(other, claim, acting):
        return _is_same(doer, claim, theirs.only_name_behind(place))
    if doer is None:
        return mine.has_noun_before(verb)
    return not _is_same(doer, claim, acting)


def _is_same(name: Name | None, claim: Claim, other: Name | None) -> bool:
    """Return whether both names stand, and mean one person or body."""
    if name is None or other is None:
        return False
    return same_person(name, claim, other)

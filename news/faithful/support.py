"""Measure how much of a claim its evidence holds, and how closely a claim must follow it."""

from __future__ import annotations

from itertools import pairwise

from news.faithful.alignment import Evidence, matched
from news.faithful.claims import Claim
from news.faithful.lexicon import NOTHING, concepts
from news.faithful.names import claim_names
from news.faithful.occasions import weekdays
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.word_diff import diff

# Share of a claim's words that its evidence must hold.
#
# Measured on the development halves of three public sets of judged summaries
# and on 1,252 claims of ours: .65 keeps 9 in 100 fewer of the faithful
# one-sentence summaries, and 2 in 100 fewer of the others.
LEAST = 0.55
# The same where an article has no capitals; measured on 460 sentences that
# people judged, half of a public set.
LEAST_WITHOUT_CAPITALS = 0.65
# Share of a claim's words that all articles together must hold.
KNOWN = 0.75
# The same where an article has no capitals.
#
# Measured on the development half of a public set of 460 English sentences that
# people judged: .86 parts faithful one-sentence summaries from others best.
KNOWN_WITHOUT_CAPITALS = 0.86
# Share of neighbouring words that stand side by side in the articles too, from
# which a claim is a copy with changes.
_CLOSE = 0.6
# Share of neighbouring words, each known, that such a copy may put side by side
# by itself.
#
# Measured as above.
_BROKEN = 0.2
# Share of all its words that such a copy has from one sentence; measured as
# above.
_FROM_ONE = 0.85
# Share of neighbouring words that a claim made of the articles' own words alone
# may put together.
#
# This and the next two were measured on 460 English sentences that people
# judged, half of a public set, odd rows against even ones.
_RECOMBINED = 0.33
# Share of its words that such a claim has from one sentence, if it puts more of
# them together.
_SCATTERED = 0.7
# How many times as many words may be left out as are put in where one takes
# another's place.
_LONGER = 4
_NEAR = 1
_ANCHORS = 2


def lacks_event(claim: Reading, pool: Pool) -> bool:
    """Return whether a claim says something grave that no article says.

    Arrested, killed, sued: these must be written there, by whatever word.
    """
    return any(_is_unknown_event(word, pool) for word in claim.content)


def _is_unknown_event(word: Word, pool: Pool) -> bool:
    """Return whether a word affirms a grave event that the articles know nothing of.

    An opposite in the articles, "acquitted" for "convicted", is judged with its
    negation, as a contradiction or not.
    """
    said = word.concepts & concepts().events
    if not said or word.negated or word.key in pool.keys:
        return False
    opposites = concepts().opposites
    against = (opposites.get(concept, NOTHING) for concept in said)
    return said.union(*against).isdisjoint(pool.concepts)


def rests_on(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim's evidence bears it.

    A claim in the articles' language must share most of its words with them; across
    languages, numbers, names or concepts with the sentence that it names.
    """
    if reading.language != pool.language:
        return _rests_on_foreign(claim, reading, evidence, pool)
    content = telling_words(reading, pool)
    if not content:
        return evidence.score >= _least(pool)
    return _holds_enough(content, reading, evidence, pool)


def telling_words(reading: Reading, pool: Pool) -> list[Word]:
    """Return the words that say something; without capitals light verbs too.

    Of "the plan comes to the council": plan, council.
    """
    if pool.without_capitals:
        return list(reading.content)
    return [word for word in reading.content if not word.is_light]


def _least(pool: Pool) -> float:
    """Return the share of a claim's words that its evidence must hold.

    More where names can't be told from other words.
    """
    return LEAST_WITHOUT_CAPITALS if pool.without_capitals else LEAST


def _holds_enough(
    content: list[Word], reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether articles and evidence hold enough of a claim's words and numbers.

    Numbers count as held, for another check looked at them.
    """
    compounds = reading.language == "de"
    known = matched(content, pool.content, compounds=compounds)
    near = [word for source in evidence.readings for word in source.content]
    held = matched(content, near, compounds=compounds)
    counted = len(reading.quantities)
    total = len(content) + counted
    # Where two numbers stand, one new word beside them is hardly what the claim
    # says.
    excused = counted > 1 and len(content) > len(known)
    if len(known) + counted + excused < KNOWN * total:
        return False
    if len(held) + counted < _least(pool) * total:
        return False
    return not pool.without_capitals or _follows(reading, pool, len(known))


def _follows(claim: Reading, pool: Pool, known: int) -> bool:
    """Return whether a claim follows its articles closely enough where
    names can't be told from other words.

    Without capitals nobody can see that one name stands for another. So a claim that copies a
    sentence must not put other known words into it, and one that does not copy must hold hardly any
    word that is new, and must not be put together from words of many sentences.
    """
    content = len(claim.content)
    if known < KNOWN_WITHOUT_CAPITALS * content:
        return False
    if not _is_copy(claim, pool):
        return known < content or not _is_put_together(claim, pool)
    if _broken(claim, pool) > _BROKEN or _from_one(claim, pool) < _FROM_ONE:
        return False
    return not _swaps_words(claim, pool)


def _is_copy(claim: Reading, pool: Pool) -> bool:
    """Return whether most neighbouring words of a claim are neighbours in the articles too."""
    pairs = _pairs(claim)
    side_by_side = sum(pair in pool.neighbours for pair in pairs)
    return bool(pairs) and side_by_side >= _CLOSE * len(pairs)


def _is_put_together(claim: Reading, pool: Pool) -> bool:
    """Tell a claim of the articles' own words that puts together what stands in many sentences.

    Many of its neighbouring words are neighbours nowhere, and no sentence has most
    of them.
    """
    is_broken = _broken(claim, pool) >= _RECOMBINED
    return is_broken and _from_one(claim, pool) < _SCATTERED


def _from_one(claim: Reading, pool: Pool) -> float:
    """Return the share of a claim's words that one sentence has.

    A copy has nearly all from it, articles and prepositions too.
    """
    keys = [word.key for word in claim.words]
    counts = (
        sum(key in reading.all_keys for key in keys)
        for reading in pool.readings
    )
    return max(counts) / max(len(keys), 1)


def _pairs(claim: Reading) -> list[tuple[str, str]]:
    """Return each two neighbouring words of a claim, by their stems.

    "The bridge fell" → (the, bridg), (bridg, fell).
    """
    return list(pairwise(word.key for word in claim.words))


def _broken(claim: Reading, pool: Pool) -> float:
    """Return the share of neighbouring words that a claim itself puts together.

    Two words of the articles that stand near each other in no sentence of theirs.
    """
    pairs = _pairs(claim)
    broken = 0
    for pair in pairs:
        if pair in pool.near_pairs:
            continue
        broken += pool.all_keys.issuperset(pair)
    return broken / max(len(pairs), 1)


def _swaps_words(claim: Reading, pool: Pool) -> bool:
    """Return whether a copy has a word of the articles in the
    place where its sentence has another.

    "The |firm| opened" for "the |bank| opened", where the articles have both. A
    much longer part that is left out is no exchange.
    """
    own = {word.key for word in claim.content}
    source = max(
        pool.readings,
        key=lambda reading: len(own & {word.key for word in reading.content}),
    )
    mine, theirs = claim.words, source.words
    compared = diff([word.key for word in mine], [word.key for word in theirs])
    for change in compared.changes:
        came, went = mine[change.before], theirs[change.after]
        longest = _LONGER * len(came) + 2
        if not change.replaces or len(went) > longest:
            continue
        # Words of the articles that this sentence of theirs does not have.
        borrowed = {word.key for word in _unmatched(came, source)}
        if pool.keys.isdisjoint(borrowed):
            continue
        if _unmatched(went, claim):
            return True
    return False


def _unmatched(words: tuple[Word, ...], reading: Reading) -> list[Word]:
    """Return the words that say something and that a sentence does not have.

    Neither as they stand nor by another word of the concept.
    """
    return [
        word
        for word in words
        if word.says_something and not word.is_in(reading.keys)
    ]


def _rests_on_foreign(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim rests on the sentence in another language that it names.

    It must have a number, a day or a name, which other checks compare, or share concepts with it.
    """
    if not 0 <= claim.source < len(pool.sources):
        return False
    anchors = [
        *reading.quantities,
        *reading.days,
        *weekdays(reading),
        *claim_names(claim, reading),
    ]
    shared = reading.concepts & evidence.readings[0].concepts
    if not anchors and len(shared) < _ANCHORS:
        return False
    return abs(evidence.place - claim.source) <= _NEAR

"""Measure how much of a claim its evidence holds, and how closely a claim must follow it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from news.faithful.alignment import matched
from news.faithful.case import Case
from news.faithful.concept_lexicon import NOTHING, concepts
from news.faithful.occasions import weekdays
from news.faithful.pool import Pool
from news.faithful.proper_names import claim_names
from news.faithful.sentence_reading import Reading
from news.faithful.word import Word, saying, stems_of
from news.faithful.word_diff import diff_words

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
#
# Measured on 128 claims about public articles in eight languages: .75 keeps 4
# in 64 fewer of the faithful ones, and no fewer of the others. A word that
# links, such as "according to", is known where an article has one.
KNOWN = 0.65
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


def lacks_event(case: Case) -> bool:
    """Return whether a claim says something grave that no article says.

    Arrested, killed, sued: these must be written there, by whatever word.
    """
    words = case.reading.content
    return any(_is_unknown_event(word, case.pool) for word in words)


def _is_unknown_event(word: Word, pool: Pool) -> bool:
    """Return whether a word affirms a grave event that the articles know nothing of.

    An opposite in the articles, "acquitted" for "convicted", is judged with its
    negation, as a contradiction or not.
    """
    said = word.concepts & concepts().events
    if not said or word.negated or word.is_in(pool.keys):
        return False
    opposites = concepts().opposites
    against = (opposites.get(concept, NOTHING) for concept in said)
    return said.union(*against).isdisjoint(pool.concepts)


def is_unsupported(case: Case) -> bool:
    """Return whether neither a claim's evidence nor the articles bear it.

    A claim in the articles' language must share most of its words with them; across
    languages, numbers, names or concepts with the sentence that it names.
    """
    if case.is_foreign:
        return not _rests_on_foreign(case)
    if not case.telling:
        return case.evidence.score < _least(case.pool)
    return not _holds_enough(case)


def _least(pool: Pool) -> float:
    """Return the share of a claim's words that its evidence must hold.

    More where names can't be told from other words.
    """
    return LEAST_WITHOUT_CAPITALS if pool.without_capitals else LEAST


def _holds_enough(case: Case) -> bool:
    """Return whether articles and evidence hold enough of a claim's words and numbers.

    Numbers count as held, and days where there are no others: other checks looked at them.
    """
    content = case.telling
    pool = case.pool
    compounds = case.reading.language == "de"
    known = matched(content, pool.content, compounds=compounds)
    held = matched(content, case.evidence.content, compounds=compounds)
    counted = len(case.reading.quantities) or len(case.reading.days)
    total = len(content) + counted
    # Where two numbers stand, one new word beside them is hardly what the claim
    # says.
    excused = counted > 1 and len(content) > len(known)
    in_articles = len(known) + counted + excused
    if in_articles < KNOWN * total:
        return False
    in_evidence = len(held) + counted
    if in_evidence < _least(pool) * total:
        return False
    if not pool.without_capitals:
        return True
    return _follows(case.reading, pool, len(known))


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
    broken = _broken(claim, pool)
    from_one = _from_one(claim, pool)
    if _is_copy(claim, pool):
        if broken > _BROKEN or from_one < _FROM_ONE:
            return False
        return not _swaps_words(claim, pool)
    if known < content:
        return True
    return broken < _RECOMBINED or from_one >= _SCATTERED


def _is_copy(claim: Reading, pool: Pool) -> bool:
    """Return whether most neighbouring words of a claim are neighbours in the articles too.

    "The old bridge fell" for "the old bridge fell in May", not for "the bridge is old and fell".
    """
    pairs = _pairs(claim)
    side_by_side = sum(pair in pool.neighbours for pair in pairs)
    if not pairs:
        return False
    return side_by_side >= _CLOSE * len(pairs)


def _from_one(claim: Reading, pool: Pool) -> float:
    """Return the share of a claim's words that one sentence has.

    A copy has nearly all from it, articles and prepositions too.
    """
    keys = stems_of(claim.words)
    counts = (
        sum(key in source.all_keys for key in keys) for source in pool.readings
    )
    return max(counts) / max(len(keys), 1)


def _pairs(claim: Reading) -> list[tuple[str, str]]:
    """Return each two neighbouring words of a claim, by their stems.

    "The bridge fell" → (the, bridg), (bridg, fell).
    """
    return list(pairwise(stems_of(claim.words)))


def _broken(claim: Reading, pool: Pool) -> float:
    """Return the share of neighbouring words that a claim itself puts together.

    Two words of the articles that stand near each other in no sentence of theirs.
    """
    pairs = _pairs(claim)
    apart = [pair for pair in pairs if pair not in pool.near_pairs]
    broken = sum(map(pool.all_keys.issuperset, apart))
    return broken / max(len(pairs), 1)


def _swaps_words(claim: Reading, pool: Pool) -> bool:
    """Return whether a copy has a word of the articles in the
    place where its sentence has another.

    "The |firm| opened" for "the |bank| opened", where the articles have both. A
    much longer part that is left out is no exchange.
    """
    source = _most_alike(claim, pool)
    compared = diff_words(claim.words, source.words)
    for came, went in compared.replaced(claim.words, source.words):
        is_exchange = len(went) <= _LONGER * len(came) + 2
        has_borrowed = is_exchange and _has_borrowed(came, source, pool)
        if has_borrowed and _unmatched(went, claim):
            return True
    return False


def _most_alike(claim: Reading, pool: Pool) -> Reading:
    """Return the sentence that has most of a claim's stems; the first of several.

    For "the firm opened its doors", "the bank opened its doors", not "the firm sells boats".
    """
    own = set(stems_of(claim.content))
    return max(
        pool.readings,
        key=lambda source: len(own.intersection(stems_of(source.content))),
    )


def _has_borrowed(words: Sequence[Word], source: Reading, pool: Pool) -> bool:
    """Return whether some words hold one of the articles that this sentence does not have.

    "Firm" beside "the bank opened", where another sentence speaks of a firm.
    """
    unmatched = stems_of(_unmatched(words, source))
    return not pool.keys.isdisjoint(unmatched)


def _unmatched(words: Sequence[Word], reading: Reading) -> list[Word]:
    """Return the words that say something and that a sentence does not have.

    Neither as they stand nor by another word of the concept.
    """
    return [word for word in saying(words) if not word.is_in(reading.keys)]


def _rests_on_foreign(case: Case) -> bool:
    """Return whether a claim rests on the sentence in another language that it names.

    It must have a number, a day or a name, which other checks compare, or share concepts with it.
    The evidence is that sentence or one beside it, unless another holds most of the claim.
    """
    claim = case.claim
    reading = case.reading
    if not 0 <= claim.source < len(case.pool.sources):
        return False
    anchors = [
        *reading.quantities,
        *reading.days,
        *weekdays(reading),
        *claim_names(claim, reading),
    ]
    shared = reading.concepts & case.source.concepts
    if not anchors and len(shared) < _ANCHORS:
        return False
    if case.evidence.score >= LEAST:
        return True
    return abs(case.evidence.place - claim.source) <= _NEAR

"""Score the sentences of articles by how much of a question they cover, and choose the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from news.answering.answer_kinds import counts_it, names_answer
from news.answering.question_parts import (
    AnswerSentence,
    Passage,
    Question,
    QuestionTerm,
)
from news.answering.quotable import HAN, QuotableSentence, likely_candidates
from news.answering.rarity import count_rarity, weight_of
from news.faithful.concept_lexicon import concepts
from news.faithful.sentence_reading import Reading, read
from news.words import words

MOST_PASSAGES = 60
MOST_ANSWERS = 4
# Sentences that a model may write an answer from.
MOST_RETRIEVED = 12
# Sentences that are compared with each other, to leave out repetitions.
MOST_COMPARED = 40
# Share of what is asked of the subject that the sentence itself must say.
#
# This and the next three were measured on two thirds of the questions of
# `benchmarks.answering`.
LEAST_ASKED = 0.35
# Share that the sentence must say together with its title and the sentence
# before it.
LEAST_NEAR = 0.5
# Share that they must say in the question's own words: of "the lost symphony" a
# cut in risk says nothing.
LEAST_EXACT = 0.4
# Credit of a word that says a question's word otherwise: 遇难 for 死亡.
SAME_MEANING = 0.7
# Share of the best score from which another sentence stands beside it.
SECOND = 0.93
# Share of a sentence's words from which another sentence repeats it (a choice,
# not measured).
REPEATED = 0.6


def answer(
    question: Question,
    passages: Sequence[Passage],
    rarity: Mapping[str, float] | None = None,
) -> tuple[AnswerSentence, ...]:
    """Return one to four sentences that answer, the best first; none where no passage says it.

    What came by the chat's own subscriptions is asked first, the other passages where that is
    silent.
    """
    return best_answers(retrieve(question, passages, rarity))


def retrieve(
    question: Question,
    passages: Sequence[Passage],
    rarity: Mapping[str, float] | None = None,
) -> tuple[AnswerSentence, ...]:
    """Return up to twelve sentences that bear on a question, the best first, none twice.

    From the chat's own subscriptions alone, where they hold an answer. Empty where nothing answers.
    """
    own = [passage for passage in passages if passage.preferred]
    ranked = rank_sentences(question, own, rarity)
    ranked = ranked or rank_sentences(question, passages, rarity)
    return tuple(_different(ranked[:MOST_COMPARED]))[:MOST_RETRIEVED]


def best_answers(
    retrieved: Sequence[AnswerSentence],
) -> tuple[AnswerSentence, ...]:
    """Return of retrieved sentences the one to four that answer as well as the best.

    Of the scores 0.9, 0.88 and 0.5 the first two.
    """
    if not retrieved:
        return ()
    least = SECOND * retrieved[0].score
    enough = [sentence for sentence in retrieved if sentence.score >= least]
    return tuple(enough[:MOST_ANSWERS])


def rank_sentences(
    question: Question,
    passages: Sequence[Passage],
    rarity: Mapping[str, float] | None = None,
) -> list[AnswerSentence]:
    """Score the sentences that may answer, the best first.

    `rarity` gives words of the index a weight from 0 (in every article) to 1 (in none); where it is
    left out it is counted among the passages. At most 60 passages and 40 sentences of each are
    read.
    """
    asked = passages[:MOST_PASSAGES]
    if not question.terms or not asked:
        return []
    known = rarity if rarity is not None else count_rarity(asked)
    weights = {term: weight_of(term, known) for term in question.terms}
    likely = likely_candidates(question, asked, weights)
    scored = (_score(question, sentence, weights) for sentence in likely)
    return sorted(filter(None, scored), key=_worth, reverse=True)


def _worth(sentence: AnswerSentence) -> tuple[float, float]:
    """Return what sentences are sorted by: of two that say as much the later is better."""
    return sentence.score, sentence.passage.published_at.timestamp()


def _score(
    question: Question,
    sentence: QuotableSentence,
    weights: Mapping[QuestionTerm, float],
) -> AnswerSentence | None:
    """Score one sentence; None where it cannot be the answer."""
    has_answer = names_answer(question, sentence.reading)
    if not has_answer or not _holds_numbers(question, sentence):
        return None
    here: dict[QuestionTerm, float] = {}
    near: dict[QuestionTerm, float] = {}
    for term in weights:
        here[term] = _credit(sentence.reading, term)
        near[term] = max(here[term], _credit_near(sentence, term))
    asked = _share(here, _without_subject(question, sentence, weights))
    around = _share(near, weights)
    if not _says_enough(asked, around, near, weights):
        return None
    # What is asked of the subject weighs most. Early sentences say more: the
    # place only breaks ties.
    score = 0.4 * asked + 0.25 * _share(here, weights) + 0.2 * around
    score += 0.12 * counts_it(question, sentence.reading)
    score += 0.01 / (1 + sentence.place)
    return AnswerSentence(
        sentence.text, sentence.passage, score, sentence.place
    )


def _says_enough(
    asked: float,
    around: float,
    near: Mapping[QuestionTerm, float],
    weights: Mapping[QuestionTerm, float],
) -> bool:
    """Return whether a sentence and what stands around it say enough of a question.

    A question of one word may be answered in another of its meaning.
    """
    if around < LEAST_NEAR or asked < LEAST_ASKED:
        return False
    exact = {term: float(credit >= 1) for term, credit in near.items()}
    least = LEAST_EXACT if len(weights) > 1 else 0.0
    return _share(exact, weights) >= least and _says_grave_things(near)


def _without_subject(
    question: Question,
    sentence: QuotableSentence,
    weights: Mapping[QuestionTerm, float],
) -> dict[QuestionTerm, float]:
    """Return the words that are asked of a question's subject: "open" of "When does the
    bridge open?".
    """
    return {
        term: weight
        for term, weight in weights.items()
        if not _is_subject(question, sentence, term)
    }


def _share(
    credits: Mapping[QuestionTerm, float], weights: Mapping[QuestionTerm, float]
) -> float:
    """Return the share of the weights that is credited; 1 where there is nothing to say.

    Of two words of one weight, one said and one said otherwise (0.7) are 0.85.
    """
    total = credited = 0.0
    for term, weight in weights.items():
        total += weight
        credited += weight * credits[term]
    if total:
        return credited / total
    return 1.0


def _is_subject(
    question: Question, sentence: QuotableSentence, term: QuestionTerm
) -> bool:
    """Return what a question is about from what it asks: names, and what the headline says.

    A sentence may say "it" for a subject; what is asked of it must stand in the sentence itself.
    """
    # No key has a line's end.
    names = "\n".join(question.names)
    named = term.key in names or term.indexed[0] in names
    headline = read(sentence.title, sentence.language)
    return named or _credit(headline, term) > 0


def _says_grave_things(near: Mapping[QuestionTerm, float]) -> bool:
    """Return whether death, arrest and the like, if asked about, are told.

    Asked who died, a sentence on a visit does not answer, whatever else it shares.
    """
    untold = (term.concepts for term, credit in near.items() if not credit)
    return concepts().events.isdisjoint(chain.from_iterable(untold))


def _credit(reading: Reading, term: QuestionTerm) -> float:
    """Return how well a text says a term: 1 by its own word, less by another of its meaning, 0.

    Of "died", "died" is credited with 1, and 遇难 with 0.7.
    """
    if not reading.all_keys.isdisjoint((term.key, term.indexed[0])):
        return 1.0
    # Chinese words may be cut otherwise in the text than in the question.
    if HAN.match(term.key) and term.key in reading.text:
        return 1.0
    if term.concepts & reading.concepts:
        return SAME_MEANING
    return 0.0


def _credit_near(sentence: QuotableSentence, term: QuestionTerm) -> float:
    """Return how well the headline or the sentence before says a term.

    In "The bridge. It opens in May." the second sentence has "bridge" before it.
    """
    texts = filter(None, (sentence.title, sentence.before))
    readings = (read(text, sentence.language) for text in texts)
    return max((_credit(near, term) for near in readings), default=0.0)


def _holds_numbers(question: Question, sentence: QuotableSentence) -> bool:
    """Return whether the numbers and days that a question gives are
    those of the sentence or its surroundings.

    Asked about 3 May, "It will be repaired." does under the headline "Bridge closed on 3 May".
    """
    numbers: set[Decimal] = set()
    days: set[tuple[int, int]] = set()
    for text in filter(None, (sentence.text, sentence.title, sentence.before)):
        reading = read(text, sentence.language)
        numbers.update(map(attrgetter("value"), reading.quantities))
        days |= reading.days
    return question.numbers <= numbers and question.days <= days


def _different(ranked: Iterable[AnswerSentence]) -> list[AnswerSentence]:
    """Leave out sentences that say again what a better one says.

    Of two agencies' reports with the same words only the better one stays.
    """
    kept: list[AnswerSentence] = []
    said: list[frozenset[str]] = []
    for sentence in ranked:
        keys = frozenset(words(sentence.text, sentence.passage.language))
        if not any(_are_alike(keys, other) for other in said):
            kept.append(sentence)
            said.append(keys)
    return kept


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the shorter of two sentences has most of its words in the other.

    Three of five words are enough.
    """
    shorter = min(len(one), len(other))
    return len(one & other) >= REPEATED * shorter

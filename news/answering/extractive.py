"""Score the sentences of articles by how much of a question they say, and choose the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from news.answering.evidence import counts_it, names_answer
from news.answering.models import AnswerSentence, Passage, Question, Term
from news.faithful.lexicon import concepts
from news.faithful.reading import Reading, read
from news.sentences import sentences
from news.words import cut_run, fold, words

MOST_PASSAGES = 60
MOST_SENTENCES = 40
"""Sentences of one article that are looked at: news says the main things early."""
MOST_READ = 60
"""Sentences that are read for their meaning, which costs up to a millisecond each."""
MOST_ANSWERS = 4
LEAST_ASKED = 0.35
"""Share of what is asked of the subject that the sentence itself must say.

This and the next three were measured on two thirds of the questions of `benchmarks.answering`.
"""
LEAST_NEAR = 0.5
"""Share that the sentence must say together with its title and the sentence before it."""
SAME_MEANING = 0.7
"""Credit of a word that says a question's word otherwise: 遇难 for 死亡."""
SECOND = 0.93
"""Share of the best score from which another sentence stands beside it."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a passage with what its surroundings say."""

    text: str
    passage: Passage
    place: int
    language: str
    title: str
    before: str

    @cached_property
    def reading(self) -> Reading:
        return read(self.text, self.language)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


def answer(
    question: Question, passages: Sequence[Passage], rarity: Mapping[str, float] | None = None
) -> tuple[AnswerSentence, ...]:
    """Return one to four sentences that answer, the best first; none where no passage says it.

    What came by the chat's own subscriptions is asked first, the other passages where that is silent.
    """
    own = [one for one in passages if one.preferred]
    ranked = rank_sentences(question, own, rarity) or rank_sentences(question, passages, rarity)
    if not ranked:
        return ()
    enough = [one for one in ranked if one.score >= SECOND * ranked[0].score]
    return tuple(_different(enough))[:MOST_ANSWERS]


def rank_sentences(
    question: Question, passages: Sequence[Passage], rarity: Mapping[str, float] | None = None
) -> list[AnswerSentence]:
    """Score the sentences that may answer, the best first.

    `rarity` gives words of the index a weight from 0 (in every article) to 1 (in none); where it is
    left out it is counted among the passages. At most 60 passages and 40 sentences of each are read.
    """
    asked = passages[:MOST_PASSAGES]
    if not question.terms or not asked:
        return []
    known = rarity if rarity is not None else count_rarity(asked)
    weights = {term: _weight(term, known) for term in question.terms}
    likely = _likely(question, asked, weights)
    scored = [_score(question, sentence, weights) for sentence in likely]
    found = [one for one in scored if one is not None]
    return sorted(found, key=lambda one: (-one.score, -one.passage.published_at.timestamp()))


def count_rarity(passages: Iterable[Passage]) -> dict[str, float]:
    """Count in how many passages each word stands; give each its weight from 0 to 1."""
    listed = [set(words(f"{one.title}\n{one.text}", one.language)) for one in passages]
    counts = Counter(word for some in listed for word in some)
    return {word: rarity_of(count, len(listed)) for word, count in counts.items()}


def rarity_of(count: int, total: int) -> float:
    """Return the weight of a word that stands in `count` of `total` articles: BM25's, scaled to 0 to 1."""
    top = log(1 + (total + 0.5) / 0.5)
    return log(1 + max(total - count + 0.5, 0) / (count + 0.5)) / top


def _weight(term: Term, rarity: Mapping[str, float]) -> float:
    """Return a term's weight: that of its rarest word; a word that no article has weighs most."""
    known = [rarity.get(word, 1.0) for word in term.indexed]
    return max([*known, 0.05])


def _likely(
    question: Question, passages: Sequence[Passage], weights: Mapping[Term, float]
) -> list[_Sentence]:
    """Choose the sentences worth reading, by their words alone."""
    rated: list[tuple[float, _Sentence]] = []
    for passage in passages:
        whole = fold(f"{passage.title}\n{passage.text}")
        if not _in_span(question, passage) or not _holds_names(question, whole):
            continue
        article = _said_plainly(whole, weights)
        rated += [
            (article + 0.5 * _said_plainly(sentence.folded, weights), sentence)
            for sentence in _sentences(passage)
        ]
    rated.sort(key=lambda pair: -pair[0])
    return [sentence for _, sentence in rated[:MOST_READ]]


def _sentences(passage: Passage) -> list[_Sentence]:
    cut = sentences(passage.text, passage.language)[:MOST_SENTENCES]
    language = passage.language.split("-")[0] or ("zh" if _HAN.search(passage.text) else "en")
    before = ["", *cut]
    return [
        _Sentence(text, passage, place, language, passage.title, before[place])
        for place, text in enumerate(cut)
    ]


def _in_span(question: Question, passage: Passage) -> bool:
    span = question.span
    return span is None or span.start <= passage.published_at < span.end


def _holds_names(question: Question, whole: str) -> bool:
    """Tell whether an article holds each name asked about; a long one may stand there in parts."""
    return all(_holds_name(name, whole) for name in question.names)


def _holds_name(name: str, whole: str) -> bool:
    if name in whole or name.rsplit(maxsplit=1)[-1] in whole:
        return True
    # The tagger may take a word too much into a Chinese name.
    return bool(_HAN.match(name)) and all(part in whole for part in cut_run(name))


def _said_plainly(folded: str, weights: Mapping[Term, float]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if _stands(term, folded)) / total


def _stands(term: Term, folded: str) -> bool:
    """Tell whether a term's letters stand in a text; a stem stands in each of its forms."""
    return term.key in folded or any(len(word) > 1 and word in folded for word in term.indexed)


def _score(
    question: Question, sentence: _Sentence, weights: Mapping[Term, float]
) -> AnswerSentence | None:
    """Score one sentence; None where it cannot be the answer."""
    if not names_answer(question, sentence.reading) or not _holds_numbers(question, sentence):
        return None
    here = {term: _credit(sentence.reading, term) for term in weights}
    near = {term: max(credit, _credit_near(sentence, term)) for term, credit in here.items()}
    told = {term for term in weights if _is_subject(question, sentence, term)}
    rest = {term: weight for term, weight in weights.items() if term not in told}
    said, around, asked = _share(here, weights), _share(near, weights), _share(here, rest)
    if around < LEAST_NEAR or asked < LEAST_ASKED or not _says_grave_things(near):
        return None
    score = 0.4 * asked + 0.25 * said + 0.2 * around
    score += 0.12 * counts_it(question, sentence.reading)
    score += 0.01 / (1 + sentence.place)
    return AnswerSentence(sentence.text, sentence.passage, score, sentence.place)


def _share(credits: Mapping[Term, float], weights: Mapping[Term, float]) -> float:
    """Return the share of the weights that is credited; 1 where there is nothing to say."""
    total = sum(weights.values())
    return sum(weight * credits[term] for term, weight in weights.items()) / total if total else 1.0


def _is_subject(question: Question, sentence: _Sentence, term: Term) -> bool:
    """Tell what a question is about from what it asks: names, and what the headline says.

    A sentence may say "it" for a subject; what is asked of it must stand in the sentence itself.
    """
    named = any(term.key in name or term.indexed[0] in name for name in question.names)
    return named or bool(_credit(read(sentence.title, sentence.language), term))


def _says_grave_things(near: Mapping[Term, float]) -> bool:
    """Tell whether death, arrest and the like, if asked about, are told."""
    return all(credit > 0 for term, credit in near.items() if term.concepts & concepts().events)


def _credit(reading: Reading, term: Term) -> float:
    """Return how well a text says a term: 1 by its own word, less by another of its meaning, 0."""
    if term.key in reading.all_keys or term.indexed[0] in reading.all_keys:
        return 1.0
    if _HAN.match(term.key) and term.key in reading.text:
        return 1.0
    return SAME_MEANING if term.concepts & reading.concepts else 0.0


def _credit_near(sentence: _Sentence, term: Term) -> float:
    """Return how well the headline or the sentence before says a term."""
    texts = [text for text in (sentence.title, sentence.before) if text]
    return max([_credit(read(text, sentence.language), term) for text in texts], default=0.0)


def _holds_numbers(question: Question, sentence: _Sentence) -> bool:
    """Tell whether the numbers and days that a question gives are those of the sentence or its surroundings."""
    texts = (sentence.text, sentence.title, sentence.before)
    readings = [read(text, sentence.language) for text in texts if text]
    numbers = {quantity.value for reading in readings for quantity in reading.quantities}
    days = {day for reading in readings for day in reading.days}
    return question.numbers <= numbers and question.days <= days


def _different(ranked: Iterable[AnswerSentence]) -> list[AnswerSentence]:
    """Leave out sentences that say again what a better one says."""
    kept: list[AnswerSentence] = []
    said: list[frozenset[str]] = []
    for one in ranked:
        keys = frozenset(words(one.text, one.passage.language))
        if all(len(keys & other) < 0.6 * min(len(keys), len(other)) for other in said):
            kept.append(one)
            said.append(keys)
    return kept

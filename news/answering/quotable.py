"""Choose the sentences of articles that are worth reading for a question, by shared letters alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from news.answering.question_parts import Passage, Question, QuestionTerm
from news.faithful.sentence_reading import Reading, read
from news.sentences import sentences
from news.words import cut_run, fold

# Sentences of one article that are looked at: news says the main things early.
MOST_SENTENCES = 40
# Sentences that are read for their meaning, which costs up to a millisecond
# each.
MOST_READ = 60
# What a sentence's own words count beside its article's (a choice: it only says
# which sentences are read first).
OWN_WEIGHT = 0.5
# Characters of a Chinese name at least.
_SHORTEST_NAME = 2
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class QuotableSentence:
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


def likely_candidates(
    question: Question,
    passages: Sequence[Passage],
    weights: Mapping[QuestionTerm, float],
) -> list[QuotableSentence]:
    """Choose the sentences worth reading, by their words alone, at most 60.

    Articles outside the time asked about, and those without a name that the
    question gives, have none. What the whole article says of the question
    counts, and half as much what the sentence says.
    """
    rated = chain.from_iterable(
        _rated(question, passage, weights) for passage in passages
    )
    best = nlargest(MOST_READ, rated, key=itemgetter(0))
    return [sentence for _, sentence in best]


def _rated(
    question: Question, passage: Passage, weights: Mapping[QuestionTerm, float]
) -> Iterator[tuple[float, QuotableSentence]]:
    """Yield an article's sentences with what each says of a question; none of
    an article that is about something else.
    """
    whole = fold(f"{passage.title}\n{passage.text}")
    if not _in_span(question, passage) or not _holds_names(question, whole):
        return
    article = _said_plainly(whole, weights)
    for sentence in _sentences(passage):
        own = _said_plainly(sentence.folded, weights)
        yield article + OWN_WEIGHT * own, sentence


def _sentences(passage: Passage) -> list[QuotableSentence]:
    """Cut a passage into sentences, each with the one before it."""
    cut = sentences(passage.text, passage.language)[:MOST_SENTENCES]
    guess = "zh" if HAN.search(passage.text) else "en"
    language = passage.language.partition("-")[0] or guess
    before = ["", *cut]
    return [
        QuotableSentence(
            text, passage, place, language, passage.title, before[place]
        )
        for place, text in enumerate(cut)
    ]


def _in_span(question: Question, passage: Passage) -> bool:
    """Return whether an article came out in the time asked about, if there is one."""
    span = question.span
    return span is None or span.start <= passage.published_at < span.end


def _holds_names(question: Question, whole: str) -> bool:
    """Return whether an article holds each name asked about; a long one may stand there in parts.

    Asked about Ann Doe, an article that has only "Ms Doe" holds her.
    """
    return all(_holds_name(name, whole) for name in question.names)


def _holds_name(name: str, whole: str) -> bool:
    """Return whether a text holds a name by its last word, a family's: "ann doe"
    is in "Ms Doe said".
    """
    family_name = name.rsplit(maxsplit=1)[-1]
    if family_name in whole:
        return True
    return bool(HAN.match(name)) and _holds_parts(name, whole)


def _holds_parts(name: str, whole: str) -> bool:
    """Return whether a text holds a Chinese name without its last character, or
    by its words.

    The tagger may take a character or a word too much into a name: 王明说 for
    王明, 青江大桥 for a 大桥 in 青江.
    """
    shorter = name[:-1]
    if len(shorter) >= _SHORTEST_NAME and shorter in whole:
        return True
    return all(map(whole.__contains__, cut_run(name)))


def _said_plainly(folded: str, weights: Mapping[QuestionTerm, float]) -> float:
    """Return the share of a question's words, by weight, whose letters stand in a text.

    A question of "bridge" and "open", of one weight, is said by half in "The bridge is old".
    """
    said = sum(weights[term] for term in weights if _stands(term, folded))
    return said / sum(weights.values())


def _stands(term: QuestionTerm, folded: str) -> bool:
    """Return whether a term's letters stand in a text; a stem stands in each of
    its forms.

    A single letter is looked for only as the term itself.
    """
    stems = (stem for stem in term.indexed if len(stem) > 1)
    return any(map(folded.__contains__, (term.key, *stems)))

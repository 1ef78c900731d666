"""Choose the sentences of articles that are worth reading for a question, by shared letters alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from news.answering.models import Passage, Question, Term
from news.faithful.reading import Reading, read
from news.sentences import sentences
from news.words import cut_run, fold

# Sentences of one article that are looked at: news says the main things early.
MOST_SENTENCES = 40
# Sentences that are read for their meaning, which costs up to a millisecond
# each.
MOST_READ = 60
# Characters of a Chinese name at least.
_SHORTEST_NAME = 2
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Candidate:
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
    weights: Mapping[Term, float],
) -> list[Candidate]:
    """Choose the sentences worth reading, by their words alone."""
    rated: list[tuple[float, Candidate]] = []
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


def _sentences(passage: Passage) -> list[Candidate]:
    cut = sentences(passage.text, passage.language)[:MOST_SENTENCES]
    language = passage.language.split("-")[0] or (
        "zh" if HAN.search(passage.text) else "en"
    )
    before = ["", *cut]
    return [
        Candidate(text, passage, place, language, passage.title, before[place])
        for place, text in enumerate(cut)
    ]


def _in_span(question: Question, passage: Passage) -> bool:
    span = question.span
    return span is None or span.start <= passage.published_at < span.end


def _holds_names(question: Question, whole: str) -> bool:
    """Return whether an article holds each name asked about; a long one may stand there in parts."""
    return all(_holds_name(name, whole) for name in question.names)


def _holds_name(name: str, whole: str) -> bool:
    if name in whole or name.rsplit(maxsplit=1)[-1] in whole:
        return True
    if not HAN.match(name):
        return False
    # The tagger may take a word or a character too much into a Chinese name.
    shorter = len(name) > _SHORTEST_NAME and name[:-1] in whole
    return shorter or all(part in whole for part in cut_run(name))


def _said_plainly(folded: str, weights: Mapping[Term, float]) -> float:
    total = sum(weights.values())
    return (
        sum(weight for term, weight in weights.items() if _stands(term, folded))
        / total
    )


def _stands(term: Term, folded: str) -> bool:
    """Return whether a term's letters stand in a text; a stem stands in each of its forms."""
    return term.key in folded or any(
        len(word) > 1 and word in folded for word in term.indexed
    )

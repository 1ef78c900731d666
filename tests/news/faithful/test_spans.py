"""Words chosen by where they stand in a sentence."""

from __future__ import annotations

from news.faithful.sentence_reading import Reading
from news.faithful.spans import (
    before,
    behind,
    between,
    in_clause,
    outside,
)

READING = Reading("Ek paid the crew, Moor left", "en")
EK, PAID, THE, CREW, MOOR, LEFT = READING.words


def test_a_place_parts_the_words_before_it_from_those_behind() -> None:
    assert before(READING.words, CREW.start) == [EK, PAID, THE]
    assert behind(READING.words, CREW.start) == [CREW, MOOR, LEFT]


def test_a_word_that_a_place_cuts_is_on_neither_side() -> None:
    assert before(READING.words, CREW.start + 1) == [EK, PAID, THE]
    assert behind(READING.words, CREW.start + 1) == [MOOR, LEFT]


def test_words_between_two_places_begin_there() -> None:
    assert between(READING.words, PAID.start, CREW.start) == [PAID, THE]
    assert between(READING.words, CREW.start, CREW.start) == []


def test_words_of_a_clause_and_words_but_for_one() -> None:
    assert in_clause(READING.words, MOOR.clause) == [MOOR, LEFT]
    assert outside([EK, PAID, CREW], PAID) == [EK, CREW]

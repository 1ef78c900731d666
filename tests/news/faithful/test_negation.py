"""Negations: the words that a sentence denies, by the rules of its language."""

from __future__ import annotations

import pytest

from news.faithful.sentence_reading import read


@pytest.mark.parametrize(
    ("language", "sentence", "negated"),
    [
        # The two content words behind it.
        (
            "en",
            "The crew did not open the old bridge yesterday.",
            ["open", "old"],
        ),
        # Where none stands behind it, the one before it.
        ("en", "The files were not taken.", ["file"]),
        # No further than the comma.
        ("en", "She was not in Bern, but in Basel.", ["bern"]),
        # A verb that denies turns one word more.
        (
            "en",
            "Moor denied that Ek took a large bribe.",
            ["ek", "larg", "bribe"],
        ),
        # The verb's own word may stand before a Russian negation.
        ("ru", "Он премию получать не стал.", ["получа", "стал"]),
        # Chinese negates what stands behind, Japanese what stands before.
        ("zh", "油价没有上涨。", ["上涨"]),
        ("zh", "公司否认拖欠工资。", ["拖欠", "工资"]),
        ("ja", "市は道路を広げない。", ["道路", "広"]),
        ("en", "The crew opened the bridge.", []),
    ],
)
def test_a_negation_turns_the_words_in_its_reach(
    language: str, sentence: str, negated: list[str]
) -> None:
    words = read(sentence, language).words
    assert [word.key for word in words if word.negated] == negated


def test_a_german_negation_turns_its_whole_clause() -> None:
    reading = read(
        "Der Rat hat die Brücke nicht gesperrt, sie bleibt offen.", "de"
    )
    clauses = {word.clause for word in reading.words if word.negated}
    assert clauses == {1}
    assert all(word.negated for word in reading.words if word.clause == 1)


def test_not_turns_the_nearest_word_first() -> None:
    words = read("The crew did not open the old bridge.", "en").words
    assert [word.key for word in words if word.target] == ["open"]

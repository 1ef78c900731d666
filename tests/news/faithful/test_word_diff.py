"""What two sentences share in one order, and what stands in whose place."""

from __future__ import annotations

from news.faithful.word_diff import diff


def test_shared_words_and_changes_are_in_the_order_of_the_sentences() -> None:
    before = ["a", "firm", "sued", "the", "town"]
    after = ["the", "firm", "sued", "a", "small", "town", "twice"]
    compared = diff(before, after)
    assert compared.shared == ((1, 1), (2, 2), (4, 5))
    changed = [
        (before[change.before], after[change.after], change.replaces)
        for change in compared.changes
    ]
    assert changed == [
        (["a"], ["the"], True),
        (["the"], ["a", "small"], True),
        ([], ["twice"], False),
    ]


def test_equal_and_empty_sentences_have_no_changes() -> None:
    assert diff(["a", "b"], ["a", "b"]).changes == ()
    assert diff([], []) == diff([], [])
    assert diff([], []).shared == ()

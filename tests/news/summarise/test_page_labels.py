"""Labels of a page before a report's first sentence."""

from __future__ import annotations

import pytest

from news.summarise.page_labels import without_page_labels


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (
            "Credit: Lowfield Pictures Read Time: The ferry sails.",
            "The ferry sails.",
        ),
        ("Reading time: 3 minutes The ferry sails.", "The ferry sails."),
        ("Lesedauer: 4 Min. Die Fähre fährt.", "Die Fähre fährt."),
        ("Время чтения: 2 мин. Паром идёт.", "Паром идёт."),
        ("Temps de lecture : 2 min Le bac part.", "Le bac part."),
    ],
)
def test_labels_go(text: str, report: str) -> None:
    assert without_page_labels(text) == report


@pytest.mark.parametrize(
    "text",
    [
        "Reading time: how schools count it.",
        "Source: the harbour office says the ferry sails.",
        "Credit: the ferry was saved by its crew.",
    ],
)
def test_a_sentence_stays(text: str) -> None:
    assert without_page_labels(text) == text

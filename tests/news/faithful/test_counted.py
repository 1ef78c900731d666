"""Numbers of another clause."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "en": (
        "Ardent reports",
        "Profit at Ardent fell by 41%, while sales rose by 5%.",
    ),
    "de": (
        "Arden meldet",
        "Der Gewinn sank um 41 Prozent, der Umsatz stieg um 5 Prozent.",
    ),
    "zh": ("书市", "网上书店去年占全市销售的七成，实体书店占三成。"),
}


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "Sales rose by 5%.", "Sales rose by 41%."),
        ("de", "Der Umsatz stieg um 5 Prozent.", "Der Umsatz sank um 41 Prozent."),
        ("zh", "实体书店占三成。", "实体书店占全市销售的七成。"),
    ],
)  # fmt: skip
def test_a_number_stays_with_what_its_clause_is_about(
    language: str, right: str, wrong: str
) -> None:
    sources = read_sources([(1, *ARTICLES[language])])
    kept, dropped = check([Claim(right), Claim(wrong)], sources)
    assert [sentence.text for sentence in kept] == [right]
    assert [one.text for one in dropped] == [wrong]

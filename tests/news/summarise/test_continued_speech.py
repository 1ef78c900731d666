"""Quotations that go on, with nobody named."""

from __future__ import annotations

import pytest

from news.summarise.continued_speech import goes_on_speaking


@pytest.mark.parametrize(
    ("language", "sentence", "goes_on"),
    [
        ("en", "“The wall is too low,” the spokesman added.", True),
        ("en", '"The wall is too low," continued the mayor.', True),
        ("en", "“The wall is too low,” Roe added.", False),
        ("de", "„Die Mauer ist zu niedrig“, so die Sprecherin weiter.", True),
        ("de", "„Die Mauer ist zu niedrig“, sagte Roe in Lohfeld.", False),
        ("fr", "« Le mur est trop bas », a poursuivi le maire.", True),
        ("fr", "« Le mur est trop bas », poursuit-elle.", True),
        ("fr", "« Le mur est trop bas », a ajouté Jeanne Roe.", False),
        ("es", "«El muro es bajo», añadió.", True),
        ("es", "«El muro es bajo», añadió Juana Roe.", False),
        ("ru", "«Стена слишком низкая», — добавил он.", True),
        ("ru", "«Стена слишком низкая», — добавил Роев.", False),
        ("ja", "「壁が低すぎる」と彼は話した。", True),
        ("ja", "「壁が低すぎる」と山田市長は話した。", False),
        ("ko", "“벽이 너무 낮다”고 그는 말했다.", False),
    ],
)
def test_a_quotation_that_goes_on_names_nobody(
    language: str, sentence: str, goes_on: bool
) -> None:
    assert goes_on_speaking(sentence, language) is goes_on

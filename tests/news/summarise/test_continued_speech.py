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
        ("de", "Die Mauer sei zu niedrig, so die 45-Jährige.", True),
        (
            "de",
            "Die Mauer sei zu niedrig, sagte der 45-Jährige am Freitag.",
            True,
        ),
        ("de", "Jan Roe, ein 45-Jähriger, baut die Mauer.", False),
        ("en", "The wall is too low, the 45-year-old said.", True),
        ("en", "The 45-year-old added that the wall is too low.", True),
        ("en", "The 45-year-old ferry was sold.", False),
        ("en", "Jane Roe is glad of the wall, the 45-year-old said.", False),
        ("en", "“Jane Roe built it,” the 45-year-old said.", True),
        (
            "es",
            "Ana Roa ama el muro, dijo la mujer de 45 años.",
            False,
        ),
        ("en", "Jane Roe, a 45-year-old, said the wall is low.", False),
        ("fr", "Le mur est bas, a déclaré l’homme de 45 ans.", True),
        ("es", "El muro es bajo, dijo el hombre de 45 años.", True),
        ("ru", "Стена низкая, сказал 45-летний мужчина.", True),
        ("ru", "Стена низкая, сказал 45-летний Иван Роев.", False),
        ("ko", "“벽이 너무 낮다”고 그는 말했다.", False),
    ],
)
def test_a_quotation_that_goes_on_names_nobody(
    language: str, sentence: str, goes_on: bool
) -> None:
    assert goes_on_speaking(sentence, language) is goes_on

"""Quotations that go on, with nobody named."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.continued_speech import (
    continues_speech,
    goes_on_speaking,
)


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


@pytest.mark.parametrize(
    ("before", "sentence", "goes_on"),
    [
        ("县交通局要求，各码头做好准备。", "要提前三天通知乘客。", True),
        ("縣府發言人表示，渡輪將停航。", "將改派公車接送乘客。", True),
        ("县长称，渡轮可以停航。", "对乘客的补贴由县里承担。", True),
        ("县长称，渡轮将于周一停航。", "在停航后立即开通公交车。", True),
        ("县长称，渡轮将于周一停航。", "乘客改乘公交车过河。", False),
        ("县长称，渡轮将于周一停航。", "对此，船东表示理解。", False),
        ("县长称，渡轮将于周一停航。", "就在当天，渡轮坏了。", False),
        ("渡轮将于周一停航。", "将改派公交车接送乘客。", False),
    ],
)
def test_a_speech_without_quotation_marks_goes_on(
    before: str, sentence: str, goes_on: bool
) -> None:
    assert continues_speech(before, sentence, "zh-Hans") is goes_on
    assert not continues_speech(before, sentence, "ja")


def test_what_somebody_demands_is_not_told_as_the_report() -> None:
    text = (
        "兰溪县交通局周一宣布，老渡轮将于九月停航，县里为此拨款三百万元。"
        "这条航线开了六十年，每天有两百人乘坐。"
        "交通局局长要求，各码头做好停航准备。"
        "要从本级经费中为停航的老渡轮落实三百万元资金，九月前发到船员手中。"
    )
    told = summarise(
        text,
        title="兰溪县老渡轮九月停航 县里拨款三百万元",
        language="zh-Hans",
        sentences=2,
    )
    assert told[0].startswith("兰溪县交通局")
    assert not any(sentence.startswith("要从") for sentence in told[1:])

"""Who acts and who is acted on keep their sides of a verb, in a sentence of any length."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "en": "The toolmaker Brant sued its rival Oldham on Monday over a patent for cordless drills, the court in Tarn said.",
    "es": "La empresa Brant envió el lunes 40 camiones usados a la aseguradora Oldham para el nuevo almacén.",
    "pt": "A construtora Brantes enviou na segunda-feira 40 perguntas por escrito à seguradora Oldeiro sobre o incêndio do armazém.",
    "fr": "L'éditeur Brantet poursuit son concurrent Oldier depuis lundi pour un brevet de perceuses, selon le tribunal de Tarn.",
    "zh": "据知情人士透露，极光汽车将以30亿元收购博恩公司，交易预计年内完成。",
}


def _keeps(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Oldham on Monday sued its rival Brant over a patent for cordless drills, according to the court in Tarn."),
        ("es", "Oldham envió el lunes 40 camiones usados a la empresa Brant para el nuevo almacén."),
        ("pt", "A seguradora Oldeiro enviou na segunda-feira 40 perguntas por escrito à construtora Brantes sobre o incêndio."),
        ("fr", "Oldier poursuit son concurrent Brantet depuis lundi pour un brevet de perceuses, selon le tribunal de Tarn."),
        ("zh", "博恩公司将以30亿元收购极光汽车，交易预计年内完成。"),
    ],
)  # fmt: skip
def test_exchanged_sides_of_a_verb_are_dropped(
    language: str, claim: str
) -> None:
    assert not _keeps(claim, ARTICLES[language])


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Oldham was sued by its rival Brant on Monday over a patent for cordless drills, the court in Tarn said."),
        ("en", "On Monday the toolmaker Brant sued its rival Oldham over a patent for cordless drills, the court in Tarn said."),
        ("es", "El lunes la empresa Brant envió 40 camiones usados a la aseguradora Oldham para el almacén."),
        ("pt", "Na segunda-feira, a construtora Brantes enviou 40 perguntas por escrito à seguradora Oldeiro."),
        ("fr", "Depuis lundi, Brantet poursuit Oldier pour un brevet de perceuses."),
        ("zh", "极光汽车将以30亿元收购博恩公司。"),
        ("zh", "博恩公司将被极光汽车收购。"),
    ],
)  # fmt: skip
def test_the_same_sides_stand_in_another_order_or_voice(
    language: str, claim: str
) -> None:
    assert _keeps(claim, ARTICLES[language])


def test_an_order_that_cases_allow_says_the_same() -> None:
    text = "Am Montag warnte die Gemeinde Selm vor verschmutztem Wasser im Ortsteil Aue."
    claim = "Die Gemeinde Selm warnte am Montag vor verschmutztem Wasser im Ortsteil Aue."
    assert _keeps(claim, text)


def test_a_family_name_in_common_makes_no_two_people_one() -> None:
    text = (
        "Prosecutors asked for 12 years in prison for Pablo Ortiz in Tarn. "
        "Lena Ortiz watched the trial."
    )
    assert _keeps("Prosecutors asked for 12 years in prison for Ortiz.", text)
    assert not _keeps(
        "Prosecutors asked for 12 years in prison for Lena Ortiz in Tarn.",
        text,
    )


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The letter was signed by Pablo Moor.", "The letter was signed by general Lena Ek. Pablo Moor read it."),
        ("La carta fue firmada por Pablo Moor.", "La carta fue firmada por la general Lena Ek. Pablo Moor la leyó."),
        ("A carta foi assinada por Paulo Mouro.", "A carta foi assinada pela general Lena Eck. Paulo Mouro leu a carta."),
        ("La lettre a été signée par Paul Morel.", "La lettre a été signée par la générale Lena Eck. Paul Morel l'a lue."),
    ],
)  # fmt: skip
def test_what_one_did_was_not_done_by_another(claim: str, text: str) -> None:
    assert not _keeps(claim, text)
    assert _keeps(
        text.split(". ", maxsplit=1)[0].replace("general ", "") + ".", text
    )

"""What is doubtful, planned or tied to a condition is not told as done or sure."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _keeps(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The crack was caused by frost.", "The crack was probably caused by frost."),
        ("The pilot fell asleep.", "The pilot supposedly fell asleep."),
        ("Der Luchs kam aus Polen.", "Der Luchs kam vermutlich aus Polen."),
        ("Der Damm war undicht.", "Der Damm war offenbar undicht."),
        ("Le pilote dormait.", "Le pilote dormait apparemment."),
        ("El perro causó el choque.", "Al parecer, el perro causó el choque."),
        ("O cão causou o choque.", "Aparentemente, o cão causou o choque."),
        ("Трещина появилась из-за мороза.", "Трещина, видимо, появилась из-за мороза."),
        ("南段将提前在国庆节前通车。", "南段有可能提前在国庆节前通车。"),
        ("ダムが壊れた。", "ダムが壊れたらしい。"),
    ],
)  # fmt: skip
def test_a_doubt_is_not_left_out(claim: str, text: str) -> None:
    assert not _keeps(claim, text)
    assert _keeps(text, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "A ferry has crossed the bay.",
            "A ferry should have crossed the bay, but the trip was cancelled.",
        ),
        (
            "Une navette a survolé le lac.",
            "Une navette aurait dû survoler le lac, mais le vol a été annulé.",
        ),
        (
            "O conselho aprovou a venda.",
            "A venda ainda depende do aval do conselho.",
        ),
        (
            "Der Rat hat den Verkauf genehmigt.",
            "Der Verkauf hängt von der Genehmigung des Rates ab.",
        ),
    ],
)
def test_what_was_only_meant_to_happen_is_not_told_as_done(
    claim: str, text: str
) -> None:
    assert not _keeps(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Digging resumes in spring.", "Digging resumes in spring if a sponsor is found."),
        ("The fair moves to the hall.", "If it rains, the fair moves to the hall."),
        ("Das Fest zieht in die Halle.", "Das Fest zieht in die Halle, falls es regnet."),
        ("La fête aura lieu dans la salle.", "La fête aura lieu dans la salle s'il pleut."),
        ("Rosa Mir anunció nuevas marchas.", "Rosa Mir anunció nuevas marchas si el banco no paga."),
        ("A feira muda para o salão.", "A feira muda para o salão caso a chuva continue."),
        ("Раскопки начнутся весной.", "Раскопки начнутся весной, если найдётся спонсор."),
        ("集市将搬进体育馆。", "如果下雨，集市将搬进体育馆。"),
    ],
)  # fmt: skip
def test_a_condition_is_not_left_out(claim: str, text: str) -> None:
    assert not _keeps(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # The condition is of something that the claim does not tell.
        (
            "The mayor opened the fair.",
            "The mayor, who will resign if she loses, opened the fair.",
        ),
        (
            "If no sponsor is found, digging ends.",
            "Digging ends in spring if no sponsor is found.",
        ),
    ],
)
def test_another_condition_may_be_left_out(claim: str, text: str) -> None:
    assert _keeps(claim, text)


def test_a_word_for_business_denies_nothing() -> None:
    text = "La presidenta negó que el banco esté negociando la compra de Volna."
    assert not _keeps("El banco está negociando la compra de Volna.", text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The firm shut two mills in May.",
            "The firm shut two mills in May, even if sales rose.",
        ),
        (
            "The tram left the rails on Friday.",
            "The tram left the rails on Friday, an otherwise calm day.",
        ),
        (
            "Der Chef ging am Montag.",
            "Der Chef ging am Montag, wenn auch ungern.",
        ),
        (
            "La ville a fermé le stade lundi.",
            "La ville a fermé le stade lundi, si bien que les clubs protestent.",
        ),
        (
            "El museo abrió el lunes.",
            "El museo abrió el lunes, si bien las obras siguen.",
        ),
        (
            "Завод закрыли в понедельник.",
            "Завод закрыли в понедельник, если верить рабочим.",
        ),
        ("若干渔民昨日离开了港口。", "若干渔民昨日离开了港口，渔政船停航。"),
        (
            "新しい駅舎は木造だと村長が述べた。",
            "新しい駅舎は素晴らしい木造だと村長が述べた。",
        ),
    ],
)
def test_what_only_looks_like_a_condition_or_doubt_ties_nothing(
    claim: str, text: str
) -> None:
    assert _keeps(claim, text)

"""A bound of a number, a start and an end, and a thing that is only to be done stay as they are."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _keeps(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The ferry has been closed until August.", "The ferry has been closed since August."),
        ("Die Fähre ist bis August gesperrt.", "Die Fähre ist seit August gesperrt."),
        ("Le bac est fermé jusqu'au 3 août.", "Le bac est fermé depuis le 3 août."),
        ("El puente está cerrado hasta el 3 de agosto.", "El puente está cerrado desde el 3 de agosto."),
        ("A ponte fecha a partir de 3 de agosto.", "A ponte fica fechada até 3 de agosto."),
        ("Паром закрыт с 3 августа.", "Паром закрыт до 3 августа."),
        ("Міст перекрито до 3 серпня.", "Міст перекрито від 3 серпня."),
        ("The rationing begins on May 31.", "The rationing is in force until May 31."),
    ],
)  # fmt: skip
def test_a_start_is_not_told_as_an_end(claim: str, text: str) -> None:
    assert not _keeps(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The meeting lasted more than 45 minutes.", "The meeting lasted 45 minutes."),
        ("Die Sitzung dauerte mehr als 45 Minuten.", "Die Sitzung dauerte 45 Minuten."),
        ("La réunion a duré plus de 45 minutes.", "La réunion a duré 45 minutes."),
        ("La reunión duró más de 45 minutos.", "La reunión duró 45 minutos."),
        ("A reunião durou mais de 45 minutos.", "A reunião durou 45 minutos."),
        ("Встреча длилась более 45 минут.", "Встреча длилась 45 минут."),
        ("Зустріч тривала понад 45 хвилин.", "Зустріч тривала 45 хвилин."),
        ("会谈持续超过45分钟。", "会谈持续45分钟。"),
        ("会談は45分以上続いた。", "会談は45分続いた。"),
        ("Each share costs up to 188 crowns.", "Each share costs at least 188 crowns."),
    ],
)  # fmt: skip
def test_a_bound_is_neither_put_in_nor_turned(claim: str, text: str) -> None:
    assert not _keeps(claim, text)


def test_what_begins_and_ends_may_have_both_times() -> None:
    text = "The fair runs from May 27 until June 7, and tickets are free."
    assert _keeps("The fair runs from May 27 to June 7.", text)
    assert _keeps("The fair ends on June 7.", text)


def test_a_bound_beside_another_unit_or_without_its_accent_stays() -> None:
    text = "Hallan mas de 730 mil dólares. La caja guardaba más de 730,000 usd, según el puerto."
    assert _keeps("La caja guardaba más de 730.000 dólares.", text)


def test_so_many_more_is_no_bound() -> None:
    assert _keeps(
        "调查发现暑期游客多了四成。",
        "调查发现，暑期游客人数增加四成，学生是主力。",
    )


def test_a_bound_in_other_words_stays() -> None:
    text = (
        "The meeting lasted over 45 minutes and cost a maximum of 188 crowns."
    )
    assert _keeps("The meeting lasted more than 45 minutes.", text)
    assert _keeps("The meeting cost up to 188 crowns.", text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The town has shelved the plan for a pier.", "The ministry warned the town to shelve the plan for a pier."),
        ("Завод повысил цены на цемент.", "Заводу рекомендовано повысить цены на цемент."),
        ("Завод підвищив ціни на цемент.", "Є пропозиція підвищити ціни на цемент для заводу."),
    ],
)  # fmt: skip
def test_an_aim_is_not_told_as_done(claim: str, text: str) -> None:
    assert not _keeps(claim, text)


def test_what_was_done_all_the_same_stands() -> None:
    text = "The town managed to shelve the plan for a pier."
    assert _keeps("The town has shelved the plan for a pier.", text)


def test_where_a_price_fell_to_close_it_closed() -> None:
    text = "Shares of Brant fell five percent to close at 30 crowns on Friday."
    assert _keeps("Shares of Brant closed at 30 crowns on Friday.", text)

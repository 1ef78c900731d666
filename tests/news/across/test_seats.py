"""Which offices there are, whose they are, and when one changes hands."""

from __future__ import annotations

import pytest

from news.across.seats import Office, Seat, offices, seat_of, tells_of_change

LANGUAGES = {"en", "de", "fr", "es", "ru", "zh", "ja"}


def _office(name: str) -> Office:
    (office,) = [office for office in offices() if office.name == name]
    return office


def test_each_office_has_words_in_seven_languages() -> None:
    assert all(office.forms.keys() == LANGUAGES for office in offices())


@pytest.mark.parametrize(
    ("text", "office", "seat"),
    [
        ("Ghana's", "president", Seat("GH")),
        ("Spain", "president", None),
        ("Spain", "prime_minister", Seat("ES")),
        ("Ghana and Peru", "president", None),
        ("EU", "president", None),
        ("Hamburg", "mayor", Seat("Europe/Berlin", "Hamburg")),
        ("Ghana", "mayor", None),
    ],
)
def test_an_office_has_one_seat(
    text: str, office: str, seat: Seat | None
) -> None:
    assert seat_of(text, _office(office)) == seat


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The former president of Ghana spoke", True),
        ("Ex-Präsident Mensah sprach", True),
        ("Назначен новый министр", True),
        ("新任市长到访", True),
        ("Le successeur du maire", True),
        ("The president of Ghana spoke", False),
        ("", False),
    ],
)
def test_a_change_of_office_is_told(text: str, change: bool) -> None:
    assert tells_of_change(text) is change

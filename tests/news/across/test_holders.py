"""Who holds which office, read in languages with blanks between words."""

from __future__ import annotations

import pytest

from news.across.holders import holders_in_words


@pytest.mark.parametrize(
    ("language", "text", "office", "place", "name"),
    [
        ("en", "Ghana's President Kofi Mensah spoke", "president", "GH", "Kofi Mensah"),
        ("en", "the president of South Korea, Park Ji-ho, spoke", "president", "KR", "Park Ji-ho"),
        ("de", "Perus Präsident Luis von der Ahe sprach", "president", "PE", "Luis von der Ahe"),
        ("fr", "le président chilien Rodrigo Valdés a parlé", "president", "CL", "Rodrigo Valdés"),
        ("es", "El presidente de Guinea Ecuatorial, Juan Nsue, habló", "president", "GQ", "Juan Nsue"),
        ("ru", "Мэр Гамбурга Ян Петерсен рассказал", "mayor", "Europe/Berlin", "Ян Петерсен"),
        ("en", "Egyptian Prime Minister Omar al-Sharif's speech", "prime_minister", "EG", "Omar al-Sharif"),
    ],
)  # fmt: skip
def test_the_holder_stands_beside_office_and_place(
    language: str, text: str, office: str, place: str, name: str
) -> None:
    (holder,) = holders_in_words(text, language)
    assert (holder.office, holder.seat.place, holder.name) == (
        office,
        place,
        name,
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "President Kofi Mensah spoke"),
        ("en", "Ghana's President spoke"),
        ("en", "Ghana's President. Kofi Mensah spoke"),
        ("en", "Ghana's Deputy Prime Minister Kofi Mensah spoke"),
        ("en", "Ghana's President Chile visit"),
        ("en", "Ghana's President Kofi Mensah Opens Port in Tema"),
        ("en", "The European Union president Kofi Mensah"),
        ("ru", "Жена президента Перу Ана Вильяр"),
    ],
)
def test_nobody_holds_what_is_not_clear(language: str, text: str) -> None:
    assert list(holders_in_words(text, language)) == []

"""Distances from now in the languages of the world."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.cldr import own_data
from news.dates import parse_date
from news.dates.past_wordings import _AGO, UNITS, find_past

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ALL_LOCALES = sorted(_AGO)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("för 4 timmar sedan", (4, "hour")),
        # Sites leave out what CLDR puts before the number.
        ("4 timmar sedan", (4, "hour")),
        ("för en timme sedan", (1, "hour")),
        ("πριν 4 ώρες", (4, "hour")),
        ("πριν από 4 ώρες", (4, "hour")),
        ("7 dakika önce", (7, "minute")),
        ("7 phút trước", (7, "minute")),
        ("منذ 4 ساعات", (4, "hour")),
        ("منذ ساعتين", (2, "hour")),
        ("לפני שעה", (1, "hour")),
        ("4 นาทีที่แล้ว", (4, "minute")),
        ("11 minut temu", (11, "minute")),
        ("godzinę temu", (1, "hour")),
        ("Actualizado hace un minuto", (1, "minute")),
        ("un'ora fa", (1, "hour")),
        ("vor 4 Std.", (4, "hour")),
        ("vor 4 Std", (4, "hour")),
        ("7 мин. назад", (7, "minute")),
        ("7 мин назад", (7, "minute")),
        ("7 dk önce", (7, "minute")),
        ("2 tahun lalu", (2, "year")),
        # Wordings that CLDR does not have.
        ("2 órája", (2, "hour")),
        ("3 ঘণ্টা আগে", (3, "hour")),
        ("cách đây 2 giờ", (2, "hour")),
        ("5 นาทีก่อน", (5, "minute")),
        ("2 ชม.ที่แล้ว", (2, "hour")),
        ("2 horas atrás", (2, "hour")),
        ("منذ ساعة", (1, "hour")),
        ("2 tundi tagasi", (2, "hour")),
        ("2 ώρες πριν", (2, "hour")),
        ("3 گھنٹے قبل", (3, "hour")),
        ("3 तासांपूर्वी", (3, "hour")),
        ("prije sat vremena", (1, "hour")),
        ("para 2 orësh", (2, "hour")),
        ("2 tímum síðan", (2, "hour")),
        ("2u geleden", (2, "hour")),
        ("siku 2 zilizopita", (2, "day")),
        ("Tres horas de camino atrás", None),
        ("Para 2 personas", None),
        ("hace 3 días", (3, "day")),
        ("uma hora atrás", (1, "hour")),
        ("1 dia atrás", (1, "day")),
        ("قبل 12 يوما", (12, "day")),
        ("преди един час", (1, "hour")),
        ("3 घंटे पूर्व", (3, "hour")),
        ("vor 3 h", (3, "hour")),
        ("5 วัน ที่แล้ว", (5, "day")),
        # Numbers in words, of the languages that the bot counts in, whole.
        ("nine hours ago", (9, "hour")),
        ("vor drei Stunden", (3, "hour")),
        ("hace veinte minutos", (20, "minute")),
        ("пять часов назад", (5, "hour")),
        ("двадцать один час назад", (21, "hour")),
        ("Zwei Boote: vor drei Stunden", (3, "hour")),
        ("beş saat önce", None),
        # What says that it is no exact distance.
        ("vor etwa 3 Stunden", (3, "hour")),
        ("il y a plus de 2 heures", (2, "hour")),
        ("há cerca de 2 horas", (2, "hour")),
        ("преди около 3 часа", (3, "hour")),
        # A larger unit before the last.
        ("2 ч. 20 мин. назад", (140, "minute")),
        ("1 godz. 5 min temu", (65, "minute")),
        ("1 год и 2 месяца назад", (14, "month")),
        ("Глава 2. 20 мин. назад", (20, "minute")),
        # A smaller unit behind the first.
        ("vor 2 Stunden und 35 Minuten", (155, "minute")),
        ("vor einer Stunde und 5 Minuten", (65, "minute")),
        ("il y a 3 heures et 10 minutes", (190, "minute")),
        ("il y a 3 h 10 min", (190, "minute")),
        ("hace 1 día y 4 horas", (28, "hour")),
        ("há 2 horas e 15 minutos", (135, "minute")),
        ("vor 2 Stunden und 35 Kilometern", (2, "hour")),
        # A time of the day, and how long a text takes.
        ("il y a 4 jours à 16h20", (4, "day")),
        ("há 4 dias às 16h20", (4, "day")),
        ("vor 3 Stunden, 6 Min. Lesezeit", (3, "hour")),
        ("il y a 3 heures 6 min de lecture", (3, "hour")),
        # In Hungarian a unit may be written as "ago" alone: the number before counts nothing.
        ("Cikk 3, 5 perccel ezelőtt", (5, "minute")),
        ("vor dem Rathaus", None),
        ("Ora fa 30 gradi", None),
        # A turn of phrase.
        ("vor einem Jahr", None),
    ],
)
def test_a_wording_of_the_past(
    line: str, expected: tuple[int, str] | None
) -> None:
    past = find_past(line)
    assert (past and (past.count, past.unit)) == expected


@pytest.mark.parametrize("locale", ALL_LOCALES)
def test_every_wording_of_the_locale_is_read(locale: str) -> None:
    ago = _AGO[locale].split("|", maxsplit=1)[0]
    fields = own_data(locale)["date_fields"]
    said = [
        (unit, form.replace("{0}", "3"))
        for unit in UNITS
        for form in fields[unit]["past"].values()
        if ago in form and "{0}" in form and "(" not in form
    ]
    assert said
    for unit, line in said:
        past = find_past(line)
        assert past, line
        assert (past.count, past.unit) == (3, unit), line


def test_hours_before_now() -> None:
    found = parse_date("4 uur geleden", zone="Europe/Amsterdam", now=NOW)
    assert found
    assert found.isoformat() == "2026-03-14T09:00:00+01:00"

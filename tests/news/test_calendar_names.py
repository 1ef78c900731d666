"""Names of months and days are a locale's own, whatever others have asked of Babel before."""

from __future__ import annotations

import pytest
from babel.dates import get_day_names

from news.calendar_names import Width, day_names, own_names


@pytest.mark.parametrize(
    ("locale", "width", "monday"),
    [
        ("en", "wide", "Monday"),
        ("en", "abbreviated", "Mon"),
        ("de", "wide", "Montag"),
        ("de_AT", "wide", "Montag"),
        ("fr", "wide", "lundi"),
        ("ru", "wide", "понедельник"),
        ("ja", "short", "月"),
        ("zh_Hans", "abbreviated", "周一"),
        ("zh_Hant", "abbreviated", "週一"),
        ("nb", "wide", "mandag"),
        ("sw", "short", "Jumatatu"),
    ],
)
def test_monday(locale: str, width: Width, monday: str) -> None:
    assert day_names(locale, width)[0] == monday


def test_what_babel_keeps_of_one_language_is_never_another_s() -> None:
    """Swahili weekdays, asked for before the Chinese ones, became Chinese ones in Babel's data."""
    get_day_names("wide", "stand-alone", locale="sw")
    get_day_names("wide", "stand-alone", locale="ur")
    assert day_names("zh_Hant", "wide")[6] == "星期日"
    assert all(
        "Jumapili" not in names.values()
        for names in own_names("zh_Hant", "days")
    )


def test_names_of_months_in_a_date_and_alone() -> None:
    forms = {names[1] for names in own_names("ru", "months")}
    assert {"январь", "января"} <= forms


@pytest.mark.parametrize("locale", ["xx", ""])
def test_a_locale_that_cldr_does_not_know(locale: str) -> None:
    with pytest.raises(LookupError, match="CLDR"):
        day_names(locale, "wide")

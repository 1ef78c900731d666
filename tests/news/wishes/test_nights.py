"""Parts of the day without news are times in each language, and no names to be hidden."""

from __future__ import annotations

import pytest

from news.wishes import read_wishes
from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "hours"),
    [
        ("en", "music, but not during the night", "during the night"),
        ("de", "bitte nichts über Nacht", "über Nacht"),
        ("es", "no me mandes nada de noche", "de noche"),
        ("es", "música pero no de noche", "de noche"),
        ("es", "música, pero de noche nada", "de noche"),
        ("es", "nunca de madrugada", "de madrugada"),
        ("fr", "la musique mais pas de nuit", "de nuit"),
        ("fr", "rien la nuit", "la nuit"),
        ("fr", "jamais en soirée", "en soirée"),
        ("ru", "ничего среди ночи", "среди ночи"),
        ("ja", "夜間は送らないで", "夜間"),
        ("zh-Hans", "大晚上别发", "大晚上"),
    ],
)
def test_a_night_is_refused_and_nothing_is_left(
    locale: str, text: str, hours: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    refused = {
        order.act: order.value
        for order in found.orders
        if order.act != "subscribe"
    }
    assert refused in ({"apart": hours}, {"free": hours})


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("fr", "suivre trains de nuit", "trains de nuit"),
        ("es", "seguir vuelos de noche", "vuelos de noche"),
    ],
)
def test_a_night_within_a_name_is_no_time(
    locale: str, text: str, name: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == ()
    assert [order.value for order in found.orders] == [name]


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "i never sleep at night"), ("en", "never on sunday")],
)
def test_what_is_told_or_a_title_refuses_nothing(
    locale: str, text: str
) -> None:
    assert understand(text, locale) is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "put everything on hold"),
        ("en", "pause it"),
        ("de", "mach mal Pause"),
        ("de", "bitte pausieren"),
        ("fr", "mets tout en pause stp"),
        ("es", "haz una pausa"),
        ("ru", "поставь на паузу"),
        ("ja", "一時停止して"),
    ],
)
def test_a_pause_without_an_end_is_wanted(locale: str, text: str) -> None:
    first, *_ = read_wishes(text, locale)
    assert (first.act, first.rest) == ("pause", "")

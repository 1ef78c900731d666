"""What was so before the news, and scenes that open a report."""

from __future__ import annotations

import pytest

from news.summarise.background import is_background


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "the mayor had already warned of the flood"),
        ("en", "the first time the ferry sank, nobody saw it"),
        ("en", "on a cold morning the ferry left for the islands"),
        ("en", "this time two years ago, the ferry was new"),
        ("en", "this time last year, the ferry was new"),
        ("de", "vergangenes jahr um diese zeit war die fähre neu"),
        ("de", "heute vor zwei jahren sank die fähre"),
        ("fr", "à la même époque l'an dernier, le bac était neuf"),
        ("es", "hace un año por estas fechas, el barco era nuevo"),
        ("ru", "год назад в это же время паром был новым"),
        ("zh", "去年此时，渡轮还是新的"),
        ("ja", "昨年の今ごろ、船は新しかった"),
        ("de", "die bürgermeisterin hatte sich bereits besorgt gezeigt"),
        ("de", "an einem grauen morgen verließ die fähre den hafen"),
        ("fr", "la maire avait déjà mis en garde contre la crue"),
        ("es", "la alcaldesa ya había advertido de la crecida"),
        ("ru", "однажды паром уже тонул у острова"),
        ("zh", "走进海州港，渡轮整装待发"),
        ("zh", "一大早，海州港就挤满了旅客"),
        ("zh", "跟随船长的脚步，记者来到海州港"),
        ("ja", "ある朝、船は港を出た"),
    ],
)
def test_what_was_so_before_is_background(language: str, opening: str) -> None:
    assert is_background(opening, language)


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "the mayor had to close the port on monday"),
        ("en", "on a vote of 12 to 3, the council closed the port"),
        ("de", "die fähre war am montag wieder im hafen"),
        ("fr", "le port avait 40 bateaux lundi"),
        ("ru", "паром утонул у острова однажды ночью"),
        ("zh", "海州港周一关闭"),
        ("ko", "이미 항구가 닫혔다"),
    ],
)
def test_what_happened_is_not(language: str, opening: str) -> None:
    assert not is_background(opening, language)

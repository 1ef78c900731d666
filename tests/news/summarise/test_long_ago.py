"""Sentences that open with a time long before the news."""

from __future__ import annotations

import pytest

from news.summarise.references import sets_scene


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A month ago the bridge of Lowfield was full."),
        ("en", "Just over two years ago the bridge closed."),
        ("en", "Back in September the council proposed a wall."),
        ("en", "For several years the bridge has been shut."),
        ("de", "Vor eineinhalb Jahren war die Brücke voll."),
        ("de", "Seit drei Jahren ist die Brücke zu."),
        ("fr", "Il y a deux ans, le pont a fermé."),
        ("es", "Hace tres meses cerró el puente."),
        ("pt", "Há dois anos, a ponte fechou."),
        ("ru", "Полтора года назад мост закрыли."),
        ("ru", "Несколько месяцев назад мост закрыли."),
        ("uk", "Два роки тому міст закрили."),
        ("zh-Hans", "三年前，海州大桥关闭。"),
        ("zh-Hans", "两个多月前，海州大桥关闭。"),
        ("ja", "2年前、橋は閉鎖された。"),
    ],
)
def test_a_month_ago_is_before_the_news(language: str, sentence: str) -> None:
    assert sets_scene(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A week ago the bridge of Lowfield closed."),
        ("en", "The bridge that closed a year ago opens on Monday."),
        ("en", "For two days the bridge was shut."),
        ("de", "Vor dem Rathaus von Lohfeld brannte ein Auto."),
        ("de", "Seit Montag ist die Brücke zu."),
        ("fr", "Il y a du monde sur le pont."),
        ("es", "Hace frío en el puente."),
        ("ru", "Год за годом мост чинят."),
        ("zh-Hans", "春节前，海州大桥通车。"),
        ("ko", "2년 전 다리가 폐쇄됐다."),
    ],
)
def test_a_week_ago_may_be_the_news(language: str, sentence: str) -> None:
    assert not sets_scene(sentence, language)

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
        ("en", "A few weeks ago the bridge of Lowfield was full."),
        ("de", "Vor knapp zwei Wochen war die Brücke voll."),
        ("fr", "Il y a quelques semaines, le pont a fermé."),
        ("es", "Hace unas semanas cerró el puente."),
        ("pt", "Há três semanas, a ponte fechou."),
        ("it", "Due settimane fa il ponte chiuse."),
        ("nl", "Twee jaar geleden ging de brug dicht."),
        ("pl", "Kilka miesięcy temu zamknięto most."),
        ("ru", "Несколько недель назад мост закрыли."),
        ("uk", "Кілька тижнів тому міст закрили."),
        ("tr", "İki ay önce köprü kapandı."),
        ("ar", "قبل ثلاثة أشهر أغلق الجسر."),
        ("hi", "दो साल पहले पुल बंद हुआ।"),
        ("zh-Hans", "几周前，海州大桥关闭。"),
        ("ja", "数週間前、橋は閉鎖された。"),
        ("ko", "2년 전 다리가 폐쇄됐다."),
        ("en", "A few days ago the bridge was full."),
        ("de", "Vor wenigen Tagen war die Brücke voll."),
        ("fr", "Il y a quelques jours, le pont a fermé."),
        ("es", "Hace unos días cerró el puente."),
        ("it", "Qualche giorno fa il ponte chiuse."),
        ("ru", "Несколько дней назад мост закрыли."),
        ("uk", "Кілька днів тому міст закрили."),
        ("zh", "几天前，海州大桥关闭。"),
    ],
)
def test_a_month_or_some_days_ago_is_before_the_news(
    language: str, sentence: str
) -> None:
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
        ("de", "Vor einer Woche war die Brücke voll."),
        ("ru", "Неделю назад мост закрыли."),
        ("hu", "Két éve zárták le a hidat."),
    ],
)
def test_a_week_ago_may_be_the_news(language: str, sentence: str) -> None:
    assert not sets_scene(sentence, language)

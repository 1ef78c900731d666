"""Headlines that no pattern knows, judged by their letters; what tells of an event stays news."""

from __future__ import annotations

import pytest

from news.rank import NoNews, find_no_news
from news.rank.no_news_model import runs_of, score, seems_no_news


@pytest.mark.parametrize(
    "title",
    [
        "Our favourite garden gifts for winter",
        "Your guide to the best winter walks near Lowfield",
        "Unsere besten Tipps für den Garten",
        "Consejos para ahorrar en la compra de la semana",
        "Рецепты блюд из тыквы на каждый день",
        "Ідеї подарунків на день народження",
        "秋の味覚レシピまとめ",
        "أفضل نصائح لتنظيف المنزل",
        "The loveliest lighthouses for a winter holiday",
        "Nos adresses préférées pour manger du poisson à Marn",
        "Onde comer peixe em Marn: as nossas escolhas",
        "Что приготовить из рыбы на ужин",
        "겨울 등산 초보가 챙겨야 할 것",
    ],
)
def test_letters_tell_of_what_is_offered(title: str) -> None:
    assert find_no_news(title) is NoNews.SERVICE


@pytest.mark.parametrize(
    "title",
    [
        "Ferry sinks off Port Marn",
        "Neun Gärtner nach Streit um Hecke vor Gericht",
        "Le bac coule au large",
        "Cae el precio de las entradas",
        "В Лугове закрыли паром",
        "渡轮今日停航",
        "フェリーが欠航",
        "여객선 운항 중단",
        "توقف العبارة عن العمل",
        "Seven ways out of the harbour closed by ice",
        "Zehn Köche streiken im Rathaus",
        "Cinco concejales dejan el pleno",
        "Семь маршрутов автобусов закроют",
        "十所学校停课",
        "レストラン7店で食中毒",
        "식당 일곱 곳 문 닫아",
    ],
)
def test_short_news_stays_news(title: str) -> None:
    assert find_no_news(title) is None


def test_an_event_outweighs_the_letters() -> None:
    title = "our favourite garden gifts for winter"
    assert seems_no_news(title)
    assert find_no_news(title) is NoNews.SERVICE
    assert find_no_news(f"{title}: police warns") is None


def test_runs_are_of_folded_letters_with_blanks_and_digits_alike() -> None:
    assert runs_of("Ａ 7") == {
        *("^a", "a_", "_0", "0$"),
        *("^a_", "a_0", "_0$"),
        *("^a_0", "a_0$"),
        *("=a", "=0", "=a=0"),
    }
    assert "渡" in runs_of("渡轮")


def test_unknown_runs_and_shortness_count_for_news() -> None:
    weights = dict.fromkeys(runs_of("tip"), 100)
    known = score("tip", weights)
    longer = score("tip " + "xyzq" * 20, weights)
    assert known == pytest.approx(len(weights) * 100 / 60**0.5)
    assert longer < known


def test_a_long_headline_costs_no_more() -> None:
    assert len(runs_of("ab cd" * 10_000)) < 500

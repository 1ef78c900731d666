"""Headlines of what comes each day, by their frame, in twelve languages; and news about the same things."""

from __future__ import annotations

import pytest

from news.rank import NoNews, find_no_news
from news.rank.no_news_frames import framed, happened, joined, tells_event


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Gold price in Lowfield today", NoNews.TABLE),
        ("News in brief", NoNews.TABLE),
        ("Weekend sports round-up", NoNews.TABLE),
        ("Nachrichten kompakt", NoNews.TABLE),
        ("Главное за неделю", NoNews.TABLE),
        ("财经新闻速览", NoNews.TABLE),
        ("Today's fuel prices", NoNews.TABLE),
        ("Rowers v Divers: kick-off time and TV channel", NoNews.TABLE),
        ("Strands hints for Saturday", NoNews.QUIZ),
        ("Heizölpreise am Donnerstag", NoNews.TABLE),
        ("Horaires des marées à Port-Marn", NoNews.TABLE),
        ("Precio de la plata hoy en Lima", NoNews.TABLE),
        ("Cotação do dólar nesta quinta", NoNews.TABLE),
        ("Oroscopo di domani", NoNews.TABLE),
        ("Прогноз погоды в Лугове на субботу", NoNews.TABLE),
        ("Курс євро на завтра", NoNews.TABLE),
        ("今日白银价格查询", NoNews.TABLE),
        ("明日の天気", NoNews.TABLE),
        ("오늘의 환율", NoNews.TABLE),
        ("سعر اليورو اليوم", NoNews.TABLE),
        ("40 fotos de la regata", NoNews.GALLERY),
        ("بالصور: سباق القوارب", NoNews.GALLERY),
        ("Trova il gufo in 7 secondi", NoNews.QUIZ),
        ("Codici sconto di marzo", NoNews.DEAL),
        ("전기포트 반값 행사", NoNews.DEAL),
        ("Вакансії тижня: пекарі та водії", NoNews.ADVERTISEMENT),
        ("チケット先行販売は3日から", NoNews.ADVERTISEMENT),
        ("Как почистить чайник от накипи", NoNews.GUIDE),
        ("Come pulire il bollitore", NoNews.GUIDE),
        ("你怎么看新渡轮", NoNews.OPINION),
        ("Nine albums worth buying twice", NoNews.GUIDE),
        ("Los siete mejores bollitores", NoNews.GUIDE),
        ("Confira 5 trilhas no Marn", NoNews.GUIDE),
        ("登山靴选购指南", NoNews.GUIDE),
        ("Ouça: o farol que sumiu", NoNews.ADVERTISEMENT),
        ("地方台今晚节目表", NoNews.TABLE),
        ("週末の渋滞予測", NoNews.TABLE),
        ("Best photos of the regatta", NoNews.GALLERY),
    ],
)
def test_a_frame_tells_what_comes_each_day(title: str, kind: NoNews) -> None:
    assert find_no_news(title) is kind


@pytest.mark.parametrize(
    "title",
    [
        "Gold price today: minister warns of panic",
        "Horoscope app fined over leaked birthdays",
        "Petrol prices rise a tenth after strike",
        "Crossword setter dies at 91",
        "Wetter zerstört Ernte in drei Tälern",
        "Goldpreis steigt auf Rekordhoch",
        "L'horoscope interdit d'antenne",
        "El precio de la luz sube por la sequía",
        "Jogos: Lowfield leva o ouro no remo",
        "Lotto, arrestato il direttore",
        "Курс доллара превысил сто рублей",
        "Прогноз погоды стоил синоптику работы",
        "彩票中心负责人被查",
        "今日油价上调",
        "宝くじ売り場で強盗、容疑者逮捕",
        "로또 판매점 주인 구속",
        "وفاة فائز باليانصيب",
        "The board answers for the pier's collapse",
        "快讯：海州发生地震",
        "国际新闻社社长要闻泄密",
        "Minister leaves the briefing",
        "Sports roundup: Lowfield beat Marn 3-1",
        "Главное за неделю: паром вернулся в Лугов",
        "Los siete mejores remeros, investigados por dopaje",
        "Horoscope writer buys the ferry company",
        "La recette du bac baisse de moitié",
    ],
)
def test_news_about_the_same_things_is_news(title: str) -> None:
    assert find_no_news(title) is None


def test_words_of_an_event_outweigh_a_frame() -> None:
    assert framed("kick-off time and tv channel") == "table"
    assert not happened("kick-off time and tv channel")
    assert framed("kick-off time row: referee arrested") == "table"
    assert happened("kick-off time row: referee arrested")
    assert find_no_news("Kick-off time row: referee arrested") is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Die besten Ruderer von Marn", NoNews.GUIDE),
        ("Die besten Ruderer von Marn boykottieren die Regatta", None),
        ("Die schönsten Bilder der Regatta", NoNews.GALLERY),
        ("Die schönsten Bilder der Regatta gestohlen, Wächter verhaftet", None),
        ("Quiz: which minister resigned?", NoNews.QUIZ),
        ("Opinion: police should count the boats", NoNews.OPINION),
    ],
)
def test_words_of_an_event_outweigh_a_phrase_and_no_label(
    title: str, kind: NoNews | None
) -> None:
    assert find_no_news(title) is kind


@pytest.mark.parametrize(
    ("title", "tells"),
    [
        ("ferry captain arrested", True),
        ("ticket prices fell", True),
        ("大桥今日通车", True),
        ("nine plants for a dark hall", False),
    ],
)
def test_arrests_and_changes_are_events(title: str, tells: bool) -> None:
    assert tells_event(title) is tells


def test_patterns_that_begin_alike_are_joined() -> None:
    assert joined(["^a", r"\bb", "^c"]) == r"^(?:a|c)|\b(?:b)"

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
        ("en", "in october of 2021, the mayor tweeted her plans"),
        ("en", "sailors and painters have for some time met here"),
        ("en", "critics have long asked for a new ferry"),
        ("en", "lowfield is best known for its ferry"),
        ("en", "the yard was founded in 1901 by two brothers"),
        ("de", "im oktober 2021 kündigte die stadt eine fähre an"),
        ("de", "fischer laufen seit monaten sturm gegen den kai"),
        ("de", "lohfeld gilt als stadt der fähren"),
        ("fr", "en octobre 2021, la maire annonçait un bac"),
        ("fr", "les pêcheurs demandent depuis des années un quai"),
        ("fr", "le port est situé au nord de la ville"),
        ("es", "en octubre de 2021 la alcaldesa anunció un barco"),
        ("es", "los pescadores llevan años pidiendo un muelle"),
        ("pt", "em outubro de 2021, a prefeita anunciou um barco"),
        ("pt", "os pescadores pedem há anos um cais"),
        ("it", "nel ottobre 2021 la sindaca annunciò un traghetto"),
        ("it", "i pescatori chiedono da anni un molo"),
        ("ru", "в октябре 2021 года мэр объявила о пароме"),
        ("ru", "рыбаки уже много лет просят причал"),
        ("ru", "порт расположен на севере города"),
        ("zh", "2021年10月，市长宣布购买渡轮"),
        ("zh", "海州港位于海州市北部"),
        ("zh", "我国渡轮主要是电动船，占九成"),
        ("zh", "端午节是传统节日之一，家家吃粽子"),
        ("ja", "2021年10月、市長は船を買うと発表した"),
        ("ja", "青浜は船の町として知られる。"),
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
        ("en", "in october, the port closed for 12 days"),
        ("en", "roe was jailed for years of smuggling"),
        ("en", "the founder of the yard was found dead"),
        ("de", "im oktober stiegen die preise um 2 prozent"),
        ("de", "die fähre liegt seit montag fest"),
        ("fr", "en octobre, les prix ont augmenté de 2 %"),
        ("es", "en octubre subieron los precios un 2 %"),
        ("ru", "в октябре цены выросли на 2 процента"),
        ("zh", "2021年10月20日，海州港关闭"),
        ("zh", "海州港是今年首个关闭的港口"),
        ("ja", "2021年10月20日、港が閉まった"),
    ],
)
def test_what_happened_is_not(language: str, opening: str) -> None:
    assert not is_background(opening, language)

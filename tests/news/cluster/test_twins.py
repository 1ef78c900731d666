"""Headlines of one form with other fillings are two events."""

from __future__ import annotations

import pytest

from news.cluster.twins import are_twins


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Sudoku of the day: 2 June", "Sudoku of the day: 3 June"),
        (
            "en",
            "Storm closes schools in Aldwick",
            "Storm closes schools in Brenmoor",
        ),
        ("en", "Gas prices rise again", "Gas prices fall again"),
        (
            "en",
            "Peru recalls its ambassador to Spain",
            "Chile recalls its ambassador to Spain",
        ),
        (
            "fr",
            "Un alpiniste péruvien sauvé dans les Alpes",
            "Un alpiniste néerlandais sauvé dans les Alpes",
        ),
        (
            "ru",
            "Суд оштрафовал норвежский банк",
            "Суд оштрафовал французский банк",
        ),
        ("en", "Bake-off: round 3 results", "Bake-off: round 4 results"),
        ("en", "The 3rd harbour regatta ends", "The 4th harbour regatta ends"),
        ("ru", "Открылся 7-й форум врачей", "Открылся 8-й форум врачей"),
        ("zh", "贵州省气象台发布暴雨预警", "云南省气象台发布暴雨预警"),
        ("zh", "沪指早盘上涨0.4%", "沪指早盘下跌0.4%"),
        ("zh", "大奖赛第3轮成绩公布", "大奖赛第4轮成绩公布"),
        ("zh", "周五天气预报", "周六天气预报"),
        ("zh", "李建国任市长", "王志远任市长"),
        ("ja", "7月1日の天気", "7月2日の天気"),
        ("ja", "カナダ首相が来日", "インド首相が来日"),
        ("ru", "Гороскоп на 3 апреля", "Гороскоп на 4 апреля"),
        ("ru", "Пожар в Вологде потушен", "Пожар в Калуге потушен"),
        ("ru", "Нефть подорожала на торгах", "Нефть подешевела на торгах"),
        ("de", "Wetter am Freitag: Sonne", "Wetter am Samstag: Sonne"),
        ("de", "Brand in Passau gelöscht", "Brand in Erfurt gelöscht"),
        ("es", "El oro sube en Londres", "El oro baja en Londres"),
        ("es", "Incendio forestal en Huesca", "Incendio forestal en Teruel"),
        ("fr", "La Bourse en hausse à midi", "La Bourse en baisse à midi"),
        ("fr", "Accident mortel à Angers", "Accident mortel à Limoges"),
        ("pt", "Dólar sobe nesta terça", "Dólar cai nesta terça"),
        ("en", "Lorry overturns on A14", "Lorry overturns on A1"),
        ("en", "Cup: Leeds beat Derby 2-0", "Cup: Fulham beat Luton 2-0"),
        ("ja", "青森で震度3の地震", "秋田で震度3の地震"),
        ("ja", "日経平均、反発", "日経平均、反落"),
        ("ja", "宮崎県知事が会見", "沖縄県知事が会見"),
        ("zh", "G50高速发生追尾事故", "G42高速发生追尾事故"),
        ("zh", "周一汇市：美元走强", "周二汇市：美元走弱"),
        ("en", "CVE-2026-1234: patch now", "CVE-2026-4321: patch now"),
        ("ru", "Задержан мэр Рязани", "Задержан мэр Тулы"),
        ("ko", "서울 날씨: 3월 3일", "서울 날씨: 3월 4일"),
        ("ar", "حريق في القاهرة مساء", "حريق في بيروت مساء"),
        ("ko", "카카오 주가 5% 상승", "네이버 주가 5% 상승"),
        ("ko", "코스닥 상승 마감", "코스닥 하락 마감"),
        ("pl", "Ropa drożeje na giełdzie", "Ropa tanieje na giełdzie"),
        ("ru", "Рубль растёт к доллару", "Рубль падает к доллару"),
        (
            "fr",
            "Top 14, 8e journée : l'affiche",
            "Top 14, 9e journée : l'affiche",
        ),
        ("fr", "1re étape : le tracé", "2e étape : le tracé"),
        ("it", "Serie B, 8ª giornata", "Serie B, 9ª giornata"),
        ("es", "8.ª jornada: horarios", "9.ª jornada: horarios"),
        ("en", "Pound slides in London", "Franc slides in London"),
        ("fr", "L'euro grimpe à Paris", "Le dollar grimpe à Paris"),
        ("ru", "Курс юаня на вторник", "Курс евро на вторник"),
        ("zh", "比特币价格创新高", "以太坊价格创新高"),
        ("zh", "江西迎来强降雨", "广西迎来强降雨"),
        ("pt", "Chuva alaga Santa Rita", "Chuva alaga Santa Luzia"),
        ("en", "Rockets beat Aldwick 3-1", "Blazers beat Aldwick 3-1"),
        ("en", "Visa shares fall by 3%", "Mastercard shares fall by 3%"),
        (
            "en",
            "All closures on local trains for the weekend - Berlin",
            "All closures on local trains for the weekend - Madrid",
        ),
        (
            "en",
            "Winning numbers and jackpot of the lottery draw - 7 June",
            "Winning numbers and jackpot of the lottery draw - 11 June",
        ),
        ("en", "Pollen forecast - Aldwick", "Pollen forecast - Brenmoor"),
    ],
)
def test_other_fillings_are_another_event(
    language: str, one: str, other: str
) -> None:
    assert are_twins(one, other, language)
    assert are_twins(other, one, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "en",
            "Storm closes schools in Aldwick",
            "Storm closes schools in Aldwick",
        ),
        ("en", "Bus crash in Aldwick kills 3", "Bus crash in Aldwick kills 5"),
        ("en", "Mayor of Aldwick resigns", "Aldwick's mayor resigns"),
        (
            "en",
            "US to cut tariffs on steel",
            "United States to cut tariffs on steel",
        ),
        ("en", "Tennis: Novak wins final", "Final: Novak wins"),
        ("zh", "清江大桥今日合龙", "清江大桥今天合龙"),
        ("es", "Sube a 3 los muertos", "Sube a 5 los muertos"),
        ("fr", "Le bilan monte à 3 morts", "Le bilan monte à 5 morts"),
        ("zh", "京港澳高速G4追尾", "G4京港澳高速追尾"),
        ("ko", "폭우로 3명 사망", "호우로 3명 사망"),
        ("ko", "경찰 수사 착수", "당국 수사 착수"),
        ("hi", "दिल्ली में बारिश", "दिल्ली में भारी बारिश"),
        ("zh", "警方通报商场坠物事件", "官方通报商场坠物事件"),
        ("ru", "Мэр Вологды ушёл в отставку", "Мэр Вологда ушел в отставку"),
        ("ru", "Пожар в Вологде потушен", "Пожар в Вологде потушили"),
        ("de", "Brand in Passau gelöscht", "Feuer in Passau gelöscht"),
        (
            "en",
            "A quiet day",
            "Two ships collide in fog off the northern coast",
        ),
        ("en", "", "Storm"),
        ("en", "Fine of 5 million euros", "Fine of 5 million dollars"),
        ("zh", "罚款5亿美元", "罚款5亿欧元"),
        (
            "en",
            "Council votes to keep the old town library - Aldwick Herald",
            "Council votes to keep the old town library - Brenmoor Mirror",
        ),
        (
            "es",
            "Vecinos salvan la vieja biblioteca del barrio | Más Cultura",
            "Vecinos salvan la vieja biblioteca del barrio | Libros",
        ),
        (
            "en",
            "Skateboarder named captain of the Aldwick squad",
            "Mia Torres named captain of the Aldwick squad",
        ),
        (
            "ru",
            "Дзюдоистка из Вологды взяла золото",
            "Иванова из Вологды взяла золото",
        ),
    ],
)
def test_one_event_in_other_words_is_no_twin(
    language: str, one: str, other: str
) -> None:
    assert not are_twins(one, other, language)

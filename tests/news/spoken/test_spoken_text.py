"""What a voice is given to read, in eight languages."""

from __future__ import annotations

import pytest

from news.spoken import for_the_ear
from news.spoken.spoken_words import ear_words

LANGUAGES = ("en", "de", "fr", "es", "ru", "zh-Hans", "zh-Hant", "ja")


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "On 2026-03-09 it began.", "On March 9, 2026 it began."),
        ("en", "By 12/25/2026.", "By December 25, 2026."),
        ("en", "On 03/04/2026.", "On 03/04/2026."),
        ("en", "On 31.02.2026.", "On 31.02.2026."),
        ("en", "2026-03-09T18:05", "March 9, 2026 6:05 p.m."),
        ("de", "Am 09.03.2026", "Am 9. März 2026"),
        ("fr", "le 09/03/2026", "le 9 mars 2026"),
        ("es", "el 09/03/2026", "el 9 de marzo de 2026"),
        ("ru", "09.03.2026", "9 марта 2026 года"),
        ("zh-Hans", "2026-03-09开始", "2026年3月9日开始"),
        ("zh-Hant", "2026/03/09開始", "2026年3月9日開始"),
        ("ja", "2026/03/09に", "2026年3月9日に"),
    ],
)
def test_dates_are_said_whole(language: str, written: str, said: str) -> None:
    assert for_the_ear(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "at 00:30 and 12:00", "at 12:30 a.m. and 12 p.m."),
        ("en", "at 9:15 a.m.", "at 9:15 a.m."),
        ("de", "um 18:05 Uhr", "um 18 Uhr 5"),
        ("fr", "à 18:00", "à 18 heures"),
        ("es", "a las 18:05", "a las 18 y 5"),
        ("ru", "в 21:02", "в 21 час 2 минуты"),
        ("zh-Hans", "晚上18:05到达", "晚上18点5分到达"),
        ("zh-Hant", "18:00抵達", "18點抵達"),
        ("ja", "18:05に到着", "18時5分に到着"),
        ("en", "won 3:2 in 1:23:45", "won 3:2 in 1:23:45"),
    ],
)
def test_times_of_day_are_said(language: str, written: str, said: str) -> None:
    assert for_the_ear(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "2,450,000 cars", "2 million 450 thousand cars"),
        ("en", "1,200.5 tonnes", "1200.5 tonnes"),
        ("de", "1.000 und 21.300", "tausend und 21 tausend 300"),
        ("fr", "1 000 000 personnes", "1 million personnes"),
        ("es", "1.003.000 votos", "1 millón 3 mil votos"),
        ("ru", "2 021 000 и 21 000", "2 миллиона 21 тысяча и 21 тысяча"),
        ("zh-Hans", "共12,034人", "共1万2034人"),
        ("zh-Hans", "1,200,034元", "120万零34元"),
        ("zh-Hant", "350,000,000股", "3億5000萬股"),
        ("ja", "12,500台", "1万2500台"),
        ("zh-Hans", "1,200万人", "1200万人"),
        ("ru", "5 млн и 5 тыс. человек", "5 миллионов и 5 тысяч человек"),
        ("de", "20 Mio. Euro", "20 Millionen Euro"),
        ("en", "code 600519, in 2024", "code 600519, in 2024"),
        ("en", "COVID-19 and B-52", "COVID-19 and B-52"),
    ],
)
def test_large_numbers_go_by_their_scales(
    language: str, written: str, said: str
) -> None:
    assert for_the_ear(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "$3.5bn or £1", "3.5 billion US dollars or 1 British pound"),
        ("en", "A HK$20m fund", "A 20 million Hong Kong dollars fund"),
        ("de", "3,5 Mrd. €", "3,5 Milliarden Euro"),
        ("fr", "2 Md€ et 5 $", "2 milliards d’euros et 5 $"),
        ("es", "$3.500 millones", "3 mil 500 millones de dólares estadounidenses"),
        ("ru", "$1 млн", "1 миллион долларов США"),
        ("zh-Hans", "融资$3.5亿、¥500", "融资3.5亿美元、500元"),
        ("zh-Hant", "US$35億", "35億美元"),
        ("ja", "¥3,500", "3500円"),
    ],
)  # fmt: skip
def test_sums_name_their_money(language: str, written: str, said: str) -> None:
    assert for_the_ear(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "up 3.5%, 10–12%", "up 3.5 percent, 10 to 12 percent"),
        ("en", "3-5% more, a 5-3 win", "3 to 5 percent more, a 5-3 win"),
        ("de", "-5 °C bei 120 km/h", "minus 5 Grad Celsius bei 120 Kilometer pro Stunde"),
        ("fr", "10–12 %", "10 à 12 pour cent"),
        ("es", "1 km y 2 km", "1 kilómetro y 2 kilómetros"),
        ("ru", "21%, 22%, 3,5 %", "21 процент, 22 процента, 3,5 процента"),
        ("zh-Hans", "增10～12%，气温-5℃", "增百分之10到12，气温负5摄氏度"),
        ("zh-Hans", "时速120km/h", "每小时120公里"),
        ("zh-Hant", "達80％", "達百分之80"),
        ("ja", "3.5%増", "3.5パーセント増"),
    ],
)  # fmt: skip
def test_shares_and_units_are_said(
    language: str, written: str, said: str
) -> None:
    assert for_the_ear(written, language) == said


@pytest.mark.parametrize("language", [*LANGUAGES, "it", "ko", ""])
def test_nothing_is_read_that_only_an_eye_follows(language: str) -> None:
    text = (
        "A https://a.example/x?y=1&z=2 B (www.b.example/c) [3] C 🎧 "
        "d@e.example F http://例子.example/路 G example.com/page H"
    )
    said = for_the_ear(text, language)
    assert [word for word in said.split() if len(word) == 1] == list("ABCFGH")
    assert not any(
        sign in said for sign in ("http", "www", "@", "[", "🎧", "/")
    )


def test_a_language_is_found_by_its_tag() -> None:
    assert ear_words("zh") == ear_words("zh-Hans")
    assert ear_words("zh-TW") == ear_words("zh-Hant")
    assert ear_words("de-AT") == ear_words("de")
    assert ear_words("it") is None

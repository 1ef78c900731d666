"""Numbers and days, alike in all languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from news.numbers import chinese, days, numbers, quantities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("68.6万名党员", "686,000 members"),
        ("六十八万六千人", "686 thousand people"),
        ("增长百分之五点三", "rose 5.3%"),
        ("总投资68.6万元", "686,000元"),
        ("iPhone17", "17"),
        ("12亿元", "1.2 billion yuan"),
        ("十二亿元", "$1.2bn"),
        ("两人死亡", "two dead"),
        ("二〇二六年", "in 2026"),
        ("1,5 Millionen", "150万"),
        ("3 млн рублей", "300万卢布"),
        ("1 200 personnes", "1200人"),
        ("５．３％", "5.3"),
        ("三千五百吨", "3,500 tonnes"),
        ("二十", "twenty"),
        ("一亿八千万元", "1.8亿元"),
        ("八千万元", "8000万元"),
        ("約1億8千万円", "1億8000万円"),
        ("三万亿五千亿", "3.5万亿"),
    ],
)
def test_the_same_number_in_other_words(one: str, other: str) -> None:
    assert numbers(one) == numbers(other) != set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 6, 2022", {(4, 6)}),
        ("2022年4月6日", {(4, 6)}),
        ("on 12 November", {(11, 12)}),
        ("12. November", {(11, 12)}),
        ("el 3 de mayo", {(5, 3)}),
        ("2026-11-23 08:00", {(11, 23)}),
        ("13月40日", set()),
        ("they may 5 times", {(5, 5)}),
        ("3月", set()),
    ],
)
def test_days(text: str, expected: set[tuple[int, int]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一名记者",
        "万一下雨",
        "他十分高兴",
        "统一行动",
        "第一次",
        "one of them",
        "百姓",
        "😀",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == set()


def test_a_day_is_no_number_and_a_year_is() -> None:
    assert numbers("2022年4月6日") == {Decimal(2022)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("六十八万六千", 686_000),
        ("十五", 15),
        ("一百零八", 108),
        ("二〇二六", 2026),
        ("三点一四", "3.14"),
        ("十万", 100_000),
    ],
)
def test_chinese_numbers(text: str, value: object) -> None:
    assert chinese(text) == Decimal(str(value))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之五点三", "5.3", "%"),
        ("便宜三成", 30, "%"),
        ("4割", 40, "%"),
        ("20 per cent of voters", 20, "%"),
        ("um 6,5 Prozent", "6.5", "%"),
        ("на 12 процентов", 12, "%"),
        ("$41.20", "41.2", "USD"),
        ("US$ 30m", 30_000_000, "USD"),
        ("8.8亿美元", 880_000_000, "USD"),
        ("12億5000万円", 1_250_000_000, "JPY"),
        ("1万2000人", 12_000, ""),
        ("54 Mio. Euro", 54_000_000, ""),
        ("54 Millionen Euro", 54_000_000, "EUR"),
        ("120 mil euros", 120_000, "EUR"),
        ("780 млн рублей", 780_000_000, "RUB"),
        ("1,9 milliard d'euros", 1_900_000_000, "EUR"),
        ("4 millones de dólares", 4_000_000, "USD"),
        ("30万立方米", 300_000, "m3"),
        ("12 square kilometres", 12, "km2"),
        ("四周", 4, "min"),
        ("6 months", 6, "min"),
        ("84.000 Haushalte", 84_000, ""),
        ("令和10年", 2028, ""),
        ("a 30 m wall", 30, "m"),
    ],
)
def test_a_number_has_its_unit(text: str, value: object, unit: str) -> None:
    (read,) = quantities(text)
    assert (read.value, read.unit) == (Decimal(str(value)), unit)


@pytest.mark.parametrize("text", ["百分之五点十", "百分之五点点三"])
def test_a_share_ends_before_what_is_no_fraction(text: str) -> None:
    assert (quantities(text)[0].value, quantities(text)[0].unit) == (5, "%")


def test_what_is_no_chinese_number_is_none() -> None:
    assert chinese("三点十") is None


def test_kilometres_and_metres_are_one_unit() -> None:
    assert quantities("3公里")[0].amount == quantities("3000米")[0].amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five people", 25),
        ("zweiundzwanzig Tote", 22),
        ("neunzehnhundert Gäste", 1900),
        ("einhundertfünf Gäste", 105),
        ("двадцать два дома", 22),
        ("quatre-vingt-dix-sept maisons", 97),
        ("treinta y cinco casas", 35),
        ("two hundred thousand voters", 200_000),
        ("two million three hundred thousand", 2_300_000),
        ("dos mil millones de pesos", 2_000_000_000),
        ("a million", 1_000_000),
    ],
)
def test_numbers_in_words(text: str, value: int) -> None:
    assert numbers(text) == {Decimal(value)}


def test_places_point_into_the_text() -> None:
    text = "Of 27 houses, three hundred thousand euros"
    assert [text[read.start : read.end] for read in quantities(text)] == [
        "27",
        "three hundred thousand",
    ]


@pytest.mark.parametrize("text", ["12.05.", "сообщили 12.05", "12.05.2026"])
def test_days_with_points(text: str) -> None:
    assert days(text) == {(5, 12)}


@pytest.mark.parametrize("text", ["3.5", "$12.05", "12.05%", "12.05 млрд"])
def test_prices_and_shares_are_no_days(text: str) -> None:
    assert days(text) == set()


def test_a_letter_that_folds_to_two_leaves_the_last_number_in_reach() -> None:
    assert numbers("Rennen auf nasser Straße: Platz zehn") == {Decimal(10)}


def test_spans_of_time_are_one_unit() -> None:
    (weeks,), (days,), (months,) = (
        quantities(text) for text in ("4 weeks", "28 Tage", "4个月")
    )
    assert weeks.amount == days.amount != months.amount


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two and a half million euros", [2_500_000]),
        ("half a million homes", [500_000]),
        ("half of the voters", []),
        ("one and a half years", ["1.5"]),
        ("two half-marathons", [2]),
        ("forty-one miners", [41]),
        ("one hundred and eight", [108]),
        ("a hundred thousand fans", [100_000]),
        ("between thirty and one hundred boats", [30, 100]),
        ("two dozen boats", [24]),
        ("dozens of boats", []),
        ("five cents a litre", [5]),
        ("six cents bateaux", [600]),
        ("forty a day", [40]),
        ("cent vingt bateaux", [120]),
        ("trente et un marins", [31]),
        ("trois millions et demi de foyers", [3_500_000]),
        ("3 millones y medio", [3_500_000]),
        ("mil doscientos soldados", [1_200]),
        ("dos a cuatro mil", [2, 4_000]),
        ("três milhões e meio", [3_500_000]),
        ("dezesseis barcos", [16]),
        ("R$ 3,2 bilhões", [3_200_000_000]),
        ("anderthalb Millionen", [1_500_000]),
        ("eine halbe Million", [500_000]),
        ("zwei Dutzend Boote", [24]),
        ("полтора миллиона", [1_500_000]),
        ("три с половиной тысячи", [3_500]),
        ("тридцать один моряк", [31]),
        ("пятеро раненых", [5]),
        ("полмиллиона рублей", [500_000]),
        ("4조 2000억 원", [4_200_000_000_000]),
        ("2천3백명", [2_300]),
        ("제3조 위반", [3]),
        ("2千4百萬元", [24_000_000]),
        ("4 lakh voters", [400_000]),
        ("₹2,50,000", [250_000]),
        ("3'400 Franken", [3_400]),
        ("2½ Meilen", ["2.5"]),
        ("٤٥ قاربا", [45]),
    ],
)
def test_numbers_of_many_languages_have_their_whole_value(
    text: str, values: list[int | str]
) -> None:
    read = [quantity.value for quantity in quantities(text)]
    assert read == [Decimal(value) for value in values]

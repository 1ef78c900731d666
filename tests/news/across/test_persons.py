"""Which spellings are one person's name, and which are surely two."""

from __future__ import annotations

import pytest

from news.across.persons import are_one, are_two, is_named


@pytest.mark.parametrize(
    "spellings",
    [
        "Iwan Tschernow|Ivan Tchernov|Ivan Chernov|Иван Чернов|チェルノフ|切尔诺夫",
        "Dragan Vučković|Dragan Vuckovic|Драган Вучкович|ブチコビッチ|武奇科维奇",
        "Mahmud al-Scharif|Mahmoud el-Charif|Махмуд Шариф|シャリフ|谢里夫",
        "Horváth Gábor|Gábor Horváth|Габор Хорват|ホルバート|霍尔瓦特",
        "Budi Santoso|Буди Сантосо|サントソ|Budi|ブディ",
        "Clara Fernández Ruiz|Clara Fernández|Клара Фернандес|フェルナンデス",
        "Gamal Abu el-Khair|Гамаль Абу эль-Хайр|アブルヘイル|Abu al-Cheir",
        "James Hughes|Джеймс Хьюз|ヒューズ|休斯",
    ],
)
def test_the_spellings_of_a_name_are_one(spellings: str) -> None:
    names = spellings.split("|")
    assert not [
        (one, other) for one in names for other in names if are_two(one, other)
    ]


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Luis Ortega", "Карлос Мендоса", True),
        ("Luis Ortega", "メンドーサ", True),
        ("David Oduya", "基马尼", True),
        # A lone name may be a first one, and two letters tell nothing.
        ("Ortega", "メンドーサ", False),
        ("Luis Ortega", "Li", False),
        ("Luis Ortega Ramos", "Luis Ramos", False),
        ("Luis Ortega", "", False),
    ],
)
def test_two_names_share_next_to_nothing(
    one: str, other: str, two: bool
) -> None:
    assert are_two(one, other) is two
    assert are_two(other, one) is two


def test_a_text_writes_one_name_in_full_and_in_part() -> None:
    assert are_one("Luis Ortega", "Ortega")
    assert not are_one("Luis Ortega", "Mendoza")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ортега молчал", True),
        ("オルテガ氏は沈黙", True),
        ("奥尔特加沉默", True),
        ("Mendoza waited", False),
        ("", False),
    ],
)
def test_a_text_names_a_person_in_its_script(text: str, named: bool) -> None:
    assert is_named("Luis Ortega", text) is named

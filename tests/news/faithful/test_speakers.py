"""Who speaks in a claim, where a name is made of common words."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

QUOTED = {
    "en": ("“The dam holds,” said {}.", "{} doubted it."),
    "de": (
        "„Der Damm hält noch nicht ewig“, sagte {}.",
        "{} hat daran Zweifel und will das prüfen.",
    ),
    "es": ("«La presa aguanta», dijo {}.", "{} lo puso en duda."),
    "ru": ("«Плотина стоит», — сказал {}.", "{} в этом сомневался."),
}


@pytest.mark.parametrize(
    ("language", "speaker", "other"),
    [
        ("en", "Ida Moor", "Bill Price"),
        ("en", "Ida Moor", "Rose Best"),
        ("de", "Ida Moor", "Jan Klein"),
        ("de", "Ida Moor", "Uwe Lang"),
        ("es", "Ida Moor", "Sol Guerra"),
        ("ru", "Ида Мур", "Роман Король"),
    ],
)
def test_a_name_of_common_words_speaks_for_nobody_else(
    language: str, speaker: str, other: str
) -> None:
    quoted, doubted = QUOTED[language]
    text = f"{quoted.format(speaker)} {doubted.format(other)}"
    sources = read_sources([(1, "", text)])
    assert check([Claim(quoted.format(speaker), 0)], sources)[0]
    (dropped,) = check([Claim(quoted.format(other), 0)], sources)[1]
    assert dropped.why == "speaker"


def test_what_is_no_person_speaks_too() -> None:
    source = "The White House said on Monday that the dam holds."
    claim = "The White House said the dam holds."
    assert check([Claim(claim, 0)], read_sources([(1, "", source)]))[0]


def test_who_stands_far_behind_other_words_does_not_speak() -> None:
    # "Talvera" is what the bridge is called, not who announced its end.
    text = (
        "El alcalde Julio Robles anunció el cierre del puente de Talvera. "
        "El concejal Luis Soto lo criticó con dureza."
    )
    sources = read_sources([(1, "Alcalde", text)])
    true = Claim("Robles anunció el cierre del puente de Talvera.")
    false = Claim("Soto anunció el cierre del puente de Talvera.")
    kept, _ = check([true, false], sources)
    assert [line.text for line in kept] == [true.text]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "The minister said the toll would rise in May. The drivers' association protested.",
            "The minister said that the toll would rise in May.",
            "The drivers' association said the toll would rise in May.",
        ),
        (
            "La ministre a dit que le péage augmenterait en mai. Un expert l'a critiqué.",
            "La ministre a dit que le péage augmentera en mai.",
            "Un expert a dit que le péage augmenterait en mai.",
        ),
        (
            "县长马国平表示，部分村庄仍然缺水。专家到现场查看。",
            "县长表示，部分村庄仍然缺水。",
            "专家表示，部分村庄仍然缺水。",
        ),
        (
            "会長の大野修氏は「橋の工事を急ぎたい」と説明した。専門家は慎重だ。",
            "会長は「橋の工事を急ぎたい」と説明した。",
            "専門家は「橋の工事を急ぎたい」と説明した。",
        ),
    ],
)
def test_who_is_not_named_speaks_for_nobody_else(
    text: str, right: str, wrong: str
) -> None:
    sources = read_sources([(1, "", text)])
    assert check([Claim(right, 0)], sources)[0]
    (dropped,) = check([Claim(wrong, 0)], sources)[1]
    assert dropped.why == "speaker"


def test_where_nobody_is_told_to_speak_anybody_may() -> None:
    sources = read_sources(
        [(1, "", "The minister came. The toll on the bridge rises in May.")]
    )
    claim = "The minister said the toll on the bridge rises in May."
    assert check([Claim(claim, 0)], sources)[0]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "The minister Rita Voss went home. The farmers demand more water for their fields.",
            "The farmers demand more water.",
            "The minister Rita Voss demands more water for their fields.",
        ),
        (
            "Ministerin Rita Voss reiste ab. Der Bauernverband fordert mehr Wasser für die Felder.",
            "Der Bauernverband fordert mehr Wasser.",
            "Ministerin Rita Voss fordert mehr Wasser für die Felder.",
        ),
        (
            "森田社長は会見を開いた。労働組合の大木委員長は、賃金の説明がないと批判した。",
            "労働組合の大木委員長は、賃金の説明がないと批判した。",
            "森田社長は、賃金の説明がないと批判した。",
        ),
    ],
)
def test_what_one_demands_or_criticises_another_does_not(
    text: str, right: str, wrong: str
) -> None:
    sources = read_sources([(1, "", text)])
    assert check([Claim(right)], sources)[0]
    assert not check([Claim(wrong)], sources)[0]


def test_one_speaker_may_be_called_by_two_words() -> None:
    text = "诊所主任林若川提醒，这种疫苗对12岁以下儿童的效果仍需进一步观察。"
    sources = read_sources([(1, "", text)])
    assert check(
        [Claim("专家林若川提醒，这种疫苗对12岁以下儿童的效果仍需进一步观察。")],
        sources,
    )[0]

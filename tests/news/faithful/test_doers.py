"""Who did what to whom, by each language's grammar."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "ja": (
        "県が漁港を改修",
        "県は漁協に作業船3隻を貸与する。看護師2人を隣の市から招く。野村会長は費用の増加を心配した。青木社長は新しい倉庫を見せた。",
    ),
    "zh": (
        "旧车站改建",
        "房东恒源公司打算把仓库租给一家书店。翻修费由市财政承担。恒源公司没有回应。两座站台将关闭两个月。",
    ),
    "en": (
        "Court stops the tower",
        "She blamed the cargo firm, Morvane, for the broken mast. "
        "Judge Nora Pell ruled that the town had not asked residents. "
        "Mayor Tom Reed thanked the firemen.",
    ),
    "de": (
        "Neues im Tierpark",
        "Tierpfleger Paul Kern bereitet das Becken vor. "
        "Parkdirektorin Ute Rahn sagte, die Robben kämen im Mai an.",
    ),
    "es": (
        "La presa",
        "La obra costará 30 millones de euros, que pagará la provincia.",
    ),
}


def _kept(language: str, text: str) -> bool:
    kept, _ = check([Claim(text)], read_sources([(1, *ARTICLES[language])]))
    return bool(kept)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("ja", "県は漁協に作業船を貸与する。", "漁協は県に作業船を貸与する。"),
        ("ja", "看護師2人を隣の市から招く。", "看護師2人を隣の市に招く。"),
        ("ja", "野村会長は費用の増加を心配した。", "青木社長は費用の増加を心配した。"),
        ("zh", "恒源公司打算把仓库租给一家书店。", "书店打算把仓库租给恒源公司。"),
        ("zh", "翻修费由市财政承担。", "翻修费由恒源公司承担。"),
        ("en", "She blamed Morvane for the broken mast.", "Morvane blamed Nora Pell for the broken mast."),
        ("en", "Nora Pell ruled that the town had not asked residents.", "Residents ruled that Judge Nora Pell had not asked the town."),
        ("de", "Paul Kern bereitet das Becken vor.", "Tierpflegerin Ute Rahn bereitet das Becken vor."),
    ],
)  # fmt: skip
def test_who_acts_and_on_whom_is_held_to_the_article(
    language: str, right: str, wrong: str
) -> None:
    assert _kept(language, right)
    assert not _kept(language, wrong)


def test_a_spanish_verb_may_have_its_doer_behind_it() -> None:
    assert _kept(
        "es", "La provincia pagará los 30 millones que costará la obra."
    )


def test_a_japanese_mayor_is_named_though_another_subject_stands_in_the_sentence() -> (
    None
):
    article = (
        1,
        "港町、入港料を上げる",
        "旅館組合の森川組合長は、客が減ると心配している。黒木町長は計画を説明した。",
    )
    sources = read_sources([article])
    right = Claim("森川組合長は、客が減ると心配している。")
    wrong = Claim("黒木町長は、客が減ると心配している。")
    kept, _ = check([right, wrong], sources)
    assert [sentence.text for sentence in kept] == [right.text]


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        # The sentence names one of the two alone.
        (
            "The city granted the museum Volna relief from taxes.",
            "The city granted the museum relief from taxes.",
            "Volna granted relief from taxes to the city.",
        ),
        (
            "La ciudad prestó dos barcos al puerto.",
            "La ciudad prestó dos barcos al puerto.",
            "El puerto prestó dos barcos a la ciudad.",
        ),
        (
            "A firma Volna disse que o estado concedeu isenção de impostos por dez anos.",
            "O estado concedeu isenção de impostos por dez anos.",
            "A firma Volna concedeu isenção de impostos ao estado por dez anos.",
        ),
    ],
)
def test_who_gives_does_not_receive(
    source: str, right: str, wrong: str
) -> None:
    sources = read_sources([(1, "", f"{source} It was dry.")])
    assert check([Claim(right)], sources)[0]
    (dropped,) = check([Claim(wrong)], sources)[1]
    assert dropped.why == "roles"


def test_two_who_do_a_thing_together_may_stand_in_any_order() -> None:
    source = "The bank met the mayor of Kelm on Monday in the old mill."
    claim = "The mayor of Kelm met with the bank on Monday in the old mill."
    assert check([Claim(claim)], read_sources([(1, "", source)]))[0]

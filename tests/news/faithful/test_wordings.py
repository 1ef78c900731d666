"""The same fact in other words stands; the fact next to it does not."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check
from news.faithful.pool import Pool
from news.faithful.roles import voices_differ
from news.faithful.sentence_reading import read


def _is_kept(claim: str, *sources: str) -> bool:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    return bool(check([Claim(claim, 0)], listed)[0])


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        # A negation in another place of its clause.
        (
            "The letters were not read, the museum said.",
            "No letters were read.",
            "The letters were read.",
        ),
        # A doubt of several words.
        (
            "Le maire n'a pas exclu une fermeture en hiver.",
            "Le maire n'exclut pas une fermeture en hiver.",
            "Le maire exclut une fermeture en hiver.",
        ),
        (
            "Мэрия не исключает, что ремонт моста продлится до весны.",
            "Ремонт моста может продлиться до весны.",
            "Ремонт моста не продлится до весны.",
        ),
        (
            "消防员赶到现场，没有人被困。",
            "现场无人被困。",
            "现场有人被困。",
        ),
        # A unit that the evidence leaves out.
        (
            "Ремонт обошёлся в 90 млн рублей, из них 50 млн дала область.",
            "Область дала 50 млн рублей.",
            "Область дала 90 млн рублей.",
        ),
        # A rounded number is of no other sentence.
        (
            "该市去年客流量达5.87亿人次。",
            "该市去年客流量近6亿人次。",
            "该市去年客流量近7亿人次。",
        ),
        # "Still not" is one negation; a short name has its cases.
        (
            "Врач Анна Котова сообщила, что в школе пока не хватает учителей.",
            "По словам Анны Котовой, в школе не хватает учителей.",
            "По словам Анны Котовой, в школе хватает учителей.",
        ),
        # A word that is cut otherwise.
        (
            "设计方海川建筑公司否认桥墩存在裂缝。",
            "海川建筑公司否认桥墩有裂缝。",
            "海川建筑公司承认桥墩有裂缝。",
        ),
        # A phrase that asks for nothing.
        (
            "El gerente, Luis Prado, pidió disculpas a los vecinos.",
            "Luis Prado, gerente, se disculpó con los vecinos.",
            "Luis Prado, gerente, no se disculpó con los vecinos.",
        ),
        # Another voice.
        (
            "Der Stadtrat von Olmen hat den Bau des Hafens abgelehnt.",
            "Der Bau des Hafens wurde vom Stadtrat Olmen abgelehnt.",
            "Der Bau des Hafens wurde vom Stadtrat Olmen genehmigt.",
        ),
        # A number that a change started from has the same noun.
        (
            "局长表示，改造后公交班次间隔将从9分钟缩短至5分钟。",
            "公交班次间隔将缩短至5分钟。",
            "公交班次间隔将延长至5分钟。",
        ),
        # A mayor is no town.
        (
            "市長の小森和夫氏は図書館の閉鎖を否定した。",
            "小森市長は図書館の閉鎖を否定した。",
            "小森市長は図書館の閉鎖を発表した。",
        ),
        # What a Japanese number counts stands before it.
        (
            "看護師3人を隣の市から迎える。",
            "看護師3人を隣の市から迎える。",
            "保育士3人を隣の市から迎える。",
        ),
        (
            "乗客の運賃は300円から250円に下がる。",
            "乗客の運賃は250円に下がる。",
            "乗客の運賃は250円に上がる。",
        ),
        (
            "The stadium opened in May, 30 million crowns over budget.",
            "The stadium was 30 million crowns over budget.",
            "The stadium was 30 million crowns under budget.",
        ),
    ],
)
def test_other_words_for_a_fact_stand_and_another_fact_does_not(
    source: str, right: str, wrong: str
) -> None:
    near = "保育士の団体は、人手が足りないと話した。"
    sources = (source, near) if "看護師" in source else (source,)
    assert _is_kept(right, *sources)
    assert not _is_kept(wrong, *sources)


def test_what_another_number_counts_across_a_mark_is_its_own() -> None:
    source = "The storm killed four people and injured 31 in Port Selm."
    assert _is_kept("风暴造成4人死亡、31人受伤。", source)


def test_only_a_german_passive_names_a_doer_with_von() -> None:
    of = read("Der Rat von Olmen lehnt den Bau ab.", "de")
    by = read("Der Bau wurde von Olmen abgelehnt.", "de")
    assert voices_differ(by, of)
    assert not voices_differ(of, of)


def test_words_that_have_a_capital_within_a_sentence_are_known() -> None:
    pool = Pool((SourceSentence(0, "Power failed in Selm on Friday."),))
    assert pool.capitalised == {"selm", "friday"}


def test_what_two_sentences_only_plan_is_not_done() -> None:
    sources = ("项目投资6亿元，预计2031年开放。", "南湖剧院建设方案获批。")
    assert not _is_kept("南湖剧院已经开放，投资6亿元。", *sources)
    assert _is_kept("南湖剧院预计2031年开放，投资6亿元。", *sources)


def test_a_word_in_two_lengths_is_one() -> None:
    sources = (
        "昨年の観光客数は52万人で、前年比8％減だった。",
        "市長は観光客を増やしたいと語った。",
    )
    assert _is_kept("昨年の観光客は52万人で、前年より8％減った。", *sources)


def test_an_ordinal_counts_nothing() -> None:
    sources = (
        "The port will build a second terminal by 2030.",
        "Two workers were injured in January.",
    )
    assert _is_kept("港口将在2030年前建成第二航站楼。", *sources)


def test_a_day_counts_as_held() -> None:
    sources = (
        "В Лугове 12 мая открыли школу.",
        "Об этом сообщили власти Лугова.",
    )
    assert _is_kept("Об этом сообщили в Лугове 12.05.", *sources)

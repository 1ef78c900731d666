"""Other words for what an article denies, periods, plans and nouns before names."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check


def _kept(claim: str, *sources: str, **names: str) -> bool:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    return bool(check([Claim(claim, 0, names)], listed)[0])


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        # One denial, by "not any" and by "no".
        (
            "The council has not promised any grant.",
            "The council has promised no grant.",
            "The council has promised a grant.",
        ),
        # What is asked is not denied.
        (
            "The museum has not decided whether to close its garden.",
            "The museum is yet to decide whether its garden will close.",
            "The museum has decided to close its garden.",
        ),
        # Chinese denials of a verb that says little.
        (
            "市图书馆尚未完成对旧馆的检查。",
            "市图书馆还没有完成旧馆的检查。",
            "市图书馆已经完成旧馆的检查。",
        ),
        # "Undecided" for "not decided".
        (
            "町は駅前広場の名称をまだ決めていない。",
            "駅前広場の名称は未定だ。",
            "駅前広場の名称が決まった。",
        ),
        # A capacity of a year is none of a month.
        (
            "该厂总投资40亿元，年产能20万台。",
            "该厂年产能20万台。",
            "该厂月产能20万台。",
        ),
        # A purpose is not done.
        (
            "东河公司董事长何立说：“我们要在两年内实现盈利。”",
            "东河公司要在两年内实现盈利。",
            "东河公司已在两年内实现盈利。",
        ),
        (
            "Workers were told that some could move to Bern.",
            "Some staff may transfer to Bern.",
            "All staff will transfer to Bern.",
        ),
        (
            "В прошлом году число студентов сократилось на 4%.",
            "Студентов за прошлый год стало на 4% меньше.",
            "Студентов за прошлый год стало на 4% больше.",
        ),
    ],
)
def test_the_same_in_other_words_stands(
    source: str, right: str, wrong: str
) -> None:
    assert _kept(right, source)
    assert not _kept(wrong, source)


def test_a_study_in_a_journal_speaks_for_it() -> None:
    source = (
        "A pill made in Bern may help up to 60% of patients, according to a "
        "study published in the Messenger."
    )
    assert _kept(
        "A pill made in Bern may help up to 60% of patients, a Messenger study says.",
        source,
    )


def test_a_german_noun_before_a_name_is_not_taken_to_another_name() -> None:
    sources = (
        "Die Molkerei Torfhaus baut um.",
        "Im Mai hatte die Rivalin Quellbach die Molkerei Steinfurt übernommen.",
    )
    assert _kept(
        "Die Rivalin Quellbach kaufte im Mai die Molkerei Steinfurt.", *sources
    )
    assert not _kept(
        "Im Mai hatte Steinfurt die Molkerei Quellbach übernommen.", *sources
    )


def test_a_transcribed_name_may_begin_like_a_chinese_one() -> None:
    source = "Pennock lost 18 million pounds in the first half."
    claim = "彭诺克上半年亏损1800万英镑。"
    assert _kept(claim, source, 彭诺克="Pennock")
    assert not _kept("彭小明上半年亏损1800万英镑。", source, 彭小明="Pennock")


def test_a_place_that_is_cut_otherwise_is_no_other_word() -> None:
    sources = (
        "青河市3月2日举行仪式，海林电池新工厂正式投产。",
        "海林电池去年在青河设立公司。",
    )
    assert _kept("3月2日，海林电池新工厂在青河投产。", *sources)


@pytest.mark.parametrize(
    ("source", "right"),
    [
        (
            "The study was funded by the Norwell Trust.",
            "The study was paid for by the Norwell Trust.",
        ),
        (
            "Most of the patients had no serious side effects.",
            "The majority of patients suffered no serious side effects.",
        ),
        (
            "Die Werft Torfhaus streicht bis Mai rund 90 Stellen.",
            "Die Werft Torfhaus baut bis Mai rund 90 Stellen ab.",
        ),
        (
            "La tormenta afecta a 90 familias, de las cuales 20 siguen fuera.",
            "De la tormenta resultan afectadas 90 familias.",
        ),
    ],
)
def test_common_other_wordings_stand(source: str, right: str) -> None:
    assert _kept(right, source)

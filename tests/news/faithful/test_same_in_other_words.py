"""Other words for the same: synonyms, tenses, restrictions, months and names."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check


def _kept(claim: str, *sources: str, **names: str) -> bool:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    return bool(check([Claim(claim, 0, names)], listed)[0])


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        # A plan may be put off: that is done, what is planned is not.
        (
            "A plan to build a glass pier has been delayed, Ek said.",
            "The glass pier has been delayed.",
            "The glass pier has been built.",
        ),
        # "Ne … que" denies nothing.
        (
            "La bibliothèque ne rouvrira qu'en octobre.",
            "La bibliothèque rouvrira en octobre.",
            "La bibliothèque ne rouvrira pas en octobre.",
        ),
        # A forecast by another verb.
        (
            "白浜電機は90億円の赤字になる見通しだ。",
            "白浜電機は90億円の赤字を見込む。",
            "白浜電機は90億円の赤字だった。",
        ),
        # Irregular forms have their verb's concepts.
        (
            "La policía detuvo a un hombre en Robleda.",
            "La policía arrestó a un hombre en Robleda.",
            "La policía liberó a un hombre en Robleda.",
        ),
        (
            "Der Verkehr hat seit 2019 um 9 Prozent zugenommen.",
            "Seit 2019 ist der Verkehr um 9 Prozent gewachsen.",
            "Seit 2019 ist der Verkehr um 9 Prozent geschrumpft.",
        ),
        (
            "Les 210 postes seront conservés au moins deux ans.",
            "Les 210 postes sont garantis pour au moins deux ans.",
            "Les 210 postes sont supprimés dans deux ans.",
        ),
        # A single word in the marks of Russian names is a name.
        (
            "В компании «Строймаш» вину отрицают.",
            "Компания «Строймаш» отрицает вину.",
            "Компания «Строймаш» признаёт вину.",
        ),
        # A form in -ed behind "remain" tells how a thing is now.
        (
            "The old pier will stay closed until summer.",
            "The old pier remains closed until summer.",
            "The old pier is open until summer.",
        ),
    ],
)
def test_other_words_for_the_same_stand(
    source: str, right: str, wrong: str
) -> None:
    assert _kept(right, source)
    assert not _kept(wrong, source)


def test_a_month_of_a_year_is_a_month_across_languages() -> None:
    source = "Port Torley shipyard will cut 300 of its 800 jobs by March 2031."
    name = {"托利港": "Port Torley"}
    assert _kept("托利港造船厂将在2031年3月前裁员300人。", source, **name)
    assert not _kept("托利港造船厂将在2031年4月前裁员300人。", source, **name)


def test_the_first_of_two_numbers_has_the_scale_of_the_second() -> None:
    source = "Sales rose to 510 million euros from 470 million a year earlier."
    assert _kept("Der Umsatz stieg von 470 auf 510 Millionen Euro.", source)
    assert not _kept("Der Umsatz stieg von 480 auf 510 Millionen Euro.", source)


def test_counted_german_nouns_are_no_name() -> None:
    source = "Norrland Foods is recalling 86,000 tins of baby milk."
    assert _kept("Norrland Foods ruft 86.000 Dosen Babymilch zurück.", source)


def test_chinese_writes_v_as_w() -> None:
    source = "Tarvo lost $210 million in 2025."
    claim = "塔沃集团2025年亏损2.1亿美元。"
    assert _kept(claim, source, 塔沃="Tarvo")

"""Paraphrases of an article that stand, by kind, each beside a false sentence like it."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources
from news.faithful.concept_lexicon import lexicon


def _kept(claim: str, text: str, source: int = -1, **names: str) -> bool:
    sources = read_sources([(1, "", text)])
    return bool(check([Claim(claim, source, names or None)], sources)[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # What is denied says the opposite.
        (
            "Night trams will not be affected.",
            "Night trams are unaffected.",
            "Night trams will be affected.",
        ),
        (
            "Inspectors have not established the cause of the leak.",
            "The cause of the leak is unknown.",
            "Inspectors have established the cause of the leak.",
        ),
        # One negation in each sentence, at another word.
        (
            "The survey did not include small farms.",
            "Small farms were not part of the survey.",
            "Small farms were part of the survey.",
        ),
        # A share by a word and in percent.
        (
            "Half of the trees in Dorn Park were lost.",
            "50% of the trees in Dorn Park were lost.",
            "20% of the trees in Dorn Park were lost.",
        ),
        (
            "Четверть деревьев в парке погибла.",
            "25% деревьев в парке погибло.",
            "50% деревьев в парке погибло.",
        ),
        # How much two numbers differ.
        (
            "The price of the pool rose from 40 million euros to 55 million euros.",
            "The price of the pool rose by 15 million euros.",
            "The price of the pool rose by 25 million euros.",
        ),
        # In a row, by another word.
        (
            "O banco manteve a taxa pela quarta vez seguida.",
            "O banco manteve a taxa pela quarta vez consecutiva.",
            "O banco reduziu a taxa pela quarta vez consecutiva.",
        ),
        # Comment, reply, answer.
        (
            "星河公司拒绝置评。",
            "星河公司没有发表评论。",
            "星河公司发表评论。",
        ),
        # Below and not above.
        (
            "入場者数は3年前の半分以下だった。",
            "入場者数は3年前の半分を下回った。",
            "入場者数は3年前の半分を上回った。",
        ),
        (
            "値上げの時期はまだ決まっていない。",
            "値上げの時期は未定だ。",
            "値上げの時期は決まった。",
        ),
        # A verb that parts, as one word.
        (
            "Das Gericht wies die Beschwerde des Vereins im Juni ab.",
            "Das Gericht hat die Beschwerde des Vereins im Juni abgewiesen.",
            "Das Gericht hat die Beschwerde des Vereins im Juni angenommen.",
        ),
        # A weekday is no date: bacteria by another word, to be found by the day alone.
        (
            "Le 6 octobre, un contrôle a révélé la présence de plomb. L'usine a fermé lundi.",
            "La présence de plomb a été révélée le 6 octobre.",
            "La présence de plomb a été révélée lundi.",
        ),
        # One negation in the clause that tells it, at another word.
        (
            "Olmedo Foods, which has 800 workers, refused to give the price of the site.",
            "Olmedo Foods would not give the price of the site.",
            "Olmedo Foods gave the price of the site.",
        ),
        # What somebody fears has not happened.
        (
            "Жители опасаются, что часть рощи будет вырублена.",
            "Жители опасаются, что рощу вырубят.",
            "Часть рощи вырублена.",
        ),
        (
            "Los vecinos estudian recurrir la multa.",
            "Los vecinos estudian recurrir la multa.",
            "Los vecinos recurrieron la multa.",
        ),
        # A part of a whole, in Portuguese.
        (
            "A enchente danificou 30 das 90 casas da vila.",
            "A enchente danificou 30 casas da vila.",
            "A enchente danificou 90 casas da vila.",
        ),
        # かもしれない denies nothing.
        (
            "工費の半分は県が負担する可能性がある。",
            "工費の半分は県が負担するかもしれない。",
            "工費の半分は県が負担した。",
        ),
        # Who admits one thing and denies another: the object tells which.
        (
            "Brulex a reconnu une panne du four, mais conteste toute imprudence.",
            "Brulex a reconnu une panne du four.",
            "Brulex a reconnu une imprudence.",
        ),
        # A noun of one root with the verb.
        (
            "Она не исключила обращения в полицию.",
            "Она не исключила, что обратится в полицию.",
            "Она исключила обращение в полицию.",
        ),
    ],
)
def test_another_wording_stands_and_its_opposite_does_not(
    text: str, right: str, wrong: str
) -> None:
    assert _kept(right, text)
    assert not _kept(wrong, text)


def test_a_declared_russian_name_may_stand_in_another_case() -> None:
    text = "Экспорт сахара из Тарусии вырос на 8%."
    claim = "Exports from Tarusia rose by 8%."
    assert _kept(claim, text, 0, Tarusia="Тарусия")
    assert not _kept(claim, text, 0, Tarusia="Мордовия")


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("en", "surgeons", "rise"),
        ("en", "electricity", "elect"),
        ("en", "apples", "apply"),
        ("en", "mountains", "build_up"),
        ("en", "secretary", "hide"),
        ("en", "contract", "infect"),
        ("de", "krankenhaus", "infect"),
        ("fr", "vendredi", "sell"),
        ("fr", "importante", "import"),
        ("es", "importante", "import"),
        ("es", "problema", "prove"),
        ("es", "soldados", "alone"),
        ("ru", "должны", "owner_share"),
        ("ru", "сельский", "local_body"),
        ("ru", "материалы", "parent"),
        ("ru", "температура", "speed"),
    ],
)
def test_a_word_that_only_looks_like_another_does_not_mean_it(
    language: str, word: str, concept: str
) -> None:
    assert concept not in lexicon(language).labels(word)


def test_words_of_a_listed_beginning_still_mean_it() -> None:
    assert "rise" in lexicon("en").labels("surged")
    assert "elect" in lexicon("en").labels("elected")
    assert "electricity" in lexicon("en").labels("electricity")
    assert "owner_share" in lexicon("ru").labels("долю")


def test_a_name_that_looks_like_a_word_is_a_name() -> None:
    assert not lexicon("es").listed("robles")

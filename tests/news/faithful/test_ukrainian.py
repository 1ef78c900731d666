"""Ukrainian is read by words of its own, not as Russian."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, is_written_in, read_sources
from news.faithful.sentence_language import language_of
from news.faithful.ukrainian_stems import stem_ukrainian

ARTICLE = read_sources(
    [
        (
            1,
            "У Веселому закривають міст",
            "Міська рада Веселого не планує закривати басейн цього року, повідомив мер Тарас Коваль. "
            "У понеділок, 8 червня, комунальники перекрили міст через річку Сухову. "
            "Компанія «Хвиля» має намір придбати завод «Промінь» у Горішньому. "
            "Пожежу на складі гасили 14 рятувальників, постраждалих немає. "
            "Суд відхилив скаргу підприємця на рішення виконкому.",
        )
    ]
)


def _keeps(text: str) -> bool:
    kept, _ = check([Claim(text)], ARTICLE)
    return bool(kept)


@pytest.mark.parametrize(
    "text",
    [
        "Міст через Сухову закрили в понеділок, 8 червня.",
        "Басейн цьогоріч закривати не планують.",
        "«Хвиля» планує купити завод «Промінь».",
        "На складі пожежу гасили 14 рятувальників.",
        "Скаргу підприємця суд відхилив.",
    ],
)
def test_the_same_in_other_ukrainian_words_is_kept(text: str) -> None:
    assert _keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "Міст через Сухову відкрили в понеділок, 8 червня.",
        "Міська рада Веселого планує закривати басейн цього року.",
        "«Хвиля» придбала завод «Промінь».",
        "Пожежу на складі гасили 40 рятувальників.",
        "Суд задовольнив скаргу підприємця на рішення виконкому.",
        "Міст перекрили у вівторок.",
    ],
)
def test_what_the_ukrainian_article_does_not_say_is_dropped(text: str) -> None:
    assert not _keeps(text)


def test_ukrainian_is_told_from_russian_by_its_letters() -> None:
    assert language_of("Мер заявив, що міст закрито.") == "uk"
    assert language_of("Мэр заявил, что мост закрыт.") == "ru"
    # Neither has letters of its own here: the article's language decides.
    assert language_of("Мер Коваль заявив про це.", "uk") == "uk"
    assert language_of("Коваль заявил об этом.", "ru") == "ru"


def test_a_ukrainian_sentence_is_not_told_to_readers_of_russian() -> None:
    assert not is_written_in("Мер заявив, що міст закрито.", "ru")


def test_forms_of_one_word_have_one_stem() -> None:
    forms = ("пожежа", "пожежі", "пожежею", "пожежу")
    assert {stem_ukrainian(form) for form in forms} == {"пожеж"}
    assert stem_ukrainian("заявила") == stem_ukrainian("заявив")


def test_a_denial_in_a_clause_that_is_left_out_turns_nothing() -> None:
    sources = read_sources(
        [(1, "", "The dam broke on Monday, nobody was hurt.")]
    )
    assert check([Claim("The dam broke on Monday.")], sources)[0]


def test_a_noun_that_ends_as_a_verb_does_is_no_aim() -> None:
    text = "Адвокати вимагають звільнити журналіста, суд у Лугові розгляне справу в п'ятницю."
    claim = "Суд у Лугові розгляне справу журналіста на вимогу адвокатів у п'ятницю."
    kept, _ = check([Claim(claim)], read_sources([(1, "", text)]))
    assert kept

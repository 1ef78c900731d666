"""What a headline announces opens the summary."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.headline import read_headline, stem

BACKGROUND = (
    "The river has shaped the town for two centuries, and people here are used to high water. "
    "Lowfield council approved a new flood wall along the Ains on Tuesday. "
    "Work on the wall will begin in March and cost four million pounds."
)


def test_a_scene_gives_way_to_the_sentence_that_holds_the_headline() -> None:
    told = summarise(
        BACKGROUND,
        title="Lowfield council approves flood wall",
        language="en",
        sentences=2,
    )
    assert told[0].startswith("Lowfield council approved")


def test_without_a_headline_the_first_sentence_opens() -> None:
    told = summarise(BACKGROUND, title="", language="en", sentences=2)
    assert told[0].startswith("The river has shaped")


def test_a_first_sentence_near_the_headline_stays_though_a_later_one_is_nearer() -> (
    None
):
    text = (
        "Councillors in Lowfield backed plans for a flood wall late on Tuesday evening. "
        "The approved flood wall by the Ains pleases the council of Lowfield, a spokesman said."
    )
    told = summarise(
        text,
        title="Lowfield council approves flood wall",
        language="en",
        sentences=2,
    )
    assert told[0].startswith("Councillors in Lowfield")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("lowfield's", "lowfield"),
        ("l'usine", "usines"),
        ("мост", "мосту"),
        ("реки", "река"),
        ("tauben", "taube"),
        ("approves", "approved"),
        ("wins", "winning"),
        ("stops", "stopped"),
        ("widens", "widened"),
        ("cities", "city"),
        ("banned", "bans"),
        ("мостом", "мостов"),
        ("новым", "нового"),
        ("заявила", "заявили"),
        ("пенсию", "пенсиями"),
    ],
)
def test_forms_of_a_word_are_one_stem(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("carry", "car"),
        ("ring", "ringing bells"),
        ("сто", "стол"),
        ("bed", "bing"),
    ],
)
def test_other_words_are_other_stems(first: str, second: str) -> None:
    assert stem(first) != stem(second)


def test_function_words_and_years_announce_nothing() -> None:
    headline = read_headline("Die Brücke in der Stadt: 38 Mängel 2026", "de")
    assert headline.numbers == {"38"}
    assert not {"die", "der", "in"} & headline.stems
    assert headline.share({"38"}) == 1 / len(headline.stems)
    assert read_headline("", "de").share({"38"}) == 0


@pytest.mark.parametrize(
    "title",
    ["„Wir haben die Zusage“", "“We have the promise.”", "「約束がある」"],
)
def test_a_headline_that_only_quotes_is_no_measure(title: str) -> None:
    assert not read_headline(title, "de").stems


def test_a_headline_that_quotes_and_tells_is_one() -> None:
    title = "„Zusage“ der Stadt: „Brücke“"
    assert "stadt" in read_headline(title, "de").stems


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("国内新闻快讯", "zh"),
        ("Nachrichten kompakt", "de"),
        ("News today", "en"),
    ],
)
def test_a_headline_of_any_day_is_no_measure(title: str, language: str) -> None:
    assert not read_headline(title, language).stems


@pytest.mark.parametrize(
    ("labelled", "bare", "language"),
    [
        ("【海州新闻特写】渡轮周一停航", "渡轮周一停航", "zh"),
        ("[РЕЛИЗ] Паром встал на прикол", "Паром встал на прикол", "ru"),
    ],
)
def test_the_name_of_a_series_announces_nothing(
    labelled: str, bare: str, language: str
) -> None:
    assert read_headline(labelled, language) == read_headline(bare, language)


def test_a_headline_in_brackets_is_one() -> None:
    assert read_headline("【渡轮周一停航】", "zh").stems

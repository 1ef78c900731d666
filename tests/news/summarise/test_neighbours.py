"""Sentences are judged by those around them: captions, surnames, cells of tables, subheadings."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.datelines import strip_dateline, strip_subheading
from news.summarise.neighbours import weigh_in_context
from news.summarise.references import is_chatty, points_back, sets_scene
from news.summarise.shape import candidate, readable


def test_what_stands_before_a_credit_is_a_caption() -> None:
    text = (
        "The old ferry in the harbour of Hightown, with its crew on deck.\n"
        "© Jane Roe\n"
        "The ferry company of Hightown said it would sell its oldest ship in June.\n"
        "A buyer from the islands has offered two million pounds for it."
    )
    told = summarise(text, title="", language="en", sentences=1)
    assert told[0].startswith("The ferry company")


SURNAME = (
    "A bakery in Lowfield won a national prize for its rye bread on Friday.\n"
    "The jury praised the crust, the crumb and the smell of the loaf.\n"
    "The owner, {full}, learnt the trade from two aunts.\n"
    "{last} plans a second shop near the harbour of Hightown next year.\n"
    "Other prizes went to bakers from the islands and from the coast."
)


def test_a_bare_surname_is_told_beside_its_first_name_only() -> None:
    text = SURNAME.format(full="Mary Quill", last="Quill")
    title = "Second shop near the harbour for prize bakery"
    one = summarise(text, title=title, language="en", sentences=2)
    assert not any(sentence.startswith("Quill") for sentence in one)
    # The headline knows her: nobody is missed.
    known = summarise(text, title=f"Quill: {title}", language="en", sentences=2)
    assert any(sentence.startswith("Quill") for sentence in known)


def test_a_text_from_a_cell_of_a_table_loses_the_marks_of_the_cell() -> None:
    text = (
        '"The port of Hightown reopened on Monday after a storm. '
        'The ""Aurora"" was the first ship to leave."'
    )
    assert summarise(text, title="", language="en", sentences=2) == [
        "The port of Hightown reopened on Monday after a storm.",
        'The "Aurora" was the first ship to leave.',
    ]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "Вода поднялась на метр за ночь Лугов, 14 ноября.",
            "Вода поднялась на метр за ночь",
        ),
        (
            "Water rose by a metre overnight Lowfield, November 14.",
            "Water rose by a metre overnight",
        ),
        ("Матч пройдёт в городе Лугов 14 ноября.", None),
        ("He was born in Lowfield on November 14.", None),
    ],
)
def test_a_subheading_that_ran_into_a_dateline_loses_it(
    sentence: str, kept: str | None
) -> None:
    assert strip_subheading(sentence) == (kept or sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Das berichtete die „Hightown Post“ am Montag, und die Stadt bestätigte es.",
        "Die Zeitung „Lowfield heute” schrieb am Montag von vier Verletzten.",
        "Газета “Луговой вестник” сообщила в понедельник о четырёх пострадавших.",
    ],
)
def test_a_quotation_closed_as_its_language_closes_it_is_whole(
    sentence: str,
) -> None:
    assert readable(sentence, "Unfall", "de") > 0.5


def test_what_stands_in_brackets_is_beside_the_report() -> None:
    aside = (
        "(The survey is small, with two hundred answers in all of Lowfield.)"
    )
    assert readable(aside, "Survey", "en") < 0.1
    assert readable(aside.strip("()"), "Survey", "en") > 0.5


def test_a_question_behind_a_dash_does_not_undo_what_was_told() -> None:
    told = "A snail of the islands grows a lost eye again within a month"
    assert readable(f"{told}—but how?", "Snails", "en") > 0.5
    assert readable("How does a snail grow an eye?", "Snails", "en") < 0.1


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Die Behörde will diese Regel ändern.", "de"),
        ("Депутаты предлагают снизить этот возраст.", "ru"),
        ("Итак, цены выросли на пять процентов.", "ru"),
        ("报道称，当地公园多数使用者是老人。", "zh-Hans"),
        ("Yes, there are costs to every new road.", "en"),
        ("The firm then told its staff to leave.", "en"),
    ],
)
def test_what_points_at_a_sentence_before(sentence: str, language: str) -> None:
    assert points_back(sentence, language)


def test_a_week_or_an_evening_is_no_sentence_before() -> None:
    assert not points_back("Die Stadt baut diese Woche um.", "de")
    assert not points_back("Мост в этот раз выдержал.", "ru")


def test_an_offer_to_the_reader_is_chatty() -> None:
    assert is_chatty("Here's where you can order the lamp.", "en")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("For years Lowfield has had too few bridges.", "en"),
        ("Seit Jahren fehlen in Lowfield Brücken.", "de"),
        ("Durante años faltaron puentes en Lowfield.", "es"),
        ("Долгие годы в Лугове не хватало мостов.", "ru"),
        ("多年来，海州一直缺少桥梁。", "zh-Hans"),
    ],
)
def test_what_was_so_for_years_sets_a_scene(
    sentence: str, language: str
) -> None:
    assert sets_scene(sentence, language)


def test_what_happened_once_or_years_ago_sets_none() -> None:
    assert not sets_scene("Earlier on Friday the bridge closed.", "en")
    assert not sets_scene("Früherer Bürgermeister tritt an.", "de")
    assert not sets_scene("海州多年来首次结冰。", "zh-Hans")


def test_an_opening_that_points_at_the_headline_is_told() -> None:
    text = (
        "Dazu werden die Kisten mit Booten von einem Lager am Stadtrand gebracht. "
        "Im Lager arbeiten zwölf Leute in zwei Schichten, auch an Feiertagen."
    )
    told = summarise(
        text,
        title="Kisten kommen mit Booten in die Stadt",
        language="de",
        sentences=1,
    )
    assert told[0].startswith("Dazu werden")


def test_a_dateline_of_an_agency_that_nobody_knows_goes() -> None:
    line = "ЛУГОВ, 1 ноября, ЛуговВести. Мост через реку открыли для машин."
    assert strip_dateline(line) == "Мост через реку открыли для машин."


def test_the_last_of_three_names_is_a_surname_too() -> None:
    told = [
        candidate(text, place, title="A new bridge", language="en")
        for place, text in enumerate(
            [
                "The bridge was drawn by Glenn Gordon Carey of Lowfield.",
                "Carey told the council of Lowfield that it holds.",
                "A drawing by Carey hangs in the great hall of Lowfield.",
            ]
        )
    ]
    _, speaks, hangs = weigh_in_context(told, "A new bridge", "en")
    assert speaks.relies_on == hangs.relies_on == 0
    # Who acts must be known sooner than who is only named.
    assert speaks.shape < hangs.shape


def test_the_nearest_introduction_is_the_one_that_counts() -> None:
    told = [
        candidate(text, place, title="A new bridge", language="en")
        for place, text in enumerate(
            [
                "Jane Roe drew the bridge of Lowfield.",
                "The prize went to Jane Roe on Monday.",
                "The jury praised the bridge of Roe.",
            ]
        )
    ]
    assert weigh_in_context(told, "A bridge", "en")[2].relies_on == 1

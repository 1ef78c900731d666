"""Scenes, and reports in other words than their headline's."""

from __future__ import annotations

import pytest

from news.summarise import summarise

# Background that holds more of the headline than the report in other words.
DATED = [
    (
        "en",
        "Bishop Aldous Grint dies in Lowfield hospital after fall",
        "Aldous passed away on Monday at his home by the river.",
        "Aldous Grint became bishop when the old dean left.",
    ),
    (
        "de",
        "Bischof Aldus Grint stirbt nach Sturz im Lohfelder Krankenhaus",
        "Aldus ist am Montag am Ufer des Flusses entschlafen.",
        "Aldus Grint wurde Bischof, als der alte Dekan ging.",
    ),
    (
        "ru",
        "Епископ Альдус Гринт скончался в больнице Лугова после падения",
        "Альдус в понедельник умер у себя дома над рекой.",
        "Альдус Гринт стал епископом, когда старый настоятель ушёл.",
    ),
]


@pytest.mark.parametrize(("language", "title", "report", "behind"), DATED)
def test_a_day_at_the_start_is_a_reports(
    language: str, title: str, report: str, behind: str
) -> None:
    told = summarise(
        f"{report}\n{behind}", title=title, language=language, sentences=2
    )
    assert told[0] == report


def test_two_sentences_at_the_start_tell_a_headline_together() -> None:
    text = (
        "A mighty hurricane struck the Ains valley, two people lost their lives.\n"
        "Strong wind felled trees in many towns, thousands had no power.\n"
        "Help came from the neighbours."
    )
    told = summarise(
        text,
        title="Trees felled, roofs torn off, boats adrift: deadly hurricane hits valley, photos",
        language="en",
        sentences=2,
    )
    assert told == text.split("\n")[:2]


def test_a_sentence_that_points_back_tells_no_headline_with_the_first() -> None:
    text = (
        "Losing at home is no fun for a valley club.\n"
        "And that is why they were glad about the hurricane that felled trees.\n"
        "Help came from the neighbours."
    )
    told = summarise(
        text,
        title="Trees felled, roofs torn off, boats adrift: deadly hurricane hits valley, photos",
        language="en",
        sentences=2,
    )
    assert told == []


@pytest.mark.parametrize(
    ("language", "title", "echo", "more"),
    [
        (
            "en",
            "Northern start-up prints rockets on a printer",
            "The start-up prints its rockets on printers.",
            "A first stage of a rocket has been printed and stood 10 per cent more load than planned.",
        ),
        (
            "ru",
            "Северный стартап печатает ракеты на принтере",
            "Стартап печатает ракеты на принтерах.",
            "Первая ступень ракеты уже напечатана и выдержала на 10 процентов больше, чем нужно.",
        ),
        (
            "de",
            "Nordisches Start-up druckt Raketen auf Druckern",
            "Das Start-up druckt die Raketen auf Druckern.",
            "Die erste Stufe einer Rakete hielt 10 Prozent mehr Last aus als geplant.",
        ),
        (
            "zh",
            "北方初创公司用打印机打印火箭",
            "初创公司用打印机打印火箭。",
            "首级火箭已经打印完成，试车时承受的载荷比设计高出10%。",
        ),
    ],
)
def test_the_headline_in_its_own_words_is_not_told_before_more(
    language: str, title: str, echo: str, more: str
) -> None:
    told = summarise(
        f"{echo}\n{more}", title=title, language=language, sentences=1
    )
    assert told == [more]


def test_an_aside_from_deep_in_a_text_opens_no_summary() -> None:
    title = "Lowfield ferry worker falls ill with fever at the pier"
    scenes = [f"Anna sat by window {number} and waited." for number in "abcdef"]
    aside = "In the region 2,427 cases of fever were counted, none of them at a pier."
    text = "\n".join((f"{title}.", *scenes, aside))
    assert summarise(text, title=title, language="en") == []


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("The success of the Roadster 3 in all of Europe is envied.", False),
        ("The rain of 3 nights in all of Europe is envied.", True),
    ],
)
def test_a_digit_of_a_name_is_no_figure(opening: str, told: bool) -> None:
    title = "Mayor warns of cheap copies from the north"
    assert bool(summarise(opening, title=title, language="en")) is told


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("Every summer, 40,000 people come to the harbour.", False),
        ("On Monday, 40,000 people came to the harbour.", True),
        ("I sailed to 12 islands, and liked the third one most.", False),
    ],
    ids=["each year", "an event", "an I"],
)
def test_what_is_so_each_year_and_what_I_think_is_a_scene(
    opening: str, told: bool
) -> None:
    title = "Why the ferries of the harbour sail no more"
    assert bool(summarise(opening, title=title, language="en")) is told


# A scene, asides, and a thing that one of them names.
MIDDLE = (
    "Forget the crowded bars of the old harbour for once.",
    "The drums of Lowfield are loud, and the beer is warm.",
    "Fans of the pier wait in the rain with umbrellas.",
)


@pytest.mark.parametrize("before", [2, 3])
def test_a_thing_that_nobody_names_is_not_told_from_the_middle(
    before: int,
) -> None:
    gig = "The gig is to rock the phones of three islands by radio on Tuesday."
    told = summarise(
        "\n".join([*MIDDLE[:before], gig]),
        title="Mobile gig aims to rock phones of islands",
        language="en",
        sentences=1,
    )
    assert told == ([gig] if before < len(MIDDLE) else [])


def test_a_surname_that_nobody_introduces_is_not_told_from_the_middle() -> None:
    scenes = [
        "The rain had stopped at last.",
        "Anna Roe drank her coffee in silence.",
        "Gulls sat on the pier and waited.",
    ]
    found = "A gap let Roe break the lock of a clever speaker on the island."
    title = "White hackers find gap in lock of clever speaker"
    options = {"title": title, "language": "en", "sentences": 1}
    assert summarise("\n".join([*scenes, found]), **options) == []
    assert summarise("\n".join([*scenes[:2], found]), **options) == [found]

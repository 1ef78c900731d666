"""A name in the place of another name of the same articles."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check

ARTICLE = (
    "The mayor of Halden, Petra Voss, opened the new tram depot on Monday.",
    "Corrigan Rail sold the depot to Halden City Works for nine million crowns after a year of talks.",
    "Police said on Tuesday that a tram driver was hurt near Lindholm Square while testing a car.",
    "Sweden's Anna Ek and Denmark's Jon Lund designed the roof of the depot.",
    "The depot was praised by Petra Voss in a speech to the builders.",
    "The trams will run to Lindholm and Marstrand and later to Orust.",
)
SOURCES = [SourceSentence(0, sentence) for sentence in ARTICLE]


def _is_kept(claim: str, *sources: str) -> bool:
    listed = [SourceSentence(0, sentence) for sentence in sources] or SOURCES
    return bool(check([Claim(claim)], listed)[0])


@pytest.mark.parametrize("sentence", ARTICLE)
def test_a_sentence_with_its_own_names_is_kept(sentence: str) -> None:
    assert _is_kept(sentence.replace("The new", "A new").rstrip("."))


@pytest.mark.parametrize(
    "claim",
    [
        # Two names exchanged: who acts, where and when, whose.
        "Halden City Works sold the depot to Corrigan Rail for nine million crowns after a year of talks.",
        "Police said on Lindholm Square that a tram driver was hurt near Tuesday while testing a car.",
        "Denmark's Anna Ek and Sweden's Jon Lund designed the roof of the depot.",
        "The mayor of Petra Voss, Halden, opened the new tram depot on Monday.",
        # Another name of the articles.
        "Police said on Tuesday that a tram driver was hurt near Marstrand while testing a car.",
        "The mayor of Halden, Anna Ek, opened the new tram depot on Monday.",
    ],
)
def test_a_copy_with_a_name_in_anothers_place_is_dropped(claim: str) -> None:
    assert not _is_kept(claim)


@pytest.mark.parametrize(
    "claim",
    [
        # Names of one list say the same in any order.
        "The trams will run to Marstrand and Lindholm and later to Orust.",
        # A name that moves with its words.
        "On Monday the mayor of Halden, Petra Voss, opened the new tram depot.",
        "On Monday Petra Voss, the mayor of Halden, opened the new tram depot.",
        # Another voice.
        "Petra Voss praised the depot in a speech to the builders.",
        # A possessive in other words.
        "Anna Ek of Sweden and Jon Lund of Denmark designed the roof of the depot.",
    ],
)
def test_other_orders_that_say_the_same_are_kept(claim: str) -> None:
    assert _is_kept(claim)


def test_a_short_form_in_its_names_place_is_kept() -> None:
    source = "The Liberal Union leader Ove Brand called the budget a mistake that families will pay for."
    other = "The Lib Union met in the town hall of Kelm."
    assert _is_kept(source.replace("Liberal", "Lib"), source, other)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "La ville de Brémont a vendu l'ancien théâtre à la société Calvier pour deux millions d'euros.",
            "La ville de Calvier a vendu l'ancien théâtre à la société Brémont pour deux millions d'euros.",
        ),
        (
            "El puerto de Marbán enviará dos grúas nuevas a la ciudad de Olvera antes del verano.",
            "El puerto de Olvera enviará dos grúas nuevas a la ciudad de Marbán antes del verano.",
        ),
        (
            "Завод в Лугове отправил двадцать новых трамваев в Заречье по договору с мэрией.",
            "Завод в Заречье отправил двадцать новых трамваев в Лугове по договору с мэрией.",
        ),
        (
            "Ida Moor hat Jan Klein in der Halle in Kelm zweimal überholt.",
            "Jan Klein hat Ida Moor in der Halle in Kelm zweimal überholt.",
        ),
        (
            "Weil Jan Klein krank ist, leitet Ida Moor die Klinik am Hafen.",
            "Weil Ida Moor krank ist, leitet Jan Klein die Klinik am Hafen.",
        ),
    ],
)
def test_names_exchanged_in_other_languages_are_dropped(
    source: str, claim: str
) -> None:
    assert _is_kept(source, source)
    assert not _is_kept(claim, source)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        # Who acts stands behind the verb where anything else begins.
        (
            "Jan Klein traf in Kelm zweimal für Lindau.",
            "In Kelm traf Jan Klein zweimal für Lindau.",
        ),
        # A name takes its preposition along.
        (
            "Mit Ida Moor sprach Jan Klein im Rathaus.",
            "Jan Klein sprach im Rathaus mit Ida Moor.",
        ),
    ],
)
def test_german_parts_in_another_order_say_the_same(
    source: str, claim: str
) -> None:
    assert _is_kept(claim, source)

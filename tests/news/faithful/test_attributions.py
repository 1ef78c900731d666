"""A claim must not state as a fact what one person or one side says."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _kept(claim: str, text: str, title: str = "") -> bool:
    return bool(check([Claim(claim)], read_sources([(1, title, text)]))[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "Tenant Olga Brandt told reporters that the landlord is a crook.",
            "Olga Brandt says the landlord is a crook.",
            "The landlord is a crook.",
        ),
        (
            "Critics say the harbour plan ignores warnings from divers.",
            "Critics say the plan ignores warnings from divers.",
            "The harbour plan ignores warnings from divers.",
        ),
        (
            "Der Fahrgast Nils Behr behauptet, der Busfahrer habe geschlafen.",
            "Nils Behr zufolge hat der Busfahrer geschlafen.",
            "Der Busfahrer hat geschlafen.",
        ),
        (
            "Die Anwohnerin Ute Hahn warf der Baufirma Tegel Pfusch vor.",
            "Ute Hahn warf der Baufirma Tegel Pfusch vor.",
            "Die Baufirma Tegel hat gepfuscht.",
        ),
        (
            "Selon l'archiviste Rose Vidal, le manuscrit vendu est un faux.",
            "Selon Rose Vidal, le manuscrit vendu est un faux.",
            "Le manuscrit vendu est un faux.",
        ),
        (
            "La vecina Alba Rey culpó a la fábrica Toral de verter aceite al río.",
            "Alba Rey culpó a la fábrica Toral de verter aceite al río.",
            "La fábrica Toral vertió aceite al río.",
        ),
        (
            "Тренер Иван Гуров заявил, что судья подыграл соперникам.",
            "По словам тренера Ивана Гурова, судья подыграл соперникам.",
            "Судья подыграл соперникам.",
        ),
        (
            "律师方正认为赔偿标准不合理。",
            "律师方正说，赔偿标准不合理。",
            "赔偿标准不合理。",
        ),
    ],
)
def test_whose_opinion_it_is_must_be_told(
    text: str, right: str, wrong: str
) -> None:
    assert _kept(right, text)
    assert not _kept(wrong, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # Announced, planned by who may plan it, or told by a body.
        (
            "The pool will open in May.",
            "Mayor Kari Lund said that the pool would open in May.",
        ),
        (
            "The pool is closed until May.",
            "Manager Kari Lund announced that the pool is closed until May.",
        ),
        (
            "Two cars fell into the water.",
            "Police said two cars had fallen into the water.",
        ),
        # About the speaker.
        (
            "Sam Lee's game is free for everybody.",
            "Developer Sam Lee said on Monday that his game is free for everybody.",
        ),
        # Told by another sentence, too.
        (
            "The landlord is a crook.",
            "Olga Brandt said that the landlord is a crook. A court found that the landlord is a crook.",
        ),
        (
            '"The landlord is a crook."',
            'Olga Brandt: "The landlord is a crook."',
        ),
        # Told by who reports for a house, or leads an operation.
        (
            "The runway has reopened.",
            "Airport spokeswoman Nora Beck said the runway has reopened.",
        ),
        (
            "Der Verdächtige wurde im Wald gefasst.",
            "Polizeisprecherin Nora Beck sagte, der Verdächtige sei im Wald gefasst worden.",
        ),
        (
            "工厂已经恢复生产。",
            "公司发言人李娜说，工厂已经恢复生产。",
        ),
        (
            "Fog caused the accident.",
            "The accident was caused by fog, said police chief Olga Weiss.",
        ),
        (
            "The blaze started in the kitchen.",
            "Fire chief Tom Ward said the blaze started in the kitchen.",
        ),
        # With a day or a number in words.
        (
            "Le pont est fermé depuis lundi.",
            "Le maire Paul Roux a déclaré que le pont est fermé depuis lundi.",
        ),
        (
            "Three patients have died.",
            "The hospital's director, Maria Paz, said three patients had died.",
        ),
        (
            "Two ships left the harbour.",
            "Defence Minister Ole Berg said two ships left the harbour.",
        ),
        # A union on its own strike.
        (
            "The strike will begin on Monday.",
            "The union said the strike will begin on Monday.",
        ),
    ],
)
def test_what_is_a_fact_needs_no_speaker(claim: str, text: str) -> None:
    assert _kept(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # The age is the speaker's, and the years are not what is told.
        (
            "The landlord is a crook.",
            "Tenant Olga Brandt, 34, said that the landlord is a crook.",
        ),
        (
            "Der Vermieter ist ein Betrüger.",
            "Der Mieter Jan Kolb (52) sagte, der Vermieter sei ein Betrüger.",
        ),
        (
            "The referee cheated.",
            "Trainer Lou Marsh said the referee, in charge for 12 years, cheated.",
        ),
        # Who speaks for a party speaks for a side, whatever the day.
        (
            "The reform is a disaster.",
            "Opposition spokesman Ian Cole said the reform is a disaster.",
        ),
        (
            "Jon Berg was at home on Monday.",
            "The defence lawyer Mia Holt said Jon Berg was at home on Monday.",
        ),
        (
            "The director is destroying the firm.",
            "The union said the director is destroying the firm.",
        ),
    ],
)
def test_a_figure_beside_an_opinion_makes_it_no_fact(
    claim: str, text: str
) -> None:
    assert not _kept(claim, text)

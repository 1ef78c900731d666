"""To whom a deed was done, that one did not do it."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _kept(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "A guard, Paul Reyes, was tied up by two masked men in the museum.",
            "Paul Reyes was tied up by two masked men.",
            "Paul Reyes tied up two masked men.",
        ),
        (
            "Carla Novak was refused a place at Elm Road School in Orrin.",
            "Carla Novak was refused a place at Elm Road School.",
            "Carla Novak refused a place at Elm Road School.",
        ),
        (
            "Rosa Gil fue detenida por dos guardias en la frontera.",
            "Rosa Gil fue detenida por dos guardias.",
            "Rosa Gil detuvo a dos guardias.",
        ),
        (
            "Luc Morel a été attaqué par deux hommes à Brest.",
            "Luc Morel a été attaqué par deux hommes.",
            "Luc Morel a attaqué deux hommes.",
        ),
        (
            "João Lima foi atacado por dois homens em Braga.",
            "João Lima foi atacado por dois homens.",
            "João Lima atacou dois homens.",
        ),
        (
            "李强被警方逮捕。",
            "李强被警方逮捕。",
            "李强逮捕警方。",
        ),
    ],
)
def test_a_passive_is_not_told_as_a_deed(
    text: str, right: str, wrong: str
) -> None:
    assert _kept(right, text)
    assert not _kept(wrong, text)


def test_who_acts_in_another_sentence_acts() -> None:
    text = (
        "Carla Novak was refused a place at Elm Road School. "
        "Later Carla Novak refused a place at Ash Lane School."
    )
    assert _kept("Carla Novak refused a place at Ash Lane School.", text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Paul Reyes will sell his shop.",
            "Paul Reyes is set to sell his shop in May.",
        ),
        (
            "Rosa Gil firmó el contrato.",
            "Rosa Gil fue la que firmó el contrato en Lima.",
        ),
    ],
)
def test_what_leads_to_another_verb_is_no_passive(
    claim: str, text: str
) -> None:
    assert _kept(claim, text)

"""A button counts where it was offered: in its chat, on its kind of message, with its own words."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.callbacks import KINDS
from bot.rendering.actions.schedule_actions import ChooseHour, ChooseZone
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.actions.subscription_actions import ShowTopics
from bot.rendering.button_claims import ButtonClaims
from bot.rendering.button_data import data, read, scope_of, scoped
from news.models import Button

CLAIMS = ButtonClaims(b"first key")


def signed(plain: str, chat: int = 7, claims: ButtonClaims = CLAIMS) -> str:
    return claims.sign(((Button("x", plain),),), chat, "menu")[0][0].data


def test_what_was_offered_is_known_again_and_read_as_it_was() -> None:
    pressed = signed(data(ChooseZone("Europe/Berlin")))
    assert CLAIMS.kind_of(pressed, 7) == "menu"
    assert read(pressed, KINDS) == ChooseZone("Europe/Berlin")
    published = CLAIMS.sign(
        ((Button("x", data(OpenStory(4))),),), 7, "published"
    )[0][0].data
    assert CLAIMS.kind_of(published, 7) == "published"


def test_no_other_spelling_of_a_proof_counts() -> None:
    """Two bits of its last character carry nothing: a reader of base64 would
    take four spellings for one.
    """
    pressed = signed("1:erase:7")
    others = (string.ascii_letters + string.digits + "-_").replace(
        pressed[-1], ""
    )
    spellings = [pressed[:-1] + last for last in others]
    spellings += [pressed + end for end in ("=", "==", "\n", " ")]
    assert {CLAIMS.kind_of(other, 7) for other in spellings} == {None}


@pytest.mark.parametrize(
    "pressed",
    [
        "1:erase:7",
        "1:erase:7~",
        "1:erase:7~AAAAAAAAAAA",
        signed("1:erase:8").replace("8", "7", 1),
        signed("1:erase:7")[:-1],
        signed("1:erase:7") + "A",
        signed("1:erase:7") + "~",
        signed("1:erase:7", chat=8),
        signed("1:erase:7", claims=ButtonClaims(b"second key")),
        "",
        "~",
        "字~é",
        "\ud800",
    ],
)
def test_what_was_not_offered_here_is_nothing(pressed: str) -> None:
    assert CLAIMS.kind_of(pressed, 7) is None


@given(st.text(max_size=64))
def test_made_up_data_proves_nothing(pressed: str) -> None:
    assert CLAIMS.kind_of(pressed, 7) is None


def test_links_stay_as_they_are_and_data_is_within_telegrams_bound() -> None:
    link = Button("x", url="https://news.example/")
    longest = Button("x", data(ChooseHour("a" * 45)))
    rows = CLAIMS.sign(((link, longest),), 7, "menu")
    assert rows[0][0] == link
    assert len(rows[0][1].data.encode()) == 64


def test_a_channels_button_still_names_its_channel() -> None:
    rows = scoped(((Button("x", data(ShowTopics())),),), 34)
    pressed = CLAIMS.sign(rows, 7, "menu")[0][0].data
    assert scope_of(pressed) == 34
    assert CLAIMS.kind_of(pressed, 7) == "menu"


def test_the_key_stands_in_no_description() -> None:
    assert "first" not in repr(CLAIMS)

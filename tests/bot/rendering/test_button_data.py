"""A button's data is a typed action, written within Telegram's bound and read back as it was, or as nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.callbacks import KINDS, PRESSES
from bot.rendering.actions.schedule_actions import (
    ChooseHour,
    ClearSchedule,
    ToggleMinute,
)
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.actions.story_actions import OpenStory, RateStory, Unmute
from bot.rendering.actions.subscription_actions import (
    AnswerProposal,
    WeighSubscription,
)
from bot.rendering.button_data import (
    MAX_DATA,
    ActionKind,
    ButtonAction,
    data,
    number_of,
    read,
)


def texts_of(hint: object) -> st.SearchStrategy[object]:
    """Return values that a field of this type may have."""
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint is bool:
        return st.booleans()
    return (
        st.integers(0, 999_999)
        if hint is int
        else st.text("abz/_. ", max_size=9)
    )


@st.composite
def actions(draw: st.DrawFn) -> ButtonAction:
    kind: ActionKind = draw(st.sampled_from(list(PRESSES)))
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: draw(texts_of(hints[field.name]))
            for field in fields(kind)
        }
    )


@given(actions())
def test_whatever_is_written_is_read(action: ButtonAction) -> None:
    assert read(data(action), KINDS) == action


@pytest.mark.parametrize(
    ("action", "written"),
    [
        (RateStory(12, -1), "1:fb:12:-1"),
        (AnswerProposal(accepted=True, token="ab12"), "1:add:1:ab12"),
        (ToggleMinute(480), "1:sch:m:480"),
        (ToggleMinute(480, part=1), "1:sch:m:480:1"),
        (ClearSchedule(), "1:sch:off"),
        (ShowSettings(), "1:pg"),
    ],
)
def test_the_form_of_data_stays(action: ButtonAction, written: str) -> None:
    assert (data(action), read(written, KINDS)) == (written, action)


def test_every_action_has_a_code_of_its_own() -> None:
    assert len(KINDS) == len(PRESSES)
    assert [kind.__name__ for kind in PRESSES if not kind.__doc__] == []


def test_a_value_at_the_end_may_be_missing_where_it_has_a_usual_one() -> None:
    assert read("1:unmute:7", KINDS) == Unmute(7)
    assert read("1:w:7:4", KINDS) == WeighSubscription(7, 4, page=0)
    assert read("1:w:7", KINDS) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            None,
            "",
            "1",
            "0:s:1",
            "2:s:1",
            "garbage",
            ":s",
            "1:none:1",
            "1:s",
            "1:s:x",
        ),
        *(
            "1:s:1:2",
            "1:s:-1",
            "1:fb:1:2",
            "1:add:2:ab",
            "1:sch:q",
            "1:s:" + "9" * 16,
        ),
    ],
)
def test_what_we_never_wrote_is_nothing(text: str | None) -> None:
    assert read(text, KINDS) is None


def test_data_that_leaves_no_room_for_its_proof_is_refused() -> None:
    room = MAX_DATA - len("1:hour:")
    assert len(data(ChooseHour("a" * room)).encode()) == MAX_DATA
    with pytest.raises(ValueError, match="over 52 bytes"):
        data(ChooseHour("a" * (room + 1)))
    with pytest.raises(ValueError, match="over 52 bytes"):
        data(ChooseHour("字" * 16))


def test_a_value_with_a_colon_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        data(ChooseHour("08:00"))


def test_a_channels_row_does_not_change_what_a_button_does() -> None:
    assert read("1@34:s:7~AAAAAAAAAAA", KINDS) == OpenStory(7)


def test_an_id_is_one_or_nothing() -> None:
    assert (number_of("7"), number_of("0"), number_of("9" * 15)) == (
        7,
        0,
        999_999_999_999_999,
    )
    for text in ("", "-1", "x", "1.5", "９", "9" * 16, " 7"):
        assert number_of(text) is None

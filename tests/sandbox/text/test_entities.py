"""The sandbox checks a message's text as Telegram does and refuses in Telegram's words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Refusal
from sandbox.text.entities import check_text


def refused(
    source: str, mode: str | None = "HTML", *, caption: bool = False
) -> str:
    with pytest.raises(Refusal) as refusal:
        check_text(source, mode, caption=caption)
    assert refusal.value.code == 400
    return refusal.value.text.removeprefix("Bad Request: ")


def test_4096_code_points_are_the_most() -> None:
    assert check_text("😀" * 4096, None)[0] == "😀" * 4096
    assert check_text("<b>" + "字" * 4096 + "</b>", "HTML")[0] == "字" * 4096
    assert refused("x" * 4097) == "message is too long"


def test_a_captions_most_are_1024() -> None:
    assert check_text("字" * 1024, None, caption=True)[0] == "字" * 1024
    assert refused("x" * 1025, caption=True) == "message caption is too long"


def test_raw_bytes_count_with_markup() -> None:
    assert (
        refused(f'<a href="https://a.example/{"a" * 32768}">x</a>')
        == "text is too long"
    )
    assert refused("字" * 10_923, None) == "text is too long"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
    ],
)
def test_empty_text_is_refused(source: str, words: str) -> None:
    assert refused(source) == words


def test_a_caption_may_be_empty() -> None:
    assert check_text("", None, caption=True) == ("", [])


def test_another_mode_is_refused() -> None:
    assert refused("x", "BBCode") == "unsupported parse_mode"
    assert check_text("<b>", "")[0] == "<b>"


def test_text_is_trimmed_and_entities_move_with_it() -> None:
    assert check_text(" \n<b>ab</b> c  ", "HTML") == (
        "ab c",
        [{"type": "bold", "offset": 0, "length": 2}],
    )
    assert check_text("<b> ab  </b>", "html") == (
        "ab",
        [{"type": "bold", "offset": 0, "length": 2}],
    )
    assert check_text("<b>  </b>x<i> </i>", "HTML") == ("x", [])


MARKUP = st.text(alphabet="<>&/b=\"' a😀;字lt#", max_size=40)


@given(MARKUP)
def test_any_text_is_either_taken_or_refused(source: str) -> None:
    try:
        text, entities = check_text(source, "HTML", caption=True)
    except Refusal as refusal:
        assert refusal.code == 400
        return
    units: Any = len(text.encode("utf-16-le")) // 2
    assert text == text.strip()
    assert all(
        0 <= entity["offset"] < entity["offset"] + entity["length"] <= units
        for entity in entities
    )


def test_a_mode_called_none_is_none_and_an_empty_text_is_judged_before_the_mode() -> (
    None
):
    assert check_text("<b>x</b>", "none") == ("<b>x</b>", [])
    assert refused("", "BBCode") == "message text is empty"

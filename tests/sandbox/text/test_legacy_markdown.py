"""The old Markdown is read as Telegram reads it: API, "Markdown style"; TD `parse_markdown`."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.errors import Refusal
from sandbox.text.entities import check_text


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (
            "*a* _b_ `c`",
            "a b c",
            [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)],
        ),
        (r"1.5 - a! \*b\* c\d", r"1.5 - a! *b* c\d", []),
        ("*a _b* c", "a _b c", [("bold", 0, 4)]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        ("```sh\nls -l\n```", "ls -l", [("pre", 0, 5)]),
        ("[x](https://a.example/)", "x", [("text_link", 0, 1)]),
        ("[https://a.example/]", "https://a.example/", [("text_link", 0, 18)]),
        ("[x](http://localhost/)", "x", []),
        ("😀*😀*", "😀😀", [("bold", 2, 2)]),
        ("a ** b", "a  b", []),
    ],
)
def test_each_mark_gives_its_entity(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    shown, found = check_text(source, "Markdown", caption=True)
    assert shown == text
    assert [
        (entity["type"], entity["offset"], entity["length"]) for entity in found
    ] == entities


def test_a_block_of_code_names_its_language() -> None:
    entities: list[dict[str, Any]] = check_text("```py\nx```", "Markdown")[1]
    assert entities[0]["language"] == "py"


@pytest.mark.parametrize(
    ("source", "offset"),
    [("a *b", 2), ("é_b", 2), ("[b", 0), ("```a", 0), ("a `b*", 2)],
)
def test_a_mark_without_its_end_is_refused(source: str, offset: int) -> None:
    with pytest.raises(Refusal) as refusal:
        check_text(source, "Markdown")
    words = "can't parse entities: Can't find end of the entity starting at byte offset"
    assert refusal.value.text == f"Bad Request: {words} {offset}"

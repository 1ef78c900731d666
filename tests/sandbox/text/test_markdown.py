"""MarkdownV2 is read as strictly as Telegram reads it. API is core.telegram.org/bots/api#markdownv2-style, TD `parse_markdown_v2`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Refusal
from sandbox.text.entities import check_text


def read(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = check_text(source, "MarkdownV2", caption=True)
    return text, [
        (entity["type"], entity["offset"], entity["length"])
        for entity in entities
    ]


def refused(source: str) -> str:
    with pytest.raises(Refusal) as refusal:
        check_text(source, "MarkdownV2", caption=True)
    return refusal.value.text.removeprefix(
        "Bad Request: can't parse entities: "
    )


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        (
            "*a* _b_ __c__ ~d~ ||e|| `f`",
            "a b c d e f",
            ["bold", "italic", "underline", "strikethrough", "spoiler", "code"],
        ),
        ("[x](https://a.example/)", "x", ["text_link"]),
        ("[x](http://localhost/)", "x", []),
        ("![👍](tg://emoji?id=5368324170671202286)", "👍", ["custom_emoji"]),
        ("```\ncode\n```", "code", ["pre"]),
        ("```python\nx = 1```", "x = 1", ["pre"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
        (">a\n>b||", "a\nb", ["expandable_blockquote"]),
        ("*a _b_*", "a b", ["bold", "italic"]),
        ("___a_ b__", "a b", ["underline", "italic"]),
        (r"1\. a\-b \*", "1. a-b *", []),
        ("`a.b!`", "a.b!", ["code"]),
        ("plain 字 😀", "plain 字 😀", []),
    ],
)
def test_each_mark_gives_its_entity(
    source: str, text: str, kinds: list[str]
) -> None:
    found, entities = read(source)
    assert found == text
    assert [kind for kind, _, _ in entities] == kinds


def test_offsets_are_utf_16_units() -> None:
    assert read("😀字*😀*") == ("😀字😀", [("bold", 3, 2)])


def test_a_links_address_may_escape_its_end() -> None:
    """API: "Inside the (...) part of the inline link … all ')' and '\\' must be escaped"."""
    (link,) = check_text(r"[x](https://a.example/\(b\))", "MarkdownV2")[1]
    assert link["url"] == "https://a.example/(b)"


@pytest.mark.parametrize("char", list("()>#+-=|{}.!"))
def test_what_is_reserved_must_be_escaped(char: str) -> None:
    """API: "In all other places characters … must be escaped with the preceding character '\\'"."""
    assert (
        refused(f"a{char} b")
        == f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("字 _a", "Can't find end of Italic entity at byte offset 4"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 8"),
        ("[a](https://a.example/", "Can't find end of a URL at byte offset 4"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a\nb", "Can't find end of PreCode entity at byte offset 0"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        ("![a]", "Custom emoji entity must contain a tg://emoji URL"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(
    source: str, words: str
) -> None:
    assert refused(source) == words


@given(st.text(alphabet="*_~|`[]()>!\\\n\r a字😀.", max_size=40))
def test_any_text_is_either_taken_or_refused(source: str) -> None:
    try:
        text, entities = check_text(source, "MarkdownV2", caption=True)
    except Refusal as refusal:
        assert refusal.code == 400
        return
    units: Any = len(text.encode("utf-16-le")) // 2
    assert all(
        0 <= entity["offset"] < entity["offset"] + entity["length"] <= units
        for entity in entities
    )


MARKED = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "blockquote",
}


@given(st.text(max_size=60).map(str.strip))
def test_what_is_escaped_is_shown_as_it_is(text: str) -> None:
    escaped = "".join(
        f"\\{char}" if char in "_*[]()~`>#+-=|{}.!\\" else char for char in text
    )
    shown, entities = check_text(escaped, "MarkdownV2", caption=True)
    assert shown == text
    # An address is linked however it is written; no mark of Markdown's is left.
    assert {entity["type"] for entity in entities}.isdisjoint(MARKED)

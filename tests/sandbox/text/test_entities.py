"""The sandbox reads HTML as Telegram does and refuses in Telegram's words (tdlib/td, `MessageEntity.cpp`)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Refusal
from sandbox.text.entities import check_text, parse_html

TOO_MANY = 130


def refused(
    source: str, mode: str | None = "HTML", *, caption: bool = False
) -> str:
    with pytest.raises(Refusal) as refusal:
        check_text(source, mode, caption=caption)
    assert refusal.value.code == 400
    return refusal.value.text.removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag_gives_its_entity(tag: str, kind: str) -> None:
    assert parse_html(f"a <{tag}>bc</{tag}> d") == (
        "a bc d",
        [{"type": kind, "offset": 2, "length": 2}],
    )


def test_tags_with_attributes() -> None:
    assert (
        parse_html('<span class="tg-spoiler">x</span>')[1][0]["type"]
        == "spoiler"
    )
    assert (
        parse_html("<blockquote expandable>x</blockquote>")[1][0]["type"]
        == "expandable_blockquote"
    )
    assert parse_html("<a href='https://a.example/?x=1&amp;y=2'>x</a>")[1] == [
        {
            "type": "text_link",
            "offset": 0,
            "length": 1,
            "url": "https://a.example/?x=1&y=2",
        }
    ]


def test_an_attribute_in_quotes_may_hold_anything() -> None:
    """TD `parse_html`: a string literal ends at its quote alone, and references in it are read."""
    assert parse_html('<a href="https://a.example/?x>y&amp;z&#61;1">x</a>')[
        1
    ] == [
        {
            "type": "text_link",
            "offset": 0,
            "length": 1,
            "url": "https://a.example/?x>y&z=1",
        }
    ]
    assert (
        parse_html("<blockquote expandable >x</blockquote >")[1][0]["type"]
        == "expandable_blockquote"
    )


def test_tags_ignore_case() -> None:
    assert parse_html("<B>x</b>")[1][0]["type"] == "bold"


def test_offsets_are_utf_16_units() -> None:
    text, (entity,) = parse_html("😀字<b>😀</b>")
    assert text == "😀字😀"
    assert (entity["offset"], entity["length"]) == (3, 2)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#65;&#x42;", "AB"),
        ("&nbsp;&mdash;", "&nbsp;&mdash;"),
        ("a & b", "a & b"),
        ("&#0;", "&#0;"),
        (
            "&lt &#65 &ltx",
            "< A &ltx",
        ),  # TD `decode_html_entity`: the semicolon may be missing
    ],
)
def test_only_four_names_are_references(source: str, text: str) -> None:
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost/",
        "https://intranet/a",
        "javascript:alert(1)",
        "ftp://a.example/",
        "",
    ],
)
def test_a_link_whose_host_has_no_dot_loses_its_link(href: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>') == ("x", [])


def test_entities_stand_in_order_the_outer_first() -> None:
    _, entities = parse_html("<b><i>x</i>y</b><u>z</u>")
    assert [entity["type"] for entity in entities] == [
        "bold",
        "italic",
        "underline",
    ]


def test_entities_past_a_hundred_are_ignored() -> None:
    text, entities = parse_html("<b>x</b> " * TOO_MANY)
    assert text.count("x") == TOO_MANY
    assert len(entities) == 100


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("字<p>a</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a </b", "Unexpected end tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b ", 'Empty attribute name in the tag "b" at byte offset 0'),
        (
            '<a ="x">a</a>',
            'Empty attribute name in the tag "a" at byte offset 0',
        ),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        (
            '<a href="https://a.example>x</a>',
            "Unclosed start tag at byte offset 0",
        ),
        (
            "<a href=https://a.example>x</a>",
            "Unexpected end of name token at byte offset 8",
        ),
        ("😀</b>", "Unexpected end tag at byte offset 4"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "<span>x</span>",
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(
    source: str, words: str
) -> None:
    assert refused(source) == f"can't parse entities: {words}"


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

"""The sandbox reads HTML as Telegram does and refuses in Telegram's words (tdlib/td, `MessageEntity.cpp`)."""

from __future__ import annotations

import pytest

from sandbox.errors import Refusal
from sandbox.text.html_markup import parse_html

TOO_MANY = 130


def refused(source: str) -> str:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
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

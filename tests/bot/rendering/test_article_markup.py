"""An article's markup leaves for Telegram only as Telegram takes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import telegram_html
from bot.rendering.article_markup import rendered, unquoted
from sandbox.text.html_markup import parse_html

PIECES = ["<b>", "</b>", "<i>", "</i>", "<blockquote>", "</blockquote>", "<x>", "</x>", "<pre>",
          '<a href="https://n.example/?a=1&amp;b=2">', '<a href="javascript:x">', "</a>", "word ",
          "&lt;b&gt;", "@name ", "1 &amp; 2", "<"]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("The <b>pier</b>.", "The <b>pier</b>."),
        ("a &lt; b &amp; c", "a &lt; b &amp; c"),
        ('<a href="https://n.example/?a=1&amp;b=2">x</a>', '<a href="https://n.example/?a=1&amp;b=2">x</a>'),
        ('<a href="https://nodots/">x</a>', "x"),
        ("<script>x</script>", "x"),
        ("<b>never closed", "<b>never closed</b>"),
        ("<b>twice <b>bold</b></b>", "<b>twice bold</b>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_keeps_what_telegram_knows(markup: str, html: str) -> None:
    assert rendered(markup) == html


def test_a_name_in_it_notifies_nobody() -> None:
    assert "@" + telegram_html.WORD_JOINER + "ann" in rendered(
        "Ask <b>@ann</b>"
    )


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_whatever_stands_in_it_telegram_can_read_it(pieces: list[str]) -> None:
    html = rendered("".join(pieces))
    if telegram_html.plain(html).strip():
        parse_html(html)


def test_a_quotation_in_a_quotation_is_marked_otherwise() -> None:
    assert (
        unquoted("<blockquote>We <b>wait</b>.</blockquote>")
        == "❝ We <b>wait</b>."
    )

"""Text from outside is made harmless, and a message is counted as Telegram counts it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import telegram_html
from sandbox.text.entities import check_text
from sandbox.text.html_markup import parse_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("简报 News", "简报 News"),
        ("good\u202eevil", "goodevil"),
        ("a\u2066b\u2069c", "abc"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07\x00", "bell"),
        ("line\nnext\tcell", "line\nnext\tcell"),
        ("tag\U000e0041s", "tags"),
        ("no\U0001d173te\U0001bca0s\uffa0", "notes"),
        ("half\ud800", "half"),
        ("cafe\u0301", "café"),
        ("a\u200db", "ab"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_clean_removes_what_deceives(text: str, expected: str) -> None:
    assert telegram_html.clean(text) == expected


def test_clean_keeps_three_of_many_stacked_marks() -> None:
    assert telegram_html.clean("z" + "\u0335" * 50) == "z" + "\u0335" * 3


# Thai, Arabic, Hebrew, Tibetan, Devanagari, and several of one script in turns.
@pytest.mark.parametrize(
    "marks",
    ["\u0e49", "\u064b", "\u05b4", "\u0f74", "\u0941", "\u0e49\u0e31"],
)
def test_clean_keeps_eight_of_many_marks_of_any_script(marks: str) -> None:
    cleaned = telegram_html.clean("ก" + marks * 60 + " end")
    assert cleaned == "ก" + (marks * 8)[:8] + " end"


def test_clean_leaves_pictures_signs_and_deep_syllables_alone() -> None:
    for text in ("😀" * 20, "…" * 30 + "。" * 30, "བསྒྲུབས་", "שִׁבֹּ֥לֶת", "น้ำใส"):
        assert telegram_html.clean(text) == unicodedata.normalize("NFC", text)


def test_escape_knows_only_four_entities() -> None:
    assert (
        telegram_html.escape("<b>\"A\" & 'B'</b>")
        == "&lt;b&gt;&quot;A&quot; &amp; 'B'&lt;/b&gt;"
    )


@given(st.text())
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    shown, entities = parse_html(telegram_html.escape(text))
    assert shown.replace(telegram_html.WORD_JOINER, "") == telegram_html.clean(
        text
    )
    assert entities == []


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("four", 4, "four"),
        ("fives", 4, "fiv…"),
        ("  edges  ", 9, "edges"),
        ("one two", 5, "one…"),
        ("中文标题", 3, "中文…"),
    ],
)
def test_shorten_counts_code_points(
    text: str, limit: int, expected: str
) -> None:
    assert telegram_html.shorten(text, limit) == expected


@given(st.text(), st.integers(1, 50))
def test_shortened_text_never_passes_the_limit(text: str, limit: int) -> None:
    assert len(telegram_html.shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=1&c=2#d",
        "http://127.0.0.1:8000/a",
        "https://news.example/%E4%B8%AD",
    ],
)
def test_a_web_address_stays_as_it_is(url: str) -> None:
    assert telegram_html.safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "tg://user?id=1",
        "data:text/html,x",
        "ftp://files.example/a",
        "//news.example/a",
        "https://bank.example@evil.example/",
        "https://news.example:port/",
        "https://[broken/",
        "http://intranet/a",
        "http://localhost/a",
        "http://2130706433/a",
        "https://news.example/" + "a" * 2000,
    ],
)
def test_any_other_address_is_not_linked(url: str) -> None:
    assert telegram_html.safe_url(url) == ""
    assert telegram_html.link("headline", url) == "headline"


def test_an_address_is_percent_encoded_and_loses_hidden_characters() -> None:
    assert telegram_html.safe_url(
        ' https://news.example/新\u200b闻 "x"<y> '
    ) == ("https://news.example/%E6%96%B0%E9%97%BB%20%22x%22%3Cy%3E")


def test_link_escapes_both_sides() -> None:
    assert telegram_html.link("A & <B>", "https://news.example/?a=1&b=2") == (
        '<a href="https://news.example/?a=1&amp;b=2">A &amp; &lt;B&gt;</a>'
    )


def test_a_link_without_text_is_nothing() -> None:
    assert telegram_html.link("\u200b", "https://news.example/") == ""


@given(st.text(max_size=30), st.text(max_size=60))
def test_whatever_is_linked_telegram_can_read(text: str, tail: str) -> None:
    shown, _ = parse_html(
        telegram_html.link(text, f"https://news.example/{tail}")
    )
    assert shown.replace(telegram_html.WORD_JOINER, "") == telegram_html.clean(
        text
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>简报</b>", 2),
        ("&lt;&amp;&gt;", 3),
        ('<a href="https://news.example/">x</a>', 1),
        ("😀", 1),
        ("", 0),
    ],
)
def test_length_is_that_of_the_text_after_parsing(
    source: str, expected: int
) -> None:
    assert telegram_html.length(source) == expected


def test_a_message_fits_up_to_both_limits() -> None:
    assert telegram_html.fits("<b>" + "字" * telegram_html.MAX_TEXT + "</b>")
    assert not telegram_html.fits("字" * (telegram_html.MAX_TEXT + 1))
    assert telegram_html.fits("x", 1)
    assert not telegram_html.fits("xy", 1)


def test_long_links_pass_the_limit_of_raw_bytes() -> None:
    source = telegram_html.link("x", "https://news.example/" + "a" * 1900) * 20
    assert telegram_html.length(source) == 20
    assert not telegram_html.fits(source)


def test_plain_text_has_no_markup() -> None:
    source = (
        telegram_html.link("A & <B>", "https://news.example/") + " <i>c</i>"
    )
    assert telegram_html.plain(source) == "A & <B> c"
    assert check_text(telegram_html.plain(source), None) == ("A & <B> c", [])


@pytest.mark.parametrize(
    "text",
    [
        "@somebody wrote",
        "write to me@example.com",
        "/forget@other_bot now",
        "see example.com/x, 例子.中国 and sub.example.co.uk",
        "https://evil.example/path",
        "t.me/+AbCdEf",
        "tg://resolve?domain=x",
        "#tag and $TSLA",
        "http://10.1.2.3/x",
    ],
)
def test_nothing_from_outside_becomes_a_link_by_itself(text: str) -> None:
    shown, entities = check_text(telegram_html.escape(text), "HTML")
    assert entities == []
    assert shown.replace(telegram_html.WORD_JOINER, "") == text


def test_our_own_addresses_stay_links() -> None:
    for escaped in (
        telegram_html.escape_own("https://news.example/a?b=1&c=2"),
        telegram_html.escape(
            telegram_html.OwnText("https://news.example/a?b=1&c=2")
        ),
    ):
        _, entities = check_text(escaped, "HTML")
        assert [entity["type"] for entity in entities] == ["url"]


@pytest.mark.parametrize(
    "text", ["up 1.5%", "the U.S. said", "and/or", "08:00 · 3/4", "C# 8", "a.b"]
)
def test_plain_texts_are_left_as_they_are(text: str) -> None:
    assert telegram_html.escape(text) == text


def test_what_stands_in_code_is_copied_whole() -> None:
    text = "/subscribe https://news.example.com/@name & <b>"
    assert (
        telegram_html.escape(telegram_html.CodeText(text))
        == "/subscribe https://news.example.com/@name &amp; &lt;b&gt;"
    )
    assert "\u202e" not in telegram_html.escape(
        telegram_html.CodeText("a\u202eb")
    )

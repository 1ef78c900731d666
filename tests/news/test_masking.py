"""Addresses in logs and errors: no query, no user, no path of a foreign scheme; no control character."""

from __future__ import annotations

import pytest

from news.masking import mask_addresses, show_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "https://a.example/feed?key=s3cret&x=1: 404",
            "https://a.example/feed?… 404",
        ),
        (
            "read https://a.example/feed#s3cret, then",
            "read https://a.example/feed#… then",
        ),
        ("http://alice:hunter2@a.example/feed", "http://a.example/feed"),
        ("HTTP://alice@a.example:8080/feed?q", "HTTP://a.example:8080/feed?…"),
        ("('https://a.example/?s3cret',)", "('https://a.example/?…',)"),
        ("ftp://bob@a.example/my%20illness", "ftp://a.example/…"),
        (
            "postgresql://bot:pa55word@db.example/news",
            "postgresql://db.example/…",
        ),
        (
            "two: http://a.example/?x http://b.example/?y",
            "two: http://a.example/?… http://b.example/?…",
        ),
        ("no address at all? yes", "no address at all? yes"),
        (
            "https://a.example/f/k3J9x2Lq8Zr5Tn1Wv7Yb4Md6/x",
            "https://a.example/…",
        ),
        ("https://a.example/feed is well", "https://a.example/feed is well"),
    ],
)
def test_what_is_cut_out(text: str, shown: str) -> None:
    assert mask_addresses(text) == shown


def test_masking_twice_changes_nothing_more() -> None:
    text = "ftp://bob@a.example/x and https://alice@a.example/feed?key=1"
    assert mask_addresses(mask_addresses(text)) == mask_addresses(text)


@pytest.mark.parametrize(
    "char",
    [
        "\x1b",
        "\x00",
        "\x07",
        "\x08",
        "\r",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u2028",
    ],
)
def test_controls_are_written_as_escapes(char: str) -> None:
    shown = show_controls(f"a{char}[31mb")
    assert char not in shown
    assert shown == f"a\\x{ord(char):02x}[31mb"


def test_lines_and_tabs_stay() -> None:
    assert show_controls("a\n\tb 新闻") == "a\n\tb 新闻"

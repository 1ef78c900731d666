"""What a page never shows, or shows twice, is no text."""

from __future__ import annotations

from news.extract import extract
from news.inline_markup import marked_lines

SENTENCE = "<ruby>港<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby>の<b>新しい橋</b>は今日から歩いて渡ることができます。"
PAGE = f"<html><body><article><h1>橋が開通</h1><p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article></body></html>"


def test_how_a_word_is_read_is_not_told_beside_it() -> None:
    text = extract(PAGE, url="https://news.example/a").text
    assert text.startswith("港の新しい橋は今日から")
    assert "みなと" not in text


def test_the_markup_of_a_line_leaves_it_out_too() -> None:
    line = "港の新しい橋は今日から歩いて渡ることができます。"
    marked = dict(marked_lines(PAGE, "https://news.example/a", line))
    assert marked[line].startswith("港の<b>新しい橋</b>は")

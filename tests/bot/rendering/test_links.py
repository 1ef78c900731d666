"""Links that open an article at a sentence."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.rendering.links import sentence_link


@pytest.mark.parametrize(
    ("url", "sentence", "wanted"),
    [
        (
            "https://a.example/1",
            "Gulls nest.",
            "https://a.example/1#:~:text=Gulls%20nest.",
        ),
        (
            "https://a.example/1#top",
            "a-b, c",
            "https://a.example/1#top:~:text=a%2Db%2C%20c",
        ),
    ],
)
def test_a_sentence_is_named_by_a_text_fragment(
    url: str, sentence: str, wanted: str
) -> None:
    assert sentence_link(url, sentence) == wanted


def test_a_long_sentence_is_named_by_its_first_whole_words() -> None:
    sentence = "The keeper counted " + "gulls " * 40
    fragment = unquote(
        sentence_link("https://a.example/1", sentence).partition("text=")[2]
    )
    assert len(fragment) <= 80
    assert sentence.startswith(f"{fragment} ")
    chinese = unquote(
        sentence_link("https://a.example/1", "海" * 200).partition("text=")[2]
    )
    assert chinese == "海" * 80

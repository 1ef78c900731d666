"""Links that open an article at a sentence."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.rendering.links import message_link, sentence_link


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


@pytest.mark.parametrize(
    ("chat", "thread", "message", "link"),
    [
        (-1_001_234_567_890, 0, 7, "https://t.me/c/1234567890/7"),
        (-1_001_234_567_890, 5, 7, "https://t.me/c/1234567890/5/7"),
        (-4711, 0, 7, ""),
        (4711, 0, 7, ""),
        (-1_001_234_567_890, 0, 0, ""),
    ],
)
def test_only_supergroups_and_channels_have_addresses_of_messages(
    chat: int, thread: int, message: int, link: str
) -> None:
    assert message_link(chat, thread, message) == link

"""Sentence boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天开工。明天完工！", ["今天开工。", "明天完工！"]),
        ("“我来！”他说。然后走了。", ["“我来！”", "他说。", "然后走了。"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("（见图。）完。", ["（见图。）", "完。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("会不会？！当然。", ["会不会？！", "当然。"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert sentences(text, "zh-Hans") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Mr. Smith went to the U.S. on Jan. 5. He said "Go." Then left.',
            ["Mr. Smith went to the U.S. on Jan. 5.", 'He said "Go."', "Then left."],
        ),
        ("It cost $3.5 million! OK?", ["It cost $3.5 million!", "OK?"]),
        ("Wait... What?", ["Wait...", "What?"]),
        ("no end", ["no end"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert sentences(text, "en") == expected


@given(st.text(alphabet="中文。！？“”（）；.!? aAb\n\"'", max_size=200))
@settings(max_examples=100)
def test_nothing_is_lost(text: str) -> None:
    joined = "".join("".join(sentences(text)).split())
    assert joined == "".join(text.split())

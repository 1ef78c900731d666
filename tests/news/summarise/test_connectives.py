"""The link to a sentence that is not told."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.connectives import cut_link


@pytest.mark.parametrize(
    ("language", "linked", "alone"),
    [
        ("en", "However, the bridge holds.", "The bridge holds."),
        ("en", "But the bridge holds.", "The bridge holds."),
        ("de", "Doch die Brücke hält.", "Die Brücke hält."),
        ("fr", "Par ailleurs, le pont tient.", "Le pont tient."),
        ("es", "Sin embargo, el puente aguanta.", "El puente aguanta."),
        ("pt", "No entanto, a ponte aguenta.", "A ponte aguenta."),
        ("ru", "Кроме того, мост откроют в мае.", "Мост откроют в мае."),
        ("ru", "При этом мост выдержал.", "Мост выдержал."),
        ("zh-Hans", "此外，大桥将于五月通车。", "大桥将于五月通车。"),
        ("zh-Hans", "但是，大桥将于五月通车。", "大桥将于五月通车。"),
        ("zh-Hant", "但是大橋將於五月通車。", "大橋將於五月通車。"),
        ("ja", "しかし、橋は残った。", "橋は残った。"),
    ],
)
def test_a_sentence_that_stands_alone_loses_its_link(
    language: str, linked: str, alone: str
) -> None:
    assert cut_link(linked, language) == alone


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The bridge holds."),
        ("en", "But they left."),
        ("en", "But Roe said she would stay."),
        ("en", "However hard the wind blows, the bridge holds."),
        ("en", "But"),
        ("de", "Zudem hält die Brücke."),
        ("ru", "Однако он уехал."),
        ("ru", "Кроме того, авторы статьи обратили внимание на мост."),
        ("zh-Hans", "但他表示满意。"),
        ("zh-Hans", "此外该桥将于五月通车。"),
        ("ko", "그러나 다리는 안전하다."),
        ("", ""),
    ],
)
def test_what_points_back_without_its_link_too_has_none_to_lose(
    language: str, sentence: str
) -> None:
    assert cut_link(sentence, language) == ""


def test_a_link_stays_behind_its_sentence() -> None:
    text = (
        "Lowfield council approved the flood wall by the Ains on Tuesday.\n"
        "However, the flood wall of Lowfield will cost 4 million pounds more."
    )
    title = "Lowfield council approves flood wall"
    both = summarise(text, title=title, language="en", sentences=2)
    assert both == text.split("\n")


def test_a_link_goes_where_its_sentence_is_not_told() -> None:
    text = (
        "For years the people of the valley have talked about the weather.\n"
        "However, Lowfield council approved a flood wall by the Ains."
    )
    title = "Lowfield council approves flood wall"
    told = summarise(text, title=title, language="en", sentences=1)
    assert told == ["Lowfield council approved a flood wall by the Ains."]

"""A digest's script: one part a story, each in its own language."""

from __future__ import annotations

from news.spoken import SpokenStory, script_of
from news.spoken.recording import chapters_of
from news.spoken.script import LONGEST_PART


def test_each_story_is_a_part_in_its_language() -> None:
    told = (
        SpokenStory("Rates rise 2%", ("It was time.",), "The Post", "en"),
        SpokenStory("降息", ("央行说了。",), "日报", "zh"),
    )
    opening, post, daily = script_of("News · Nov 26", "en", told)
    assert (opening.text, opening.language) == ("News Nov 26.", "en")
    assert post.text == "Rates rise 2 percent. It was time. From The Post."
    assert post.title == "Rates rise 2%", "a chapter's title is for the eye"
    assert (daily.text, daily.language) == (
        "降息。央行说了。来源：日报。",
        "zh",
    )


def test_what_has_no_word_is_left_out() -> None:
    bare = SpokenStory("https://a.example/1", (), "", "en")
    assert script_of("News", "en", [bare]) == ()
    assert script_of("News", "en", []) == ()


def test_a_part_fits_what_an_endpoint_takes() -> None:
    sentences = tuple(f"Sentence number {n} goes on." for n in range(500))
    part = script_of("News", "en", [SpokenStory("T", sentences, "P", "en")])[1]
    assert LONGEST_PART - 100 < len(part.text) <= LONGEST_PART
    assert part.text.endswith("on.")


def test_a_language_without_words_is_read_without_links() -> None:
    told = SpokenStory("Titolo", ("Vedi https://a.example/1 ora",), "X", "it")
    assert script_of("N", "en", [told])[1].text == "Titolo. Vedi ora."


def test_the_first_chapter_begins_with_the_recording() -> None:
    found = chapters_of([("News", 2.0), ("One", 10.0), ("Two", 5.0)])
    assert [(each.title, each.start) for each in found] == [
        ("One", 0.0),
        ("Two", 12.0),
    ]
    assert chapters_of([]) == ()

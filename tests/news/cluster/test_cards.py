"""Tellings of one event in several languages stand under one card."""

from __future__ import annotations

import pytest

from news.cluster.window import IndexedStory, Window


def window_of(*tellings: tuple[str, str, str]) -> Window:
    """Return a window of stories without articles, by key, language and card."""
    window = Window(100)
    stories = [
        IndexedStory(key, language, "", 0, 0, card=card)
        for key, language, card in tellings
    ]
    window.restore(stories, range(0))
    return window


@pytest.mark.parametrize(
    ("others", "events"),
    [
        ((("c", "ru", "a"), ("d", "ru", "b")), {"c": "a", "d": "b"}),
        ((("c", "ru", "a"), ("d", "de", "b")), {"c": "a", "d": "a"}),
        ((("d", "ru", "b"),), {"d": "a"}),
        ((), {}),
    ],
)
def test_events_that_another_language_tells_apart_stay_two(
    others: tuple[tuple[str, str, str], ...], events: dict[str, str]
) -> None:
    """Two English stories become one: their events do, unless both have a Russian one."""
    window = window_of(("a", "en", "a"), ("b", "en", "b"), *others)
    window.merge(window.stories["a"], window.stories["b"], 0.9)
    cards = {key: story.card for key, story in window.stories.items()}
    assert cards == {"a": "a"} | events
    assert ("b" in window.lost_cards) == ("b" not in cards.values())

"""JSON Feed's odd corners."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

import pytest

from news.errors import NotAFeed
from news.feeds import parse
from news.feeds.jsonfeed import load
from news.feeds.place import Place
from news.models import Feed
from news.safe_json import loads_loosely

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def read(document: object) -> Feed:
    return parse(
        json.dumps(document).encode(),
        url="https://j.example/feed.json",
        now=NOW,
    )


def test_brackets_in_strings_are_no_depth() -> None:
    text = '[[[{{{ \\" ' * 100
    feed = read(
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [{"id": "1", "content_text": text}],
        }
    )
    assert feed.entries[0].content == text.strip()


def test_nesting_has_a_bound() -> None:
    deep: object = "x"
    for _ in range(100):
        deep = [deep]
    with pytest.raises(NotAFeed):
        read(
            {
                "version": "https://jsonfeed.org/version/1",
                "items": [],
                "extra": deep,
            }
        )


def test_items_of_text_alone_are_a_feed() -> None:
    assert (
        read({"version": "1.0", "items": [{"content_text": "Hello"}]})
        .entries[0]
        .content
        == "Hello"
    )
    with pytest.raises(NotAFeed):
        read({"items": [{"name": "x"}]})


@pytest.mark.parametrize(
    "items",
    [
        '{"id": "1", "title": "One, [two],", "content_text": "a"},',
        '{"id": "1", "title": "One, [two],", "content_text": "a\nb",}',
    ],
)
def test_json_of_a_template(items: str) -> None:
    feed = parse(
        f'{{"title": "T", "items": [{items}]}}'.encode(),
        url="https://a.example/feed",
    )
    assert [entry.title for entry in feed.entries] == ["One, [two],"]


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ('{"id": "1", "title": "One"}, {"id": "2", "ti', ["One"]),
        (
            '{"id": "1", "title": "One"}, {"id": "2", "author": {"name": "Ann"}, "ti',
            ["One"],
        ),
        ('{"id": "1", "title": "One"}', ["One"]),
    ],
)
def test_a_feed_whose_end_is_missing(cut: str, expected: list[str]) -> None:
    feed = parse(
        f'{{"version": "https://jsonfeed.org/version/1", "items": [{cut}'.encode(),
        url="https://a.example/feed",
    )
    assert [entry.title for entry in feed.entries] == expected


def test_broken_json_is_not_read_loosely_again_for_each_end() -> None:
    text = '{"items":[' + '"}' * 20_000

    def seconds(read: Callable[[str], object]) -> float:
        spent = []
        for _ in range(3):
            start = process_time()
            with pytest.raises((ValueError, NotAFeed)):
                read(text)
            spent.append(process_time() - start)
        return min(spent)

    once = seconds(loads_loosely)
    place = Place("https://a.example/feed.json", "UTC", NOW)
    assert seconds(lambda text: load(text, place)) < 4 * once

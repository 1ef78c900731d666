"""JSON from outside holds nothing that no database keeps."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import extract, feeds
from news.safe_json import loads, loads_loosely


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"a\ud800b"', "a\ufffdb"),
        (r'"\uDC00\uD800"', "\ufffd\ufffd"),
        (r'"a\u0000b"', "a\ufffdb"),
        (r'"\ud83d\ude00 \uD83D\uDE00"', "😀 😀"),
        (r'"\\ud800 \\u0000"', r"\ud800 \u0000"),
        (r'"\\\ud800"', "\\\ufffd"),
        (r'"\u4e2d\n"', "中\n"),
    ],
)
def test_half_characters_and_nul_are_replaced(written: str, read: str) -> None:
    assert loads(written) == read


# Other tests run the same lines: here they are run with any text.
@pytest.mark.untraced
@given(
    st.recursive(
        st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_all_else_is_read_as_it_is(value: Any) -> None:
    def kept(part: Any) -> Any:
        if isinstance(part, str):
            return part.replace("\0", "\ufffd")
        if isinstance(part, list):
            return [kept(each) for each in part]
        return (
            {kept(key): kept(each) for key, each in part.items()}
            if isinstance(part, dict)
            else part
        )

    assert loads(json.dumps(value)) == kept(json.loads(json.dumps(value)))


def test_a_feed_and_a_page_hold_none() -> None:
    odd = "a\ud800b\u0000c"
    item = {
        "id": odd,
        "url": "https://a.example/1",
        "title": odd,
        "content_text": odd,
        "tags": [odd],
    }
    feed = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": odd,
            "items": [item],
        }
    )
    read = feeds.parse(feed.encode(), url="https://a.example/feed.json")
    assert read.entries[0].title == "a\ufffdb\ufffdc"
    read_whole = repr(read)
    assert "\\ud800" not in read_whole
    assert "\\x00" not in read_whole

    data = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": odd,
            "author": {"name": odd},
            "articleBody": odd * 200,
        }
    )
    body = "<p>今天上午，记者从有关部门了解到一件事情的经过。</p>" * 20
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body>{body}</body></html>'
    article = repr(extract.extract(page.encode(), url="https://a.example/1"))
    assert "\\ud800" not in article
    assert "\\x00" not in article


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{"a": [1, 2, ], }', {"a": [1, 2]}),
        ('{"a": "b,]",}', {"a": "b,]"}),
        ('{"a": "say \\"b\\",}" ,\n}', {"a": 'say "b",}'}),
        ('{"a": "b\nc"}', {"a": "b\nc"}),
        (
            '{"a": "<p style="x: y;">b</p>", "c": ["say "d"."]}',
            {"a": '<p style="x: y;">b</p>', "c": ['say "d".']},
        ),
        (
            r'{"a": "Ann\'s \x26 C:\videos \\ \" \u00e9",}',
            {"a": "Ann's x26 C:videos \\ \" é"},
        ),
        (
            '{"a": "He said: "It hurt a lot," and "left", twice.", "b": [1, "c"]}',
            {
                "a": 'He said: "It hurt a lot," and "left", twice.',
                "b": [1, "c"],
            },
        ),
        ('{"a": {"b": "c"}}}\n', {"a": {"b": "c"}}),
        (
            '{"a": "b" c \ud83d"}'.replace("\ud83d", "\\ud83d"),
            {"a": 'b" c \ufffd'},
        ),
    ],
)
def test_json_of_templates_is_read_loosely(written: str, read: object) -> None:
    assert loads_loosely(written) == read


def test_what_is_no_json_raises_all_the_same() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        loads_loosely("{a: 1,}")

"""The sandbox links what Telegram links by itself (tdlib/td, `find_entities`)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text.entities import check_text
from sandbox.text.linking import linked
from sandbox.text.units import utf16


def links(text: str) -> list[tuple[str, str]]:
    units = text.encode("utf-16-le")
    return [
        (
            entity["type"],
            units[
                2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])
            ].decode("utf-16-le"),
        )
        for entity in linked(text, [])
    ]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("thanks to @some_reader, who asked", "mention", "@some_reader"),
        ("由@some_reader", "", ""),
        ("use @gif here", "mention", "@gif"),
        ("not @abc", "", ""),
        ("x@some_reader", "", ""),
        ("send /help now", "bot_command", "/help"),
        ("send /help@some_bot now", "bot_command", "/help@some_bot"),
        ("1/2 and and/or", "", ""),
        ("read orchard.example today.", "url", "orchard.example"),
        (
            "read https://orchard.example/a?b=1, then",
            "url",
            "https://orchard.example/a?b=1",
        ),
        ("join t.me/+AbCdEf123", "url", "t.me/+AbCdEf123"),
        ("open tg://resolve?domain=x", "url", "tg://resolve?domain=x"),
        ("😀 orchard.example:8080/x", "url", "orchard.example:8080/x"),
        ("果园.example。", "url", "果园.example"),
        ("3.14 and v1.2", "", ""),
        ("~.AA -.AA", "", ""),
        ("end.Begin", "url", "end.Begin"),
        ("write to desk@orchard.example", "email", "desk@orchard.example"),
        ("see #harvest2026", "hashtag", "#harvest2026"),
        ("see #2026", "", ""),
        ("up $APPLE today", "cashtag", "$APPLE"),
    ],
)
def test_what_becomes_a_link(text: str, kind: str, shown: str) -> None:
    assert links(text) == ([(kind, shown)] if kind else [])


def test_a_word_joiner_breaks_each_of_them() -> None:
    assert (
        links(
            "@\u2060some_reader /\u2060help orchard.\u2060example #\u2060harvest"
        )
        == []
    )


def test_nothing_is_linked_in_code_and_in_links_of_the_bots_own() -> None:
    source = '<a href="https://a.example/">@some_reader</a> <code>/help</code> <b>@other_reader</b>'
    entities = check_text(source, "HTML")[1]
    assert [entity["type"] for entity in entities] == [
        "text_link",
        "code",
        "bold",
        "mention",
    ]


@given(st.text("ab.@/#$:12_ é新😀-", max_size=60))
def test_links_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for entity in linked(text, []):
        assert entity["offset"] >= end
        assert entity["length"] > 0
        end = entity["offset"] + entity["length"]
    assert end <= utf16(text)

"""A format is a few words: read, written, and filled up from the chat's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.post_format import (
    BODIES,
    LINK_PLACES,
    LONGEST_INTERVAL,
    PostFormat,
    parse,
    write,
)

switches = st.sampled_from([None, True, False])
formats = st.builds(
    PostFormat,
    body=st.sampled_from([None, *BODIES]),
    tags=switches,
    author=switches,
    source=switches,
    link=st.sampled_from([None, *LINK_PLACES]),
    silent=switches,
    every=st.one_of(st.none(), st.integers(0, LONGEST_INTERVAL)),
    name=st.sampled_from(["", "Harbour desk", "早报", "whole tags"]),
)


@given(formats)
def test_what_is_written_is_read_back(form: PostFormat) -> None:
    assert parse(write(form)) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", PostFormat()),
        ("Whole, tags", PostFormat(body="whole", tags=True)),
        ("no-source every-45", PostFormat(source=False, every=45)),
        ("title summary", PostFormat(body="summary")),
        ("every-99999", PostFormat(every=LONGEST_INTERVAL)),
        (
            "link-end name=  The   Pier ",
            PostFormat(link="link-end", name="The Pier"),
        ),
    ],
)
def test_words_are_a_format(text: str, form: PostFormat) -> None:
    assert parse(text) == form


@pytest.mark.parametrize(
    "text", ["big", "no-title", "every-", "every-x", "every--5", "whole loud"]
)
def test_other_words_are_none(text: str) -> None:
    assert parse(text) is None


def test_a_name_is_bounded() -> None:
    form = parse("name=" + "x" * 500)
    assert form is not None
    assert len(form.name) == 80


def test_what_is_not_said_is_as_the_chat_has_it() -> None:
    own = PostFormat(body="title", silent=False)
    chats = PostFormat(body="whole", tags=True, silent=True, name="Pier")
    assert own.over(chats) == PostFormat(
        body="title", tags=True, silent=False, name="Pier"
    )

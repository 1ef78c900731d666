"""Illegal nesting is silently dropped or split, never refused (TD `MessageEntity.cpp`, `are_entities_valid`)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text.html_markup import parse_html
from sandbox.text.nesting import lawful


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        # "Pre and Code can't contain nested entities"
        ("<code>a<b>b</b></code>", [("code", 0, 2)]),
        ("<pre><a href='https://a.example'>x</a></pre>", [("pre", 0, 1)]),
        # "Pre and Code can't be part of other entities, except blockquote"
        (
            "<b>a<code>b</code>c</b>",
            [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)],
        ),
        (
            "<blockquote>a<code>b</code></blockquote>",
            [("blockquote", 0, 2), ("code", 1, 1)],
        ),
        # "continuous and blockquote can't be part of other continuous entity"
        (
            "<a href='https://a.example'>a<a href='https://b.example'>b</a></a>",
            [("text_link", 0, 2)],
        ),
        (
            "<a href='https://a.example'>a<blockquote>b</blockquote></a>",
            [("blockquote", 1, 1)],
        ),
        # "blockquote entities can't be nested"
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            [("blockquote", 0, 2)],
        ),
        # "entity has the same type as one of the previous nested", "the entities can be merged"
        ("<b>a<b>b</b></b>", [("bold", 0, 2)]),
        ("<b>a</b><b>b</b>", [("bold", 0, 2)]),
        ("<b>a<i>b</i></b>", [("bold", 0, 2), ("italic", 1, 1)]),
    ],
)
def test_what_stands_where_it_may_not(
    source: str, kept: list[tuple[str, int, int]]
) -> None:
    assert [
        (entity["type"], entity["offset"], entity["length"])
        for entity in parse_html(source)[1]
    ] == kept


def test_code_in_a_block_names_its_language() -> None:
    """API: `<pre><code class="language-python">`."""
    (entity,) = parse_html('<pre><code class="language-python">x</code></pre>')[
        1
    ]
    assert entity == {
        "type": "pre",
        "offset": 0,
        "length": 1,
        "language": "python",
    }


KINDS = st.sampled_from(
    ["bold", "italic", "code", "pre", "text_link", "blockquote", "spoiler"]
)
ENTITIES = st.lists(
    st.builds(
        lambda kind, offset, length: {
            "type": kind,
            "offset": offset,
            "length": length,
        },
        KINDS,
        st.integers(0, 20),
        st.integers(1, 10),
    ),
    max_size=12,
)


@given(ENTITIES)
def test_what_is_kept_is_lawful_and_stays_so(
    entities: list[dict[str, int]],
) -> None:
    kept = lawful(entities)
    assert lawful(kept) == kept
    code = [entity for entity in kept if entity["type"] in {"code", "pre"}]
    for block in code:
        inside = range(block["offset"], block["offset"] + block["length"])
        others = [
            other
            for other in kept
            if other is not block and other["type"] not in {"blockquote"}
        ]
        assert not any(other["offset"] in inside for other in others)

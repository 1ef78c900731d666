"""A first letter in an element of its own belongs to the word behind it."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from news.extract.drop_caps import join_initial


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<p><span class="cap">M</span> ills turn again.</p>',
            "Mills turn again.",
        ),
        (
            '<p><span class="cap">M</span>ills turn again.</p>',
            "Mills turn again.",
        ),
        (
            '<div><div class="cap">Л</div><p>едокол вышел.</p></div>',
            "Ледокол вышел.",
        ),
        (
            '<p><img class="cap" alt="G" src="/g.png">rain came.</p>',
            "Grain came.",
        ),
        # Of a word of one letter the blank is meant.
        ('<p><span class="cap">A</span> mill turns.</p>', "A mill turns."),
        (
            '<p><i></i> <i></i><span class="cap">M</span>ills turn.</p>',
            "Mills turn.",
        ),
        (
            "<div><h2>Mills</h2><b>M</b><p>\n<a>ills</a> turn.</p></div>",
            "Mills Mills turn.",
        ),
        # The letter of a list, and one that begins nothing.
        (
            '<div><h2 id="m">Mills</h2><h2 id="m">M</h2><p> ills</p></div>',
            "MillsM ills",
        ),
        (
            '<p><i>Vitamin</i> <span class="cap">D</span> helps.</p>',
            "Vitamin D helps.",
        ),
        # No first letter: the answer to a question, a grade, an initial in a sentence.
        (
            '<p>Vitamin <span class="cap">D</span> helps.</p>',
            "Vitamin D helps.",
        ),
        ('<p><span class="cap">D</span> Minor</p>', "D Minor"),
        ('<p><span class="cap">mm</span> turns</p>', "mm turns"),
    ],
)
def test_a_large_first_letter_is_joined_with_its_word(
    markup: str, expected: str
) -> None:
    tree = fragment_fromstring(markup)
    for node in list(tree.iter()):
        join_initial(node)
    assert " ".join(tree.text_content().split()) == expected

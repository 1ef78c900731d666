"""The lines of an article with the markup that its page gives them."""

from __future__ import annotations

import pytest

from news.inline_markup import MOST_LINE, marked_lines

URL = "https://pier.example/news/1"


def page(body: str) -> str:
    return f"<html><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ("<p>The <strong>pier</strong> opened.</p>", "The pier opened.", "The <b>pier</b> opened."),
        ("<p>An <em>old</em> and <u>new</u> <s>x</s></p>", "An old and new x", "An <i>old</i> and <u>new</u> <s>x</s>"),
        ('<p>See <a href="/map">the map</a>.</p>', "See the map.", 'See <a href="https://pier.example/map">the map</a>.'),
        ("<h2>Ferries <b>again</b></h2>", "Ferries again", "<b>Ferries again</b>"),
        ("<ul><li>One <i>boat</i></li></ul>", "- One boat", "• One <i>boat</i>"),
        ("<blockquote><p>We wait.</p></blockquote>", "We wait.", "<blockquote>We wait.</blockquote>"),
        ("<p>Run <kbd>a&lt;b</kbd></p>", "Run a<b", "Run <code>a&lt;b</code>"),
        ("<pre>a\n  b</pre>", "a b", "<pre>a\n  b</pre>"),
        ("<p>A  <b>b</b>\n c</p>", "A b c", "A <b>b</b> c"),
    ],
)  # fmt: skip
def test_a_line_has_the_markup_of_its_block(
    body: str, line: str, told: str
) -> None:
    assert marked_lines(page(body), URL, line) == ((line, told),)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Plain words.</p>",
        '<p><a href="http://192.168.0.1/">Plain words.</a></p>',
        '<p><a href="javascript:x()">Plain words.</a></p>',
        '<p><a href="#top">Plain words.</a></p>',
        "<p><font color=red>Plain words.</font></p>",
        "<p>Other words.</p>",
        "",
    ],
)
def test_what_has_no_markup_of_the_subset_is_left_to_the_text(
    body: str,
) -> None:
    assert marked_lines(page(body), URL, "Plain words.") == ()


def test_only_lines_with_markup_are_given() -> None:
    body = "<p>One.</p><p><b>Two.</b></p><p>Three.</p>"
    told = marked_lines(page(body), URL, "One.\nNowhere.\nTwo.\nThree.")
    assert told == (("Two.", "<b>Two.</b>"),)


def test_script_and_buttons_say_nothing() -> None:
    body = (
        "<p>The <b>pier</b><script>alert(1)</script><button>Share</button></p>"
    )
    line = "The pieralert(1)Share"
    assert marked_lines(page(body), URL, line) == ((line, "The <b>pier</b>"),)


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "<b><i>" * 20_000 + "x",
        "<p><b>" + "x" * 2 * MOST_LINE,
        "<p>a</p>" * 50_000,
        "\x00",
    ],
    ids=["deep", "long", "many", "nothing"],
)
def test_odd_pages_are_bounded(body: str) -> None:
    marked_lines(page(body), URL, "x\na")

"""The text of an article: what stands above its element belongs to it, what stands behind does not."""

from __future__ import annotations

import pytest

from tests.news.extract.layouts import PARAGRAPHS, TITLE, page, read

STANDFIRST = "Two winters without a keeper were enough, the harbour council says, and it hires one again."
MORE = (
    "Fishermen on the eastern quay had asked for the same since the storm that took the old bell in the spring.",
    "Nobody on the board spoke against the plan, and the vote was over before the evening tide had turned.",
    "The lamp itself is to be cleaned before the first shift, and the stairs will get a rail along both sides.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, *MORE))


def test_a_standfirst_above_the_texts_own_element_opens_it() -> None:
    html = page(
        above=f"<h1>{TITLE}</h1><div class='perex'><p>{STANDFIRST}</p></div>",
        body=BODY,
    )
    assert read(html).text.split("\n")[0] == STANDFIRST


@pytest.mark.parametrize(
    "above",
    [
        f"<figure><figcaption>{STANDFIRST}</figcaption></figure>",
        f"<div class='related'>{STANDFIRST}</div>",
        f"<div><a href='/other'>{STANDFIRST}</a></div>",
    ],
)
def test_captions_and_links_above_the_text_open_nothing(above: str) -> None:
    html = page(above=f"<h1>{TITLE}</h1>{above}", body=BODY)
    assert STANDFIRST not in read(html).text


def test_short_lines_behind_the_last_sentence_go() -> None:
    html = page(body=f"{BODY}<p>Send us a tip</p><p>North Bay</p>")
    assert read(html).text.split("\n")[-1] == MORE[-1]


def test_the_byline_behind_a_standfirst_is_read() -> None:
    above = f"<h1>{TITLE}</h1><p>{STANDFIRST}</p><div>By Mara Quill</div>"
    assert read(page(above=above, body=BODY)).author == "Mara Quill"

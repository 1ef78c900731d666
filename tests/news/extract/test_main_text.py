"""The text of an article: lines above its element belong to it, lines after it do not."""

from __future__ import annotations

import re

import pytest
from lxml.html import tostring

from news.extract.main_text import read_body
from news.extract.page import read_page
from tests.news.extract.layouts import (
    NOW,
    PARAGRAPHS,
    TITLE,
    URL,
    page,
    read,
)

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


GALLERY = "".join(
    f"<li><b>{number} of 45</b> {line}</li>"
    for number, line in enumerate(MORE * 15, start=1)
)


@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_a_gallery_above_the_text_is_never_the_whole_text(kind: str) -> None:
    gallery = f"<div><{kind} class='frames'>{GALLERY}</{kind}></div>"
    text = read(page(above=f"{gallery}<h1>{TITLE}</h1>", body=BODY)).text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_running_text_in_boxes_beside_the_article_leaves_the_text_as_it_is() -> (
    None
):
    comments = "".join(
        f"<p>{line} So I was told by a friend.</p>" for line in MORE
    )
    html = page(body=f"{BODY}</div><div class='comments'>{comments}")
    assert read(html).text.split("\n") == [*PARAGRAPHS, *MORE]


def test_the_second_reading_leaves_the_page_as_it_was() -> None:
    short = page(above=f"<h1>{TITLE}</h1>", body=f"<p>{PARAGRAPHS[0]}</p>")
    parsed = read_page(short, url=URL, content_type=None, zone="", now=NOW)
    assert parsed is not None
    before = tostring(parsed.tree)
    read_body(parsed, TITLE)
    assert tostring(parsed.tree) == before


@pytest.mark.parametrize("name", ["tag", "auto-tag_harbour", "related"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The keeper, <a class='{name}'>Mary Quill</a>, spoke to the harbour council of Lowfield on Monday.",
        "“<a class='{name}'>The Cold Lamp</a>” tells of a keeper who stayed alone for two whole winters at sea.",
        "Nobody asked <span class='{name}'>the board</span>. It met behind closed doors for nine hours that evening.",
    ],
)
def test_a_link_inside_a_sentence_stays_whatever_it_is_called(
    name: str, sentence: str
) -> None:
    line = sentence.format(name=name)
    text = read(page(body=f"{BODY}<p>{line}</p>{BODY}")).text
    bare = re.sub(r"<[^>]+>", "", line)
    assert bare in text


def test_a_list_of_tags_is_no_text() -> None:
    tags = "".join(f"<a class='tag'>{word}</a> | " for word in ("Ice", "Ports"))
    text = read(page(body=f"{BODY}<p>Tags: {tags}</p>")).text
    assert "Ports" not in text


def test_a_layout_by_tables_keeps_its_menu_out_of_the_text() -> None:
    menu = "<a href='/'>Home</a><br><a href='/news'>News</a>"
    text = "<br><br>".join((*PARAGRAPHS, *MORE))
    table = (
        f"<table><tr><td>{menu}</td><td><b>{TITLE}</b><br>"
        f"<font>By Mara Quill - Monday, November 16, 2026</font><p>{text}</p></td></tr></table>"
    )
    html = (
        f"<html><head><title>{TITLE}</title></head><body>{table}</body></html>"
    )
    article = read(html)
    assert article.text.split("\n") == [*PARAGRAPHS, *MORE]
    assert article.author == "Mara Quill"


@pytest.mark.parametrize("tag", ["span", "div", "b"])
@pytest.mark.parametrize(
    ("initial", "rest", "opening"),
    [
        ("T", "<p>hree keepers {rest}</p>", "Three keepers "),
        ("T", "<p>\n<a href='/x'>hree</a> keepers {rest}</p>", "Three keepers"),
        ("A", "<p> keeper {rest}</p>", "A keeper "),
        ("A", "<p>Keepers {rest}</p>", "Keepers "),
        ("TV", "<p>hree keepers {rest}</p>", "hree keepers "),
    ],
)
def test_a_first_letter_before_its_paragraph_is_put_back(
    tag: str, initial: str, rest: str, opening: str
) -> None:
    told = "came back to the northern tower on Monday, the harbour board of Lowfield said."
    first = rest.format(rest=told)
    body = f"<div><{tag}>{initial}</{tag}>{first}</div>{BODY}"
    lines = read(page(body=body)).text.split("\n")
    assert [line for line in lines if told in line] == [
        f"{opening.strip()} {told}"
    ]


@pytest.mark.parametrize(
    "before",
    [
        "<b>A<i>B</i></b><p>and the keepers {told}</p>",
        "<b>A</b> name <p>and the keepers {told}</p>",
        "<b>A</b><h3>and the keepers {told}</h3>",
    ],
    ids=["more letters", "more words", "a heading"],
)
def test_a_letter_that_is_none_of_the_paragraphs_stays(before: str) -> None:
    told = "came back to the northern tower on Monday, the harbour board of Lowfield said."
    body = f"<div>{before.format(told=told)}</div>{BODY}"
    assert "Aand" not in read(page(body=body)).text


def test_teasers_under_a_name_of_furniture_go_however_much_they_say() -> None:
    teasers = "".join(
        f"<div><a href='/{number}'><h3>Other news {number}</h3></a><p>{line} It is told elsewhere.</p></div>"
        for number, line in enumerate(MORE * 2)
    )
    body = f"{BODY}<div class='related'><h2>Read also</h2>{teasers}</div>"
    text = read(page(body=f"{body}<p>{STANDFIRST}</p>")).text
    assert STANDFIRST in text
    assert "told elsewhere" not in text


def test_headings_that_link_to_themselves_are_no_teasers() -> None:
    parts = "".join(
        f"<h2><a href='#part{number}'>Part {number}</a></h2><p>{line} It is told here.</p>"
        for number, line in enumerate(MORE * 2)
    )
    text = read(
        page(body=f"<div class='share-wrapper'>{BODY}{parts}</div>")
    ).text
    assert text.count("told here") == len(MORE * 2)

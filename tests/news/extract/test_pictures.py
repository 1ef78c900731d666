"""Pictures: declared, lazy, sets of sizes; none where there is none."""

from __future__ import annotations

import pytest

from tests.news.extract.layouts import PARAGRAPHS, page, read

PICTURE = "https://gazette.example/i/lamp.jpg"


def with_markup(markup: str) -> str:
    return page(
        body=f"<p>{PARAGRAPHS[0]}</p>{markup}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    )


def test_a_page_without_a_picture_has_none() -> None:
    article = read(page(head="<meta property='og:image' content=''>"))
    assert (article.image, article.images) == ("", ())


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/i/lamp.jpg'>",
        "<img src='data:image/gif;base64,R0lGOD' data-lazy-src='/i/lamp.jpg'>",
        "<img data-srcset='/i/small.jpg 320w, /i/lamp.jpg 1200w'>",
        "<picture><source srcset='/i/small.jpg 1x, /i/lamp.jpg 2x'><img src=''></picture>",
        "<amp-img src='/i/lamp.jpg' width=600 height=300></amp-img>",
        "<img src='/i/lamp.jpg' width='²'>",
        f"<img src='/i/lamp.jpg' height='{'9' * 5000}'>",
    ],
)
def test_forms_of_pictures(markup: str) -> None:
    assert read(with_markup(markup)).image == PICTURE


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/i/logo.png'>",
        "<img src='/i/lamp.svg'>",
        "<img src='/i/dot.jpg' width=1 height=1>",
        "<div class='author-box'><img src='/people/quill.jpg'></div>",
        "<img src='https://www.gravatar.com/avatar/1.jpg'>",
    ],
)
def test_what_is_no_picture_of_the_article(markup: str) -> None:
    assert read(with_markup(markup)).image == ""


def test_declared_pictures_lead_an_album() -> None:
    head = "<meta property='og:image' content='/i/lead.jpg'>"
    body = "".join(
        f"<p>{text}</p><img src='/i/{n}.jpg'>"
        for n, text in enumerate(PARAGRAPHS)
    )
    article = read(page(head=head, body=body))
    assert article.image == "https://gazette.example/i/lead.jpg"
    assert len(article.images) >= 2
    assert len(article.images) == len(set(article.images))


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/i/grey-box.gif'><noscript><img src='/i/lamp.jpg'></noscript>",
        "<figure><noscript><img src='/i/lamp.jpg' width='800'></noscript></figure>",
        "<img class='lazy'><noscript><img srcset='/i/s.jpg 300w, /i/lamp.jpg 1200w'></noscript>",
    ],
)
def test_pictures_for_readers_without_scripts(markup: str) -> None:
    assert read(with_markup(markup)).images == (PICTURE,)


@pytest.mark.parametrize(
    "markup",
    [
        "<noscript><img src='/count.jpg' width='1' height='1'></noscript>",
        "<noscript>Please switch scripts on, or this page shows no pictures at all.</noscript>",
        "<noscript><img src='/a/1.jpg'><img src='/a/2.jpg'></noscript>",
    ],
)
def test_what_else_stands_there_is_neither_picture_nor_text(
    markup: str,
) -> None:
    article = read(with_markup(markup))
    assert article.images == ()
    assert "scripts" not in article.text

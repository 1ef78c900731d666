"""Boxes in which a page asks for consent to its cookies are no part of its article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.extract import extract

NOW = datetime(2026, 11, 25, tzinfo=UTC)
STORY = "".join(
    f"<p>{line}</p>"
    for line in (
        "The harbour board voted on Monday to rebuild the northern pier before the next winter.",
        "Fishermen had asked for years that the landing be made safe, the board's chair said.",
        "The work costs two million crowns and begins as soon as the ice has gone.",
    )
)
ASKS = (
    "<p>We use cookies to understand how you use our pages and to improve what we offer you.</p>"
    "<p>By continuing you accept our privacy rules. Some of them are needed for the site to work, while others measure"
    " the visits to our pages, which we share with those who advertise here and with their partners.</p>"
)


def text_of(body: str) -> str:
    page = f"<html lang='en'><head><title>Pier to be rebuilt</title></head><body>{body}</body></html>"
    return extract(page, url="https://pier.example/a", now=NOW).text


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='x1'>{ASKS}<button>Accept all</button></div>",
        f"<div role='dialog'>{ASKS}</div>",
        f"<section id='gdpr'>{ASKS}</section>",
        f"<div class='cookie-bar'>{ASKS.replace('cookies', '<a>cookies</a>', 1)}</div>",
        f"<div><div>{ASKS}</div><div><input type='button' value='OK'></div></div>",
    ],
)
@pytest.mark.parametrize("page", ["{box}{story}", "{story}{box}"])
def test_a_box_that_asks_for_consent_is_left_out(page: str, box: str) -> None:
    story = f"<div class='x2'><h1>Pier to be rebuilt</h1>{STORY}</div>"
    text = text_of(page.format(box=box, story=story))
    assert "northern pier" in text
    assert "as soon as the ice has gone" in text
    assert "measure" not in text
    assert "privacy" not in text


def test_an_article_about_cookies_stays() -> None:
    recipe = "<p>We use cookies of oats for the base, and a cup of cream for each of them.</p>"
    text = text_of(
        f"<div><div>{recipe}{STORY}</div><button>Share</button></div>"
    )
    assert "as soon as the ice has gone" in text


def test_a_whole_page_in_one_element_stays() -> None:
    whole = f"<div class='cookie-shown'><h1>Pier to be rebuilt</h1>{STORY}{ASKS}<button>OK</button></div>"
    assert "as soon as the ice has gone" in text_of(whole)


def test_a_short_page_with_a_note_on_cookies_at_its_foot_stays() -> None:
    note = "<p>We use cookies on these pages. By reading on you accept our privacy rules.</p>"
    whole = f"<div><form><input name='q'></form><h2>Pier to be rebuilt</h2><div>{STORY}</div><div>{note}</div></div>"
    assert "as soon as the ice has gone" in text_of(whole)


def test_a_page_of_many_pieces_is_no_box() -> None:
    links = "".join(
        f"<li><a href='/{at}'>Town {at}</a></li>" for at in range(260)
    )
    note = "<p>We use cookies on these pages. By reading on you accept our privacy rules.</p>"
    whole = f"<div><form><input name='q'></form><ul>{links}</ul><div>{STORY}</div><div>{note}</div></div>"
    assert "as soon as the ice has gone" in text_of(whole)

"""Which visible date of a page is its publication date, and which year a short date means."""

from __future__ import annotations

import json

import pytest

from news.extract import examine
from news.witnesses import Evidence, Witness
from tests.news.extract.layouts import NOW, TITLE, URL, moment, page

LINE = "The keeper of the north light went up the stairs again on Monday, and the town looked on. "


def under_headline(line: str, language: str = "en") -> str:
    return page(above=f"<h1>{TITLE}</h1><div>{line}</div>", language=language)


def shown(html: str) -> list[Evidence]:
    """Return the visible dates that count as ones of publication."""
    pieces = examine(html, url=URL, now=NOW).evidence.get("published_at", ())
    return [piece for piece in pieces if piece.witness is Witness.SHOWN]


def json_ld(**values: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **values})
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("label", "value", "language", "day"),
    [
        ("公開日", "2026/11/16", "ja", "2026-11-16"),
        ("掲載日：", "2026年11月16日", "ja", "2026-11-16"),
        ("发布时间", "2026-11-16 09:20", "zh", "2026-11-16"),
        ("發佈日期", "2026/11/16", "zh-Hant", "2026-11-16"),
        ("Veröffentlicht am", "16.11.2026", "de", "2026-11-16"),
        ("Fecha de publicación:", "16/11/2026", "es", "2026-11-16"),
        ("Дата публикации", "16.11.2026", "ru", "2026-11-16"),
        ("등록", "2026.11.16 10:20", "ko", "2026-11-16"),
    ],
)
def test_label_and_date_in_two_elements_below_the_text(
    label: str, value: str, language: str, day: str
) -> None:
    html = page(
        above=f"<h1>{TITLE}</h1>",
        after=f"<dl><dt>{label}</dt><dd>{value}</dd></dl>",
        language=language,
    )
    assert moment(html).startswith(day)


@pytest.mark.parametrize(
    "note",
    [
        "[引用日期2014-05-19]",
        "Retrieved 19 May 2014",
        "Abgerufen am 19.05.2014",
        "Video verfügbar bis 28.02.2027",
        "Available until 28 February 2027",
        "閲覧日 2014年5月19日",
    ],
)
def test_dates_of_citations_and_deadlines_are_none_of_publication(
    note: str,
) -> None:
    html = page(above=f"<h1>{TITLE}</h1>", after=f"<p>{note}</p>")
    assert shown(html) == []


@pytest.mark.parametrize(
    "box",
    [
        "<div class='teaser'><h3>Another story</h3><footer>26 February 2026</footer></div>",
        "<div class='recommended-list'><small>26 February 2026</small></div>",
        "<aside><p>26 February 2026</p></aside>",
        "<section class='related'><span>26 February 2026</span></section>",
    ],
)
def test_a_teasers_date_is_another_articles(box: str) -> None:
    assert shown(page(above=f"<h1>{TITLE}</h1>", after=box)) == []
    assert shown(page(above=f"{box}<h1>{TITLE}</h1>")) == []


def test_a_day_without_its_year_is_read_while_it_is_fresh() -> None:
    assert moment(under_headline("11月16日 11:30", "zh")).startswith(
        "2026-11-16"
    )


def test_an_old_day_without_its_year_is_not_put_into_this_one() -> None:
    assert moment(under_headline("06月24日 11:30", "zh")) == ""


@pytest.mark.parametrize(
    "witness",
    [
        "<div id='news20190624_k1'></div>",
        "<div class='story-2019-06-24'></div>",
        "<img src='/upload/2019/06/24/light.jpg'>",
    ],
)
def test_names_and_pictures_tell_the_year_of_a_short_date(witness: str) -> None:
    html = page(
        above=f"<h1>{TITLE}</h1><div>06-24 11:30</div>{witness}", language="zh"
    )
    assert moment(html).startswith("2019-06-24")


def test_a_byline_that_opens_the_text_goes_before_dates_below_it() -> None:
    body = f"<p>Topics 15 November 2026 09:43</p>{f'<p>{LINE * 3}</p>' * 4}"
    html = page(
        above=f"<h1>{TITLE}</h1>",
        body=body,
        after="<p>Seminar, 30 January 2026</p>",
    )
    assert moment(html) == "2026-11-15T09:43:00+00:00"


def test_the_day_in_the_headline_is_what_the_article_is_about() -> None:
    headline = "Results of the regatta on 14 November 2026"
    html = page(
        above=f"<h1>{headline}</h1><div>By Mara Quill</div>",
        after="<p>16 November 2026</p>",
        title=headline,
    )
    assert moment(html).startswith("2026-11-16")


def test_a_film_may_be_older_than_the_article_that_shows_it() -> None:
    film = json.dumps(
        {
            "@type": "VideoObject",
            "name": "x",
            "uploadDate": "2026-10-06T10:55:00-06:00",
        }
    )
    html = page(
        head=f"<script type='application/ld+json'>{film}</script>"
        "<meta name='pubdate' content='2026-11-16T09:42:00-06:00'>"
    )
    assert moment(html) == "2026-11-16T09:42:00-06:00"


def test_the_first_midnight_of_a_year_is_a_filler() -> None:
    html = page(
        head="<meta name='datecreated' content='2004-01-01'>"
        "<meta name='datemodified' content='2026-11-13'>"
    )
    assert moment(html).startswith("2026-11-13")


def test_a_clock_in_utc_under_the_sites_offset_is_mended_by_another_witness() -> (
    None
):
    html = page(
        head=json_ld(datePublished="2026-11-15T19:11:05-04:00")
        + "<meta itemprop='datePublished' content='2026-11-15T15:11:05-04:00'>"
    )
    assert moment(html) == "2026-11-15T15:11:05-04:00"


def test_a_clock_without_a_zone_mends_nothing() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-15T19:11:05-04:00")
        + "<meta name='pubdate' content='2026-11-15 19:11:05'>"
    )
    assert moment(html) == "2026-11-15T19:11:05-04:00"


def test_a_declared_local_clock_tells_the_offset_of_a_moment_in_utc() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-16T01:06:51+00:00")
        + "<meta name='pubdate' content='2026-11-15T17:06:51'>"
    )
    assert moment(html) == "2026-11-15T17:06:51-08:00"

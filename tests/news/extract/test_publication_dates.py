"""When an article was published: visible dates in many forms, declared dates, and which one wins."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from news.extract import examine
from news.extract.publication_dates import MAX_OVERRULED
from tests.news.extract.layouts import NOW, TITLE, moment, page, read
from tests.news.extract.portal import portal

DATED = "https://gazette.example/2026/11/16/lighthouse"


def shown(line: str, language: str = "en") -> str:
    return page(above=f"<h1>{TITLE}</h1><div>{line}</div>", language=language)


def test_a_post_that_never_changed_bears_both_names() -> None:
    line = (
        "<time class='entry-date updated' datetime='2026-11-16T08:15:00-03:00'>"
        "16 November 2026</time>"
    )
    assert moment(shown(line)) == "2026-11-16T08:15:00-03:00"


def test_a_moment_in_a_title_of_an_element_without_names() -> None:
    line = (
        "<span title='2026-11-16 08:15:00 +0100 CET'>16. November 2026</span>"
    )
    assert moment(shown(line, "de")) == "2026-11-16T08:15:00+01:00"


def test_a_clock_with_its_own_zone_is_not_moved_by_another_entrys_time() -> (
    None
):
    line = (
        "First published on Mon 16 Nov 2026 07.00 GMT</div>"
        "<div><time datetime='2026-11-16T15:30:00Z'>15.30 GMT</time>"
    )
    assert moment(shown(line)) == "2026-11-16T07:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "language", "when"),
    [
        (
            "Оновлено 17.11.2026 08:00 Опубліковано 16.11.2026 14:05",
            "uk",
            "2026-11-16T14:05",
        ),
        (
            "Τελευταία ενημέρωση: 17/11/2026 08:00 | Δημοσίευση: 16/11/2026 14:05",
            "el",
            "2026-11-16T14:05",
        ),
        (
            "עודכן: 17.11.26, 08:00 פורסם: 16.11.26, 14:05",
            "he",
            "2026-11-16T14:05",
        ),
        (
            "آخر تحديث: 17 نوفمبر 2026 08:00 | نُشر: 16 نوفمبر 2026 14:05",
            "ar",
            "2026-11-16T14:05",
        ),
        (
            "Cập nhật 17/11/2026 08:00 | Ngày đăng: 16/11/2026 14:05",
            "vi",
            "2026-11-16T14:05",
        ),
        (
            "Päivitetty 17.11.2026 klo 08.00 | Julkaistu 16.11.2026 klo 14.05",
            "fi",
            "2026-11-16T14:05",
        ),
        (
            "Frissítve: 2026.11.17. 08:00 | Megjelent: 2026.11.16. 14:05",
            "hu",
            "2026-11-16T14:05",
        ),
        (
            "आखरी अपडेट: 17 नवंबर 2026 08:00 | प्रकाशित: 16 नवंबर 2026 14:05",
            "hi",
            "2026-11-16T14:05",
        ),
    ],
)
def test_labels_tell_a_change_from_the_publication(
    line: str, language: str, when: str
) -> None:
    assert moment(shown(line, language))[:16] == when


def test_the_date_of_a_photograph_above_the_byline_is_none_of_the_article() -> (
    None
):
    line = "Fot. Jan Kowal, 12.03.2019</div><div>16 listopada 2026, 14:05 | Ewa Nowak"
    assert moment(shown(line, "pl"))[:16] == "2026-11-16T14:05"


def test_a_moment_in_a_scripts_data_keeps_its_zone_behind_fractions() -> None:
    data = '{"post": {"published_at": "2026-11-16T14:05:00.000Z", "id": 5}}'
    script = f"<script type='application/json'>{data}</script>"
    assert (
        moment(page(head=script), zone="Asia/Tokyo")
        == "2026-11-16T23:05:00+09:00"
    )


def json_ld(**values: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **values})
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("line", "language", "zone", "when"),
    [
        ("NOV 16, 2026 9:57 AM EST", "en", "", "2026-11-16T09:57:00-05:00"),
        (
            "16 November 2026, 12:05",
            "en",
            "Europe/London",
            "2026-11-16T12:05:00+00:00",
        ),
        ("Stand: 16.11.2026, 15:30 Uhr", "de", "", "2026-11-16T15:30:00+01:00"),
        (
            "16 de noviembre de 2026, 13:59",
            "es",
            "Europe/Madrid",
            "2026-11-16T13:59:00+01:00",
        ),
        (
            "16.11.2026, 15:30",
            "ru",
            "Europe/Moscow",
            "2026-11-16T15:30:00+03:00",
        ),
        ("16 نوفمبر 2026", "ar", "Asia/Riyadh", "2026-11-16T00:00:00+03:00"),
        (
            "Publié le 16/11/2026 à 08h15",
            "fr",
            "Europe/Paris",
            "2026-11-16T08:15:00+01:00",
        ),
    ],
)
def test_visible_dates(line: str, language: str, zone: str, when: str) -> None:
    assert moment(shown(line, language), zone=zone) == when


def test_the_sites_language_gives_the_zone_of_a_clock() -> None:
    body = (
        "<p>市は月曜日、北の灯台に灯台守を戻すことを決めた。二つの冬のあいだ、誰もいなかったという。</p>"
        * 4
    )
    html = page(
        above="<h1>北の灯台に灯台守が戻る</h1><div>2026年11月16日 12:05</div>",
        body=body,
        language="ja",
    )
    assert moment(html) == "2026-11-16T12:05:00+09:00"


def test_a_bare_clock_is_no_date() -> None:
    assert moment(shown("2:33 PM")) == ""


def test_the_moment_behind_a_clock() -> None:
    html = page(
        after="<span>at <abbr class='published' title='2019-10-16T14:33:00-07:00'>2:33 PM</abbr></span>"
    )
    assert moment(html) == "2019-10-16T14:33:00-07:00"


def test_an_organisations_founding_is_no_publication() -> None:
    data = json.dumps(
        {
            "@type": "Organization",
            "name": "The Gazette",
            "foundingDate": "1998-03-02",
        }
    )
    html = page(
        body=f"<script type='application/ld+json'>{data}</script>"
        + "<p>Water is life. </p>" * 20
    )
    assert moment(html) == ""


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("//<![CDATA[\n", "\n//]]>"),
        ("<!--", "-->"),
        ("/*<![CDATA[*/", "/*]]>*/;"),
        ("/* made by a template */", "\n// ]]>"),
    ],
)
def test_wrapped_json_ld(opening: str, closing: str) -> None:
    data = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2026-11-16T11:05:00Z",
        }
    )
    html = page(
        head=f"<script type='application/ld+json'>{opening}{data}{closing}</script>"
    )
    assert moment(html) == "2026-11-16T11:05:00+00:00"


def test_a_declared_date_that_byline_and_address_deny() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-21T08:00:00Z"),
        above=f"<h1>{TITLE}</h1><div>November 16, 2026</div>",
    )
    assert moment(html, url=DATED).startswith("2026-11-16")


def test_a_declared_date_of_the_future_shuts_nobody_out() -> None:
    html = page(
        head=json_ld(datePublished="2031-01-01T00:00:00Z"),
        above=f"<h1>{TITLE}</h1><div>November 16, 2026 10:20</div>",
    )
    assert moment(html) == "2026-11-16T10:20:00+00:00"


def test_a_name_that_means_many_things_yields_to_the_byline() -> None:
    html = page(
        head="<meta name='date' content='2026-11-20'>",
        above=f"<h1>{TITLE}</h1><div>16 November 2026</div>",
    )
    assert moment(html).startswith("2026-11-16")
    assert moment(
        page(head="<meta name='date' content='2026-11-20'>")
    ).startswith("2026-11-20")


def test_the_time_of_change_is_kept_apart() -> None:
    line = "Published 16 November 2026 10:20 | Updated: 17 November 2026 08:00"
    article = read(shown(line))
    assert (article.published_at, article.modified_at) == (
        datetime.fromisoformat("2026-11-16T10:20:00+00:00"),
        datetime.fromisoformat("2026-11-17T08:00:00+00:00"),
    )


def test_a_declared_day_takes_the_time_from_the_byline() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-16"),
        above=f"<h1>{TITLE}</h1><div>16 November 2026 10:20</div>",
    )
    assert moment(html) == "2026-11-16T10:20:00+00:00"


def test_a_moment_in_utc_is_told_in_the_offset_of_the_pages_clock() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-17T01:06:51Z"),
        above=f"<h1>{TITLE}</h1><div>Nov 16, 2026 5:06 pm</div>",
    )
    assert moment(html) == "2026-11-16T17:06:51-08:00"


def test_dates_of_comments_other_articles_and_events_are_passed_over() -> None:
    after = (
        "<ol class='comments'><li>Ann, 8 hours ago</li></ol>"
        "<p>Received: 1 June 2026; Accepted: 16 October 2026</p>"
    )
    assert moment(page(after=after)) == ""


def test_words_for_yesterday_in_another_language_are_no_date() -> None:
    above = f"<div>Sie sind hier:</div><h1>{TITLE}</h1>"
    assert moment(page(above=above, language="de")) == ""


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    assert moment(page(), url=DATED).startswith("2026-11-16")


def test_a_script_tells_the_time_of_a_day() -> None:
    head = '<script>window.DATA = {"pubtime": "2026-11-20 12:30:18", "id": "a-long-enough-identifier"};</script>'
    assert (
        moment(portal(info="2026-11-20", head=head))
        == "2026-11-20T12:30:18+08:00"
    )


def test_a_page_of_a_thousand_dates_keeps_a_few() -> None:
    above = f"<h1>{TITLE}</h1>" + "".join(
        f"<div>Published {day:02d}.{month:02d}.2019</div>"
        for day in range(1, 29)
        for month in range(1, 13)
    )
    reading = examine(
        page(above=above), url="https://gazette.example/x", now=NOW
    )
    assert len(reading.evidence["published_at"]) <= MAX_OVERRULED + 1


def test_an_attribute_of_any_element_tells_the_moment() -> None:
    stamp = "<div class='stamp' datetime='2026-11-16 17:00:00 -0400'>Nov 16, 2026</div>"
    assert (
        moment(page(above=f"<h1>{TITLE}</h1>{stamp}"))
        == "2026-11-16T17:00:00-04:00"
    )


def test_an_element_says_in_which_zone_a_visible_clock_ticks() -> None:
    time = "<p>Published <time datetime='2026-06-11T21:00:51+00:00'>22:00, 11 June 2026</time></p>"
    found = read(page(above=f"<h1>{TITLE}</h1>{time}")).published_at
    assert found == datetime.fromisoformat("2026-06-11T21:00:51+00:00")


def test_a_zone_may_stand_behind_the_day() -> None:
    assert (
        moment(shown("22:00, 11 June 2026 BST")) == "2026-06-11T22:00:00+01:00"
    )


def test_a_date_opens_the_first_paragraphs() -> None:
    body = (
        "<p>A short note on the lamp.</p><p>16.11.2026 - "
        + "The lamp was lit again. " * 20
    )
    assert moment(page(body=body, language="de"))[:10] == "2026-11-16"


def test_the_verb_may_follow_the_date() -> None:
    line = f"<p>{TITLE} wurde am 16. November 2026 um 23:03 Uhr gepostet und abgelegt.</p>"
    assert (
        moment(page(after=line, language="de")) == "2026-11-16T23:03:00+01:00"
    )


def test_a_moment_in_utc_is_told_in_the_zone_of_the_sites_country() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-15T23:30:00Z"), language="de"
    )
    assert moment(html) == "2026-11-16T00:30:00+01:00"


def test_a_label_goes_before_an_element_that_only_bears_a_time() -> None:
    lines = (
        "<div>Publié le 16/11/2026</div><time datetime='2026-11-20T10:18:46Z'>vendredi dernier"
        "</time>"
    )
    html = page(above=f"<h1>{TITLE}</h1>{lines}", language="fr")
    assert moment(html)[:10] == "2026-11-16"


def test_a_change_on_the_day_of_the_address_tells_its_time() -> None:
    html = page(after="<div>Updated: Nov 16, 2026 2:57 PM UTC</div>")
    assert moment(html, url=DATED) == "2026-11-16T14:57:00+00:00"


def test_data_in_a_script_tells_the_moment() -> None:
    script = "<script>var review = {'publishedDate': '2026-11-16T20:37:27Z', 'stars': 4, 'of': 5};</script>"
    assert moment(page(head=script)) == "2026-11-16T20:37:27+00:00"


def test_a_declared_day_says_nothing_of_the_zone_of_a_clock() -> None:
    head = "<meta name='publishdate' content='2026-11-16'>"
    html = page(
        head=head, above=f"<h1>{TITLE}</h1><div>16 November 2026, 08:15</div>"
    )
    assert moment(html) == "2026-11-16T08:15:00+00:00"


def test_a_moment_written_twice_is_told_in_the_pages_own_offset() -> None:
    teasers = (
        "<time class='updated' datetime='2026-10-02T08:00:00-05:00'>then</time>"
    )
    same = "<time class='updated' datetime='2026-11-16T19:46:23-06:00'>16 November</time>"
    html = page(
        head=json_ld(datePublished="2026-11-17T01:46:23Z"),
        above=f"<h1>{TITLE}</h1><div>November 16, 2026</div>",
        after=teasers + same,
    )
    assert moment(html) == "2026-11-16T19:46:23-06:00"


@pytest.mark.parametrize(
    ("stated", "day", "when"),
    [
        (
            "2026-11-17T02:18:11Z",
            "16 de noviembre de 2026",
            "2026-11-16T23:18:11-03:00",
        ),
        (
            "2026-11-16T22:05:00Z",
            "17 de noviembre de 2026",
            "2026-11-17T00:05:00+02:00",
        ),
        (
            "2026-11-17T12:18:11Z",
            "16 de noviembre de 2026",
            "2026-11-17T12:18:11+00:00",
        ),
    ],
)
def test_the_visible_day_moves_a_moment_in_utc_where_no_country_tells_the_zone(
    stated: str, day: str, when: str
) -> None:
    html = page(
        head=json_ld(datePublished=stated),
        above=f"<h1>{TITLE}</h1><div>{day}</div>",
        language="es",
    )
    assert moment(html) == when


def test_the_visible_day_does_not_move_a_moment_of_a_known_country() -> None:
    html = page(
        head=json_ld(datePublished="2026-11-16T23:00:00Z"),
        above=f"<h1>{TITLE}</h1><div>16.11.2026</div>",
        language="de",
    )
    url = "https://anzeiger.de/hafen/leuchtturm"
    assert moment(html, url=url) == "2026-11-17T00:00:00+01:00"


def test_the_day_before_in_the_address_denies_no_declared_moment() -> None:
    html = page(head=json_ld(datePublished="2026-11-17T13:43:46+00:00"))
    assert moment(html, url=DATED) == "2026-11-17T13:43:46+00:00"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Submitted by mara on 16 November 2026 - 18:55", "en"),
        ("Gespeichert von mara am 16. November 2026 - 18:55", "de"),
        ("Soumis par mara le 16 novembre 2026 - 18:55", "fr"),
        ("Enviado por mara el 16 de noviembre de 2026 - 18:55", "es"),
    ],
)
def test_who_submitted_a_page_is_followed_by_when(
    line: str, language: str
) -> None:
    html = page(after=f"<div>{line}</div>", language=language)
    assert moment(html, zone="Europe/Paris") == "2026-11-16T18:55:00+01:00"


def test_a_moment_that_rdfa_marks() -> None:
    at = "2026-11-16T10:05:00+00:00"
    time = f"<span property='schema:datePublished' content='{at}'>Monday</span>"
    assert moment(page(above=f"<h1>{TITLE}</h1>{time}")) == at
    head = f"<meta property='schema:datePublished' content='{at}'>"
    assert moment(page(head=head)) == at


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "coverageStartTime": "2026-05-03T08:00:00Z"}</script>',
        '<meta property="og:video:release_date" content="2026-05-03T08:00:00Z">',
        '<meta name="analytics-publish-date" content="2026-05-03T08:00:00Z">',
    ],
)
def test_other_declared_moments(head: str) -> None:
    assert moment(page(head=head)) == "2026-05-03T08:00:00+00:00"

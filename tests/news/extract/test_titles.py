"""Headlines: headings that agree with declared titles, without logos, kickers and the site's name."""

from __future__ import annotations

import re

import pytest

from tests.news.extract.layouts import TITLE, page, read

OG = f"<meta property='og:title' content='{TITLE}'>"


@pytest.mark.parametrize(
    "above",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1><a href='/'>The Gazette</a></h1><h2>{TITLE}</h2>",
        f"<h1 class='site-title'>The Gazette</h1><h2 class='entry-title'>{TITLE}</h2>",
        f"<h1><span class='kicker'>At sea</span><span>{TITLE}</span></h1>",
        f"<h1>{TITLE} <small>20.11.2026</small></h1>",
        f"<h1><span class='roofline'>At sea!</span>{TITLE}</h1>",
        f"<div class='headline'>{TITLE}</div>",
    ],
)
def test_the_heading_that_the_page_declares(above: str) -> None:
    whole = read(page(above=above, head=OG)).title
    assert whole.startswith(TITLE)
    assert "Gazette" not in whole
    assert "At sea" not in whole


def test_the_title_of_the_only_entry_goes_before_the_name_of_a_blog() -> None:
    above = (
        f"<h1>Harbour Notes</h1><h3 class='post-title entry-title'>{TITLE}</h3>"
    )
    html = page(above=above, title=f"Harbour Notes: {TITLE}")
    assert read(html).title == TITLE


def test_a_date_behind_a_break_is_no_part_of_the_heading() -> None:
    above = f"<h1>{TITLE}<br><span>2026-11-20 14:05 Source: Gazette</span></h1>"
    assert (
        read(page(above=above, title=f"{TITLE} - Harbour - Gazette")).title
        == TITLE
    )


def test_sections_behind_angle_brackets_are_cut_from_a_title() -> None:
    html = page(above="", title=f"{TITLE} &lt; Harbour &lt; Article - Gazette")
    assert read(html).title == TITLE


def test_a_heading_ends_where_another_ones_tag_closes_it() -> None:
    above = f"<h1>{TITLE}</h2>Posted by us<br>"
    assert read(page(above=above, title="")).title == TITLE


@pytest.mark.parametrize("front", ["新闻频道 - ", "海州在线_新闻_"])
def test_a_heading_behind_the_sites_name_is_no_section(front: str) -> None:
    headline = "海州大桥通车"
    html = page(above=f"<h1>{headline}</h1>", title=f"{front}{headline}")
    assert read(html).title == headline


def test_a_heading_that_is_the_section_is_no_headline() -> None:
    above = f"<h1>Business</h1><h2>{TITLE}</h2>"
    html = page(above=above, title=f"{TITLE} - Business - Gazette")
    assert read(html).title == TITLE


def test_a_heading_that_is_the_sites_name_is_no_headline() -> None:
    head = "<meta property='og:site_name' content='The Gazette'>"
    above = f"<h1>The Gazette</h1><h2>{TITLE}</h2>"
    assert read(page(above=above, head=head)).title == TITLE


def test_a_declared_title_that_is_the_sites_name_is_no_headline() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The Gazette"}</script>'
        "<meta property='og:site_name' content='The Gazette'>"
        f"<meta property='og:title' content='{TITLE}'>"
    )
    above = "<h1>A wholly different line about something else</h1>"
    assert read(page(above=above, head=head)).title == TITLE


@pytest.mark.parametrize("separator", [" - ", " | ", " – ", " :: ", " » "])
def test_without_a_heading_the_title_loses_the_sites_name(
    separator: str,
) -> None:
    head = "<meta property='og:site_name' content='The Gazette'>"
    html = page(above="", head=head, title=f"{TITLE}{separator}The Gazette")
    assert read(html).title == TITLE


def test_a_heading_that_was_cut_short_is_made_whole() -> None:
    above = f"<h1>{TITLE[:24]}…</h1>"
    assert read(page(above=above, head=OG)).title == TITLE


def test_entities_that_were_escaped_twice() -> None:
    head = "<meta property='og:title' content='Keepers &amp;#8211; and a lamp'>"
    assert (
        read(page(above="", head=head, title="")).title
        == "Keepers – and a lamp"
    )


def test_a_kicker_keeps_the_mark_that_the_declared_title_has() -> None:
    head = f"<meta property='og:title' content='At sea | {TITLE}'>"
    above = f"<h1><span>At sea</span> <span>{TITLE}</span></h1>"
    assert read(page(above=above, head=head)).title in {
        TITLE,
        f"At sea | {TITLE}",
    }


def test_a_name_of_two_scripts_at_the_titles_end_goes() -> None:
    html = page(above="<p>2026年11月20日</p>").replace("<h1>", "<p>")
    whole = "海州大桥今日通车，首日免费，一桥连三岛，限行GPU-LUG 电子技术网"
    titled = re.sub("<title>.*?</title>", f"<title>{whole}</title>", html)
    assert read(titled).title == whole.removesuffix("-LUG 电子技术网")


@pytest.mark.parametrize(
    ("note", "whole"),
    [
        ("本文原标题：《海州大桥今日通车，首日免费，三岛限行》", True),
        ("原標題：「海州大桥今日通车，首日免费，三岛限行......」", True),
        ("原标题：《海州渡轮停航，码头改作广场》", False),
    ],
)
def test_a_heading_is_made_whole_by_the_original_title(
    note: str, whole: bool
) -> None:
    shown = "海州大桥今日通车，首日免费，三岛..."
    above = f"<h1>{shown}</h1><p>{note}</p>"
    title = "海州大桥今日通车，首日免费，三岛限行" if whole else shown
    assert read(page(above=above, title="", language="zh")).title == title

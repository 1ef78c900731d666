"""What a page declares of its time, in the names and zones that it uses."""

from __future__ import annotations

import json

import pytest

from tests.news.extract.layouts import moment, page


def linked_data(**values: str) -> str:
    data = json.dumps({"@type": "NewsArticle", **values})
    return f'<script type="application/ld+json">{data}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "name",
    ["DC.Issued", "DC.created", "DCTERMS.available", "DC.date.available"],
)
def test_names_of_dublin_core(name: str) -> None:
    assert moment(page(head=meta(name, "2026-11-16"))).startswith("2026-11-16")


@pytest.mark.parametrize(
    "other",
    [
        meta("article:published_time", "2026-11-16T10:00:00+08:00"),
        meta("og:updated_time", "2026-11-16T12:30:00+08:00"),
        linked_data(dateModified="2026-11-16T12:30:00+08:00"),
    ],
)
def test_a_clock_without_zone_ticks_in_that_of_the_other_dates(
    other: str,
) -> None:
    clock = linked_data(datePublished="2026-11-16T10:00:00")
    for head in (clock + other, other + clock):
        assert moment(page(head=head)) == "2026-11-16T10:00:00+08:00"


def test_a_visible_clock_says_that_the_other_one_is_utcs() -> None:
    head = linked_data(datePublished="2026-11-16T10:00:00") + meta(
        "og:updated_time", "2026-11-16T12:30:00+08:00"
    )
    shown = "<h1>Pier</h1><div>Published 16 November 2026, 18:00</div>"
    assert moment(page(head=head, above=shown)) == "2026-11-16T18:00:00+08:00"

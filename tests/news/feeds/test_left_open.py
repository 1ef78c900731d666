"""What one entry leaves open costs no other entry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.feeds import parse
from news.feeds.left_open import (
    with_ended_cdata,
    with_ended_entries,
    with_ended_texts,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PIER = "https://pier.example"


def _titles(items: str) -> list[tuple[str, str]]:
    data = f"<rss><channel><title>Pier</title>{items}</channel></rss>"
    feed = parse(data.encode(), url=f"{PIER}/feed", now=NOW)
    return [(entry.title, entry.url) for entry in feed.entries]


@pytest.mark.parametrize(
    "first",
    [
        "<item><title>Lock</title><link>/1</link>",
        "<item><title>Lock<link>/1</link></item>",
        "<item><title>Lock<media:thumbnail url='x'/><link>/1</link></item>",
        "<item><title>Lock<content:encoded>x</content:encoded><link>/1</link></item>",
        "<item><title><![CDATA[Lock</title><link>/1</link></item>",
        "<item><title><![CDATA[Lock]></title><link>/1</link></item>",
        "<item><title>Lock</title><link>/1</link><description><![CDATA[<p>Shut.</p></description></item>",
    ],
)
def test_an_entry_that_is_left_open_swallows_no_other(first: str) -> None:
    second = "<item><title><![CDATA[Quay]]></title><link>/2</link></item>"
    assert _titles(first + second) == [
        ("Lock", f"{PIER}/1"),
        ("Quay", f"{PIER}/2"),
    ]


def test_an_entry_of_atom_that_is_left_open() -> None:
    entry = "<entry><id>{0}</id><title>{0}</title><link href='/{0}'/>"
    data = f"<feed>{entry.format(1)}{entry.format(2)}</entry></feed>"
    feed = parse(data.encode(), url=f"{PIER}/feed", now=NOW)
    assert [entry.url for entry in feed.entries] == [f"{PIER}/1", f"{PIER}/2"]


def test_quoted_markup_is_no_open_cdata() -> None:
    quoted = (
        "<description><![CDATA[<description><![CDATA[x</description>"
        "</item><item>]]></description>"
    )
    assert with_ended_cdata(quoted) == quoted
    told = (
        "<description><![CDATA[Text of <![CDATA[ ends before </description> "
        "all the same]]></description>"
    )
    assert with_ended_cdata(told) == told


def test_an_entry_inside_an_entry_is_part_of_it() -> None:
    nested = "<item><title>A</title><item/><item>b</item></item>"
    assert with_ended_entries(nested) == nested


def test_a_person_of_atom_keeps_what_it_holds() -> None:
    person = "<author><name>Ann</name></author><title>Pier</title>"
    assert with_ended_texts(person) == person

"""Who wrote an entry, as feeds say it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from news.feeds import parse
from news.feeds.people import name_in, of_feed, together

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ENTRY = "<title>One</title><link href='https://a.example/1'/>"


def authors(document: str) -> list[str]:
    feed = parse(document.encode(), url="https://a.example/feed", now=NOW)
    return [entry.author for entry in feed.entries]


def atom(entries: str, head: str = "<title>Harbour notes</title>") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ann@site.example (Ann Doe)", "Ann Doe"),
        ("Ann Doe (ann@site.example)", "Ann Doe"),
        ("Ann Doe (mailto:ann@site.example)", "Ann Doe"),
        ("Ann Doe <ann@site.example>", "Ann Doe"),
        ("by Ann Doe", "Ann Doe"),
        ("By Ann Doe (Harbour Desk)", "Ann Doe (Harbour Desk)"),
        ("Byron Doe", "Byron Doe"),
        ("ann@site.example", "ann@site.example"),
        ("www.site.example", ""),
        ("https://site.example/ann", ""),
        ("王小明", "王小明"),
        ("", ""),
    ],
)
def test_a_name_among_its_addresses(said: str, name: str) -> None:
    assert name_in(said) == name


def test_each_person_is_named_once() -> None:
    assert together(["Ann", "", "Bo", "Ann"]) == "Ann, Bo"
    assert together(map(str, range(9))) == "0, 1, 2, 3, 4"


def test_the_site_itself_is_no_author() -> None:
    assert of_feed("Site News", "SITE NEWS: World") == ""
    assert of_feed("Ann Doe", "Harbour notes") == "Ann Doe"


def test_an_entry_of_atom_has_the_authors_of_its_feed() -> None:
    head = "<title>Harbour notes</title>" + 2 * (
        "<author><name>Ann Doe</name></author>"
    )
    own = f"<entry>{ENTRY}<author><name/><email>bo@a.example</email></author></entry>"
    taken = f"<entry>{ENTRY}<source><author><name>Cy</name></author></source></entry>"
    entries = f"<entry>{ENTRY}</entry>{own}{taken}"
    assert authors(atom(entries, head)) == ["Ann Doe", "bo@a.example", "Cy"]
    assert authors(atom(f"<entry>{ENTRY}</entry>")) == [""]


def test_an_item_of_json_has_the_authors_of_its_feed() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour notes",
        "authors": [{"name": "Ann Doe"}],
        "items": [
            {"id": "1", "content_text": "a"},
            {"id": "2", "content_text": "b", "author": {"name": "Bo"}},
        ],
    }
    assert authors(json.dumps(document)) == ["Ann Doe", "Bo"]


def test_the_author_of_a_podcast_by_its_store() -> None:
    space = "xmlns:googleplay='http://www.google.com/schemas/play-podcasts/1.0'"
    item = "<item><title>One</title><googleplay:author>Ann</googleplay:author></item>"
    document = f"<rss version='2.0' {space}><channel>{item}</channel></rss>"
    assert authors(document) == ["Ann"]

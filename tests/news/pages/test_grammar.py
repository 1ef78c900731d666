"""A page's own grammar: what changes between readings is articles, what stays is navigation."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.pages import (
    Grammar,
    Listing,
    find_entries,
    load_grammar,
    read_listing,
)
from news.pages.grammar import MAX_LINKS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://paper.example/"
SIZE_LIMIT = 2604
NEWS = [
    f"Harbour notice {word}"
    for word in ("one", "two", "three", "four", "five", "six", "ten")
]
SERVICES = [
    f"How to reach our {word} office"
    for word in ("letters", "sports", "archive", "press")
]


def items(name: str, address: str, texts: list[str]) -> str:
    rows = (
        f"<li><a href='{address.format(text.split()[-1], text.split()[-2])}'>{text}</a></li>"
        for text in texts
    )
    return f"<ul class='{name}'>{''.join(rows)}</ul>"


def page(news: list[str], services: list[str] = SERVICES) -> str:
    """Make a page whose service links look more like articles than its news does."""
    services_list = items("b", "/y/{0}-at-the-{1}-of-ours.html", services)
    return f"<html><body>{items('a', '/x/{0}17.html', news)}{services_list}</body></html>"


def read(*pages: str) -> Listing:
    listing = Listing([], Grammar())
    for text in pages:
        listing = read_listing(text, url=URL, now=NOW, grammar=listing.grammar)
    return listing


def test_a_list_that_changes_is_articles_and_one_that_stays_is_navigation() -> (
    None
):
    assert [entry.title for entry in read(page(NEWS[2:7])).entries] == SERVICES
    listing = read(page(NEWS[:5]), page(NEWS[1:6]), page(NEWS[2:7]))
    assert [entry.title for entry in listing.entries] == NEWS[2:7]
    assert listing.learned == len(NEWS[2:7]) + len(SERVICES)
    assert listing.grammar.readings == 3


def test_the_same_page_twice_teaches_nothing() -> None:
    once, twice = read(page(NEWS[:5])), read(page(NEWS[:5]), page(NEWS[:5]))
    assert once.entries == twice.entries
    assert twice.learned == 0


def test_a_menu_with_a_new_word_is_no_list_of_articles() -> None:
    menu = ["Go to sports", "Go to letters", "Go to press", "Go to archive"]
    listing = read(page(NEWS[:5], menu[:3]), page(NEWS[1:6], menu))
    assert not {entry.title for entry in listing.entries} & set(menu)


def test_a_grammar_comes_back_from_a_store_as_it_was() -> None:
    grammar = read(page(NEWS[:5]), page(NEWS[1:6])).grammar
    assert load_grammar(grammar.dump()) == grammar
    entries = find_entries(
        page(NEWS[2:7]), url=URL, now=NOW, grammar=load_grammar(grammar.dump())
    )
    assert [entry.title for entry in entries] == NEWS[2:7]


# Other tests run the same lines on small pages.
@pytest.mark.untraced
def test_a_fingerprint_is_bounded_however_large_the_page() -> None:
    lists = "".join(
        items(
            f"list{'x' * number}",
            f"/f{number}/{{1}}{{0}}.html",
            [f"Story of list {n}" for n in range(60)],
        )
        for number in range(80)
    )
    grammar = read(f"<html><body>{lists}</body></html>").grammar
    assert len(grammar.dump()) <= SIZE_LIMIT
    assert sum(len(memory.links) for memory in grammar.paths) <= MAX_LINKS
    assert load_grammar(grammar.dump()) == grammar


def test_news_is_seen_in_a_list_longer_than_what_is_remembered() -> None:
    long = [f"A long notice of the harbour {n}" for n in range(900)]
    listing = read(page(long[:800]), page(long[100:]))
    memory = max(listing.grammar.paths, key=lambda path: path.size)
    assert memory.lists_articles
    assert len(memory.links) < memory.size


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\xff" * 40, b"\x01\x02\x00\x05abc"]
)
def test_broken_bytes_are_an_empty_grammar(data: bytes) -> None:
    assert load_grammar(data) == Grammar()


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(load_grammar(data), Grammar)

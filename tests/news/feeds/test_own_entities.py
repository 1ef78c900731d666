"""Entities that a feed's doctype declares."""

from __future__ import annotations

from news.feeds.own_entities import (
    MAX_ADDED,
    MAX_DECLARED,
    declared,
    written_out,
)


def test_entities_hold_earlier_ones_only() -> None:
    doctype = """<!DOCTYPE rss [
      <!ENTITY paper "The &town; Post"> <!ENTITY town 'Ellery'> <!ENTITY both "&town; &paper;">
      <!ENTITY % all "x"> <!ENTITY file SYSTEM "file:///etc/hosts">
      <!ENTITY page PUBLIC "a" "https://a.example/dtd"> <!ENTITY town "Other">
    ]>"""
    assert declared(doctype) == {
        "paper": "The &town; Post",
        "town": "Ellery",
        "both": "Ellery The &town; Post",
    }


def test_their_number_and_their_length_are_bounded() -> None:
    many = "".join(f'<!ENTITY e{number} "x">' for number in range(1000))
    assert len(declared(many)) == MAX_DECLARED
    doubled = "".join(
        f'<!ENTITY d{number} "&d{number - 1};&d{number - 1};">'
        for number in range(1, 40)
    )
    texts = declared(f'<!ENTITY d0 "0123456789">{doubled}').values()
    assert max(map(len, texts)) <= 1000


def test_what_they_add_to_a_feed_is_bounded() -> None:
    text = "&long;" * 20_000
    assert len(written_out(text, {"long": "x" * 1000})) <= MAX_ADDED + len(text)

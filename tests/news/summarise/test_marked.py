"""Patterns that are searched only where a mark stands."""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern, holds_any


def test_a_pattern_needs_its_mark() -> None:
    ferry = MarkedPattern(("ferry", "boat"), re.compile(r"\bold \w+"))
    assert ferry.is_in("The old ferry sails.")
    assert not ferry.is_in("The ferry sails.")
    assert not ferry.is_in("The old bridge holds.")
    assert not NOWHERE.is_in("The old ferry sails.")


def test_a_pattern_is_cut_where_a_mark_stands() -> None:
    price = MarkedPattern(("(",), re.compile(r" ?[(]\d+[)]?"))
    assert price.cut_from("Acme (12) and Roe (7) rose.") == "Acme and Roe rose."
    assert price.cut_from("Acme and Roe rose.") == "Acme and Roe rose."


def test_a_part_is_held_inside_a_word_too() -> None:
    assert holds_any("A ferryman rows.", ("boat", "ferry"))
    assert not holds_any("A ferryman rows.", ("boat", "bridge"))
    assert not holds_any("A ferryman rows.", ())

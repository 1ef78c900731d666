"""Patterns that are searched only where a mark stands."""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern


def test_a_pattern_needs_its_mark() -> None:
    ferry = MarkedPattern(("ferry", "boat"), re.compile(r"\bold \w+"))
    assert ferry.is_in("The old ferry sails.")
    assert not ferry.is_in("The ferry sails.")
    assert not ferry.is_in("The old bridge holds.")
    assert not NOWHERE.is_in("The old ferry sails.")

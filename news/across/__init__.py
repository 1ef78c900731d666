"""Recognise one event in tellings of several languages: by the sound of names, places,
numbers, and what happened.
"""

from __future__ import annotations

from news.across.differences import figures_that_differ
from news.across.disagreements import disagreements
from news.across.keys import neutral_keys
from news.across.locations import places_that_differ
from news.across.officeholders import names_that_differ
from news.across.rivals import are_rivals, contradict

__all__ = [
    "are_rivals",
    "contradict",
    "disagreements",
    "figures_that_differ",
    "names_that_differ",
    "neutral_keys",
    "places_that_differ",
]

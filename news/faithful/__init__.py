"""Check what a language model wrote against the articles it was given; drop what they do
not support.

Each sentence must rest on one or two of theirs, and agree with them in names, offices,
numbers and what they count, days, quotations, speakers, affirmation and negation,
direction (rose, fell), certainty, reason and result, and who did what to whom. What
does not is dropped. An article's text is data: sentences that speak to a model are
taken out before.
"""

from __future__ import annotations

from news.faithful.checker import check
from news.faithful.claims import Claim, Dropped, Grounded, SourceSentence, Told
from news.faithful.proper_names import names
from news.faithful.sentence_language import is_written_in
from news.faithful.source_sentences import read_sources

# Why a sentence is dropped.
REASONS = (
    "address", "evidence", "day", "number", "quote", "name", "event", "office", "speaker", "polarity", "relation", "modality", "roles",
)  # fmt: skip

__all__ = [
    "REASONS",
    "Claim",
    "Dropped",
    "Grounded",
    "SourceSentence",
    "Told",
    "check",
    "is_written_in",
    "names",
    "read_sources",
]

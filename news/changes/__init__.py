"""Find what a text says for the first time, and what a correction changed."""

from __future__ import annotations

from news.changes.corrections import Correction, compare
from news.changes.developments import Heard, developments
from news.changes.notices import is_notice_of_removal

__all__ = [
    "Correction",
    "Heard",
    "compare",
    "developments",
    "is_notice_of_removal",
]

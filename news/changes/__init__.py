"""What a text says that was not said before, and what a corrected article says otherwise."""

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

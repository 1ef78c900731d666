"""Understand wishes without a command: `send me tech news`, 每天早上八点发给我, `zu viel`."""

from news.wishes.timed import TimedWish, read_timed_wish
from news.wishes.wish_grammar import Act
from news.wishes.wish_reading import (
    COMMANDS,
    Wish,
    bare,
    is_vague,
    names_whole,
    read_wish,
    read_wishes,
)

__all__ = [
    "COMMANDS",
    "Act",
    "TimedWish",
    "Wish",
    "bare",
    "is_vague",
    "names_whole",
    "read_timed_wish",
    "read_wish",
    "read_wishes",
]

"""Understand wishes without a command: `send me tech news`, 每天早上八点发给我, `zu viel`."""

from news.wishes.timed import TimedWish, read_timed_wish
from news.wishes.wish_grammar import Act
from news.wishes.wish_reading import COMMANDS, Wish, bare, read_wish

__all__ = [
    "COMMANDS",
    "Act",
    "TimedWish",
    "Wish",
    "bare",
    "read_timed_wish",
    "read_wish",
]

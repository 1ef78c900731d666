"""Understand wishes without a command: `send me tech news`, 每天早上八点发给我, `zu viel`."""

from news.wishes.reading import COMMANDS, Act, Wish, bare, read_wish

__all__ = ["COMMANDS", "Act", "Wish", "bare", "read_wish"]

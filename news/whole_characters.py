"""Replace half a surrogate pair, which an escape may write and UTF-8 can't hold."""

from __future__ import annotations


def whole(text: str) -> str:
    """Return a text with `?` for each half of a surrogate pair: its length stays.

    Libraries that read UTF-8 (rjieba, RE2, Aho-Corasick) refuse such a half.
    """
    return text.encode("utf-8", "replace").decode()

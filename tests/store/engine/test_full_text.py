"""Words as full-text search keeps and asks for them."""

from __future__ import annotations

from store.engine.database import Database
from store.engine.full_text import tidy_words, words_query


def test_words_are_folded_cut_and_counted_once() -> None:
    assert tidy_words("A a 芯片\x00b -- " + "x" * 65) == ["a", "芯片", "b"]
    assert len(tidy_words(" ".join(map(str, range(5000))))) == 4000


async def test_no_words_ask_for_nothing(db: Database) -> None:
    assert await db.read(words_query, ["--", ""]) == ""

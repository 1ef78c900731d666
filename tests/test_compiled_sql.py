"""A statement is compiled once for all stores of a process, unless their keys write its values in other ways."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, Select, bindparam, event, select
from sqlalchemy.engine.interfaces import CacheStats

from store.engine.connections import address, sqlite_engine
from store.engine.sealed_text import NO_KEYS, SEALED, Keyring, SealedText
from tests.stores import new_store

OLD, NEW = (Keyring([letter * 44]) for letter in "ab")
_NUMBERS = itertools.count()


@pytest.fixture
def statement() -> Select[tuple[str]]:
    """A statement that no other test has run, of a text that is sealed in tables."""
    name = f"n{os.getpid()}_{next(_NUMBERS)}"
    return select(bindparam("text", type_=SealedText("a.b")).label(name))


@contextmanager
def _store(folder: Path, keys: Keyring) -> Iterator[Engine]:
    path = folder / f"{next(_NUMBERS)}.db"
    engine = sqlite_engine(address(new_store(path)), keys=keys)
    yield engine
    engine.dispose()


def _run(
    engine: Engine, statement: Select[tuple[str]]
) -> tuple[str | None, str, CacheStats]:
    """Return the text that is read, as it was sent, and whether the statement was compiled already."""
    sent = []
    event.listen(
        engine,
        "after_cursor_execute",
        lambda _1, _2, _3, values, context, _6: sent.append(
            (values, context.cache_hit)
        ),
    )
    with engine.connect() as connection:
        found = connection.execute(statement, {"text": "渡轮"}).scalar()
    (text,), hit = sent[-1]
    return found, text, hit


def test_a_second_store_compiles_nothing_that_the_first_did(
    tmp_path: Path, statement: Select[tuple[str]]
) -> None:
    with _store(tmp_path, NO_KEYS) as first, _store(tmp_path, NO_KEYS) as next_:
        assert _run(first, statement) == ("渡轮", "渡轮", CacheStats.CACHE_MISS)
        assert _run(next_, statement) == ("渡轮", "渡轮", CacheStats.CACHE_HIT)


def test_what_is_compiled_for_some_keys_is_not_used_with_others(
    tmp_path: Path, statement: Select[tuple[str]]
) -> None:
    sent = []
    for keys in (NO_KEYS, OLD, NEW):
        with _store(tmp_path, keys) as engine:
            found, text, hit = _run(engine, statement)
        assert (found, hit) == ("渡轮", CacheStats.CACHE_MISS)
        sent.append(text)
    plain, *sealed = sent
    assert plain == "渡轮"
    assert all(text.startswith(SEALED) for text in sealed)
    opened = [
        keys.open(text, "a.b")
        for keys, text in zip((OLD, NEW), sealed, strict=True)
    ]
    assert opened == ["渡轮", "渡轮"]

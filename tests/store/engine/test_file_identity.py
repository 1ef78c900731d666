"""A store whose file was deleted or replaced is noticed at once, and accepts no more writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from news.errors import StoreError
from store.chats import chats
from store.engine.database import Database
from store.schema import migrate


def delete(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    other = path.with_suffix(".other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize(
    ("harm", "words"), [(delete, "deleted"), (replace, "another file")]
)
async def test_a_file_that_vanished_is_noticed_at_the_next_look(
    tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "s.db"
    migrate.upgrade(f"sqlite:///{path}")
    db = await Database.open(f"sqlite:///{path}")
    await db.read(chats.find, 1)
    assert db.lost == ""
    harm(path)
    assert words in db.lost
    with pytest.raises(StoreError, match=words):
        await db.write(chats.welcome_back, 1, 0)
    with pytest.raises(StoreError, match=words):
        await db.read(chats.find, 1)
    await db.close()


async def test_a_file_that_comes_back_is_the_same_one(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    migrate.upgrade(f"sqlite:///{path}")
    db = await Database.open(f"sqlite:///{path}")
    path.rename(tmp_path / "away.db")
    assert db.lost
    (tmp_path / "away.db").rename(path)
    assert db.lost == ""
    assert await db.read(chats.find, 1) is None
    await db.close()

"""What readings of a section page taught: kept a source, bounded, gone with it."""

from __future__ import annotations

from store.engine.database import Database
from store.news import page_grammars, sources
from store.news.page_grammars import MOST_BYTES
from tests.store.world import NOW, make_source


async def test_the_last_reading_stands(db: Database) -> None:
    source = await db.write(make_source, "https://a.example/")
    assert await db.read(page_grammars.read, source) == b""
    for taught in (b"\x01one", b"\x01two"):
        await db.write(page_grammars.write, source, taught, NOW)
    assert await db.read(page_grammars.read, source) == b"\x01two"


async def test_a_fingerprint_is_bounded(db: Database) -> None:
    source = await db.write(make_source, "https://a.example/")
    await db.write(page_grammars.write, source, b"x" * MOST_BYTES, NOW)
    await db.write(page_grammars.write, source, b"y" * (MOST_BYTES + 1), NOW)
    assert await db.read(page_grammars.read, source) == b"x" * MOST_BYTES


async def test_it_goes_with_its_source(db: Database) -> None:
    source = await db.write(make_source, "https://a.example/")
    await db.write(page_grammars.write, source, b"taught", NOW)
    await db.write(sources.remove, source)
    assert await db.read(page_grammars.read, source) == b""

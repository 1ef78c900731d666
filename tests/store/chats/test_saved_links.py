"""Links that a chat keeps."""

from __future__ import annotations

from store.chats import saved_links
from store.engine.database import Database
from store.operations import privacy
from tests.store.world import NOW, make_chat


async def test_a_link_is_kept_and_let_go(db: Database) -> None:
    chat = await db.write(make_chat, 5)
    assert await db.write(
        saved_links.keep, chat.id, "https://a.example/1", "One", NOW
    )
    assert await db.write(
        saved_links.keep, chat.id, "https://a.example/2", "Two", NOW + 1
    )
    kept = await db.read(saved_links.newest, chat.id, 5)
    assert [link.title for link in kept] == ["Two", "One"]
    assert not await db.write(
        saved_links.keep, chat.id, "https://a.example/1", "One", NOW
    )
    assert [
        link.title for link in await db.read(saved_links.newest, chat.id, 5)
    ] == ["Two"]
    assert len((await db.read(privacy.export, 5)).saved_links) == 1
    await db.write(privacy.forget, 5)
    assert await db.read(saved_links.newest, chat.id, 5) == []


async def test_the_oldest_links_go(db: Database) -> None:
    chat = await db.write(make_chat, 5)
    for number in range(saved_links.MOST + 2):
        await db.write(
            saved_links.keep,
            chat.id,
            f"https://a.example/{number}",
            "",
            NOW + number,
        )
    kept = await db.read(saved_links.newest, chat.id, 1000)
    assert len(kept) == saved_links.MOST
    assert "https://a.example/0" not in {link.url for link in kept}

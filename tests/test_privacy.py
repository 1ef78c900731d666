"""`docs/privacy.md` lists exactly what is stored; forgotten data is in no table and no byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from news.models import Message
from store.chats import chats
from store.delivery import outbox, outcomes
from store.engine.database import Database
from store.operations import privacy, retention
from store.rows import NewOutbox
from store.schema.tables import metadata
from tests.store.operations.test_privacy import SECRET, WORDS, live
from tests.store.world import NOW, make_chat
from tests.stores import new_store

PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"
DAY = 86_400
OWN = frozenset(
    {
        "chat_id",
        "telegram_id",
        "user_id",
        "added_by",
        "managed_by",
        "feed_token",
    }
)


def _rows() -> dict[str, tuple[str, str, str]]:
    found = re.findall(
        r"^\| `(\w+)` \| (yes|no) \| (.+?) \| (.+?) \|$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    return {name: (own, what, long) for name, own, what, long in found}


def test_the_page_lists_every_table_of_the_store() -> None:
    assert set(_rows()) == set(metadata.tables)


def test_the_page_says_which_tables_are_about_people() -> None:
    own = {
        name
        for name, table in metadata.tables.items()
        if OWN & set(table.columns.keys())
    } | {"terms", "quarantine"}
    assert {
        name for name, (mark, _, _) in _rows().items() if mark == "yes"
    } == own


def test_the_page_names_the_ages_that_retention_keeps() -> None:
    rows = _rows()
    assert f"{retention._GONE_DAYS} days" in rows["chats"][2]
    assert f"numbers {retention._UPDATES_DAYS} days" in rows["updates"][2]
    for name in ("conversations", "attempts", "quarantine"):
        assert rows[name][2] == f"{retention._TALKS_DAYS} days"
    from jobs.config import RetentionConfig

    kept = RetentionConfig()
    assert rows["outbox"][2].startswith(f"{kept.outbox} days")
    assert rows["seen"][2].startswith(f"{kept.seen} days")
    assert rows["articles"][2].startswith(f"{kept.articles} days")


def test_every_table_about_people_is_filled_by_the_test_that_forgets() -> None:
    """A new table about people must be added to `live`, which fills all of them, and to what `/forget` deletes."""
    own = {name for name, (mark, _, _) in _rows().items() if mark == "yes"}
    assert own == {
        "chats",
        "subscriptions",
        "terms",
        "seen",
        "digests",
        "episodes",
        "outbox",
        "feedback",
        "saved",
        "conversations",
        "sources",
        "source_adders",
        "doors",
        "updates",
        "votes",
        "saved_links",
        "week_digests",
        "chat_options",
        "read_later",
        "read_later_items",
        "post_bundles",
        "quarantine",
    }


@pytest.fixture
async def held(tmp_path: Path) -> Database:
    return await Database.open(new_store(tmp_path / "store.db"))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("store.db*")}


async def test_after_forgetting_no_byte_of_the_store_tells_of_the_chat(
    held: Database, tmp_path: Path
) -> None:
    chat = await live(held)
    token = await held.write(chats.new_feed_token, chat)
    await held.write(
        chats.update, chat, title="A very private name", zone="Asia/Urumqi"
    )

    # Long texts are stored apart, for all chats that get the same: one waits, one was sent.
    page = Message(f"https://news.example/d/{token} " + "news " * 100)
    told = [
        NewOutbox(chat, "digest", page, NOW),
        NewOutbox(chat, "notice", page, NOW),
    ]
    waiting, sent = await held.write(outbox.add, told, NOW)
    await held.write(outbox.sent, [(sent or 0, 1)], NOW)
    assert waiting

    def filled(c: Connection) -> set[str]:
        return {
            table.name
            for table in metadata.sorted_tables
            if c.execute(select(table).limit(1)).first()
        }

    own = {name for name, (mark, _, _) in _rows().items() if mark == "yes"}
    assert own <= await held.read(filled)
    traces = [
        WORDS.encode(),
        token.encode(),
        b"A very private name",
        str(SECRET).encode(),
        SECRET.to_bytes(4, "big"),
    ]
    await held.fold()
    before = b"".join(_bytes(tmp_path).values())
    assert [trace for trace in traces[:3] if trace not in before] == []
    assert traces[4] in before
    await held.write(privacy.forget, SECRET)
    await held.fold()
    left = {
        name: [trace for trace in traces if trace in data]
        for name, data in _bytes(tmp_path).items()
    }
    await held.close()
    assert left == {name: [] for name in left}
    assert "store.db" in left


async def test_files_of_the_store_are_for_its_owner_alone(
    held: Database, tmp_path: Path
) -> None:
    await held.write(make_chat, SECRET)
    modes = {
        path.name: path.stat().st_mode & 0o777
        for path in tmp_path.glob("store.db*")
    }
    await held.close()
    assert modes["store.db"] == 0o600
    assert set(modes.values()) == {0o600}


async def test_a_chat_that_left_is_forgotten_after_half_a_year(
    held: Database,
) -> None:
    await live(held)
    stays = await held.write(make_chat, 5)
    back = await held.write(make_chat, 6)
    await held.write(chats.set_state, SECRET, "blocked", NOW)
    await held.write(outcomes.unreachable, 6, "gone", "403", NOW)
    await held.write(chats.set_state, 6, "active", NOW + 100 * DAY)
    ages = {
        "article_days": 999,
        "story_days": 999,
        "seen_days": 999,
        "outbox_days": 999,
    }
    await held.write(retention.prune, now=NOW + 179 * DAY, **ages)
    assert await held.read(chats.find, SECRET) is not None
    counted = await held.write(
        retention.prune, now=NOW + 181 * DAY, dry_run=True, **ages
    )
    assert dict(counted.rows)["chats"] == 2
    await held.write(retention.prune, now=NOW + 181 * DAY, **ages)
    ids = await held.read(
        lambda c: set(
            c.execute(
                text("SELECT id FROM chats WHERE telegram_id > 0")
            ).scalars()
        )
    )
    await held.close()
    assert ids == {stays.id, back.id}

"""A source that moved to another's address becomes that one, with all that hangs on it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from store.chats import subscriptions
from store.engine.database import Database
from store.news import articles, source_joins, sources, terms
from store.rows import Source
from store.schema.tables import story_terms
from store.schema.tables import subscriptions as subscription_table
from tests.store.world import NOW, make_chat, new_article

OLD, NEW = "https://old.example/feed", "https://new.example/feed"


def two_sources(c: Connection) -> tuple[int, int]:
    """Add two trusted sources, each by another chat and with an article; return their ids."""
    ids = []
    for person, url in ((7, OLD), (8, NEW)):
        added = sources.add(
            c, url, "feed", "", "en", "UTC", person, NOW, vouched="member"
        )
        source = added.id
        articles.insert_new(c, [new_article(url[8:11], source)], NOW)
        ids.append(source)
    return ids[0], ids[1]


def subscribe(c: Connection, person: int, *source_ids: int) -> int:
    chat = make_chat(c, person)
    for source in source_ids:
        subscriptions.add(c, chat.id, "source", str(source), limit=10, now=NOW)
    return chat.id


async def wanted(db: Database, chat: int) -> list[tuple[str, int]]:
    query = select(subscription_table.c.value, subscription_table.c.term_id)
    of_chat = query.where(subscription_table.c.chat_id == chat)
    return await db.read(
        lambda c: [(value, term) for value, term in c.execute(of_chat)]
    )


async def test_two_become_one_with_their_subscriptions_articles_and_adders(
    db: Database,
) -> None:
    old, new = await db.write(two_sources)
    only_old = await db.write(subscribe, 100, old)
    both = await db.write(subscribe, 101, old, new)
    term = await db.write(terms.intern, "source", str(new))
    assert await db.write(source_joins.move, old, NEW) == new
    assert await db.read(sources.get, old) is None
    assert await wanted(db, only_old) == [(str(new), term.id)]
    assert await wanted(db, both) == [(str(new), term.id)]
    assert len(await db.read(articles.recent_of_source, new, 9)) == 2
    assert await db.read(sources.added_by, new) == [7, 8]


async def test_stories_of_the_old_one_match_those_who_want_the_new(
    db: Database,
) -> None:
    old, new = await db.write(two_sources)

    def match(c: Connection) -> int:
        term = terms.intern(c, "source", str(old))
        c.execute(story_terms.insert().values(term_id=term.id, story_id=5))
        return terms.intern(c, "source", str(new)).id

    term = await db.write(match)
    await db.write(source_joins.join, old, new)
    rows = await db.read(
        lambda c: c.execute(select(story_terms.c.term_id)).scalars().all()
    )
    assert rows == [term]


async def test_a_free_address_is_taken(db: Database) -> None:
    old, _ = await db.write(two_sources)
    assert (
        await db.write(source_joins.move, old, "https://free.example/") == old
    )
    moved = await db.read(sources.get, old)
    assert moved is not None
    assert moved.url == "https://free.example/"


async def test_what_the_operator_lists_stays_as_it_is_listed(
    db: Database,
) -> None:
    _, new = await db.write(two_sources)
    await db.write(sources.sync_configured, [Source(0, OLD)], NOW)
    listed = await db.read(sources.by_url, OLD)
    assert listed is not None
    assert await db.write(source_joins.move, listed.id, NEW) == listed.id
    count = await db.read(
        lambda c: c.execute(
            select(func.count(subscription_table.c.id))
        ).scalar()
    )
    assert (count, await db.read(sources.get, new) is None) == (0, False)

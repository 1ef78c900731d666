"""What one chat adds is visible to its followers only."""

from __future__ import annotations

import pytest

from store.article_rows import ChangedEntry, NewEntry
from store.chats import feedback, subscriptions
from store.delivery import posts
from store.engine.database import Database
from store.news import (
    articles,
    entries,
    filter_preview,
    passages,
    source_joins,
    source_trust,
    sources,
    stories,
    terms,
    visibility,
)
from store.rows import Chat
from tests import read_rows
from tests.store.world import (
    NOW,
    make_chat,
    make_source,
    new_article,
    placed,
    read_article,
)

GOSSIP = "https://gossip.example/feed"


class World:
    """A trusted paper with one story, and a stranger's feed that one chat follows."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def make(self) -> World:
        db = self.db
        self.paper = await db.write(make_source, "https://paper.example/feed")
        added = await db.write(
            sources.add, GOSSIP, "feed", "Gossip", "en", "UTC", 666, NOW
        )
        self.gossip = added.id
        self.follower: Chat = await db.write(make_chat, 1)
        self.other: Chat = await db.write(make_chat, 2)
        for chat in (self.follower, self.other):
            await db.write(
                subscriptions.add, chat.id, "topic", "tech", limit=9, now=NOW
            )
        await db.write(
            subscriptions.add,
            self.follower.id,
            "source",
            str(self.gossip),
            limit=9,
            now=NOW,
        )
        return self

    async def article(
        self, source: int, name: str, key: str, **values: object
    ) -> int:
        """Put an article into a story; return the story's id."""
        kept = (
            name
            if source != self.gossip
            else visibility.closed_key(source, name)
        )
        row = new_article(name, source, url_key=kept)
        (number,) = await self.db.write(articles.insert_new, [row], NOW)
        read = read_article(number, title=name, words=name, **values)
        await self.db.write(articles.save_read, [read], NOW)
        above = {"tech": ("news",)}
        filters = (await self.filter_term(),) if "turbine" in name else ()
        place = placed(number, key, filters=filters)
        (story,) = await self.db.write(
            stories.place, [place], NOW, ancestors=above
        )
        return story

    async def filter_term(self) -> int:
        return (await self.db.write(terms.intern, "filter", "turbine")).id


@pytest.fixture
async def world(db: Database) -> World:
    return await World(db).make()


async def test_what_only_a_closed_source_tells_is_nowhere_for_others(
    world: World,
) -> None:
    db = world.db
    story = await world.article(world.gossip, "turbine sold in secret", "k")
    for reader in (visibility.NOBODY, world.other.id):
        assert await db.read(stories.get, story, reader) is None
        assert await db.read(stories.by_ids, [story], reader) == {}
        assert await db.read(stories.latest, limit=9, reader=reader) == []
        assert (
            await db.read(stories.latest, topics=("tech",), reader=reader) == []
        )
        assert (
            await db.read(stories.search, ["turbine"], limit=9, reader=reader)
            == []
        )
        assert await db.read(articles.of_story, story, reader) == []
        assert (
            await db.read(articles.story_at, "turbine sold in secret", reader)
            is None
        )
        found = await db.read(
            passages.find, ["turbine"], chat_id=reader, since=0
        )
        assert found.passages == ()
        start = filter_preview.START
        page = {"count": 9, "length": 99, "reader": reader}
        assert await db.read(filter_preview.page, 0, start, **page) == []
    assert await db.read(articles.labelled, 9) == []
    row = await db.read(lambda c: c.exec_driver_sql("SELECT title, url, summary, publisher, topics FROM stories").one())  # fmt: skip
    assert tuple(row) == ("", "", "[]", "", "[]"), (
        "what everybody reads holds no word of it"
    )


async def test_its_followers_find_it_everywhere(world: World) -> None:
    db, reader = world.db, world.follower.id
    story = await world.article(world.gossip, "turbine sold in secret", "k")
    found = await db.read(stories.get, story, reader)
    assert found is not None
    assert (found.title, found.topics) == ("turbine sold in secret", ("tech",))
    assert [report.title for report in found.reports] == [
        "turbine sold in secret"
    ]
    for listed in (
        await db.read(stories.latest, limit=9, reader=reader),
        await db.read(stories.latest, topics=("tech",), reader=reader),
        await db.read(
            stories.search, ["TURBINE", "sold"], limit=9, reader=reader
        ),
    ):
        assert [one.id for one in listed] == [story]
    assert await db.read(stories.latest, topics=("art",), reader=reader) == []
    assert (
        await db.read(
            stories.search, ["turbine", "zebra"], limit=9, reader=reader
        )
        == []
    )
    assert (
        await db.read(articles.story_at, "turbine sold in secret", reader)
        == story
    )
    asked = await db.read(passages.find, ["turbine"], chat_id=reader, since=0)
    assert [one.title for one in asked.passages] == ["turbine sold in secret"]
    await db.write(feedback.save, reader, story, NOW)
    assert [one.id for one in await db.read(feedback.saved, reader, 9)] == [
        story
    ]


async def test_a_closed_report_changes_nothing_of_an_open_story(
    world: World,
) -> None:
    db = world.db
    told = {"published_at": NOW - 60, "publisher": "Paper"}
    story = await world.article(
        world.paper, "chip laboratory opens", "k", **told
    )
    before = await db.read(stories.get, story)
    forged = {
        "published_at": NOW - 7200,
        "publisher": "Wire",
        "topics": (("finance", 1.0, "x"),) * 3,
        "language": "zh",
    }
    assert (
        await world.article(
            world.gossip, "claim your turbine here", "k", **forged
        )
        == story
    )
    assert await db.read(stories.get, story) == before
    assert await db.read(stories.search, ["turbine"], limit=9) == []
    assert await db.read(stories.latest, topics=("finance",)) == []
    own = await db.read(stories.get, story, world.follower.id)
    assert own is not None
    assert own.title == "chip laboratory opens", (
        "trust goes before the claimed time"
    )
    assert (own.articles, own.publishers) == (2, 1)
    assert {report.title for report in own.reports} == {
        "chip laboratory opens",
        "claim your turbine here",
    }


async def test_terms_of_closed_articles_are_their_followers_own(
    world: World,
) -> None:
    story = await world.article(world.gossip, "turbine sold in secret", "k")
    rows = (await world.db.read(stories.changed_since, 0)).rows
    named = {
        term.id: (term.kind, term.value)
        for term in await world.db.read(read_rows.all_terms)
    }
    assert {(*named[row.term_id], row.source) for row in rows} == {
        ("source", str(world.gossip), 0),
        ("topic", "tech", world.gossip),
        ("topic", "news", world.gossip),
        ("filter", "turbine", world.gossip),
    }
    assert {row.story_id for row in rows} == {story}


async def test_posts_of_closed_articles_come_to_followers_alone(
    world: World,
) -> None:
    db = world.db
    for chat in (world.follower, world.other):
        sub = await db.write(
            subscriptions.add,
            chat.id,
            "filter",
            "turbine",
            mode="now",
            limit=9,
            now=NOW - 9,
        )
        topic = (await db.read(subscriptions.of_chat, chat.id))[0]
        await db.write(
            subscriptions.set_mode, chat.id, topic.id, "now", NOW - 9
        )
        assert sub.mode == "now"
    values = {"published_at": NOW - 60}
    story = await world.article(
        world.gossip, "turbine sold in secret", "k", **values
    )
    until = await db.read(posts.newest_stamp)
    wanted = await db.read(posts.audience, after=0, until=until, oldest=0)
    assert {(row.chat_id, row.story_id) for row in wanted} == {
        (world.follower.id, story)
    }
    mixed = await world.article(
        world.paper, "chip laboratory opens", "m", **values
    )
    await db.write(
        lambda c: c.exec_driver_sql(
            "UPDATE articles SET fetched_at = fetched_at - 9000"
        )
    )
    await world.article(
        world.gossip, "turbine in the laboratory", "m", **values
    )
    until = await db.read(posts.newest_stamp)
    wanted = await db.read(posts.audience, after=0, until=until, oldest=0)
    others = {row.story_id for row in wanted if row.chat_id == world.other.id}
    assert others <= {mixed}
    brought = {
        row.article_id for row in wanted if row.chat_id == world.other.id
    }
    assert brought.isdisjoint(
        {
            row.id
            for row in await db.read(articles.recent_of_source, world.gossip, 9)
        }
    )


async def test_one_address_told_by_a_stranger_first_is_read_anew_for_everybody(
    world: World,
) -> None:
    """A closed feed lists the paper's page under words of its own before the paper does."""
    db, address = world.db, "paper.example/a"
    forged = new_article(
        "forged",
        world.gossip,
        url_key=visibility.closed_key(world.gossip, address),
    )
    theirs = NewEntry(
        "id:1", address, forged.url_key, "forged", "", forged, open_key=address
    )
    assert await db.write(entries.take, world.gossip, [theirs], NOW) == 1
    real = new_article("real", world.paper, url_key=address)
    ours = NewEntry("id:9", address, address, "real", "", real)
    assert await db.write(entries.take, world.paper, [ours], NOW) == 1
    assert [
        row.title
        for row in await db.read(articles.recent_of_source, world.paper, 9)
    ] == ["real"]


async def test_an_open_article_that_a_closed_source_lists_is_shared_and_not_its_to_change(
    world: World,
) -> None:
    db, address = world.db, "paper.example/a"
    real = new_article("real", world.paper, url_key=address)
    await db.write(
        entries.take,
        world.paper,
        [NewEntry("id:9", address, address, "real", "", real)],
        NOW,
    )
    closed = visibility.closed_key(world.gossip, address)
    forged = new_article("forged", world.gossip, url_key=closed)
    theirs = NewEntry(
        "id:1", address, closed, "forged", "", forged, open_key=address
    )
    assert await db.write(entries.take, world.gossip, [theirs], NOW) == 0
    (row,) = await db.read(articles.recent_of_source, world.gossip, 9)
    assert row.title == "real"
    words = ("Free money", "Here.", "Here.")
    changed = ChangedEntry(
        "id:1",
        "id:1",
        row.id,
        "https://gossip.example/x",
        "x",
        "x",
        *words,
        corrected=True,
        moved=True,
    )
    await db.write(entries.change, world.gossip, [changed], NOW)
    (row,) = await db.read(articles.recent_of_source, world.paper, 9)
    assert (row.title, row.url, row.entry_summary) == ("real", real.url, "")
    ours = ChangedEntry(
        "id:9", "id:9", row.id, "", "", "", *words, corrected=True, moved=False
    )
    await db.write(entries.change, world.paper, [ours], NOW)
    (row,) = await db.read(articles.recent_of_source, world.paper, 9)
    assert row.title == "Free money"


async def test_approval_opens_what_a_source_told_and_refusal_closes_it(
    world: World,
) -> None:
    db = world.db
    story = await world.article(world.gossip, "turbine sold in secret", "k")
    assert await db.read(source_trust.waiting, 9) == [
        (await db.read(sources.get, world.gossip), 1)
    ]
    await db.write(source_trust.approve, world.gossip, NOW)
    await _settle(db)
    assert [
        one.id for one in await db.read(stories.search, ["turbine"], limit=9)
    ] == [story]
    assert [
        one.id for one in await db.read(stories.latest, topics=("tech",))
    ] == [story]
    assert await db.read(source_trust.waiting, 9) == []
    await db.write(source_trust.refuse, world.gossip, NOW)
    assert await db.read(stories.latest, limit=9) == [], (
        "at once, before the rest is written anew"
    )
    await _settle(db)
    assert await db.read(stories.search, ["turbine"], limit=9) == []
    own = await db.read(
        stories.search, ["turbine"], limit=9, reader=world.follower.id
    )
    assert [one.id for one in own] == [story]
    assert await db.read(source_trust.waiting, 9) == [], (
        "a refused one waits no more"
    )
    (row,) = await db.read(articles.recent_of_source, world.gossip, 9)
    assert row.url_key.startswith(f"{world.gossip}{visibility.SEPARATOR}")


async def _settle(db: Database) -> None:
    while (source := await db.read(source_trust.changed)) is not None:
        after: int | None = 0
        while after is not None:
            after = await db.write(
                source_trust.rewrite,
                source,
                after,
                ancestors={},
                limit=1,
                now=NOW,
            )


async def test_settings_say_whether_members_are_trusted(world: World) -> None:
    db = world.db
    secret = await db.write(
        sources.add,
        "https://b.example/f?token=abc123def",
        "feed",
        "",
        "",
        "UTC",
        7,
        NOW,
    )
    assert await db.write(source_trust.settle, members=True, now=NOW) == 1
    trusted = {row.id for row in await db.read(sources.every) if row.trusted}
    assert trusted == {world.paper, world.gossip}, (
        "a secret stays its chat's own in any case"
    )
    await db.write(source_trust.approve, secret.id, NOW)
    assert not (await db.read(sources.get, secret.id) or secret).trusted
    assert await db.write(source_trust.settle, members=False, now=NOW) == 1
    assert {row.id for row in await db.read(sources.every) if row.trusted} == {
        world.paper
    }


async def test_who_vouches_decides_what_a_new_source_is(world: World) -> None:
    db = world.db
    args = ("feed", "", "", "UTC", 7, NOW)
    by_nobody = await db.write(sources.add, "https://n.example/f", *args)
    by_member = await db.write(
        sources.add, "https://m.example/f", *args, vouched="member"
    )
    by_admin = await db.write(
        sources.add, "https://n.example/f", *args, vouched="operator"
    )
    assert (by_nobody.trusted, by_member.trusted, by_admin.trusted) == (
        False,
        True,
        True,
    )
    assert by_admin.id == by_nobody.id
    await db.write(source_trust.refuse, by_member.id, NOW)
    again = await db.write(
        sources.add, "https://m.example/f", *args, vouched="member"
    )
    assert not again.trusted, "a refused one stays refused"
    await db.write(source_trust.settle, members=True, now=NOW)
    assert not (await db.read(sources.get, by_member.id) or again).trusted


async def test_a_redirect_brings_no_article_under_another_sources_name(
    world: World,
) -> None:
    """A stranger's feed leads to the paper's address: its followers go over, its articles do not."""
    db = world.db
    story = await world.article(world.gossip, "turbine sold in secret", "k")
    await db.write(source_joins.join, world.gossip, world.paper)
    assert await db.read(sources.get, world.gossip) is None
    followed = await db.read(subscriptions.of_chat, world.follower.id)
    assert str(world.paper) in {row.value for row in followed}
    for reader in (visibility.NOBODY, world.other.id, world.follower.id):
        assert await db.read(stories.by_ids, [story], reader) == {}
        assert await db.read(articles.of_story, story, reader) == []


async def test_where_a_trusted_source_leads_is_trusted(world: World) -> None:
    await world.db.write(source_joins.join, world.paper, world.gossip)
    left = await world.db.read(sources.get, world.gossip)
    assert left is not None
    assert left.trusted

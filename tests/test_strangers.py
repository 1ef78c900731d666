"""Strangers in one bot: what one brings reaches no other, and a ban holds everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpcore
import pytest
from sqlalchemy import Connection

from bot.handlers.operator import source_review
from bot.receiving.lanes import ABREAST
from jobs.config import FetchConfig
from jobs.http.downloader import Downloader
from news.words import words
from sandbox.server import ANN, BO, FORUM, GROUP, Sandbox
from sandbox.world import people
from store.article_rows import Placed
from store.chats import chats, subscriptions
from store.news import articles, sources, stories, visibility
from store.operations import store_size
from store.operations.store_size import StoreSize
from tests.scene import FREE, Scene, until
from tests.store.world import new_article, read_article

ADDRESS = "https://office.example/feed.xml?key=PRIVATE-KEY-77"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    sandbox = await Sandbox.start(limits=FREE)
    made = Scene(sandbox, tmp_path)
    yield made
    await made.stop()
    await sandbox.stop()


async def said(scene: Scene, person: int, chat: int, text: str) -> list[str]:
    """Write into a chat; return the bot's answers."""
    before = len(scene.messages(chat))
    people.write(scene.sandbox.world, person, chat, text)
    await scene.settled()
    return [
        message.get("text", "") for message in scene.messages(chat)[before:]
    ]


def secret_story(c: Connection, follower: int, now: int) -> int:
    """Let a chat follow a private feed with one article; return its story."""
    source = sources.add(
        c, ADDRESS, "feed", "Minutes", "en", "UTC", ANN, now
    ).id
    row = chats.find(c, follower)
    assert row is not None
    subscriptions.add(c, row.id, "source", str(source), limit=9, now=now)
    key = visibility.closed_key(source, "office.example/minutes/7")
    item = new_article("minutes", source, url=f"{ADDRESS}&n=7", url_key=key)
    (number,) = articles.insert_new(c, [item], now)
    read = read_article(
        number,
        title="Board sells the turbine division",
        words=" ".join(words("Board sells the turbine division")),
        published_at=now - 60,
    )
    articles.save_read(c, [read], now)
    (story,) = stories.place(
        c, [Placed(number, "k", "report", "", (), ())], now, ancestors={}
    )
    return story


async def test_what_a_private_address_brought_is_shown_to_no_other_chat(
    scene: Scene,
) -> None:
    await scene.start()
    await said(scene, ANN, ANN, "/start")
    await said(scene, BO, BO, "/start")
    context = scene.running.context
    story = await context.db.write(secret_story, ANN, context.clock())
    for command in (
        "/latest",
        "/search turbine",
        f"/start story_{story}",
        "/story turbine",
    ):
        for text in await said(scene, BO, BO, command):
            assert "turbine division" not in text, command
    (found,) = await said(scene, ANN, ANN, "/search turbine")
    assert "Board sells the turbine division" in found
    for text in await said(scene, ANN, ANN, "/subscriptions"):
        assert "PRIVATE-KEY" not in text


async def test_who_is_banned_is_banned_in_groups_too(scene: Scene) -> None:
    await scene.start(telegram={"admins": [ANN]})
    await said(scene, BO, BO, "/start")
    assert await said(scene, BO, GROUP, "/latest")
    await said(scene, ANN, ANN, f"/ban {BO}")
    assert await said(scene, BO, BO, "/help") == []
    assert await said(scene, BO, GROUP, "/latest") == []


async def test_a_banned_forum_is_banned_in_its_new_topics_too(
    scene: Scene,
) -> None:
    await scene.start(telegram={"admins": [ANN]})
    world = scene.sandbox.world
    world.places[FORUM].topics |= {7: "open", 8: "open"}
    people.write(world, BO, FORUM, "/help", thread=7)
    await scene.settled()
    before = len(scene.messages(FORUM))
    assert before
    await said(scene, ANN, ANN, f"/ban {FORUM}")
    for thread in (0, 7, 8):
        people.write(world, BO, FORUM, "/help", thread=thread)
        await scene.settled()
    assert len(scene.messages(FORUM)) == before
    # Nor does adding the bot again lift the ban.
    people.kick(world, BO, FORUM)
    people.add(world, BO, FORUM)
    await scene.settled()
    rows = await scene.running.context.db.read(chats.topics_of, FORUM)
    assert {row.state for row in rows} == {"banned"}


async def test_an_operator_approves_the_most_subscribed_first(
    scene: Scene,
) -> None:
    await scene.start(telegram={"admins": [ANN]})
    await said(scene, ANN, ANN, "/start")
    await said(scene, BO, BO, "/start")
    context = scene.running.context

    def wish(c: Connection) -> None:
        readers = [chats.find(c, number) for number in (ANN, BO)]
        for name, followers in (("few", 1), ("many", 2)):
            url = f"https://{name}.example/feed"
            source = sources.add(
                c, url, "feed", name, "en", "UTC", BO, context.clock()
            )
            for reader in readers[:followers]:
                assert reader is not None
                value = str(source.id)
                subscriptions.add(
                    c, reader.id, "source", value, limit=9, now=context.clock()
                )

    await context.db.write(wish)
    (text,) = await said(scene, ANN, ANN, "/sources")
    assert text.index("many") < text.index("few")
    await scene.presses(scene.messages(ANN)[-1], "✅ many")
    await scene.settled()
    trusted = await context.db.read(sources.by_url, "https://many.example/feed")
    assert trusted is not None
    assert trusted.trusted
    assert source_review.WAITING >= 2


async def test_a_file_brings_nothing_inside_and_no_names_for_others(
    scene: Scene,
) -> None:
    await scene.start()
    await said(scene, BO, BO, "/start")
    data = """<opml version='2.0'><body>
    <outline type='rss' title='Claim your prize' xmlUrl='https://famous.example/rss.xml'/>
    <outline type='rss' title='creds' xmlUrl='https://eve:hunter22@x.example/rss.xml'/>
    <outline type='rss' title='inside' xmlUrl='http://169.254.169.254/latest/'/>
    </body></opml>"""
    people.upload(scene.sandbox.world, BO, BO, "x.opml", data.encode())
    await scene.settled()
    await scene.presses(scene.messages(BO)[-1], "✅", BO)
    await scene.settled()
    listed = await scene.running.context.db.read(sources.every)
    added = {row.url: row for row in listed if not row.configured}
    assert list(added) == ["https://famous.example/rss.xml"]
    row = added["https://famous.example/rss.xml"]
    assert (row.title, row.zone, row.trusted) == ("", "UTC", False)
    assert any(
        "Claim your prize" in text
        for text in await said(scene, BO, BO, "/subscriptions")
    )
    keyboard = str(scene.messages(BO)[-1])
    assert "Claim your prize" in keyboard


async def test_new_sources_a_day_are_counted_through_files_and_forget(
    scene: Scene,
) -> None:
    rules = {"access": {"sources_per_day": 3, "commands_per_minute": 60}}
    await scene.start(**rules)
    for turn in range(2):
        rows = "".join(
            f"<outline type='rss' title='t' xmlUrl='https://h{turn}{n}.example/rss.xml'/>"
            for n in range(5)
        )
        data = f"<opml version='2.0'><body>{rows}</body></opml>"
        people.upload(scene.sandbox.world, BO, BO, "x.opml", data.encode())
        await scene.settled()
        await scene.presses(scene.messages(BO)[-1], "✅", BO)
        await scene.settled()
        await said(scene, BO, BO, "/forget")
        await scene.presses(scene.messages(BO)[-1], "🗑", BO)
        await scene.settled()
        # What was counted is in the store: a restart gives no new share.
        await scene.stop()
        await scene.start(**rules)
    listed = await scene.running.context.db.read(sources.every)
    assert len([row for row in listed if not row.configured]) == 3
    assert any(
        "new sources today" in str(message) for message in scene.messages(BO)
    )


async def test_a_full_store_lets_new_sources_wait(scene: Scene) -> None:
    await scene.start()
    await said(scene, BO, BO, "/start")
    db, full = (
        scene.running.context.db,
        StoreSize(used=10, ceiling=9, full=True, days=2),
    )
    await db.write(store_size.write, full, 0)
    rows = "<outline type='rss' xmlUrl='https://new.example/rss.xml'/>"
    data = f"<opml version='2.0'><body>{rows}</body></opml>"
    people.upload(scene.sandbox.world, BO, BO, "x.opml", data.encode())
    await scene.settled()
    await scene.presses(scene.messages(BO)[-1], "✅", BO)
    await scene.settled()
    assert any(
        "no room for new sources" in str(message)
        for message in scene.messages(BO)
    )
    assert not [
        row for row in await db.read(sources.every) if not row.configured
    ]


class _Silence(httpcore.AsyncNetworkBackend):
    """A web where every site takes a connection and never answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.end = asyncio.Event()

    async def connect_tcp(self, host: str, *_: Any, **__: Any) -> Any:
        """Wait until the test ends."""
        self.asked.append(host)
        await self.end.wait()
        raise httpcore.ConnectError("the test ended")


def silent_web(scene: Scene) -> _Silence:
    """Let the running bot read a web that never answers."""

    async def lookup(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34"]

    web = _Silence()
    downloader = Downloader(
        FetchConfig(deadline=120.0), lookup=lookup, backend=web
    )
    object.__setattr__(scene.running.context, "downloader", downloader)
    return web


async def test_slow_sites_of_strangers_keep_nobody_waiting(
    scene: Scene,
) -> None:
    await scene.start()
    await said(scene, ANN, ANN, "/start")
    web, world = silent_web(scene), scene.sandbox.world
    for number in range(ABREAST + 6):
        person = 50_000 + number
        world.add_person(person, "x", "en")
        people.write(
            world, person, person, f"/subscribe http://s{number}.example/f.xml"
        )
    await until(lambda: len(web.asked) >= FetchConfig().concurrency)
    lanes = scene.running.receiver.inbox.lanes
    await until(lambda: lanes.depth >= ABREAST + 6)
    before = len(scene.messages(ANN))
    people.write(world, ANN, ANN, "/help")
    await scene.wait(lambda _message: True, ANN, after=before)
    assert lanes.depth >= ABREAST + 6
    web.end.set()


async def test_groups_of_one_person_share_one_allowance(scene: Scene) -> None:
    await scene.start(access={"heavy_per_minute": 3})
    web, world = silent_web(scene), scene.sandbox.world
    groups = range(-40_000, -40_008, -1)
    for number in groups:
        world.add_place(number, "group", "x", admins=(BO,))
        people.write(
            world, BO, number, f"/subscribe http://g{-number}.example/f.xml"
        )

    def told_to_wait() -> int:
        texts = (str(scene.messages(number)) for number in groups)
        return sum("Too many requests" in text for text in texts)

    await until(lambda: told_to_wait() == 5)
    await until(lambda: len(web.asked) == 3)
    people.write(world, ANN, ANN, "/subscribe http://other.example/f.xml")
    await until(lambda: len(web.asked) == 4)
    web.end.set()

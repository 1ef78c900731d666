"""The digest as a web page and a private feed: its content, and who may read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from lxml import html as lxml
from starlette.applications import Starlette

from bot.web.pages.routes import Pages, routes
from news import feeds
from news.faithful import Grounded, Told
from news.spoken.ogg_opus import read_sound
from store.article_rows import NewArticle, Placed
from store.chats import chats
from store.delivery import digests, episodes
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles, sources, stories, summaries_by_model
from store.operations import privacy
from store.records import Episode, EpisodePart
from store.rows import Chat
from tests.sounds import silence
from tests.store.world import (
    NOW,
    make_chat,
    make_source,
    make_stories,
    new_article,
    new_digest,
    placed,
    read_article,
)
from tests.stores import new_store


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(new_store(tmp_path / "store.db"))
    yield opened
    await opened.close()


@pytest.fixture
async def web(db: Database) -> AsyncIterator[httpx.AsyncClient]:
    pages = Pages(db, lambda: NOW + 60, "https://news.example", "jianbao_bot")
    transport = httpx.ASGITransport(Starlette(routes=routes(pages)))
    async with httpx.AsyncClient(
        transport=transport, base_url="https://news.example"
    ) as client:
        yield client


async def reader(db: Database, locale: str = "en") -> Chat:
    chat = await db.write(make_chat, 77)
    token = await db.write(chats.new_feed_token, chat.id)
    return await db.write(
        lambda c: chats.update(c, chat.id, feed_token=token, locale=locale)
    )


async def told(
    db: Database,
    chat: Chat,
    names: list[str],
    *,
    slot: int = 480,
    **values: object,
) -> list[int]:
    ids = await db.write(lambda c: make_stories(c, names, **values))
    await db.write(
        digests.store_batch, [new_digest(chat.id, ids, slot=slot)], NOW + slot
    )
    return ids


async def test_a_page_shows_the_last_digest_and_leads_to_earlier_ones(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    await told(db, chat, ["a"], title="First story", publisher="Paper")
    await told(db, chat, ["b"], slot=1440, title="Second story")
    page = await web.get(f"/d/{chat.feed_token}")
    assert page.status_code == 200
    tree = lxml.fromstring(page.text)
    assert "⚡ Breaking" in tree.findtext(".//h1")
    assert tree.xpath("//h3/a/text()") == ["Second story"]
    (older,) = tree.xpath("//nav/a")
    assert older.get("rel") == "prev"
    page = await web.get(f"/d/{older.get('href')}")
    tree = lxml.fromstring(page.text)
    assert tree.xpath("//h3/a/text()") == ["First story"]
    assert "Paper" in tree.xpath("string(//p[@class='credit'])")
    assert [anchor.get("rel") for anchor in tree.xpath("//nav/a")] == ["next"]
    assert (await web.get(f"/d/{chat.feed_token}/99")).status_code == 404


async def test_an_entry_without_an_address_has_a_page_that_nobody_guesses(
    db: Database, web: httpx.AsyncClient
) -> None:
    def write(c: Connection) -> None:
        paper = make_source(c)
        url = f"https://news.example/e/{paper}/{'k' * 24}"
        article = new_article("a", paper, title="Tide <low>", url=url)
        (number,) = articles.insert_new(c, [article], NOW)
        row = read_article(
            number, title="Tide <low>", text="One line.\n<b>Two</b> lines."
        )
        articles.save_read(c, [row], NOW)

    await db.write(write)
    page = await web.get(f"/e/1/{'k' * 24}")
    assert (page.status_code, page.headers["referrer-policy"]) == (
        200,
        "no-referrer",
    )
    tree = lxml.fromstring(page.text)
    assert tree.findtext(".//h1") == "Tide <low>"
    assert tree.xpath("//article/p/text()") == [
        "One line.",
        "<b>Two</b> lines.",
    ]
    assert "News" in tree.xpath("string(//p[@class='credit'])")
    for path in (
        f"/e/2/{'k' * 24}",
        f"/e/1/{'x' * 24}",
        "/e/1/%25",
        f"/e/{9**30}/a",
    ):
        assert (await web.get(path)).status_code == 404


async def test_the_feed_is_read_back_by_our_own_reader(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db, "zh-Hans")
    await told(
        db,
        chat,
        ["a", "b"],
        title="桥 <合龙> & 通车",
        summary=("三 < 四 & 五。",),
    )
    answer = await web.get(f"/d/{chat.feed_token}/feed.xml")
    assert answer.headers["content-type"].startswith("application/rss+xml")
    found = feeds.parse(
        answer.content,
        url=str(answer.url),
        content_type=answer.headers["content-type"],
    )
    assert not found.repaired
    assert [entry.title for entry in found.entries] == ["桥 <合龙> & 通车"] * 2
    assert "三 < 四 & 五。" in found.entries[0].summary
    assert found.entries[0].published_at == datetime.fromtimestamp(
        NOW + 480, UTC
    )
    root = ElementTree.fromstring(answer.content)
    assert root.findtext("channel/language") == "zh-Hans"
    assert (
        root.findtext("channel/link")
        == f"https://news.example/d/{chat.feed_token}"
    )


async def test_who_does_not_know_the_address_sees_nothing(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    await told(db, chat, ["a"])
    assert len(chat.feed_token) >= 22, "128 bits and more"
    for path in (
        "/d/",
        "/d/x",
        f"/d/{'A' * 32}",
        f"/d/{'A' * 32}/feed.xml",
        "/d/%00/feed.xml",
    ):
        assert (await web.get(path)).status_code == 404
    old = chat.feed_token
    await db.write(chats.new_feed_token, chat.id)
    assert (await web.get(f"/d/{old}")).status_code == 404
    await db.write(lambda c: chats.update(c, chat.id, feed_token=""))
    assert (await web.get("/d//feed.xml")).status_code == 404


async def test_a_banned_or_forgotten_chat_has_no_page(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    await db.write(chats.set_state, chat.telegram_id, "banned", NOW)
    assert (await web.get(f"/d/{chat.feed_token}")).status_code == 404
    await db.write(chats.set_state, chat.telegram_id, "active", NOW)
    await db.write(privacy.forget, chat.telegram_id)
    assert (await web.get(f"/d/{chat.feed_token}")).status_code == 404


async def test_nothing_leaks_and_nothing_inline_runs(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    await told(
        db,
        chat,
        ["a"],
        title="<script>alert(1)</script>",
        summary=('"><img src=x onerror=alert(1)>',),
    )
    for path in ("", "/feed.xml"):
        answer = await web.get(f"/d/{chat.feed_token}{path}")
        assert "no-store" in answer.headers["cache-control"]
        assert "noindex" in answer.headers["x-robots-tag"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "<script" not in answer.text
        assert "<img" not in answer.text
    page = lxml.fromstring((await web.get(f"/d/{chat.feed_token}")).text)
    assert not page.xpath("//@style | //style | //script")
    assert page.xpath("//h3/a/text()") == ["<script>alert(1)</script>"]


async def test_before_the_first_digest_and_after_its_stories_went(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    assert (
        "No digest has been sent yet"
        in (await web.get(f"/d/{chat.feed_token}")).text
    )
    gone = new_digest(chat.id, [999])
    await db.write(digests.store_batch, [gone], NOW)
    assert "no longer kept" in (await web.get(f"/d/{chat.feed_token}")).text
    answer = await web.get(f"/d/{chat.feed_token}/feed.xml")
    assert ElementTree.fromstring(answer.content).findall("channel/item") == []


async def test_the_style_is_a_file_of_its_own(web: httpx.AsyncClient) -> None:
    answer = await web.get("/d/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in answer.text


async def test_a_store_that_does_not_answer_is_said_so(
    db: Database, web: httpx.AsyncClient
) -> None:
    await db.close()
    answer = await web.get(f"/d/{'A' * 32}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


async def test_the_week_is_a_page_with_its_days_drawn(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    empty = await web.get(f"/d/{chat.feed_token}/week")
    assert "has gone on" in empty.text
    await told(db, chat, ["bridge"])
    answer = await web.get(f"/d/{chat.feed_token}/week")
    assert answer.status_code == 200
    page = lxml.fromstring(answer.text)
    assert page.xpath("count(//article)") == 1
    assert page.xpath("count(//article//*[local-name()='rect'])") == 7
    assert page.xpath("//ol/li/time/@datetime")
    assert "no-store" in answer.headers["cache-control"]
    assert (await web.get(f"/d/{'x' * 30}/week")).status_code == 404


async def test_a_page_ends_with_the_permission(db: Database) -> None:
    chat = await reader(db)
    await told(db, chat, ["a"])
    let_in = {77}
    pages = Pages(
        db,
        lambda: NOW + 60,
        "https://news.example",
        allowed=lambda reading: reading.telegram_id in let_in,
    )
    transport = httpx.ASGITransport(Starlette(routes=routes(pages)))
    async with httpx.AsyncClient(
        transport=transport, base_url="https://news.example"
    ) as client:
        assert (await client.get(f"/d/{chat.feed_token}")).status_code == 200
        let_in.clear()
        assert (await client.get(f"/d/{chat.feed_token}")).status_code == 404
        assert (
            await client.get(f"/d/{chat.feed_token}/feed.xml")
        ).status_code == 404
        let_in.add(77)
        manager = await db.write(make_chat, 5)
        await db.write(lambda c: chats.update(c, chat.id, managed_by=5))
        assert (await client.get(f"/d/{chat.feed_token}")).status_code == 200
        await db.write(chats.set_state, manager.telegram_id, "banned", NOW)
        assert (await client.get(f"/d/{chat.feed_token}")).status_code == 404


@pytest.mark.parametrize("char", ["\uffff", "\ufffe", "\x0b"])
async def test_a_character_that_xml_can_not_hold_does_not_break_the_feed(
    db: Database, web: httpx.AsyncClient, char: str
) -> None:
    chat = await reader(db)
    await told(
        db, chat, ["a"], title=f"Odd{char} story", publisher=f"Pa{char}per"
    )
    answer = await web.get(f"/d/{chat.feed_token}/feed.xml")
    assert char not in answer.text
    assert "Odd story" in [
        title.text
        for title in ElementTree.fromstring(answer.text).iter("title")
    ]


async def test_a_story_has_a_page_of_its_own(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)

    def fill(c: Connection) -> int:
        source = sources.add(
            c, "https://a.example/feed", "feed", "A", "en", "UTC", None, NOW
        ).id
        told = 0
        for number, (name, text) in enumerate(
            (
                ("Post", "Ferry sinks: 12 dead."),
                ("Herald", "The ferry sank, 14 dead <b>now</b>."),
            )
        ):
            url = f"https://p{number}.example/ferry"
            new = NewArticle(
                url, url, source, text, published_at=NOW - 600 + number
            )
            (article,) = articles.insert_new(c, [new], NOW)
            row = read_article(
                article, title=text, text=text, summary=(text,), publisher=name,
                published_at=NOW - 600 + number, image="https://p.example/a.jpg",
            )  # fmt: skip
            articles.save_read(c, [row], NOW)
            (told,) = stories.place(
                c, [placed(article, "ferry")], NOW, ancestors={}
            )
        url = "https://copy.example/ferry"
        new = NewArticle(url, url, source, "Ferry", published_at=NOW - 100)
        (article,) = articles.insert_new(c, [new], NOW)
        copied = read_article(
            article, title="Ferry", site="Copy", published_at=NOW - 100
        )
        articles.save_read(c, [copied], NOW)
        original = "https://p0.example/ferry"
        stories.place(
            c,
            [Placed(article, "ferry", "reprint", original, (), ())],
            NOW,
            ancestors={},
        )
        return told

    number = await db.write(fill)
    answer = await web.get(f"/d/{chat.feed_token}/story/{number}")
    assert answer.status_code == 200
    page = lxml.fromstring(answer.text)
    cells = [cell.text_content() for cell in page.xpath("//table//td")]
    assert cells == ["12", "Post", "14", "Herald"]
    assert page.xpath("//meta[@property='og:image']/@content") == [
        "https://p.example/a.jpg"
    ]
    names = [node.text for node in page.xpath("//*[local-name()='text']")]
    assert names == ["Post", "Copy", "Herald"]
    assert len(page.xpath("//*[local-name()='line']")) == 1
    assert page.xpath("//ol/li")
    assert "12 dead" in page.xpath("//details")[0].text_content()
    assert not page.xpath("//b | //script | //@style")
    assert (await web.get(f"/d/{chat.feed_token}/story/404")).status_code == 404
    assert (await web.get(f"/d/{'A' * 32}/story/{number}")).status_code == 404


async def record(db: Database, chat: Chat, digest: int) -> Episode:
    """Let a digest be a recording of two parts."""
    asked = await db.write(episodes.want, digest, chat.id, NOW)
    parts = (
        EpisodePart("a", "News", 1000),
        EpisodePart("b", "Tide & 潮", 65_000),
    )
    for part in parts:
        sound = silence(part.milliseconds / 1000)
        await db.write(episodes.keep_sound, part.key, sound, NOW)
    ready = replace(asked, state="ready", parts=parts, size=4321)
    await db.write(episodes.settle, ready, [], NOW)
    return ready


async def test_a_recording_is_an_episode_and_plays_on_its_page(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    await told(db, chat, ["Tide rises"])
    (digest,) = await db.read(digests.recent_of_chat, chat.id, 1)
    root = f"/d/{chat.feed_token}"
    assert "<audio" not in (await web.get(root)).text
    assert (await web.get(f"{root}/{digest.id}.ogg")).status_code == 404
    await record(db, chat, digest.id)

    feed = ElementTree.fromstring((await web.get(f"{root}/feed.xml")).text)
    item = feed.find(".//item[enclosure]")
    assert item is not None
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert (enclosure.get("type"), enclosure.get("length")) == (
        "audio/ogg",
        "4321",
    )
    spaces = {
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "psc": "http://podlove.org/simple-chapters",
    }
    assert item.findtext("itunes:duration", "", spaces) == "1:06"
    chapters = item.findall(".//psc:chapter", spaces)
    assert [(each.get("start"), each.get("title")) for each in chapters] == [
        ("0:00", "Tide & 潮")
    ]
    heard = await web.get(enclosure.get("url", ""))
    assert heard.headers["content-type"] == "audio/ogg"
    assert read_sound(heard.content).seconds == 66
    assert (
        f'src="{chat.feed_token}/{digest.id}.ogg"' in (await web.get(root)).text
    )

    stranger = await db.write(make_chat, 5)
    token = await db.write(chats.new_feed_token, stranger.id)
    other = await web.get(f"/d/{token}/{digest.id}.ogg")
    assert other.status_code == 404, "a recording is its chat's alone"


async def test_the_page_of_a_story_shows_what_its_summary_rests_on(
    db: Database, web: httpx.AsyncClient
) -> None:
    chat = await reader(db)
    (number,) = await told(db, chat, ["Tide rises"])
    story = await db.read(stories.get, number, chat.id)
    assert story is not None
    address = f"/d/{chat.feed_token}/story/{number}"
    page = lxml.fromstring((await web.get(address)).text)
    quotes = page.findall(".//blockquote")
    assert len(quotes) == len(story.summary) > 0
    assert quotes[0].text.strip() == story.summary[0]

    (seen, *_) = await db.read(articles.of_story, number, chat.id)
    sentences = (
        Grounded("It <rose>.", seen.id, "The tide rose."),
        Grounded("A secret.", 99_999, "Of nobody's article."),
    )
    body = summaries_by_model.dump(Told("Tide", sentences))
    await db.write(summaries_by_model.put, story.key, "v", "en", body, NOW)
    page = lxml.fromstring((await web.get(address)).text)
    (quote,) = page.findall(".//blockquote")
    assert quote.text.strip() == "The tide rose."
    assert "It <rose>." in page.text_content()
    assert "secret" not in page.text_content()

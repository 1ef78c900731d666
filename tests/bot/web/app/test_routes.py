"""The settings page: who may open it, what each screen shows and changes, and its size in bytes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from itsdangerous import URLSafeSerializer
from lxml import html as lxml
from starlette.applications import Starlette

from bot.web.app.routes import MAX_FORM, AppSettings, routes
from bot.web.app.session import KEY, SECONDS
from store.chats import chats, subscriptions, votes
from store.engine.database import Database
from store.operations import key_value, privacy
from store.rows import Chat
from tests.bot.web.app.test_init_data import TOKEN, signed
from tests.bot.web.pages.test_pages import db
from tests.store.world import make_chat, make_stories

__all__ = ["db"]
NOW = 1_795_420_800
ME = 77


class Page:
    """What the page's script does."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.now = NOW
        self.session = ""

    async def post(self, path: str, **form: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.session}"}
        return await self.client.post(
            f"/app/{path}", data=form, headers=headers
        )

    async def enter(self, data: str = "") -> httpx.Response:
        answer = await self.client.post(
            "/app/in", data={"data": data or signed()}
        )
        self.session = answer.json().get("session", "")
        return answer

    async def shows(self, path: str, **form: Any) -> Any:
        """Return a screen as a tree."""
        answer = await self.post(path, **form)
        assert answer.status_code == 200, answer.text
        return lxml.fromstring(f"<div>{answer.json()['html']}</div>")


@pytest.fixture
async def chat(db: Database) -> Chat:
    made = await db.write(make_chat, ME)
    return await db.write(
        lambda c: chats.update(c, made.id, locale="en", zone="Asia/Shanghai")
    )


@pytest.fixture
async def page(db: Database, chat: Chat) -> AsyncIterator[Page]:
    assert chat.telegram_id == ME
    settings = AppSettings("https://news.example", TOKEN, 3)
    shown: list[Page] = []
    app = Starlette(
        routes=routes(
            db,
            lambda: shown[0].now,
            settings,
            lambda reader: reader.title != "shut out",
        )
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://news.example"
    ) as client:
        shown.append(Page(client))
        yield shown[0]


async def test_an_opening_lets_in_once(page: Page) -> None:
    answer = await page.enter()
    assert answer.status_code == 200
    assert "Subscriptions" in answer.json()["html"]
    assert (await page.post("schedule/show")).status_code == 200
    again = await page.client.post("/app/in", data={"data": signed()})
    assert again.status_code == 403, "somebody read it off a screen"
    assert "set-cookie" not in answer.headers


async def test_a_session_ends(page: Page) -> None:
    await page.enter()
    page.now += SECONDS
    assert (await page.post("schedule/show")).status_code == 401


async def test_a_copy_of_the_store_alone_makes_no_session(
    page: Page, db: Database
) -> None:
    """A backup holds the store's key, but not the bot's token."""
    await page.enter()
    key = await db.read(key_value.get, KEY)
    assert key is not None
    person = [ME, page.now + SECONDS]
    page.session = str(URLSafeSerializer(key, salt="mini-app").dumps(person))
    assert (await page.post("schedule/show")).status_code == 401


@pytest.mark.parametrize("session", ["", "x", "W10.x", "é"])
async def test_without_a_session_nothing_is_told(
    page: Page, session: str
) -> None:
    headers = {"Authorization": f"Bearer {session}".encode()}
    answer = await page.client.post(
        "/app/profile/show", headers=headers, data={"a": "b"}
    )
    assert answer.status_code == 401
    assert answer.json() == {"error": "expired"}


async def test_the_page_ends_with_the_permission_and_with_the_chat(
    page: Page, db: Database, chat: Chat
) -> None:
    await page.enter()
    await db.write(chats.update, chat.id, title="shut out")
    assert (await page.post("profile/show")).status_code == 403
    await db.write(privacy.forget, ME)
    assert (await page.post("profile/show")).status_code == 403
    stranger = await page.enter(signed(user='{"id": 5}'))
    assert stranger.status_code == 403


async def test_nothing_of_strangers_is_taken(page: Page) -> None:
    await page.enter()
    assert (await page.post("nothing/show")).status_code == 404
    assert (await page.post("schedule/drop")).status_code == 404
    long = await page.post("filters/preview", expression="x" * MAX_FORM)
    assert long.status_code == 413


async def test_subscriptions_are_found_ordered_labelled_and_ended(
    page: Page, db: Database, chat: Chat
) -> None:
    add = subscriptions.add
    for kind, value in (
        ("topic", "tech"),
        ("filter", "chips"),
        ("topic", "ai"),
    ):
        await db.write(add, chat.id, kind, value, limit=9, now=NOW)  # type: ignore[arg-type]
    await page.enter()

    def names(tree: Any) -> list[str]:
        return [each.text for each in tree.findall(".//*[@class='name']")]

    whole = await page.shows("subscriptions/show")
    assert len(names(whole)) == 3
    assert names(await page.shows("subscriptions/search", q="CHIP")) == [
        "chips"
    ]
    (row,) = (await page.shows("subscriptions/search", q="chips")).findall(
        ".//input[@name='id']"
    )
    number = row.get("value")
    saved = await page.shows(
        "subscriptions/save", id=number, label=" #Work  desk ", level="4"
    )
    assert "#Work desk" in saved.text_content()
    by_label = await page.shows("subscriptions/search", order="label")
    assert names(by_label)[0] == "chips"
    assert names(await page.shows("subscriptions/search", q="work")) == [
        "chips"
    ]
    # An imported label, made of names of folders, may be longer than a typed one.
    folders = "Reading/On the way to work/Papers of the coast"
    long = await page.shows(
        "subscriptions/save", id=number, label=folders, level="4"
    )
    assert f"#{folders}" in long.text_content()
    ended = await page.shows("subscriptions/remove", id=number)
    assert len(names(ended)) == 2

    other = await db.write(make_chat, 5)
    theirs = await db.write(add, other.id, "topic", "tech", limit=9, now=NOW)
    await page.shows("subscriptions/remove", id=str(theirs.id))
    assert len(await db.read(subscriptions.of_chat, other.id)) == 1


async def test_the_week_is_a_grid_with_its_next_times(
    page: Page, db: Database, chat: Chat
) -> None:
    await page.enter()
    shown = await page.shows("schedule/show")
    assert len(shown.findall(".//input[@type='checkbox']")) == 24 * 7
    assert len(shown.findall(".//ol/li")) == 5
    tried = await page.shows("schedule/preview", slot=["0-480", "2-1230"])
    assert tried.find(".//li").text == "Wed, Nov 25 20:30"
    kept = await db.read(chats.get, chat.id)
    assert kept is not None
    assert kept.schedule == chat.schedule, "a look changes nothing"
    await page.shows("schedule/save", slot=["0-480", "2-1230"])
    kept = await db.read(chats.get, chat.id)
    assert kept is not None
    assert kept.schedule == "08:00 mon; 20:30 wed"
    assert kept.next_due_at is not None
    cells = [f"0-{hour * 60}" for hour in range(13)]
    refused = await page.shows("schedule/save", slot=cells)
    assert "12" in refused.text_content()
    await page.shows("schedule/save", none="")
    kept = await db.read(chats.get, chat.id)
    assert kept is not None
    assert (kept.schedule, kept.next_due_at) == ("", None)


async def test_a_filter_is_tried_before_it_is_followed(
    page: Page, db: Database, chat: Chat
) -> None:
    await page.enter()
    await db.write(make_stories, ["Chips are short", "Rain"])
    tried = await page.shows("filters/preview", expression="chips")
    assert tried.find("p") is not None
    assert await db.read(subscriptions.of_chat, chat.id) == []
    followed = await page.shows("filters/add", expression="chips +EU")
    assert [each.text for each in followed.iter("code")] == ["chips +EU"]
    wrong = await page.shows("filters/preview", expression="/(/")
    assert "can’t read" in wrong.text_content()
    wrong = await page.shows("filters/add", expression="/(/")
    assert "can’t read" in wrong.text_content()
    for word in ("wafers", "fabs", "lathes"):
        full = await page.shows("filters/add", expression=word)
    assert len(await db.read(subscriptions.of_chat, chat.id)) == 3
    assert full.find(".//*[@role='status']") is not None, "the limit is said"
    (first, *_) = await db.read(subscriptions.of_chat, chat.id)
    await page.shows("filters/remove", id=str(first.id))
    assert len(await db.read(subscriptions.of_chat, chat.id)) == 2


async def test_a_format_is_seen_before_it_holds(
    page: Page, db: Database, chat: Chat
) -> None:
    await page.enter()
    assert "post" not in str((await page.post("formats/preview")).json())
    await db.write(make_stories, ["Tide <b>rises</b>"])
    form = {"body": "title", "link": "link-end", "switch": ["tags"]}
    seen = await page.shows("formats/preview", every="30", name="Desk", **form)
    assert "#Technology" in seen.text_content()
    assert [each.text for each in seen.iter("b")] == ["Title 1"]
    kept = await db.read(chats.get, chat.id)
    assert kept is not None
    assert kept.post_format == ""
    await page.shows("formats/save", every="30", name="Desk", **form)
    kept = await db.read(chats.get, chat.id)
    assert kept is not None
    assert kept.post_format == (
        "title link-end tags no-author no-source no-silent no-media every-30 name=Desk"
    )


async def test_interests_are_shown_and_forgotten(
    page: Page, db: Database, chat: Chat
) -> None:
    await page.enter()
    assert (
        "Nothing learned" in (await page.shows("profile/show")).text_content()
    )
    (story,) = await db.write(make_stories, ["Tide"])
    await db.write(votes.cast, chat.id, story, ME, 1, NOW)
    shown = await page.shows("profile/show")
    forms = shown.findall(".//form")
    assert forms
    for form in forms:
        fields = {
            each.get("name"): each.get("value") for each in form.iter("input")
        }
        await page.shows("profile/forget", **fields)
    assert (
        "Nothing learned" in (await page.shows("profile/show")).text_content()
    )


async def test_the_page_is_light_and_brings_nothing_from_elsewhere(
    page: Page, db: Database, chat: Chat
) -> None:
    for number in range(200):
        await db.write(
            subscriptions.add,
            chat.id,
            "filter",
            f"word{number}",
            limit=500,
            now=NOW,
        )
    texts = [
        (await page.client.get(path)).text
        for path in ("/app", "/app/style.css", "/app/app.js")
    ]
    first = await page.enter()
    assert sum(len(text.encode()) for text in (*texts, first.text)) < 60_000
    assert "160 more" in first.json()["html"]
    assert not any("//" in text.replace("// ", "") for text in texts)
    policy = (await page.client.get("/app")).headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors https://web.telegram.org" in policy
    assert "127.0.0.1" not in policy

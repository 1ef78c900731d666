"""The dashboard over HTTP: who gets in, what forms may do, what each page shows and hides."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.admin.routes import routes
from bot.web.admin.screens import Admin
from bot.web.admin.session import (
    COOKIE,
    FIRST_WAIT,
    FORGOTTEN,
    FREE_TRIES,
    LINK_SECONDS,
    LONGEST_WAIT,
    SESSION_SECONDS,
    WAITING,
    AdminAuth,
    FailedTries,
    Session,
    TooManyTries,
    form_is_ours,
    form_token,
)
from news.models import Message
from store.delivery import broadcasts, outbox, outcomes
from store.engine.database import Database
from store.news import source_health, sources, summaries_by_model
from store.operations import job_runs
from store.operations.job_runs import Expected
from store.rows import FetchOutcome, NewOutbox, OutboxKind
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_source,
    make_stories,
)

PAGES = ("/admin", "/admin/sources", "/admin/deliveries", "/admin/chats")


@dataclass
class Desk:
    """The dashboard with a clock that a test moves."""

    db: Database
    client: httpx.AsyncClient
    door: AdminAuth
    now: list[int] = field(default_factory=lambda: [NOW])
    woken: list[bool] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    async def sign_in(self, person: int = 7) -> httpx.Response:
        secret = await self.door.link(person, self.now[0])
        return await self.client.post("/admin/in", data={"secret": secret})

    async def token(self) -> str:
        page = await self.client.get("/admin")
        found = re.search(r'name="token" value="([0-9a-f]+)"', page.text)
        assert found
        return found.group(1)


@pytest.fixture
async def desk(db: Database) -> AsyncIterator[Desk]:
    now, woken, waits = [NOW], [], []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    door = AdminAuth(db, "the-token", tries=FailedTries(pause))
    admin = Admin(
        db,
        lambda: now[0],
        door,
        Expected({"fetch": 600}),
        wake=lambda: woken.append(True),
        secure=True,
    )
    transport = httpx.ASGITransport(Starlette(routes=routes(admin)))
    async with httpx.AsyncClient(
        transport=transport, base_url="https://admin.example"
    ) as client:
        yield Desk(db, client, door, now, woken, waits)


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_sees_a_page_without_signing_in(
    desk: Desk, path: str
) -> None:
    for cookie in ("", "x", "WzcsMSwiYSJd.forged"):
        answer = await desk.client.get(
            path, headers={"Cookie": f"{COOKIE}={cookie}"}
        )
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            "/admin/in",
        )


async def test_a_link_signs_in_once_and_looking_at_it_does_not_use_it_up(
    desk: Desk,
) -> None:
    secret = await desk.door.link(7, NOW)
    shown = await desk.client.get("/admin/in", params={"link": secret})
    assert "Sign in" in shown.text
    headed = await desk.client.head("/admin/in", params={"link": secret})
    assert headed.status_code == 200
    assert COOKIE not in desk.client.cookies
    entered = await desk.client.post("/admin/in", data={"secret": secret})
    assert entered.headers["location"] == "/admin"
    cookie = entered.headers["set-cookie"]
    assert all(
        word in cookie
        for word in (
            "HttpOnly",
            "SameSite=strict",
            "Secure",
            "Path=/admin",
            f"Max-Age={SESSION_SECONDS}",
        )
    )
    assert (await desk.client.get("/admin")).status_code == 200
    again = await desk.client.post("/admin/in", data={"secret": secret})
    assert again.status_code == 403


async def test_links_and_sessions_end(desk: Desk) -> None:
    secret = await desk.door.link(7, NOW)
    desk.now[0] += LINK_SECONDS + 1
    assert (
        await desk.client.post("/admin/in", data={"secret": secret})
    ).status_code == 403
    await desk.sign_in()
    desk.now[0] += SESSION_SECONDS + 1
    assert (await desk.client.get("/admin")).status_code == 303


async def test_guesses_wait_longer_each_time_and_the_right_token_always_signs_in(
    desk: Desk,
) -> None:
    for number in range(12):
        guess = await desk.client.post(
            "/admin/in", data={"secret": f"guess{number}"}
        )
        assert guess.status_code == 403
    waits = desk.waits
    assert waits[:FREE_TRIES] == [0.0] * FREE_TRIES
    assert waits[FREE_TRIES] == FIRST_WAIT
    assert waits[-1] == LONGEST_WAIT
    assert (
        await desk.client.post("/admin/in", data={"secret": "the-token"})
    ).status_code == 303
    await desk.client.post("/admin/in", data={"secret": "guess"})
    assert desk.waits[-1] == 0.0  # the right one cleared the record


async def test_failures_are_counted_by_address() -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    tries = FailedTries(pause)
    for _ in range(9):
        tries.failed("2001:db8:1:2::1", NOW)
    for address in ("2001:db8:1:2::ffff", "2001:db8:1:3::1", "192.0.2.7"):
        async with tries.turn(address, NOW):
            pass
    async with tries.turn("2001:db8:1:2::1", NOW + FORGOTTEN + 1):
        pass
    assert waits == [LONGEST_WAIT, 0.0, 0.0, 0.0]


async def test_tries_of_one_address_take_turns_and_few_wait() -> None:
    tries, began = FailedTries(), asyncio.Event()

    async def hold() -> None:
        async with tries.turn("192.0.2.7", NOW):
            began.set()
            await asyncio.Event().wait()

    held = [asyncio.create_task(hold()) for _ in range(WAITING)]
    await began.wait()
    with pytest.raises(TooManyTries):
        async with tries.turn("192.0.2.7", NOW):
            pass
    async with tries.turn("192.0.2.8", NOW):
        pass
    for task in held:
        task.cancel()
    await asyncio.gather(*held, return_exceptions=True)


async def test_signing_out_ends_the_session_wherever_its_cookie_is(
    desk: Desk,
) -> None:
    await desk.sign_in()
    cookie = desk.client.cookies[COOKIE]
    token = await desk.token()
    await desk.client.post("/admin/out", data={"token": token})
    desk.client.cookies.clear()
    kept = {"Cookie": f"{COOKIE}={cookie}"}
    assert (await desk.client.get("/admin", headers=kept)).status_code == 303
    await desk.sign_in()
    assert (await desk.client.get("/admin")).status_code == 200


async def test_a_session_by_the_token_ends_with_that_token(
    db: Database,
) -> None:
    old = AdminAuth(db, "a-token-that-leaked")
    session = await old.enter("a-token-that-leaked", NOW)
    assert session is not None
    cookie = await old.seal(session)
    assert await old.open(cookie, NOW + 1) == session
    assert await AdminAuth(db, "a-new-token").open(cookie, NOW + 1) is None
    by_link = await old.enter(await old.link(7, NOW), NOW)
    assert by_link is not None
    assert (
        await AdminAuth(db, "a-new-token").open(
            await old.seal(by_link), NOW + 1
        )
        == by_link
    )


async def test_a_copy_of_the_store_alone_signs_no_session(
    db: Database,
) -> None:
    """A backup holds the store's key, but not the bot's token."""
    admins = frozenset({7})
    cookie = await AdminAuth(db, "", admins).seal(Session(7, NOW + 60, "n"))
    here = AdminAuth(db, "", admins, bot_token="123:abc")
    assert await here.open(cookie, NOW) is None
    own = await here.seal(Session(7, NOW + 60, "n"))
    assert await here.open(own, NOW) == Session(7, NOW + 60, "n")


async def test_without_a_token_an_empty_one_does_not_sign_in(
    db: Database,
) -> None:
    door = AdminAuth(db)
    assert await door.enter("", NOW) is None


def test_a_form_belongs_to_its_session() -> None:
    one, other = Session(7, 1, "a"), Session(7, 1, "b")
    assert form_is_ours(one, form_token(one))
    assert not form_is_ours(one, form_token(other))
    assert not form_is_ours(one, "")


async def test_a_form_without_the_sessions_token_does_nothing(
    desk: Desk,
) -> None:
    number = await desk.db.write(make_source)
    await desk.sign_in()
    refused = await desk.client.post(
        f"/admin/sources/{number}/pause", data={"token": "0" * 64}
    )
    assert refused.status_code == 403
    source = await desk.db.read(sources.get, number)
    assert source is not None
    assert source.state == "active"


async def test_a_source_is_paused_resumed_and_read_now(desk: Desk) -> None:
    number = await desk.db.write(make_source)
    await desk.sign_in()
    token = await desk.token()
    for do, state in (
        ("pause", "paused"),
        ("resume", "active"),
        ("fetch", "active"),
    ):
        answer = await desk.client.post(
            f"/admin/sources/{number}/{do}", data={"token": token}
        )
        assert answer.status_code == 303
        source = await desk.db.read(sources.get, number)
        assert source is not None
        assert source.state == state
    assert (await desk.client.get("/admin/sources/999")).status_code == 404


async def test_pages_show_figures_and_never_a_message(desk: Desk) -> None:
    chat = await desk.db.write(make_chat, 987654321)
    await desk.db.write(make_stories, ["a", "b", "c"])
    await desk.db.write(
        job_runs.record,
        "fetch",
        started=NOW - 5000,
        finished=NOW - 4000,
        ok=False,
        note="the site is down",
    )
    await desk.db.write(
        outbox.add,
        [NewOutbox(chat.id, "digest", Message("what Ann reads"), NOW - 60)],
        NOW - 60,
    )
    await desk.sign_in()
    texts = {
        path: (await desk.client.get(path)).text
        for path in (*PAGES, "/admin/sources/1")
    }
    assert "Not run when it should: fetch" in texts["/admin"]
    assert "the site is down" in texts["/admin"]
    assert "oldest due 1 min" in texts["/admin"]
    assert "tech" in texts["/admin"]
    assert "https://news.example/feed" in texts["/admin/sources/1"]
    assert "Title 1" in texts["/admin/sources/1"]
    assert not any(
        "Ann" in text or "987654321" in text for text in texts.values()
    )


async def test_the_list_of_sources_filters_and_sorts(desk: Desk) -> None:
    await desk.db.write(make_source, "https://a.example/feed")
    other = await desk.db.write(make_source, "https://b.example/feed")
    await desk.db.write(source_health.set_state, other, "paused", NOW)
    await desk.sign_in()
    both = (await desk.client.get("/admin/sources")).text
    assert both.count("/admin/sources/") >= 2
    paused = (
        await desk.client.get("/admin/sources", params={"state": "paused"})
    ).text
    assert f'href="/admin/sources/{other}"' in paused
    assert paused.count('scope="row"') == 1
    none = (
        await desk.client.get("/admin/sources", params={"q": "nowhere"})
    ).text
    assert "No source matches." in none
    down = (
        await desk.client.get(
            "/admin/sources", params={"sort": "state", "down": "1"}
        )
    ).text
    assert 'aria-sort="descending"' in down
    assert (
        await desk.client.get(
            "/admin/sources", params={"sort": "; DROP", "q": "<script>"}
        )
    ).status_code == 200


async def test_a_source_that_is_silent_is_shown_so(desk: Desk) -> None:
    number = await desk.db.write(make_source)
    news = FetchOutcome(number, True, NOW, 900, entries_seen=3, entries_new=3)
    await desk.db.write(source_health.record, [news], NOW - 9 * 86_400)
    await desk.sign_in()
    assert "silent" not in (await desk.client.get("/admin/sources")).text
    await desk.db.write(source_health.mark_told, [number], NOW)
    assert "last news 9 d ago" in (await desk.client.get("/admin/sources")).text
    empty = [FetchOutcome(number, True, NOW, 900)]
    await desk.db.write(source_health.record, empty, NOW)
    page = (await desk.client.get(f"/admin/sources/{number}")).text
    assert "Last news" in page
    assert "listed nothing 1 times in a row" in page


async def test_what_a_stranger_names_a_source_is_only_text(desk: Desk) -> None:
    await desk.db.write(
        sources.add,
        "https://x.example/f",
        "feed",
        "<script>alert(1)</script>",
        "en",
        "UTC",
        None,
        NOW,
    )
    await desk.sign_in()
    page = await desk.client.get("/admin/sources")
    assert "<script>" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert " style=" not in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_a_failed_message_is_sent_again_and_a_broadcast_stopped(
    desk: Desk,
) -> None:
    chat = await desk.db.write(make_chat, 5)
    (row,) = await desk.db.write(
        outbox.add, [NewOutbox(chat.id, "digest", Message("x"), NOW)], NOW
    )
    await desk.db.write(outcomes.failed, row, "Bad Request: <b>why</b>", NOW)
    await desk.db.write(
        outbox.add,
        [NewOutbox(chat.id, "broadcast", Message("y"), NOW, broadcast="abc")],
        NOW,
    )
    await desk.sign_in()
    token = await desk.token()
    page = (await desk.client.get("/admin/deliveries")).text
    assert "Bad Request: &lt;b&gt;why&lt;/b&gt;" in page
    await desk.client.post(
        f"/admin/deliveries/{row}/retry", data={"token": token}
    )
    assert desk.woken == [True]
    await desk.client.post("/admin/broadcasts/abc/stop", data={"token": token})
    depth = await desk.db.read(outbox.depth, NOW)
    assert (depth.ready, depth.failed) == (1, 1)
    assert await desk.db.read(broadcasts.progress, "abc") == {"failed": 1}


async def test_failures_are_counted_by_reason_and_filtered(desk: Desk) -> None:
    chat = await desk.db.write(make_chat, 5)
    kinds: tuple[OutboxKind, ...] = ("digest", "digest", "alert")
    rows = await desk.db.write(
        outbox.add,
        [NewOutbox(chat.id, kind, Message("x"), NOW) for kind in kinds],
        NOW,
    )
    for row, why in zip(
        rows,
        ("Bad Request: no rights", "Bad Request: no rights", "Gone & away"),
        strict=True,
    ):
        await desk.db.write(outcomes.failed, row, why, NOW)
    await desk.sign_in()
    every = (await desk.client.get("/admin/deliveries")).text
    assert "Why the last 3 failed" in every
    assert (
        '<a href="?q=Bad%20Request%3A%20no%20rights">Bad Request: no rights</a> <b>2</b>'
        in every
    )
    assert every.count("Send again") == 3
    for asked, count in (
        ({"q": "RIGHTS"}, 2),
        ({"kind": "alert"}, 1),
        ({"q": "rights", "kind": "alert"}, 0),
    ):
        page = (await desk.client.get("/admin/deliveries", params=asked)).text
        assert page.count("Send again") == count
        assert ("No failure matches." in page) is (count == 0)


async def test_what_a_language_model_used_is_drawn(desk: Desk) -> None:
    await desk.sign_in()
    assert "Language model" not in (await desk.client.get("/admin")).text
    today = datetime.fromtimestamp(NOW, UTC).date().isoformat()
    await desk.db.write(
        summaries_by_model.add_spend,
        today,
        tokens_in=900_000,
        tokens_out=20,
        cost=0.5,
    )
    page = (await desk.client.get("/admin")).text
    assert "Language model: tokens a day" in page
    assert " read: 900,000</title>" in page


async def test_signing_out_ends_the_session_here(desk: Desk) -> None:
    await desk.sign_in()
    await desk.client.post("/admin/out", data={"token": await desk.token()})
    assert (await desk.client.get("/admin")).status_code == 303


async def test_the_style_is_a_file_of_its_own(desk: Desk) -> None:
    answer = await desk.client.get("/admin/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in answer.text
    icon = await desk.client.get("/admin/icon.svg")
    assert icon.headers["content-type"].startswith("image/svg+xml")


async def test_each_chart_has_its_figures_as_a_table(desk: Desk) -> None:
    await desk.db.write(make_stories, ["a", "b"])
    await desk.sign_in()
    page = (await desk.client.get("/admin")).text
    assert page.count("<summary>Figures</summary>") == 4
    assert "A story of two topics counts in both" in page


async def test_a_long_list_of_sources_comes_in_pages(desk: Desk) -> None:
    for number in range(103):
        await desk.db.write(make_source, f"https://{number:03}.example/feed")
    await desk.sign_in()
    first = (
        await desk.client.get(
            "/admin/sources", params={"sort": "interval", "q": "example"}
        )
    ).text
    assert (first.count('scope="row"'), "<small>103</small>" in first) == (
        100,
        True,
    )
    assert (
        'href="?page=2&amp;sort=interval&amp;down=0&amp;state=&amp;q=example" rel="next"'
        in first
    )
    second = (
        await desk.client.get("/admin/sources", params={"page": "2"})
    ).text
    assert second.count('scope="row"') == 3
    assert 'rel="prev"' in second
    for odd in ("0", "-1", "99", "x", "9" * 40):
        page = await desk.client.get("/admin/sources", params={"page": odd})
        assert page.status_code == 200
        assert page.text.count('scope="row"') in {100, 3}


async def test_failures_sort(desk: Desk) -> None:
    chat = await desk.db.write(make_chat, 5)
    kinds: tuple[OutboxKind, ...] = ("digest", "alert")
    rows = await desk.db.write(
        outbox.add,
        [NewOutbox(chat.id, kind, Message("x"), NOW) for kind in kinds],
        NOW,
    )
    for row, why in zip(rows, ("aa", "zz"), strict=True):
        await desk.db.write(outcomes.failed, row, why, NOW)
    await desk.sign_in()
    for asked, order in (
        ({"sort": "why"}, ("aa", "zz")),
        ({"sort": "why", "down": "1"}, ("zz", "aa")),
        ({"sort": "kind"}, ("zz", "aa")),
        ({"sort": "nonsense"}, ("zz", "aa")),
    ):
        page = (await desk.client.get("/admin/deliveries", params=asked)).text
        table = page[page.index("Failed for good") :]
        assert table.index(f">{order[0]}<") < table.index(f">{order[1]}<"), (
            asked
        )


async def test_a_failure_without_a_reason_is_named_too(desk: Desk) -> None:
    chat = await desk.db.write(make_chat, 5)
    (row,) = await desk.db.write(
        outbox.add, [NewOutbox(chat.id, "digest", Message("x"), NOW)], NOW
    )
    await desk.db.write(outcomes.failed, row, "", NOW)
    await desk.sign_in()
    page = (await desk.client.get("/admin/deliveries")).text
    assert page.count("no reason was noted") == 2


async def test_a_source_shows_the_text_that_was_read_beside_the_entry(
    desk: Desk,
) -> None:
    await desk.db.write(
        make_articles,
        ["a"],
        author="Ann Author",
        editor="Ed Itor",
        text="Long <b>text</b>. " * 200,
    )
    await desk.sign_in()
    page = (await desk.client.get("/admin/sources/1")).text
    assert "Ann Author" in page
    assert "Ed Itor" in page
    assert "<summary>3,600 characters of text</summary>" in page
    assert "Long &lt;b&gt;text&lt;/b&gt;." in page
    assert page.count("Long &lt;b") <= 120, (
        "a page shows the beginning, not all of twenty articles"
    )

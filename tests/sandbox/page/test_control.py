"""The chat page and what people do through it, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.server import ANN, BO, GROUP, Sandbox


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url=sandbox.url, trust_env=False, timeout=5
    ) as ready:
        yield ready


async def act(page: httpx.AsyncClient, what: str, **data: Any) -> Any:
    answer = await page.post(f"/sandbox/{what}", json=data)
    assert answer.json()["ok"] is True, answer.text
    return answer.json()["result"]


async def test_the_page_is_served_with_a_strict_policy(
    page: httpx.AsyncClient,
) -> None:
    answer = await page.get("/", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name", ["absent.js", "..%2fserver.py", "%2e%2e%2fworld.py"]
)
async def test_nothing_else_is_served(
    page: httpx.AsyncClient, name: str
) -> None:
    assert (await page.get(f"/page/{name}")).status_code == 404


async def test_somebody_writes_and_the_bot_gets_it(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "write", person=ANN, text="/start now")
    (update,) = sandbox.world.updates
    assert update["message"]["text"] == "/start now"
    assert update["message"]["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 6}
    ]
    state = (await page.get("/sandbox/state", params={"chat": ANN})).json()
    assert [message["text"] for message in state["messages"]] == ["/start now"]


async def test_a_place_and_a_file_are_shared(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "locate", person=ANN, latitude=52.5, longitude=13.4)
    await act(page, "upload", person=ANN, name="mine.opml", text="<opml/>")
    place, file = [update["message"] for update in sandbox.world.updates]
    assert place["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert (file["document"]["file_name"], file["document"]["file_size"]) == (
        "mine.opml",
        7,
    )


async def test_a_press_comes_with_its_message(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sent = sandbox.world.post(sandbox.world.places[ANN], {"text": "x"})
    query = await act(
        page, "press", person=ANN, message=sent["message_id"], data="1:s:5"
    )
    assert sandbox.world.updates[-1]["callback_query"]["id"] == query
    assert sandbox.world.updates[-1]["callback_query"]["data"] == "1:s:5"


async def test_what_is_written_to_a_bot_that_was_blocked_does_not_arrive(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "block", person=BO)
    await act(page, "write", person=BO, text="hello?")
    assert [
        kind
        for update in sandbox.world.updates
        for kind in update
        if kind != "update_id"
    ] == ["my_chat_member"]
    await act(page, "block", person=BO, blocked=False)
    assert sandbox.world.places[BO].bot == "member"


async def test_the_bot_is_removed_from_a_group(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "kick", person=ANN, chat=GROUP)
    change = sandbox.world.updates[-1]["my_chat_member"]
    assert (change["chat"]["id"], change["new_chat_member"]["status"]) == (
        GROUP,
        "kicked",
    )


async def test_a_group_that_was_upgraded_leaves_the_list(
    page: httpx.AsyncClient,
) -> None:
    await act(page, "upgrade", person=ANN, chat=GROUP, new=-1_000_000_099)
    chats = {
        chat["id"]
        for chat in (await page.get("/sandbox/state")).json()["chats"]
    }
    assert -1_000_000_099 in chats
    assert GROUP not in chats


async def test_new_people_and_places(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "person", id=7, name="Cy", language="de")
    await act(page, "place", id=-8, kind="group", title="New", admins=[7])
    assert sandbox.world.people[7].language == "de"
    assert sandbox.world.places[-8].members == {7: "administrator"}


async def test_faults_are_set_and_mended(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(page, "fault", kind="500", method="getMe", count=3)
    assert (await page.get(f"/bot{sandbox.token}/getMe")).status_code == 500
    assert (await page.get("/sandbox/ledger")).json()["struck"] == {"500": 1}
    await act(page, "mend")
    assert (await page.get(f"/bot{sandbox.token}/getMe")).status_code == 200


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("nothing", {}),
        ("fault", {"kind": "fire"}),
        ("press", {"person": ANN}),
        ("write", {"chat": 4711, "text": "x"}),
    ],
)
async def test_what_cannot_be_done_is_said(
    page: httpx.AsyncClient, what: str, data: dict[str, Any]
) -> None:
    answer = await page.post(f"/sandbox/{what}", json=data)
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_the_ledger_is_read_from_where_one_was(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    for text in ("one", "two", "three"):
        sandbox.world.post(sandbox.world.places[ANN], {"text": text})
    rows = (await page.get("/sandbox/ledger", params={"from": 1})).json()[
        "rows"
    ]
    assert [row[2] for row in rows] == ["two", "three"]

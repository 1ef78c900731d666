"""The chat page and what people do through it, over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.bot_api.methods import call
from sandbox.server import ANN, BO, CHANNEL, FORUM, GROUP, Sandbox
from sandbox.world import inline


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url=sandbox.url, trust_env=False, timeout=60
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


async def shown(page: httpx.AsyncClient, chat: int = ANN) -> Any:
    return (await page.get("/sandbox/state", params={"chat": chat})).json()


async def test_a_page_that_saw_the_newest_change_is_told_no_more(
    page: httpx.AsyncClient,
) -> None:
    await act(page, "write", person=ANN, text="one")
    state = await shown(page)
    again = await page.get(
        "/sandbox/state", params={"chat": ANN, "changed": state["changed"]}
    )
    assert again.json() == {"changed": state["changed"]}
    await act(page, "write", person=ANN, text="two")
    assert len((await shown(page))["messages"]) == 2


async def test_a_reply_quotes_what_it_answers_and_no_more(
    page: httpx.AsyncClient,
) -> None:
    first = await act(page, "write", person=ANN, text="one")
    second = await act(
        page, "write", person=ANN, text="two", reply=first["message_id"]
    )
    third = await act(
        page, "write", person=ANN, text="three", reply=second["message_id"]
    )
    assert third["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in third["reply_to_message"]
    assert "reply_to_message" not in await act(
        page, "write", person=ANN, text="x", reply=999
    )


async def test_a_picture_a_voice_note_and_a_contact_are_sent(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await act(
        page,
        "photo",
        person=ANN,
        picture="data:image/png;base64,AA",
        caption="see a.example/x",
    )
    await act(page, "voice", person=ANN)
    await act(page, "contact", person=ANN)
    photo, voice, contact = [
        update["message"] for update in sandbox.world.updates
    ]
    assert photo["caption_entities"] == [
        {"type": "url", "offset": 4, "length": 11}
    ]
    assert sandbox.world.pictures[photo["photo"][0]["file_id"]].startswith(
        "data:"
    )
    assert voice["voice"]["duration"] == 3
    assert contact["contact"]["first_name"] == sandbox.world.people[ANN].name
    refused = await page.post(
        "/sandbox/photo", json={"person": ANN, "picture": "javascript:1"}
    )
    assert refused.status_code == 400


async def test_what_is_passed_on_names_where_it_came_from(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    post = sandbox.world.post(
        sandbox.world.places[CHANNEL], {"text": "x", "reply_markup": {}}
    )
    await act(
        page,
        "forward",
        person=ANN,
        chat=ANN,
        source=CHANNEL,
        message=post["message_id"],
    )
    mine = await act(page, "write", person=BO, chat=GROUP, text="hello")
    await act(
        page,
        "forward",
        person=ANN,
        source=GROUP,
        message=mine["message_id"],
        chat=ANN,
    )
    of_channel, _, of_person = [
        update["message"] for update in sandbox.world.updates
    ]
    assert of_channel["forward_origin"]["chat"]["id"] == CHANNEL
    assert "reply_markup" not in of_channel
    assert of_person["forward_origin"]["sender_user"]["first_name"] == "Bo"


async def test_a_forum_shows_its_topics_by_name(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    state = await shown(page, FORUM)
    assert [topic["name"] for topic in state["topics"]] == [
        "General",
        "Morning papers",
    ]
    assert (await shown(page, GROUP))["topics"] == []
    sent = await act(page, "write", person=ANN, chat=FORUM, text="x", thread=7)
    assert sent["message_thread_id"] == 7


async def test_the_bot_is_asked_inline_and_an_answer_is_sent(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    query = await act(page, "inline", person=ANN, text="bridge")
    assert sandbox.world.updates[-1]["inline_query"]["query"] == "bridge"
    result = {
        "type": "article",
        "id": "a",
        "title": "T",
        "input_message_content": {"message_text": "told"},
    }
    inline.answer(
        sandbox.world, {"inline_query_id": query, "results": [result]}
    )
    assert (await shown(page))["queries"][query]["results"][0]["title"] == "T"
    sent = await act(
        page, "choose", person=ANN, chat=GROUP, query=query, result="a"
    )
    assert (sent["text"], sent["chat"]["id"]) == ("told", GROUP)


async def test_a_draft_is_shown_until_it_is_sent_or_left(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    asked = {
        "chat_id": ANN,
        "draft_id": 1,
        "text": "<b>so</b> far",
        "parse_mode": "HTML",
    }
    call(sandbox.world, "sendMessageDraft", asked)
    draft = (await shown(page))["draft"]
    assert (draft["text"], draft["entities"][0]["type"]) == ("so far", "bold")
    sandbox.world.post(sandbox.world.places[ANN], {"text": "so far and done"})
    assert (await shown(page))["draft"] is None


@pytest.mark.parametrize(
    ("options", "card"),
    [
        ({}, True),
        ({"is_disabled": True}, False),
        ({"url": "https://elsewhere.example/x"}, False),
        ({"prefer_large_media": True, "show_above_text": True}, True),
    ],
)
async def test_an_address_of_the_sample_site_has_a_card(
    page: httpx.AsyncClient,
    sandbox: Sandbox,
    options: dict[str, Any],
    card: bool,
) -> None:
    piece = sandbox.news.pieces[0]
    address = f"{sandbox.site_url}{piece.path}"
    link = {"type": "url", "offset": 2, "length": len(address)}
    message = {
        "text": f"😀{address}",
        "entities": [link],
        "link_preview_options": options,
    }
    sandbox.world.post(sandbox.world.places[ANN], message)
    (drawn,) = (await shown(page))["messages"]
    assert ("card" in drawn) is card
    if card:
        assert drawn["card"]["title"] == piece.title
        assert drawn["card"]["large"] is bool(options)


async def test_the_sample_site_has_a_front_page_whose_links_work(
    page: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    front = await page.get("/news/")
    assert front.status_code == 200
    links = set(re.findall(r'href="([^"]+)"', front.text))
    assert len([link for link in links if link.endswith(".html")]) > 12
    answers = [
        (link, (await page.get(link)).status_code) for link in sorted(links)
    ]
    assert [link for link, status in answers if status != 200] == []

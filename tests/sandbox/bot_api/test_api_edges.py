"""Tokens, bodies, updates and webhooks at their edges, over HTTP. TBA is tdlib/telegram-bot-api, API is core.telegram.org/bots/api."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from sandbox.server import ANN, BO, FORUM, Sandbox
from sandbox.world import people
from sandbox.world.limits import Buckets
from tests.sandbox.conftest import FREE


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        trust_env=False, timeout=60, base_url=sandbox.url
    ) as ready:
        yield ready


@pytest.mark.parametrize("token", ["nocolon", "0123:abc", f"1:{'x' * 80}"])
async def test_what_is_no_token_at_all(
    http: httpx.AsyncClient, token: str
) -> None:
    """TBA `ClientManager::send`: 401 `Unauthorized: invalid token specified`."""
    answer = await http.get(f"/bot{token}/getMe")
    assert (answer.status_code, answer.json()["description"]) == (
        401,
        "Unauthorized: invalid token specified",
    )


@pytest.mark.parametrize("number", ["x", "12x", "", "9" * 20])
async def test_a_token_whose_bot_has_no_number(
    http: httpx.AsyncClient, number: str
) -> None:
    """TBA `ClientManager::send`: what is no number lies in no server's range."""
    answer = await http.get(f"/bot{number}:abc/getMe")
    assert (answer.status_code, answer.json()["description"]) == (
        421,
        "Misdirected Request: unallowed token specified",
    )


@pytest.mark.parametrize("path", ["", "/", "/a/b"])
async def test_a_path_that_leads_nowhere(
    http: httpx.AsyncClient, sandbox: Sandbox, path: str
) -> None:
    """TBA: 404 `Not Found`."""
    answer = await http.get(f"/bot{sandbox.token}{path}")
    assert answer.json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }


@pytest.mark.parametrize("body", ["{", "[1]", '"x"'])
async def test_a_body_that_is_no_object(
    http: httpx.AsyncClient, sandbox: Sandbox, body: str
) -> None:
    """TBA: a body that can't be read is a 400, never a 500."""
    headers = {"Content-Type": "application/json"}
    answer = await http.post(
        f"/bot{sandbox.token}/sendMessage", content=body, headers=headers
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[1]", "object expected as reply markup"),
        ("[]", "object expected as reply markup"),
        ("7", "object expected as reply markup"),
        ("x", "can't parse reply keyboard markup JSON object"),
        (
            '{"inline_keyboard": "x"}',
            'field "inline_keyboard" must be of type Array',
        ),
        (
            '{"inline_keyboard": [1]}',
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ('{"keyboard": [1]}', 'field "keyboard" must be an Array of Arrays'),
        (
            '{"keyboard": [[1]]}',
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
        (
            '{"inline_keyboard": [[1]]}',
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_a_keyboard_that_is_none(
    http: httpx.AsyncClient, sandbox: Sandbox, markup: str, words: str
) -> None:
    """TBA `get_reply_markup`."""
    answer = await http.post(
        f"/bot{sandbox.token}/sendMessage",
        data={"chat_id": str(ANN), "text": "x", "reply_markup": markup},
    )
    assert answer.json()["description"] == f"Bad Request: {words}"


async def test_somebody_who_never_wrote_to_the_bot(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: 403 `Forbidden: bot can't initiate conversation with a user`, until they write."""
    sandbox.world.places[BO].bot = "stranger"
    with pytest.raises(
        Forbidden, match=r"bot can't initiate conversation with a user$"
    ):
        await bot.send_message(BO, "x")
    people.write(sandbox.world, BO, BO, "/start")
    assert await bot.send_message(BO, "x")


async def test_a_chat_that_may_not_be_written_to(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: 400 `have no write access to the chat`."""
    sandbox.world.places[BO].bot = "mute"
    with pytest.raises(BadRequest, match=r"^Have no write access to the chat$"):
        await bot.send_message(BO, "x")


async def test_some_updates_come_only_when_asked_for(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: by default all update types come "except chat_member, message_reaction, and message_reaction_count"; "If not
    specified, the previous setting will be used"; it "doesn't affect updates created before the call"."""
    push = sandbox.world.push
    change = {
        "chat": {"id": ANN, "type": "private"},
        "user": sandbox.world.people[ANN].json(),
        "date": 1,
    }
    reaction = change | {
        "message_id": 1,
        "old_reaction": [],
        "new_reaction": [],
    }
    assert push("message_reaction", reaction) == 0
    await bot.get_updates(allowed_updates=["message_reaction"])
    people.write(sandbox.world, ANN, ANN, "not asked for")
    push("message_reaction", reaction)
    (update,) = await bot.get_updates()
    assert update.message_reaction is not None
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    people.write(sandbox.world, ANN, ANN, "usual")
    (update,) = await bot.get_updates()
    assert update.message is not None


async def test_a_webhooks_port(bot: Bot, sandbox: Sandbox) -> None:
    """API: "Ports currently supported for webhooks: 443, 80, 88, 8443"."""
    with pytest.raises(
        BadRequest,
        match=r"(?i)webhook can be set up only on ports 80, 88, 443 or 8443$",
    ):
        await bot.set_webhook("https://bot.example:8080/hook")
    for port in (80, 88, 443, 8443):
        sandbox.world.buckets = Buckets(FREE, sandbox.world.clock)
        assert await bot.set_webhook(f"https://bot.example:{port}/hook")


async def test_a_webhooks_secret_has_256_characters(bot: Bot) -> None:
    """API: `secret_token` is "1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed"."""
    assert await bot.set_webhook(
        "https://bot.example/hook", secret_token="a" * 256
    )
    with pytest.raises(BadRequest, match=r"(?i)secret token is too long"):
        await bot.set_webhook(
            "https://bot.example/hook", secret_token="a" * 257
        )


async def test_what_is_said_of_a_webhook(
    http: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    """TBA: `Webhook was set`, `Webhook is already set`, `Webhook was deleted`, `Webhook is already deleted`."""
    said = []
    for method in (
        "setWebhook",
        "setWebhook",
        "deleteWebhook",
        "deleteWebhook",
    ):
        answer = await http.post(
            f"/bot{sandbox.token}/{method}",
            json={"url": "https://bot.example/hook"},
        )
        said.append(answer.json()["description"])
    assert said == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "", "reply_parameters": "{"}, "message text is empty"),
        (
            {"text": "x", "reply_parameters": "{", "reply_markup": "{"},
            "can't parse reply parameters JSON object",
        ),
        (
            {"text": "x", "reply_markup": "{", "chat_id": "1"},
            "can't parse reply keyboard markup JSON object",
        ),
        (
            {"text": "x", "chat_id": "1", "message_thread_id": "1"},
            "chat not found",
        ),
        (
            {
                "chat_id": str(FORUM),
                "text": "x",
                "message_thread_id": "1",
                "reply_to_message_id": "9",
            },
            "message thread not found",
        ),
        (
            {"text": "x", "reply_to_message_id": "9"},
            "message to be replied not found",
        ),
    ],
)
async def test_the_order_of_checks(
    http: httpx.AsyncClient, sandbox: Sandbox, data: dict[str, str], words: str
) -> None:
    """TBA `do_send_message`: text and entities → reply → markup → chat → thread → reply target."""
    answer = await http.post(
        f"/bot{sandbox.token}/sendMessage", data={"chat_id": str(ANN)} | data
    )
    assert answer.json()["description"] == f"Bad Request: {words}"

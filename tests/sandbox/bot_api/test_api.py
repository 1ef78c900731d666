"""The sandbox over HTTP with python-telegram-bot's own client: what a bot meets is what Telegram does.

Each rule is quoted with its source: TBA is tdlib/telegram-bot-api 10.0 (`Client.cpp`), TD is tdlib/td, API is
core.telegram.org/bots/api, FAQ is core.telegram.org/bots/faq, PTB is python-telegram-bot 22.8.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
)
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from sandbox.server import ANN, BO, Sandbox
from sandbox.world import people
from sandbox.world.faults import Fault, FaultKind
from sandbox.world.limits import Limits
from tests.sandbox.conftest import client


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as ready:
        yield ready


async def until(true: Callable[[], bool]) -> None:
    """Wait a little for something to become true."""
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never became true")


def url(sandbox: Sandbox, method: str, token: str = "") -> str:
    return f"{sandbox.base_url}{token or sandbox.token}/{method}"


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "jianbao_sandbox_bot")


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_four_ways_to_pass_parameters(
    sandbox: Sandbox, http: httpx.AsyncClient, how: str
) -> None:
    """API: "URL query string; application/x-www-form-urlencoded; application/json; multipart/form-data"."""
    data: dict[str, Any] = {"chat_id": str(ANN), "text": "字 & x"}
    where = url(sandbox, "sendMessage")
    answer = {
        "query": lambda: http.get(where, params=data),
        "form": lambda: http.post(where, data=data),
        "json": lambda: http.post(where, json=data),
        "multipart": lambda: http.post(
            where, data=data, files={"unused": b"x"}
        ),
    }[how]()
    body = (await answer).json()
    assert body["ok"] is True
    assert body["result"]["text"] == "字 & x"


async def test_names_of_methods_ignore_case(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    """API: "All methods in the Bot API are case-insensitive"."""
    assert (await http.get(url(sandbox, "GetMe"))).json()["ok"] is True


async def test_the_status_is_the_error_code(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    """TBA: the HTTP status is `error_code`; the body has `ok`, `error_code` and `description`."""
    answer = await http.post(
        url(sandbox, "sendMessage"), json={"chat_id": 4711, "text": "x"}
    )
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: chat not found",
    }


async def test_a_wrong_token(sandbox: Sandbox, http: httpx.AsyncClient) -> None:
    """TBA: 401 `Unauthorized`; PTB takes a 401 for an `InvalidToken`."""
    wrong = f"{sandbox.token[:-1]}B"
    answer = await http.get(url(sandbox, "getMe", wrong))
    assert (answer.status_code, answer.json()["description"]) == (
        401,
        "Unauthorized",
    )
    refused = client(sandbox, wrong)
    with pytest.raises(InvalidToken):
        await refused.initialize()
    await refused.shutdown()


async def test_a_method_that_is_not_there(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    """TBA: 404 `Not Found: method not found`."""
    answer = await http.get(url(sandbox, "sendNothing"))
    assert (answer.status_code, answer.json()["description"]) == (
        404,
        "Not Found: method not found",
    )


async def test_a_flood_in_a_chat(
    bot: Bot, sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    """TBA: 429 `Too Many Requests: retry after N`, `parameters.retry_after` and a `Retry-After` header."""
    sandbox.world.buckets.limits = Limits(chat=0.1, chat_burst=1)
    await bot.send_message(ANN, "x")
    with pytest.raises(RetryAfter) as error:
        await bot.send_message(ANN, "x")
    assert (
        timedelta(seconds=9) <= error.value.retry_after <= timedelta(seconds=10)
    )  # type: ignore[operator]
    answer = await http.post(
        url(sandbox, "sendMessage"), json={"chat_id": ANN, "text": "x"}
    )
    seconds = answer.json()["parameters"]["retry_after"]
    assert (answer.status_code, answer.headers["retry-after"]) == (
        429,
        str(seconds),
    )
    assert (
        answer.json()["description"]
        == f"Too Many Requests: retry after {seconds}"
    )
    assert len(sandbox.world.ledger) == 1


async def test_paid_broadcast_lifts_the_limit_of_all(
    bot: Bot, sandbox: Sandbox
) -> None:
    """FAQ: "up to 1000 messages per second" with `allow_paid_broadcast`, else "about 30"."""
    sandbox.world.buckets.limits = Limits(everyone=1, paid=1000)
    await bot.send_message(ANN, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(BO, "x")
    assert (
        await bot.send_message(BO, "x", allow_paid_broadcast=True)
    ).chat_id == BO


async def test_an_update_stays_until_an_offset_acknowledges_it(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: "an update is considered confirmed as soon as getUpdates is called with an offset higher than its update_id"."""
    for text in ("/start one", "two", "three"):
        people.write(sandbox.world, ANN, ANN, text)
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == [
        "/start one",
        "two",
        "three",
    ]
    assert [update.update_id for update in await bot.get_updates()] == [
        update.update_id for update in first
    ]
    (last,) = await bot.get_updates(offset=first[1].update_id + 1)
    assert last.update_id == first[2].update_id
    assert first[0].message is not None
    assert first[0].message.parse_entities([MessageEntity.BOT_COMMAND]) != {}


async def test_a_negative_offset_forgets_older_updates(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: "The negative offset can be specified to retrieve updates starting from -offset update from the end … All previous updates will be forgotten"."""
    for text in ("one", "two", "three"):
        people.write(sandbox.world, ANN, ANN, text)
    (last,) = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "three"
    assert len(await bot.get_updates()) == 1


async def test_a_limit_of_updates(bot: Bot, sandbox: Sandbox) -> None:
    """API: "Values between 1-100 are accepted. Defaults to 100"."""
    for number in range(105):
        people.write(sandbox.world, ANN, ANN, str(number))
    assert len(await bot.get_updates(limit=2)) == 2
    assert len(await bot.get_updates()) == 100


async def test_a_long_poll_ends_when_something_arrives(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: `timeout` is "Timeout in seconds for long polling"."""
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await until(lambda: sandbox.world.poller > 0)
    people.write(sandbox.world, ANN, ANN, "hi")
    (update,) = await polling
    assert update.message is not None
    assert update.message.text == "hi"


async def test_a_second_poller_ends_the_first(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: 409 `Conflict: terminated by other getUpdates request; make sure that only one bot instance is running`."""
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await until(lambda: sandbox.world.poller > 0)
    async with client(sandbox) as other:
        assert await other.get_updates(timeout=0) == ()
        with pytest.raises(
            Conflict, match="terminated by other getUpdates request"
        ):
            await first


async def test_no_polling_beside_a_webhook(bot: Bot) -> None:
    """TBA: 409 `Conflict: can't use getUpdates method while webhook is active; use deleteWebhook …`."""
    await bot.set_webhook("https://bot.example/hook")
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("address", "secret", "words"),
    [
        (
            "http://bot.example/hook",
            "",
            "^Bad webhook: an https url must be provided for webhook$",
        ),
        (
            "https://bot.example/hook",
            "a b",
            "^Secret token contains unallowed characters$",
        ),
    ],
)
async def test_a_webhook_that_telegram_refuses(
    bot: Bot, address: str, secret: str, words: str
) -> None:
    """TBA: `bad webhook: An HTTPS URL must be provided for webhook`, `secret token contains unallowed characters`."""
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(address, secret_token=secret or None)


async def test_a_press(bot: Bot, sandbox: Sandbox) -> None:
    """TBA: a query is answered once; then `query is too old and response timeout expired or query ID is invalid`."""
    message = await bot.send_message(
        ANN,
        "x",
        reply_markup=InlineKeyboardMarkup(
            [[InlineKeyboardButton("go", callback_data="1:go")]]
        ),
    )
    people.press(sandbox.world, ANN, ANN, message.message_id, "1:go")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id, bool(query.chat_instance)) == (
        "1:go",
        ANN,
        True,
    )
    assert await bot.answer_callback_query(query.id, "done") is True
    with pytest.raises(BadRequest, match=r"^Query is too old"):
        await bot.answer_callback_query(query.id)


class Hook:
    """A bot's webhook: what came, and what it answers."""

    def __init__(self, *answers: int) -> None:
        self.answers, self.came = (
            list(answers),
            asyncio.Queue[tuple[int, str]](),
        )

    async def __call__(self, request: Request) -> Response:
        body = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        await self.came.put((body["update_id"], secret))
        return Response(
            status_code=self.answers.pop(0) if self.answers else 200
        )


async def test_a_webhook_is_called_again_until_it_takes_the_update(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: "In case of an unsuccessful request (… HTTP status code different from 2XY) we will repeat the request"; "The
    request will contain a header X-Telegram-Bot-Api-Secret-Token"."""
    import uvicorn

    hook = Hook(500)
    app = Starlette(routes=[Route("/hook", hook.__call__, methods=["POST"])])
    server = uvicorn.Server(
        uvicorn.Config(
            app, port=0, log_level="critical", lifespan="off", ws="none"
        )
    )
    serving = asyncio.create_task(server._serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    await bot.set_webhook(
        f"http://127.0.0.1:{port}/hook", secret_token="s3cret"
    )
    for text in ("one", "two"):
        people.write(sandbox.world, ANN, ANN, text)
    async with asyncio.timeout(60):
        came = [await hook.came.get() for _ in range(3)]
    server.should_exit = server.force_exit = True
    await serving
    assert came[0] == came[1]
    assert came[2][0] == came[0][0] + 1
    assert {secret for _, secret in came} == {"s3cret"}


KINDS: list[tuple[FaultKind, type[TelegramError], int]] = [
    ("drop-before", NetworkError, 0),
    ("drop-after", NetworkError, 1),
    ("stall", TimedOut, 0),
    ("500", NetworkError, 0),
    ("502", NetworkError, 0),
    ("429", RetryAfter, 0),
    ("garbage", TelegramError, 0),
]


@pytest.mark.parametrize(("kind", "error", "arrived"), KINDS, ids=str)
async def test_a_fault_strikes_once_and_then_all_is_well(
    sandbox: Sandbox, kind: FaultKind, error: type[TelegramError], arrived: int
) -> None:
    """PTB: a cut or a 5xx is a `NetworkError`, silence a `TimedOut`: the message may have arrived (drop-after) or not."""
    # Only the call that nobody answers may not wait long.
    waits = {"read_timeout": 0.15} if kind == "stall" else {}
    async with client(sandbox) as bot:
        sandbox.world.plan.faults.append(
            Fault(
                kind,
                method="sendMessage",
                count=1,
                seconds=0.3 if kind == "stall" else 2,
            )
        )
        with pytest.raises(error):
            await bot.send_message(ANN, "x", **waits)
        assert len(sandbox.world.ledger) == arrived
        assert sandbox.world.plan.struck == {kind: 1}
        assert (await bot.send_message(ANN, "y")).text == "y"
        assert len(sandbox.world.ledger) == arrived + 1

"""The Bot API over HTTP: GET, form, JSON and multipart; long polling; faults;
webhooks.
"""

from __future__ import annotations

import json
import re

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bot_api.answers import CutResponse, good, refused, struck
from sandbox.bot_api.methods import call
from sandbox.bot_api.parameters import objects
from sandbox.bot_api.updates import poll
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.faults import DOUBTFUL
from sandbox.world.world import TOKEN, World

# The longest token, and the end of the range of bots' ids (TBA
# `ClientManager::send`).
MAX_TOKEN = 80
END_OF_IDS = 1 << 54
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def routes(world: World) -> list[Route]:
    """Return the API's routes."""

    async def method(request: Request) -> Response:
        if stranger := _stranger(request.path_params["token"]):
            return refused(stranger)
        name = request.path_params["method"].lower()
        try:
            parameters = await _read(request)
        except ValueError:
            return refused(bad("can't parse JSON object"))
        return await _answer(world, name, parameters)

    async def download(request: Request) -> Response:
        stored = world.files.get(request.path_params["name"])
        if stored is None:
            return await _nowhere(request)
        _, content = stored
        return Response(content, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/documents/{name}", download),
        Route("/bot{rest:path}", _nowhere, methods=["GET", "POST"]),
        Route("/file/{rest:path}", _nowhere),
    ]


async def _answer(world: World, name: str, parameters: JsonObject) -> Response:
    """Run a method, unless a planned fault hits the call first.

    A fault of the kind `drop-after` hits later: the call is done, and its
    answer is cut off.
    """
    fault = world.plan.strike(name, _chat(parameters))
    if fault and fault.kind != "drop-after":
        if fault.kind in DOUBTFUL:
            world.unheard.append(_text(parameters))
        return await struck(fault)
    # Read before the call, which changes the webhook.
    said = _said(world, name, parameters)
    try:
        result = await _run(world, name, parameters)
    except Refusal as refusal:
        return refused(refusal)
    if fault:
        _note_cut(world, result)
        return CutResponse()
    return good(result, said)


async def _run(world: World, name: str, parameters: JsonObject) -> JsonValue:
    """Run a method; only polling waits."""
    if name == "getupdates":
        return await poll(world, parameters)
    return call(world, name, parameters)


def _text(message: JsonObject) -> str:
    """Return what a message says: its text, or the caption of its file."""
    return str(message.get("text") or message.get("caption") or "")


async def _nowhere(request: Request) -> Response:
    del request
    return refused(Refusal(404, "Not Found"))


def _stranger(token: str) -> Refusal | None:
    """Return the answer to a token that is not the bot's; None for its own.

    Telegram tells three cases apart: a text that cannot be a token, a number
    that is no bot's, and a bot's number with a wrong secret.

    "abc" is no token, "12ab:x" no number of a bot, "123456:x" a wrong secret.
    """
    if token == TOKEN:
        return None
    number, colon, _ = token.partition(":")
    invalid = Refusal(401, "Unauthorized: invalid token specified")
    if token.startswith("0") or len(token) > MAX_TOKEN or not colon:
        return invalid
    if not re.fullmatch(r"-?\d{1,18}", number):
        return Refusal(421, "Misdirected Request: unallowed token specified")
    is_bot = int(number) in range(1, END_OF_IDS)
    return Refusal(401, "Unauthorized") if is_bot else invalid


def _said(world: World, name: str, parameters: JsonObject) -> str:
    """Return Telegram's words about a webhook beside `true`; empty for other
    methods. An empty address deletes the webhook.

    The address that is known already → "Webhook is already set".
    """
    if name not in {"setwebhook", "deletewebhook"}:
        return ""
    known = world.webhook.get("url", "")
    url = parameters.get("url") if name == "setwebhook" else None
    if url:
        is_same = known == url
        return "Webhook is already set" if is_same else "Webhook was set"
    return "Webhook was deleted" if known else "Webhook is already deleted"


def _note_cut(world: World, result: object) -> None:
    """Keep the texts of accepted messages whose answer is cut off."""
    sent = result if isinstance(result, list) else [result]
    for message in objects(sent):
        if "message_id" in message:
            world.cut.append(_text(message))


def _chat(parameters: JsonObject) -> int | None:
    """Return the chat of a call; None if it names none.

    -100123 and "-100123" name one chat; "@channel" names none here.
    """
    try:
        return int(parameters["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


async def _read(request: Request) -> JsonObject:
    """Read a call's parameters: those of its address, then those of its body,
    which win. Raises ValueError for JSON that is no object.
    """
    parameters: JsonObject = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        loaded = json.loads(await request.body() or b"{}")
        if not isinstance(loaded, dict):
            raise ValueError("an object is expected")
        parameters |= loaded
    if kind.startswith(_FORMS):
        async with request.form() as form:
            for name, value in form.multi_items():
                parameters[name] = await _part(value)
    return parameters


async def _part(value: str | UploadFile) -> str | tuple[str, bytes]:
    """Return a form's field: its text, or a file's name and bytes."""
    if isinstance(value, str):
        return value
    return value.filename or "file", await value.read()

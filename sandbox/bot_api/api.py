"""The Bot API over HTTP: GET, form, JSON and multipart; long polling; faults;
webhooks.
"""

from __future__ import annotations

import json
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bot_api.answers import CutResponse, good, refused, struck
from sandbox.bot_api.methods import call
from sandbox.bot_api.updates import poll
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject
from sandbox.world.faults import DOUBTFUL
from sandbox.world.world import TOKEN, World


def routes(world: World) -> list[Route]:
    """Return the API's routes."""

    async def method(request: Request) -> Response:
        if stranger := _stranger(request.path_params["token"]):
            return refused(stranger)
        name = request.path_params["method"].lower()
        try:
            data = await _read(request)
        except ValueError:
            return refused(bad("can't parse JSON object"))
        fault = world.plan.strike(name, _chat(data))
        if fault and fault.kind != "drop-after":
            if fault.kind in DOUBTFUL:
                world.unheard.append(
                    str(data.get("text") or data.get("caption") or "")
                )
            return await struck(fault)
        said = _said(world, name, data)
        try:
            result = (
                await poll(world, data)
                if name == "getupdates"
                else call(world, name, data)
            )
        except Refusal as refusal:
            return refused(refusal)
        if fault:
            _note_cut(world, result)
            return CutResponse()
        return good(result, said)

    async def download(request: Request) -> Response:
        stored = world.files.get(request.path_params["name"])
        return (
            Response(stored[1], media_type="application/octet-stream")
            if stored
            else refused(Refusal(404, "Not Found"))
        )

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/documents/{name}", download),
        Route("/bot{rest:path}", _nowhere, methods=["GET", "POST"]),
        Route("/file/{rest:path}", _nowhere),
    ]


async def _nowhere(request: Request) -> Response:
    del request
    return refused(Refusal(404, "Not Found"))


def _stranger(token: str) -> Refusal | None:
    """Return the answer to a token that is not the bot's (TBA
    `ClientManager::send`).
    """
    if token == TOKEN:
        return None
    number, colon, _ = token.partition(":")
    if token.startswith("0") or len(token) > 80 or not colon:
        return Refusal(401, "Unauthorized: invalid token specified")
    if not re.fullmatch(r"-?\d{1,18}", number):
        return Refusal(421, "Misdirected Request: unallowed token specified")
    odd = int(number) <= 0 or int(number) >= 1 << 54
    return Refusal(
        401, "Unauthorized: invalid token specified" if odd else "Unauthorized"
    )


def _said(world: World, name: str, data: JsonObject) -> str:
    """Return Telegram's words about a webhook beside `true`."""
    if name == "setwebhook" and data.get("url"):
        return (
            "Webhook is already set"
            if world.webhook.get("url") == data["url"]
            else "Webhook was set"
        )
    if name in {"setwebhook", "deletewebhook"}:
        return (
            "Webhook was deleted"
            if world.webhook
            else "Webhook is already deleted"
        )
    return ""


def _note_cut(world: World, result: object) -> None:
    """Keep the texts of accepted messages whose answer is cut off."""
    sent = result if isinstance(result, list) else [result]
    world.cut += [
        message.get("text") or message.get("caption") or ""
        for message in sent
        if isinstance(message, dict) and "message_id" in message
    ]


def _chat(data: JsonObject) -> int | None:
    try:
        return int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


async def _read(request: Request) -> JsonObject:
    data: JsonObject = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = await request.body()
        loaded = json.loads(body) if body else {}
        if not isinstance(loaded, dict):
            raise ValueError("an object is expected")
        data |= loaded
    elif kind.startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        async with request.form() as form:
            for name, value in form.multi_items():
                data[name] = (
                    value
                    if isinstance(value, str)
                    else (value.filename or "file", await value.read())
                )
    return data

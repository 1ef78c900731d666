"""The Bot API over HTTP: GET, form, JSON and multipart; long polling; faults; webhooks."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bot_api.methods import call
from sandbox.bot_api.parameters import load
from sandbox.errors import Refusal, bad
from sandbox.world.faults import Fault
from sandbox.world.world import TOKEN, World

_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


def routes(world: World) -> list[Route]:
    """Return the API's routes."""

    async def method(request: Request) -> Response:
        if refused := _stranger(request.path_params["token"]):
            return _answer(refused)
        name = request.path_params["method"].lower()
        try:
            data = await _read(request)
        except ValueError:
            return _answer(bad("can't parse JSON object"))
        fault = world.plan.strike(name, _chat(data))
        if fault and fault.kind != "drop-after":
            return await _strike(fault)
        said = _said(world, name, data)
        try:
            result = await _poll(world, data) if name == "getupdates" else call(world, name, data)
        except Refusal as refusal:
            return _answer(refusal)
        if fault:
            _note_cut(world, result)
            return _Cut()
        return _good(result, said)

    async def download(request: Request) -> Response:
        found = world.files.get(request.path_params["name"])
        return (
            Response(found[1], media_type="application/octet-stream")
            if found
            else _answer(Refusal(404, "Not Found"))
        )

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/documents/{name}", download),
        Route("/bot{rest:path}", _nowhere, methods=["GET", "POST"]),
        Route("/file/{rest:path}", _nowhere),
    ]


async def _nowhere(request: Request) -> Response:
    del request
    return _answer(Refusal(404, "Not Found"))


def _stranger(token: str) -> Refusal | None:
    """Return what is said to a token that is not the bot's (TBA `ClientManager::send`)."""
    if token == TOKEN:
        return None
    odd = token.startswith("0") or len(token) > 80 or ":" not in token
    return Refusal(401, "Unauthorized: invalid token specified" if odd else "Unauthorized")


def _said(world: World, name: str, data: dict[str, Any]) -> str:
    """Return what Telegram says of a webhook beside `true`."""
    if name == "setwebhook" and data.get("url"):
        return (
            "Webhook is already set"
            if world.webhook.get("url") == data["url"]
            else "Webhook was set"
        )
    if name in {"setwebhook", "deletewebhook"}:
        return "Webhook was deleted" if world.webhook else "Webhook is already deleted"
    return ""


def _note_cut(world: World, result: Any) -> None:
    """Keep the texts of messages that were accepted though nobody will hear of it."""
    sent = result if isinstance(result, list) else [result]
    world.cut += [
        each.get("text") or each.get("caption") or ""
        for each in sent
        if isinstance(each, dict) and "message_id" in each
    ]


class _Cut(Response):
    """Closes the connection without a whole answer: the client can't know whether it was done."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        del scope, receive
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-length", b"1000")],
            }
        )
        raise ConnectionError("cut on purpose")


async def _strike(fault: Fault) -> Response:
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
        return _Cut()
    if fault.kind == "500":
        return _answer(Refusal(500, "Internal Server Error"))
    if fault.kind == "502":
        return Response(
            "<html><head><title>502 Bad Gateway</title></head></html>", 502, media_type="text/html"
        )
    if fault.kind == "429":
        return _answer(
            Refusal(
                429,
                f"Too Many Requests: retry after {int(fault.seconds)}",
                {"retry_after": int(fault.seconds)},
            )
        )
    return (
        Response(b"\x00\xff garbage", 200, media_type="application/json")
        if fault.kind == "garbage"
        else _Cut()
    )


def _good(result: Any, said: str = "") -> Response:
    body = {"ok": True, "result": result} | ({"description": said} if said else {})
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        media_type="application/json",
    )


def _answer(refusal: Refusal) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.text}
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return Response(
        json.dumps(body, ensure_ascii=False), refusal.code, headers, media_type="application/json"
    )


def _chat(data: dict[str, Any]) -> int | None:
    try:
        return int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


async def _read(request: Request) -> dict[str, Any]:
    data: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = await request.body()
        loaded = json.loads(body) if body else {}
        if not isinstance(loaded, dict):
            raise ValueError("an object is expected")
        data |= loaded
    elif kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            for name, value in form.multi_items():
                data[name] = (
                    value
                    if isinstance(value, str)
                    else (value.filename or "file", await value.read())
                )
    return data


async def _poll(world: World, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Long polling: one poller at a time, an offset acknowledges (TBA `Client::do_get_updates`)."""
    if world.webhook:
        raise Refusal(409, _HOOKED)
    world.listen(load(data.get("allowed_updates")))
    limit = int(data.get("limit") or 100)
    if not 1 <= limit <= 100:
        limit = 100
    offset, seconds = int(data.get("offset") or 0), min(float(data.get("timeout") or 0), 50.0)
    world.poller += 1
    mine = world.poller
    world.arrived.set()  # whoever polled before is told
    while world.updates and offset > 0 and world.updates[0]["update_id"] < offset:
        world.updates.popleft()
    if offset < 0:
        while len(world.updates) > -offset:
            world.updates.popleft()
    end = asyncio.get_running_loop().time() + seconds
    while not world.updates:
        left = end - asyncio.get_running_loop().time()
        if left <= 0:
            return []
        try:
            await asyncio.wait_for(world.arrived.wait(), left)
        except TimeoutError:
            return []
        if world.poller != mine:
            raise Refusal(409, _CONFLICT)
    return list(world.updates)[:limit]


async def _hooked(world: World) -> None:
    while not world.webhook or not world.updates:
        await world.arrived.wait()


async def deliver(world: World) -> None:
    """Bring updates to a webhook; one that does not answer 2xx is called again."""
    await _hooked(world)  # the client reads all authorities: not where nobody sets a webhook
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while True:
            await _hooked(world)
            headers = (
                {"X-Telegram-Bot-Api-Secret-Token": world.webhook["secret"]}
                if world.webhook.get("secret")
                else {}
            )
            try:
                answer = await client.post(
                    world.webhook["url"], json=world.updates[0], headers=headers
                )
                good = answer.is_success
            except httpx.HTTPError:
                good = False
            if good and world.updates:
                world.updates.popleft()
            elif not good:
                await asyncio.sleep(0.2)

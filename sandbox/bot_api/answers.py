"""HTTP answers: results, refusals, and simulated faults between client and
server.
"""

from __future__ import annotations

import asyncio
import json

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.errors import Refusal, too_many
from sandbox.json_object import JsonObject
from sandbox.world.faults import Fault

# Bodies with status 200 that contain no message.
_JSON = {
    "null": "null",
    "list": "[]",
    "no-result": "{}",
    "not-ok": '{"ok":false,"description":"?"}',
    "garbage": "\x00 garbage",
}
_PAGE = "<html><head><title>{status}</title></head><body>the gateway's own page</body></html>"


class CutResponse(Response):
    """A response that closes the connection before it is complete, so that the
    client cannot know whether the call was done.
    """

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        del scope, receive
        headers = [(b"content-length", b"1000")]
        await send(
            {"type": "http.response.start", "status": 200, "headers": headers}
        )
        raise ConnectionError("cut on purpose")


def good(result: object, said: str = "") -> Response:
    """Return an answer with ok=true; `said` is the description beside the
    result.
    """
    body = {"ok": True, "result": result}
    if said:
        body["description"] = said
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type="application/json")


def refused(refusal: Refusal) -> Response:
    """Return an answer with ok=false; the status is the error's code.

    How long to wait after a flood stands in the body and in the header
    Retry-After.
    """
    body: JsonObject = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.text,
    }
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, refusal.code, headers, media_type="application/json")


async def struck(fault: Fault) -> Response:
    """Return the response to a call that a fault hits before it is done.

    A kind without an answer of its own (`stall`, `drop-before`) cuts the
    connection.
    """
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
    if fault.kind in _JSON:
        return Response(_JSON[fault.kind], media_type="application/json")
    if fault.kind.startswith("gateway-") or fault.kind == "502":
        return _page(int(fault.kind.removeprefix("gateway-")))
    refusal = _REFUSALS.get(fault.kind)
    if fault.kind == "429":
        refusal = too_many(int(fault.seconds))
    if refusal:
        return refused(refusal)
    return CutResponse()


_REFUSALS = {
    "401": Refusal(401, "Unauthorized"),
    "404": Refusal(404, "Not Found"),
    "500": Refusal(500, "Internal Server Error"),
}


def _page(status: int) -> Response:
    """Return the page of a gateway that stands in front of Telegram."""
    return Response(_PAGE.format(status=status), status, media_type="text/html")

"""The chat page and its JSON interface, used by people in the browser and by
tests in another process.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.json_object import JsonObject
from sandbox.page.state import CardOf, state_of
from sandbox.world import apps, attachments, inline, people
from sandbox.world.faults import Fault, FaultKind
from sandbox.world.world import World

_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
_CSP = "default-src 'self'; img-src 'self' http: https: data:; object-src 'none'; base-uri 'none'; frame-src http://127.0.0.1:* https:; frame-ancestors 'none'"


def routes(world: World, cards: CardOf = lambda _address: None) -> list[Route]:
    """Return the page's routes; `cards` returns the preview of an address."""

    async def state(request: Request) -> Response:
        asked = request.query_params
        # A page that has seen the newest change gets a short answer, because it
        # asks often.
        if asked.get("changed") == str(world.changed):
            return JSONResponse({"changed": world.changed})
        return JSONResponse(
            state_of(world, int(asked.get("chat", "0") or 0), cards)
        )

    async def act(request: Request) -> Response:
        data = await request.json()
        try:
            return JSONResponse(
                {
                    "ok": True,
                    "result": _act(world, request.path_params["what"], data),
                }
            )
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse(
                {"ok": False, "error": f"{type(error).__name__}: {error}"}, 400
            )

    async def ledger(request: Request) -> Response:
        start = int(request.query_params.get("from", "0"))
        return JSONResponse(_ledger(world, start))

    return [
        Route("/", _home),
        Route("/page/{name}", _file),
        Route("/page/", _file),
        Route("/sandbox/state", state),
        Route("/sandbox/ledger", ledger),
        Route("/sandbox/{what}", act, methods=["POST"]),
    ]


def _ledger(world: World, start: int) -> JsonObject:
    """Return the bot's messages, from this number on."""
    rows = [
        [
            sent.chat,
            sent.message_id,
            sent.text,
            sent.at,
            sent.silent,
            sent.thread,
        ]
        for sent in world.ledger[start:]
    ]
    return {
        "rows": rows,
        "refused": world.buckets.refused,
        "struck": world.plan.struck,
    }


async def _home(_request: Request) -> Response:
    return RedirectResponse("/page/")


async def _file(request: Request) -> Response:
    """Serve a file of the page, and no other file of the folder."""
    name = request.path_params.get("name") or "index.html"
    media_type = _TYPES.get(name.rpartition(".")[2])
    path = files("sandbox.page").joinpath(name)
    if media_type is None or not path.is_file():
        return Response("not here", 404)
    return Response(
        path.read_bytes(),
        media_type=media_type,
        headers={"Content-Security-Policy": _CSP},
    )


def _act(world: World, what: str, data: JsonObject) -> object:
    person = int(data.get("person") or next(iter(world.people)))
    return _ACTS[what](world, person, int(data.get("chat") or person), data)


def _fault(world: World, _person: int, _chat: int, data: JsonObject) -> None:
    kind = data["kind"]
    if kind not in get_args(FaultKind):
        raise ValueError(
            f"no fault {kind!r}; there are {', '.join(get_args(FaultKind))}"
        )
    share = float(data.get("share", 1))
    count = int(data.get("count", -1))
    seconds = float(data.get("seconds", 1))
    world.plan.faults.append(
        Fault(
            kind=kind,
            method=str(data.get("method", "")),
            chat=data.get("chat", data.get("only")),
            share=share,
            count=count,
            seconds=seconds,
        )
    )


def _place(
    world: World, _person: int, _chat: int, data: JsonObject
) -> JsonObject:
    forum = bool(data.get("forum"))
    admins = tuple(data.get("admins", ()))
    return world.add_place(
        int(data["id"]),
        str(data["kind"]),
        str(data["title"]),
        forum=forum,
        admins=admins,
    ).json()


def _reply(world: World, chat: int, data: JsonObject) -> JsonObject:
    """Return the replied-to message as Telegram gives it: without the message
    that it replied to.
    """
    replied = world.places[chat].messages.get(int(data.get("reply") or 0))
    if replied is None:
        return {}
    return {
        "reply_to_message": {
            k: v for k, v in replied.items() if k != "reply_to_message"
        }
    }


def _write(
    world: World, person: int, chat: int, data: JsonObject
) -> JsonObject:
    text = str(data["text"])[:4096]
    thread = int(data.get("thread") or 0)
    return people.write(
        world, person, chat, text, thread=thread, **_reply(world, chat, data)
    )


def _photo(
    world: World, person: int, chat: int, data: JsonObject
) -> JsonObject:
    picture = str(data["picture"])
    caption = str(data.get("caption") or "")[:1024]
    if not picture.startswith(("data:image/", "http://", "https://")):
        raise ValueError("no picture")
    return attachments.send_photo(
        world, person, chat, picture, caption=caption, **_in(data)
    )


def _in(data: JsonObject) -> JsonObject:
    return {"thread": int(data.get("thread") or 0)}


Act = Callable[[World, int, int, JsonObject], object]
_ACTS: dict[str, Act] = {
    "write": _write,
    "photo": _photo,
    "voice": lambda w, p, c, d: attachments.send_voice(w, p, c, **_in(d)),
    "contact": lambda w, p, c, d: attachments.send_contact(w, p, c, **_in(d)),
    "forward": lambda w, p, c, d: attachments.forward(
        w, p, c, int(d["source"]), int(d["message"])
    ),
    "inline": lambda w, p, _, d: inline.ask(w, p, str(d["text"])),
    "choose": lambda w, p, c, d: inline.send(
        w, p, c, str(d["query"]), str(d["result"])
    ),
    "app": lambda w, p, _, d: apps.opened(
        w, p, str(d["url"]), dark=bool(d.get("dark"))
    ),
    "press": lambda w, p, c, d: people.press(
        w, p, c, int(d["message"]), str(d["data"])
    ),
    "locate": lambda w, p, c, d: people.locate(
        w, p, c, float(d["latitude"]), float(d["longitude"])
    ),
    "upload": lambda w, p, c, d: people.upload(
        w, p, c, str(d["name"]), str(d["text"]).encode()
    ),
    "block": lambda w, p, _, d: people.block(
        w, p, blocked=bool(d.get("blocked", True))
    ),
    "kick": lambda w, p, c, _: people.kick(w, p, c),
    "restrict": lambda w, p, c, d: people.restrict(
        w, p, c, restricted=bool(d.get("restricted", True))
    ),
    "permit": lambda w, _, c, d: people.permit(w, c, bool(d["allowed"])),
    "slow": lambda w, _, c, d: people.slow_down(w, c, int(d["seconds"])),
    "upgrade": lambda w, p, c, d: people.upgrade(w, p, c, int(d["new"])),
    "person": lambda w, _, __, d: w.add_person(
        int(d["id"]), str(d["name"]), str(d.get("language", "zh-hans"))
    ).json(),
    "place": _place,
    "fault": _fault,
    "mend": lambda w, *_: w.plan.faults.clear(),
}

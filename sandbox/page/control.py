"""The chat page and its JSON interface, used by people in the browser and by
tests in another process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.bot_api.sending import without_reply
from sandbox.json_object import JsonObject, JsonValue
from sandbox.page.state import CardOf, state_of
from sandbox.text.entities import MAX_CAPTION, MAX_TEXT
from sandbox.world import apps, attachments, inline, people
from sandbox.world.faults import Fault, FaultKind
from sandbox.world.world import Sent, World

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
        chat = int(asked.get("chat") or 0)
        return JSONResponse(state_of(world, chat, cards))

    async def act(request: Request) -> Response:
        data = await request.json()
        try:
            result = _act(world, request.path_params["what"], data)
        except (KeyError, TypeError, ValueError) as error:
            wrong = f"{type(error).__name__}: {error}"
            return JSONResponse({"ok": False, "error": wrong}, 400)
        return JSONResponse({"ok": True, "result": result})

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
    rows = [_ledger_row(sent) for sent in world.ledger[start:]]
    return {
        "rows": rows,
        "refused": world.buckets.refused,
        "struck": world.plan.struck,
    }


def _ledger_row(sent: Sent) -> list[JsonValue]:
    """Return a row in the order that tests of another process read."""
    return [
        sent.chat,
        sent.message_id,
        sent.text,
        sent.at,
        sent.silent,
        sent.thread,
    ]


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


@dataclass(frozen=True, slots=True)
class _Act:
    """What a person does in a chat; `data` holds the act's own parameters.

    A missing parameter raises KeyError, one of another form ValueError.
    """

    world: World
    person: int
    chat: int
    data: JsonObject

    @property
    def place(self) -> tuple[World, int, int]:
        """The world, the person and the chat."""
        return self.world, self.person, self.chat

    @property
    def thread(self) -> int:
        """The topic of a forum; 0 outside one."""
        return int(self.data.get("thread") or 0)

    def text(self, name: str) -> str:
        return str(self.data[name])

    def number(self, name: str) -> int:
        return int(self.data[name])


def _act(world: World, what: str, data: JsonObject) -> JsonValue:
    """Run an act; without a person or a chat the first person acts, in the
    private chat.
    """
    person = int(data.get("person") or next(iter(world.people)))
    chat = int(data.get("chat") or person)
    return _ACTS[what](_Act(world, person, chat, data))


def _fault(act: _Act) -> None:
    data = act.data
    kind = data["kind"]
    kinds = get_args(FaultKind)
    if kind not in kinds:
        raise ValueError(f"no fault {kind!r}; there are {', '.join(kinds)}")
    fault = Fault(
        kind=kind,
        method=str(data.get("method", "")),
        # A test names its chat `only`, because `chat` is where a person acts.
        chat=data.get("chat", data.get("only")),
        share=float(data.get("share", 1)),
        count=int(data.get("count", -1)),
        seconds=float(data.get("seconds", 1)),
    )
    act.world.plan.faults.append(fault)


def _add_place(act: _Act) -> JsonObject:
    place = act.world.add_place(
        act.number("id"),
        act.text("kind"),
        act.text("title"),
        forum=bool(act.data.get("forum")),
        admins=tuple(act.data.get("admins", ())),
    )
    return place.json()


def _add_person(act: _Act) -> JsonObject:
    language = str(act.data.get("language", "zh-hans"))
    person = act.world.add_person(act.number("id"), act.text("name"), language)
    return person.json()


def _write(act: _Act) -> JsonObject:
    text = act.text("text")[:MAX_TEXT]
    more: JsonObject = {}
    wanted = int(act.data.get("reply") or 0)
    replied = act.world.places[act.chat].messages.get(wanted)
    if replied is not None:
        more["reply_to_message"] = without_reply(replied)
    return people.write(*act.place, text, thread=act.thread, **more)


def _send_photo(act: _Act) -> JsonObject:
    picture = act.text("picture")
    caption = str(act.data.get("caption") or "")[:MAX_CAPTION]
    if not picture.startswith(("data:image/", "http://", "https://")):
        raise ValueError("no picture")
    return attachments.send_photo(
        *act.place, picture, caption=caption, thread=act.thread
    )


def _locate(act: _Act) -> JsonObject:
    latitude = float(act.data["latitude"])
    longitude = float(act.data["longitude"])
    return people.locate(*act.place, latitude, longitude)


def _open_app(act: _Act) -> JsonObject:
    dark = bool(act.data.get("dark"))
    return apps.opened(act.world, act.person, act.text("url"), dark=dark)


def _block(act: _Act) -> None:
    blocked = bool(act.data.get("blocked", True))
    people.block(act.world, act.person, blocked=blocked)


def _restrict(act: _Act) -> None:
    restricted = bool(act.data.get("restricted", True))
    people.restrict(*act.place, restricted=restricted)


_ACTS: dict[str, Callable[[_Act], JsonValue]] = {
    "write": _write,
    "photo": _send_photo,
    "voice": lambda act: attachments.send_voice(*act.place, thread=act.thread),
    "contact": lambda act: attachments.send_contact(
        *act.place, thread=act.thread
    ),
    "forward": lambda act: attachments.forward(
        *act.place, act.number("source"), act.number("message")
    ),
    "inline": lambda act: inline.ask(act.world, act.person, act.text("text")),
    "choose": lambda act: inline.send(
        *act.place, act.text("query"), act.text("result")
    ),
    "app": _open_app,
    "press": lambda act: people.press(
        *act.place, act.number("message"), act.text("data")
    ),
    "locate": _locate,
    "upload": lambda act: people.upload(
        *act.place, act.text("name"), act.text("text").encode()
    ),
    "block": _block,
    "kick": lambda act: people.kick(*act.place),
    "restrict": _restrict,
    "permit": lambda act: people.permit(
        act.world, act.chat, bool(act.data["allowed"])
    ),
    "slow": lambda act: people.slow_down(
        act.world, act.chat, act.number("seconds")
    ),
    "upgrade": lambda act: people.upgrade(*act.place, act.number("new")),
    "person": _add_person,
    "place": _add_place,
    "fault": _fault,
    "mend": lambda act: act.world.plan.faults.clear(),
}

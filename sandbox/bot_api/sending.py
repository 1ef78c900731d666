"""How all sending methods work, and `sendMessage`. Order of checks: content's
form and text → reply → markup → chat → thread → content → server.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.bot_api.keyboard import check_place, markup_of
from sandbox.bot_api.parameters import (
    flag,
    load_object,
    number,
    objects,
    present,
    string,
)
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.entities import check_text
from sandbox.text.entity_types import FormattedText
from sandbox.world.world import TelegramChat, World

_PREVIEW = (
    "is_disabled",
    "prefer_small_media",
    "prefer_large_media",
    "show_above_text",
)


@dataclass(slots=True)
class Destination:
    """The destination of a message, and the parameters that all sending methods
    share.
    """

    place: TelegramChat
    thread: int
    # The number of the message that is replied to; 0 without one.
    reply: int
    markup: JsonValue
    silent: bool
    paid: bool

    def common(self) -> JsonObject:
        """Return the fields that the destination gives to a message."""
        markup = self.markup or {}
        is_inline = "inline_keyboard" in markup
        # Telegram ignores a thread outside forums.
        thread = self.thread if self.place.forum else 0
        answered = self.place.messages.get(self.reply, {})
        return present(
            message_thread_id=thread,
            is_topic_message=thread > 0,
            reply_markup=markup if is_inline else {},
            reply_to_message=without_reply(answered),
        )

    def post(self, world: World, *contents: JsonObject) -> list[JsonObject]:
        """Take the flood tokens for all messages and send all, or nothing."""
        world.buckets.check(self.place.id, paid=self.paid, count=len(contents))
        return [
            world.post(self.place, content | self.common(), silent=self.silent)
            for content in contents
        ]


def without_reply(message: JsonObject) -> JsonObject:
    """Return a replied-to message as Telegram gives it: without the message
    that it replied to.
    """
    given = dict(message)
    given.pop("reply_to_message", None)
    return given


def destination_of(
    world: World,
    parameters: JsonObject,
    what: str = "text messages",
    *,
    keyboard: bool = True,
) -> Destination:
    """Read and check where a message goes; `what` names its content in the
    error for a missing right.
    """
    reply = _reply(parameters)
    markup = markup_of(parameters) if keyboard else None
    place = world.place(parameters.get("chat_id"))
    thread = number(parameters.get("message_thread_id"))
    world.check_write(place, thread, what)
    check_place(markup, place.kind == "private")
    wanted = number(reply.get("message_id"))
    is_there = not wanted or wanted in place.messages
    may_miss = flag(reply.get("allow_sending_without_reply", False))
    if not is_there and not may_miss:
        raise bad("message to be replied not found")
    return Destination(
        place=place,
        thread=thread,
        reply=wanted,
        markup=markup,
        silent=flag(parameters.get("disable_notification", False)),
        paid=flag(parameters.get("allow_paid_broadcast", False)),
    )


def _reply(parameters: JsonObject) -> JsonObject:
    """Read the message that is replied to: the newer parameter, or the older
    plain number.
    """
    reply = load_object(parameters.get("reply_parameters"), "reply parameters")
    if reply is None:
        return {"message_id": number(parameters.get("reply_to_message_id"))}
    if "message_id" not in reply:
        raise bad('can\'t find field "message_id"')
    return reply


def text_of(parameters: JsonObject) -> FormattedText:
    """Return a message's shown text and entities."""
    text = string(parameters, "text")
    given = objects(parameters.get("entities"))
    return check_text(text, parameters.get("parse_mode"), given=given)


def send_message(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendMessage`."""
    text, entities = text_of(parameters)
    options = _preview(parameters)
    destination = destination_of(world, parameters)
    message = present(
        text=text, entities=entities, link_preview_options=options
    )
    (sent,) = destination.post(world, message)
    markup = destination.markup
    # A reply keyboard belongs to the chat, an inline one to its message.
    if markup and "inline_keyboard" not in markup:
        world.keyboards[destination.place.id] = markup
    return sent


def _preview(parameters: JsonObject) -> JsonObject:
    """Read the options of the link preview.

    Switches among them are true or false: `is_disabled`, `prefer_small_media`.
    """
    given = parameters.get("link_preview_options")
    options = load_object(given, "link preview options") or {}
    for name in _PREVIEW:
        if not isinstance(options.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    return options

"""Methods that change or delete a message."""

from __future__ import annotations

from sandbox.bot_api.keyboard import markup_of
from sandbox.bot_api.parameters import number
from sandbox.bot_api.sending import text_of
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.world import BOT_ID, TelegramChat, World

_SAME = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"


def edit_text(world: World, parameters: JsonObject) -> JsonValue:
    """Run `editMessageText`: a keyboard that is not named again goes away."""
    text, entities = text_of(parameters)
    markup = markup_of(parameters)
    place, message = _own_message(world, parameters)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    world.check_write(place)
    new = {"text": text, "entities": entities}
    old = {"text": message["text"], "entities": message.get("entities", [])}
    if new == old and message.get("reply_markup") == markup:
        raise bad(_SAME)
    message |= new
    message["edit_date"] = int(world.clock())
    _set_markup(world, message, markup)
    return message


def edit_markup(world: World, parameters: JsonObject) -> JsonValue:
    """Run `editMessageReplyMarkup`."""
    markup = markup_of(parameters)
    place, message = _own_message(world, parameters)
    world.check_write(place)
    if message.get("reply_markup") == markup:
        raise bad(_SAME)
    _set_markup(world, message, markup)
    return message


def delete_message(world: World, parameters: JsonObject) -> JsonValue:
    """Run `deleteMessage`: in groups only admins delete what others wrote."""
    place, message = _find(world, parameters, "message to delete not found")
    may_delete_all = place.kind == "private" or place.bot == "administrator"
    if not may_delete_all and not _is_own(message):
        raise bad("message can't be deleted for everyone")
    del place.messages[message["message_id"]]
    world.changed += 1
    return True


def _find(
    world: World, parameters: JsonObject, missing: str
) -> tuple[TelegramChat, JsonObject]:
    """Return the chat and the message that a call names; `missing` is the error
    for a message that is not there.
    """
    place = world.place(parameters.get("chat_id"))
    wanted = number(parameters.get("message_id"))
    if not wanted:
        raise bad("message identifier is not specified")
    message = place.messages.get(wanted)
    if message is None:
        raise bad(missing)
    return place, message


def _own_message(
    world: World, parameters: JsonObject
) -> tuple[TelegramChat, JsonObject]:
    """Return the chat and the bot's message that a call edits."""
    place, message = _find(world, parameters, "message to edit not found")
    if not _is_own(message):
        raise bad("message can't be edited")
    return place, message


def _is_own(message: JsonObject) -> bool:
    """Tell whether the bot wrote a message; a channel's posts have no sender."""
    sender = message.get("from", {})
    return bool(sender.get("id") == BOT_ID)


def _set_markup(world: World, message: JsonObject, markup: JsonValue) -> None:
    """Put a keyboard under a message; without one, take the old one away."""
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    world.changed += 1

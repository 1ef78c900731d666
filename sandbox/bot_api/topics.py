"""Methods about the topics of a forum."""

from __future__ import annotations

from sandbox.bot_api.parameters import number, string
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.world import GENERAL_TOPIC, TelegramChat, World

# Characters of a topic's name; Telegram cuts a longer one (TD `clean_name`).
MAX_NAME = 128
_COLOR = 7_322_096


def create_topic(world: World, parameters: JsonObject) -> JsonValue:
    """Run `createForumTopic`."""
    place = _forum(world, parameters)
    name = string(parameters, "name").strip()[:MAX_NAME].strip()
    if not name:
        raise bad("title must be non-empty")
    # A topic's number is that of the message that opens it.
    thread = next(
        number for number in world.message_ids if number > GENERAL_TOPIC
    )
    place.topics[thread] = "open"
    place.names[thread] = name
    return {"message_thread_id": thread, "name": name, "icon_color": _COLOR}


def close_topic(world: World, parameters: JsonObject) -> JsonValue:
    """Run `closeForumTopic`."""
    topics, thread = _topic(world, parameters)
    topics[thread] = "closed"
    return True


def reopen_topic(world: World, parameters: JsonObject) -> JsonValue:
    """Run `reopenForumTopic`."""
    topics, thread = _topic(world, parameters)
    topics[thread] = "open"
    return True


def delete_topic(world: World, parameters: JsonObject) -> JsonValue:
    """Run `deleteForumTopic`."""
    topics, thread = _topic(world, parameters)
    del topics[thread]
    return True


def _topic(world: World, parameters: JsonObject) -> tuple[dict[int, str], int]:
    """Return the states of a forum's topics, and which topic a call names."""
    topics = _forum(world, parameters).topics
    thread = number(parameters.get("message_thread_id"))
    if thread not in topics:
        raise bad("TOPIC_ID_INVALID")
    return topics, thread


def _forum(world: World, parameters: JsonObject) -> TelegramChat:
    """Return the forum that a call names; an error for a chat without topics."""
    place = world.place(parameters.get("chat_id"))
    world.check_write(place)
    if not place.forum:
        raise bad("the chat is not a forum")
    return place

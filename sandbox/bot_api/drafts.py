"""Drafts: a message that a bot shows before sending it, in private chats, for
half a minute.
"""

from __future__ import annotations

from sandbox.bot_api.parameters import number
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.entities import check_text
from sandbox.world.world import DraftMessage, World

# Seconds for which a draft is shown, from the documentation of Bot API 10.0.
SHOWN = 30.0


def send_draft(world: World, parameters: JsonObject) -> JsonValue:
    """Show or change a draft. The documentation does not give the words of
    refusals, so these are ours.
    """
    text = str(parameters.get("text") or "")
    entities: list[JsonObject] = []
    if text:
        text, entities = check_text(text, parameters.get("parse_mode"))
    draft = number(parameters.get("draft_id"))
    if not draft:
        raise bad("draft identifier must be non-zero")
    place = world.place(parameters.get("chat_id"))
    if place.kind != "private":
        raise bad("drafts can be sent to private chats only")
    thread = number(parameters.get("message_thread_id"))
    world.check_write(place, thread)
    place.draft = DraftMessage(
        id=draft,
        text=text,
        until=world.clock() + SHOWN,
        entities=entities,
        thread=thread,
    )
    world.drafts.append((place.id, draft, text))
    world.changed += 1
    return True

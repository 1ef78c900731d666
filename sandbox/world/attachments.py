"""What people send besides words: pictures, voice notes, contacts and forwarded
messages.
"""

from __future__ import annotations

import uuid

from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.linking import linked
from sandbox.world.people import write
from sandbox.world.world import World

# The parts of a forwarded message that stay; its buttons and its reply do not.
KEPT_OF_ORIGINAL = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "voice", "location", "contact",
)  # fmt: skip


def send_photo(
    world: World,
    person: int,
    chat: int,
    picture: str,
    *,
    caption: str = "",
    **more: JsonValue,
) -> JsonObject:
    """Send a person's picture; `picture` is its address, also `data:`."""
    key = f"photo{len(world.pictures)}"
    world.pictures[key] = picture
    photo = [
        {"file_id": key, "file_unique_id": key, "width": 640, "height": 360}
    ]
    return write(
        world, person, chat, "", photo=photo, **_captioned(caption), **more
    )


def _captioned(caption: str) -> JsonObject:
    """Return a caption with Telegram's own links in it."""
    fields: JsonObject = {}
    if caption:
        fields["caption"] = caption
    if links := linked(caption, []):
        fields["caption_entities"] = links
    return fields


def send_voice(
    world: World, person: int, chat: int, seconds: int = 3, **more: JsonValue
) -> JsonObject:
    """Send a person's voice note; it has a length and no sound."""
    key = uuid.uuid4().hex
    world.files[key] = ("voice.ogg", b"")
    voice = {"file_id": key, "file_unique_id": key[:12], "duration": seconds}
    return write(world, person, chat, "", voice=voice, **more)


def send_contact(
    world: World, person: int, chat: int, **more: JsonValue
) -> JsonObject:
    """Send a person's own name with a number that no telephone has."""
    contact = {
        "phone_number": "+0 000 0000",
        "first_name": world.people[person].name,
    }
    return write(world, person, chat, "", contact=contact, **more)


def forward(
    world: World, person: int, chat: int, source: int, message_id: int
) -> JsonObject:
    """Forward a message to another chat, with its origin."""
    place = world.places[source]
    original = place.messages[message_id]
    kept = {key: original[key] for key in KEPT_OF_ORIGINAL if key in original}
    origin: JsonObject = {"date": original["date"]}
    if place.kind == "channel":
        origin |= {
            "type": "channel",
            "chat": place.json(),
            "message_id": message_id,
        }
    else:
        origin |= {"type": "user", "sender_user": original["from"]}
    text = str(kept.pop("text", ""))
    return write(world, person, chat, text, forward_origin=origin, **kept)

"""Methods about a chat and the people in it."""

from __future__ import annotations

import re

from sandbox.bot_api.parameters import number, string
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.people import ADMINS, member_of
from sandbox.world.world import BOT, BOT_ID, TelegramChat, World

_ACTIONS = re.compile(
    r"^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$"
)
_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
# Rights of an administrator. The library refuses an answer without one of
# these fields.
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_be_edited",
)


def get_chat(world: World, parameters: JsonObject) -> JsonValue:
    """Run `getChat`."""
    place = world.place(parameters.get("chat_id"))
    more = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }
    return place.json() | more


def get_member(world: World, parameters: JsonObject) -> JsonValue:
    """Run `getChatMember`: a person who left is a member with that status, a
    stranger is an error.
    """
    place = world.place(parameters.get("chat_id"))
    person = number(parameters.get("user_id"))
    if person <= 0:
        raise bad("invalid user_id specified")
    if person not in {BOT_ID, *world.people, *place.members}:
        raise bad("PARTICIPANT_ID_INVALID")
    return _member_json(world, place, person)


def get_admins(world: World, parameters: JsonObject) -> JsonValue:
    """Run `getChatAdministrators`."""
    place = world.place(parameters.get("chat_id"))
    return [
        _member_json(world, place, person)
        for person, status in place.members.items()
        if status in ADMINS
    ]


def leave(world: World, parameters: JsonObject) -> JsonValue:
    """Run `leaveChat`."""
    world.place(parameters.get("chat_id")).bot = "left"
    return True


def send_action(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendChatAction`."""
    action = string(parameters, "action").lower()
    if not _ACTIONS.match(action):
        raise bad("wrong parameter action in request")
    world.check_write(world.place(parameters.get("chat_id")))
    return True


def _member_json(world: World, place: TelegramChat, person: int) -> JsonObject:
    """Describe a member with the fields of their status."""
    status = member_of(world, place.id, person)
    user = _user_json(world, person)
    member: JsonObject = {"user": user, "status": status}
    if status in ADMINS:
        member["is_anonymous"] = False
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, True)
    return member


def _user_json(world: World, person: int) -> JsonObject:
    """Describe the bot, a person, or a member of whom only the id is known."""
    if person == BOT_ID:
        return BOT
    if person in world.people:
        return world.people[person].json()
    return {"id": person, "is_bot": False, "first_name": "?"}

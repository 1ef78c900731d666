"""Actions of people: write, press, block, add, remove, upgrade, share."""

from __future__ import annotations

import uuid

from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.linking import linked
from sandbox.world.world import BOT, BOT_ID, TelegramChat, World

_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip

_SPEECH = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def write(
    world: World,
    person: int,
    chat: int,
    text: str,
    *,
    thread: int = 0,
    **more: JsonValue,
) -> JsonObject:
    """Write a person's message in a chat; commands, names and addresses are
    marked as Telegram marks them.
    """
    place = world.places[chat]
    who = world.people[person]
    number = next(world.message_ids)
    message: JsonObject = {
        "message_id": number,
        "date": int(world.clock()),
        "chat": place.json(),
        "from": who.json(),
        **more,
    }
    if text:
        message["text"] = text
    own = more.get("entities", [])
    if links := linked(text, own):
        message["entities"] = [*own, *links]
    if thread:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    place.messages[number] = message
    # A bot may answer whoever wrote to it first.
    if place.bot == "stranger":
        place.bot = "member"
    if place.bot not in {"blocked", "kicked", "left"}:
        kind = "channel_post" if place.kind == "channel" else "message"
        world.push(kind, message)
    world.changed += 1
    return message


def press(
    world: World, person: int, chat: int, message_id: int, data: str
) -> str:
    """Press a button; return the query's id."""
    place = world.places[chat]
    number = uuid.uuid4().hex
    query = {
        "id": number,
        "from": world.people[person].json(),
        "chat_instance": str(chat),
        "data": data,
        "message": place.messages[message_id],
    }
    world.queries[number] = {"at": world.clock(), "answered": None}
    world.push("callback_query", query)
    return number


def _change_status(
    world: World, person: int, chat: int, before: str, after: str
) -> None:
    """Tell the bot that a person changed its own status in a chat."""
    place = world.places[chat]
    change = {
        "chat": place.json(),
        "from": world.people[person].json(),
        "date": int(world.clock()),
        "old_chat_member": _bot_member(place, before),
        "new_chat_member": _bot_member(place, after),
    }
    world.push("my_chat_member", change)


def _bot_member(place: TelegramChat, status: str) -> JsonObject:
    """Describe the bot as a member with this status."""
    member: JsonObject = {"user": BOT, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    if status == "restricted":
        member |= dict.fromkeys(_SPEECH, False)
        member |= {"is_member": True, "until_date": 0}
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, True)
        member["is_anonymous"] = False
        # Only channels have rights to post and to edit.
        if place.kind == "channel":
            member["can_post_messages"] = place.rights
            member["can_edit_messages"] = True
    return member


def block(world: World, person: int, *, blocked: bool = True) -> None:
    """Block the bot, or unblock it."""
    place = world.places[person]
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    place.bot = "blocked" if blocked else "member"
    _change_status(world, person, person, before, after)


def kick(world: World, person: int, chat: int) -> None:
    """Remove the bot from a group."""
    world.places[chat].bot = "kicked"
    _change_status(world, person, chat, "member", "kicked")


def add(world: World, person: int, chat: int, status: str = "member") -> None:
    """Add the bot to a group or channel."""
    world.places[chat].bot = status
    _change_status(world, person, chat, "left", status)


def appoint(
    world: World, person: int, chat: int, status: str, *, may_post: bool = True
) -> None:
    """Make the bot an admin, or end that; a channel's admin may lack the right
    to post.
    """
    place = world.places[chat]
    before = place.bot
    place.bot = status
    place.rights = may_post
    _change_status(world, person, chat, before, status)


def restrict(
    world: World, person: int, chat: int, *, restricted: bool = True
) -> None:
    """Take the bot's own right to write, or give it back."""
    place = world.places[chat]
    before = place.bot
    place.bot = "restricted" if restricted else "member"
    _change_status(world, person, chat, before, place.bot)


def permit(world: World, chat: int, allowed: bool) -> None:
    """Change what all members may do; the bot gets no update."""
    world.places[chat].rights = allowed


def slow_down(world: World, chat: int, seconds: int) -> None:
    """Set slow mode, or end it with 0; the bot gets no update."""
    world.places[chat].slow = seconds


def close_topic(world: World, person: int, chat: int, thread: int) -> None:
    """Close a forum topic; a service message in it says so."""
    world.places[chat].topics[thread] = "closed"
    write(world, person, chat, "", thread=thread, forum_topic_closed={})


def reopen_topic(world: World, person: int, chat: int, thread: int) -> None:
    """Reopen a forum topic; a service message in it says so."""
    world.places[chat].topics[thread] = "open"
    write(world, person, chat, "", thread=thread, forum_topic_reopened={})


def upgrade(world: World, person: int, chat: int, new: int) -> None:
    """Turn a group into a supergroup; two service messages tell both ids."""
    old = world.places[chat]
    place = world.add_place(new, "supergroup", old.title)
    place.members = dict(old.members)
    write(world, person, chat, "", migrate_to_chat_id=new)
    old.migrated_to = new
    write(world, person, new, "", migrate_from_chat_id=chat)


def upload(
    world: World,
    person: int,
    chat: int,
    name: str,
    data: bytes,
    *,
    caption: str = "",
) -> JsonObject:
    """Send a person's file."""
    number = uuid.uuid4().hex
    world.files[number] = (name, data)
    document = {
        "file_id": number,
        "file_unique_id": number[:12],
        "file_name": name,
        "file_size": len(data),
    }
    more: JsonObject = {"document": document}
    if caption:
        more["caption"] = caption
    return write(world, person, chat, "", **more)


def locate(
    world: World, person: int, chat: int, latitude: float, longitude: float
) -> JsonObject:
    """Send a person's location."""
    location = {"latitude": latitude, "longitude": longitude}
    return write(world, person, chat, "", location=location)


# Statuses of people who may change a chat.
ADMINS = frozenset({"administrator", "creator"})


def member_of(world: World, chat: int, person: int) -> str:
    """Return a person's status in a chat."""
    place = world.places[chat]
    if person != BOT_ID:
        return place.members.get(person, "left")
    # Other states of the bot (muted, blocked) are none that Telegram names.
    known = place.bot in {"administrator", "restricted"}
    if known:
        return place.bot
    return "member"

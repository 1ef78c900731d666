"""Actions of people: write, press, block, add, remove, upgrade, share."""

from __future__ import annotations

import uuid

from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.linking import linked
from sandbox.world.world import BOT, BOT_ID, World

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
    if links := linked(text, more.get("entities", [])):
        message["entities"] = [*more.get("entities", []), *links]
    if thread:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    place.messages[number] = message
    if place.bot == "stranger":
        place.bot = "member"
    if place.bot not in {"blocked", "kicked", "left"}:
        world.push(
            "channel_post" if place.kind == "channel" else "message", message
        )
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


def _member(
    world: World, person: int, chat: int, before: str, after: str
) -> None:
    place = world.places[chat]

    def status(name: str) -> JsonObject:
        extra: JsonObject = {"until_date": 0} if name == "kicked" else {}
        if name == "restricted":
            extra = dict.fromkeys(_SPEECH, False) | {
                "is_member": True,
                "until_date": 0,
            }
        if name == "administrator":
            extra = dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False}
            if place.kind == "channel":
                extra |= {
                    "can_post_messages": place.rights,
                    "can_edit_messages": True,
                }
        return {"user": BOT, "status": name, **extra}

    change = {
        "chat": place.json(),
        "from": world.people[person].json(),
        "date": int(world.clock()),
        "old_chat_member": status(before),
        "new_chat_member": status(after),
    }
    world.push("my_chat_member", change)


def block(world: World, person: int, *, blocked: bool = True) -> None:
    """Block the bot, or unblock it."""
    place = world.places[person]
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    place.bot = "blocked" if blocked else "member"
    _member(world, person, person, before, after)


def kick(world: World, person: int, chat: int) -> None:
    """Remove the bot from a group."""
    world.places[chat].bot = "kicked"
    _member(world, person, chat, "member", "kicked")


def add(world: World, person: int, chat: int, status: str = "member") -> None:
    """Add the bot to a group or channel."""
    world.places[chat].bot = status
    _member(world, person, chat, "left", status)


def appoint(
    world: World, person: int, chat: int, status: str, *, may_post: bool = True
) -> None:
    """Make the bot an admin, or end that; a channel's admin may lack the right
    to post.
    """
    place = world.places[chat]
    before, place.bot, place.rights = place.bot, status, may_post
    _member(world, person, chat, before, status)


def restrict(
    world: World, person: int, chat: int, *, restricted: bool = True
) -> None:
    """Take the bot's own right to write, or give it back."""
    place = world.places[chat]
    before, place.bot = place.bot, "restricted" if restricted else "member"
    _member(world, person, chat, before, place.bot)


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
    more: JsonObject = {"document": document} | (
        {"caption": caption} if caption else {}
    )
    return write(world, person, chat, "", **more)


def locate(
    world: World, person: int, chat: int, latitude: float, longitude: float
) -> JsonObject:
    """Send a person's location."""
    return write(
        world,
        person,
        chat,
        "",
        location={"latitude": latitude, "longitude": longitude},
    )


def member_of(world: World, chat: int, person: int) -> str:
    """Return a person's status in a chat."""
    if person == BOT_ID:
        status = world.places[chat].bot
        return status if status in {"administrator", "restricted"} else "member"
    return world.places[chat].members.get(person, "left")

"""The methods of the Bot API. Order of checks: text and entities → reply →
markup → chat → thread → content.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from sandbox.bot_api.commands import delete_commands, get_commands, set_commands
from sandbox.bot_api.drafts import send_draft
from sandbox.bot_api.keyboard import markup_of
from sandbox.bot_api.parameters import flag, load, number
from sandbox.bot_api.sending import (
    send_animation,
    send_audio,
    send_document,
    send_media_group,
    send_message,
    send_photo,
    send_video,
    send_voice,
    text_of,
)
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject
from sandbox.world import inline
from sandbox.world.people import member_of
from sandbox.world.world import BOT, TelegramChat, World

Method = Callable[[World, JsonObject], object]
_SECRET = re.compile(r"^[A-Za-z0-9_-]+$")
MAX_SECRET = 256
KEPT_QUERY = 60.0
DOWNLOAD = 20 * 1024 * 1024
_PORTS = {80, 88, 443, 8443}
_ACTIONS = re.compile(
    r"^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$"
)


def _own(
    world: World, data: JsonObject, missing: str
) -> tuple[TelegramChat, JsonObject]:
    place = world.place(data.get("chat_id"))
    wanted = number(data.get("message_id"))
    if not wanted:
        raise bad("message identifier is not specified")
    message = place.messages.get(wanted)
    if message is None:
        raise bad(missing)
    return place, message


_SAME = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"


def edit_text(world: World, data: JsonObject) -> object:
    text, entities = text_of(data)
    markup = markup_of(data)
    place, message = _own(world, data, "message to edit not found")
    if message.get("from", {}).get("id") != BOT["id"]:
        raise bad("message can't be edited")
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    world.check_write(place)
    if (
        message["text"] == text
        and message.get("reply_markup") == markup
        and message.get("entities", []) == entities
    ):
        raise bad(_SAME)
    message |= {
        "text": text,
        "entities": entities,
        "edit_date": int(world.clock()),
    }
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    world.changed += 1
    return message


def edit_markup(world: World, data: JsonObject) -> object:
    markup = markup_of(data)
    place, message = _own(world, data, "message to edit not found")
    if message.get("from", {}).get("id") != BOT["id"]:
        raise bad("message can't be edited")
    world.check_write(place)
    if message.get("reply_markup") == markup:
        raise bad(_SAME)
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    world.changed += 1
    return message


def delete_message(world: World, data: JsonObject) -> object:
    place, message = _own(world, data, "message to delete not found")
    if (
        message.get("from", {}).get("id") != BOT["id"]
        and place.kind != "private"
        and place.bot != "administrator"
    ):
        raise bad("message can't be deleted for everyone")
    del place.messages[message["message_id"]]
    world.changed += 1
    return True


def answer_query(world: World, data: JsonObject) -> object:
    query = world.queries.get(str(data.get("callback_query_id")))
    if (
        query is None
        or query["answered"] is not None
        or world.clock() - query["at"] > KEPT_QUERY
    ):
        raise bad(
            "query is too old and response timeout expired or query ID is invalid"
        )
    text = str(data.get("text") or "")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    url = str(data.get("url") or "")
    if url and not re.match(
        rf"https://t\.me/{BOT['username']}\?start=[\w-]{{1,64}}$", url
    ):
        raise bad("URL_INVALID")
    query["answered"] = {
        "text": text,
        "alert": flag(data.get("show_alert", False)),
        **({"url": url} if url else {}),
    }
    world.changed += 1
    return True


def get_chat(world: World, data: JsonObject) -> object:
    place = world.place(data.get("chat_id"))
    return place.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def _member_json(world: World, place: TelegramChat, person: int) -> JsonObject:
    status = member_of(world, place.id, person)
    who = (
        BOT
        if person == BOT["id"]
        else world.people[person].json()
        if person in world.people
        else {"id": person, "is_bot": False, "first_name": "?"}
    )
    member: JsonObject = {"user": who, "status": status}
    if status in {"administrator", "creator"}:
        member["is_anonymous"] = False
    if status == "administrator":
        rights = (
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
        )
        more = (
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
            "can_be_edited",
        )
        member |= dict.fromkeys((*rights, *more), True)
    return member


def get_member(world: World, data: JsonObject) -> object:
    place = world.place(data.get("chat_id"))
    person = number(data.get("user_id"))
    if person <= 0:
        raise bad("invalid user_id specified")
    if person not in {BOT["id"], *world.people, *place.members}:
        raise bad("PARTICIPANT_ID_INVALID")
    return _member_json(world, place, person)


def get_admins(world: World, data: JsonObject) -> object:
    place = world.place(data.get("chat_id"))
    return [
        _member_json(world, place, person)
        for person, status in place.members.items()
        if status in {"administrator", "creator"}
    ]


def get_file(world: World, data: JsonObject) -> object:
    key = str(data.get("file_id") or "")
    if not key:
        raise bad("file_id not specified")
    if key not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    size = len(world.files[key][1])
    if size > DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": key,
        "file_unique_id": key[:12],
        "file_size": size,
        "file_path": f"documents/{key}",
    }


def set_webhook(world: World, data: JsonObject) -> object:
    url = str(data.get("url") or "")
    secret = str(data.get("secret_token") or "")
    if not url:
        return delete_webhook(world, data)
    _check_webhook(url)
    _check_secret(secret)
    wanted = {"url": url, "secret": secret}
    if world.webhook != wanted:
        world.buckets.check_method("setwebhook")
    world.listen(load(data.get("allowed_updates")))
    world.webhook = wanted
    world.arrived.set()
    return True


def _check_webhook(url: str) -> None:
    """Check an address; unlike Telegram, the sandbox accepts addresses on its
    own machine without a certificate.
    """
    parts = urlsplit(url)
    local = parts.scheme == "http" and parts.hostname == "127.0.0.1"
    if parts.scheme != "https" and not local:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad("invalid webhook URL specified")
    if not local and (parts.port or 443) not in _PORTS:
        raise bad(
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
        )


def _check_secret(secret: str) -> None:
    if len(secret) > MAX_SECRET:
        raise bad("secret token is too long")
    if secret and not _SECRET.match(secret):
        raise bad("secret token contains unallowed characters")


def delete_webhook(world: World, data: JsonObject) -> object:
    if flag(data.get("drop_pending_updates", False)):
        world.updates.clear()
    world.webhook = {}
    return True


def leave(world: World, data: JsonObject) -> object:
    world.place(data.get("chat_id")).bot = "left"
    return True


def get_me(_world: World, _data: JsonObject) -> object:
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
    }
    return (
        BOT
        | flags
        | {"can_connect_to_business": False, "has_main_web_app": False}
    )


def webhook_info(world: World, _data: JsonObject) -> object:
    info = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    at, wrong = world.webhook_error
    if world.webhook and wrong:
        info |= {"last_error_date": at, "last_error_message": wrong}
    return info


def send_action(world: World, data: JsonObject) -> object:
    if not _ACTIONS.match(str(data.get("action") or "").lower()):
        raise bad("wrong parameter action in request")
    world.check_write(world.place(data.get("chat_id")))
    return True


def create_topic(world: World, data: JsonObject) -> object:
    """Run `createForumTopic`: a name over 128 characters is cut (TD
    `clean_name`).
    """
    place = _forum(world, data)
    name = str(data.get("name") or "").strip()[:128].strip()
    if not name:
        raise bad("title must be non-empty")
    thread = next(
        number for number in world.message_ids if number > 1
    )  # 1 is the General topic
    place.topics[thread], place.names[thread] = "open", name
    return {"message_thread_id": thread, "name": name, "icon_color": 7_322_096}


def close_topic(world: World, data: JsonObject) -> object:
    return _set_topic(world, data, "closed")


def reopen_topic(world: World, data: JsonObject) -> object:
    return _set_topic(world, data, "open")


def delete_topic(world: World, data: JsonObject) -> object:
    return _set_topic(world, data, "")


def _set_topic(world: World, data: JsonObject, state: str) -> bool:
    topics = _forum(world, data).topics
    thread = number(data.get("message_thread_id"))
    if thread not in topics:
        raise bad("TOPIC_ID_INVALID")
    topics.pop(thread)
    if state:
        topics[thread] = state
    return True


def _forum(world: World, data: JsonObject) -> TelegramChat:
    place = world.place(data.get("chat_id"))
    world.check_write(place)
    if not place.forum:
        raise bad("the chat is not a forum")
    return place


def yes(_world: World, _data: JsonObject) -> object:
    return True


def set_profile(world: World, _data: JsonObject) -> object:
    """Set a name, a description or a menu button; they share one limit."""
    world.buckets.check_method("profile")
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message, "sendphoto": send_photo, "senddocument": send_document, "sendvideo": send_video, "sendanimation": send_animation, "sendaudio": send_audio, "sendvoice": send_voice, "sendmediagroup": send_media_group, "sendchataction": send_action,
    "sendmessagedraft": send_draft,
    "createforumtopic": create_topic, "closeforumtopic": close_topic, "reopenforumtopic": reopen_topic, "deleteforumtopic": delete_topic,
    "editmessagetext": edit_text, "editmessagereplymarkup": edit_markup, "deletemessage": delete_message, "answercallbackquery": answer_query,
    "answerinlinequery": inline.answer, "setmycommands": set_commands, "getmycommands": get_commands,
    "deletemycommands": delete_commands, "setmydescription": set_profile, "setmyshortdescription": set_profile,
    "setmyname": set_profile, "setchatmenubutton": set_profile, "getchat": get_chat, "getchatmember": get_member, "getchatadministrators": get_admins, "getfile": get_file,
    "setwebhook": set_webhook, "deletewebhook": delete_webhook, "getwebhookinfo": webhook_info,
    "leavechat": leave, "logout": yes, "close": yes,
}  # fmt: skip


def call(world: World, method: str, data: JsonObject) -> object:
    """Run a method; raises Refusal with Telegram's own words."""
    act = METHODS.get(method.lower())
    if act is None:
        raise Refusal(404, "Not Found: method not found")
    return act(world, data)

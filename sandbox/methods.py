"""The Bot API's methods over the world. Order of checks: text and entities → reply → markup → chat → thread → content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from sandbox import inline
from sandbox.commands import delete_commands, get_commands, set_commands
from sandbox.entities import check_text
from sandbox.errors import Refusal, bad
from sandbox.people import member_of
from sandbox.world import BOT, Place, World

Method = Callable[[World, dict[str, Any]], Any]
_SECRET = re.compile(r"^[A-Za-z0-9_-]{1,256}$")
KEPT_QUERY = 60.0


def _load(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad("can't parse JSON object") from error
    return value


def _flag(value: Any) -> bool:
    return str(value).lower() in {"true", "1"}


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _markup(data: dict[str, Any]) -> Any:
    """Check a keyboard (TBA `get_reply_markup`, TD `ReplyMarkup.cpp`)."""
    markup = _load(data.get("reply_markup"))
    if not markup:
        return None
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    count = 0
    for row in rows:
        for button in row:
            count += 1
            _button(button)
    if count > 100:
        raise bad("reply markup is too long")
    return markup


def _button(button: dict[str, Any]) -> None:
    if not button.get("text"):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    elif "url" in button:
        host = re.sub(r"^[a-z]+://", "", str(button["url"])).split("/")[0].split(":")[0]
        if "." not in host and not str(button["url"]).startswith("tg:"):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif not {
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "web_app",
        "copy_text",
        "login_url",
        "pay",
    } & set(button):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _target(world: World, data: dict[str, Any], what: str = "text messages") -> tuple[Place, int]:
    place = world.place(data.get("chat_id"))
    thread = _number(data.get("message_thread_id"))
    if thread == 1:
        raise bad("message thread not found")
    world.check_write(place, thread, what)
    reply = _load(data.get("reply_parameters")) or {}
    wanted = _number(reply.get("message_id") or data.get("reply_to_message_id"))
    if wanted and wanted not in place.messages and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    world.buckets.check(place.id, paid=_flag(data.get("allow_paid_broadcast", False)))
    return place, thread


def _common(data: dict[str, Any], thread: int, place: Place, markup: Any) -> dict[str, Any]:
    message: dict[str, Any] = {}
    if thread:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    reply = _load(data.get("reply_parameters")) or {}
    if (number := _number(reply.get("message_id"))) in place.messages:
        message["reply_to_message"] = {
            key: value for key, value in place.messages[number].items() if key != "reply_to_message"
        }
    return message


def send_message(world: World, data: dict[str, Any]) -> Any:
    text, entities = check_text(str(data.get("text") or ""), data.get("parse_mode"))
    markup = _markup(data)
    place, thread = _target(world, data)
    message = {"text": text, **({"entities": entities} if entities else {}), **_common(data, thread, place, markup)}
    options = _load(data.get("link_preview_options"))
    if options:
        message["link_preview_options"] = options
    if markup and "inline_keyboard" not in markup:
        world.keyboards[place.id] = markup
    return world.post(place, message, silent=_flag(data.get("disable_notification", False)))


def send_photo(world: World, data: dict[str, Any]) -> Any:
    caption, entities = check_text(str(data.get("caption") or ""), data.get("parse_mode"), caption=True)
    markup = _markup(data)
    photo = str(data.get("photo") or "")
    if not photo:
        raise bad("there is no photo in the request")
    if photo.startswith(("http:", "https:")) and "." not in photo.split("//", 1)[1].split("/", maxsplit=1)[0]:
        raise bad("wrong HTTP URL specified")
    place, thread = _target(world, data, "photos")
    number = f"photo{len(world.pictures)}"
    world.pictures[number] = photo
    sizes = [{"file_id": number, "file_unique_id": number, "width": 640, "height": 360}]
    message = {
        "photo": sizes,
        **({"caption": caption} if caption else {}),
        **({"caption_entities": entities} if entities else {}),
    }
    return world.post(
        place, message | _common(data, thread, place, markup), silent=_flag(data.get("disable_notification", False))
    )


def send_document(world: World, data: dict[str, Any]) -> Any:
    caption, _ = check_text(str(data.get("caption") or ""), data.get("parse_mode"), caption=True)
    markup = _markup(data)
    place, thread = _target(world, data, "documents")
    name, content = data.get("document") if isinstance(data.get("document"), tuple) else ("file", b"")  # type: ignore[misc]
    number = f"document{len(world.files)}"
    world.files[number] = (name, content)
    document = {"file_id": number, "file_unique_id": number, "file_name": name, "file_size": len(content)}
    return world.post(
        place,
        {"document": document, **({"caption": caption} if caption else {}), **_common(data, thread, place, markup)},
    )


def send_media_group(world: World, data: dict[str, Any]) -> Any:
    media = _load(data.get("media")) or []
    if not 2 <= len(media) <= 10:
        raise bad(
            "too many messages to send as an album"
            if len(media) > 10
            else "there are no enough messages to send as an album"
        )
    return [
        send_photo(
            world,
            data
            | {"photo": each.get("media"), "caption": each.get("caption", ""), "parse_mode": each.get("parse_mode")},
        )
        for each in media
    ]


def _own(world: World, data: dict[str, Any], missing: str) -> tuple[Place, dict[str, Any]]:
    place = world.place(data.get("chat_id"))
    message = place.messages.get(_number(data.get("message_id")))
    if message is None:
        raise bad(missing)
    return place, message


_SAME = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"


def edit_text(world: World, data: dict[str, Any]) -> Any:
    text, entities = check_text(str(data.get("text") or ""), data.get("parse_mode"))
    markup = _markup(data)
    place, message = _own(world, data, "message to edit not found")
    if message.get("from", {}).get("id") != BOT["id"]:
        raise bad("message can't be edited")
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    world.check_write(place)
    if message["text"] == text and message.get("reply_markup") == markup and message.get("entities", []) == entities:
        raise bad(_SAME)
    message |= {"text": text, "entities": entities, "edit_date": int(world.clock())}
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    world.changed += 1
    return message


def edit_markup(world: World, data: dict[str, Any]) -> Any:
    markup = _markup(data)
    _, message = _own(world, data, "message to edit not found")
    if message.get("reply_markup") == markup:
        raise bad(_SAME)
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    world.changed += 1
    return message


def delete_message(world: World, data: dict[str, Any]) -> Any:
    place, message = _own(world, data, "message to delete not found")
    if message.get("from", {}).get("id") != BOT["id"] and place.kind != "private" and place.bot != "administrator":
        raise bad("message can't be deleted for everyone")
    del place.messages[message["message_id"]]
    world.changed += 1
    return True


def answer_query(world: World, data: dict[str, Any]) -> Any:
    query = world.queries.get(str(data.get("callback_query_id")))
    if query is None or query["answered"] is not None or world.clock() - query["at"] > KEPT_QUERY:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = str(data.get("text") or "")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    url = str(data.get("url") or "")
    if url and not re.match(rf"https://t\.me/{BOT['username']}\?start=[\w-]{{1,64}}$", url):
        raise bad("URL_INVALID")
    query["answered"] = {"text": text, "alert": _flag(data.get("show_alert", False)), **({"url": url} if url else {})}
    world.changed += 1
    return True


def get_chat(world: World, data: dict[str, Any]) -> Any:
    place = world.place(data.get("chat_id"))
    return place.json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def _member_json(world: World, place: Place, person: int) -> dict[str, Any]:
    status = member_of(world, place.id, person)
    who = (
        BOT
        if person == BOT["id"]
        else world.people[person].json()
        if person in world.people
        else {"id": person, "is_bot": False, "first_name": "?"}
    )
    found: dict[str, Any] = {"user": who, "status": status}
    if status in {"administrator", "creator"}:
        found["is_anonymous"] = False
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
        more = ("can_post_stories", "can_edit_stories", "can_delete_stories", "can_be_edited")
        found |= dict.fromkeys((*rights, *more), True)
    return found


def get_member(world: World, data: dict[str, Any]) -> Any:
    return _member_json(world, world.place(data.get("chat_id")), _number(data.get("user_id")))


def get_admins(world: World, data: dict[str, Any]) -> Any:
    place = world.place(data.get("chat_id"))
    return [
        _member_json(world, place, person)
        for person, status in place.members.items()
        if status in {"administrator", "creator"}
    ]


def get_file(world: World, data: dict[str, Any]) -> Any:
    number = str(data.get("file_id"))
    if number not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": number,
        "file_unique_id": number[:12],
        "file_size": len(world.files[number][1]),
        "file_path": f"documents/{number}",
    }


def set_webhook(world: World, data: dict[str, Any]) -> Any:
    url, secret = str(data.get("url") or ""), str(data.get("secret_token") or "")
    if not url:
        return delete_webhook(world, data)
    if not url.startswith("https://") and not url.startswith(
        "http://127.0.0.1"
    ):  # the sandbox's own loopback is let through
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.match(secret):
        raise bad("secret token contains unallowed characters")
    world.webhook = {"url": url, "secret": secret}
    world.arrived.set()
    return True


def delete_webhook(world: World, data: dict[str, Any]) -> Any:
    if _flag(data.get("drop_pending_updates", False)):
        world.updates.clear()
    world.webhook = {}
    return True


def leave(world: World, data: dict[str, Any]) -> Any:
    world.place(data.get("chat_id")).bot = "left"
    return True


def get_me(_world: World, _data: dict[str, Any]) -> Any:
    flags = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
    return BOT | flags | {"can_connect_to_business": False, "has_main_web_app": False}


def webhook_info(world: World, _data: dict[str, Any]) -> Any:
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


def yes(_world: World, _data: dict[str, Any]) -> Any:
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message, "sendphoto": send_photo, "senddocument": send_document, "sendmediagroup": send_media_group, "sendchataction": yes,
    "editmessagetext": edit_text, "editmessagereplymarkup": edit_markup, "deletemessage": delete_message, "answercallbackquery": answer_query,
    "answerinlinequery": inline.answer, "setmycommands": set_commands, "getmycommands": get_commands,
    "deletemycommands": delete_commands, "setmydescription": yes, "setmyshortdescription": yes,
    "setmyname": yes, "setchatmenubutton": yes, "getchat": get_chat, "getchatmember": get_member, "getchatadministrators": get_admins, "getfile": get_file,
    "setwebhook": set_webhook, "deletewebhook": delete_webhook, "getwebhookinfo": webhook_info,
    "leavechat": leave, "logout": yes, "close": yes,
}  # fmt: skip


def call(world: World, method: str, data: dict[str, Any]) -> Any:
    """Run a method; raises Refusal with Telegram's own words."""
    act = METHODS.get(method.lower())
    if act is None:
        raise Refusal(404, "Not Found: method not found")
    return act(world, data)

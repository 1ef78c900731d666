"""The methods of the Bot API. Order of checks: text and entities → reply →
markup → chat → thread → content.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sandbox.bot_api.chats import (
    get_admins,
    get_chat,
    get_member,
    leave,
    send_action,
)
from sandbox.bot_api.commands import delete_commands, get_commands, set_commands
from sandbox.bot_api.drafts import send_draft
from sandbox.bot_api.media import (
    send_animation,
    send_audio,
    send_document,
    send_media_group,
    send_photo,
    send_video,
    send_voice,
)
from sandbox.bot_api.message_edits import delete_message, edit_markup, edit_text
from sandbox.bot_api.parameters import flag, string
from sandbox.bot_api.sending import send_message
from sandbox.bot_api.topics import (
    close_topic,
    create_topic,
    delete_topic,
    reopen_topic,
)
from sandbox.bot_api.webhooks import delete_webhook, set_webhook, webhook_info
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world import inline
from sandbox.world.world import BOT, World

Method = Callable[[World, JsonObject], JsonValue]
# Seconds for which a press waits for its answer.
KEPT_QUERY = 60.0
# Characters of an answer to a press.
MAX_ANSWER = 200
# Bytes of a file that a bot may download.
DOWNLOAD = 20 * 1024 * 1024
# The only addresses that an answer to a press may open, besides a game's.
_START_LINK = re.compile(
    rf"https://t\.me/{BOT['username']}\?start=[\w-]{{1,64}}$"
)


def answer_query(world: World, parameters: JsonObject) -> JsonValue:
    """Run `answerCallbackQuery`."""
    query = world.open_query(
        string(parameters, "callback_query_id"), KEPT_QUERY
    )
    text = string(parameters, "text")
    if len(text) > MAX_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    url = string(parameters, "url")
    if url and not _START_LINK.match(url):
        raise bad("URL_INVALID")
    answer = {"text": text, "alert": flag(parameters.get("show_alert", False))}
    if url:
        answer["url"] = url
    query["answered"] = answer
    world.changed += 1
    return True


def get_file(world: World, parameters: JsonObject) -> JsonValue:
    """Run `getFile`."""
    key = string(parameters, "file_id")
    if not key:
        raise bad("file_id not specified")
    if key not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    _, content = world.files[key]
    if len(content) > DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": key,
        "file_unique_id": key[:12],
        "file_size": len(content),
        "file_path": f"documents/{key}",
    }


def get_me(_world: World, _parameters: JsonObject) -> JsonValue:
    """Run `getMe`."""
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return BOT | flags


def yes(_world: World, _parameters: JsonObject) -> JsonValue:
    """Accept a call that changes nothing here."""
    return True


def set_profile(world: World, _parameters: JsonObject) -> JsonValue:
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


def call(world: World, method: str, parameters: JsonObject) -> JsonValue:
    """Run a method; raises Refusal with Telegram's own words."""
    act = METHODS.get(method.lower())
    if act is None:
        raise Refusal(404, "Not Found: method not found")
    return act(world, parameters)

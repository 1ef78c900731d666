"""Command menus: stored by scope and language, chosen for a person as Telegram
does (tdlib/td, `BotCommandScope.cpp`).
"""

from __future__ import annotations

import re

from sandbox.bot_api.parameters import load, load_list, string
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.people import ADMINS, member_of
from sandbox.world.world import World

_NAME = re.compile(r"^[a-z0-9_]{1,32}$")
# The bounds of the Bot API's BotCommand and setMyCommands.
MAX_NAME = 32
MAX_DESCRIPTION = 256
MAX_COMMANDS = 100
_LANGUAGE = re.compile(r"^([a-z]{2})?$")
_WIDE = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
    }
)
_NARROW = frozenset({"chat", "chat_administrators", "chat_member"})


def set_commands(world: World, parameters: JsonObject) -> JsonValue:
    """Run `setMyCommands`: check every command, then replace the list of this
    scope and language.
    """
    key = _key(world, parameters)
    commands = load_list(parameters.get("commands"), "commands", "BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    world.buckets.check_method("profile")
    world.commands[key] = commands
    world.changed += 1
    return True


def get_commands(world: World, parameters: JsonObject) -> JsonValue:
    """Run `getMyCommands`: return exactly the list of this scope and language."""
    return world.commands.get(_key(world, parameters), [])


def delete_commands(world: World, parameters: JsonObject) -> JsonValue:
    """Run `deleteMyCommands`."""
    world.commands.pop(_key(world, parameters), None)
    return True


def menu(
    world: World, chat: int, person: int, language: str
) -> list[dict[str, str]]:
    """Return the menu that a person sees in a chat: from the narrowest scope
    that has one, preferably in their language.
    """
    code = language.split("-", maxsplit=1)[0]
    for scope in _scopes(world, chat, person):
        # A menu without a language serves all languages that have none.
        listed = world.commands.get((scope, code))
        listed = listed or world.commands.get((scope, ""))
        if listed:
            return listed
    return []


def _scopes(world: World, chat: int, person: int) -> list[str]:
    """Return the scopes that hold for a person in a chat, the narrowest first
    (Bot API, "Determining list of commands").
    """
    place = world.places.get(chat)
    if place is None or place.kind == "private":
        return [f"chat:{chat}", "all_private_chats", "default"]
    member = f"chat_member:{chat}:{person}"
    if member_of(world, chat, person) not in ADMINS:
        return [member, f"chat:{chat}", "all_group_chats", "default"]
    return [
        member,
        f"chat_administrators:{chat}",
        f"chat:{chat}",
        "all_chat_administrators",
        "all_group_chats",
        "default",
    ]


def _check(command: JsonObject) -> None:
    """Check a command's name and description; Telegram ignores its slash.

    /digest with a description is one; "Digest" has a capital, and is refused.
    """
    name = str(command.get("command", "")).lstrip("/")
    description = str(command.get("description", ""))
    if not name:
        raise bad("command must be non-empty")
    if len(name) > MAX_NAME:
        raise bad(f"command length must not exceed {MAX_NAME}")
    if not _NAME.match(name):
        raise bad("BOT_COMMAND_INVALID")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad(
            f"command description length must not exceed {MAX_DESCRIPTION}"
        )


def _key(world: World, parameters: JsonObject) -> tuple[str, str]:
    """Return the scope and the language of a list of commands.

    Telegram looks at the scope first. An empty language means all languages
    that have no list of their own.
    """
    scope = load(parameters.get("scope")) or {}
    language = string(parameters, "language_code")
    kind = _scope(world, scope)
    if not _LANGUAGE.match(language):
        raise bad("invalid language code specified")
    return kind, language


def _scope(world: World, scope: JsonObject) -> str:
    """Return a scope as text, once it is checked: `chat_member:-20001:10001`.

    Some scopes hold everywhere; the narrow ones name a chat, which must fit:
    private chats have no administrators, and channels have no commands.
    """
    kind = str(scope.get("type", "default"))
    if kind in _WIDE:
        return kind
    if kind not in _NARROW:
        raise _unread("Unsupported type specified")
    if "chat_id" not in scope:
        raise _unread('Can\'t find field "chat_id"')
    place = world.place(scope["chat_id"])
    if place.kind == "private" and kind != "chat":
        raise bad("can't use specified scope in private chats")
    if place.kind == "channel":
        raise bad("can't change commands in channel chats")
    if kind != "chat_member":
        return f"{kind}:{place.id}"
    if int(scope.get("user_id") or 0) <= 0:
        raise _unread("Invalid user_id specified")
    return f"{kind}:{place.id}:{scope['user_id']}"


def _unread(why: str) -> Refusal:
    return bad(f"can't parse BotCommandScope: {why}")

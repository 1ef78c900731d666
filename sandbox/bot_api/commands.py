"""Command menus: stored by scope and language, chosen for a person as Telegram
does (tdlib/td, `BotCommandScope.cpp`).
"""

from __future__ import annotations

import re

from sandbox.bot_api.parameters import load, load_list
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject
from sandbox.world.people import member_of
from sandbox.world.world import World

_NAME = re.compile(r"^[a-z0-9_]{1,32}$")
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


def set_commands(world: World, data: JsonObject) -> object:
    """Run `setMyCommands`: check every command, then replace the list of this
    scope and language.
    """
    key = _key(world, data)
    commands = load_list(data.get("commands"), "commands", "BotCommand")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(
            str(command.get("command", "")).lstrip("/"),
            str(command.get("description", "")),
        )
    world.buckets.check_method("profile")
    world.commands[key] = commands
    world.changed += 1
    return True


def get_commands(world: World, data: JsonObject) -> object:
    """Run `getMyCommands`: return exactly the list of this scope and language."""
    return world.commands.get(_key(world, data), [])


def delete_commands(world: World, data: JsonObject) -> object:
    """Run `deleteMyCommands`."""
    world.commands.pop(_key(world, data), None)
    return True


def menu(
    world: World, chat: int, person: int, language: str
) -> list[dict[str, str]]:
    """Return the menu that a person sees in a chat: from the narrowest scope
    that has one, preferably in their language.
    """
    place = world.places.get(chat)
    private = place is None or place.kind == "private"
    admin = not private and member_of(world, chat, person) in {
        "administrator",
        "creator",
    }
    scopes = [f"chat:{chat}", "all_private_chats", "default"]
    if not private:
        admins = [f"chat_administrators:{chat}"] if admin else []
        everywhere = ["all_chat_administrators"] if admin else []
        scopes = [
            f"chat_member:{chat}:{person}",
            *admins,
            f"chat:{chat}",
            *everywhere,
            "all_group_chats",
            "default",
        ]
    for scope in scopes:
        for code in (language.split("-", maxsplit=1)[0], ""):
            if listed := world.commands.get((scope, code)):
                return listed
    return []


def _check(name: str, description: str) -> None:
    if not name:
        raise bad("command must be non-empty")
    if len(name) > 32:
        raise bad("command length must not exceed 32")
    if not _NAME.match(name):
        raise bad("BOT_COMMAND_INVALID")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")


def _key(world: World, data: JsonObject) -> tuple[str, str]:
    scope = load(data.get("scope")) or {}
    language = str(data.get("language_code") or "")
    kind = _scope(world, scope)
    if not _LANGUAGE.match(language):
        raise bad("invalid language code specified")
    return kind, language


def _scope(world: World, scope: JsonObject) -> str:
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

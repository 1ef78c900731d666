"""The commands' menu in Telegram: for each language, and for those who may use them: everybody, groups, their admins, operators."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Any

import structlog
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.delivery.patience import patiently
from bot.rendering.i18n import FALLBACK, LOCALES, nearest, tongue
from store.rows import Chat

log = structlog.get_logger()
_KEY = "command."
FIRST = (
    "digest", "latest", "subscribe", "subscriptions", "search", "ask", "story", "saved", "catchup", "schedule", "settings", "help",
)  # fmt: skip
"""What a menu begins with; the rest follows as it was written."""
OPERATOR = frozenset({"health", "sources", "broadcast", "ban", "unban", "admin"})
"""Shown to the operators alone."""
READING = frozenset(
    {
        "digest",
        "latest",
        "catchup",
        "search",
        "ask",
        "story",
        "subscriptions",
        "topics",
        "share",
        "help",
    }
)
"""What anybody in a group may use; the rest is for its admins."""
ALONE = frozenset({"channels", "profile", "saved", "export", "feed"})
"""Of use only in a private chat."""
TOGETHER = frozenset({"everyone"})
"""Of use only in a group."""


def names() -> tuple[str, ...]:
    """Return every command that has a description, in the menu's order."""
    described = [key.removeprefix(_KEY) for key in tongue(FALLBACK).texts if key.startswith(_KEY)]
    return tuple(
        sorted(described, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    )


def private(*, operator: bool = False) -> tuple[str, ...]:
    """Return the menu of a private chat."""
    return tuple(
        name for name in names() if name not in TOGETHER and (operator or name not in OPERATOR)
    )


def group(*, admin: bool = False) -> tuple[str, ...]:
    """Return the menu of a group, for its members or for its admins."""
    return tuple(
        name for name in names() if name not in OPERATOR | ALONE and (admin or name in READING)
    )


def described(chosen: Iterable[str], locale: str) -> list[BotCommand]:
    """Return commands with their descriptions in a language."""
    speech = tongue(locale)
    return [BotCommand(name, speech.say(_KEY + name)[:256]) for name in chosen]


async def announce(bot: Any) -> None:
    """Tell Telegram the menus of all languages; a fault here never stops the start.

    A language code of Telegram's has two letters, so `zh` can be only one of the two: simplified. Who chooses
    traditional gets a menu of their own (`follow`). English stands for every language that is not spoken.
    """
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), private()),
        (BotCommandScopeAllGroupChats(), group()),
        (BotCommandScopeAllChatAdministrators(), group(admin=True)),
    )
    await asyncio.gather(
        *(
            _set(
                bot,
                scope,
                described(chosen, locale),
                None if locale == FALLBACK else locale.split("-")[0],
            )
            for locale in LOCALES
            if locale != "zh-Hant"
            for scope, chosen in scopes
        )
    )


async def follow(bot: Any, chat: Chat, code: str | None, operators: frozenset[int]) -> None:
    """Let a chat's menu speak the language that it chose, where Telegram would not show that by itself."""
    operator = chat.telegram_id in operators
    if chat.kind == "private":
        shown = "zh-Hans" if nearest(code) == "zh-Hant" else nearest(code)
        wanted = operator or chat.locale != shown
        await _own(
            bot,
            BotCommandScopeChat(chat.telegram_id),
            private(operator=operator),
            chat.locale,
            wanted=wanted,
        )
    elif chat.kind != "channel":
        # In a group everybody sees the menu in a language of their own, which only traditional Chinese has not.
        wanted = chat.locale == "zh-Hant"
        admins = BotCommandScopeChatAdministrators(chat.telegram_id)
        await _own(bot, BotCommandScopeChat(chat.telegram_id), group(), chat.locale, wanted=wanted)
        await _own(bot, admins, group(admin=True), chat.locale, wanted=wanted)


async def _own(
    bot: Any, scope: BotCommandScope, chosen: tuple[str, ...], locale: str, *, wanted: bool
) -> None:
    if wanted:
        await _set(bot, scope, described(chosen, locale), None)
        return
    try:
        await patiently(lambda: bot.delete_my_commands(scope=scope))
    except TelegramError as error:
        log.info("commands.not-deleted", scope=scope.type, error=str(error))


async def _set(
    bot: Any, scope: BotCommandScope, commands: list[BotCommand], code: str | None
) -> None:
    try:
        await patiently(lambda: bot.set_my_commands(commands, scope=scope, language_code=code))
    except TelegramError as error:
        log.warning("commands.not-set", scope=scope.type, language=code or "", error=str(error))


async def for_operators(bot: Any, operators: Iterable[tuple[int, str]]) -> None:
    """Give each operator, named by id and language, the menu with the operators' commands.

    One who never wrote to the bot has no chat yet: theirs comes when they choose a language.
    """
    if not OPERATOR & set(names()):
        return
    for number, locale in operators:
        commands, scope = described(private(operator=True), locale), BotCommandScopeChat(number)
        try:
            await patiently(partial(bot.set_my_commands, commands, scope=scope))
        except TelegramError as error:
            log.info("commands.no-operator", operator=number, error=str(error))

"""Set Telegram's command menus: one for each language, for private chats,
groups, group admins and operators.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial

import structlog
from telegram import (
    Bot,
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
from bot.handlers.commands import Audience, Command
from bot.rendering.i18n import FALLBACK, LOCALES, nearest, tongue
from store.rows import Chat

log = structlog.get_logger()
_KEY = "command."


def private(
    commands: Iterable[Command], *, operator: bool = False
) -> tuple[str, ...]:
    """Return the menu of a private chat."""
    hidden: set[Audience] = {"group"} if operator else {"group", "operators"}
    return tuple(
        command.name for command in commands if command.audience not in hidden
    )


def group(
    commands: Iterable[Command], *, admin: bool = False
) -> tuple[str, ...]:
    """Return the menu of a group, for its members or for its admins."""
    shown: set[Audience] = (
        {"anybody", "managers", "group"} if admin else {"anybody"}
    )
    return tuple(
        command.name for command in commands if command.audience in shown
    )


def described(chosen: Iterable[str], locale: str) -> list[BotCommand]:
    """Return commands with their descriptions in a language."""
    speech = tongue(locale)
    return [BotCommand(name, speech.say(_KEY + name)[:256]) for name in chosen]


async def announce(bot: Bot, commands: Sequence[Command]) -> None:
    """Send Telegram the menus of all languages; a fault here never stops the
    start.

    Telegram's language codes have two letters, so `zh` can stand for only one
    script: simplified. A person who chooses traditional gets a menu of their
    own (`follow`). English is used for every language without a translation.
    """
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), private(commands)),
        (BotCommandScopeAllGroupChats(), group(commands)),
        (BotCommandScopeAllChatAdministrators(), group(commands, admin=True)),
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


async def follow(
    bot: Bot,
    commands: Sequence[Command],
    chat: Chat,
    code: str | None,
    operators: frozenset[int],
) -> None:
    """Set a chat's menu to its chosen language if Telegram would not choose
    that by itself.
    """
    operator = chat.telegram_id in operators
    if chat.kind == "private":
        shown = "zh-Hans" if nearest(code) == "zh-Hant" else nearest(code)
        wanted = operator or chat.locale != shown
        await _own(
            bot,
            BotCommandScopeChat(chat.telegram_id),
            private(commands, operator=operator),
            chat.locale,
            wanted=wanted,
        )
    elif chat.kind != "channel":
        # Members of a group see the menu in their own languages; only
        # traditional Chinese needs a menu of its own.
        wanted = chat.locale == "zh-Hant"
        admins = BotCommandScopeChatAdministrators(chat.telegram_id)
        await _own(
            bot,
            BotCommandScopeChat(chat.telegram_id),
            group(commands),
            chat.locale,
            wanted=wanted,
        )
        await _own(
            bot, admins, group(commands, admin=True), chat.locale, wanted=wanted
        )


async def _own(
    bot: Bot,
    scope: BotCommandScope,
    chosen: tuple[str, ...],
    locale: str,
    *,
    wanted: bool,
) -> None:
    if wanted:
        await _set(bot, scope, described(chosen, locale), None)
        return
    try:
        await patiently(lambda: bot.delete_my_commands(scope=scope))
    except TelegramError as error:
        log.info("commands.not-deleted", scope=scope.type, error=str(error))


async def _set(
    bot: Bot,
    scope: BotCommandScope,
    commands: list[BotCommand],
    code: str | None,
) -> None:
    try:
        await patiently(
            lambda: bot.set_my_commands(
                commands, scope=scope, language_code=code
            )
        )
    except TelegramError as error:
        log.warning(
            "commands.not-set",
            scope=scope.type,
            language=code or "",
            error=str(error),
        )


async def for_operators(
    bot: Bot, commands: Sequence[Command], operators: Iterable[tuple[int, str]]
) -> None:
    """Give each operator, named by id and language, the menu with the
    operators' commands.

    An operator who never wrote to the bot has no chat yet and gets the menu
    when they choose a language.
    """
    for number, locale in operators:
        shown = described(private(commands, operator=True), locale)
        scope = BotCommandScopeChat(number)
        try:
            await patiently(partial(bot.set_my_commands, shown, scope=scope))
        except TelegramError as error:
            log.info("commands.no-operator", operator=number, error=str(error))

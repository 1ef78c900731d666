"""The menus of commands: whole, in every language, and each for those who may use them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import structlog
from telegram import BotCommand, BotCommandScope
from telegram.error import BadRequest, NetworkError

from bot.handlers import command_menu
from bot.handlers.registry import COMMANDS
from bot.rendering.i18n import LOCALES, tongue
from store.rows import Chat

CHAT = Chat(id=1, telegram_id=7, kind="private")


class Menus:
    """A stand-in for Telegram that records menus and refuses chosen ones."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.kept: dict[tuple[str, int, str], list[BotCommand]] = {}
        self.dropped: list[tuple[str, int]] = []
        self.fault = fault

    async def set_my_commands(
        self,
        given: list[BotCommand],
        scope: BotCommandScope,
        language_code: str | None = None,
    ) -> None:
        if self.fault:
            raise self.fault
        self.kept[
            scope.type, getattr(scope, "chat_id", 0), language_code or ""
        ] = given

    async def delete_my_commands(self, scope: BotCommandScope) -> None:
        if self.fault:
            raise self.fault
        self.dropped.append((scope.type, getattr(scope, "chat_id", 0)))


def test_every_command_is_described_and_every_description_is_a_command() -> (
    None
):
    described = {
        key for key in tongue("en").texts if key.startswith("command.")
    }
    assert described == {f"command.{command.name}" for command in COMMANDS}


def test_a_menu_fits_telegram_in_every_language() -> None:
    for locale in LOCALES:
        for command in command_menu.described(
            command_menu.private(COMMANDS, operator=True), locale
        ):
            assert 1 <= len(command.description) <= 256
            assert "command." not in command.description, (
                locale,
                command.command,
            )
    assert len(COMMANDS) <= 100


def test_a_menu_begins_with_what_is_used_most() -> None:
    first = (
        "digest",
        "latest",
        "subscribe",
        "subscriptions",
        "search",
        "ask",
        "story",
        "saved",
    )
    assert command_menu.private(COMMANDS)[: len(first)] == first


def test_who_sees_what() -> None:
    members, admins = (
        set(command_menu.group(COMMANDS)),
        set(command_menu.group(COMMANDS, admin=True)),
    )
    assert {"digest", "search", "help"} <= members < admins
    assert {"schedule", "forget", "everyone"} <= admins - members
    assert "channels" not in admins
    assert "everyone" not in command_menu.private(COMMANDS)
    operators = {
        command.name for command in COMMANDS if command.audience == "operators"
    }
    assert operators
    assert not operators & (set(command_menu.private(COMMANDS)) | admins)


async def test_telegram_is_told_three_menus_in_seven_languages() -> None:
    menus = Menus()
    await command_menu.announce(menus, COMMANDS)
    assert {code for _, _, code in menus.kept} == {
        "",
        "zh",
        "es",
        "de",
        "fr",
        "ja",
        "ru",
    }
    assert {kind for kind, _, _ in menus.kept} == {
        "default",
        "all_group_chats",
        "all_chat_administrators",
    }
    assert len(menus.kept) == 21
    shown = {
        command.command: command.description
        for command in menus.kept["default", 0, "zh"]
    }
    assert shown["settings"] == "设置"


async def test_a_fault_of_telegrams_is_logged_and_nothing_more() -> None:
    with structlog.testing.capture_logs() as logs:
        await command_menu.announce(Menus(NetworkError("down")), COMMANDS)
        await command_menu.follow(
            Menus(BadRequest("no")),
            COMMANDS,
            replace(CHAT, locale="de"),
            "de",
            frozenset(),
        )
    assert {entry["event"] for entry in logs} == {
        "commands.not-set",
        "commands.not-deleted",
    }


@pytest.mark.parametrize(
    ("locale", "code", "own"),
    [
        ("zh-Hant", "zh-hant", True),
        ("zh-Hans", "zh-hant", False),
        ("zh-Hans", "zh-hans", False),
        ("de", "en", True),
        ("de", "de", False),
        ("en", "pt-br", False),
        ("en", None, False),
    ],
)
async def test_a_private_chat_has_a_menu_of_its_own_where_telegrams_would_differ(
    locale: str, code: str | None, own: bool
) -> None:
    menus = Menus()
    await command_menu.follow(
        menus, COMMANDS, replace(CHAT, locale=locale), code, frozenset()
    )
    assert (("chat", 7, "") in menus.kept) is own
    assert (("chat", 7) in menus.dropped) is not own


async def test_a_group_has_menus_of_its_own_only_in_traditional_chinese() -> (
    None
):
    menus = Menus()
    await command_menu.follow(
        menus,
        COMMANDS,
        replace(CHAT, kind="group", locale="zh-Hant"),
        "en",
        frozenset(),
    )
    assert {kind for kind, _, _ in menus.kept} == {
        "chat",
        "chat_administrators",
    }
    shown = {
        command.command: command.description
        for command in menus.kept["chat_administrators", 7, ""]
    }
    assert shown["settings"] == "設定"
    await command_menu.follow(
        menus,
        COMMANDS,
        replace(CHAT, kind="group", locale="ja"),
        "en",
        frozenset(),
    )
    assert set(menus.dropped) == {("chat", 7), ("chat_administrators", 7)}


async def test_a_channel_has_no_menu() -> None:
    menus = Menus()
    await command_menu.follow(
        menus,
        COMMANDS,
        replace(CHAT, kind="channel", locale="zh-Hant"),
        "en",
        frozenset(),
    )
    assert (menus.kept, menus.dropped) == ({}, [])


async def test_an_operator_keeps_the_operators_menu_in_every_language() -> None:
    menus = Menus()
    await command_menu.follow(
        menus, COMMANDS, replace(CHAT, locale="en"), "en", frozenset({7})
    )
    names = {command.command for command in menus.kept["chat", 7, ""]}
    assert names == set(command_menu.private(COMMANDS, operator=True))


async def test_operators_are_told_theirs_where_there_are_commands_for_them() -> (
    None
):
    menus = Menus()
    await command_menu.for_operators(menus, COMMANDS, [(7, "ru")])
    assert ("chat", 7, "") in menus.kept
    lost = Menus(BadRequest("chat not found"))
    await command_menu.for_operators(lost, COMMANDS, [(8, "en")])

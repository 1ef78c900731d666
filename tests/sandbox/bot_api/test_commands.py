"""The menu of commands by scope and language (tdlib/td, `BotCommandScope.cpp`; the Bot API's order of scopes)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.bot_api.commands import menu
from sandbox.server import ANN, BO, CHANNEL, GROUP
from tests.sandbox.bot_api.test_methods import Telegram


def put(
    telegram: Telegram,
    name: str,
    scope: dict[str, Any] | None = None,
    language: str = "",
) -> None:
    commands = json.dumps([{"command": name, "description": "x"}])
    more = {"scope": json.dumps(scope)} if scope else {}
    telegram("setMyCommands", commands=commands, language_code=language, **more)


def seen(
    telegram: Telegram, chat: int, person: int, language: str = "de"
) -> str:
    return ",".join(
        command["command"]
        for command in menu(telegram.world, chat, person, language)
    )


@pytest.mark.parametrize("code", ["zh-hans", "zh-Hant", "eng", "EN", "1"])
def test_a_language_has_two_small_letters(code: str) -> None:
    telegram = Telegram()
    commands = json.dumps([{"command": "a", "description": "x"}])
    refused = telegram.refuses(
        "setMyCommands", commands=commands, language_code=code
    )
    assert refused == "400 Bad Request: invalid language code specified"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ({"type": "everyone"}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"type": "chat"}, 'can\'t parse BotCommandScope: Can\'t find field "chat_id"'),
        ({"type": "chat", "chat_id": 99}, "chat not found"),
        ({"type": "chat_administrators", "chat_id": ANN}, "can't use specified scope in private chats"),
        ({"type": "chat_administrators", "chat_id": CHANNEL}, "can't change commands in channel chats"),
        ({"type": "chat_member", "chat_id": GROUP, "user_id": 0}, "can't parse BotCommandScope: Invalid user_id specified"),
    ],
)  # fmt: skip
def test_scopes_that_telegram_refuses(
    scope: dict[str, Any], words: str
) -> None:
    telegram = Telegram()
    commands = json.dumps([{"command": "a", "description": "x"}])
    assert telegram.refuses(
        "setMyCommands", commands=commands, scope=json.dumps(scope)
    ).endswith(words)


def test_scopes_that_are_no_json_are_refused() -> None:
    assert "can't parse JSON object" in Telegram().refuses(
        "getMyCommands", scope="{"
    )


def test_the_narrowest_menu_is_seen_and_a_language_goes_before_none() -> None:
    telegram = Telegram()
    put(telegram, "a")
    assert seen(telegram, ANN, ANN) == seen(telegram, GROUP, BO) == "a"
    put(telegram, "b", language="de")
    assert (
        seen(telegram, ANN, ANN, "de-at"),
        seen(telegram, ANN, ANN, "fr"),
    ) == ("b", "a")
    put(telegram, "c", {"type": "all_group_chats"})
    put(telegram, "d", {"type": "all_chat_administrators"})
    assert (
        seen(telegram, GROUP, BO),
        seen(telegram, GROUP, ANN),
        seen(telegram, ANN, ANN),
    ) == (
        "c",
        "d",
        "b",
    )
    put(telegram, "e", {"type": "chat", "chat_id": GROUP})
    put(telegram, "f", {"type": "chat_administrators", "chat_id": GROUP})
    assert (seen(telegram, GROUP, BO), seen(telegram, GROUP, ANN)) == ("e", "f")
    put(telegram, "g", {"type": "chat_member", "chat_id": GROUP, "user_id": BO})
    assert seen(telegram, GROUP, BO) == "g"
    put(telegram, "h", {"type": "all_private_chats"})
    put(telegram, "i", {"type": "chat", "chat_id": ANN})
    assert (seen(telegram, BO, BO), seen(telegram, ANN, ANN)) == ("h", "i")


def test_a_menu_that_nobody_set_is_empty() -> None:
    telegram = Telegram()
    assert seen(telegram, ANN, ANN) == ""
    telegram("deleteMyCommands", scope=json.dumps({"type": "all_group_chats"}))
    assert telegram("getMyCommands") == []

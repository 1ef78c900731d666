"""Who may use the bot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.handlers.handler_context import Defaults
from bot.handlers.permissions import may_use
from bot.settings import Settings
from bot.web.server import may_read
from store.rows import Chat

MINE = Chat(1, 10)


@pytest.mark.parametrize(
    ("defaults", "person", "chat", "may"),
    [
        (Defaults(), 10, None, True),
        (Defaults(), 10, replace(MINE, state="banned"), False),
        (Defaults(mode="allow"), 10, MINE, False),
        (Defaults(mode="allow", allowed=frozenset({10})), 99, MINE, True),
        (Defaults(mode="allow", allowed=frozenset({99})), 99, None, True),
        (Defaults(mode="allow", admins=frozenset({99})), 99, MINE, True),
        (
            Defaults(mode="allow", allowed=frozenset({5})),
            99,
            replace(MINE, kind="channel", managed_by=5),
            True,
        ),
        (
            Defaults(mode="allow", allowed=frozenset({-5})),
            99,
            replace(MINE, telegram_id=-100, former_id=-5),
            True,
        ),
        (Defaults(mode="allow", allowed=frozenset({0})), 10, MINE, False),
        (Defaults(mode="invite"), 10, MINE, False),
        (Defaults(mode="invite"), 10, replace(MINE, invited_by="sesame"), True),
        (Defaults(mode="invite"), 10, None, False),
        (Defaults(mode="allow"), 10, replace(MINE, invited_by="sesame"), False),
    ],
)
def test_who_may(
    defaults: Defaults, person: int, chat: Chat | None, may: bool
) -> None:
    assert may_use(defaults, person, chat) is may


def test_pages_are_open_to_the_same_chats() -> None:
    access = {"mode": "allow", "allowed": [-5]}
    may = may_read(Settings(access=access, telegram={"admins": [7]}))
    moved = replace(MINE, telegram_id=-100, former_id=-5)
    for chat in (moved, replace(MINE, telegram_id=7)):
        assert may(chat)
        assert not may(replace(chat, state="banned"))
    assert not may(MINE)

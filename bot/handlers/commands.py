"""The record of one command: name, handler, subject in the help, audience and
cost.

`registry` lists them all. Telegram's menus, /help, the minute's limits and the
reference page are made from that list.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.handlers.rate_limits import Kind

if TYPE_CHECKING:
    from bot.handlers.context import UpdateContext

CommandHandlerFunction = Callable[["UpdateContext"], Awaitable[None]]
# The subject of the help that explains a command.
Subject = Literal[
    "reading",
    "subscribing",
    "filters",
    "when",
    "much",
    "groups",
    "settings",
    "operating",
]
# The menus that show a command. Anybody: every chat and every member of a
# group. Managers: private chats and the admins of groups. Private: private
# chats only. Group: the admins of groups only. Operators: their private chats
# only.
Audience = Literal["anybody", "managers", "private", "group", "operators"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a chat."""

    name: str
    handler: CommandHandlerFunction
    subject: Subject
    audience: Audience = "managers"
    # `heavy` marks expensive commands: fewer of them are answered a minute.
    cost: Kind = "command"
    # Whether the help's first page shows it.
    featured: bool = False
    # The service that the operator must have set up for it to exist.
    needs: Literal["", "speech"] = ""
    # Whether /undo can take its changes back.
    undoable: bool = True


def of_subject(commands: Iterable[Command], subject: Subject) -> list[Command]:
    """Return the commands that one page of the help explains."""
    return [command for command in commands if command.subject == subject]


def subjects_of(commands: Iterable[Command]) -> tuple[Subject, ...]:
    """Return the help's subjects, in the order of their first commands, without
    the operators' subject, which has no page.
    """
    listed = (
        command.subject
        for command in commands
        if command.audience != "operators"
    )
    return tuple(dict.fromkeys(listed))

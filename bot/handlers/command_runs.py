"""Run a command for somebody who asks in plain words for what it does."""

from __future__ import annotations

from bot.handlers.admission import take_quota
from bot.handlers.context import UpdateContext


async def run(context: UpdateContext, name: str, argument: str) -> None:
    """Run a command as if the person had written it."""
    commands = {command.name: command for command in context.tools.commands}
    command = commands[name]
    # A wish costs as much as its command.
    if command.cost != "heavy" or await take_quota(context):
        context.args = argument.split()
        await command.handler(context)


async def run_line(
    context: UpdateContext, _said: object, *, command: str
) -> None:
    """Run a command with its words, "unsubscribe all", whatever exactly was said."""
    name, _, argument = command.partition(" ")
    await run(context, name, argument)

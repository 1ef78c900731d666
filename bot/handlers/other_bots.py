"""Commands that people know from other bots, and what they do here."""

from __future__ import annotations

from functools import partial

from bot.handlers.admission import Handler
from bot.handlers.command_runs import run
from bot.handlers.context import UpdateContext
from bot.handlers.plain_talk import tell_with_help
from bot.handlers.schedule import pause


async def _cancel(context: UpdateContext) -> None:
    """Say that nothing waits here, and how to undo a change."""
    await context.reply("unknown.cancel")


async def _stop(context: UpdateContext) -> None:
    """Pause without an end: people who know `/stop` from other bots give no
    end.
    """
    context.args = []
    await pause.pause(context)


async def _run(context: UpdateContext, *, command: str) -> None:
    """Run the command of ours that has another name in other bots, with the words
    behind it.
    """
    await run(context, command, " ".join(context.args))


# Commands that people know from other bots; Telegram itself asks bots for
# /privacy.
HABITS: dict[str, Handler] = {
    "stop": _stop,
    "cancel": _cancel,
    "sub": partial(_run, command="subscribe"),
    "unsub": partial(_run, command="unsubscribe"),
    "list": partial(_run, command="subscriptions"),
    "lang": partial(_run, command="language"),
    "import": partial(_run, command="export"),
    "about": partial(tell_with_help, key="talk.self"),
    "privacy": partial(tell_with_help, key="talk.privacy"),
}

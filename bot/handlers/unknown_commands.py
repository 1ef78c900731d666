"""Answer a command that this bot does not have: another bot's, a habit, or a misspelt
one.
"""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers import pending_confirmations, understood
from bot.handlers.command_runs import run
from bot.handlers.context import UpdateContext
from bot.handlers.other_bots import HABITS
from bot.handlers.subscriptions.filters import near_topic
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.subscription_actions import ToggleTopic, TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import help_button
from bot.rendering.telegram_html import shorten
from news.topics import find

# Characters of the words behind a command that a guess keeps.
LONGEST = 200
# Characters of a command on its button.
LABEL = 40
# The letters of a command that are enough to mean it; the first command that
# begins with them counts.
SHORTENED = 3


async def answer(context: UpdateContext, written: str, rest: str) -> None:
    """Answer a command that this bot does not have: another bot's, a habit from
    other bots (`/stop`), a wish (`/暂停`), or a misspelt one.
    """
    name, _, bot = written.partition("@")
    if bot and bot.lower() != context.tools.username.lower():
        await context.reply("unknown.other-bot", bot=bot[:40], name=name[:40])
    elif name.lower() in HABITS:
        context.args = rest.split()
        await HABITS[name.lower()](context)
    elif not name.isascii() and await understood.fulfil(
        context, f"{name} {rest}".strip()
    ):
        return
    else:
        await _guess(context, name, rest)


async def _guess(context: UpdateContext, name: str, rest: str) -> None:
    """Offer what a misspelt command may mean: `/shedule` the command, `/sciense`
    to follow the topic; otherwise the help.
    """
    key = find(name) or near_topic(name)
    # A misspelt topic name is read as that topic, unless a command is nearer.
    known = [
        command.name
        for command in context.tools.commands
        if command.audience != "operators"
    ]
    close = get_close_matches(name.lower(), known, 1, 0.75 if key else 0.55)
    if len(name) >= SHORTENED:
        longer = [one for one in known if one.startswith(name.lower())]
        close = longer or close
    if close:
        guess = f"{close[0]} {rest[:LONGEST]}".strip()
        await _ask_command(context, name, guess)
    elif key:
        text = context.say(
            "unknown.command",
            name=name[:40],
            guess=f"subscribe {topic_name(context, key)}",
        )
        await context.answer(text, topic_row(context, key))
    elif not await understood.fulfil(context, f"{name} {rest}".strip()):
        rows = ((help_button(context.speech),),)
        await context.reply("unknown.none", rows, name=name[:40])


async def _ask_command(context: UpdateContext, name: str, guess: str) -> None:
    """Ask whether a command is meant, with its words; a button or a yes runs it."""
    token = await pending_confirmations.offer(context, "command", guess)
    yes = action_button(
        f"✅ /{shorten(guess, LABEL)}", TreatWords("command", token)
    )
    await context.reply(
        "unknown.command", ((yes,),), name=name[:40], guess=guess
    )


async def as_meant(context: UpdateContext) -> None:
    """Run a misspelt command as it was meant. A command that this bot no longer has,
    such as `/listen` without a voice, is answered as an unknown one.
    """
    name, _, rest = context.text.partition(" ")
    if any(name == command.name for command in context.tools.commands):
        await run(context, name, rest)
    else:
        await _guess(context, name, rest)


def topic_row(context: UpdateContext, key: str) -> Rows:
    """Return the row whose button follows a topic."""
    return (
        (action_button(f"🏷 {topic_name(context, key)}", ToggleTopic(key)),),
    )

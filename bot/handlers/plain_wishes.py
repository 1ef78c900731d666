"""Act on wishes in plain words, such as `send me tech news` or 每天早上八点发给我. The
matching command does the work and says what it understood; /undo takes it back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import partial

from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change, take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.setup import settings_pages
from bot.handlers.setup.language import language_named, names_of_languages
from bot.handlers.subscriptions import (
    mutes,
    subscribe,
    timed_wishes,
    unsubscribe,
)
from bot.handlers.subscriptions.filters import near_topic
from bot.rendering.actions.settings_actions import ShowHelp
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.actions.subscription_actions import AnswerProposal
from bot.rendering.button_data import action_button
from news.errors import ScheduleError
from news.filters import is_address
from news.models import Button
from news.schedule import parse_schedule, parse_span
from news.schedule.ends import parse_end
from news.topics import find
from news.wishes import COMMANDS, Act, TimedWish, Wish, read_wish
from news.words import fold
from news.zones import zone_readings

# The required similarity of a written word to a language's name, which allows
# for the cases and endings of Russian and Spanish.
_ALIKE = 0.75

# Turns a wish's words into a command's argument; None if they do not fit.
_Argument = Callable[[UpdateContext, str], str | None]


async def fulfil(context: UpdateContext, text: str) -> bool:
    """Carry out a wish in plain words; return False if the words are no wish
    that the bot can carry out.
    """
    timed = timed_wish(context, text)
    if timed is not None and timed.is_asked:
        await _follow_at(context, timed)
        return True
    wish = read_wish(text, context.place.locale)
    if wish is None:
        return False
    carry_out = _ACTIONS.get(wish.act, _command)
    return await carry_out(context, wish)


def timed_wish(context: UpdateContext, text: str) -> TimedWish | None:
    """Part a text into topics, with their names corrected, and a time; None
    where it is not both.
    """
    wish = timed_wishes.read(context, text)
    if wish is None:
        return None
    return replace(wish, topics=_subscribe(context, wish.topics) or "")


async def _follow_at(context: UpdateContext, wish: TimedWish) -> None:
    """Follow topics and set their time; the time alone for all the news."""
    if wish.topics:
        if await take_quota(context):
            await subscribe.follow_at(context, wish)
    elif await may_change(context):
        schedule = await timed_wishes.schedule_of(context, wish)
        if schedule:
            await _run(context, "schedule", schedule)


async def _run(context: UpdateContext, name: str, argument: str) -> None:
    """Run a command as if the person had written it."""
    commands = {command.name: command for command in context.tools.commands}
    command = commands[name]
    # A wish costs as much as its command.
    if command.cost != "heavy" or await take_quota(context):
        context.args = argument.split()
        await command.handler(context)


async def _command(context: UpdateContext, wish: Wish) -> bool:
    """Run the command of a wish, unless its words do not fit the command."""
    read = _ARGUMENTS.get(wish.act, _as_written)
    argument = read(context, wish.rest)
    if argument is None:
        return False
    await _run(context, COMMANDS[wish.act], argument)
    return True


def _as_written(_ctx: UpdateContext, rest: str) -> str:
    return rest


def _readable(parse: Callable[[str, str], object]) -> _Argument:
    """Make a reader that keeps the words that a parser of times reads."""

    def argument(context: UpdateContext, rest: str) -> str | None:
        try:
            parse(rest, context.place.locale)
        except ScheduleError:
            return None
        return rest

    return argument


def _pause(context: UpdateContext, rest: str) -> str | None:
    if not rest:
        return rest
    end = parse_end(
        rest, context.place.locale, context.chat.zone, context.now()
    )
    if end:
        return rest
    return None


def _timezone(_ctx: UpdateContext, rest: str) -> str | None:
    if zone_readings(rest):
        return rest
    return None


def _language(_ctx: UpdateContext, rest: str) -> str | None:
    if language_named(rest):
        return rest
    near = get_close_matches(fold(rest), names_of_languages(), 1, _ALIKE)
    return next(iter(near), None)


def _subscribe(_ctx: UpdateContext, rest: str) -> str | None:
    """Return the topics to follow, with misspelt and inflected names corrected.

    "sprot, Mars" → "sports, Mars"; Mars is no topic and stays a phrase.
    """
    named = [_topic(part) or part for part in _parts(rest)]
    return ", ".join(named) or None


def _topic(text: str) -> str | None:
    if is_address(text):
        return None
    return find(text) or near_topic(text)


def _headlines(_ctx: UpdateContext, _rest: str) -> str:
    return "headline"


def _images(_ctx: UpdateContext, _rest: str) -> str:
    return "off"


def _mute(_ctx: UpdateContext, rest: str) -> str | None:
    """Return the topic to hide; other words than a topic's name are no wish."""
    return _topic(rest)


_ARGUMENTS: dict[Act, _Argument] = {
    "images": _images,
    "mute": _mute,
    "schedule": _readable(parse_schedule),
    "quiet": _readable(parse_span),
    "pause": _pause,
    "timezone": _timezone,
    "language": _language,
    "subscribe": _subscribe,
    "headlines": _headlines,
}


def _parts(rest: str) -> list[str]:
    """Split what a wish names at its commas."""
    return list(filter(None, map(str.strip, rest.split(","))))


async def _stop(context: UpdateContext, wish: Wish) -> bool:
    """Unsubscribe from what the chat follows, and mute the other topics."""
    topics = {part: _topic(part) or "" for part in _parts(wish.rest)}
    followed = await unsubscribe.followed_of(
        context, filter(None, (*topics, *topics.values()))
    )
    named = [
        part if part in followed else topic for part, topic in topics.items()
    ]
    # "I don't want to hear that again" names nothing: it is no wish.
    if not all(named):
        return False
    leave = [name for name in named if name in followed]
    if leave:
        await _run(context, "unsubscribe", ", ".join(leave))
    # A topic that comes along in other subscriptions can only be hidden.
    for name in named:
        if name not in leave:
            await mutes.mute_topic(context, find(name) or name)
    return bool(named)


async def _show_amounts(context: UpdateContext, _wish: Wish) -> bool:
    """Show the page of settings that make the digests shorter."""
    await context.answer(*await settings_pages.page(context, "much"))
    return True


async def _hello(context: UpdateContext, _wish: Wish) -> bool:
    await context.reply("talk.hello", _ways(context))
    return True


async def _thanks(context: UpdateContext, _wish: Wish) -> bool:
    await context.reply("talk.thanks")
    return True


def _ways(context: UpdateContext) -> tuple[tuple[Button, ...], ...]:
    now = action_button(context.say("start.now"), SendDigest())
    return ((now, action_button(context.say("unknown.help"), ShowHelp())),)


async def _decide(
    context: UpdateContext, _wish: Wish, *, accepted: bool
) -> bool:
    """Answer the last open question; say so if there is none."""
    asked = await context.read(
        pending_confirmations.last_question, context.chat
    )
    if asked is None:
        await context.reply("unknown.cancel")
    else:
        await subscribe.decide(
            context, AnswerProposal(accepted=accepted, token=asked.token)
        )
    return True


# What does more than run the command of its name.
_ACTIONS: dict[Act, Callable[[UpdateContext, Wish], Awaitable[bool]]] = {
    "hello": _hello,
    "thanks": _thanks,
    "yes": partial(_decide, accepted=True),
    "no": partial(_decide, accepted=False),
    "stop": _stop,
    "much": _show_amounts,
}

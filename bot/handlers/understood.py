"""Do or offer what a sentence asks for, whose parts are understood one by one: `follow tech,
no sports, and only five stories`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial, reduce
from itertools import filterfalse

from bot.handlers import pending_confirmations, plain_talk, plain_wishes
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions import mutes
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import NAMES
from bot.rendering.keyboards import search_words
from bot.rendering.schedule_text import describe, read_schedule
from bot.rendering.telegram_html import escape
from news.errors import ScheduleError
from news.models import Timetable
from news.schedule import format_schedule, parse_schedule
from news.schedule.ends import parse_end
from news.schedule.finding import refusal
from news.schedule.schedule_edits import merged
from news.schedule.written import parts_of
from news.topics import find
from news.wishes import TimedWish, Wish
from news.wishes.setting_rules import WishedAct
from news.wishes.understanding import Understanding, understand
from news.zones import find_zone, zone_title

# One command of a stored offer: "/subscribe tech now".
_COMMAND = re.compile(r"/(\w+)([^/]*)")
# What stands before the names in an offer.
_SIGNS = {"drop": "🔕", "latest": "🔎"}
# The commands by whose descriptions acts are named that have no own command.
_COMMANDS = {
    "much": "budget",
    "leaving": "unsubscribe",
    "hello": "help",
    "no": "undo",
    "languages": "news",
}
# Tags of the interface's languages that differ from those of the news.
_TAGS = {"zh": "zh-Hans"}
# Words of an end that are tried: "monday i'm on holiday" is Monday.
_END_WORDS = 5
# Hours at which nobody reads news, and half a day, in minutes.
_SMALL_HOURS, _HALF_DAY = 6 * 60, 12 * 60
# A short word, which may be another word than the name of a day.
_SHORT = re.compile(r"[a-z]{1,3}", re.IGNORECASE)
# What is said of a pause that no rule reads, where its end is understood.
_UNLESS = frozenset(("pausing",))

_Carry = Callable[[UpdateContext, str], Awaitable[object]]


async def fulfil(context: UpdateContext, text: str) -> bool:
    """Carry out what a text asks for; return False for one that is not clear.

    Rules for whole sentences come first, save for what they would read in part:
    several wishes, or "at once".
    """
    found = read(context, text)
    if found is None:
        return await plain_wishes.fulfil(context, text)
    if found.is_doubtful:
        return await _offer(context, text, found)
    is_done = found.is_clear or found.is_answer
    if found.is_composed and is_done:
        return await _carry_out(context, found)
    if _is_read_in_part(found):
        return await _offer(context, text, found)
    if await plain_wishes.fulfil(context, text, unless=_UNLESS):
        return True
    if is_done:
        return await _carry_out(context, found)
    return found.has("pause") and await _offer(context, text, found)


def _is_read_in_part(found: Understanding) -> bool:
    """Return whether rules for whole sentences would make one name of a text: it
    follows and leaves something, wants a summary on some days, or topics at
    several times.
    """
    is_summary = found.is_composed and not found.orders
    is_timed = len(found.times) > 1 and found.has("subscribe")
    return any((is_summary, is_timed, found.has("subscribe", "drop")))


def read(context: UpdateContext, text: str) -> Understanding | None:
    """Return what a text asks for, as far as it can be done: a pause needs an end
    that can be read.
    """
    found = understand(text, context.place.locale)
    if found is None:
        return None
    doable = partial(_doable, context, found.language)
    orders = tuple(filter(None, map(doable, found.orders)))
    is_whole = len(orders) == len(found.orders)
    can = replace(found, orders=orders, is_clear=found.is_clear and is_whole)
    return can if any((orders, found.times)) else None


def _doable(
    context: UpdateContext, language: str, order: WishedAct
) -> WishedAct | None:
    """Return an order with words that its command reads; None where there are
    none.

    Of the words behind "until" those that are an end count: "monday because of
    work" is Monday.
    """
    if order.act != "pause":
        return WishedAct(order.act, order.value.replace("/", " "))
    words = order.value.split()[:_END_WORDS]
    ends = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    is_end = partial(
        parse_end, language=language, zone=context.chat.zone, now=context.now()
    )
    # "the" may be short for Thursday.
    clear = filterfalse(_SHORT.fullmatch, ends)
    end = next(filter(is_end, clear), "")
    return WishedAct("pause", end) if end else None


async def _carry_out(context: UpdateContext, found: Understanding) -> bool:
    """Do all that is asked for, and return True; a time goes with what is
    followed.
    """
    followed = _followed(found)
    for order in found.orders:
        if order.act != "subscribe":
            await _do(context, order.act, order.value)
    if found.times:
        when = " ".join(found.times)
        wish = TimedWish(followed, when, found.language, is_asked=True)
        await plain_wishes.follow_at(context, wish)
    elif followed:
        await _do(context, "subscribe", followed)
    return True


def _followed(found: Understanding) -> str:
    """Return what is to be followed, as /subscribe takes it: "health now" for
    stories that are wanted at once; empty for nothing.
    """
    mode = " now" * found.at_once
    named = [order for order in found.orders if order.act == "subscribe"]
    return "".join(f"{order.value}{mode}" for order in named)


async def _do(context: UpdateContext, act: str, value: str) -> None:
    """Do one thing, by the command for it where it is no other."""
    carry = _ACTS.get(act)
    if carry is not None:
        await carry(context, value)
    else:
        await plain_wishes.run(context, act, value)


async def _drop(context: UpdateContext, value: str) -> None:
    """Leave or mute topics; ask about other names, one by one."""
    names = value.split(", ")
    topics = ", ".join(filter(find, names))
    if topics:
        await plain_wishes.unwanted(context, Wish("unwanted", topics))
    for name in filterfalse(find, names):
        is_asked = await plain_wishes.unwanted(context, Wish("unwanted", name))
        if not is_asked:
            await mutes.propose(context, name)


async def _latest(context: UpdateContext, value: str) -> None:
    """Show what is new on a topic, on all of them without a name, or search for other names."""
    name = value.split(", ", maxsplit=1)[0]
    command = "search" if name and not find(name) else "latest"
    await plain_wishes.run(context, command, name)


async def _much(context: UpdateContext, _value: str) -> None:
    await plain_wishes.show_amounts(context, Wish("much"))


async def _no(context: UpdateContext, _value: str) -> None:
    await plain_wishes.decide(context, Wish("no"), accepted=False)


async def _leave(context: UpdateContext, _value: str) -> None:
    """Ask whether to leave everything."""
    await plain_wishes.run(context, "unsubscribe", "all")


async def _languages(context: UpdateContext, _value: str) -> None:
    """Show the languages of news: who wants one more chooses."""
    await plain_wishes.run(context, "news", "")


_ACTS: dict[str, _Carry] = {
    "drop": _drop,
    "latest": _latest,
    "much": _much,
    "hello": plain_talk.hello,
    "no": _no,
    "leaving": _leave,
    "languages": _languages,
}


async def offer(context: UpdateContext, text: str) -> bool:
    """Offer what a text asks for that is not quite clear: name it all, with one
    button that does it. Return False where nothing is understood, and for a time
    alone, which has a button of its own.
    """
    found = read(context, text)
    return found is not None and await _offer(context, text, found)


async def _offer(
    context: UpdateContext, text: str, found: Understanding
) -> bool:
    """Offer what was found in a text, as `offer` does."""
    schedule = _schedule(found)
    is_time = not found.orders and not refusal(text, found.language)
    if is_time or not any((schedule, found.orders)):
        return False
    other = await _stored(context, text)
    later = _in_the_afternoon(schedule)
    rows: Rows = ()
    if later:
        token = await _stored(context, _commands(found, later))
        label = f"⏰ {describe(later, context.speech)}"
        rows = ((action_button(label, TreatWords("orders", token)),),)
    commands = _commands(found, schedule)
    token = await pending_confirmations.offer(context, "orders", commands)
    yes = action_button(f"✅ {context.say('yes')}", TreatWords("orders", token))
    lines = [
        *map(partial(_line, context, found), found.orders),
        *_times(context, schedule),
        context.say("understood.ask"),
    ]
    rows = (*rows, (yes, search_words(context.speech, other)))
    await context.answer("\n".join(lines), rows)
    return True


async def _stored(context: UpdateContext, value: str) -> str:
    """Store words for a button; return the token that finds them."""
    action = PendingAction("words", value)
    return await pending_confirmations.propose(context, action)


def _commands(found: Understanding, schedule: str) -> str:
    """Return the commands that do what is offered, one behind another:
    "/drop business /subscribe health now /schedule 08:00".
    """
    orders = {order.act: order.value for order in found.orders}
    mode = {"subscribe": _followed(found)} if found.has("subscribe") else {}
    times = {"schedule": schedule} if schedule else {}
    commands = {**orders, **mode, **times}
    return " ".join(f"/{act} {value}" for act, value in commands.items())


async def accept(context: UpdateContext) -> None:
    """Do what was offered, once it is accepted."""
    for act, value in _COMMAND.findall(context.text):
        await _do(context, act, value.strip())


def _schedule(found: Understanding) -> str:
    """Return the schedule of all times that a text names, in its stored form;
    empty where it names none, or one that cannot be read.
    """
    read_time = partial(parse_schedule, language=found.language)
    try:
        times = list(map(read_time, found.times))
    except ScheduleError:
        return ""
    both = reduce(_merged, times, None)
    return format_schedule(both) if both else ""


def _in_the_afternoon(schedule: str) -> str:
    """Return a schedule twelve hours later, if it is in the small hours alone: who
    writes "at 5" may mean 17:00. Empty for any other one.
    """
    read_times = read_schedule(schedule)
    parts = parts_of(read_times) if read_times else ()
    minutes = [minute for part in parts for minute in part.minutes]
    if max(minutes, default=_SMALL_HOURS) >= _SMALL_HOURS:
        return ""
    later = (
        replace(part, minutes=tuple(_HALF_DAY + at for at in part.minutes))
        for part in parts
    )
    return format_schedule(reduce(_merged, later, None) or parts[0])


def _merged(first: Timetable | None, second: Timetable) -> Timetable | None:
    """Return a schedule with the times of both, or of the only one."""
    return merged(first, second) if first else second


def _times(context: UpdateContext, schedule: str) -> list[str]:
    """Return the line that names the times that are offered; none without a
    schedule.
    """
    times = escape(describe(schedule, context.speech))
    line = f"⏰ {times} ({zone_title(context.chat.zone)})"
    return [line] * bool(schedule)


def _line(
    context: UpdateContext, found: Understanding, order: WishedAct
) -> str:
    """Return the line that names one thing that is offered.

    An act without a line of its own is named as its command is, with its words.
    """
    value = escape(order.value)
    match order.act:
        case "subscribe":
            mode = f" · 📨 {context.say('mode.now')}" * found.at_once
            return f"➕ <b>{_names(context, order.value)}</b>{mode}"
        case "drop" | "latest" as act:
            return f"{_SIGNS[act]} <b>{_names(context, order.value)}</b>"
        case "budget":
            number = int(order.value)
            return f"📏 ≤ {context.speech.say('settings.stories', n=number)}"
        case "style":
            return f"🎨 {context.say('style.headline')}"
        case "timezone":
            return f"🕐 {escape(zone_title(find_zone(order.value)))}"
        case "language" | "news" as act:
            language = NAMES.get(_TAGS.get(value, value), value)
            return f"🗞 {context.say(f'command.{act}')}: {language}"
        case act:
            title = context.say(f"command.{_COMMANDS.get(act, act)}")
            return f"▫️ {title}: {value}".rstrip(": ")


def _names(context: UpdateContext, value: str) -> str:
    """Return topics by their names in the chat's language, and other names as
    they are written.
    """
    names = (
        topic_name(context, key) if (key := find(name)) else name
        for name in value.split(", ")
    )
    return escape(", ".join(names))

"""Offer what a text asks for that is not quite clear: name it all, with one button that does
it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce

from bot.handlers import pending_confirmations
from bot.handlers.admission import translate_error
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions import timed_wishes
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import NAMES
from bot.rendering.keyboards import search_words
from bot.rendering.schedule_text import describe, read_schedule
from bot.rendering.telegram_html import escape
from news.answering import is_question
from news.errors import ScheduleError
from news.models import Timetable
from news.schedule import format_schedule, parse_schedule
from news.schedule.ends import parse_end
from news.schedule.finding import refusal
from news.schedule.schedule_edits import merged
from news.schedule.written import parts_of
from news.topics import find
from news.wishes import TimedWish, bare
from news.wishes.setting_rules import WishedAct
from news.wishes.topic_names import names_part
from news.wishes.understanding import Understanding
from news.wishes.wish_sentence import is_said
from news.zones import find_zone, zone_title

# What stands before the names in an offer.
_SIGNS = {"drop": "🔕", "latest": "🔎", "less": "🔽", "more": "🔼"}
# The commands by whose descriptions acts are named that have no own command.
NAMED_BY = {
    "much": "budget",
    "brief": "budget",
    "free": "quiet",
    "apart": "quiet",
    "night": "quiet",
    "dawn": "quiet",
    "late": "schedule",
    "untimely": "schedule",
    "leaving": "unsubscribe",
    "hello": "help",
    "no": "undo",
    "languages": "news",
    "halt": "pause",
    "cost": "help",
    "save": "saved",
    "fault": "settings",
    "stay": "subscriptions",
    "partial": "schedule",
}
# Tags of the interface's languages that differ from those of the news.
_TAGS = {"zh": "zh-Hans"}
# Hours at which nobody reads news, and half a day, in minutes.
_SMALL_HOURS, _HALF_DAY = 6 * 60, 12 * 60


async def offer(
    context: UpdateContext, text: str, found: Understanding
) -> bool:
    """Offer what was understood of a text; return False for a time alone, which
    has a button of its own.
    """
    if lacks_hour(found):
        wish = TimedWish(followed(found), found.times[0], found.language, True)
        await timed_wishes.ask_hour(context, wish)
        return True
    schedule = _schedule(found)
    if _is_time_alone(context, text, found) or not any(
        (schedule, found.orders)
    ):
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
        *_times(context, found, schedule),
        context.say("understood.ask"),
    ]
    rows = (*rows, (yes, search_words(context.speech, other)))
    await context.answer("\n".join(lines), rows)
    return True


def named(context: UpdateContext, text: str) -> str:
    """Return the words that a text names, to search or to follow: "cnn headlines" is
    cnn; a question stays whole.
    """
    locale = context.place.locale
    is_asked = is_question(text, locale[:2])
    return text if is_asked else bare(text, locale) or text


def _is_time_alone(
    context: UpdateContext, text: str, found: Understanding
) -> bool:
    """Return whether a text is a short time and nothing else, which may be words to
    search: 7:30; "mornings at a quarter to seven" is said to the bot.
    """
    tests = (
        not found.orders,
        not refusal(text, found.language),
        not is_said(text, context.place.locale),
    )
    return all(tests)


def lacks_hour(found: Understanding) -> bool:
    """Return whether one time is named without an hour, such as "in the evening",
    and nothing else is wanted but what comes then: the hour is asked.
    """
    if len(found.times) != 1 or found.acts - {"subscribe"}:
        return False
    return refusal(found.times[0], found.language) == "none"


async def _stored(context: UpdateContext, value: str) -> str:
    """Store words for a button; return the token that finds them."""
    action = PendingAction("words", value)
    return await pending_confirmations.propose(context, action)


def _commands(found: Understanding, schedule: str) -> str:
    """Return the commands that do what is offered, one behind another:
    "/drop business /subscribe health now /schedule 08:00".
    """
    orders = {order.act: order.value for order in found.orders}
    mode = {"subscribe": followed(found)} if found.has("subscribe") else {}
    times = {"schedule": schedule} if schedule else {}
    commands = {**orders, **mode, **times}
    return " ".join(f"/{act} {value}" for act, value in commands.items())


def followed(found: Understanding) -> str:
    """Return what is to be followed, as /subscribe takes it: "health now" for
    stories that are wanted at once; empty for nothing.
    """
    mode = " now" * found.at_once
    named = [order for order in found.orders if order.act == "subscribe"]
    return "".join(f"{order.value}{mode}" for order in named)


def _schedule(found: Understanding) -> str:
    """Return the schedule of all times that a text names, in its stored form;
    empty where it names none, or one that cannot be read.

    Of a time without an hour, such as 早上, a usual hour is offered.
    """
    times = [_timetable(when, found.language) for when in found.times]
    readable: list[Timetable] = list(filter(None, times))
    if len(readable) < len(times):
        return ""
    both = reduce(_merged, readable, None)
    return format_schedule(both) if both else ""


def _timetable(when: str, language: str) -> Timetable | None:
    """Return the times that a phrase means; None where they cannot be read."""
    try:
        return parse_schedule(when, language)
    except ScheduleError:
        return timed_wishes.usual(when, language)


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


def _times(
    context: UpdateContext, found: Understanding, schedule: str
) -> list[str]:
    """Return the lines that name the offered times, or say why one cannot be read; none
    where no time is named.

    Of "health at 7 and sports at 9" each topic comes at both times.
    """
    if not found.times:
        return []
    if not schedule:
        # Beside a place or a complaint, "friday" and "half" are no times of digests.
        if not found.has("subscribe"):
            return []
        return list(
            filter(None, map(partial(_unread, context, found), found.times))
        )
    times = escape(describe(schedule, context.speech))
    lines = [f"⏰ {times} ({zone_title(context.chat.zone)})"]
    topics = followed(found).split(", ")
    if len(topics) > 1 and len(found.times) > 1:
        lines.append(context.say("understood.one-schedule"))
    return lines


def _unread(context: UpdateContext, found: Understanding, when: str) -> str:
    """Return why no schedule can be read in a time; empty where one can, and where
    the words may be none: "half of it".
    """
    if refusal(when, found.language) == "time":
        return ""
    try:
        parse_schedule(when, found.language)
    except ScheduleError as error:
        return translate_error(context, error)
    return ""


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
        case "drop" | "latest" | "less" | "more" as act:
            return f"{_SIGNS[act]} <b>{_names(context, order.value)}</b>"
        case "budget":
            number = int(order.value)
            return f"📏 ≤ {context.speech.say('settings.stories', n=number)}"
        case "style":
            return f"🎨 {context.say('style.headline')}"
        case "timezone":
            return f"🕐 {escape(zone_title(find_zone(order.value)))}"
        case "pause" if end := _end(context, found, order.value):
            return f"⏸ {context.say('command.pause')} → {end}"
        case "language" | "news" as act:
            language = NAMES.get(_TAGS.get(value, value), value)
            title = context.say(f"command.{act}")
            return f"🗞 {context.speech.labelled(title, language)}"
        case act:
            title = context.say(f"command.{NAMED_BY.get(act, act)}")
            return f"▫️ {context.speech.labelled(title, value)}"


def _end(context: UpdateContext, found: Understanding, until: str) -> str:
    """Return when a pause ends, as the chat's language writes it; empty where it has
    no end.
    """
    zone = context.chat.zone
    end = parse_end(until, found.language, zone, context.now())
    return context.speech.moment(end, zone) if end else ""


def _names(context: UpdateContext, value: str) -> str:
    """Return topics by their names in the chat's language, and other names as
    they are written.
    """
    names = (
        topic_name(context, key)
        if (key := find(name)) and not names_part(name)
        else name
        for name in value.split(", ")
    )
    return escape(", ".join(names))

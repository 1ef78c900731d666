"""Topics that a person names together with a time: read both, and ask where the
time is not clear.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Literal

from bot.handlers import pending_confirmations
from bot.handlers.admission import translate_error
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions.confirmations import wants
from bot.handlers.subscriptions.deliveries import Delivery
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import grid
from bot.rendering.schedule_text import describe, read_schedule
from bot.rendering.telegram_html import escape
from news.errors import ScheduleError
from news.models import Button, Schedule, Timetable
from news.schedule import format_schedule, parse_schedule
from news.schedule.finding import (
    beside_day,
    refusal,
    times_said,
    with_time,
    without_day,
)
from news.schedule.vocabulary import own_language
from news.topics import find
from news.wishes import TimedWish, read_timed_wish
from news.wishes.wish_sentence import is_said
from news.zones import zone_title

# The times that are offered where a person names none ("every morning"), in
# minutes after midnight.
_USUAL = tuple(hour * 60 for hour in (7, 8, 9, 12, 18, 20, 22))
_COLUMNS = 4
# Modes that are not those of most subscriptions.
_AT_ONCE = frozenset(("now", "both"))
# Words that may name a rhythm that no schedule has: "every two days", 兩天一次; one word
# ("monthly") is in many names, and so are the first and the last of something.
_RHYTHM = re.compile(
    r"(?!(?:the )?(?:last|first)\b)(?:\S+\s.+|[^\x00-\x7f]{3,})", re.IGNORECASE
)


def read(
    context: UpdateContext, text: str, *, is_asked: bool = False
) -> TimedWish | None:
    """Part a text into topics and a time; None where it is not both."""
    return read_timed_wish(text, context.place.locale, find, is_asked=is_asked)


async def schedule_of(context: UpdateContext, wish: TimedWish) -> str:
    """Return the schedule that a wish names, in its stored form; ask the person
    and return an empty text where it names none.
    """
    try:
        return format_schedule(parse_schedule(wish.when, wish.language))
    except ScheduleError as error:
        if refusal(wish.when, wish.language) != "none":
            await _ask_anew(context, wish, error)
            return ""
    own = _own_times(context, wish)
    if not own:
        await ask_hour(context, wish)
    return own


def _own_times(context: UpdateContext, wish: TimedWish) -> str:
    """Return the chat's schedule if it is one of those that a wish without an
    hour may mean: 08:00 is "every morning".
    """
    own = read_schedule(context.chat.schedule)
    if not isinstance(own, Schedule):
        return ""
    readings = [
        with_time(wish.when, minute, wish.language) for minute in own.minutes
    ]
    is_meant = readings == [
        Schedule((minute,), own.days) for minute in own.minutes
    ]
    return context.chat.schedule if is_meant else ""


async def _ask_anew(
    context: UpdateContext, wish: TimedWish, error: ScheduleError
) -> None:
    """Say what is not clear about a time; a button takes the topics alone."""
    if await ask_daily(context, wish):
        return
    part = beside_day(wish.when, wish.language)
    if part and refusal(part, wish.language) == "none":
        # Of "tomorrow evening" each evening is left, and its hour is asked.
        await ask_hour(context, replace(wish, when=part))
        return
    rows: Rows = ()
    if wish.topics:
        label = f"➕ {_names(context, wish)}"
        rows = ((await _button(context, label, wish.topics),),)
    await context.answer(translate_error(context, error), rows)


async def ask_daily(context: UpdateContext, wish: TimedWish) -> bool:
    """Offer the hour of each day where a wish names that of one day: "tonight at
    8"; return False for any other time.
    """
    daily = without_day(wish.when, wish.language)
    if not daily:
        return False
    label = f"⏰ {describe(daily, context.speech)}"
    rows: Rows = ((await _button(context, label, wish.topics, daily),),)
    followed = ""
    if wish.topics:
        followed = f"/subscribe {wish.topics.replace('/', ' ')} "
        alone = f"➕ {_names(context, wish)}"
        rows += ((await _button(context, alone, wish.topics),),)
    await pending_confirmations.offer(
        context, "orders", f"{followed}/schedule {daily}"
    )
    lines = [*_named(context, wish), *_told(context, "timed.daily", daily)]
    await context.answer("\n".join(lines), rows)
    return True


async def tell_rhythm(context: UpdateContext, text: str) -> bool:
    """Say which rhythms there are where a text asks for another one: "every two
    days"; return False for any other text.

    Of a text that tells something, a rhythm is the smaller part.
    """
    locale = context.place.locale
    said = map(attrgetter("text"), times_said(text, own_language(locale)))
    named = filter(_RHYTHM.fullmatch, said)
    rhythms = list(filter(partial(_is_no_schedule, locale), named))
    is_much = 3 * sum(map(len, rhythms)) >= len(text)
    is_asked = any((is_much, all((rhythms, is_said(text, locale)))))
    if is_asked:
        await context.reply("error.schedule.rhythm")
    return is_asked


def _is_no_schedule(locale: str, words: str) -> bool:
    """Return whether words are a rhythm that no schedule has."""
    return refusal(words, locale) == "rhythm"


async def ask_hour(context: UpdateContext, wish: TimedWish) -> None:
    """Ask at which hour; each button takes topics and time together."""
    buttons = []
    for schedule in _readings(wish):
        label = describe(schedule, context.speech)
        buttons.append(await _button(context, label, wish.topics, schedule))
    # The hour may be written, too.
    await pending_confirmations.offer(context, "hour", wish.when, wish.topics)
    one = await _one_schedule(context, wish)
    lines = [*_named(context, wish), *one, context.say("timed.hour")]
    await context.answer("\n".join(lines), grid(buttons, _COLUMNS))


def _readings(wish: TimedWish) -> list[str]:
    """Return the schedules that a wish means at the usual hours."""
    return list(map(format_schedule, _at_usual(wish.when, wish.language)))


def usual(when: str, language: str) -> Timetable | None:
    """Return the time in the middle of those that a phrase without an hour may
    mean: 早上 is 08:00; None for any other phrase, and for days alone, which may
    have each of the hours.
    """
    if refusal(when, language) != "none":
        return None
    readings = _at_usual(when, language)
    is_part = 0 < len(readings) < len(_USUAL)
    return readings[len(readings) // 2] if is_part else None


def _at_usual(when: str, language: str) -> list[Timetable]:
    """Return what a phrase without an hour means at each of the usual hours."""
    readings = (with_time(when, minute, language) for minute in _USUAL)
    return list(filter(None, readings))


async def _button(
    context: UpdateContext, label: str, topics: str, schedule: str = ""
) -> Button:
    """Return a button that takes topics and a schedule, or one of them."""
    proposal = PendingAction("words", topics or schedule, schedule=schedule)
    token = await pending_confirmations.propose(context, proposal)
    verb: Literal["subscribe", "schedule"] = (
        "subscribe" if topics else "schedule"
    )
    return action_button(label, TreatWords(verb, token))


def is_offered(wish: TimedWish) -> bool:
    """Return whether to offer what stands without a verb: topics with a time,
    or with a rhythm whose hour can be asked.
    """
    why = refusal(wish.when, wish.language)
    is_clear = why in {"", "none"}
    return bool(wish.topics) and (
        is_clear or bool(without_day(wish.when, wish.language))
    )


async def offer(
    context: UpdateContext, wish: TimedWish, others: Rows = ()
) -> None:
    """Offer topics and a time that a person named without a verb."""
    schedule = await schedule_of(context, wish)
    if schedule:
        label = f"➕ {context.say('unknown.follow')}"
        button = await _button(context, label, wish.topics, schedule)
        one = await _one_schedule(context, wish)
        asked = _told(context, "timed.ask", schedule)
        lines = [*_named(context, wish), *one, *asked]
        await context.answer("\n".join(lines), ((button,), *others))


async def _one_schedule(context: UpdateContext, wish: TimedWish) -> list[str]:
    """Return the line that all topics come at one time, where the chat follows others
    than those that are named: "sports only on weekends".
    """
    named = set(map(find, wish.topics.split(", ")))
    followed = {row.value for row in await wants(context)}
    is_of_all = bool(wish.topics and followed - named)
    return [context.say("timed.one-schedule")] * is_of_all


def _named(context: UpdateContext, wish: TimedWish) -> list[str]:
    """Return the line that names a wish's topics; none for all the news."""
    names = escape(_names(context, wish))
    return [f"🏷 <b>{names}</b>"] if names else []


def _names(context: UpdateContext, wish: TimedWish) -> str:
    """Return a wish's topics by their names in the chat's language."""
    names = []
    for part in wish.topics.split(", "):
        key = find(part)
        names.append(topic_name(context, key) if key else part)
    return ", ".join(names)


def announced(context: UpdateContext, asked: Delivery) -> list[str]:
    """Return the lines that tell the mode and the times that a yes will set; none
    for a digest at the chat's own times.
    """
    lines: list[str] = []
    if asked.mode in _AT_ONCE:
        lines.append(f"📨 {context.say(f'mode.{asked.mode}')}")
    if asked.schedule:
        lines += _told(context, "timed.then", asked.schedule)
    return lines


def _told(context: UpdateContext, key: str, schedule: str) -> list[str]:
    times = describe(schedule, context.speech)
    zone = zone_title(context.chat.zone)
    return [context.say(key, schedule=times, zone=zone)]

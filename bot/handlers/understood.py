"""Do or offer what a sentence asks for, whose parts are understood one by one: `follow tech,
no sports, and only five stories`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from itertools import filterfalse

from bot.handlers import offers, plain_talk, plain_wishes
from bot.handlers.command_runs import run, run_line
from bot.handlers.context import UpdateContext
from bot.handlers.schedule import free_times, pause
from bot.handlers.subscriptions import mutes, unsubscribe, weights
from bot.handlers.subscriptions.naming import topic_name
from news.schedule.ends import parse_end
from news.topics import find
from news.wishes import TimedWish, Wish, bare
from news.wishes.setting_rules import WishedAct
from news.wishes.topic_names import names_part
from news.wishes.understanding import Understanding, understand
from news.wishes.wish_reading import read_wishes

# One command of a stored offer: "/subscribe tech now".
_COMMAND = re.compile(r"/(\w+)([^/]*)")
# Words of an end that are tried: "monday i'm on holiday" is Monday.
_END_WORDS = 5
# A short word, which may be another word than the name of a day: "for the".
_SHORT = re.compile(r"(?:\S+ )?[a-z]{1,3}", re.IGNORECASE)
# Where a sentence ends: 8.30 has no end within.
_END = re.compile(r"(?<=[.!?;])\s+|[。！？；\n]+")
# Sentences of a text that are read one by one; a longer one tells something.
_SENTENCES = 3
# What is said of a pause that no rule reads, where its end is understood.
_UNLESS = frozenset(("pausing",))

_PAUSE = frozenset(("pause",))
_FREE = frozenset(("free",))

# What is done with topics and names.
_OF_NAMES = frozenset(("subscribe", "drop", "less", "more", "latest"))

_Carry = Callable[[UpdateContext, str], Awaitable[object]]
_CarryWish = Callable[[UpdateContext, Wish], Awaitable[object]]


async def fulfil(context: UpdateContext, text: str) -> bool:
    """Carry out what a text asks for; return False for one that is not clear."""
    return await carry_out(context, text, read(context, text))


async def carry_out(
    context: UpdateContext, text: str, found: Understanding | None
) -> bool:
    """Carry out what was read in a text; return False where that is not clear.

    Several sentences are read one by one, where each of them is clear, and none
    takes back what another asks for: "Add science. Never mind."
    """
    is_one = found and (found.is_clear or found.is_doubtful)
    sentences = [] if is_one else _sentences(text)
    if sentences and all(
        map(partial(plain_wishes.is_clear_wish, context), sentences)
    ):
        return all([await fulfil(context, one) for one in sentences])
    if found is None:
        return await plain_wishes.fulfil(context, text)
    offered = await _offer_later_pause(context, text, found)
    return offered or await _carry_out(context, text, found)


async def _offer_later_pause(
    context: UpdateContext, text: str, found: Understanding
) -> bool:
    """Offer a pause with a first day, which begins then and not at once; return
    False where a text asks for none, or for something else beside it.
    """
    is_pause = found.acts == _PAUSE or _is_away(context, text, found)
    return is_pause and await pause.offer(context, text)


def _is_away(context: UpdateContext, text: str, found: Understanding) -> bool:
    """Return whether days without news are those on which a person is away: they are
    these once, and leave the schedule as it is.
    """
    wishes = read_wishes(text, context.place.locale)
    is_pausing = any(wish.act == "pausing" for wish in wishes)
    return found.acts == _FREE and is_pausing


async def _carry_out(
    context: UpdateContext, text: str, found: Understanding
) -> bool:
    """Do or offer what was understood of one sentence.

    Rules for whole sentences come before what is left, save for what they would
    read in part: several wishes, or "at once".
    """
    if found.is_doubtful:
        return await offers.offer(context, text, found)
    # Rules for whole sentences may take other words of a time's for a topic, save
    # where all of a clear sentence's names are topics.
    is_known = all((found.is_clear, found.names_topics))
    is_whole = any((found.is_composed, not found.orders, is_known))
    if is_whole and found.is_settled:
        return await _do_all(context, found)
    # "Send me health in the evening instead" has its time within.
    is_within = offers.lacks_hour(found) and found.names_topics
    is_other = is_within and not plain_wishes.timed_wish(context, text)
    if is_other or _is_read_in_part(found):
        return await offers.offer(context, text, found)
    if await plain_wishes.fulfil(context, text, unless=_UNLESS):
        return True
    if found.is_settled:
        return await _do_all(context, found)
    return found.has("pause") and await offers.offer(context, text, found)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text of two or three; none for any other text."""
    written = map(str.strip, _END.split(text.strip()))
    sentences = list(filter(None, written))
    return sentences if 1 < len(sentences) <= _SENTENCES else []


def _is_read_in_part(found: Understanding) -> bool:
    """Return whether rules for whole sentences would take a text at its word, or
    make one name of it, where its parts leave it open: it follows or leaves
    topics, wants a summary on some days, or topics at several times.
    """
    is_summary = all((found.is_composed, not found.orders))
    is_timed = all((len(found.times) > 1, found.has("subscribe")))
    # "Follow the science", "no solo deportes".
    is_open = all((found.names_topics, not found.is_clear, not found.times))
    is_both = found.has("subscribe", "drop")
    # "Pictures off, and send it at 8" names no topic beside the time.
    is_set = all((found.times, found.acts - _OF_NAMES))
    return any((is_summary, is_timed, is_open, is_both, is_set))


def read(context: UpdateContext, text: str) -> Understanding | None:
    """Return what a text asks for, as far as it can be done: a pause needs an end
    that can be read. None for the name of a topic alone, which is no wish yet.
    """
    locale = context.place.locale
    found = understand(text, locale)
    if found is None or find(bare(text, locale)):
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


async def _do_all(context: UpdateContext, found: Understanding) -> bool:
    """Do all that is asked for, and return True; a time goes with what is
    followed.
    """
    followed = offers.followed(found)
    for order in found.orders:
        if order.act != "subscribe":
            await _do(context, order.act, order.value)
    if found.times:
        when = " ".join(found.times)
        wish = TimedWish(followed, when, found.language, is_asked=True)
        await plain_wishes.follow_at(context, wish)
    elif len(found.orders) > 1 and followed:
        await run(context, "subscribe", followed)
    elif followed:
        # Who wants nothing else may ask for what is new on a topic.
        await plain_wishes.follow(context, followed)
    return True


async def _do(context: UpdateContext, act: str, value: str) -> None:
    """Do one thing, by the command for it where it is no other."""
    carry = _ACTS.get(act)
    if carry is not None:
        await carry(context, value)
    else:
        await run(context, act, value)


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


async def _drop_accepted(context: UpdateContext, value: str) -> None:
    """Leave or mute what was offered, and ask no more: parts of topics are muted as
    words.
    """
    for name in value.split(", "):
        is_followed = await unsubscribe.followed_of(context, [name])
        if find(name) and not names_part(name):
            await plain_wishes.unwanted(context, Wish("unwanted", name))
        elif is_followed and not find(name):
            await run(context, "unsubscribe", name)
        else:
            await run(context, "mute", f'"{name}"')


async def _less(context: UpdateContext, value: str) -> None:
    """Weigh what the chat follows less; ask whether to hide what it does not
    follow.
    """
    for name in value.split(", "):
        if not await weights.shift(context, name, -1):
            title = topic_name(context, name)
            await mutes.propose(context, title, "weight.none")


async def _more(context: UpdateContext, value: str) -> None:
    """Weigh what the chat follows more, and follow the rest."""
    for name in value.split(", "):
        if not await weights.shift(context, name, 1):
            await run(context, "subscribe", name)


async def _latest(context: UpdateContext, value: str) -> None:
    """Show what is new on a topic, on all of them without a name, or search for other names."""
    name = value.split(", ", maxsplit=1)[0]
    if name and not find(name):
        await plain_talk.look(context, Wish("search", name))
    else:
        await run(context, "latest", name)


async def _as_wish(
    context: UpdateContext, value: str, *, carry: _CarryWish
) -> None:
    """Do what a wish in whole words does, with what was understood: of the wish
    only what it names is read.
    """
    await carry(context, Wish("free", value))


async def _tell(context: UpdateContext, _value: str, *, key: str) -> None:
    """Answer a question about the bot with a text of the interface."""
    await context.reply(key)


_leave_free = partial(_as_wish, carry=free_times.leave_out)
_show_times = partial(_as_wish, carry=plain_talk.later)
_show_amounts = partial(_as_wish, carry=plain_wishes.show_amounts)
_refuse = partial(plain_wishes.decide, accepted=False)
_ACTS: dict[str, _Carry] = {
    "free": _leave_free,
    "apart": _leave_free,
    "night": partial(_as_wish, carry=free_times.leave_night),
    "dawn": partial(_as_wish, carry=free_times.leave_dawn),
    "late": _show_times,
    "untimely": _show_times,
    "thanks": plain_talk.thanks,
    "why": partial(_as_wish, carry=plain_talk.why),
    "drop": _drop,
    "less": _less,
    "more": _more,
    "latest": _latest,
    "much": _show_amounts,
    "brief": _show_amounts,
    "hello": plain_talk.hello,
    "no": partial(_as_wish, carry=_refuse),
    "halt": partial(run_line, command="pause"),
    "cost": partial(_tell, key="talk.cost"),
    "save": partial(_tell, key="talk.save"),
    "share": partial(_tell, key="talk.share"),
    "fault": partial(_tell, key="talk.fault"),
    "stay": partial(_tell, key="talk.stay"),
    "partial": partial(_tell, key="talk.partial"),
    "leaving": partial(run_line, command="unsubscribe all"),
    "languages": partial(run_line, command="news"),
}


async def accept(context: UpdateContext) -> None:
    """Do what was offered, once it is accepted."""
    for act, value in _COMMAND.findall(context.text):
        if act == "drop":
            await _drop_accepted(context, value.strip())
        else:
            await _do(context, act, value.strip())

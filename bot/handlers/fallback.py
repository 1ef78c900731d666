"""Answer an unknown command or plain text with a guess, and a button that
carries it out.
"""

from __future__ import annotations

from telegram import Message

from bot.handlers import (
    about_bot,
    offers,
    other_languages,
    pending_confirmations,
    plain_wishes,
    understood,
    unknown_commands,
)
from bot.handlers.admission import Handler, take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.reading import ask, digests, more, shared_links
from bot.handlers.schedule import schedule, time_moves
from bot.handlers.setup import forget
from bot.handlers.subscriptions import (
    doors,
    mutes,
    source_proposals,
    subscribe,
    timed_wishes,
    unsubscribe,
)
from bot.handlers.subscriptions.filters import near_topic
from bot.handlers.subscriptions.naming import topic_name
from bot.handlers.unknown_commands import topic_row
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import (
    follow_words,
    help_button,
    search_words,
)
from bot.rendering.schedule_text import describe
from bot.rendering.telegram_html import CodeText
from news.answering import is_question
from news.errors import ScheduleError
from news.filters import is_address
from news.schedule import format_schedule, parse_schedule
from news.schedule.finding import refusal
from news.schedule.vocabulary import own_language
from news.topics import find
from news.wishes import TimedWish, bare, read_wish
from news.wishes.rules import said_once, undecorated
from news.wishes.understanding import Understanding
from news.wishes.wish_sentence import is_said

LONGEST = 200
# Wishes of one word that people say several times.
_URGENT = frozenset(("pause", "resume", "yes", "no"))


async def unknown(context: UpdateContext) -> None:
    """Guess the meaning of a message. In groups only messages to the bot arrive
    here: other talk is not for the bot.
    """
    message = context.update.effective_message
    if message is None:
        return
    text = undecorated(_without_name(context, message.text or ""))
    text = _without_repetition(context, text)
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        await unknown_commands.answer(context, name, rest.strip())
    elif text:
        await _plain(context, message, text)


async def _plain(context: UpdateContext, message: Message, text: str) -> None:
    """Answer a message that is no command: a key that a source waits for, links
    to read, a wish in plain words, or words to follow or search.
    """
    if await doors.received(context, text, source_proposals.look):
        return
    if await _answers_offer(context, text):
        return
    links: list[str] = []
    if not _wants_source(context, text):
        links = shared_links.links_of(message)
    if links:
        await shared_links.answer(context, links)
        return
    if await time_moves.move(context, text):
        return
    if await about_bot.answer(context, text):
        return
    if await about_bot.answer_later(context, text):
        return
    found = understood.read(context, text)
    if not await understood.carry_out(context, text, found):
        await _words(context, text[:LONGEST], found)


async def _answers_offer(context: UpdateContext, text: str) -> bool:
    """Do or drop the last offer, where its person writes yes or no right behind
    it; return False for any other text.
    """
    offer = await pending_confirmations.offered(context)
    if offer is None:
        return False
    wish = read_wish(text, context.place.locale)
    match wish.act if wish else "":
        case "yes":
            await _accept(context, offer)
        case "no":
            await context.reply("understood.declined")
        case _:
            return await _answers_hour(context, offer, text)
    return True


async def _answers_hour(
    context: UpdateContext, offer: PendingAction, text: str
) -> bool:
    """Set the time whose hour was asked, where a text says it; return False for any
    other text or offer.
    """
    locale = context.place.locale
    when = f"{offer.value} {text}"
    is_hour = offer.kind == "hour" and not refusal(when, locale)
    if is_hour:
        wish = TimedWish(offer.words, when, own_language(locale), is_asked=True)
        await plain_wishes.follow_at(context, wish)
    return is_hour


async def _accept(context: UpdateContext, offer: PendingAction) -> None:
    """Do what was offered, as its button does."""
    if await _may_do(context, offer.kind):
        context.args = offer.value.split()
        await _GUESSES[offer.kind](context)


async def _may_do(context: UpdateContext, verb: str) -> bool:
    """Count what a guess costs, unless it runs a command, which is counted itself."""
    return verb == "command" or await take_quota(context)


def _without_name(context: UpdateContext, text: str) -> str:
    """Return a message to the bot without its name: `@bot pause` in a group."""
    name = f"@{context.tools.username}"
    at = text.lower().find(name.lower()) if context.tools.username else -1
    return (text if at < 0 else text[:at] + text[at + len(name) :]).strip()


def _without_repetition(context: UpdateContext, text: str) -> str:
    """Return an urgent word once: "stop stop stop" is "stop"; any other text as it is."""
    once = said_once(text)
    wish = read_wish(once, context.place.locale) if once != text else None
    return once if wish and wish.act in _URGENT else text


def _wants_source(context: UpdateContext, text: str) -> bool:
    """Tell whether a text with an address asks to follow it."""
    wish = read_wish(text, context.place.locale)
    return wish is not None and wish.act == "subscribe"


async def other(context: UpdateContext) -> None:
    """Answer a private message that is not text: with the links below a
    picture, or with what can be sent here instead.
    """
    message = context.update.effective_message
    links = shared_links.links_of(message) if message is not None else []
    if links:
        await shared_links.answer(context, links)
    else:
        rows = ((help_button(context.speech),),)
        await context.reply("unknown.media", rows)


async def _words(
    context: UpdateContext, text: str, found: Understanding | None
) -> None:
    """Offer what words without a verb may mean: topics at a time, a topic, an
    address to follow, a question, or words to search; `found` is what was
    understood of them.
    """
    words = PendingAction("words", offers.named(context, text))
    if said := plain_wishes.meant(context, text):
        await _ask_meant(context, text, said)
        return
    timed = plain_wishes.timed_wish(context, text)
    if timed is not None and _names_topics(timed):
        token = await pending_confirmations.propose(context, words)
        search = search_words(context.speech, token)
        await timed_wishes.offer(context, timed, ((search,),))
        return
    if key := find(text) or find(bare(text, context.place.locale)):
        await pending_confirmations.offer(context, "subscribe", key)
        await context.reply(
            "unknown.topic",
            topic_row(context, key),
            name=topic_name(context, key),
        )
        return
    token = await pending_confirmations.propose(context, words)
    if is_address(text):
        rows = ((follow_words(context.speech, token),),)
        await context.reply("unknown.address", rows, text=CodeText(text))
        return
    time = timed.when if timed is not None else text
    if not await _offers(context, text, found, time):
        await _tell_unread(context, text, time, token)


async def _offers(
    context: UpdateContext, text: str, found: Understanding | None, time: str
) -> bool:
    """Offer what was understood of a text, or each day's hour for that of a
    single day, or say which rhythms there are; return False where there is nothing
    to offer.
    """
    if found and await offers.offer(context, text, found):
        return True
    said = found.times[0] if found and found.times else time
    language = own_language(context.place.locale)
    one_day = TimedWish("", said, language, is_asked=True)
    if await timed_wishes.ask_daily(context, one_day):
        return True
    return await timed_wishes.tell_rhythm(context, text)


async def _tell_unread(
    context: UpdateContext, text: str, time: str, token: str
) -> None:
    """Say what may be done with words that are no wish: ask, search, follow."""
    ask = _ask(context, text, token)
    unread, help_ = _unread(context, text, is_asked=bool(ask))
    line, languages = other_languages.hint(context, text)
    rows: Rows = (
        *await _time(context, time),
        *ask,
        (
            search_words(context.speech, token),
            follow_words(context.speech, token),
        ),
        *help_,
        *languages,
    )
    answer = f"{unread}{line}"
    near = near_topic(text) or near_topic(bare(text, context.place.locale))
    if near:
        rows = (*topic_row(context, near), *rows)
        name = topic_name(context, near)
        answer = f"{context.say('unknown.near', name=name)}\n{answer}"
    await context.answer(answer, rows)


def _unread(
    context: UpdateContext, text: str, *, is_asked: bool
) -> tuple[str, Rows]:
    """Return what to say to words that are not understood; with help for what was
    said to the bot or asked, and names nothing to follow.
    """
    is_talk = is_said(text, context.place.locale)
    keys = {"unknown.question": is_asked, "unknown.talk": is_talk}
    key = next(filter(keys.get, keys), "")
    if key:
        return context.say(key), ((help_button(context.speech),),)
    named = offers.named(context, text)[:100]
    return context.say("unknown.text", text=CodeText(named)), ()


def _names_topics(timed: TimedWish) -> bool:
    """Return whether words without a verb name topics and a time, and no more."""
    topics = timed.topics.split(", ")
    return timed_wishes.is_offered(timed) and all(map(find, topics))


async def _ask_meant(context: UpdateContext, text: str, said: str) -> None:
    """Ask whether a misspelt wish is meant, and offer to search as ever."""
    written = PendingAction("words", text)
    other = await pending_confirmations.propose(context, written)
    token = await pending_confirmations.offer(context, "wish", said)
    yes = action_button(f"✅ {context.say('yes')}", TreatWords("wish", token))
    rows = ((yes, search_words(context.speech, other)),)
    await context.reply("unknown.meant", rows, text=said)


async def _as_meant(context: UpdateContext) -> None:
    """Carry out a wish as it was respelled."""
    await understood.fulfil(context, context.text)


async def _time(context: UpdateContext, text: str) -> Rows:
    """Return a button that makes the given time the time of digests; none if the
    words are no time.
    """
    locale = context.place.locale
    try:
        written = format_schedule(parse_schedule(text, locale))
    except ScheduleError:
        return ()
    token = await pending_confirmations.propose(
        context, PendingAction("words", written)
    )
    label = f"⏰ {describe(written, context.speech)}"
    return ((action_button(label, TreatWords("schedule", token)),),)


def _ask(context: UpdateContext, text: str, token: str) -> Rows:
    """Return a button that answers a question; none for other words."""
    if not is_question(text, context.place.locale[:2]):
        return ()
    label = f"💬 {context.say('unknown.ask')}"
    return ((action_button(label, TreatWords("ask", token)),),)


# What a guess's button does.
_GUESSES: dict[str, Handler] = {
    "ask": ask.ask,
    "search": digests.search,
    "more": more.like_words,
    "schedule": schedule.schedule,
    "mute": mutes.mute,
    "subscribe": subscribe.subscribe,
    "hour": schedule.schedule,
    "leave-all": unsubscribe.leave_all_as_said,
    "forget": forget.forget_as_said,
    "wish": _as_meant,
    "command": unknown_commands.as_meant,
    "orders": understood.accept,
}


async def do(context: UpdateContext, pressed: TreatWords) -> None:
    """Carry out a guess's button: ask, search or follow the words."""
    wanted = await pending_confirmations.proposed(context, pressed.token)
    if wanted is not None and await _may_do(context, pressed.verb):
        await context.answer_callback()
        # A yes in words behind the press would do it again.
        now = context.clock()
        await context.write(
            pending_confirmations.close_offer, context.chat, now
        )
        context.args = wanted.value.split()
        if wanted.schedule and pressed.verb == "subscribe":
            await subscribe.follow_with(context, wanted.value, wanted.schedule)
        else:
            await _GUESSES[pressed.verb](context)

"""Answer an unknown command or plain text with a guess, and a button that
carries it out.
"""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers import pending_confirmations, plain_wishes
from bot.handlers.admission import Handler, take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.reading import ask, digests, more, shared_links
from bot.handlers.schedule import pause, schedule
from bot.handlers.subscriptions import doors, source_proposals, subscribe
from bot.handlers.subscriptions.filters import near_topic
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.settings_actions import ShowHelp
from bot.rendering.actions.subscription_actions import ToggleTopic, TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.schedule_text import describe
from bot.rendering.telegram_html import CodeText
from news.answering import is_question
from news.errors import ScheduleError
from news.filters import is_address
from news.schedule import format_schedule, parse_schedule
from news.topics import find
from news.wishes import bare, read_wish

LONGEST = 200
# The letters of a command that are enough to mean it; the first command that
# begins with them counts.
SHORTENED = 3
_GUESSES = {
    "ask": ask.ask,
    "search": digests.search,
    "more": more.like_words,
    "schedule": schedule.schedule,
}


async def unknown(ctx: UpdateContext) -> None:
    """Guess the meaning of a message. In groups only messages to the bot arrive
    here: other talk is not for the bot.
    """
    message = ctx.update.effective_message
    text = _without_name(ctx, message.text or "") if message is not None else ""
    if message is None or not text:
        return
    if not text.startswith("/") and await doors.received(
        ctx, text, source_proposals.look
    ):
        return
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        await _command(ctx, name, rest.strip())
    elif _wants_source(ctx, text) or not (
        links := shared_links.links_of(message)
    ):
        if not await plain_wishes.fulfil(ctx, text):
            await _words(ctx, text[:LONGEST])
    else:
        await shared_links.answer(ctx, links)


def _without_name(ctx: UpdateContext, text: str) -> str:
    """Return a message to the bot without its name: `@bot pause` in a group."""
    name = f"@{ctx.tools.username}"
    at = text.lower().find(name.lower()) if ctx.tools.username else -1
    return (text if at < 0 else text[:at] + text[at + len(name) :]).strip()


def _wants_source(ctx: UpdateContext, text: str) -> bool:
    """Tell whether a text with an address asks to follow it."""
    wish = read_wish(text, ctx.place.locale)
    return wish is not None and wish.act == "subscribe"


async def other(ctx: UpdateContext) -> None:
    """Answer a private message that is not text: with the links below a
    picture, or with what can be sent here instead.
    """
    message = ctx.update.effective_message
    links = shared_links.links_of(message) if message is not None else []
    if links:
        await shared_links.answer(ctx, links)
    else:
        rows = ((action_button(ctx.say("unknown.help"), ShowHelp()),),)
        await ctx.answer(ctx.say("unknown.media"), rows)


async def _command(ctx: UpdateContext, written: str, rest: str) -> None:
    name, _, bot = written.partition("@")
    if bot and bot.lower() != ctx.tools.username.lower():
        await ctx.reply("unknown.other-bot", bot=bot[:40], name=name[:40])
    elif name.lower() in HABITS:
        await HABITS[name.lower()](ctx)
    elif not name.isascii() and await plain_wishes.fulfil(
        ctx, f"{name} {rest}".strip()
    ):
        return
    else:
        await _guess(ctx, name, rest)


async def _cancel(ctx: UpdateContext) -> None:
    """Say that nothing waits here, and how to undo a change."""
    await ctx.reply("unknown.cancel")


async def _stop(ctx: UpdateContext) -> None:
    """Pause without an end: people who know `/stop` from other bots give no
    end.
    """
    ctx.args = []
    await pause.pause(ctx)


# Commands that people know from other bots.
HABITS: dict[str, Handler] = {"stop": _stop, "cancel": _cancel}


async def _guess(ctx: UpdateContext, name: str, rest: str) -> None:
    key = find(name) or near_topic(name)
    # A misspelt topic name is read as that topic, unless a command is nearer.
    known = [
        command.name
        for command in ctx.tools.commands
        if command.audience != "operators"
    ]
    close = get_close_matches(name.lower(), known, 1, 0.75 if key else 0.55)
    if len(name) >= SHORTENED:
        close = [one for one in known if one.startswith(name.lower())][
            :1
        ] or close
    if close:
        guess = f"{close[0]} {rest[:LONGEST]}".strip()
        await ctx.reply("unknown.command", name=name[:40], guess=guess)
    elif key:
        text = ctx.say(
            "unknown.command",
            name=name[:40],
            guess=f"subscribe {topic_name(ctx, key)}",
        )
        await ctx.answer(text, _topic(ctx, key))
    else:
        rows = ((action_button(ctx.say("unknown.help"), ShowHelp()),),)
        await ctx.answer(ctx.say("unknown.none", name=name[:40]), rows)


def _topic(ctx: UpdateContext, key: str) -> Rows:
    return ((action_button(f"🏷 {topic_name(ctx, key)}", ToggleTopic(key)),),)


async def _words(ctx: UpdateContext, text: str) -> None:
    if key := find(text) or find(bare(text, ctx.place.locale)):
        await ctx.answer(
            ctx.say("unknown.topic", name=topic_name(ctx, key)),
            _topic(ctx, key),
        )
        return
    token = await ctx.write(
        pending_confirmations.put,
        ctx.chat,
        PendingAction("words", text),
        ctx.clock(),
    )
    follow = action_button(
        f"➕ {ctx.say('unknown.follow')}", TreatWords("subscribe", token)
    )
    if is_address(text):
        await ctx.answer(
            ctx.say("unknown.address", text=CodeText(text)), ((follow,),)
        )
        return
    search = action_button(
        f"🔎 {ctx.say('unknown.search')}", TreatWords("search", token)
    )
    near = near_topic(text) or near_topic(bare(text, ctx.place.locale))
    said = (
        ctx.say("unknown.near", name=topic_name(ctx, near)) + "\n"
        if near
        else ""
    )
    first = (*(_topic(ctx, near) if near else ()), *_time(ctx, text, token))
    rows = (*first, *_ask(ctx, text, token), (search, follow))
    await ctx.answer(
        said + ctx.say("unknown.text", text=CodeText(text[:100])), rows
    )


def _time(ctx: UpdateContext, text: str, token: str) -> Rows:
    """Return a button that makes the given time the time of digests; None if
    the words are no time.
    """
    try:
        written = format_schedule(parse_schedule(text, ctx.place.locale))
    except ScheduleError:
        return ()
    return (
        (
            action_button(
                f"⏰ {describe(written, ctx.speech)}",
                TreatWords("schedule", token),
            ),
        ),
    )


def _ask(ctx: UpdateContext, text: str, token: str) -> Rows:
    if not is_question(text, ctx.place.locale[:2]):
        return ()
    return (
        (
            action_button(
                f"💬 {ctx.say('unknown.ask')}", TreatWords("ask", token)
            ),
        ),
    )


async def do(ctx: UpdateContext, pressed: TreatWords) -> None:
    """Carry out a guess's button: ask, search or follow the words."""
    wanted = await ctx.read(pending_confirmations.get, ctx.chat, pressed.token)
    if wanted is None:
        await ctx.alert("button.old")
        return
    if await take_quota(ctx):
        await ctx.answer_callback()
        ctx.args = wanted.value.split()
        await _GUESSES.get(pressed.verb, subscribe.subscribe)(ctx)

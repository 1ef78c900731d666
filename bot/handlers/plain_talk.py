"""Answer what people say and ask without a wish for news: greetings, "when does
the next come?", "why did I get this?", anger.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.handlers.admission import take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.reading import ask, digests, headlines
from bot.handlers.reading.last_digest import last_digest
from bot.handlers.schedule import pause, schedule
from bot.handlers.setup.start import times_in_words
from bot.handlers.subscriptions.confirmations import wants
from bot.handlers.subscriptions.naming import names_of
from bot.rendering.actions.schedule_actions import PauseDigests
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.button_data import action_button
from bot.rendering.keyboards import help_button
from bot.rendering.schedule_text import paused_text
from news.answering import read_question
from news.models import Button
from news.topics import find
from news.wishes import Wish
from store.news import stories

# Names of subscriptions that an answer lists at the most.
_NAMES = 12


async def hello(context: UpdateContext, _value: str) -> None:
    """Return a greeting, with what may be done first."""
    await context.reply(
        "talk.hello", ((now_button(context), help_button(context.speech)),)
    )


async def thanks(context: UpdateContext, _value: str) -> None:
    """Answer thanks."""
    await context.reply("talk.thanks")


async def calm(context: UpdateContext, _wish: Wish) -> bool:
    """Answer anger: say what may be changed, and offer a pause."""
    rest = action_button(
        f"⏸ {context.say('command.pause')}", PauseDigests(True)
    )
    label = f"⚙️ {context.say('command.settings')}"
    change = action_button(label, ShowSettings("main"))
    await context.reply(
        "talk.sorry", ((rest, change), (help_button(context.speech),))
    )
    return True


async def next_digest(context: UpdateContext, _wish: Wish) -> bool:
    """Say when the next digest comes, or until when there is none."""
    rows = ((now_button(context),),)
    chat = context.chat
    is_planned = 0 < chat.pause_at <= (chat.next_due_at or 0)
    if chat.state == "paused" or is_planned:
        await context.answer(paused_text(chat, context.speech), rows)
    elif chat.schedule:
        await context.answer(times_in_words(context, "talk.next"), rows)
    else:
        await context.reply("schedule.off", rows)
    return True


async def later(context: UpdateContext, _wish: Wish) -> bool:
    """Show the schedule to somebody who wants another time and names none."""
    await context.answer(*schedule.page(context))
    return True


async def why(context: UpdateContext, _wish: Wish) -> bool:
    """Say what brings news to the chat, and how to learn a story's reason."""
    rows = await wants(context)
    if not rows:
        await context.reply("digest.no-subscriptions")
        return True
    names = list((await names_of(context, rows)).values())
    more = ["…"] if len(names) > _NAMES else []
    await context.reply("talk.why", names=", ".join(names[:_NAMES] + more))
    return True


async def again(context: UpdateContext, _wish: Wish) -> bool:
    """Show the headlines of the last digest once more."""
    digest = await last_digest(context)
    if digest is None:
        await context.reply("talk.none-sent", ((now_button(context),),))
        return True
    numbers = [number for number, _, _ in digest.picks]
    known = await context.read(stories.by_ids, numbers, context.chat.id)
    sent = datetime.fromtimestamp(digest.created_at, context.now().tzinfo)
    when = context.speech.moment(sent, context.chat.zone)
    listed = [known[number] for number in numbers if number in known]
    await headlines.show(context, context.say("talk.last", when=when), listed)
    return True


async def misread(context: UpdateContext, _wish: Wish) -> bool:
    """Offer the pause of a sentence with a first day; say of another one how a pause
    is written.
    """
    text = context.message_text
    if not await pause.offer(context, text):
        await context.reply("pause.usage", text=text)
    return True


async def look(context: UpdateContext, wish: Wish) -> bool:
    """Search, or show what is new on a topic; answer a question about a past day from
    the articles of that day.
    """
    asked = context.message_text
    span = read_question(asked, now=context.now(), zone=context.chat.zone).span
    begins = span.start if span else context.now()
    is_past = begins <= context.now() - timedelta(days=1)
    is_topic = find(wish.rest) is not None
    shown = digests.latest if is_topic else digests.search
    carry_out, words = (ask.ask, asked) if is_past else (shown, wish.rest)
    if await take_quota(context):
        context.args = words.split()
        await carry_out(context)
    return True


async def tell_with_help(context: UpdateContext, key: str) -> None:
    """Answer with a text of the interface, and a button for the help."""
    await context.reply(key, ((help_button(context.speech),),))


def now_button(context: UpdateContext) -> Button:
    """Return a button that sends a digest now."""
    return action_button(context.say("start.now"), SendDigest())

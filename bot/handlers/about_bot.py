"""Answer what people ask of the bot itself: who made it, where its news come from, what it keeps;
name the nearest way to what it cannot do, and show what they refer to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from bot.handlers import plain_talk
from bot.handlers.admission import take_quota
from bot.handlers.command_runs import run_line
from bot.handlers.context import UpdateContext
from bot.handlers.reading import story
from bot.handlers.reading.last_digest import last_digest
from bot.handlers.schedule import pause
from bot.rendering import keyboards
from news.wishes import Wish
from news.wishes.bot_questions import BotQuestion, Subject, read_bot_question
from news.wishes.later_starts import begins_later

_Answer = Callable[[UpdateContext, BotQuestion], Awaitable[object]]


async def answer(context: UpdateContext, text: str) -> bool:
    """Answer a text that asks the bot about itself; return False for any other.

    Nothing is changed: what would be deleted or ended is asked about first.
    """
    question = read_bot_question(text, context.place.locale)
    if question is None:
        return False
    await _ANSWERS[question.subject](context, question)
    return True


async def answer_later(context: UpdateContext, text: str) -> bool:
    """Offer a pause that begins on a later day, and say that nothing else can; return
    False for a text that wants neither.

    Nothing is changed: whoever wants no politics from Friday on wants them today.
    """
    begins = begins_later(text, context.place.locale)
    if begins == "pause":
        await _offer_pause(context)
    elif begins:
        await plain_talk.tell_with_help(context, "talk.later")
    return bool(begins)


async def _tell(
    context: UpdateContext, _question: BotQuestion, *, key: str
) -> None:
    await plain_talk.tell_with_help(context, key)


async def _open(context: UpdateContext, question: BotQuestion) -> None:
    """Open a story of the last digest by its number; show all of them where none has
    it.
    """
    digest = await last_digest(context)
    picks = dict(enumerate(digest.picks if digest else (), 1))
    number, *_ = picks.get(question.number, (0,))
    found = await context.story(number)
    if found is None:
        await plain_talk.again(context, Wish("again"))
    elif await take_quota(context):
        await story.show(context, found)


async def _missing(context: UpdateContext, _question: BotQuestion) -> None:
    """Say when the next digest comes to somebody who waited for one."""
    await plain_talk.next_digest(context, Wish("next"))


async def _why(context: UpdateContext, _question: BotQuestion) -> None:
    """Say what brings news to somebody whom a story does not concern."""
    await plain_talk.why(context, Wish("why"))


async def _misread(context: UpdateContext, _question: BotQuestion) -> None:
    """Say how to take back or change what was understood wrong."""
    await plain_talk.calm(context, Wish("annoyed"))


async def _repeat(context: UpdateContext, _question: BotQuestion) -> None:
    """Show the last digest once more."""
    await plain_talk.again(context, Wish("again"))


async def _tongues(context: UpdateContext, _question: BotQuestion) -> None:
    await context.reply("talk.languages", keyboards.languages())


async def _break(context: UpdateContext, _question: BotQuestion) -> None:
    """Offer a pause; "from tomorrow no sports" is about a topic, and no pause."""
    if not await answer_later(context, context.message_text):
        await _offer_pause(context)


async def _offer_pause(context: UpdateContext) -> None:
    """Offer a pause that begins later; ask for its days where they cannot be read."""
    if not await pause.offer(context, context.message_text):
        await plain_talk.tell_with_help(context, "pause.later")


async def _aloud(context: UpdateContext, question: BotQuestion) -> None:
    """Read the last digest out; without a voice there is no such command."""
    names = {command.name for command in context.tools.commands}
    if "listen" in names:
        await run_line(context, question, command="listen")
    else:
        rows = ((plain_talk.now_button(context),),)
        await context.reply("talk.no-voice", rows)


_ANSWERS: dict[Subject, _Answer] = {
    "forget": partial(run_line, command="forget"),
    "leave": partial(run_line, command="unsubscribe all"),
    "clock": partial(run_line, command="timezone"),
    "group": partial(run_line, command="help groups"),
    "self": partial(_tell, key="talk.self"),
    "origin": partial(_tell, key="talk.origin"),
    "privacy": partial(_tell, key="talk.privacy"),
    "elsewhere": partial(_tell, key="talk.elsewhere"),
    "share": partial(_tell, key="talk.share"),
    "open": _open,
    "missing": _missing,
    "truth": partial(_tell, key="talk.truth"),
    "source": partial(_tell, key="talk.origin"),
    "tone": partial(_tell, key="talk.tone"),
    "after": partial(_tell, key="talk.after"),
    "doubled": partial(_tell, key="talk.doubled"),
    "aside": partial(_tell, key="talk.aside"),
    "break": _break,
    "bored": partial(run_line, command="subscriptions"),
    "concern": _why,
    "foreign": partial(run_line, command="news"),
    "keywords": partial(run_line, command="filter"),
    "such": partial(_tell, key="talk.such"),
    "lost": partial(run_line, command="help"),
    "misread": _misread,
    "repeat": _repeat,
    "outside": partial(_tell, key="talk.outside"),
    "tongues": _tongues,
    "aloud": _aloud,
}

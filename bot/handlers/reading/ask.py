"""/ask, and questions in reply to a digest or a story: answer them from the
articles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot import question_answering
from bot.handlers.context import UpdateContext
from bot.handlers.conversation_slots import SUBJECT
from bot.handlers.reading.answer_draft import AnswerDraft
from bot.handlers.reading.evidence import MARK
from bot.handlers.reading.told_stories import stories_of
from bot.question_answering import Retrieved
from bot.rendering import telegram_html
from bot.rendering.credit import credit_html
from bot.rendering.keyboards import story_buttons
from bot.rendering.links import sentence_link
from news.answering import AnswerSentence
from store.chats import conversations

# Seconds during which the next question is about the same stories.
SUBJECT_LIFE = 600
_LONGEST = 600


async def ask(context: UpdateContext) -> None:
    """Answer a question: `/ask when does the bridge open`."""
    if context.text:
        await _answer(context, context.text)
    else:
        await context.reply("ask.usage")


async def replied(context: UpdateContext) -> None:
    """Answer a question in reply to a digest or a story."""
    await _answer(context, context.message_text)


async def _answer(context: UpdateContext, text: str) -> None:
    """Answer a question from the stored articles, each sentence with its source; say so where none
    tells.

    What a model wrote is marked. The answer's stories are the subject of the next question.
    """
    retrieved = await question_answering.ask(
        context.tools.db,
        text,
        chat_id=context.chat.id,
        now=context.now(),
        zone=context.chat.zone,
        language=context.place.locale[:2],
        about=await _subject(context),
    )
    if not retrieved.answers:
        days = question_answering.PERIOD.days
        await context.reply("ask.none", n=days)
        return
    written = await _write(context, text, retrieved)
    told = [one.passage.story for one, _ in written]
    await _keep_subject(context, told)
    lines = [
        _line(context, number, *line) for number, line in enumerate(written, 1)
    ]
    if any(by_model for _, by_model in written):
        lines.append(
            telegram_html.aside(
                context.say("evidence.written"), context.speech.locale
            )
        )
    await context.answer("\n\n".join(lines), story_buttons(told, 0))


# An article's sentence that answers, and a model's wording of it; empty if the
# sentence is used as it is.
AnswerLine = tuple[AnswerSentence, str]


async def _write(
    context: UpdateContext, text: str, retrieved: Retrieved
) -> list[AnswerLine]:
    """Return the answer's lines: a model's, if one is configured and its
    sentences are supported.
    """
    draft = AnswerDraft(context)
    write = context.tools.write_answer
    if write is None:
        return [(one, "") for one in retrieved.answers]
    await draft.begin()
    written = await write(
        text, retrieved.evidence, context.place.locale, draft.show
    )
    lines = [(retrieved.evidence[line.article], line.text) for line in written]
    return lines or [(one, "") for one in retrieved.answers]


def _line(
    context: UpdateContext, number: int, one: AnswerSentence, by_model: str
) -> str:
    """Return a sentence with a link to its place in the article, or to the
    sentence that supports it.
    """
    passage = one.passage
    text = f"{MARK} {by_model}" if by_model else one.text
    sentence = telegram_html.escape(telegram_html.shorten(text, _LONGEST))
    title = telegram_html.shorten(passage.title, 120)
    source = telegram_html.link(title, sentence_link(passage.url, one.text))
    publisher = passage.publisher or context.say("story.unknown")
    zone = context.chat.zone
    now = context.now()
    credit = credit_html(
        context.speech, publisher, passage.published_at, zone, now
    )
    return f"{number}. {sentence}\n— {source} · {credit}"


async def _subject(context: UpdateContext) -> tuple[int, ...]:
    """Return the stories that a question is about: those of the replied
    message, otherwise those of the last answer.
    """
    if told := stories_of(context.replied_to):
        return told
    held = await context.read(
        conversations.get,
        context.place.telegram_id,
        SUBJECT,
        context.place.thread_id,
    )
    return _read_subject(held, context.clock())


def _read_subject(held: str, now: int) -> tuple[int, ...]:
    """Return the stories of the last answer, as `_keep_subject` wrote them; none
    if it was long ago.
    """
    try:
        kept = json.loads(held) if held else {}
        if kept and kept["at"] > now - SUBJECT_LIFE:
            return tuple(kept["stories"])
        return ()
    except (ValueError, KeyError, TypeError):
        # Another version wrote this: the question has no earlier stories.
        return ()


async def _keep_subject(context: UpdateContext, told: Sequence[int]) -> None:
    now = context.clock()
    text = json.dumps({"stories": list(dict.fromkeys(told)), "at": now})
    key = (context.place.telegram_id, SUBJECT, context.place.thread_id)
    await context.write(conversations.put, *key, text, now)

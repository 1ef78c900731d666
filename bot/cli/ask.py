"""`jianbao ask`: answer a question from the stored articles, in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import question_answering
from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    print_json,
    settings_or_exit,
)
from bot.open_context import close_context, open_context
from bot.rendering.i18n import tongue
from bot.rendering.links import sentence_link
from bot.settings import Settings
from news.answering import AnswerSentence
from store.news.visibility import NOBODY


def ask(
    question: Annotated[
        list[str], typer.Argument(help="The question, in any language.")
    ],
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question in the stored articles' own sentences."""
    settings = settings_or_exit(config, log={"level": "error"})
    answers = execute(_ask(settings, " ".join(question)))
    if json:
        print_json([_fields(one) for one in answers])
        return
    if not answers:
        speech = tongue(settings.digests.locale)
        console.print(speech.say("ask.none", n=question_answering.PERIOD.days))
    for number, one in enumerate(answers, 1):
        passage = one.passage
        day = f"{passage.published_at:%Y-%m-%d}"
        text = f"{number}. {one.text}\n   {passage.title} · {passage.publisher} · {day}\n   {passage.url}"
        console.print(text, highlight=False)


def _fields(one: AnswerSentence) -> dict[str, object]:
    return {
        "sentence": one.text,
        "title": one.passage.title,
        "url": sentence_link(one.passage.url, one.text),
        "publisher": one.passage.publisher,
        "published_at": one.passage.published_at.isoformat(),
        "story": one.passage.story,
    }


async def _ask(settings: Settings, question: str) -> tuple[AnswerSentence, ...]:
    context = await open_context(settings)
    try:
        retrieved = await question_answering.ask(
            context.db,
            question,
            chat_id=NOBODY,
            now=context.now(),
            zone=settings.digests.zone,
            language=settings.digests.locale[:2],
        )
        return retrieved.answers
    finally:
        await close_context(context)

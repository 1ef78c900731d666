"""🔎: show the source sentences behind each sentence of a story."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import ShowEvidence
from news.faithful import Told
from news.models import Story
from store.news import articles, summaries_by_model

# The mark of a text written by a language model.
MARK = "✍️"
# The most characters that are quoted of a sentence.
_LONGEST = 400


async def show(context: UpdateContext, pressed: ShowEvidence) -> None:
    """Show an article's sentence under each sentence of the summary; a
    word-for-word copy is marked as one.
    """
    story = await context.story_pressed(pressed.story)
    if story is None:
        return
    await context.answer_callback()
    kept = await context.read(
        summaries_by_model.newest, [story.key], context.place.locale
    )
    told = kept.get(story.key)
    if told is None or not told.sentences:
        lines = [_title(story.title), *_word_for_word(context, story)]
    else:
        lines = [
            _told_title(story, told),
            *await _rests_on(context, told),
            context.say("evidence.written"),
        ]
    await context.answer("\n\n".join(lines))


def _title(title: str) -> str:
    return f"🔎 <b>{telegram_html.escape(title)}</b>"


def _told_title(story: Story, told: Told) -> str:
    """Return the story's title; a title written by a model stands marked above
    the article's own.
    """
    if not told.title or told.title == story.title:
        return _title(story.title)
    return f"{_title(f'{MARK} {told.title}')}\n{_quoted(story.title)}"


async def _rests_on(context: UpdateContext, told: Told) -> list[str]:
    """Return each sentence, marked, with the sentence that supports it and its
    publisher.
    """
    lines = []
    for sentence in told.sentences:
        row = await context.read(articles.get, sentence.article)
        publisher = (row.publisher or row.site) if row else ""
        source = telegram_html.escape(publisher or context.say("story.unknown"))
        text = telegram_html.escape(sentence.text)
        lines.append(f"{MARK} {text}\n{_quoted(sentence.evidence)}— {source}")
    return lines


def _word_for_word(context: UpdateContext, story: Story) -> list[str]:
    # Some stories are told by their headline alone.
    told = story.summary or (story.title,)
    quoted = "".join(map(_quoted, told))
    publisher = telegram_html.escape(
        story.publisher or context.say("story.unknown")
    )
    return [f"{quoted}{context.say('evidence.verbatim', publisher=publisher)}"]


def _quoted(text: str) -> str:
    return f"<blockquote>{telegram_html.escape(telegram_html.shorten(text, _LONGEST))}</blockquote>"

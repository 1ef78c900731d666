"""🔎: what each sentence of a story rests on."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.rendering import telegram_html
from bot.rendering.keyboards import number_of
from news.faithful import Told
from news.models import Story
from store.news import articles, stories, summaries_by_model


async def show(ctx: UpdateContext, values: list[str]) -> None:
    """Show the sentence of an article under each of the summary's; one taken word for word says so."""
    number = number_of(values[0]) if values else None
    story = await ctx.tools.db.read(stories.get, number) if number is not None else None
    if story is None:
        await ctx.answer_callback(ctx.say("story.gone"), alert=True)
        return
    await ctx.answer_callback()
    kept = await ctx.tools.db.read(summaries_by_model.newest, [story.key], ctx.place.locale)
    told = kept.get(story.key)
    lines = await _rests_on(ctx, told) if told and told.sentences else _word_for_word(ctx, story)
    await ctx.answer("\n\n".join([f"🔎 <b>{telegram_html.escape(story.title)}</b>", *lines]))


async def _rests_on(ctx: UpdateContext, told: Told) -> list[str]:
    """Return each sentence with the one it rests on, and who wrote that."""
    lines = []
    for each in told.sentences:
        row = await ctx.tools.db.read(articles.get, each.article)
        publisher = (row.publisher or row.site) if row else ""
        quoted = f"<blockquote>{telegram_html.escape(telegram_html.shorten(each.evidence, 400))}</blockquote>"
        lines.append(
            f"{telegram_html.escape(each.text)}\n{quoted}— {telegram_html.escape(publisher or ctx.say('story.unknown'))}"
        )
    return lines


def _word_for_word(ctx: UpdateContext, story: Story) -> list[str]:
    quoted = "".join(
        f"<blockquote>{telegram_html.escape(telegram_html.shorten(each, 400))}</blockquote>"
        for each in story.summary
    )
    publisher = telegram_html.escape(story.publisher or ctx.say("story.unknown"))
    return [f"{quoted}{ctx.say('evidence.verbatim', publisher=publisher)}"]

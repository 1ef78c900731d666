"""🔎: what each sentence of a story rests on."""

from __future__ import annotations

from bot import html
from bot.handlers.here import Here
from bot.keyboards import number_of
from news.faithful import Told
from news.models import Story
from store import answers, articles, stories


async def show(here: Here, values: list[str]) -> None:
    """Show the sentence of an article under each of the summary's; one taken word for word says so."""
    number = number_of(values[0]) if values else None
    story = await here.tools.db.read(stories.get, number) if number is not None else None
    if story is None:
        await here.toast(here.say("story.gone"), alert=True)
        return
    await here.toast()
    kept = await here.tools.db.read(answers.newest, [story.key], here.place.locale)
    told = kept.get(story.key)
    lines = await _rests_on(here, told) if told and told.sentences else _word_for_word(here, story)
    await here.answer("\n\n".join([f"🔎 <b>{html.escape(story.title)}</b>", *lines]))


async def _rests_on(here: Here, told: Told) -> list[str]:
    """Return each sentence with the one it rests on, and who wrote that."""
    lines = []
    for each in told.sentences:
        row = await here.tools.db.read(articles.get, each.article)
        publisher = (row.publisher or row.site) if row else ""
        quoted = f"<blockquote>{html.escape(html.shorten(each.evidence, 400))}</blockquote>"
        lines.append(
            f"{html.escape(each.text)}\n{quoted}— {html.escape(publisher or here.say('story.unknown'))}"
        )
    return lines


def _word_for_word(here: Here, story: Story) -> list[str]:
    quoted = "".join(
        f"<blockquote>{html.escape(html.shorten(each, 400))}</blockquote>" for each in story.summary
    )
    publisher = html.escape(story.publisher or here.say("story.unknown"))
    return [f"{quoted}{here.say('evidence.verbatim', publisher=publisher)}"]

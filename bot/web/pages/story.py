"""Page of one story: its days, where publishers differ, who reprinted whom, and
its whole text.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator
from bot.web.pages import week
from bot.web.pages.lineage import Graph, graph_of
from bot.web.pages.shown import StoryHead, head_of
from bot.web.pages.week import ShownThread
from news.across import disagreements
from news.faithful import Told
from news.models import Disagreement, StoryWithReports
from news.week import threads
from store.article_rows import ArticleRow
from store.engine.database import Database
from store.news import (
    articles,
    lineage,
    stories,
    summaries_by_model,
    told_figures,
)
from store.news import week as week_rows
from store.rows import Chat

# The most paragraphs of a whole text; a longer one links to its own page.
PARAGRAPHS = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that publishers report differently, side by side."""

    subject: str
    # (figure, publishers).
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """One article of the story."""

    name: str
    title: str
    url: str
    stamp: str
    reprint: bool


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A sentence of the summary, and the sentence of an article that it rests on."""

    # Empty for a sentence that is the article's own.
    text: str
    quote: str
    publisher: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The contents of the page; all texts are plain text, cleaned of markup."""

    head: StoryHead
    image: str
    # Its days; None if none of its reports is left.
    thread: ShownThread | None
    differences: tuple[Difference, ...]
    graph: Graph | None
    reports: tuple[ShownReport, ...]
    evidence: tuple[ShownEvidence, ...]
    # The paragraphs of the story's main article.
    text: tuple[str, ...]


async def read_page(
    db: Database, story_id: int, chat: Chat, speech: Translator, now: datetime
) -> StoryPage | None:
    """Read a story as a chat may see it; return None if the chat cannot see it."""
    story = await db.read(stories.get, story_id, chat.id)
    if story is None:
        return None
    told = await db.read(week_rows.of_story, story.id, chat.id)
    figures = await db.read(told_figures.of_stories, [story.id], chat.id)
    copies = await db.read(lineage.of_story, story.id, chat.id)
    listed = await db.read(articles.of_story, story.id, chat.id)
    written = await db.read(summaries_by_model.newest, [story.key], chat.locale)
    # Comparing all sentences and figures takes too long for the event loop.
    story_threads = await asyncio.to_thread(
        threads, told, {story.id: len(told)}, now=now, zone=chat.zone
    )
    differing = await asyncio.to_thread(
        disagreements, figures.get(story.id, ())
    )
    return StoryPage(
        head=head_of(story, chat, speech, now),
        image=telegram_html.safe_url(story.image),
        thread=week.shown(story_threads[0], speech) if story_threads else None,
        differences=tuple(_difference(one, speech) for one in differing),
        graph=graph_of(copies),
        reports=_reports(story, chat, speech, now),
        evidence=_evidence(story, listed, written.get(story.key)),
        text=_text(story, listed),
    )


def _difference(one: Disagreement, speech: Translator) -> Difference:
    values = tuple(
        (figure, ", ".join(telegram_html.clean(name) for name in publishers))
        for figure, publishers in one.values
    )
    return Difference(speech.say(f"differ.{one.subject}"), values)


def _reports(
    story: StoryWithReports, chat: Chat, speech: Translator, now: datetime
) -> tuple[ShownReport, ...]:
    return tuple(
        ShownReport(
            name=telegram_html.clean(report.publisher) or "—",
            title=telegram_html.clean(report.title),
            url=telegram_html.safe_url(report.url),
            stamp=speech.stamp(report.published_at, chat.zone, now)
            if report.published_at
            else "",
            reprint=report.kind == "reprint",
        )
        for report in story.reports[: lineage.MOST]
    )


def _evidence(
    story: StoryWithReports, listed: list[ArticleRow], written: Told | None
) -> tuple[ShownEvidence, ...]:
    """Return the source of each sentence: a model's rests on an article's that
    the chat may see, any other is the article's own.
    """
    if written is None or not written.sentences:
        publisher = telegram_html.clean(story.publisher)
        return tuple(
            ShownEvidence(
                text="",
                quote=telegram_html.clean(sentence),
                publisher=publisher,
            )
            for sentence in story.summary
        )
    names = {row.id: row.publisher or row.site for row in listed}
    return tuple(
        ShownEvidence(
            telegram_html.clean(sentence.text),
            telegram_html.clean(sentence.evidence),
            telegram_html.clean(names[sentence.article]),
        )
        for sentence in written.sentences
        if sentence.article in names
    )


def _text(story: StoryWithReports, listed: list[ArticleRow]) -> tuple[str, ...]:
    """Return the first paragraphs of the article that the story links to, without empty
    lines; none where that article was not read.
    """
    lead = next(
        (row for row in listed if row.url == story.url and row.text), None
    )
    lines = lead.text.split("\n")[:PARAGRAPHS] if lead else []
    return tuple(telegram_html.clean(line) for line in lines if line.strip())

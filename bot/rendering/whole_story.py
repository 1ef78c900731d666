"""Write one whole story as a message: its summary, its sources, and its
tellings in other languages.
"""

from __future__ import annotations

from datetime import datetime

from bot.rendering import telegram_html
from bot.rendering.disagreements import differ_line
from bot.rendering.i18n import Translator, tongue
from bot.rendering.keyboards import NOBODY, story_actions
from bot.rendering.tellings import tellings_paragraph
from news.models import Message, Report, StoryWithReports
from news.shorten import fit_sentences
from store.records import Tally

# Code points of the title, of the summary, and of a source's name.
TITLE, SUMMARY, NAME = 300, 1500, 60
# The most sources that are listed; the rest are counted.
SOURCES = 15


def story_message(
    story: StoryWithReports,
    locale: str,
    zone: str,
    now: datetime,
    *,
    saved: bool = False,
    votes: Tally = NOBODY,
) -> Message:
    """Write one whole story with every source, its time, and reprints marked.

    If it would exceed Telegram's limits, the last sources are left out.
    """
    speech = tongue(locale)
    head = _head(story)
    tail = _tail(story, speech)
    for count in range(min(len(story.reports), SOURCES), -1, -1):
        sources = _sources(story, speech, zone, now, count)
        text = "\n\n".join([*head, *sources, *tail])
        if telegram_html.fits(text):
            break
    return Message(
        text,
        story_actions(story, speech, saved=saved, votes=votes),
        preview=telegram_html.safe_url(story.url),
        stories=(story.id,),
    )


def _head(story: StoryWithReports) -> list[str]:
    """Return the title, and the summary if there is one."""
    title = telegram_html.shorten(story.title, TITLE)
    head = [f"<b>{telegram_html.link(title, story.url)}</b>"]
    summary = fit_sentences(story.summary, story.language, SUMMARY)
    if summary:
        head.append(telegram_html.escape(summary))
    return head


def _tail(story: StoryWithReports, speech: Translator) -> list[str]:
    """Return the figures in which publishers differ, and the tellings in other
    languages.
    """
    tail = []
    differing = telegram_html.escape(differ_line(story, speech))
    if differing:
        tail.append(differing)
    tail += tellings_paragraph(story, speech)
    return tail


def _sources(
    story: StoryWithReports,
    speech: Translator,
    zone: str,
    now: datetime,
    count: int,
) -> list[str]:
    """Return the paragraph of the first sources; empty if there are none."""
    if not count:
        return []
    rows = [f"<b>{telegram_html.escape(speech.say('story.sources'))}</b>"]
    for report in story.reports[:count]:
        rows.append(f"• {_source(report, speech, zone, now)}")
    more = len(story.reports) - count
    if more:
        rows.append(telegram_html.escape(speech.say("story.more", n=more)))
    return ["\n".join(rows)]


def _source(
    report: Report, speech: Translator, zone: str, now: datetime
) -> str:
    """Return a source's name with its time, and whether it reports or reprints."""
    name = telegram_html.shorten(report.publisher or report.title, NAME)
    when = ""
    if report.published_at:
        when = speech.stamp(report.published_at, zone, now)
    parts = [
        telegram_html.link(name, report.url),
        telegram_html.escape(when),
        telegram_html.escape(speech.say(f"story.{report.kind}")),
    ]
    return " · ".join(filter(None, parts))

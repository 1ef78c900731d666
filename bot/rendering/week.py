"""Write the week in threads as a message: each story with its days, one below
the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_skeleton

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import Translator
from bot.rendering.keyboards import in_rows
from news.models import Button, Message
from news.shorten import join_sentences
from news.week import DAYS, Step, Thread

# The most code points of one day's news, so that a thread can be read quickly.
LINE = 260
# Numbers in one row of buttons.
ROW = 5
# Characters of a thread's title.
TITLE = 200


def day_name(day: date, speech: Translator) -> str:
    """Return a day's name in the language."""
    return str(format_skeleton("MMMEd", day, locale=speech.babel))


def title_of(today: date, speech: Translator) -> str:
    """Return the title of a week that ends today."""
    first = today - timedelta(days=DAYS - 1)
    return speech.say(
        "week.title",
        first=day_name(first, speech),
        last=day_name(today, speech),
    )


def note_lines(thread: Thread, speech: Translator) -> list[str]:
    """Return the notes on a thread besides its days, as plain text:
    corrections, and whether it ended.
    """
    lines = []
    for note in thread.corrections:
        sign, key = "✏️", "week.corrected"
        if note.withdrawn:
            sign, key = "🗑", "week.withdrawn"
        day = day_name(note.day, speech)
        name = note.publisher or speech.say("story.unknown")
        lines.append(f"{sign} {speech.say(key, day=day, name=name)}")
    if thread.quiet_since is not None:
        day = day_name(thread.quiet_since, speech)
        lines.append(f"⏹ {speech.say('week.quiet', day=day)}")
    return lines


def step_text(step: Step, language: str) -> str:
    """Return the news of a day, as plain text."""
    return telegram_html.shorten(join_sentences(step.lines, language), LINE)


def message_of(
    threads: Sequence[Thread], today: date, speech: Translator, page: str
) -> Message:
    """Write a week, with a button for each story, and one for the page if there
    is one.
    """
    title = f"<b>📅 {telegram_html.escape(title_of(today, speech))}</b>"
    parts = [title]
    shown: list[Thread] = []
    for number, thread in enumerate(threads, 1):
        part = _thread(number, thread, speech)
        # The largest threads come first: those without room are the smallest,
        # and the page has them.
        if not telegram_html.fits("\n\n".join([*parts, part])):
            break
        parts.append(part)
        shown.append(thread)
    stories = tuple(thread.story for thread in shown)
    return Message(
        "\n\n".join(parts), _buttons(shown, speech, page), stories=stories
    )


def _thread(number: int, thread: Thread, speech: Translator) -> str:
    title = telegram_html.shorten(thread.title, TITLE)
    link = telegram_html.link(title, thread.url)
    lines = [f"{number}. <b>{link}</b>"]
    # One report is no news, and its reprints, which a digest counts, are not in it.
    if thread.reports > 1:
        count = speech.say("digest.sources", n=thread.reports)
        lines[0] += f" · {telegram_html.escape(count)}"
    for step in thread.steps:
        day = telegram_html.link(day_name(step.day, speech), step.url)
        news = telegram_html.escape(step_text(step, thread.language))
        lines.append(speech.labelled(day, news))
    lines += [telegram_html.escape(line) for line in note_lines(thread, speech)]
    return "\n".join(lines)


def _buttons(threads: Sequence[Thread], speech: Translator, page: str) -> Rows:
    numbers = [
        action_button(f"📖 {number}", OpenStory(thread.story))
        for number, thread in enumerate(threads, 1)
    ]
    rows = in_rows(numbers, ROW)
    if not page:
        return rows
    link = Button(f"🔗 {speech.say('week.page')}", url=page)
    return (*rows, (link,))

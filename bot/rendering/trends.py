"""Write trends as a message: each word with its count, its usual count, and its
stories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.button_data import action_button
from bot.rendering.i18n import Translator
from bot.rendering.keyboards import in_rows
from news.models import Button, Message, Rise, Story
from news.trends import Trend

# Numbers in one row of buttons.
ROW = 5
# Characters of a story's title.
TITLE = 120
# The strength of a rise as a bar; the scale ends at STRONGEST.
BARS = "▁▂▃▄▅▆▇█"
STRONGEST = 14.0


def message_of(
    rises: Sequence[Trend], told: Mapping[int, Story], speech: Translator
) -> Message:
    """Write the risen words, the strongest first; a trend whose stories are
    gone is written without them.
    """
    parts = [f"<b>📈 {telegram_html.escape(speech.say('trends.title'))}</b>"]
    buttons: list[Button] = []
    shown: list[int] = []
    for place, trend in enumerate(rises, 1):
        stories = [told[story] for story in trend.stories if story in told]
        numbered = dict(enumerate(stories, len(buttons) + 1))
        part = _trend(place, trend, numbered, speech)
        if not telegram_html.fits("\n\n".join([*parts, part])):
            break
        parts.append(part)
        for number, story in numbered.items():
            buttons.append(action_button(f"📖 {number}", OpenStory(story.id)))
            shown.append(story.id)
    rows = in_rows(buttons, ROW)
    return Message("\n\n".join(parts), rows, stories=tuple(shown))


def rise_line(rise: Rise, speech: Translator) -> str:
    """Write the risen words in one line: their strength, the words, and the
    number of headlines with them.
    """
    level = int(rise.score / STRONGEST * len(BARS))
    bar = BARS[min(level, len(BARS) - 1)]
    words = telegram_html.escape(" · ".join(rise.words))
    usual = speech.say("trends.count", n=rise.today, usual=f"{rise.usual:.1f}")
    return f"{bar} <b>{words}</b> {telegram_html.escape(usual)}"


def _trend(
    place: int, trend: Trend, stories: Mapping[int, Story], speech: Translator
) -> str:
    """Write a trend with its number, which the chart shows too, and the numbers
    of its buttons.
    """
    rise = Rise(
        words=trend.words,
        today=trend.today,
        usual=trend.usual,
        score=trend.score,
    )
    lines = [f"{place}. {rise_line(rise, speech)}"]
    for number, story in stories.items():
        title = telegram_html.shorten(story.title, TITLE)
        link = telegram_html.link(title, story.url)
        lines.append(f"📖 {number} {link}")
    return "\n".join(lines)

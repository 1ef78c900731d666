"""Write which other languages report a story's event: "also told in: English
(3), русский (2)", and which places, figures and names differ.
"""

from __future__ import annotations

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator, own_name
from news.models import Story, Telling

# The most languages to name.
MOST = 5
MOST_FIGURES = 3
TITLE = 120


def also_told(story: Story, speech: Translator) -> str:
    """Return the other languages that report an event, with their article
    counts and what differs there; empty for none.
    """
    if not story.tellings:
        return ""
    shown = ", ".join(
        _named(telling, speech) for telling in story.tellings[:MOST]
    )
    return speech.say("digest.also", tellings=shown)


def _named(telling: Telling, speech: Translator) -> str:
    name = f"{own_name(telling.language)} ({telling.articles})"
    if not telling.differs:
        return name
    return speech.labelled(name, _figures(telling, speech))


def _figures(telling: Telling, speech: Translator) -> str:
    pairs = telling.differs[:MOST_FIGURES]
    return "; ".join(
        speech.say("digest.differs", there=there, here=here)
        for here, there in pairs
    )


def tellings_paragraph(story: Story, speech: Translator) -> list[str]:
    """Return the paragraph with the headlines in other languages; empty if
    there are none.
    """
    if not story.tellings:
        return []
    rows = [f"<b>{telegram_html.escape(speech.say('story.also'))}</b>"]
    for telling in story.tellings[:MOST]:
        title = telegram_html.shorten(telling.title, TITLE)
        link = telegram_html.link(title, telling.url)
        rows.append(
            f"• {telegram_html.escape(_named(telling, speech))} · {link}"
        )
    return ["\n".join(rows)]

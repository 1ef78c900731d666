"""Write the line with a story's publisher, time and number of sources."""

from __future__ import annotations

from datetime import datetime

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator

# The most characters of a publisher's name.
LONGEST = 40


def credit(
    speech: Translator,
    publisher: str,
    moment: datetime | None,
    zone: str,
    now: datetime,
    *,
    sources: int = 1,
    also: str = "",
) -> str:
    """Return publisher, time, the number of sources if there are several, and
    the other languages `also`.

    Plain text, in one line.
    """
    parts = [telegram_html.shorten(telegram_html.clean(publisher), LONGEST)]
    if moment is not None:
        parts.append(speech.stamp(moment, zone, now))
    if sources > 1:
        parts.append(speech.say("digest.sources", n=sources))
    parts.append(also)
    return " · ".join(part for part in parts if part)


def credit_html(
    speech: Translator,
    publisher: str,
    moment: datetime | None,
    zone: str,
    now: datetime,
    *,
    sources: int = 1,
    also: str = "",
) -> str:
    """Return the same as Telegram's HTML, set apart from the text; empty if
    there is nothing to say.
    """
    line = credit(
        speech, publisher, moment, zone, now, sources=sources, also=also
    )
    if line:
        return telegram_html.aside(telegram_html.escape(line), speech.locale)
    return ""

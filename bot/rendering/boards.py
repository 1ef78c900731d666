"""Write one line of a hot list: its headline, its movement, and its time on the
list.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.rendering import telegram_html
from bot.rendering.i18n import Translator
from news.models import Standing

TITLE = 80
# The shortest time on the list that a line shows: newer lines have a mark of
# their own.
LEAST = timedelta(minutes=5)
NEW = "🆕"


def board_line(line: Standing, speech: Translator, now: datetime) -> str:
    """Return a line after its rank: the linked headline, ↑ or ↓ with the number
    of places, the time on the list.
    """
    title = telegram_html.link(
        telegram_html.shorten(line.entry.title, TITLE), line.entry.url
    )
    stood = _stood(line, speech, now)
    parts = (title, _movement(line.moved), stood and f"· {stood}")
    return " ".join(part for part in parts if part)


def _movement(moved: int | None) -> str:
    if moved is None:
        return NEW
    if not moved:
        return ""
    return f"{'↑' if moved > 0 else '↓'}{abs(moved)}"


def _stood(line: Standing, speech: Translator, now: datetime) -> str:
    age = now - line.since if line.since else timedelta()
    if age >= LEAST:
        return telegram_html.escape(speech.length(age))
    return ""

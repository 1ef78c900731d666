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
    parts = (title, _movement(line.moved), _stood(line, speech, now))
    return " ".join(filter(None, parts))


def _movement(moved: int | None) -> str:
    """Write how many places a line rose or fell: 3 → ↑3, -2 → ↓2; a line
    without an earlier place is new.
    """
    if moved is None:
        return NEW
    if not moved:
        return ""
    return f"{'↑' if moved > 0 else '↓'}{abs(moved)}"


def _stood(line: Standing, speech: Translator, now: datetime) -> str:
    """Write the time on the list after a dot: · 3 hours."""
    age = now - line.since if line.since else timedelta()
    if age >= LEAST:
        return f"· {telegram_html.escape(speech.length(age))}"
    return ""

"""Move the times of digests by a length, or from one time to another: "an hour later",
"from 8 to 9:30".
"""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.handlers.schedule import schedule
from bot.rendering.schedule_text import read_schedule
from news.schedule import format_schedule
from news.schedule.schedule_edits import moved
from news.wishes.time_moves import read_move


async def move(context: UpdateContext, text: str) -> bool:
    """Set the times to which a text moves the digests, or show the times where one
    of them would be on another day; return False for any other text.
    """
    meant = read_move(text, context.place.locale)
    if meant is None:
        return False
    new = meant.schedule or _shifted(context.chat.schedule, meant.minutes)
    context.args = new.split()
    await schedule.schedule(context)
    return True


def _shifted(stored: str, minutes: int) -> str:
    """Return a schedule moved by some minutes, in its stored form; empty where there is
    none, or a time would be on another day.
    """
    now = read_schedule(stored)
    later = moved(now, minutes) if now else None
    return format_schedule(later) if later else ""

"""/alerts: how many breaking stories a day may come at once."""

from __future__ import annotations

from bot.handlers.here import Here, may_change
from bot.keyboards import Rows, back, data
from news.models import Button

CHOICES = (0, 1, 3, 5)
MOST = 20
_OFF = frozenset({"off", "no", "0", "关", "关闭", "關閉", "无", "aus", "non", "нет", "オフ"})


async def alerts(here: Here) -> None:
    """Set alerts: `/alerts 3`, `/alerts off`; without words by buttons."""
    word = here.text.strip().casefold()
    if not word:
        await here.answer(_text(here), _rows(here))
        return
    number = 0 if word in _OFF else int(word) if word.isascii() and word.isdigit() else -1
    if not 0 <= number <= MOST:
        await here.answer(here.say("alerts.usage", n=MOST), _rows(here))
    elif await may_change(here):
        await here.change(alerts=number)
        await here.answer(here.say("alerts.set", now=_named(here, number)), _rows(here))


async def choose(here: Here, values: list[str]) -> None:
    """A button of /alerts."""
    if values and values[0].isdigit() and int(values[0]) <= MOST and await may_change(here):
        await here.change(alerts=int(values[0]))
        await here.toast()
        await here.edit(*page(here))


def page(here: Here) -> tuple[str, Rows]:
    """Return the page of alerts."""
    return _text(here), (*_rows(here), *back(here.speech))


def _named(here: Here, number: int) -> str:
    return here.speech.say("alerts.a-day", n=number) if number else here.speech.say("alerts.off")


def _text(here: Here) -> str:
    chat = here.chat
    quiet = here.speech.say("alerts.no-quiet")
    if chat.quiet_from is not None and chat.quiet_to is not None:
        quiet = "–".join(
            f"{minute // 60:02}:{minute % 60:02}" for minute in (chat.quiet_from, chat.quiet_to)
        )
    return here.say("alerts.text", quiet=quiet, now=_named(here, chat.alerts))


def _rows(here: Here) -> Rows:
    return (
        tuple(
            Button(
                f"{'✅ ' if here.chat.alerts == number else ''}{_named(here, number)}",
                data("alerts", number),
            )
            for number in CHOICES
        ),
    )

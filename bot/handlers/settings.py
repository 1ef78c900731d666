"""/language, /settings, /forget: how the bot speaks and what it keeps."""

from __future__ import annotations

from typing import Any

from bot import keyboards
from bot.handlers.here import Here, may_change
from bot.keyboards import Rows, data
from bot.languages import LOCALES, NAMES, exists, nearest
from news.models import Button
from store import chats

_STYLES = ("headline", "short", "full")
_BUDGETS = (5, 10, 15, 20)
_SWITCHES = ("images", "preview", "silent", "send_empty", "everyone")


async def language(here: Here) -> None:
    """Choose the interface's language: `/language en`; without words by buttons."""
    if not here.args:
        await here.answer(here.say("language.choose"), keyboards.languages())
        return
    wanted = here.text.strip()
    locale = next((tag for tag, name in NAMES.items() if name.casefold() == wanted.casefold()), "") or nearest(wanted)
    if not exists(locale) or (locale == "en" and not wanted.lower().startswith("en")):
        await here.answer(here.say("language.unknown", text=wanted), keyboards.languages())
        return
    if await may_change(here):
        await here.change(locale=locale)
        await here.answer(here.say("language.set", name=NAMES[locale]))


async def choose_language(here: Here, values: list[str]) -> None:
    """A language's button."""
    if values and values[0] in LOCALES and await may_change(here):
        await here.change(locale=values[0])
        await here.toast()
        await here.edit(here.say("language.set", name=NAMES[values[0]]))


async def settings(here: Here) -> None:
    """Show every setting with a button to change it."""
    await here.answer(_text(here), _rows(here))


def _text(here: Here) -> str:
    chat = here.chat
    return here.say(
        "settings.text", schedule=chat.schedule or "—", zone=chat.zone, language=NAMES.get(chat.locale, chat.locale)
    )


def _rows(here: Here) -> Rows:
    chat = here.chat
    styles = tuple(
        _mark(here.speech.say(f"style.{style}"), chat.style == style, data("set", "style", style)) for style in _STYLES
    )
    budgets = tuple(
        _mark(here.speech.say("settings.stories", n=count), chat.budget == count, data("set", "budget", count))
        for count in _BUDGETS
    )
    wanted = [name for name in _SWITCHES if name != "everyone" or chat.kind != "private"]
    switches = keyboards.grid(
        (
            _mark(
                here.speech.say(f"settings.{name}"),
                bool(getattr(chat, name)),
                data("set", name, int(not getattr(chat, name))),
            )
            for name in wanted
        ),
        2,
    )
    return (styles, budgets, *switches)


def _mark(text: str, on: bool, action: str) -> Button:
    return Button(f"✅ {text}" if on else text, action)


async def set_(here: Here, values: list[str]) -> None:
    """A button of /settings."""
    if len(values) != 2 or not await may_change(here):
        return
    changes = _change(values[0], values[1])
    if not changes:
        await here.toast(here.say("button.old"))
        return
    await here.change(**changes)
    await here.toast()
    await here.edit(_text(here), _rows(here))


def _change(name: str, value: str) -> dict[str, Any]:
    if name == "style" and value in _STYLES:
        return {"style": value}
    if name == "budget" and value.isdigit() and int(value) in _BUDGETS:
        return {"budget": int(value)}
    if name in _SWITCHES and value in {"0", "1"}:
        return {name: value == "1"}
    return {}


async def forget(here: Here) -> None:
    """Ask once, then delete everything about this chat."""
    rows = (
        (Button(here.speech.say("forget.yes"), data("forget", 1)), Button(here.speech.say("no"), data("forget", 0))),
    )
    await here.answer(here.say("forget.ask"), rows)


async def forget_decided(here: Here, values: list[str]) -> None:
    """The answer to /forget's question."""
    if not await may_change(here):
        return
    await here.toast()
    if values[:1] != ["1"]:
        await here.edit(here.say("forget.kept"))
        return
    counts = await here.tools.db.write(chats.forget, here.chat.telegram_id)
    await here.edit(here.say("forget.done", n=counts.total))

"""/settings: one message edited in place, with a page for each subject; and what is set by one word."""

from __future__ import annotations

from typing import Any

from bot.handlers.here import Here, may_change
from bot.keyboards import Rows, back, data, grid, mark
from bot.languages import NAMES
from bot.times import describe, quiet_hours
from news.models import Button
from store import subscriptions

STYLES = ("headline", "short", "full")
BUDGETS = (3, 5, 10, 15, 20, 30)
MINUTES = (0, 2, 3, 5, 10, 15)
MOST_STORIES, MOST_MINUTES = 50, 120
SWITCHES = ("images", "preview", "silent", "send_empty", "everyone")
NEWS = ("zh", "en", "es", "de", "fr", "ja", "ru")
"""Languages of news that a button offers; a chat without any gets all."""


async def settings(here: Here) -> None:
    """Show every setting, each with the way to change it."""
    await here.answer(*await main(here))


async def main(here: Here) -> tuple[str, Rows]:
    """Return the first page: how everything stands, and a button for each page."""
    chat, say = here.chat, here.speech.say
    count = len(await here.tools.db.read(subscriptions.of_chat, chat.id))
    lines = [
        f"<b>{here.say('settings.title')}</b>"
        + (f" ⏸ {here.say('settings.paused')}" if chat.state == "paused" else ""),
        f"⏰ {here.say('settings.when')}: {describe(chat.schedule, here.speech)} ({chat.zone})",
        f"🌙 {here.say('settings.quiet')}: {quiet_hours(chat.quiet_from, chat.quiet_to) or '—'}",
        f"📏 {here.say('settings.much')}: {_budget(here)}",
        f"🎨 {here.say('settings.look')}: {', '.join(_look(here))}",
        f"🌐 {here.say('settings.language')}: {NAMES.get(here.chat.locale, here.chat.locale)}",
        f"🗞 {here.say('settings.news')}: {' '.join(_news_name(here, tag) for tag in chat.languages) or say('settings.all')}",
    ]
    pages = ("when", "zone", "quiet", "much", "look", "alerts", "language", "news")
    signs = dict(zip(pages, "⏰🌍🌙📏🎨⚡🌐🗞", strict=True))
    buttons = [
        Button(f"{signs[name]} {say(f'settings.{name}')}", data("pg", name)) for name in pages
    ]
    buttons.append(Button(f"🏷 {say('settings.subscriptions')} ({count})", data("subs", 0)))
    if chat.kind in {"group", "supergroup"}:
        buttons.append(Button(f"👥 {say('settings.group')}", data("pg", "group")))
    paused = chat.state == "paused"
    buttons.append(
        Button(
            f"▶ {say('command.resume')}" if paused else f"⏸ {say('command.pause')}",
            data("pause", int(not paused)),
        )
    )
    return "\n".join(lines), grid(buttons, 2)


def _budget(here: Here) -> str:
    stories = here.speech.say("settings.stories", n=here.chat.budget)
    return (
        f"{stories}, {here.speech.say('minutes', n=here.chat.minutes)}"
        if here.chat.minutes
        else stories
    )


def _look(here: Here) -> list[str]:
    on = [name for name in SWITCHES[:4] if getattr(here.chat, name)]
    return [
        here.speech.say(f"style.{here.chat.style}"),
        *(here.speech.say(f"settings.{name}") for name in on),
    ]


def _news_name(here: Here, tag: str) -> str:
    return str(here.speech.babel.languages.get(tag.split("-", maxsplit=1)[0], tag))


def much(here: Here) -> tuple[str, Rows]:
    """Return the page of the reading budget."""
    chat, say = here.chat, here.speech.say
    stories = grid(
        (
            mark(say("settings.stories", n=each), chat.budget == each, data("set", "budget", each))
            for each in BUDGETS
        ),
        3,
    )
    minutes = grid(
        (
            mark(
                say("minutes", n=each) if each else say("settings.no-minutes"),
                chat.minutes == each,
                data("set", "minutes", each),
            )
            for each in MINUTES
        ),
        3,
    )
    return here.say("settings.much-text", now=_budget(here)), (
        *stories,
        *minutes,
        *back(here.speech),
    )


def look(here: Here) -> tuple[str, Rows]:
    """Return the page of style, images, previews, silence and empty digests."""
    chat, say = here.chat, here.speech.say
    styles = tuple(
        mark(say(f"style.{each}"), chat.style == each, data("set", "style", each))
        for each in STYLES
    )
    switches = grid((_switch(here, name) for name in SWITCHES[:4]), 2)
    return here.say("settings.look-text"), (styles, *switches, *back(here.speech))


def _switch(here: Here, name: str) -> Button:
    on = bool(getattr(here.chat, name))
    return mark(here.speech.say(f"settings.{name}"), on, data("set", name, int(not on)))


def group(here: Here) -> tuple[str, Rows]:
    """Return the page of a group: who may change all this."""
    return here.say("settings.group-text"), ((_switch(here, "everyone"),), *back(here.speech))


def news(here: Here) -> tuple[str, Rows]:
    """Return the page of the languages whose news a chat wants."""
    chosen = {tag.split("-")[0] for tag in here.chat.languages}
    rows = grid((mark(_news_name(here, tag), tag in chosen, data("news", tag)) for tag in NEWS), 2)
    every = (mark(here.speech.say("settings.all"), not chosen, data("news", "all")),)
    return here.say("settings.news-text"), (*rows, every, *back(here.speech))


async def choose_news(here: Here, values: list[str]) -> None:
    """A button of the news' languages: taken or left."""
    if not values or values[0] not in {*NEWS, "all"}:
        await here.toast(here.speech.say("button.old"))
    elif await may_change(here):
        chosen = {tag.split("-")[0] for tag in here.chat.languages} ^ {values[0]}
        await here.change(
            languages=() if values[0] == "all" else tuple(tag for tag in NEWS if tag in chosen)
        )
        await here.toast()
        await here.edit(*news(here))


async def set_(here: Here, values: list[str]) -> None:
    """A button that sets one thing; the page that it stands on is shown again."""
    changes = change_of(values[0], values[1]) if len(values) == 2 else {}
    if not changes:
        await here.toast(here.speech.say("button.old"))
        return
    if not await may_change(here, admins=values[0] == "everyone"):
        return
    await here.change(**changes)
    await here.toast()
    page = (
        group if values[0] == "everyone" else much if values[0] in {"budget", "minutes"} else look
    )
    await here.edit(*page(here))


def change_of(name: str, value: str) -> dict[str, Any]:
    """Return the field that a setting's name and value change; empty for what is none."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
    if name == "style" and value in STYLES:
        return {"style": value}
    if name == "budget" and 1 <= number <= MOST_STORIES:
        return {"budget": number}
    if name == "minutes" and 0 <= number <= MOST_MINUTES:
        return {"minutes": number}
    if name in SWITCHES and number in {0, 1}:
        return {name: number == 1}
    return {}

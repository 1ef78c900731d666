"""Settings with one word: /style full, /budget 10, /budget 5m, /images on,
/news zh en and similar.
"""

from __future__ import annotations

import re
from typing import Any

from bot.handlers.admission import Handler, may_change
from bot.handlers.context import UpdateContext
from bot.handlers.setup import settings
from bot.rendering.switch_words import is_off, is_on
from news.numbers import counted
from news.words import fold

_BUDGET = re.compile(
    r"^(\d{1,5})\s*(m|min|minutes?|minuten|minutos|分|分钟|мин)?\.?$"
)


async def style(context: UpdateContext) -> None:
    """Handle `/style headline`, `short` or `full`, also by the style's name in
    the chat's language.
    """
    word = fold(context.text.strip())
    names = {
        fold(context.say(f"style.{style}")): style for style in settings.STYLES
    }
    names |= {style: style for style in settings.STYLES}
    changes = {"style": names[word]} if word in names else {}
    await _apply(context, changes, settings.look)


async def budget(context: UpdateContext) -> None:
    """Handle `/budget 10` stories, or `/budget 5m` of reading; `/budget 0m`
    removes the limit in minutes.
    """
    field, number = _budget_of(context.text)
    changes = settings.change_of(field, number) if number else {}
    await _apply(context, changes, settings.much)


def _budget_of(text: str) -> tuple[str, str]:
    """Return the kind of limit and its number: 10, 5m, 五条, ten minutes; an
    empty number if there is none.
    """
    match = _BUDGET.match(fold(text.strip()))
    if match:
        return "minutes" if match.group(2) else "budget", match.group(1)
    said = counted(text)
    if said is None or said.unit not in {"", "min"}:
        return "budget", ""
    return "minutes" if said.unit else "budget", f"{said.value:f}"


def switch(name: str) -> Handler:
    """Return the handler of a command that turns one setting on or off:
    `/images on`.
    """

    page = settings.group if name == "everyone" else settings.look

    async def turn(context: UpdateContext) -> None:
        word = fold(context.text.strip())
        off = is_off(word, context.speech)
        changes = {name: not off} if off or is_on(word) else {}
        await _apply(context, changes, page)

    return turn


async def news(context: UpdateContext) -> None:
    """Handle `/news zh en`: send only news in these languages; `/news all` in
    every language.
    """
    words = list(filter(None, re.split(r"[\s,，]+", fold(context.text))))
    every = words in (["all"], [fold(context.say("settings.all"))])
    changes: dict[str, tuple[str, ...]] = {}
    if every:
        changes["languages"] = ()
    elif words:
        names = _news_languages(context)
        wanted = {names[word]: None for word in words if word in names}
        if len(wanted) == len(set(words)):
            changes["languages"] = tuple(wanted)
    await _apply(context, changes, settings.news)


def _news_languages(context: UpdateContext) -> dict[str, str]:
    """Map the names of the languages, in the chat's own, and their tags to the tags."""
    tags = {}
    for tag in settings.NEWS:
        name = context.speech.babel.languages.get(tag, tag)
        tags[fold(name)] = tag
        tags[tag] = tag
    return tags


async def _apply(
    context: UpdateContext, changes: dict[str, Any], page: Any
) -> None:
    """Store an understood setting and show its page; for other words show the
    page with its examples.
    """
    note = ""
    if changes:
        if not await may_change(context, admins="everyone" in changes):
            return
        await context.change(**changes)
        note = context.undoable(context.say("settings.changed"))
    elif context.args:
        note = context.say("settings.usage", text=context.text)
    text, rows = page(context)
    await context.answer("\n".join(filter(None, (note, text))), rows)

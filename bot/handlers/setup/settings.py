"""/settings: one message with a page for each subject, edited in place."""

from __future__ import annotations

from typing import Any

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import PauseDigests
from bot.rendering.actions.settings_actions import (
    ChangeSetting,
    ShowSettings,
    ToggleNewsLanguage,
)
from bot.rendering.actions.subscription_actions import (
    ListSubscriptions,
    ShowFormat,
)
from bot.rendering.button_data import (
    MenuPage,
    Rows,
    action_button,
    number_of,
)
from bot.rendering.i18n import NAMES
from bot.rendering.keyboards import back, grid, mark, may_open
from bot.rendering.schedule_text import describe, paused_text, quiet_hours
from news.models import SENTENCES, Button
from news.zones import zone_title

STYLES = tuple(SENTENCES)
# The numbers of stories and of minutes that buttons offer; 0 minutes means
# without a bound. /budget takes others up to the most.
BUDGETS = (3, 5, 10, 15, 20, 30)
MINUTES = (0, 2, 3, 5, 10, 15)
MOST_STORIES, MOST_MINUTES = 50, 120
# Settings that are on or off; the last one is a group's alone.
SWITCHES = ("images", "preview", "silent", "send_empty", "everyone")
# The news languages with a button; a chat without any choice gets all
# languages.
NEWS = ("zh", "en", "es", "de", "fr", "ja", "ru")


async def settings(context: UpdateContext) -> None:
    """Show every setting, each with the way to change it."""
    await context.answer(*await main(context))


async def main(context: UpdateContext) -> MenuPage:
    """Return the first page: all settings, and a button for each page."""
    chat = context.chat
    say = context.speech.say
    count = len(await context.subscriptions())
    pages = (
        "when",
        "zone",
        "quiet",
        "much",
        "look",
        "alerts",
        "language",
        "news",
    )
    signs = dict(zip(pages, "⏰🌍🌙📏🎨⚡🌐🗞", strict=True))
    buttons = [
        action_button(
            f"{signs[name]} {say(f'settings.{name}')}", ShowSettings(name)
        )
        for name in pages
    ]
    label = f"🏷 {say('settings.subscriptions')} ({count})"
    buttons.append(action_button(label, ListSubscriptions(0)))
    # Only groups have members who may change the settings, or may not.
    if chat.kind in {"group", "supergroup"}:
        label = f"👥 {say('settings.group')}"
        buttons.append(action_button(label, ShowSettings("group")))
    if chat.state == "paused" or chat.pause_at:
        label = f"▶ {say('command.resume')}"
        buttons.append(action_button(label, PauseDigests(False)))
    else:
        label = f"⏸ {say('command.pause')}"
        buttons.append(action_button(label, PauseDigests(True)))
    return "\n".join(_overview(context)), (
        *_page_row(context),
        *grid(buttons, 2),
    )


def _page_row(context: UpdateContext) -> Rows:
    """Return the button that opens the settings page; Telegram shows one in
    private chats alone.
    """
    root = context.defaults.public_url
    if not root or context.chat.kind != "private" or context.home is not None:
        return ()
    if not may_open(root):
        return ()
    label = f"⚙️ {context.say('app.open')}"
    return ((Button(label, app=f"{root}/app"),),)


def _overview(context: UpdateContext) -> list[str]:
    """Return a line for each setting, with its value."""
    chat = context.chat
    say = context.say
    pause = f" ⏸ {say('settings.paused')}" if chat.state == "paused" else ""
    languages = " ".join(_news_name(context, tag) for tag in chat.languages)
    when = (
        f"{describe(chat.schedule, context.speech)} ({zone_title(chat.zone)})"
    )
    values = {
        "⏰": ("when", when),
        "🌙": ("quiet", quiet_hours(chat.quiet_from, chat.quiet_to) or "—"),
        "📏": ("much", _budget(context)),
        "🎨": ("look", ", ".join(_look(context))),
        "🌐": ("language", NAMES.get(chat.locale, chat.locale)),
        "🗞": ("news", languages or say("settings.all")),
    }
    lines = [f"<b>{say('settings.title')}</b>{pause}"]
    if chat.pause_at:
        lines.append(paused_text(chat, context.speech))
    for sign, (name, value) in values.items():
        labelled = context.speech.labelled(say(f"settings.{name}"), value)
        lines.append(f"{sign} {labelled}")
    return lines


def _budget(context: UpdateContext) -> str:
    stories = context.speech.say("settings.stories", n=context.chat.budget)
    minutes = context.chat.minutes
    if minutes:
        return f"{stories}, {context.speech.say('minutes', n=minutes)}"
    return stories


def _look(context: UpdateContext) -> list[str]:
    """Return the style of the digests and the switches that are on, for one line."""
    on = [name for name in SWITCHES[:4] if getattr(context.chat, name)]
    return [
        context.say(f"style.{context.chat.style}"),
        *(context.say(f"settings.{name}") for name in on),
    ]


def _news_name(context: UpdateContext, tag: str) -> str:
    """Return a language's name as the interface writes it: de → German."""
    names = context.speech.babel.languages
    language = tag.split("-", maxsplit=1)[0]
    return str(names.get(language, tag))


def much(context: UpdateContext) -> MenuPage:
    """Return the page of the reading budget."""
    chat = context.chat
    say = context.speech.say
    stories = grid(
        (
            mark(
                say("settings.stories", n=budget),
                chat.budget == budget,
                ChangeSetting("budget", str(budget)),
            )
            for budget in BUDGETS
        ),
        3,
    )
    minutes = grid(
        (
            mark(
                say("minutes", n=minutes)
                if minutes
                else say("settings.no-minutes"),
                chat.minutes == minutes,
                ChangeSetting("minutes", str(minutes)),
            )
            for minutes in MINUTES
        ),
        3,
    )
    return context.say("settings.much-text", now=_budget(context)), (
        *stories,
        *minutes,
        *back(context.speech),
    )


def look(context: UpdateContext) -> MenuPage:
    """Return the page of style, images, previews, silence and empty digests."""
    chat = context.chat
    say = context.speech.say
    styles = tuple(
        mark(
            say(f"style.{style}"),
            chat.style == style,
            ChangeSetting("style", style),
        )
        for style in STYLES
    )
    switches = grid((_switch(context, name) for name in SWITCHES[:4]), 2)
    posts = action_button(f"🎨 {say('format.button')}", ShowFormat(0))
    return context.say("settings.look-text"), (
        styles,
        *switches,
        (posts,),
        *back(context.speech),
    )


def _switch(context: UpdateContext, name: str) -> Button:
    on = bool(getattr(context.chat, name))
    return mark(
        context.say(f"settings.{name}"),
        on,
        ChangeSetting(name, str(int(not on))),
    )


def group(context: UpdateContext) -> MenuPage:
    """Return the page of a group: who may change the settings."""
    return context.say("settings.group-text"), (
        (_switch(context, "everyone"),),
        *back(context.speech),
    )


def news(context: UpdateContext) -> MenuPage:
    """Return the page of the news languages."""
    chosen = {tag.split("-")[0] for tag in context.chat.languages}
    rows = grid(
        (
            mark(
                _news_name(context, tag), tag in chosen, ToggleNewsLanguage(tag)
            )
            for tag in NEWS
        ),
        2,
    )
    every = (
        mark(
            context.say("settings.all"), not chosen, ToggleNewsLanguage("all")
        ),
    )
    return context.say("settings.news-text"), (
        *rows,
        every,
        *back(context.speech),
    )


async def choose_news(
    context: UpdateContext, pressed: ToggleNewsLanguage
) -> None:
    """Handle a button of the news languages: add or remove one."""
    if pressed.language not in {*NEWS, "all"}:
        await context.notify("button.old")
    elif await may_change(context):
        chosen = {tag.split("-")[0] for tag in context.chat.languages}
        # A press on a chosen language takes it away.
        chosen ^= {pressed.language}
        languages: tuple[str, ...] = ()
        if pressed.language != "all":
            languages = tuple(tag for tag in NEWS if tag in chosen)
        await context.change(languages=languages)
        await context.answer_callback()
        await context.edit(*news(context))


async def set_(context: UpdateContext, pressed: ChangeSetting) -> None:
    """Handle a button that changes one setting; show its page again."""
    changes = change_of(pressed.name, pressed.value)
    if not changes:
        await context.notify("button.old")
        return
    if not await may_change(context, admins=pressed.name == "everyone"):
        return
    await context.change(**changes)
    await context.answer_callback()
    page = _PAGE_OF.get(pressed.name, look)
    await context.edit(*page(context))


# The page of a setting that does not stand on the page of looks.
_PAGE_OF = {"everyone": group, "budget": much, "minutes": much}
# The numbers that each setting takes.
_NUMBERS = {
    "budget": range(1, MOST_STORIES + 1),
    "minutes": range(MOST_MINUTES + 1),
    **dict.fromkeys(SWITCHES, range(2)),
}


def change_of(name: str, value: str) -> dict[str, Any]:
    """Return the field that a setting's name and value change; empty for an
    unknown name or value.
    """
    if name == "style" and value in STYLES:
        return {"style": value}
    number = number_of(value)
    if number not in _NUMBERS.get(name, ()):
        return {}
    return {name: bool(number) if name in SWITCHES else number}

"""Inline buttons. Their data is versioned and at most 64 bytes; old data is still read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.rendering.i18n import LOCALES, NAMES, Translator, exists
from bot.rendering.telegram_html import safe_url
from news.models import Button, Message, Story
from news.topics import catalogue

VERSION = "1"
SCOPE = "@"
"""Stands between the version and the row of a chat that is managed from elsewhere."""
MARK = "~"
"""Stands between what a button does and the proof that it was offered."""
MAX_DATA = 64 - 12
"""Bytes of what a button does: Telegram's bound is 64, and the mark and the proof take twelve."""
ROW = 8
MAX_BUTTONS = 96
Rows = tuple[tuple[Button, ...], ...]


def data(action: str, *values: object) -> str:
    """Return callback data: version, action and values, parted by colons; raises ValueError over MAX_DATA bytes."""
    text = ":".join([VERSION, action, *(str(value) for value in values)])
    if len(text.encode()) > MAX_DATA:
        raise ValueError(f"callback data {text!r} is over {MAX_DATA} bytes")
    return text


def scoped(rows: Rows, chat_id: int) -> Rows:
    """Return buttons that act on another chat than that of their message: 1@34:subs:0 is about the chat of row 34."""
    return tuple(tuple(_scoped(button, chat_id) for button in row) for row in rows)


def _scoped(button: Button, chat_id: int) -> Button:
    if not button.data or SCOPE in button.data.partition(":")[0]:
        return button
    text = button.data.replace(VERSION, f"{VERSION}{SCOPE}{chat_id}", 1)
    if len(text.encode()) > MAX_DATA:
        raise ValueError(f"callback data {text!r} is over {MAX_DATA} bytes")
    return replace(button, data=text)


def scope_of(text: str | None) -> int | None:
    """Return the row of the chat that a button acts on; None where it is that of its message."""
    return number_of((text or "").partition(":")[0].partition(SCOPE)[2])


def read_data(text: str | None) -> tuple[str, list[str]]:
    """Return (action, values) of callback data; ('old', []) for another version or what we never wrote."""
    parts = without_proof(text or "").split(":")
    if len(parts) < 2 or parts[0].partition(SCOPE)[0] != VERSION:
        return "old", []
    return parts[1], parts[2:]


def without_proof(text: str) -> str:
    """Return what a button does, without the proof that it was offered."""
    return text.rpartition(MARK)[0] or text


def number_of(text: str) -> int | None:
    """Return an id or count that a button carries; None for what is none, or more than any row's id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def grid(buttons: Iterable[Button], columns: int) -> Rows:
    """Lay buttons out in rows."""
    every = list(buttons)[:MAX_BUTTONS]
    return tuple(tuple(every[start : start + columns]) for start in range(0, len(every), columns))


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the keyboard as the library sends it; None without buttons."""
    keyboard = [
        [
            InlineKeyboardButton(button.text, url=button.url)
            if button.url
            else InlineKeyboardButton(button.text, callback_data=button.data)
            for button in row
        ]
        for row in rows
        if row
    ]
    return InlineKeyboardMarkup(keyboard) if keyboard else None


def mark(text: str, on: bool, action: str) -> Button:
    """Return a choice's button, ticked where it is on."""
    return Button(f"✅ {text}" if on else text, action)


def back(speech: Translator, page: str = "") -> Rows:
    """Return the row that leads back to a page of the settings."""
    return ((Button(f"⬅ {speech.say('settings.back')}", data("pg", *([page] if page else []))),),)


def preview_of(message: Message) -> LinkPreviewOptions:
    """Return how Telegram shows a message's link: its picture, large and above; else the page; else nothing."""
    if message.image:
        return LinkPreviewOptions(url=message.image, prefer_large_media=True, show_above_text=True)
    return (
        LinkPreviewOptions(url=message.preview)
        if message.preview
        else LinkPreviewOptions(is_disabled=True)
    )


def story_buttons(stories: Sequence[int], first: int) -> Rows:
    """Return a number button for each story, numbered on from `first`."""
    rows = -(-len(stories) // ROW)
    # Ten are five and five, not eight and two: buttons of one row share its width.
    return grid(map(_number, count(first + 1), stories), -(-len(stories) // max(rows, 1)) or 1)


@lru_cache(maxsize=8192)
def _number(number: int, story: int) -> Button:
    return Button(str(number), data("s", story))


def story_actions(story: Story, speech: Translator, *, saved: bool) -> Rows:
    """Return what may be done with an open story."""
    say = speech.say
    save = say("story.saved-button" if saved else "story.save-button")
    first = (
        Button("👍", data("fb", story.id, 1)),
        Button("👎", data("fb", story.id, -1)),
        Button(f"💾 {save}{' ✓' if saved else ''}", data("save", story.id)),
    )
    second = (
        Button(f"🔕 {say('story.mute-button')}", data("mutes", story.id)),
        Button(f"❓ {say('story.why-button')}", data("why", story.id)),
        Button(f"🔎 {say('story.evidence-button')}", data("ev", story.id)),
    )
    # A button to an address that Telegram does not take would lose the whole message.
    address = safe_url(story.url)
    read = ((Button(f"↗ {say('story.read')}", url=address),),) if address else ()
    return (first, second, *read)


def languages(action: str = "lang") -> Rows:
    """Return a button for each interface language that has a catalogue."""
    return grid(
        (Button(NAMES[locale], data(action, locale)) for locale in LOCALES if exists(locale)), 2
    )


def topics(locale: str, chosen: set[str], *, action: str = "top", done: str = "") -> Rows:
    """Return a button for each topic, ticked where the chat has it."""
    rows = grid(
        (
            Button(
                f"{'✅' if info.key in chosen else info.emoji} {info.name(locale)}",
                data(action, info.key),
            )
            for info in catalogue()
        ),
        3,
    )
    return (*rows, (Button(done, data(f"{action}done")),)) if done else rows


def hours(action: str, chosen: str = "") -> Rows:
    """Return the usual hours of a digest."""
    times = ("06:00", "07:00", "08:00", "09:00", "12:00", "18:00", "20:00", "22:00", "08:00 20:00")
    return grid(
        (
            Button(f"{'✅ ' if time == chosen else ''}{time}", data(action, time.replace(":", ".")))
            for time in times
        ),
        3,
    )

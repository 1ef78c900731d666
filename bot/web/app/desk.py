"""The shared objects and the request of the settings page's screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment
from starlette.datastructures import FormData

from bot.clock import Clock
from bot.rendering.i18n import Translator, tongue
from bot.web.app.session import Sessions
from store.chats import chats
from store.engine.database import Database
from store.rows import Chat

# The most characters of one field of a form.
LONGEST_FIELD = 500


@dataclass(frozen=True, slots=True)
class Desk:
    """The objects that all requests share."""

    db: Database
    clock: Clock
    sessions: Sessions
    env: Environment
    # The root address of the bot's pages.
    root: str
    # The most subscriptions of a chat.
    most: int
    # Tells whether a chat may use the bot.
    allowed: Callable[[Chat], bool] = lambda _chat: True

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person, for their private chat."""

    desk: Desk
    chat: Chat
    form: FormData
    # Shown once above the screen.
    note: str = ""

    @property
    def speech(self) -> Translator:
        """The chat's language."""
        return tongue(self.chat.locale)

    def field(self, name: str) -> str:
        """Return a field of the form, cut to its limit; empty if it is missing
        or a file.
        """
        value = self.form.get(name)
        if isinstance(value, str):
            return value.strip()[:LONGEST_FIELD]
        return ""

    def number(self, name: str) -> int:
        """Return a field as a number; 0 if it is not one."""
        value = self.field(name)
        is_number = value.isascii() and value.isdigit() and len(value) < 19
        if is_number:
            return int(value)
        return 0

    def fields(self, name: str) -> list[str]:
        """Return all fields with a name."""
        values = self.form.getlist(name)
        return [value for value in values if isinstance(value, str)]

    def say(self, key: str, **details: object) -> str:
        """Return a text in the chat's language; the template escapes it."""
        return self.speech.say(key, **details)

    def render(self, template: str, **values: Any) -> str:
        """Return a template's HTML."""
        return self.desk.env.get_template(template).render(
            say=self.speech.say, chat=self.chat, note=self.note, **values
        )

    async def change(self, **fields: Any) -> Visit:
        """Change settings of the chat; return the visit with the changed chat."""
        changed = await self.desk.db.write(
            lambda connection: chats.update(connection, self.chat.id, **fields)
        )
        return replace(self, chat=changed)

    def noted(self, note: str) -> Visit:
        """Return the same visit with a note."""
        return replace(self, note=note)

"""Settings for who may use the bot, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from bot.settings_parts import SettingsPart
from store.rows import Chat


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Who may use the bot: the mode, and the ids that the operator lists."""

    mode: str
    listed: frozenset[int]


class Access(SettingsPart):
    """The people who may use the bot, and their limits."""

    mode: Literal["open", "invite", "allow"] = "open"
    allowed: list[int] = Field([])
    invite_codes: list[str] = Field([], repr=False)
    trust: Literal["operator", "members"] = "members"
    """Who decides which added sources everybody sees: only the operator, or in
    a closed bot all admitted people.
    """
    subscriptions: int = Field(200, ge=1, le=10_000)
    sources_per_day: int = Field(200, ge=1, le=10_000)
    """New sources that one person may add in a day."""
    source_megabytes_per_day: int = Field(300, ge=1, le=100_000)
    """The daily limit of one source that a chat added; after that it is not
    read until a day after the first reading.
    """
    source_articles_per_day: int = Field(500, ge=1, le=100_000)
    """The daily limit of one source that a chat added; further articles come
    when the day is over.
    """
    saved_stories: int = Field(500, ge=1, le=10_000)
    """The most stories that a chat may save; a saved story does not expire."""
    commands_per_minute: int = Field(20, ge=1, le=600)
    heavy_per_minute: int = Field(4, ge=1, le=60)

    @property
    def trusts_members(self) -> bool:
        """Whether everybody sees the sources that admitted people add. In an
        open bot nobody counts as admitted.
        """
        return self.trust == "members" and self.mode != "open"


def is_admitted(
    access: AccessRule, chat: Chat | None, person: int | None = None
) -> bool:
    """Tell whether the settings admit a chat, or a person in it: by the
    person's id, the chat's id, now or before it became a supergroup, or the id
    of the channel's manager.
    """
    known = {person}
    invitation = ""
    if chat is not None:
        if chat.state == "banned":
            return False
        former = chat.former_id or None
        known |= {chat.telegram_id, former, chat.managed_by}
        invitation = chat.invited_by
    is_listed = not known.isdisjoint(access.listed)
    is_invited = access.mode == "invite" and bool(invitation)
    return access.mode == "open" or is_listed or is_invited

"""Settings for who may use the bot, and how much."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings_parts import Part


class Access(Part):
    """The people who may use the bot, and their limits."""

    mode: Literal["open", "invite", "allow"] = "open"
    allowed: list[int] = Field([])
    invite_codes: list[str] = Field([], repr=False)
    trust: Literal["operator", "members"] = "members"
    """Who decides what everybody sees: the operator alone,
    or in a closed bot all who are let in.
    """
    subscriptions: int = Field(200, ge=1, le=10_000)
    sources_per_day: int = Field(200, ge=1, le=10_000)
    """Sources a person that nobody had before; what fills it waits until the next day."""
    source_megabytes_per_day: int = Field(300, ge=1, le=100_000)
    """Of one source that a chat added; then it is left alone until a day after it began."""
    source_articles_per_day: int = Field(500, ge=1, le=100_000)
    """Of one source that a chat added; the others come when the day is over."""
    saved_stories: int = Field(500, ge=1, le=10_000)
    """A chat keeps at the most; a saved story does not expire."""
    commands_per_minute: int = Field(20, ge=1, le=600)
    heavy_per_minute: int = Field(4, ge=1, le=60)

    @property
    def trusts_members(self) -> bool:
        """Whether everybody sees the sources that admitted people add. In an
        open bot nobody counts as admitted.
        """
        return self.trust == "members" and self.mode != "open"

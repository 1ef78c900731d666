"""The settings of who may use the bot, and how much."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings_parts import Part


class Access(Part):
    """Who may use the bot, and how much."""

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
    commands_per_minute: int = Field(20, ge=1, le=600)
    heavy_per_minute: int = Field(4, ge=1, le=60)

    @property
    def trusts_members(self) -> bool:
        """Whether everybody sees what anybody adds who is let in: in an open bot that is nobody."""
        return self.trust == "members" and self.mode != "open"

"""Buttons of operators: broadcasts, and sources that wait for approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """Send a message to every chat; `token` finds it."""

    code: ClassVar[str] = "bc:send"
    token: str


@dataclass(frozen=True, slots=True)
class DropBroadcast:
    """Discard a broadcast."""

    code: ClassVar[str] = "bc:no"
    token: str


@dataclass(frozen=True, slots=True)
class WatchBroadcast:
    """Show a broadcast's progress."""

    code: ClassVar[str] = "bc:look"
    name: str


@dataclass(frozen=True, slots=True)
class StopBroadcast:
    """Cancel the unsent part of a broadcast."""

    code: ClassVar[str] = "bc:stop"
    name: str


@dataclass(frozen=True, slots=True)
class ApproveSource:
    """Show a source's articles to everybody."""

    code: ClassVar[str] = "src:yes"
    source: int


@dataclass(frozen=True, slots=True)
class RefuseSource:
    """Show a source's articles to its subscribers only."""

    code: ClassVar[str] = "src:no"
    source: int

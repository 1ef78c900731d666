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
    """Send no message."""

    code: ClassVar[str] = "bc:no"
    token: str


@dataclass(frozen=True, slots=True)
class WatchBroadcast:
    """Show how far a broadcast is."""

    code: ClassVar[str] = "bc:look"
    name: str


@dataclass(frozen=True, slots=True)
class StopBroadcast:
    """Send the rest of a broadcast to nobody."""

    code: ClassVar[str] = "bc:stop"
    name: str


@dataclass(frozen=True, slots=True)
class ApproveSource:
    """Let everybody see what a source brings."""

    code: ClassVar[str] = "src:yes"
    source: int


@dataclass(frozen=True, slots=True)
class RefuseSource:
    """Leave what a source brings to its subscribers."""

    code: ClassVar[str] = "src:no"
    source: int

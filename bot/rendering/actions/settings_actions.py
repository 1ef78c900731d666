"""Buttons of the first steps, the settings, a chat's data, and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

FirstNews = Literal["own", "both", "all"]


@dataclass(frozen=True, slots=True)
class ChooseFirstLanguage:
    """Set the interface's language, and go on to the topics."""

    code: ClassVar[str] = "setlang"
    locale: str


@dataclass(frozen=True, slots=True)
class ChooseFirstNews:
    """Choose news in the interface's language, in that and Chinese, or in all
    languages.
    """

    code: ClassVar[str] = "setnews"
    which: FirstNews


@dataclass(frozen=True, slots=True)
class ToggleFirstTopic:
    """Follow or unfollow a topic during the first steps."""

    code: ClassVar[str] = "settop"
    topic: str


@dataclass(frozen=True, slots=True)
class ShowFirstTopics:
    """Go back to the topics of the first steps."""

    code: ClassVar[str] = "settops"


@dataclass(frozen=True, slots=True)
class FinishTopics:
    """Go on from the topics."""

    code: ClassVar[str] = "settopdone"


@dataclass(frozen=True, slots=True)
class ChooseFirstZone:
    """Set the zone and go back to the hour; without a zone show the choice."""

    code: ClassVar[str] = "setzone"
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ChooseFirstHour:
    """Set when digests come, as the last step; dots stand for colons."""

    code: ClassVar[str] = "sethour"
    times: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Set the interface's language."""

    code: ClassVar[str] = "lang"
    locale: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show a page of the settings, or the first."""

    code: ClassVar[str] = "pg"
    page: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change one setting."""

    code: ClassVar[str] = "set"
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ToggleNewsLanguage:
    """Add or remove a news language; `all` wants every language."""

    code: ClassVar[str] = "news"
    language: str


@dataclass(frozen=True, slots=True)
class EraseChat:
    """Delete everything about the chat of this Telegram id; `0` keeps it."""

    code: ClassVar[str] = "erase"
    chat: str


@dataclass(frozen=True, slots=True)
class OutdatedErase:
    """Ask anew: a button of an earlier version does not say which chat it was
    about.
    """

    code: ClassVar[str] = "forget"
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ExportData:
    """Send a file of the chat's data."""

    code: ClassVar[str] = "export"
    form: Literal["opml", "json"]


@dataclass(frozen=True, slots=True)
class ChangeFeed:
    """Create new addresses of the private page and feed, or end them."""

    code: ClassVar[str] = "feed"
    change: Literal["new", "off"]


@dataclass(frozen=True, slots=True)
class ManageChannel:
    """Manage the channel of this row; 0 ends it."""

    code: ClassVar[str] = "channel"
    channel: int


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Show the help's first page, or one subject."""

    code: ClassVar[str] = "help"
    subject: str = ""

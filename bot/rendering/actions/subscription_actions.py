"""Buttons of subscriptions: topics, the list, one subscription, proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class ShowTopics:
    """Show the topics to choose from."""

    code: ClassVar[str] = "topics"


@dataclass(frozen=True, slots=True)
class ToggleTopic:
    """Follow or unfollow a topic."""

    code: ClassVar[str] = "top"
    topic: str


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """Show a page of the subscriptions."""

    code: ClassVar[str] = "subs"
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenSubscription:
    """Show one subscription; `page` is the list's page to return to."""

    code: ClassVar[str] = "sub"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """End a subscription."""

    code: ClassVar[str] = "unsub"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class WeighSubscription:
    """Set a subscription's weight."""

    code: ClassVar[str] = "w"
    subscription: int
    level: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseDelivery:
    """Choose the delivery of a subscription's stories."""

    code: ClassVar[str] = "by"
    subscription: int
    mode: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowFormat:
    """Show the look of a subscription's posts; 0 stands for the chat's own
    format.
    """

    code: ClassVar[str] = "fm"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChangeFormat:
    """Add one word to a format."""

    code: ClassVar[str] = "fc"
    subscription: int
    word: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowWords:
    """Show the words that narrow a source."""

    code: ClassVar[str] = "wd"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeAll:
    """Take all articles of a source again."""

    code: ClassVar[str] = "wall"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenLabel:
    """Show the subscriptions under a subscription's label."""

    code: ClassVar[str] = "lab"
    subscription: int


@dataclass(frozen=True, slots=True)
class RestLabel:
    """Pause or resume the subscriptions under a subscription's label."""

    code: ClassVar[str] = "rest"
    subscription: int
    paused: bool


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """Accept or reject a proposal; `token` finds it."""

    code: ClassVar[str] = "add"
    accepted: bool
    token: str


@dataclass(frozen=True, slots=True)
class TreatWords:
    """Act on words that a person sent; `token` finds them."""

    code: ClassVar[str] = "do"
    verb: Literal[
        "subscribe",
        "search",
        "ask",
        "more",
        "schedule",
        "mute",
        "wish",
        "orders",
        "command",
    ]
    token: str


@dataclass(frozen=True, slots=True)
class AnswerImport:
    """Add the subscriptions of a file, or discard them; `token` names the file
    that was asked about.
    """

    code: ClassVar[str] = "import"
    accepted: bool
    token: str


@dataclass(frozen=True, slots=True)
class ToggleListedSource:
    """Subscribe to a source of the catalogue, or unsubscribe; `source` is its
    key.
    """

    code: ClassVar[str] = "cat"
    source: str


@dataclass(frozen=True, slots=True)
class ShowRegions:
    """Show the regions for which the catalogue has sources."""

    code: ClassVar[str] = "regs"


@dataclass(frozen=True, slots=True)
class ShowRegion:
    """Show the sources of one region."""

    code: ClassVar[str] = "reg"
    region: str


@dataclass(frozen=True, slots=True)
class ToggleRegionSource:
    """Subscribe to a source in a region's list, or unsubscribe."""

    code: ClassVar[str] = "regsrc"
    region: str
    source: str


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """Read words as one phrase, word by word, or as a hot list's name; `token`
    finds them.
    """

    code: ClassVar[str] = "read"
    how: Literal["phrase", "words", "board"]
    token: str


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """Ask for the credentials of a source that refuses access; `token` finds
    it.
    """

    code: ClassVar[str] = "door"
    token: str


@dataclass(frozen=True, slots=True)
class LeaveAll:
    """End all subscriptions, or none."""

    code: ClassVar[str] = "unall"
    accepted: bool

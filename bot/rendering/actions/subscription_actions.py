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
    """Subscribe to a topic, or leave it."""

    code: ClassVar[str] = "top"
    topic: str


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """Show a page of the subscriptions."""

    code: ClassVar[str] = "subs"
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenSubscription:
    """Show one subscription; `page` is where the list goes on."""

    code: ClassVar[str] = "sub"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Leave a subscription."""

    code: ClassVar[str] = "unsub"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class WeighSubscription:
    """Give a subscription one of the weights."""

    code: ClassVar[str] = "w"
    subscription: int
    level: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseDelivery:
    """Choose how a subscription's stories come."""

    code: ClassVar[str] = "by"
    subscription: int
    mode: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowFormat:
    """Show how a subscription's posts look; 0 stands for the chat's own format."""

    code: ClassVar[str] = "fm"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChangeFormat:
    """Take one word into a format."""

    code: ClassVar[str] = "fc"
    subscription: int
    word: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowWords:
    """Show what of a source is wanted."""

    code: ClassVar[str] = "wd"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeAll:
    """Take all of a source again."""

    code: ClassVar[str] = "wall"
    subscription: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenLabel:
    """Show what stands under the label of a subscription."""

    code: ClassVar[str] = "lab"
    subscription: int


@dataclass(frozen=True, slots=True)
class RestLabel:
    """Pause all that stands under the label of a subscription, or go on with it."""

    code: ClassVar[str] = "rest"
    subscription: int
    paused: bool


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """Take what was proposed, or not; `token` finds it."""

    code: ClassVar[str] = "add"
    accepted: bool
    token: str


@dataclass(frozen=True, slots=True)
class TreatWords:
    """Do something with words that a person sent; `token` finds them."""

    code: ClassVar[str] = "do"
    verb: Literal["subscribe", "search", "ask", "more", "schedule"]
    token: str


@dataclass(frozen=True, slots=True)
class AnswerImport:
    """Add the subscriptions of a file, or not."""

    code: ClassVar[str] = "import"
    accepted: bool


@dataclass(frozen=True, slots=True)
class ToggleListedSource:
    """Subscribe to a source of the catalogue, or leave it; `source` is its key."""

    code: ClassVar[str] = "cat"
    source: str


@dataclass(frozen=True, slots=True)
class ShowRegions:
    """Show the regions that the catalogue has sources for."""

    code: ClassVar[str] = "regs"


@dataclass(frozen=True, slots=True)
class ShowRegion:
    """Show the sources of one region."""

    code: ClassVar[str] = "reg"
    region: str


@dataclass(frozen=True, slots=True)
class ToggleRegionSource:
    """Subscribe to a source in a region's list, or leave it."""

    code: ClassVar[str] = "regsrc"
    region: str
    source: str


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """Read words as one phrase, word by word, or as a hot list's name; `token` finds them."""

    code: ClassVar[str] = "read"
    how: Literal["phrase", "words", "board"]
    token: str


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """Ask for what opens a source that refuses; `token` finds it."""

    code: ClassVar[str] = "door"
    token: str


@dataclass(frozen=True, slots=True)
class LeaveAll:
    """Leave all subscriptions, or none."""

    code: ClassVar[str] = "unall"
    accepted: bool

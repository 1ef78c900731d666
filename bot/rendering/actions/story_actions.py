"""Buttons of a story: open, rate, keep, explain, mute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class OpenStory:
    """Open a whole story."""

    code: ClassVar[str] = "s"
    story: int


@dataclass(frozen=True, slots=True)
class RateStory:
    """Like a story, or dislike it."""

    code: ClassVar[str] = "fb"
    story: int
    vote: Literal[1, -1]


@dataclass(frozen=True, slots=True)
class SaveStory:
    """Save a story, or remove it."""

    code: ClassVar[str] = "save"
    story: int


@dataclass(frozen=True, slots=True)
class KeepLink:
    """Save a link that a person sent, or remove it; `token` finds it."""

    code: ClassVar[str] = "keep"
    token: str


@dataclass(frozen=True, slots=True)
class ExplainStory:
    """Explain why a story came."""

    code: ClassVar[str] = "why"
    story: int


@dataclass(frozen=True, slots=True)
class ShowEvidence:
    """Show the source sentence behind each sentence of a story."""

    code: ClassVar[str] = "ev"
    story: int


@dataclass(frozen=True, slots=True)
class SendDigest:
    """Send a digest now."""

    code: ClassVar[str] = "now"


@dataclass(frozen=True, slots=True)
class SpeakDigest:
    """Have the last digest read out."""

    code: ClassVar[str] = "speak"


@dataclass(frozen=True, slots=True)
class SpeakAlways:
    """Have each digest read out from now on, or no more."""

    code: ClassVar[str] = "speaks"
    on: bool


@dataclass(frozen=True, slots=True)
class ForgetOpinion:
    """Forget the votes on a topic or a publisher, or all votes."""

    code: ClassVar[str] = "profile"
    kind: Literal["topic", "publisher", "all"]
    name: str


@dataclass(frozen=True, slots=True)
class AskMute:
    """Ask what to mute about a story."""

    code: ClassVar[str] = "mutes"
    story: int


@dataclass(frozen=True, slots=True)
class MuteAtOnce:
    """Mute a story without a question."""

    code: ClassVar[str] = "mute"
    story: int


@dataclass(frozen=True, slots=True)
class MuteStory:
    """Mute a story, as an answer to the question."""

    code: ClassVar[str] = "mutethis"
    story: int


@dataclass(frozen=True, slots=True)
class MutePublisher:
    """Mute the publisher of a story."""

    code: ClassVar[str] = "mutepub"
    story: int


@dataclass(frozen=True, slots=True)
class MuteTopic:
    """Mute a topic."""

    code: ClassVar[str] = "mutetop"
    topic: str


@dataclass(frozen=True, slots=True)
class KeepUnmuted:
    """Mute nothing."""

    code: ClassVar[str] = "mutenot"


@dataclass(frozen=True, slots=True)
class ListMutes:
    """Show a page of the mutes."""

    code: ClassVar[str] = "muted"
    page: int = 0


@dataclass(frozen=True, slots=True)
class Unmute:
    """Remove a mute; from the list, show the list again."""

    code: ClassVar[str] = "unmute"
    mute: int
    place: Literal["", "list"] = ""


# The actions of buttons under a story or a list of stories; each names its
# story.
OF_ONE_STORY = (OpenStory, RateStory, SaveStory, ExplainStory, ShowEvidence)

"""What handlers are given: the store, the clock, the operator's choices,
and the few jobs that a person may ask for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.background import Background
from bot.handlers.commands import Command
from bot.handlers.rate_limits import RateLimits
from bot.rendering.button_claims import ButtonClaims
from news.addresses import Instances
from news.answering import AnswerSentence
from news.catalogue import ListedSource
from news.errors import NoArticle
from news.faithful import Grounded
from news.models import Entry, Message
from news.read_later import Account, Item
from store.engine.database import Database
from store.operations.job_runs import Expected
from store.rows import Chat


class Found(Protocol):
    """A source that an address leads to, before it is added."""

    @property
    def url(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def entries(self) -> Sequence[Entry]: ...


class Linked(Protocol):
    """An article that a link leads to, read for one answer."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> Sequence[str]: ...
    @property
    def language(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def published_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a new chat starts with, and the operator's limits."""

    locale: str = "zh-Hans"
    zone: str = "Asia/Shanghai"
    schedule: str = "08:00"
    stories: int = 10
    subscriptions: int = 200
    saved: int = 500
    """Stories that a chat keeps at the most."""
    new_sources: int = 200
    """Sources a day that a person brings and nobody had before."""
    source_bytes: int = 300 * 1024 * 1024
    source_articles: int = 500
    """What a source that a chat added may bring in a day."""
    mode: str = "open"
    trusts_members: bool = False
    """Whether everybody sees what anybody adds who may use the bot."""
    allowed: frozenset[int] = frozenset()
    invite_codes: frozenset[str] = field(default=frozenset(), repr=False)
    admins: frozenset[int] = frozenset()
    public_url: str = ""
    """Where readers reach digest pages and private feeds; empty while there are none."""
    instances: Instances = field(default_factory=Instances)
    """The operator's instances of programs that make feeds and hot lists."""


class WriteAnswer(Protocol):
    """Writes an answer by a language model, from sentences that bear on the question.

    Each sentence it returns names by `article` the place of the one it rests on. Empty where
    nothing it wrote stands. `show` is told the sentences that stand so far.
    """

    def __call__(
        self,
        question: str,
        evidence: Sequence[AnswerSentence],
        locale: str,
        show: Callable[[Sequence[str]], Awaitable[None]],
    ) -> Awaitable[Sequence[Grounded]]: ...


async def _nowhere(person: int) -> str:
    del person
    return ""


async def _unread(url: str, zone: str) -> Linked:
    del zone
    raise NoArticle(f"{url}: nothing here reads links")


@dataclass(frozen=True, slots=True)
class HandlerContext:
    """Handed to every handler through the application's `bot_data`."""

    db: Database
    clock: Callable[[], int]
    build: Callable[[Chat, int | None], Awaitable[list[Message]]]
    """Build a digest at once, over so many seconds back (None: as a scheduled one)."""
    discover: Callable[[str, str], Awaitable[Found]]
    """Find the source that an address leads to, in a zone."""
    claims: ButtonClaims
    """Signs buttons, and tells which were offered."""
    commands: tuple[Command, ...]
    """All commands of a chat, in the order of Telegram's menu."""
    defaults: Defaults = field(default_factory=Defaults)
    allowance: RateLimits = field(default_factory=RateLimits)
    username: str = ""
    expected: Expected = field(default_factory=Expected)
    """When each job is late."""
    wake: Callable[[], None] = lambda: None
    """Called when something was put into the outbox."""
    sign_in: Callable[[int], Awaitable[str]] = _nowhere
    """Give an operator a link that signs in to the dashboard once;
    empty where there is no dashboard.
    """

    read_link: Callable[[str, str], Awaitable[Linked]] = _unread
    """Read the article that a link leads to, for times without a zone in this one;
    raises ReadingError and FetchError.
    """

    read_later: Callable[[Account, Item], Awaitable[None]] | None = None
    """Send an article to the service at which a person keeps articles; raises FetchError."""

    write_answer: WriteAnswer | None = None
    """Answers a question in a model's words; None where no model is configured."""

    catalogue: tuple[ListedSource, ...] = ()
    """Sources that people may find by name and region;
    none where the operator switched the catalogue off.
    """
    check_address: Callable[[str], None] = lambda _url: None
    """Look at an address before anything is asked of it; raises Refused."""

    background: Background = field(default_factory=Background)
    """Does what no answer waits for."""

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)

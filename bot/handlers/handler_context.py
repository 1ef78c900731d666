"""The handlers' dependencies: the store, the clock, the operator's choices, and
the few jobs that a person may start.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.background import Background
from bot.clock import Clock
from bot.handlers.commands import Command
from bot.handlers.rate_limits import RateLimits
from bot.rendering.button_claims import ButtonClaims
from news.addresses import Instances
from news.answering import AnswerSentence
from news.catalogue import ListedSource
from news.errors import NoArticle
from news.faithful import Grounded
from news.models import Entry, Message
from store.engine.database import Database
from store.operations.job_runs import Expected
from store.rows import Chat


class FoundSource(Protocol):
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
    @property
    def instead(self) -> bool: ...
    @property
    def listing(self) -> bytes: ...


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
    """The settings of a new chat, and the operator's limits."""

    locale: str = "zh-Hans"
    zone: str = "Asia/Shanghai"
    schedule: str = "08:00"
    stories: int = 10
    subscriptions: int = 200
    # The most stories that a chat saves.
    saved: int = 500
    # The most new sources a day that a person may add.
    new_sources: int = 200
    source_bytes: int = 300 * 1024 * 1024
    # The most articles a day from a source that a chat added.
    source_articles: int = 500
    mode: str = "open"
    # Whether everybody sees the sources that people with permission add.
    trusts_members: bool = False
    allowed: frozenset[int] = frozenset()
    invite_codes: frozenset[str] = field(default=frozenset(), repr=False)
    admins: frozenset[int] = frozenset()
    # The root address of digest pages for readers; empty while there are none.
    public_url: str = ""
    # The operator's instances of programs that make feeds and hot lists.
    instances: Instances = field(default_factory=Instances)


class WriteAnswer(Protocol):
    """A function that writes an answer by a language model, from sentences that
    bear on the question.

    Each sentence of the answer names by `article` the position of the sentence
    that supports it. The answer is empty if no sentence is supported. `show`
    receives the supported sentences so far.
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
    """The dependencies that every handler gets through the application's
    `bot_data`.
    """

    db: Database
    clock: Clock
    # Builds a digest now, over the given seconds (None: as a scheduled one).
    build: Callable[[Chat, int | None], Awaitable[list[Message]]]
    # Finds the source at an address, in a zone.
    discover: Callable[[str, str], Awaitable[FoundSource]]
    # Signs buttons, and checks which were offered.
    claims: ButtonClaims
    # All commands of a chat, in the order of Telegram's menu.
    commands: tuple[Command, ...]
    defaults: Defaults = field(default_factory=Defaults)
    allowance: RateLimits = field(default_factory=RateLimits)
    username: str = ""
    # The time after which each job counts as late.
    expected: Expected = field(default_factory=Expected)
    # Called when something was put into the outbox.
    wake: Callable[[], None] = lambda: None
    # Returns an operator's link that signs in to the dashboard once; empty
    # without a dashboard.
    sign_in: Callable[[int], Awaitable[str]] = _nowhere

    # Reads the article behind a link, with a zone for times that name none;
    # raises ReadingError and FetchError.
    read_link: Callable[[str, str], Awaitable[Linked]] = _unread

    # Answers a question in a model's words; None if no model is configured.
    write_answer: WriteAnswer | None = None

    # Sources that people can find by name and region; empty if the operator
    # switched the catalogue off.
    catalogue: tuple[ListedSource, ...] = ()
    # Checks an address before anything is fetched; raises Refused.
    check_address: Callable[[str], None] = lambda _url: None

    # Runs work that no answer waits for.
    background: Background = field(default_factory=Background)

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)

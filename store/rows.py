"""The rows that store functions take and return: sources, chats and their messages.

Those of articles stand in `store.article_rows`. All instants are integer UTC seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from news.models import Hub, Message, Style
from news.private_addresses import masked

# Seconds that no lease is given for: one that ends later was written by a clock
# that ran ahead.
NO_LEASE = 3600
# The language in which most people read news besides their own.
COMMON_LANGUAGE = "en"

SourceState = Literal["active", "slow", "paused", "ended"]
ChatKind = Literal["private", "group", "supergroup", "channel"]
# `blocked`, `kicked`, `deactivated`, `gone` by Telegram's own words; `muted`
# and `closed` (a forum topic) after a week of refusals.
ChatState = Literal[
    "active",
    "paused",
    "blocked",
    "kicked",
    "deactivated",
    "muted",
    "closed",
    "gone",
    "banned",
]
# States from which any word of the chat brings it back.
AWAY: tuple[ChatState, ...] = (
    "blocked",
    "kicked",
    "deactivated",
    "muted",
    "closed",
    "gone",
)
# States of a person's chat in which no notice is sent.
UNREACHED: frozenset[ChatState] = frozenset((*AWAY, "banned"))
SubscriptionKind = Literal[
    "topic",
    "source",
    "filter",
    "mute-topic",
    "mute-publisher",
    "mute-phrase",
    "mute-story",
]
# Subscriptions of these kinds bring stories; the others mute some.
BRINGS = frozenset({"topic", "source", "filter"})
# How a subscription's stories come: with the digest, each as a message of its
# own at once, or both ways.
DeliveryMode = Literal["digest", "now", "both"]
OutboxKind = Literal[
    "digest", "alert", "post", "follow-up", "notice", "broadcast"
]
OutboxState = Literal["ready", "claimed", "started", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place that lists articles, with its known health."""

    id: int
    url: str
    # `auto` until the first reading tells; then feed, sitemap or page.
    kind: str = "auto"
    title: str = ""
    language: str = ""
    zone: str = "UTC"
    topics: tuple[str, ...] = ()
    # A CSS selector for a section page's entries; empty for the general rule.
    selector: str = ""
    state: SourceState = "active"
    # Listed in config.toml; those that chats added end when nobody wants them.
    configured: bool = False
    added_by: int | None = None
    next_fetch_at: int = 0
    interval: int = 900
    lease_until: int = 0
    etag: str = ""
    last_modified: str = ""
    # In a row; 0 after a success.
    failures: int = 0
    last_error: str = ""
    last_error_at: int | None = None
    last_success_at: int | None = None
    last_entry_at: int | None = None
    # Successful readings in a row that found no entries at all: a changed
    # layout.
    empty_runs: int = 0
    moved_to: str = ""
    moved_seen: int = 0
    fetches: int = 0
    # New entries found since the start.
    entries: int = 0
    # When subscribers and operator were told that it fails; None while it is
    # well.
    told_at: int | None = None
    created_at: int = 0
    # When an operator approved it, in config.toml or by hand; None: it is its
    # chats' alone.
    approved_at: int | None = None
    # Its address carries a secret: it is shown to nobody but its chats.
    private: bool = False
    # Everybody may see what it brings; otherwise only the chats that subscribe
    # to it.
    trusted: bool = False
    refused_at: int | None = None

    @property
    def shown_name(self) -> str:
        """Its title; without one its address, with secrets removed."""
        return self.title or masked(self.url)


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """The changes that one reading makes to its source."""

    source_id: int
    ok: bool
    next_fetch_at: int
    interval: int
    kind: str = ""
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    error: str = ""
    # How many entries the source listed; -1 when it was not read again (304).
    entries_seen: int = 0
    # How many of them were not known before.
    entries_new: int = 0
    state: SourceState = "active"
    # The target of a permanent redirect seen in this reading.
    moved_to: str = ""
    soonest_at: int = 0  # when source and server allow the next reading
    # Whether the source is read there from now on.
    moves: bool = False
    hub: Hub | None = None
    # Its host is left alone: nothing was tried, and only `next_fetch_at`
    # counts.
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A subscriber: a private chat, a group, one topic of a forum, or a channel."""

    id: int
    telegram_id: int
    # 0 where the chat has no forum topics, or for the chat as a whole.
    thread_id: int = 0
    kind: ChatKind = "private"
    title: str = ""
    state: ChatState = "active"
    # The interface's language.
    locale: str = "zh-Hans"
    # Languages of the news it wants; empty for all.
    languages: tuple[str, ...] = ()
    zone: str = "Asia/Shanghai"
    # As `news.schedule.format_schedule` writes it; empty for none.
    schedule: str = "08:00"
    # None while nothing is to be sent by the clock.
    next_due_at: int | None = None
    style: Style = "short"
    # Stories a digest at the most.
    budget: int = 10
    # Reading minutes a digest at the most; 0 for no such bound.
    minutes: int = 0
    images: bool = False
    preview: bool = False
    silent: bool = False
    send_empty: bool = False
    # Minutes after local midnight; None for no quiet hours.
    quiet_from: int | None = None
    quiet_to: int | None = None
    # Alerts a day at the most; 0 for none.
    alerts: int = 0
    # In a group: everyone may change settings, not only admins.
    everyone: bool = False
    # The private chat (telegram id) from which a channel is managed.
    managed_by: int | None = None
    # The unguessable part of its web page's and private feed's address; empty
    # while there is none.
    feed_token: str = ""
    invited_by: str = ""
    created_at: int = 0
    # When a person last wrote or pressed.
    seen_at: int = 0
    # Its forum topic was deleted; it was told once and gets digests in the chat
    # itself, until a message goes into the topic again.
    topic_lost: bool = False
    # Up to when its digests by the clock have covered the news; 0 before the
    # first.
    covered_at: int = 0
    # When a pause ends, in UTC seconds; 0 for one without an end.
    resume_at: int = 0
    # When a pause that was asked for begins, in UTC seconds; 0 for none.
    pause_at: int = 0
    # Its Telegram id before the group became a supergroup; 0 where it did not.
    former_id: int = 0
    post_format: str = (
        ""  # how its posts look where a subscription says nothing else
    )

    @property
    def languages_to_tell(self) -> tuple[str, ...]:
        """The languages in which it is told an event, the preferred ones first: those it chose,
        its interface's, and the one that most people read besides their own.
        """
        return (*self.languages, self.locale, COMMON_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One interest or dislike of a chat."""

    id: int
    chat_id: int
    kind: SubscriptionKind
    # A topic key, a source id in decimal, a filter expression, a publisher, a
    # phrase or a story id.
    value: str
    weight: float = 1.0
    # The interned term for topic, source and filter.
    term_id: int | None = None
    created_at: int = 0
    mode: DeliveryMode = "digest"
    # When `mode` was set: what was found before is not sent at once.
    mode_since: int = 0
    format: str = ""  # how its posts look, as `news.post_format` writes it
    # The folder that it stands in, in other readers' files and for `#label`;
    # empty for none.
    label: str = ""
    # The chat's own name for it; empty for none.
    alias: str = ""
    # What of a source is wanted, as `news.filters.parse_within` reads it; empty
    # for all.
    words: str = ""
    # Until when nothing comes by it, in UTC seconds; 0 for one that never
    # rested.
    paused_until: int = 0


@dataclass(frozen=True, slots=True)
class InterestTerm:
    """An interned interest, shared by all chats that have it."""

    id: int
    # `within` is a part of a source.
    kind: Literal["topic", "source", "filter", "within"]
    # As the subscription has it; of a part the source's id, a blank, and the
    # words.
    value: str


@dataclass(frozen=True, slots=True)
class NewOutbox:
    """A message to be sent."""

    chat_id: int
    kind: OutboxKind
    message: Message
    # Not before this instant.
    ready_at: int
    digest_id: int | None = None
    # Order within one digest.
    sequence: int = 0
    # Reply to the message that told this story to the chat.
    reply_to_story: int | None = None
    silent: bool = False
    # The broadcast it belongs to, so that an admin can stop the rest.
    broadcast: str = ""
    # When it was promised, for lateness; 0 means `ready_at`.
    due_at: int = 0
    # From when it is not worth sending; 0 for what its kind allows.
    expires_at: int = 0


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message on its way."""

    id: int
    chat_id: int
    telegram_id: int
    thread_id: int
    kind: OutboxKind
    message: Message
    state: OutboxState
    ready_at: int
    attempts: int = 0
    # It may have been sent before a crash or an ambiguous time-out: sent
    # silently, and marked.
    repeated: bool = False
    silent: bool = False
    reply_to_message: int | None = None
    digest_id: int | None = None
    sequence: int = 0
    message_id: int | None = None
    error: str = ""
    # The chat's language, for what is said with the message.
    locale: str = "en"
    # As `Chat.topic_lost`.
    topic_lost: bool = False


@dataclass(frozen=True, slots=True)
class NewDigest:
    """One chat's digest, its messages and their stories: written whole or not at all."""

    chat_id: int
    local_date: str
    slot: int
    stories: tuple[int, ...]
    messages: tuple[NewOutbox, ...]
    next_due_at: int | None
    # (story id, subscription, reasons) for 'why this?'.
    picks: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    # From when it covers the news: the next one covers that too where this one
    # fails.
    since: int = 0

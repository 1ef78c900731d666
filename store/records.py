"""Values that the store returns about the past: sent digests, seen stories, runs, costs, a
chat's data.
"""

from __future__ import annotations

from dataclasses import dataclass

from news.read_later import SavedItem
from store.rows import Chat, OutboxRow, Subscription


@dataclass(frozen=True, slots=True)
class SeenStory:
    """A story that a chat got, and its message."""

    chat_id: int
    story_id: int
    # Telegram's id; None while unsent, or when its outbox row is pruned.
    message_id: int | None
    at: int


@dataclass(frozen=True, slots=True)
class SentDigest:
    """A digest as it was stored."""

    id: int
    chat_id: int
    local_date: str
    slot: int
    created_at: int
    # (story id, subscription, reasons), in the order they were told.
    picks: tuple[tuple[int, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A chat's opinion of a story."""

    chat_id: int
    story_id: int
    # -1 or 1.
    value: int
    at: int


@dataclass(frozen=True, slots=True)
class Depth:
    """The messages that wait to be sent, counted."""

    ready: int
    # Of the rows whose time has come.
    oldest_ready_at: int | None
    inflight: int
    failed: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that failed for good."""

    id: int
    chat_id: int
    kind: str
    error: str
    attempts: int
    finished_at: int


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message to all chats, and how far it is."""

    name: str
    created_at: int
    total: int
    sent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last run of a job."""

    job: str
    started: int
    finished: int
    ok: bool
    note: str = ""
    last_ok_at: int | None = None


@dataclass(frozen=True, slots=True)
class Spend:
    """The cost of the language model on one day (ISO date, UTC)."""

    day: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of people in a chat who like a story, and who do not."""

    likes: int
    dislikes: int


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's vote on a story."""

    chat_id: int
    story_id: int
    telegram_id: int
    value: int
    at: int


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A link that a chat keeps."""

    chat_id: int
    url: str
    title: str
    at: int


@dataclass(frozen=True, slots=True)
class WeekDigest:
    """A chat's wish to have its week sent."""

    chat_id: int
    # As `news.schedule.format_schedule` writes it, in the chat's zone.
    schedule: str
    next_at: int


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An article on its way to its chat's reading service."""

    chat_id: int
    item: SavedItem
    # How often the service did not take it.
    attempts: int


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """One chapter of a recording."""

    # Names its sound in the table `spoken`.
    key: str
    title: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Episode:
    """A digest that was asked for as a recording."""

    digest_id: int
    chat_id: int
    # `wanted`, `ready` or `failed`.
    state: str
    # None yet while it is wanted.
    parts: tuple[EpisodePart, ...]
    # Bytes of the whole recording.
    size: int
    attempts: int
    created_at: int

    @property
    def seconds(self) -> int:
        """How long it sounds, in whole seconds."""
        return round(sum(part.milliseconds for part in self.parts) / 1000)


@dataclass(frozen=True, slots=True)
class ChatData:
    """Everything the store holds about one Telegram chat, all its forum topics included."""

    chats: tuple[Chat, ...]
    subscriptions: tuple[Subscription, ...]
    seen: tuple[SeenStory, ...]
    digests: tuple[SentDigest, ...]
    outbox: tuple[OutboxRow, ...]
    feedback: tuple[Feedback, ...]
    # (chat id, story id, when).
    saved: tuple[tuple[int, int, int], ...]
    # (user id, thread id, JSON text).
    conversations: tuple[tuple[int, int, str], ...] = ()
    # The person's own, in any chat; of a group's chat nobody's.
    votes: tuple[Vote, ...] = ()
    saved_links: tuple[SavedLink, ...] = ()
    week_digests: tuple[WeekDigest, ...] = ()
    # (chat id, name, value).
    options: tuple[tuple[int, str, str], ...] = ()
    # What no part above holds; never what opens an account or a source.
    others: tuple[StoredRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row as the store holds it."""

    table: str
    # Names of columns and their values.
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or a chat that can't be worked with."""

    # `message` or `chat`.
    kind: str
    item: int
    reason: str
    # How often it was met.
    count: int
    at: int


@dataclass(frozen=True, slots=True)
class TermStory:
    """A story in the list of one term, as the shared lists of `jobs.term_index` keep it."""

    term_id: int
    story_id: int
    published_at: int
    updated_at: int
    publishers: int
    # Languages of its articles, the story's own first.
    languages: tuple[str, ...]
    # The closed source whose readers alone find it by this term; 0 for
    # everybody.
    source: int = 0
    # When its last report was published; 0: as `published_at`.
    last_at: int = 0
    # Independent publishers of the day before that.
    recent: int = 0
    # Hot lists that have named it.
    boards: int = 0
    # The standing of its source, in per cent, for a story of one publisher.
    standing: int = 100
    has_topic: bool = True
    no_news: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """The stories that changed since a stamp."""

    # Give it to the next call; equal to the one given when nothing changed.
    stamp: int
    # Every (term, story) pair of every changed story: replace what was known of
    # those stories.
    rows: tuple[TermStory, ...]
    # Stories that were joined into others, or that no term lists now: drop
    # them.
    gone: tuple[int, ...]
    # True when the limit cut the answer: call again.
    more: bool
    # (story, telling of its event in another language), each pair both ways.
    kin: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DeletedRows:
    """Rows of each table that were deleted, or would be: (table, rows), only those above 0."""

    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.rows)

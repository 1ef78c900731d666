"""What the store tells of the past: digests sent, what was told, runs, costs, a chat's data."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import Chat, OutboxRow, Subscription


@dataclass(frozen=True, slots=True)
class Told:
    """That a chat was told a story, and by which message."""

    chat_id: int
    story_id: int
    message_id: int | None
    """Telegram's id; None while unsent, or when its outbox row is pruned."""
    at: int


@dataclass(frozen=True, slots=True)
class SentDigest:
    """A digest as it was stored."""

    id: int
    chat_id: int
    local_date: str
    slot: int
    created_at: int
    picks: tuple[tuple[int, str, tuple[str, ...]], ...]
    """(story id, subscription, reasons), in the order they were told."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a chat said of a story."""

    chat_id: int
    story_id: int
    value: int
    """-1 or 1."""
    at: int


@dataclass(frozen=True, slots=True)
class Depth:
    """How much waits to be sent."""

    ready: int
    oldest_ready_at: int | None
    """Of the rows whose time has come."""
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
class Run:
    """The last run of a job."""

    job: str
    started: int
    finished: int
    ok: bool
    note: str = ""
    last_ok_at: int | None = None


@dataclass(frozen=True, slots=True)
class Spend:
    """What the LLM cost on one day (ISO date, UTC)."""

    day: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of a chat like a story, and how many do not."""

    likes: int
    dislikes: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person said of a story."""

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
    schedule: str
    """As `news.schedule.format_schedule` writes it, in the chat's zone."""
    next_at: int


@dataclass(frozen=True, slots=True)
class ChatData:
    """Everything the store holds about one Telegram chat, all its forum topics included."""

    chats: tuple[Chat, ...]
    subscriptions: tuple[Subscription, ...]
    seen: tuple[Told, ...]
    digests: tuple[SentDigest, ...]
    outbox: tuple[OutboxRow, ...]
    feedback: tuple[Feedback, ...]
    saved: tuple[tuple[int, int, int], ...]
    """(chat id, story id, when)."""
    conversations: tuple[tuple[int, int, str], ...] = ()
    """(user id, thread id, JSON text)."""
    votes: tuple[Vote, ...] = ()
    """The person's own, in any chat; of a group's chat nobody's."""
    saved_links: tuple[SavedLink, ...] = ()
    week_digests: tuple[WeekDigest, ...] = ()
    options: tuple[tuple[int, str, str], ...] = ()
    """(chat id, name, value)."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or a chat that can't be worked with."""

    kind: str
    """`message` or `chat`."""
    item: int
    reason: str
    count: int
    """How often it was met."""
    at: int


@dataclass(frozen=True, slots=True)
class TermStory:
    """A story as one term lists it: what the shared lists of `jobs.term_index` keep."""

    term_id: int
    story_id: int
    published_at: int
    updated_at: int
    publishers: int
    languages: tuple[str, ...]
    """Languages of its articles, the story's own first."""
    source: int = 0
    """The closed source whose readers alone find it by this term; 0 for everybody."""
    last_at: int = 0
    """When its last report was published; 0: as `published_at`."""
    recent: int = 0
    """Independent publishers of the day before that."""
    boards: int = 0
    """Hot lists that have named it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed among the stories since a stamp."""

    stamp: int
    """Give it to the next call; equal to the one given when nothing changed."""
    rows: tuple[TermStory, ...]
    """Every (term, story) pair of every changed story: replace what was known of those stories."""
    gone: tuple[int, ...]
    """Stories that were joined into others, or that no term lists now: drop them."""
    more: bool
    """True when the limit cut the answer: call again."""
    kin: tuple[tuple[int, int], ...] = ()
    """(story, telling of its event in another language), each pair both ways."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of each table were deleted, or would be: (table, rows), only those above 0."""

    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.rows)

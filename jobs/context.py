"""What the jobs share: store, downloader, pool, clock and configuration; handed to each sweep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jobs.config import (
    AlertConfig,
    DigestConfig,
    EnrichConfig,
    FetchConfig,
    FollowConfig,
    PostConfig,
    RetentionConfig,
    StoriesConfig,
)
from jobs.http.downloader import Downloader
from jobs.http.model_client import ModelClient
from jobs.metrics import MetricsRecorder, NullMetrics
from jobs.notice_writer import NoticeWriter, PlainNoticeWriter
from jobs.term_index import TermLists
from jobs.workers.process_pool import Pool
from news.boilerplate import Boilerplate
from news.cluster import Clusterer
from news.learner import TopicLearner
from news.models import Digest, Message
from store.engine.connections import Connection
from store.engine.database import Database

Render = Callable[[Digest, str], list[Message]]


@dataclass(slots=True)
class JobContext:
    """The jobs' rooms. `render` writes a digest as messages: the bot's, handed in, for jobs may not import it."""

    db: Database
    downloader: Downloader
    pool: Pool
    clock: Callable[[], int]
    render: Render
    title: Callable[[str, str], str]
    """The title of a digest, for a locale and a local date."""
    notice: Callable[[str, str, str], str]
    """The HTML that tells a chat, in its locale, that a source is now slow, paused or ended."""
    since: Callable[[str, str, datetime], str] = lambda _locale, _zone, moment: (
        f"{moment:%Y-%m-%d} …"
    )
    """Says since when a digest covers, where that is longer than usual: for a locale, a zone and an instant."""
    fetch: FetchConfig = field(default_factory=FetchConfig)
    enrich: EnrichConfig = field(default_factory=EnrichConfig)
    digest: DigestConfig = field(default_factory=DigestConfig)
    stories: StoriesConfig = field(default_factory=StoriesConfig)
    alert: AlertConfig = field(default_factory=AlertConfig)
    post: PostConfig = field(default_factory=PostConfig)
    follow: FollowConfig = field(default_factory=FollowConfig)
    retention: RetentionConfig = field(default_factory=RetentionConfig)
    tell: NoticeWriter = field(default_factory=PlainNoticeWriter)
    """Writes alerts, follow-ups and corrections in a chat's language."""
    terms: TermLists = field(default_factory=TermLists)
    boilerplate: Boilerplate | None = None
    model: ModelClient | None = None
    """A language model, where the operator names one."""
    learner: TopicLearner | None = None
    learner_read: bool = False
    """Whether what was learned was looked for in the store."""
    clusterer: Clusterer | None = None
    clusterer_kept: int = 0
    """When its frequencies were last written."""
    quiet_stories: dict[int, int] = field(default_factory=dict)
    """Stories that did not break when they were looked at, with how many articles they had: only growth can change that."""
    operators: tuple[int, ...] = ()
    """Telegram ids of those who run this; they hear of a source that fails."""
    record: MetricsRecorder = field(default_factory=NullMetrics)
    clock_doubt: bool = True
    """Whether the clock may have jumped since times were written: at the start, and when it was seen to."""
    busy: set[str] = field(default_factory=set)
    """Names of the sweeps that run right now; a clean stop waits for them."""
    ran: dict[str, int] = field(default_factory=dict)
    """When each sweep that is scheduled here last ended, well or not: one that hangs is found by it."""
    fence: Callable[[Connection], None] = lambda _connection: None
    """Called in a transaction that only one process may make; raises where another took over."""
    wake_sender: Callable[[], None] = lambda: None
    """Called when something was put into the outbox."""

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)

"""What the jobs share: services and configuration, given to each job and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

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
from jobs.http.speech_client import SpeechClient
from jobs.meaning_model import MeaningModel
from jobs.metrics import MetricsRecorder, NullMetrics
from jobs.notice_writer import NoticeWriter, PlainNoticeWriter
from jobs.stored_value import StoredValue
from jobs.term_index import TermLists
from jobs.workers.process_pool import ProcessPool
from news.boilerplate import Boilerplate
from news.models import Digest, Message
from store.engine.connections import Connection
from store.engine.database import Database

if TYPE_CHECKING:
    from news.learner import TopicLearner

Render = Callable[[Digest, str], list[Message]]


def _stored_boilerplate() -> StoredValue[Boilerplate]:
    return StoredValue(
        "furniture", Boilerplate.load, Boilerplate.dump, Boilerplate
    )


def _stored_learner() -> StoredValue[TopicLearner | None]:
    """The stored topic learner; None until there is enough to learn from."""
    return StoredValue("learner", _load_learner, _dump_learner, lambda: None)


def _load_learner(data: bytes) -> TopicLearner | None:
    from news.learner import TopicLearner  # noqa: PLC0415 - numpy takes 0.1 s to load

    return TopicLearner.load(data)


def _dump_learner(learner: TopicLearner | None) -> bytes:
    if learner:
        return learner.dump()
    return b""


@dataclass(frozen=True, slots=True)
class JobContext:
    """The services of the jobs. A job keeps its own state between sweeps: see `jobs.scheduler`.

    `render` writes a digest as messages: the bot's, handed in, for jobs may not import it.
    """

    db: Database
    downloader: Downloader
    pool: ProcessPool
    clock: Callable[[], int]
    render: Render
    # The title of a digest, for a locale and a local date.
    title: Callable[[str, str], str]
    # The HTML that tells a chat, in its locale, that a source is now slow,
    # paused or ended.
    notice: Callable[[str, str, str], str]
    # Says since when a digest covers, where that is longer than usual: for a
    # locale, a zone and an instant.
    since: Callable[[str, str, datetime], str] = lambda _locale, _zone, moment: (
        f"{moment:%Y-%m-%d} …"
    )
    fetch: FetchConfig = field(default_factory=FetchConfig)
    enrich: EnrichConfig = field(default_factory=EnrichConfig)
    digest: DigestConfig = field(default_factory=DigestConfig)
    stories: StoriesConfig = field(default_factory=StoriesConfig)
    alert: AlertConfig = field(default_factory=AlertConfig)
    post: PostConfig = field(default_factory=PostConfig)
    follow: FollowConfig = field(default_factory=FollowConfig)
    retention: RetentionConfig = field(default_factory=RetentionConfig)
    # Writes alerts, follow-ups and corrections in a chat's language.
    tell: NoticeWriter = field(default_factory=PlainNoticeWriter)
    terms: TermLists = field(default_factory=TermLists)
    # Lines that the pages of a host share, as articles were read.
    boilerplate: StoredValue[Boilerplate] = field(
        default_factory=_stored_boilerplate
    )
    learner: StoredValue[TopicLearner | None] = field(
        default_factory=_stored_learner
    )
    # Of closed sources' pages, each source's for itself; kept in memory alone.
    closed_boilerplate: Boilerplate = field(default_factory=Boilerplate)
    # A language model, where the operator names one.
    model: ModelClient | None = None
    # Reads texts aloud, where the operator names an endpoint.
    speech: SpeechClient | None = None
    # Tells what headlines mean in any language, where `[stories] across` is
    # "meaning".
    meaning_model: MeaningModel | None = None
    # Telegram ids of those who run this; they hear of a source that fails.
    operators: tuple[int, ...] = ()
    record: MetricsRecorder = field(default_factory=NullMetrics)
    # Called in a transaction that only one process may make; raises where
    # another took over.
    fence: Callable[[Connection], None] = lambda _connection: None
    # Whether the stories in memory have a process of their own, which ends when
    # no article comes: for a bot that runs for long.
    places_apart: bool = False
    # Called when something was put into the outbox.
    wake_sender: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Return the current time as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)

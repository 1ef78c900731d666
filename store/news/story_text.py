"""The text of a story, made from those of its articles that a reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from news.durations import DAY
from news.models import ArticleKind, Report, Story
from news.rank import independent_publishers
from store.schema.row_mapping import triples_of, tuple_of

MOST_TOPICS = 5


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story."""

    story_id: int
    id: int
    url: str
    title: str
    summary: str
    published_at: int
    fetched_at: int
    publisher: str
    site: str
    language: str
    image: str
    topics: str
    kind: str
    source_id: int
    no_news: str = ""
    withdrawn: int = 0
    # 1 where everybody may see it.
    open: int = 1
    # The standing of its source, in per cent.
    standing: int = 100


@dataclass(frozen=True, slots=True)
class StoryText:
    """The text fields of a story; the names are columns of `stories`."""

    title: str
    url: str
    # JSON, as in the article's row.
    summary: str
    language: str
    published_at: int
    publisher: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    # Independent ones.
    publishers: int
    articles: int
    image: str
    lead_id: int
    # When its last report was published.
    last_at: int
    # Independent publishers of the day before that.
    recent: int
    # Why it is no news; empty for news.
    no_news: str
    # The standing of its source, in per cent; 100 where several publishers tell
    # it.
    standing: int


def lead_of(members: Sequence[StoryArticle]) -> StoryArticle:
    """Choose a story's lead article: a report with a summary, by trust, then by when it was
    first seen.

    What an article says of its own time has no say: a rewrite that is dated earlier
    takes no story over. One that its publisher withdrew tells it only where all were
    withdrawn, and what is no news only where no report is there.
    """
    return min(
        members,
        key=lambda m: (
            m.withdrawn,
            m.no_news != "",
            m.kind != "report",
            m.summary == "[]",
            not m.open,
            m.fetched_at,
            m.published_at,
            m.id,
        ),
    )


def text_of(members: Sequence[StoryArticle]) -> StoryText:
    """Return the text of a story with these articles, at least one."""
    lead = lead_of(members)
    languages: dict[str, None] = {}
    images: list[str] = []
    for member in (lead, *members):
        if member.language:
            languages[member.language] = None
        if member.image:
            images.append(member.image)
    opened = [member for member in members if member.open]
    publishers = max(_count_publishers(opened), 1)
    last_at = max(member.published_at for member in members)
    return StoryText(
        title=lead.title,
        url=lead.url,
        summary=lead.summary,
        language=lead.language,
        published_at=lead.published_at,
        publisher=lead.publisher or lead.site,
        topics=tuple(topics_of(members)),
        languages=tuple(languages),
        publishers=publishers,
        articles=len(members),
        image=images[0] if images else "",
        lead_id=lead.id,
        last_at=last_at,
        recent=_recent(opened, last_at),
        no_news=lead.no_news,
        standing=lead.standing if publishers == 1 else 100,
    )


def _recent(opened: Sequence[StoryArticle], last_at: int) -> int:
    """Count the independent publishers of the day before the last report."""
    # A story that was told long ago and again today spreads slowly, however
    # many told it.
    since = last_at - DAY
    latest = [member for member in opened if member.published_at > since]
    return _count_publishers(latest)


def _count_publishers(members: Sequence[StoryArticle]) -> int:
    """Count the independent publishers of articles."""
    return len(independent_publishers(map(report_of, members)))


def story_from(
    story_id: int, key: str, members: Sequence[StoryArticle]
) -> Story:
    """Return the story that a reader sees who may see these articles, at least one."""
    text = text_of(members)
    return Story(
        id=story_id,
        key=key,
        title=text.title,
        url=text.url,
        summary=tuple_of(text.summary),
        language=text.language,
        published_at=datetime.fromtimestamp(text.published_at, UTC),
        publisher=text.publisher,
        topics=text.topics,
        publishers=text.publishers,
        articles=text.articles,
        image=text.image,
        last_at=datetime.fromtimestamp(text.last_at, UTC),
        recent=text.recent,
        no_news=text.no_news,
        standing=text.standing / 100,
    )


def report_of(member: StoryArticle) -> Report:
    """Return an article as a report for counting publishers; a site's name replaces a missing
    publisher.
    """
    kind: ArticleKind = "reprint" if member.kind == "reprint" else "report"
    return Report(
        url=member.url,
        title=member.title,
        publisher=member.publisher or member.site,
        published_at=None,
        kind=kind,
    )


def topics_of(members: Sequence[StoryArticle]) -> list[str]:
    """Let the articles vote by confidence; a topic that only few of them see is left out."""
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        for key, confidence, _ in triples_of(member.topics):
            votes[key] += confidence
    best = max(votes.values(), default=0.0)
    ranked = sorted(votes, key=lambda key: (-votes[key], key))
    return [key for key in ranked if votes[key] >= best / 3][:MOST_TOPICS]

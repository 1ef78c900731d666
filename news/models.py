"""The values that pass between packages. Datetimes are aware UTC unless a name says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

SourceKind = Literal["feed", "sitemap", "page", "hotlist"]
ArticleKind = Literal["report", "reprint"]
AttachmentKind = Literal[
    "photo", "animation", "video", "audio", "voice", "document"
]
# How much of a story a chat is told.
Style = Literal["headline", "short", "full"]
# Sentences of a summary that each style tells.
SENTENCES: Mapping[Style, int] = MappingProxyType(
    {"headline": 0, "short": 2, "full": 4}
)


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound or film that an entry carries."""

    url: str
    type: str = ""
    width: int | None = None
    height: int | None = None
    # Bytes, as the source says; None where it does not.
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, video or audio file sent beside a message's text; Telegram fetches its
    address.
    """

    kind: AttachmentKind
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a source: a link to an article, with what the list says about it."""

    url: str
    title: str
    published_at: datetime | None = None
    # Plain text.
    summary: str = ""
    # HTML of the whole text where the feed carries it, else empty. Untrusted.
    content: str = ""
    # The feed's own id (guid, atom:id); empty where it gives none.
    id: str = ""
    updated_at: datetime | None = None
    author: str = ""
    categories: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()

    @property
    def key(self) -> str:
        """What tells this entry from others of the same source."""
        return self.id or self.url


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub that announces a feed's news (W3C WebSub)."""

    url: str
    # The feed's own address, as the hub knows it.
    topic: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as read at one moment."""

    kind: SourceKind
    url: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    language: str = ""
    # The page that the feed belongs to.
    link: str = ""
    # How long the publisher asks readers to wait (ttl, sy:updatePeriod, the
    # shortest changefreq).
    ttl: timedelta | None = None
    # UTC hours in which the publisher asks not to be read.
    skip_hours: frozenset[int] = frozenset()
    # For a sitemap index: the sitemaps it names, the newest first.
    sitemaps: tuple[str, ...] = ()
    # True when the bytes were not well formed and were mended.
    repaired: bool = False
    hub: Hub | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One page's text and what the page says of it."""

    url: str
    title: str = ""
    # The body: paragraphs parted by a newline, no furniture.
    text: str = ""
    # What the publisher says of it elsewhere: a description on each line.
    description: str = ""
    # Aware, in the page's own offset.
    published_at: datetime | None = None
    # Who wrote it (来源), not who copied it.
    publisher: str = ""
    # Who shows it: og:site_name or the like.
    site: str = ""
    author: str = ""
    editor: str = ""
    # The breadcrumb, parts joined by ' > ', without the site and the headline.
    section: str = ""
    # What the page declares itself to be by schema.org: NewsArticle, Recipe.
    types: tuple[str, ...] = ()
    # The leading picture; empty where the article has none.
    image: str = ""
    # A tag of `news.language`, or empty where the page does not tell.
    language: str = ""
    keywords: tuple[str, ...] = ()
    canonical_url: str = ""
    modified_at: datetime | None = None
    # The next page of the same article (下一页), if there is one.
    next_url: str = ""
    # All pictures of the article, at most ten, the leading one first.
    images: tuple[str, ...] = ()
    # The entry's own categories; filled by whoever has the entry.
    categories: tuple[str, ...] = ()
    # Lines of the text with the page's markup (`news.inline_markup`), if asked for.
    markup: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic an article was found to be about."""

    # A key of `news/topics.toml`, such as `tech`.
    key: str
    # 0 to 1.
    confidence: float
    # What decided it, for 'why this?': `section:体育`, `word:人工智能`, `learned`.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """The story in which an article belongs."""

    # The key of the event's story, in whichever languages it is told.
    story: str
    # `reprint` when its text is, in the main, another article's.
    kind: ArticleKind = "report"
    # The url of the article it reprints.
    original: str = ""
    # Keys of stories that were found to be this one; they are gone.
    joined: tuple[str, ...] = ()
    # The key of the story in the article's own language.
    telling: str = ""
    # Keys of tellings that were found to be this one; they are gone.
    merged: tuple[str, ...] = ()
    # The article's title without its site's name; empty where it has none.
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times at which a chat wants digests, in its own zone."""

    # Minutes after local midnight, sorted, unique: 480 is 08:00.
    minutes: tuple[int, ...]
    # Weekdays, Monday is 0.
    days: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class WeekSchedule:
    """Times that differ by weekday: no day stands in two of its parts."""

    # At least two, in the order of their first days.
    parts: tuple[Schedule, ...]


Timetable = Schedule | WeekSchedule


@dataclass(frozen=True, slots=True)
class Due:
    """One digest that is due: its identity within a chat, and the instant."""

    # Aware UTC.
    at: datetime
    # ISO date in the chat's zone.
    local_date: str
    # Minutes after local midnight.
    slot: int


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a story, as a reader sees it."""

    url: str
    title: str
    publisher: str
    published_at: datetime | None
    kind: ArticleKind = "report"


@dataclass(frozen=True, slots=True)
class Telling:
    """Another language's story of the same event."""

    story: int
    language: str
    articles: int
    # Independent ones, as `Story.publishers`.
    publishers: int
    # Those of the last day, as `Story.recent`.
    recent: int
    title: str
    url: str
    # What the tellings give otherwise: (the story's, this one's) each.
    differs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """One report's texts, for the comparison of its figures."""

    publisher: str
    # Its headline and summary.
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that independent publishers give otherwise."""

    # What is counted: a word of `news.across.differences.COUNTED`.
    subject: str
    # (figure, the publishers that give it), what most say first; at least two.
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One event, ready to be told."""

    id: int
    key: str
    title: str
    url: str
    summary: tuple[str, ...]
    language: str
    published_at: datetime
    publisher: str
    topics: tuple[str, ...] = ()
    # How many independent publishers report it; reprints do not count.
    publishers: int = 1
    articles: int = 1
    image: str = ""
    # When its last report was published; None: as `published_at`.
    last_at: datetime | None = None
    # Independent publishers of the day before that: how fast it spreads.
    recent: int = 0
    # Hot lists that have named it.
    boards: tuple[str, ...] = ()
    # The same event in other languages, the most told first.
    tellings: tuple[Telling, ...] = ()
    # Where its publishers differ; worked out for stories that are told.
    disagreements: tuple[Disagreement, ...] = ()
    # Why it is no news, if so; how its source stands, if one publisher tells it.
    no_news: str = ""
    standing: float = 1.0


@dataclass(frozen=True, slots=True)
class StoryWithReports(Story):
    """A story with all that tells it; lists of stories are read without."""

    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """A story chosen for a chat, and why."""

    story: Story
    score: float
    # The subscription that brought it: `topic:tech`, `source:12`, `filter:+芯片`.
    subscription: str = ""
    # Short keys with values: `publishers:5`, `fresh:2h`, `weight:1.5`.
    reasons: tuple[str, ...] = ()
    # The label that the subscription stands under; empty for none.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's place on a hot list."""

    entry: Entry
    # 1 is the hottest.
    rank: int
    # Places gained since the earlier reading, negative if lost; None for a new line.
    moved: int | None
    # When its stay on the list began; None where not known.
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardSection:
    """A digest's section for one hot list that its chat subscribes to."""

    title: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """Words that rose together since yesterday."""

    words: tuple[str, ...]
    # Headlines of the last 24 hours.
    today: int
    # Headlines of a usual day.
    usual: float
    score: float


@dataclass(frozen=True, slots=True)
class DigestTail:
    """The parts of a digest after its stories."""

    boards: tuple[BoardSection, ...] = ()
    rises: tuple[Rise, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to tell."""
        return bool(self.boards or self.rises)


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest of one chat."""

    title: str
    # (topic key, or a label as `news.digest_sections` writes it; picks) in the
    # order they are told.
    sections: tuple[tuple[str, tuple[Pick, ...]], ...]
    zone: str
    now: datetime
    style: Style = "short"
    images: bool = False
    preview: bool = False
    web_url: str = ""
    # Hot lists, which stand behind the stories.
    boards: tuple[BoardSection, ...] = ()
    # What rose since yesterday, behind them.
    rises: tuple[Rise, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: exactly one of `data`, `url` and `app` is set."""

    text: str
    # At most 64 bytes; versioned by the keyboard that makes it.
    data: str = ""
    url: str = ""
    # The address of a page that Telegram opens in itself; private chats alone.
    app: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message, ready to send: HTML in Telegram's subset, within its limits."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    # The link to preview; empty for none.
    preview: str = ""
    # Send as a photo with `html` as its caption.
    image: str = ""
    # Ids of the stories that it tells, in order.
    stories: tuple[int, ...] = field(default=())
    # What it carries, with `html` as the caption; an album, which shows no
    # buttons, where there are several.
    attachments: tuple[Attachment, ...] = ()
    # Whether the preview is shown large, above the text.
    large: bool = False

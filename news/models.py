"""The values that pass between the rooms. Datetimes are aware UTC unless a name says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

SourceKind = Literal["feed", "sitemap", "page", "hotlist"]
ArticleKind = Literal["report", "reprint"]
AttachmentKind = Literal["photo", "animation", "video", "audio"]
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
    size: int | None = None
    """Bytes, as the source says; None where it does not."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a message carries beside its text; Telegram fetches the address."""

    kind: AttachmentKind
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source lists: a link to an article, with what the list says of it."""

    url: str
    title: str
    published_at: datetime | None = None
    summary: str = ""
    """Plain text."""
    content: str = ""
    """HTML of the whole text where the feed carries it, else empty. Untrusted."""
    id: str = ""
    """The feed's own id (guid, atom:id); empty where it gives none."""
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
    """Who tells by itself that a feed has news (W3C WebSub)."""

    url: str
    topic: str
    """The feed's own address, as the hub knows it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as read at one moment."""

    kind: SourceKind
    url: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    language: str = ""
    link: str = ""
    """The page that the feed belongs to."""
    ttl: timedelta | None = None
    """How long the publisher asks readers to wait (ttl,
    sy:updatePeriod, the shortest changefreq).
    """
    skip_hours: frozenset[int] = frozenset()
    """UTC hours in which the publisher asks not to be read."""
    sitemaps: tuple[str, ...] = ()
    """For a sitemap index: the sitemaps it names, the newest first."""
    repaired: bool = False
    """True when the bytes were not well formed and were mended."""
    hub: Hub | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One page's text and what the page says of it."""

    url: str
    title: str = ""
    text: str = ""
    """The body: paragraphs parted by a newline, no furniture."""
    published_at: datetime | None = None
    """Aware, in the page's own offset."""
    publisher: str = ""
    """Who wrote it (来源), not who copied it."""
    site: str = ""
    """Who shows it: og:site_name or the like."""
    author: str = ""
    editor: str = ""
    section: str = ""
    """The breadcrumb, parts joined by ' > ', without the site and the headline."""
    image: str = ""
    """The leading picture; empty where the article has none."""
    language: str = ""
    """A tag of `news.language`, or empty where the page does not tell."""
    keywords: tuple[str, ...] = ()
    canonical_url: str = ""
    modified_at: datetime | None = None
    next_url: str = ""
    """The next page of the same article (下一页), if there is one."""
    images: tuple[str, ...] = ()
    """All pictures of the article, at most ten, the leading one first."""
    categories: tuple[str, ...] = ()
    """The entry's own categories; filled by whoever has the entry."""
    markup: tuple[tuple[str, str], ...] = ()
    """Lines of the text with the markup that the page gives them (`news.inline_markup`),
    where it was asked for.
    """


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic an article was found to be about."""

    key: str
    """A key of `news/topics.toml`, such as `tech`."""
    confidence: float
    """0 to 1."""
    reason: str = ""
    """What decided it, for 'why this?': `section:体育`, `word:人工智能`, `learned`."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs among the stories."""

    story: str
    """The key of the event's story, in whichever languages it is told."""
    kind: ArticleKind = "report"
    """`reprint` when its text is, in the main, another article's."""
    original: str = ""
    """The url of the article it reprints."""
    joined: tuple[str, ...] = ()
    """Keys of stories that were found to be this one; they are gone."""
    telling: str = ""
    """The key of the story in the article's own language."""
    merged: tuple[str, ...] = ()
    """Keys of tellings that were found to be this one; they are gone."""
    headline: str = ""
    """The article's title without its site's name; empty where it has none to lose."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a chat wants digests, in its own zone."""

    minutes: tuple[int, ...]
    """Minutes after local midnight, sorted, unique: (480, 1200) is 08:00 and 20:00."""
    days: frozenset[int] = frozenset(range(7))
    """Weekdays, Monday is 0."""


@dataclass(frozen=True, slots=True)
class WeekSchedule:
    """Times that differ by weekday: no day stands in two of its parts."""

    parts: tuple[Schedule, ...]
    """At least two, in the order of their first days."""


Timetable = Schedule | WeekSchedule


@dataclass(frozen=True, slots=True)
class Due:
    """One digest that is due: its identity within a chat, and the instant."""

    at: datetime
    """Aware UTC."""
    local_date: str
    """ISO date in the chat's zone."""
    slot: int
    """Minutes after local midnight."""


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
    publishers: int
    """Independent ones, as `Story.publishers`."""
    recent: int
    """Those of the last day, as `Story.recent`."""
    title: str
    url: str
    differs: tuple[tuple[str, str], ...] = ()
    """Figures that the tellings give otherwise: (the story's, this one's) each."""


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """What one report says, for the comparison of its figures."""

    publisher: str
    text: str
    """Its headline and summary."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that independent publishers give otherwise."""

    subject: str
    """What is counted: a word of `news.across.differences.COUNTED`."""
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """(figure, the publishers that give it), what most say first; at least two."""


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
    publishers: int = 1
    """How many independent publishers report it; reprints do not count."""
    articles: int = 1
    image: str = ""
    last_at: datetime | None = None
    """When its last report was published; None: as `published_at`."""
    recent: int = 0
    """Independent publishers of the day before its last report: how fast it spreads."""
    boards: tuple[str, ...] = ()
    """Hot lists that have named it."""
    tellings: tuple[Telling, ...] = ()
    """The same event in other languages, the most told first."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where its publishers differ; worked out for stories that are told."""


@dataclass(frozen=True, slots=True)
class StoryWithReports(Story):
    """A story with all that tells it; lists of stories are read without."""

    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """A story chosen for a chat, and why."""

    story: Story
    score: float
    subscription: str = ""
    """The subscription that brought it: `topic:tech`, `source:12`, `filter:+芯片`."""
    reasons: tuple[str, ...] = ()
    """Short keys with values: `publishers:5`, `fresh:2h`, `weight:1.5`."""
    label: str = ""
    """The label that the subscription stands under; empty for none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's place on a hot list."""

    entry: Entry
    rank: int
    """1 is the hottest."""
    moved: int | None
    """Places gained since the earlier reading, negative for places lost;
    None for a line that is new.
    """
    since: datetime | None = None
    """When its stay on the list began; None where that is not known."""


@dataclass(frozen=True, slots=True)
class BoardSection:
    """What a digest shows of one hot list that its chat subscribes to."""

    title: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """Words that rose together since yesterday."""

    words: tuple[str, ...]
    today: int
    """Headlines of the last 24 hours."""
    usual: float
    """Headlines of a usual day."""
    score: float


@dataclass(frozen=True, slots=True)
class DigestTail:
    """What stands behind a digest's stories."""

    boards: tuple[BoardSection, ...] = ()
    rises: tuple[Rise, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to tell."""
        return bool(self.boards or self.rises)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one chat gets at one time."""

    title: str
    sections: tuple[tuple[str, tuple[Pick, ...]], ...]
    """(topic key, or a label as `news.digest_sections` writes it; picks) in the order they are told."""
    zone: str
    now: datetime
    style: Style = "short"
    images: bool = False
    preview: bool = False
    web_url: str = ""
    boards: tuple[BoardSection, ...] = ()
    """Hot lists, which stand behind the stories."""
    rises: tuple[Rise, ...] = ()
    """What rose since yesterday, behind them."""


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: exactly one of `data` and `url` is set."""

    text: str
    data: str = ""
    """At most 64 bytes; versioned by the keyboard that makes it."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message, ready to send: HTML in Telegram's subset, within its limits."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview: str = ""
    """The link to preview; empty for none."""
    image: str = ""
    """Send as a photo with `html` as its caption."""
    stories: tuple[int, ...] = field(default=())
    """Ids of the stories that it tells, in order."""
    attachments: tuple[Attachment, ...] = ()
    """What it carries, with `html` as the caption; an album, which shows no buttons,
    where there are several.
    """
    large: bool = False
    """Whether the preview is shown large, above the text."""

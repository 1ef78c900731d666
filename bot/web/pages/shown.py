"""A chat's digests as plain values for the templates of pages and feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from bot.rendering import telegram_html
from bot.rendering.credit import credit
from bot.rendering.i18n import Translator
from bot.rendering.links import deep_link
from bot.rendering.tellings import also_told
from news.digest_sections import LABEL_MARK, section_of
from news.models import Story
from news.shorten import join_sentences
from news.topics import catalogue
from store.delivery import alerts
from store.records import SentDigest
from store.rows import Chat

# The most stories of a feed.
ITEMS = 60


@dataclass(frozen=True, slots=True)
class StoryHead:
    """The first lines of a story on every page; all texts are plain text,
    cleaned of markup.
    """

    title: str
    url: str
    summary: str
    credit: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownStory:
    """One story of a digest as a reader sees it."""

    key: str
    head: StoryHead
    # The address that opens the story in Telegram; empty if the bot has no user
    # name.
    more: str
    topic: str
    # The time of the digest, in RSS's format.
    at: str


@dataclass(frozen=True, slots=True)
class Section:
    """The stories of one topic or label."""

    heading: str
    stories: tuple[ShownStory, ...]


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One digest."""

    title: str
    told_at: str
    sections: tuple[Section, ...]


def title_of(digest: SentDigest, chat: Chat, speech: Translator) -> str:
    """Return a digest's title: its date, or that it was an alert."""
    day = (
        datetime.fromtimestamp(digest.created_at, UTC)
        .astimezone(ZoneInfo(chat.zone))
        .date()
    )
    date = str(format_skeleton("MMMEd", day, locale=speech.babel))
    if digest.slot in alerts.SLOTS:
        return f"⚡ {speech.say('alert.title')} · {date}"
    return speech.say("digest.title", date=date)


def page_of(
    digest: SentDigest,
    told_stories: Mapping[int, Story],
    chat: Chat,
    speech: Translator,
    *,
    username: str,
    now: datetime,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> DigestPage:
    """Return a digest with its stories by label or topic, in the digest's
    order.

    `labels` holds the chat's labels by subscription (`source:12`).
    """
    emoji = {
        info.key: f"{info.emoji} {info.name(chat.locale)}"
        for info in catalogue()
    }
    emoji |= {f"{LABEL_MARK}{label}": f"🏷 {label}" for label in labels.values()}
    sections: dict[str, list[ShownStory]] = {}
    for number, subscription, _ in digest.picks:
        if story := told_stories.get(number):
            topic = section_of(
                story, subscription, labels.get(subscription, "")
            )
            heading = emoji.get(topic, f"📰 {speech.say('digest.other')}")
            sections.setdefault(heading, []).append(
                told(story, heading, digest, chat, speech, username, now)
            )
    stamp = speech.stamp(
        datetime.fromtimestamp(digest.created_at, UTC), chat.zone, now
    )
    listed = tuple(
        Section(heading, tuple(stories))
        for heading, stories in sections.items()
    )
    return DigestPage(
        title=title_of(digest, chat, speech), told_at=stamp, sections=listed
    )


def items_of(
    digests: list[SentDigest],
    told_stories: Mapping[int, Story],
    chat: Chat,
    speech: Translator,
    *,
    username: str,
    now: datetime,
) -> list[ShownStory]:
    """Return the stories that were sent last, each once, the newest first."""
    names = {info.key: info.name(chat.locale) for info in catalogue()}
    items: dict[str, ShownStory] = {}
    for digest in digests:
        for number, subscription, _ in digest.picks:
            story = told_stories.get(number)
            if story and story.key not in items and len(items) < ITEMS:
                topic = names.get(section_of(story, subscription), "")
                items[story.key] = told(
                    story, topic, digest, chat, speech, username, now
                )
    return list(items.values())


def head_of(
    story: Story, chat: Chat, speech: Translator, now: datetime
) -> StoryHead:
    """Return a story's title, address, summary and credit as a chat reads them."""
    summary = join_sentences(story.summary, story.language)
    return StoryHead(
        title=telegram_html.clean(story.title) or "—",
        url=telegram_html.safe_url(story.url),
        summary=telegram_html.clean(summary),
        credit=credit(
            speech,
            story.publisher,
            story.published_at,
            chat.zone,
            now,
            sources=story.articles,
            also=also_told(story, speech),
        ),
        language=story.language,
    )


def told(
    story: Story,
    topic: str,
    digest: SentDigest,
    chat: Chat,
    speech: Translator,
    username: str,
    now: datetime,
) -> ShownStory:
    """Return one story as the page shows it."""
    return ShownStory(
        key=story.key,
        head=head_of(story, chat, speech, now),
        more=deep_link(username, f"story_{story.id}"),
        topic=topic,
        at=format_datetime(datetime.fromtimestamp(digest.created_at, UTC)),
    )

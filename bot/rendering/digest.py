"""Write a digest as Telegram messages: linked headlines by topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.rendering import telegram_html
from bot.rendering.boards import board_line
from bot.rendering.credit import credit_html
from bot.rendering.disagreements import differ_line
from bot.rendering.i18n import Translator, tongue
from bot.rendering.keyboards import story_buttons
from bot.rendering.tellings import also_told
from bot.rendering.trends import rise_line
from news.digest_sections import label_of
from news.models import (
    SENTENCES,
    Digest,
    Message,
    Story,
    Style,
)
from news.shorten import DIGEST_ALONE, digest_room, fit_sentences
from news.topics import catalogue

TITLE = 160
TITLE_OF_DIGEST = 60
# The most code points of a label in a heading.
LABEL = 60
BOARD_TITLE = 40
# Code points kept free for a message's head.
ROOM = 120
# Code points of a story's number and the blank line before it.
NUMBER = 8
# Written stories to keep; about 2 kB each.
BLOCKS = 4000


@dataclass(frozen=True, slots=True)
class _Block:
    """A story's lines, which are never split."""

    # The text after the number.
    html: str
    # Code points after entities are parsed.
    length: int
    # Bytes, markup included.
    size: int


@dataclass(slots=True)
class _StoryPlace:
    """A story's place in a digest."""

    number: int
    # The section's heading; written at the start of a section and of a message.
    heading: str
    # The story's id; 0 for a line of a hot list.
    story: int
    block: _Block


class _Look(NamedTuple):
    """What the written stories of digests depend on, besides the stories."""

    style: Style
    locale: str
    zone: str
    # Times are written as the reader's day has them.
    day: date


class DigestRenderer:
    """A writer of digests that keeps the last written stories.

    A thousand chats with one language, zone and style get the same lines.
    """

    def __init__(self) -> None:
        self._kept: dict[_Look, dict[_Shown, _Block]] = {}

    def render(self, digest: Digest, locale: str) -> list[Message]:
        """Write a digest; a story is never split over two messages.

        Number buttons open a whole story, eight a row. No stories give no
        message.
        """
        speech = tongue(locale)
        behind = (*_board_places(digest, speech), *_rise_places(digest, speech))
        places = [*self._places(digest, speech), *behind]
        if not places:
            return []
        head = _head(digest.title)
        groups = _split(places)
        count = len(groups)
        messages = []
        first = 0
        for number, group in enumerate(groups, 1):
            top = head
            if count > 1:
                top = f"{head} ({number}/{count})"
            last = number == count
            message = _message(digest, speech, top, group, first, last=last)
            messages.append(message)
            first += sum(place.story > 0 for place in group)
        return messages

    def _alike(
        self, digest: Digest, speech: Translator
    ) -> dict[_Shown, _Block]:
        """Return the cached stories of digests like this one."""
        day = digest.now.astimezone(ZoneInfo(digest.zone)).date()
        look = _Look(digest.style, speech.locale, digest.zone, day)
        if look not in self._kept:
            while sum(map(len, self._kept.values())) > BLOCKS:
                oldest = next(iter(self._kept))
                del self._kept[oldest]
        return self._kept.setdefault(look, {})

    def _places(
        self, digest: Digest, speech: Translator
    ) -> Iterator[_StoryPlace]:
        """Return each story's place and lines, rewritten after a change."""
        kept = self._alike(digest, speech)
        number = 0
        if len(kept) > BLOCKS:
            kept.clear()
        for section, picks in digest.sections:
            heading = heading_of(section, speech.locale)
            for pick in picks:
                number += 1
                shown = _shown(pick.story)
                block = kept.get(shown)
                if block is None:
                    block = kept[shown] = _block(pick.story, digest, speech)
                yield _StoryPlace(number, heading, pick.story.id, block)


# Everything that a digest shows of a story.
_Shown = tuple[object, ...]


def _shown(story: Story) -> _Shown:
    """Return the cache key of a story; private sources change what a chat sees."""
    return (
        story.id,
        story.title,
        story.url,
        story.summary,
        story.language,
        story.publisher,
        story.publishers,
        story.published_at,
        story.disagreements,
    )


def _block(story: Story, digest: Digest, speech: Translator) -> _Block:
    text = _story(story, digest.style, speech, digest.zone, digest.now)
    return _measured(text)


def _measured(html: str) -> _Block:
    size = len(html.encode("utf-8", "replace"))
    return _Block(html, telegram_html.length(html), size)


def render(digest: Digest, locale: str) -> list[Message]:
    """Write one digest; see `DigestRenderer.render`, which writes many."""
    return DigestRenderer().render(digest, locale)


@lru_cache(maxsize=256)
def _head(title: str) -> str:
    return f"<b>{telegram_html.escape(telegram_html.shorten(title, TITLE_OF_DIGEST))}</b>"


def _web_link(digest: Digest, speech: Translator) -> list[str]:
    """Return the line with a link to the digest's own page, if it has one."""
    address = telegram_html.safe_url(digest.web_url) if digest.web_url else ""
    if not address:
        return []
    label = telegram_html.escape(speech.say("digest.web"))
    return [f'\n<a href="{telegram_html.escape_own(address)}">{label}</a>']


def _preview(digest: Digest) -> str:
    """Return the address of the link preview: the first story's, if wanted."""
    lead = next(
        (pick.story for _, picks in digest.sections for pick in picks), None
    )
    if digest.preview and lead:
        return telegram_html.safe_url(lead.url)
    return ""


def _message(
    digest: Digest,
    speech: Translator,
    top: str,
    group: list[_StoryPlace],
    first: int,
    *,
    last: bool,
) -> Message:
    """Render one message of a digest: headings, numbered stories, and the link to the web page in
    the last one.

    `first` is the number of its first story, from which its buttons count. The first message alone
    has the preview and the picture.
    """
    parts = [top]
    heading = ""
    for place in group:
        if place.heading != heading:
            parts.append(f"\n{place.heading}")
            heading = place.heading
        # Stories of several lines run together without a blank line.
        elif "\n" in place.block.html:
            parts.append("")
        parts.append(f"{place.number}. {place.block.html}")
    if last:
        parts += _web_link(digest, speech)
    stories = tuple(place.story for place in group if place.story)
    return Message(
        html="\n".join(parts),
        buttons=story_buttons(stories, first),
        preview=_preview(digest) if first == 0 else "",
        image=_picture(digest) if digest.images and first == 0 else "",
        stories=stories,
    )


def _picture(digest: Digest) -> str:
    """Return the digest's picture: that of the first story with one."""
    addresses = (
        telegram_html.safe_url(pick.story.image)
        for _, picks in digest.sections
        for pick in picks
    )
    for address in addresses:
        if address:
            return address
    return ""


def heading_of(section: str, locale: str) -> str:
    """Return a section's heading as HTML: a label, a topic, or "other"."""
    label = label_of(section)
    if label:
        return f"🏷 <b>{telegram_html.escape(telegram_html.shorten(label, LABEL))}</b>"
    return _topic_heading(section, locale)


@cache
def _topic_heading(topic: str, locale: str) -> str:
    info = next((info for info in catalogue() if info.key == topic), None)
    if info is None:
        return f"📰 <b>{telegram_html.escape(tongue(locale).say('digest.other'))}</b>"
    return f"{info.emoji} <b>{telegram_html.escape(info.name(locale))}</b>"


def _story(
    story: Story, style: Style, speech: Translator, zone: str, now: datetime
) -> str:
    title = telegram_html.link(
        telegram_html.shorten(story.title, TITLE), story.url
    )
    credit = credit_html(
        speech,
        story.publisher,
        story.published_at,
        zone,
        now,
        sources=story.articles,
        also=also_told(story, speech),
    )
    if style == "headline":
        return f"{title} {credit}"
    room = digest_room(story.language)
    limit = room if style == "short" else 2 * room
    sentences = story.summary[: SENTENCES[style]]
    summary = fit_sentences(
        sentences, story.language, limit, alone=DIGEST_ALONE
    )
    lines = [
        f"<b>{title}</b>",
        telegram_html.escape(summary),
        telegram_html.escape(differ_line(story, speech)),
        credit,
    ]
    return "\n".join(filter(None, lines))


def _board_places(digest: Digest, speech: Translator) -> Iterator[_StoryPlace]:
    """Return the lines of the hot lists, numbered by their ranks."""
    for board in digest.boards:
        title = telegram_html.shorten(board.title, BOARD_TITLE)
        heading = f"🔥 <b>{telegram_html.escape(title)}</b>"
        for line in board.lines:
            block = _measured(board_line(line, speech, digest.now))
            yield _StoryPlace(line.rank, heading, 0, block)


def _rise_places(digest: Digest, speech: Translator) -> Iterator[_StoryPlace]:
    """Return a line for each word that rose, the strongest first."""
    heading = f"📈 <b>{telegram_html.escape(speech.say('trends.title'))}</b>"
    for number, rise in enumerate(digest.rises, 1):
        block = _measured(rise_line(rise, speech))
        yield _StoryPlace(number, heading, 0, block)


def _split(places: list[_StoryPlace]) -> list[list[_StoryPlace]]:
    """Split the stories into messages under both of Telegram's limits."""
    most_length = telegram_html.MAX_TEXT - ROOM
    most_size = telegram_html.MAX_BYTES - 1000
    groups: list[list[_StoryPlace]] = [[]]
    length = size = 0
    for place in places:
        # Room for the heading that may stand before the story, and for its
        # number.
        length += place.block.length + len(place.heading) + NUMBER
        size += place.block.size + 200
        if groups[-1] and (length > most_length or size > most_size):
            groups.append([])
            length = place.block.length + len(place.heading) + NUMBER
            size = place.block.size + 200
        groups[-1].append(place)
    return groups

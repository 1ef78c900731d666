"""A digest as Telegram messages: by topic, linked headlines, split at story boundaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bot import html
from bot.keyboards import story_actions, story_buttons
from bot.languages import Tongue, tongue
from news.models import Digest, Message, Pick, Story
from news.topics import catalogue

TITLE = 160
TITLE_OF_DIGEST = 60
SUMMARY = 260
ROOM = 120
"""Code points kept free for a message's head."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A story's lines, which are never parted."""

    html: str
    heading: str
    """The section's heading; written where a section begins or a message does."""
    story: int
    length: int


def render(digest: Digest, locale: str) -> list[Message]:
    """Write a digest; each message is within Telegram's limits, and a story never stands in two of them.

    Number buttons open a story whole, eight a row. An empty digest gives no message.
    """
    speech = tongue(locale)
    blocks = list(_blocks(digest, speech))
    if not blocks:
        return []
    head = f"<b>{html.escape(html.shorten(digest.title, TITLE_OF_DIGEST))}</b>"
    groups = _split(blocks)
    messages = []
    first = 0
    for number, group in enumerate(groups):
        top = head if len(groups) == 1 else f"{head} ({number + 1}/{len(groups)})"
        last = number == len(groups) - 1
        messages.append(_message(digest, speech, top, group, first, last=last))
        first += len(group)
    return messages


def _message(digest: Digest, speech: Tongue, top: str, group: list[_Block], first: int, *, last: bool) -> Message:
    parts, heading = [top], ""
    for block in group:
        if block.heading != heading:
            parts.append(f"\n{block.heading}")
            heading = block.heading
        parts.append(block.html)
    if last and digest.web_url and (address := html.safe_url(digest.web_url)):
        parts.append(f'\n<a href="{html.escape(address)}">{html.escape(speech.say("digest.web"))}</a>')
    lead = next((pick.story for _, picks in digest.sections for pick in picks), None)
    # The first story that has a picture lends it to the digest.
    pictures = (pick.story.image for _, picks in digest.sections for pick in picks if html.safe_url(pick.story.image))
    picture = next(pictures, "") if digest.images and first == 0 else ""
    return Message(
        html="\n".join(parts),
        buttons=story_buttons([block.story for block in group], first),
        preview=html.safe_url(lead.url) if digest.preview and lead and first == 0 else "",
        image=html.safe_url(picture),
        stories=tuple(block.story for block in group),
    )


def _blocks(digest: Digest, speech: Tongue) -> Iterator[_Block]:
    number = 0
    for topic, picks in digest.sections:
        heading = _heading(topic, speech.locale)
        for pick in picks:
            number += 1
            text = _story(digest, speech, pick, number)
            yield _Block(text, heading, pick.story.id, html.length(text) + html.length(heading) + 3)


@cache
def _heading(topic: str, locale: str) -> str:
    info = next((info for info in catalogue() if info.key == topic), None)
    if info is None:
        return f"📰 <b>{html.escape(tongue(locale).say('digest.other'))}</b>"
    return f"{info.emoji} <b>{html.escape(info.name(locale))}</b>"


def _story(digest: Digest, speech: Tongue, pick: Pick, number: int) -> str:
    story = pick.story
    title = html.link(html.shorten(story.title, TITLE), story.url)
    line = f"{number}. <b>{title}</b>" if digest.style != "headline" else f"{number}. {title}"
    if digest.style == "headline":
        return f"{line} <i>{_credit(digest, speech, story)}</i>"
    count = 2 if digest.style == "short" else 4
    summary = join_sentences(story.summary[:count], story.language)
    body = html.escape(html.shorten(summary, SUMMARY if digest.style == "short" else 2 * SUMMARY))
    lines = [line, body, f"<i>{_credit(digest, speech, story)}</i>"]
    return "\n".join(part for part in lines if part) + ("\n" if digest.style == "full" else "")


def join_sentences(sentences: tuple[str, ...], language: str) -> str:
    """Join sentences as their language does: Chinese and Japanese without a space."""
    return ("" if language.startswith(("zh", "ja")) else " ").join(sentences)


def _credit(digest: Digest, speech: Tongue, story: Story) -> str:
    parts = [html.escape(html.shorten(story.publisher, 40))] if story.publisher else []
    parts.append(html.escape(speech.stamp(story.published_at, digest.zone, digest.now)))
    if story.articles > 1:
        parts.append(html.escape(speech.say("digest.sources", n=story.articles)))
    return " · ".join(parts)


def _split(blocks: list[_Block]) -> list[list[_Block]]:
    """Part the stories into messages under both of Telegram's limits, in order."""
    groups: list[list[_Block]] = [[]]
    size = weight = 0
    for block in blocks:
        length, raw = block.length, len(block.html.encode("utf-8", "replace")) + 200
        if groups[-1] and (size + length > html.MAX_TEXT - ROOM or weight + raw > html.MAX_BYTES - 1000):
            groups.append([])
            size = weight = 0
        groups[-1].append(block)
        size += length
        weight += raw
    return groups


def story_message(
    story: Story, locale: str, zone: str, now: datetime, *, saved: bool = False, why: str = ""
) -> Message:
    """Write one story whole: longer summary, every source with its time and whether it reports or reprints.

    Where it would pass Telegram's limits, the last sources are left out.
    """
    speech = tongue(locale)
    head = [f"<b>{html.link(html.shorten(story.title, 300), story.url)}</b>"]
    if body := html.shorten(join_sentences(story.summary, story.language), 1500):
        head.append(html.escape(body))
    tail = [f"<i>{html.escape(html.shorten(why, 600))}</i>"] if why else []
    for count in range(min(len(story.reports), 15), -1, -1):
        text = "\n\n".join([*head, *_reports(story, speech, zone, now, count), *tail])
        if html.fits(text):
            break
    return Message(
        text, story_actions(story, speech, saved=saved), preview=html.safe_url(story.url), stories=(story.id,)
    )


def _reports(story: Story, speech: Tongue, zone: str, now: datetime, count: int) -> list[str]:
    """Return the paragraph of the first sources, with how many more there are; nothing for none."""
    if not count:
        return []
    rows = [f"<b>{html.escape(speech.say('story.sources'))}</b>"]
    for report in story.reports[:count]:
        name = html.link(html.shorten(report.publisher or report.title, 60), report.url)
        when = html.escape(speech.stamp(report.published_at, zone, now)) if report.published_at else ""
        kind = html.escape(speech.say(f"story.{report.kind}"))
        rows.append("• " + " · ".join(part for part in (name, when, kind) if part))
    if more := len(story.reports) - count:
        rows.append(html.escape(speech.say("story.more", n=more)))
    return ["\n".join(rows)]

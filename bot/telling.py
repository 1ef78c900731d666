"""What a chat is told outside its digests: a story that breaks, how one went on, and what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import html
from bot.keyboards import data, story_actions
from bot.languages import Tongue, tongue
from bot.render import join_sentences
from news.changes import Correction
from news.models import Button, Message, Report, Story
from store.rows import Chat

LINE = 420
"""Code points of one sentence in a difference."""


class Telling:
    """Writes each in the chat's language; handed to the jobs, which know no Telegram."""

    def alert(self, story: Story, chat: Chat, now: datetime) -> Message:
        """Write a story that breaks, with its actions and a button for all its sources."""
        speech = tongue(chat.locale)
        head = f"⚡ <b>{html.escape(speech.say('alert.title'))}</b> · "
        head += html.escape(speech.say("alert.publishers", n=story.publishers))
        parts = [head, f"<b>{_title(story)}</b>"]
        if chat.style != "headline" and story.summary:
            count = 2 if chat.style == "short" else 4
            parts.append(
                html.escape(
                    html.shorten(join_sentences(story.summary[:count], story.language), 600)
                )
            )
        parts.append(_credit(speech, story.publisher, story.published_at, chat, now))
        whole = (Button(f"📖 {speech.say('story.sources')}", data("s", story.id)),)
        picture = html.safe_url(story.image) if chat.images else ""
        return Message(
            "\n".join(parts),
            (*story_actions(story, speech, saved=False), whole),
            preview=html.safe_url(story.url) if chat.preview else "",
            image=picture,
            stories=(story.id,),
        )

    def development(
        self, story: Story, report: Report, new: Sequence[str], chat: Chat, now: datetime
    ) -> Message:
        """Write only what is new, under the headline of the report that says it."""
        speech = tongue(chat.locale)
        parts = [
            f"🔄 <b>{html.escape(speech.say('follow.title'))}</b>",
            f"<b>{html.link(html.shorten(report.title or story.title, 200), report.url)}</b>",
            *(f"• {html.escape(html.shorten(sentence, LINE))}" for sentence in new),
            _credit(speech, report.publisher, report.published_at, chat, now),
        ]
        return Message("\n".join(parts), _fewer(story, speech))

    def empty(self, chat: Chat, title: str) -> Message:
        """Write that there is nothing new."""
        return Message(
            f"<b>{html.escape(title)}</b>\n{html.escape(tongue(chat.locale).say('digest.empty'))}"
        )

    def correction(
        self, story: Story, correction: Correction, chat: Chat, now: datetime
    ) -> Message:
        """Write that an article was corrected or withdrawn; old lines are struck through, new ones stand below."""
        speech = tongue(chat.locale)
        del now
        name = html.shorten(story.publisher, 40) or speech.say("story.unknown")
        key = "correction.withdrawn" if correction.withdrawn else "correction.title"
        parts = [
            f"{'🗑' if correction.withdrawn else '✏️'} <b>{html.escape(speech.say(key, name=name))}</b>",
            _title(story),
        ]
        if correction.notice:
            parts.append(f"<i>{html.escape(html.shorten(correction.notice, LINE))}</i>")
        parts += [line for old, new in correction.pairs for line in _difference(old, new)]
        if correction.more:
            parts.append(html.escape(speech.say("correction.more", n=correction.more)))
        while len(parts) > 2 and not html.fits("\n".join(parts)):
            parts.pop()
        return Message("\n".join(parts), _fewer(story, speech))


def _title(story: Story) -> str:
    return html.link(html.shorten(story.title, 300), story.url)


def _credit(
    speech: Tongue, publisher: str, moment: datetime | None, chat: Chat, now: datetime
) -> str:
    stamp = speech.stamp(moment, chat.zone, now) if moment else ""
    return f"<i>{html.escape(' · '.join(part for part in (html.shorten(publisher, 40), stamp) if part))}</i>"


def _difference(old: str, new: str) -> list[str]:
    lines = []
    if old:
        lines.append(f"➖ <s>{html.escape(html.shorten(old, LINE))}</s>")
    if new:
        lines.append(f"➕ {html.escape(html.shorten(new, LINE))}")
    return lines


def _fewer(story: Story, speech: Tongue) -> tuple[tuple[Button, ...], ...]:
    """Return a reply's buttons: the story whole, and an end to it."""
    return (
        (
            Button(f"📖 {speech.say('story.sources')}", data("s", story.id)),
            Button(f"🔕 {speech.say('follow.end')}", data("mute", story.id)),
        ),
    )

"""A digest as a recording: its message with chapters, and the button that asks
for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import SpeakDigest
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import Translator, tongue
from news.attachments import recording_attachment
from news.models import Digest, Message
from news.spoken.ogg_opus import Chapter
from news.spoken.recording import chapters_of
from store.records import Episode

# Code points of a chapter's title.
TITLE = 70
Render = Callable[[Digest, str], list[Message]]


def recording_message(episode: Episode) -> Message:
    """Return the voice message of a digest; Telegram turns its times into links.

    Chapters that do not fit below a voice message are left out.
    """
    lines = [f"🎧 <b>{telegram_html.escape(title_of(episode))}</b>"]
    for chapter in episode_chapters(episode):
        title = telegram_html.escape(
            telegram_html.shorten(chapter.title, TITLE)
        )
        line = f"{clock_of(chapter.start)} {title}"
        whole = "\n".join((*lines, line))
        if telegram_html.length(whole) > telegram_html.MAX_CAPTION:
            break
        lines.append(line)
    sound = recording_attachment(episode.digest_id)
    return Message("\n".join(lines), attachments=(sound,))


def title_of(episode: Episode) -> str:
    """Return what a recording is called: its digest's heading."""
    if episode.parts:
        return episode.parts[0].title
    return ""


def episode_chapters(episode: Episode) -> tuple[Chapter, ...]:
    """Return a recording's chapters, one a story."""
    lengths = [(part.title, part.milliseconds / 1000) for part in episode.parts]
    return chapters_of(lengths)


def clock_of(seconds: float) -> str:
    """Return a place in a recording as players show it: 3:07."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def listen_rows(speech: Translator) -> Rows:
    """Return the button that lets a digest be read out."""
    label = f"🎧 {speech.say('listen.button')}"
    return ((action_button(label, SpeakDigest()),),)


def with_listen_button(render: Render) -> Render:
    """Return a renderer of digests that offers to read them out, below the last
    message.
    """

    def rendered(digest: Digest, locale: str) -> list[Message]:
        messages = render(digest, locale)
        if not messages:
            return messages
        *first, last = messages
        rows = (*last.buttons, *listen_rows(tongue(locale)))
        return [*first, replace(last, buttons=rows)]

    return rendered

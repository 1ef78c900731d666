"""Write messages outside digests: breaking stories, follow-ups and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import MuteAtOnce, OpenStory
from bot.rendering.button_data import action_button
from bot.rendering.credit import credit_html
from bot.rendering.i18n import Translator, tongue
from bot.rendering.keyboards import story_actions
from bot.rendering.posts import write_post
from bot.rendering.proposals import proposal_message
from bot.rendering.recordings import recording_message
from bot.rendering.week import message_of
from news.changes import Correction
from news.models import Button, Message, Report, Story
from news.post_format import Post
from news.preferences import Proposal
from news.shorten import fit_sentences
from news.topics import find
from news.week import Thread
from store.records import Episode
from store.rows import Chat, Subscription

# The most code points of one sentence in a difference.
LINE = 420


def read_ahead(locale: str) -> None:
    """Load from disk what the first digest of a language needs: topics and date
    formats (0.1 s), so that the event loop does not wait.
    """
    find("ai")
    digest_title(locale, datetime.now(UTC).date())


@lru_cache(maxsize=64)
def digest_title(locale: str, day: date) -> str:
    """Return the title of a digest: the day, as the language writes it."""
    from babel.dates import format_skeleton  # noqa: PLC0415 - only needed for a digest's title

    speech = tongue(locale)
    return speech.say(
        "digest.title",
        date=str(format_skeleton("MMMEd", day, locale=speech.babel)),
    )


@lru_cache(maxsize=64)
def digest_since(locale: str, day: date) -> str:
    """Return the line with the first day that a digest covers."""
    from babel.dates import format_skeleton  # noqa: PLC0415 - only needed after a gap

    speech = tongue(locale)
    return speech.say(
        "digest.since",
        date=str(format_skeleton("MMMEd", day, locale=speech.babel)),
    )


def source_notice(locale: str, state: str, name: str) -> str:
    """Return the HTML that tells a chat that a source is now slow, paused or
    ended.
    """
    return tongue(locale).say(
        f"source.{state}", name=telegram_html.escape(name)
    )


class NoticeTexts:
    """The texts of notices in each chat's language, for the jobs, which know
    nothing of Telegram.
    """

    def __init__(self, root: str = "") -> None:
        """Link to pages under `root`; empty means no pages."""
        self._root = root

    def alert(self, story: Story, chat: Chat, now: datetime) -> Message:
        """Write a breaking story, with its actions and a button for all its
        sources.
        """
        speech = tongue(chat.locale)
        head = f"⚡ <b>{telegram_html.escape(speech.say('alert.title'))}</b> · "
        head += telegram_html.escape(
            speech.say("alert.publishers", n=story.publishers)
        )
        return _told(story, chat, now, head, with_sources=True)

    def post(self, post: Post, chat: Chat, now: datetime) -> list[Message]:
        """Write a story that is sent at once, in the format of its subscription
        or chat.
        """
        return write_post(post, chat, now, self._root)

    def development(
        self,
        story: Story,
        report: Report,
        new: Sequence[str],
        chat: Chat,
        now: datetime,
    ) -> Message:
        """Write only the news, under the headline of the report that brings it."""
        speech = tongue(chat.locale)
        parts = [
            f"🔄 <b>{telegram_html.escape(speech.say('follow.title'))}</b>",
            f"<b>{telegram_html.link(telegram_html.shorten(report.title or story.title, 200), report.url)}</b>",
            *(
                f"• {telegram_html.escape(telegram_html.shorten(sentence, LINE))}"
                for sentence in new
            ),
            credit_html(
                speech, report.publisher, report.published_at, chat.zone, now
            ),
        ]
        return Message("\n".join(parts), _fewer(story, speech))

    def week(
        self, week: Sequence[Thread], chat: Chat, now: datetime, page: str
    ) -> Message:
        """Write a chat's week in threads, as `/week` does."""
        today = now.astimezone(ZoneInfo(chat.zone)).date()
        return message_of(week, today, tongue(chat.locale), page)

    def recording(self, episode: Episode, chat: Chat) -> Message:
        """Write a digest's recording with its chapters, as `/listen` does."""
        del chat
        return recording_message(episode)

    def no_recording(self, why: str, chat: Chat) -> Message:
        """Say why a digest was not read out."""
        speech = tongue(chat.locale)
        return Message(telegram_html.escape(speech.say(f"listen.{why}")))

    def not_kept(self, service: str, chat: Chat) -> Message:
        """Say that a reading service did not take an article."""
        speech = tongue(chat.locale)
        return Message(speech.say("readlater.failed", service=service))

    def proposals(
        self, meant: Sequence[tuple[Proposal, Subscription]], chat: Chat
    ) -> Message:
        """Ask once, by buttons, whether a chat's votes change the weight of its
        topics.
        """
        return proposal_message(meant, tongue(chat.locale))

    def empty(self, chat: Chat, title: str) -> Message:
        """Write that there is nothing new."""
        return Message(
            f"<b>{telegram_html.escape(title)}</b>\n{telegram_html.escape(tongue(chat.locale).say('digest.empty'))}"
        )

    def correction(
        self, story: Story, correction: Correction, chat: Chat, now: datetime
    ) -> Message:
        """Write that an article was corrected or withdrawn, with old lines
        struck through and new ones below.
        """
        speech = tongue(chat.locale)
        del now
        name = telegram_html.shorten(story.publisher, 40) or speech.say(
            "story.unknown"
        )
        key = (
            "correction.withdrawn"
            if correction.withdrawn
            else "correction.title"
        )
        parts = [
            f"{'🗑' if correction.withdrawn else '✏️'} <b>{telegram_html.escape(speech.say(key, name=name))}</b>",
            _title(story),
        ]
        if correction.notice:
            parts.append(
                f"<i>{telegram_html.escape(telegram_html.shorten(correction.notice, LINE))}</i>"
            )
        parts += [
            line
            for old, new in correction.pairs
            for line in _difference(old, new)
        ]
        if correction.more:
            parts.append(
                telegram_html.escape(
                    speech.say("correction.more", n=correction.more)
                )
            )
        while len(parts) > 2 and not telegram_html.fits("\n".join(parts)):
            parts.pop()
        return Message("\n".join(parts), _fewer(story, speech))


def _told(
    story: Story, chat: Chat, now: datetime, head: str, *, with_sources: bool
) -> Message:
    """Write one story in the chat's style, under a heading line if there is
    one.
    """
    speech = tongue(chat.locale)
    parts = [head] if head else []
    parts.append(f"<b>{_title(story)}</b>")
    if chat.style != "headline" and story.summary:
        count = 2 if chat.style == "short" else 4
        summary = fit_sentences(story.summary[:count], story.language, 600)
        parts.append(telegram_html.escape(summary))
    parts.append(
        credit_html(speech, story.publisher, story.published_at, chat.zone, now)
    )
    rows = story_actions(story, speech, saved=False)
    if with_sources:
        rows += (
            (
                action_button(
                    f"📖 {speech.say('story.sources')}", OpenStory(story.id)
                ),
            ),
        )
    return Message(
        "\n".join(parts),
        rows,
        preview=telegram_html.safe_url(story.url) if chat.preview else "",
        image=telegram_html.safe_url(story.image) if chat.images else "",
        stories=(story.id,),
    )


def _title(story: Story) -> str:
    return telegram_html.link(
        telegram_html.shorten(story.title, 300), story.url
    )


def _difference(old: str, new: str) -> list[str]:
    lines = []
    if old:
        lines.append(
            f"➖ <s>{telegram_html.escape(telegram_html.shorten(old, LINE))}</s>"
        )
    if new:
        lines.append(
            f"➕ {telegram_html.escape(telegram_html.shorten(new, LINE))}"
        )
    return lines


def _fewer(story: Story, speech: Translator) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of a follow-up: the whole story, and an end to its
    follow-ups.
    """
    return (
        (
            action_button(
                f"📖 {speech.say('story.sources')}", OpenStory(story.id)
            ),
            action_button(
                f"🔕 {speech.say('follow.end')}", MuteAtOnce(story.id)
            ),
        ),
    )

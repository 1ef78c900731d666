"""The interface by which jobs ask the bot to write messages outside digests, in each
chat's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from news.attachments import recording_attachment
from news.changes import Correction
from news.models import Message, Report, Story
from news.post_format import Post
from news.preferences import Proposal
from news.week import Thread
from store.records import Episode
from store.rows import Chat, Subscription


class NoticeWriter(Protocol):
    """Writes messages. The bot's own is `bot.rendering.notifications`; `bot/app.py` passes
    it in, for jobs may not import it.
    """

    def alert(self, story: Story, chat: Chat, now: datetime) -> Message:
        """Write a story that breaks."""
        ...

    def post(self, post: Post, chat: Chat, now: datetime) -> list[Message]:
        """Write a story that a subscription wants at once,
        in the form it says; a long one in parts.
        """
        ...

    def development(
        self,
        story: Story,
        report: Report,
        new: Sequence[str],
        chat: Chat,
        now: datetime,
    ) -> Message:
        """Write what a report adds to those before it."""
        ...

    def correction(
        self, story: Story, correction: Correction, chat: Chat, now: datetime
    ) -> Message:
        """Write that an article was corrected or withdrawn, with the difference."""
        ...

    def week(
        self, week: Sequence[Thread], chat: Chat, now: datetime, page: str
    ) -> Message:
        """Write a chat's week in threads; `page` is where it also stands, empty for nowhere."""
        ...

    def recording(self, episode: Episode, chat: Chat) -> Message:
        """Write a digest's recording, with its chapters below."""
        ...

    def no_recording(self, why: str, chat: Chat) -> Message:
        """Say why a digest was not read out: `nothing`, `budget` or `failed`."""
        ...

    def not_kept(self, service: str, chat: Chat) -> Message:
        """Say that a reading service did not take an article."""
        ...

    def proposals(
        self, meant: Sequence[tuple[Proposal, Subscription]], chat: Chat
    ) -> Message:
        """Ask a chat whether its votes mean more or less of its topics."""
        ...

    def empty(self, chat: Chat, title: str) -> Message:
        """Write a digest that holds nothing, for a chat that wants to know even that."""
        ...


class PlainNoticeWriter:
    """Writes plain words, without language or markup; used until the bot passes in its own."""

    def alert(self, story: Story, chat: Chat, now: datetime) -> Message:
        """Write the headline and the first sentences."""
        del chat, now
        return Message(
            "\n".join((story.title, *story.summary[:2])), stories=(story.id,)
        )

    def post(self, post: Post, chat: Chat, now: datetime) -> list[Message]:
        """Write the same as for an alert."""
        return [self.alert(post.story, chat, now)]

    def development(
        self,
        story: Story,
        report: Report,
        new: Sequence[str],
        chat: Chat,
        now: datetime,
    ) -> Message:
        """Write the new sentences under the headline."""
        del report, chat, now
        return Message("\n".join((story.title, *new)))

    def correction(
        self, story: Story, correction: Correction, chat: Chat, now: datetime
    ) -> Message:
        """Write the old and the new lines under the headline."""
        del chat, now
        lines = [
            f"{sign} {text}"
            for old, new in correction.pairs
            for sign, text in (("-", old), ("+", new))
            if text
        ]
        return Message("\n".join((story.title, *lines)))

    def week(
        self, week: Sequence[Thread], chat: Chat, now: datetime, page: str
    ) -> Message:
        """Write the headlines."""
        del chat, now, page
        stories = tuple(thread.story for thread in week)
        return Message(
            "\n".join(thread.title for thread in week), stories=stories
        )

    def recording(self, episode: Episode, chat: Chat) -> Message:
        """Write the titles of the parts."""
        del chat
        titles = "\n".join(part.title for part in episode.parts)
        sound = recording_attachment(episode.digest_id)
        return Message(titles, attachments=(sound,))

    def no_recording(self, why: str, chat: Chat) -> Message:
        """Write the reason's name."""
        del chat
        return Message(why)

    def not_kept(self, service: str, chat: Chat) -> Message:
        """Write the service's name."""
        del chat
        return Message(service)

    def proposals(
        self, meant: Sequence[tuple[Proposal, Subscription]], chat: Chat
    ) -> Message:
        """Write the topics."""
        del chat
        return Message("\n".join(proposal.topic for proposal, _ in meant))

    def empty(self, chat: Chat, title: str) -> Message:
        """Write the title alone."""
        del chat
        return Message(title)

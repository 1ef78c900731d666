"""What the private feed shows of a recording: an episode with its chapters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from bot.rendering import telegram_html
from bot.rendering.recordings import clock_of, episode_chapters, title_of
from store.records import Episode, SentDigest


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """One chapter, as Podlove's simple chapters write it."""

    start: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownEpisode:
    """One episode; all texts are plain."""

    key: str
    title: str
    url: str
    size: int
    # As players show it: 3:07.
    duration: str
    chapters: tuple[ShownChapter, ...]
    # When it was asked for, as RSS writes it.
    at: str

    @property
    def notes(self) -> str:
        """The chapters as text, for players that know none."""
        return "\n".join(
            f"{chapter.start} {chapter.title}" for chapter in self.chapters
        )


def episode_of(episode: Episode, digest: SentDigest, link: str) -> ShownEpisode:
    """Return a recording as its chat's feed shows it; `link` is the chat's private address."""
    chapters = tuple(
        ShownChapter(
            clock_of(chapter.start), telegram_html.clean(chapter.title)
        )
        for chapter in episode_chapters(episode)
    )
    told_at = datetime.fromtimestamp(digest.created_at, UTC)
    return ShownEpisode(
        key=f"episode-{digest.id}",
        title=telegram_html.clean(title_of(episode)),
        url=f"{link}/{digest.id}.ogg",
        size=episode.size,
        duration=clock_of(episode.seconds),
        chapters=chapters,
        at=format_datetime(told_at),
    )

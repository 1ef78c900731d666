"""Recordings as episodes with chapters, for the private feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from bot.rendering import telegram_html
from bot.rendering.recordings import clock_of, episode_chapters, title_of
from store.records import Episode, SentDigest


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """One chapter, in the form of Podlove's simple chapters."""

    start: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownEpisode:
    """One episode; all texts are plain."""

    key: str
    title: str
    url: str
    size: int
    # In the form of players: 3:07.
    duration: str
    chapters: tuple[ShownChapter, ...]
    # The time of the request, in RSS's format.
    at: str

    @property
    def notes(self) -> str:
        """The chapters as text, for players without chapters."""
        return "\n".join(
            f"{chapter.start} {chapter.title}" for chapter in self.chapters
        )


def episode_of(episode: Episode, digest: SentDigest, link: str) -> ShownEpisode:
    """Return a recording as an episode of its chat's feed; `link` is the chat's
    private address.
    """
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

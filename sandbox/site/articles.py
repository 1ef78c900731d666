"""Read the site's articles and reprints from `articles.toml`, with dates
counted back from the start.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from sandbox.json_object import JsonObject

# The days that a text may name, counted from the day on which it appears.
_DAYS = {"{yesterday}": -1, "{today}": 0, "{in two days}": 2}


@dataclass(frozen=True, slots=True)
class SiteArticle:
    """One article page."""

    slug: str
    language: str
    section: str
    publisher: str
    editor: str
    author: str
    title: str
    paragraphs: tuple[str, ...]
    at: datetime
    # The publisher that a reprint names as its source.
    original: str = ""
    corrected: bool = False

    @property
    def path(self) -> str:
        """The page's path below the site."""
        return f"/{self.at:%Y/%m%d}/{self.slug}.html"


def load(now: datetime) -> list[SiteArticle]:
    """Return all articles, the newest first."""
    pieces = [
        piece
        for number, story in enumerate(_stories())
        for piece in _pieces(story, number, now)
    ]
    return sorted(pieces, key=lambda piece: piece.at, reverse=True)


@cache
def _stories() -> list[JsonObject]:
    """Return the stories as the file has them; to parse it takes 10 ms."""
    file = files("sandbox.site").joinpath("articles.toml")
    stories: list[JsonObject] = tomllib.loads(file.read_text("utf-8"))["story"]
    return stories


def _pieces(story: JsonObject, number: int, now: datetime) -> list[SiteArticle]:
    at = now - timedelta(hours=story["hours"], minutes=number * 3 % 17)
    body = _with_weekdays(story["body"], at)
    paragraphs = tuple(body.strip().split("\n"))
    first = SiteArticle(
        slug=f"{10_000 + number * 37}",
        language=story["language"],
        section=story["section"],
        publisher=story["publisher"],
        editor=story["editor"],
        author=story.get("author", ""),
        title=story["title"],
        paragraphs=paragraphs,
        at=at,
    )
    copies = []
    for index, copy in enumerate(story.get("reprints", ())):
        copies.append(
            SiteArticle(
                slug=f"{10_000 + number * 37 + index + 1}",
                language=story["language"],
                section=story["section"],
                publisher=copy["publisher"],
                editor="转载编辑" if story["language"] == "zh" else "",
                author=first.author,
                title=copy.get("title", story["title"]),
                paragraphs=paragraphs[:-1] if copy.get("short") else paragraphs,
                at=at + timedelta(minutes=20 * (index + 1)),
                original=story["publisher"],
            )
        )
    return [first, *copies]


def _with_weekdays(text: str, at: datetime) -> str:
    """Write the weekdays into an English text that appears at this time."""
    for mark, days in _DAYS.items():
        text = text.replace(mark, f"{at + timedelta(days=days):%A}")
    return text

"""Read an article saved as plain text: breadcrumb, headline, source line, body, boilerplate."""

from __future__ import annotations

import re
from datetime import datetime

from news.dates import find_date
from news.errors import NoArticle
from news.extract.breadcrumb import HERE, STEP, trim_crumbs
from news.extract.byline_labels import AUTHOR, EDITOR, SOURCE
from news.extract.furniture import strip_lines
from news.extract.markup import clean, weight
from news.extract.person_names import tidy
from news.models import Article

MAX_CHARACTERS = 1_000_000
# Lines after the headline in which the byline is sought.
HEAD = 4


def read_plain(text: str, *, url: str, zone: str, now: datetime) -> Article:
    """Read a text file: the headline is the first line that is neither breadcrumb nor byline."""
    lines = [
        line
        for raw in text[:MAX_CHARACTERS].split("\n")
        if (line := clean(raw))
    ]
    if not any(char.isalnum() for line in lines[:50] for char in line):
        raise NoArticle(f"{url or 'the text'}: empty")
    section, start = _section(lines)
    title = (
        lines[start]
        if start < len(lines) and weight(lines[start]) < 250
        else ""
    )
    rest = lines[start + bool(title) :]
    head = "\n".join(rest[:HEAD])
    kept, dropped = strip_lines(rest, title)
    return Article(
        url=url,
        title=title,
        text="\n".join(kept),
        published_at=_moment(rest[:HEAD], zone, now),
        publisher=_found(SOURCE, head),
        author=_found(AUTHOR, head),
        editor=_found(EDITOR, head) or _found(EDITOR, "\n".join(dropped)),
        section=section,
    )


def _moment(lines: list[str], zone: str, now: datetime) -> datetime | None:
    for line in lines:
        if found := find_date(line, zone=zone, now=now):
            return min(found.moment, now.astimezone(found.moment.tzinfo))
    return None


def _section(lines: list[str]) -> tuple[str, int]:
    if HERE.match(lines[0]) or (
        len(STEP.findall(lines[0])) >= 2 and weight(lines[0]) < 160
    ):
        parts = [part for part in STEP.split(HERE.sub("", lines[0])) if part]
        return trim_crumbs(parts), 1
    return "", 0


def _found(rule: re.Pattern[str], text: str) -> str:
    match = rule.search(text)
    return tidy(match.group(1)) if match else ""

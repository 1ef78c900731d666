"""Read an article saved as plain text: breadcrumb, headline, source line, body, boilerplate."""

from __future__ import annotations

import re
from datetime import datetime

from news.dates import find_date
from news.errors import NoArticle
from news.extract.breadcrumb import HERE, STEP, trim_crumbs
from news.extract.byline_labels import AUTHOR, EDITOR, SOURCE
from news.extract.furniture import strip_lines
from news.extract.page_elements import clean, weight
from news.extract.person_names import tidy
from news.models import Article

MAX_CHARACTERS = 1_000_000
# Lines after the headline in which the byline is sought.
HEAD = 4
# Lines of which one must hold a letter or a digit.
MAX_OPENING = 50
# Weight of a first line that may be the headline (a CJK character counts two
# and a half), and of one that may be a breadcrumb of so many steps.
MAX_TITLE = 250
MAX_CRUMBS = 160
MIN_STEPS = 2


def read_plain(text: str, *, url: str, zone: str, now: datetime) -> Article:
    """Read a text file: the headline is the first line that is neither breadcrumb nor byline."""
    cleaned = map(clean, text[:MAX_CHARACTERS].split("\n"))
    lines = list(filter(None, cleaned))
    beginning = "".join(lines[:MAX_OPENING])
    if not any(map(str.isalnum, beginning)):
        raise NoArticle(f"{url or 'the text'}: empty")
    section, start = _section(lines)
    first = "".join(lines[start : start + 1])
    title = first if weight(first) < MAX_TITLE else ""
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
    """Return the first date of the lines, never later than now."""
    for line in lines:
        if found := find_date(line, zone=zone, now=now):
            return min(found.moment, now.astimezone(found.moment.tzinfo))
    return None


def _section(lines: list[str]) -> tuple[str, int]:
    """Return the breadcrumb that the text begins with, and the number of its lines: 0 or 1.

    `首页 > 城市 > 交通` → `城市 > 交通` and 1.
    """
    first = lines[0]
    many = len(STEP.findall(first)) >= MIN_STEPS
    steps = many and weight(first) < MAX_CRUMBS
    if not steps and not HERE.match(first):
        return "", 0
    parts = STEP.split(HERE.sub("", first))
    return trim_crumbs(list(filter(None, parts))), 1


def _found(rule: re.Pattern[str], text: str) -> str:
    """Return the name behind a label; empty where no line has that label."""
    match = rule.search(text)
    return tidy(match.group(1)) if match else ""

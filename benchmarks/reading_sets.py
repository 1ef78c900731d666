"""Public sets of article pages and section pages: each field beside trafilatura's.

`DIR/pages/SET.jsonl` holds a row a page: `url`, `file` (below DIR, gzipped), and what is known of `title`,
`author`, `published` and `site`. `DIR/lists.jsonl` holds `url`, `file`, `articles` (pairs of address and
text) and `neutral` (addresses that count neither way).
"""

from __future__ import annotations

import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from news.errors import JianbaoError
from news.extract import extract
from news.links import key
from news.pages import find_entries

Row = dict[str, Any]
Found = dict[str, str]
NOW = datetime(2026, 11, 25, tzinfo=UTC)
"""The instant that clamps dates: after all the sets were made."""
PART = 4
"""Of how many pages a short run reads one."""
AIMS = {
    "title": 0.90,
    "author": 0.72,
    "date": 0.91,
    "minute": 0.82,
    "site": 0.92,
}
SPEED = 1.5
LIST_F = 0.93


def pages(data: Path, *, short: bool) -> list[Figure]:
    """Return the share of pages whose field is right, of those whose truth is known, over all sets."""
    ours, theirs = _Score(_ours), _Score(_trafilatura)
    for index in sorted((data / "pages").glob("*.jsonl")):
        for row in _rows(index)[:: PART if short else 1]:
            html = gzip.decompress((data / row["file"]).read_bytes())
            ours.add(row, html)
            theirs.add(row, html)
    figures = [
        Figure(
            f"public article pages: {field}",
            ours.share(field),
            "",
            aim,
            "higher",
            "trafilatura",
            theirs.share(field),
            f"{ours.known[field]} pages",
        )
        for field, aim in AIMS.items()
    ]
    speed = theirs.seconds / ours.seconds
    note = "its default with metadata"
    return [
        *figures,
        Figure(
            "public article pages: speed",
            speed,
            "×",
            SPEED,
            "higher",
            "trafilatura",
            1.0,
            note,
        ),
    ]


def lists(data: Path) -> list[Figure]:
    """Return the F measure over the links of section pages."""
    right = wrong = missed = 0
    for row in _rows(data / "lists.jsonl"):
        html = gzip.decompress((data / row["file"]).read_bytes())
        found = {
            key(entry.url)
            for entry in find_entries(html, url=row["url"], now=NOW)
        }
        wanted = {key(address) for address, _ in row["articles"]}
        neutral = {key(address) for address in row.get("neutral", ())}
        right += len(found & wanted)
        wrong += len(found - wanted - neutral)
        missed += len(wanted - found)
    value = 2 * right / (2 * right + wrong + missed)
    return [
        Figure("public section pages: F of links", value, "", LIST_F, "higher")
    ]


class _Score:
    """What one reader finds: right answers and known ones of each field, and CPU seconds."""

    def __init__(self, read: Callable[[bytes, str], Found]) -> None:
        self._read = read
        self.right: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.seconds = 0.0

    def add(self, row: Row, html: bytes) -> None:
        """Read a page and count its fields."""
        start = time.process_time()
        found = self._read(html, row["url"])
        self.seconds += time.process_time() - start
        for field, right in _verdicts(row, found):
            self.known[field] += 1
            self.right[field] += right

    def share(self, field: str) -> float:
        """Return the share of right answers; 0 where nothing is known."""
        return (
            self.right[field] / self.known[field] if self.known[field] else 0.0
        )


def _rows(index: Path) -> list[Row]:
    return [json.loads(line) for line in index.read_text("utf-8").splitlines()]


def _ours(html: bytes, url: str) -> Found:
    try:
        article = extract(html, url=url, now=NOW)
    except JianbaoError:
        return {}
    at = article.published_at
    return {
        "title": article.title,
        "author": article.author,
        "published": at.isoformat() if at else "",
        "site": article.publisher or article.site,
    }


def _trafilatura(html: bytes, url: str) -> Found:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        html, url=url, with_metadata=True, include_comments=False
    )
    if found is None:
        return {}
    stated = (found.title, found.author, found.date, found.sitename)
    return dict(
        zip(
            ("title", "author", "published", "site"),
            (one or "" for one in stated),
            strict=True,
        )
    )


def _verdicts(row: Row, found: Found) -> Iterator[tuple[str, bool]]:
    """Yield whether each known field is right."""
    for field in ("title", "site"):
        if wanted := _letters(row.get(field)):
            got = _letters(found.get(field))
            yield (
                field,
                bool(got)
                and (got == wanted or (field == "site" and wanted in got)),
            )
    if wanted_names := _names(row.get("author")):
        yield "author", _names(found.get("author")) == wanted_names
    if row.get("published"):
        yield from _times(str(row["published"]), found.get("published", ""))


def _times(wanted: str, got: str) -> Iterator[tuple[str, bool]]:
    yield "date", bool(_days(wanted) & _days(got))
    # Midnight stands for a day.
    if re.search(r"T(?!00:00)\d\d:\d\d", wanted):
        one, other = _moment(wanted), _moment(got)
        yield (
            "minute",
            bool(one and other and abs((one - other).total_seconds()) < 60),
        )


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _days(text: str) -> set[str]:
    """Return the day as it is written, and in UTC."""
    at = _moment(text)
    return ({text[:10]} if text else set()) | (
        {at.astimezone(UTC).date().isoformat()} if at else set()
    )


def _letters(value: object) -> str:
    folded = unicodedata.normalize("NFKC", str(value or "")).casefold()
    return re.sub(r"\W+", "", folded)


def _names(value: object) -> set[str]:
    text = (
        ", ".join(map(str, value))
        if isinstance(value, list)
        else str(value or "")
    )
    parts = re.split(r"[,;/&|、•]|\b(?:and|und|et)\b", text)
    return {
        letters
        for part in parts
        if (letters := _letters(re.sub(r"(?i)^\s*by\s", "", part)))
    }

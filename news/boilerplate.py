"""Learn boilerplate by counting: lines that repeat across the pages of one host."""

from __future__ import annotations

import json
from collections import Counter, deque
from hashlib import blake2b

from news.words import fold

# Pages remembered for each host.
PAGES = 60
HOSTS = 2000
SHARE = 0.25
LEAST = 3
# Before the mark of a page's title, which is kept among those of its lines and
# is like none of them.
TITLE = "title:"


class Boilerplate:
    """Counts each line once a page, over the last 60 pages of a host;
    state is a few kilobytes a host.
    """

    def __init__(self) -> None:
        self._pages: dict[str, deque[tuple[str, ...]]] = {}
        self._counts: dict[str, Counter[str]] = {}

    def learn(self, host: str, text: str, title: str = "") -> None:
        """Count the lines of one page, unless a page of this title is known.

        A portal shows one article at several addresses: what repeats among those is the article.
        """
        marks = tuple(
            dict.fromkeys(
                _mark(line) for line in text.split("\n")[:200] if line.strip()
            )
        )
        if title.strip():
            head = TITLE + _mark(title)
            known = self._counts.get(host)
            if known is not None and known[head]:
                return
            marks = (*marks, head)
        pages = self._pages.setdefault(host, deque())
        counts = self._counts.setdefault(host, Counter())
        pages.append(marks)
        counts.update(marks)
        if len(pages) > PAGES:
            counts.subtract(pages.popleft())
            self._counts[host] = +counts
        while len(self._pages) > HOSTS:
            oldest = next(iter(self._pages))
            del self._pages[oldest], self._counts[oldest]

    def strip(self, host: str, text: str) -> str:
        """Return the text without the lines that stand on many of the host's pages."""
        pages = self._pages.get(host)
        if not pages or len(pages) < LEAST:
            return text
        limit = max(LEAST, SHARE * len(pages))
        counts = self._counts[host]
        kept = [
            line for line in text.split("\n") if counts[_mark(line)] < limit
        ]
        return "\n".join(kept)

    def dump(self) -> bytes:
        """Return the state as bytes for `load`."""
        return json.dumps(
            {host: list(pages) for host, pages in self._pages.items()}
        ).encode()

    @classmethod
    def load(cls, data: bytes) -> Boilerplate:
        """Read a state; an unreadable one is replaced by an empty one."""
        boilerplate = cls()
        try:
            stored = json.loads(data)
            for host, pages in stored.items():
                boilerplate._pages[host] = deque(
                    tuple(marks) for marks in pages
                )
                boilerplate._counts[host] = Counter(
                    mark for marks in pages for mark in marks
                )
        except (ValueError, TypeError, AttributeError):
            return cls()
        return boilerplate


def _mark(line: str) -> str:
    return blake2b(
        fold(line).strip().encode("utf-8", "replace"), digest_size=6
    ).hexdigest()

"""Learn boilerplate by counting: lines that repeat across the pages of one host."""

from __future__ import annotations

import json
from collections import Counter, deque
from hashlib import blake2b
from itertools import chain

from news.words import fold

# Pages remembered for each host.
PAGES = 60
HOSTS = 2000
# Lines of a page that are counted: boilerplate stands about the text.
LINES = 200
# Share of a host's pages, and pages, from which a line is boilerplate.
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
        lines = filter(str.strip, text.split("\n")[:LINES])
        marks = list(dict.fromkeys(map(_mark, lines)))
        if title.strip():
            head = TITLE + _mark(title)
            if self._counts.get(host, Counter())[head]:
                return
            marks.append(head)
        pages = self._pages.setdefault(host, deque())
        counts = self._counts.setdefault(host, Counter())
        pages.append(tuple(marks))
        counts.update(marks)
        if len(pages) > PAGES:
            counts.subtract(pages.popleft())
            # Marks that no page has any more are dropped.
            self._counts[host] = +counts
        while len(self._pages) > HOSTS:
            oldest = next(iter(self._pages))
            del self._pages[oldest], self._counts[oldest]

    def strip(self, host: str, text: str) -> str:
        """Return the text without the lines that stand on many of the host's pages.

        "Share this" under each article of a host goes, once it was learned.
        """
        pages = self._pages.get(host, ())
        if len(pages) < LEAST:
            return text
        limit = max(LEAST, SHARE * len(pages))
        counts = self._counts[host]
        lines = text.split("\n")
        return "\n".join(line for line in lines if counts[_mark(line)] < limit)

    def dump(self) -> bytes:
        """Return the state as bytes for `load`."""
        pages_by_host = {
            host: list(pages) for host, pages in self._pages.items()
        }
        return json.dumps(pages_by_host).encode()

    @classmethod
    def load(cls, data: bytes) -> Boilerplate:
        """Read a state; an unreadable one is replaced by an empty one."""
        boilerplate = cls()
        try:
            stored = json.loads(data)
            for host, pages in stored.items():
                boilerplate._pages[host] = deque(map(tuple, pages))
                marks = chain.from_iterable(pages)
                boilerplate._counts[host] = Counter(marks)
        except (ValueError, TypeError, AttributeError):
            return cls()
        return boilerplate


def _mark(line: str) -> str:
    """Return what a line is remembered by: twelve letters, whatever its length."""
    plain = fold(line).strip()
    return blake2b(plain.encode("utf-8", "replace"), digest_size=6).hexdigest()

"""Find the entries of a source that are articles we already know.

By the feed's own id first, then by the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from news.links import key
from news.models import Entry

Verdict = Literal["new", "known", "corrected"]


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An article as its source listed it when it was last read."""

    article: int
    # The feed's own id; empty where it gave none.
    id: str
    # `news.links.key` of its address; empty for an entry without one.
    url_key: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The decision about an entry: `corrected` means that title or text changed since."""

    entry: Entry
    verdict: Verdict
    known: KnownEntry | None = None
    # The address changed; the id says that it is the same article.
    moved: bool = False
    # What tells this entry from the others of its source: `id:…`, `url:…` or
    # `title:…`.
    identity: str = ""


def match_entries(
    entries: Sequence[Entry], known: Iterable[KnownEntry]
) -> list[Match]:
    """Match the entries of one reading with what is known of their source, in their order.

    Repeats are left out.

    An id that several addresses of the reading share tells nothing. An address that the source has
    given under another id is the same article only where that id is gone and the headline is the
    same: feeds that change their ids with every reading repeat nothing, and status pages whose
    entries all lead to one page keep every entry.
    """
    index = _Index(known, _usable_ids(entries))
    matches: dict[str, Match] = {}
    for entry in entries:
        identity = _identity(entry, index.usable)
        if identity not in matches:
            matches[identity] = _match(entry, identity, index)
    return list(matches.values())


def _usable_ids(entries: Sequence[Entry]) -> frozenset[str]:
    """Return the ids that stand for one entry each.

    An id of two addresses stands for neither.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        place = key(entry.url) if entry.url else entry.title
        places[entry.id].add(place)
    places.pop("", None)
    return frozenset(
        identity for identity, given in places.items() if len(given) == 1
    )


def _identity(entry: Entry, usable: frozenset[str]) -> str:
    """Return what tells an entry from the others: its id, its address, or its headline.

    id:7, url:paper.example/7, or "title:a bridge opens".
    """
    if entry.id in usable:
        return f"id:{entry.id}"
    if entry.url:
        return f"url:{key(entry.url)}"
    return f"title:{_plain(entry.title)}"


class _Index:
    """The known entries of a source, by id, by address and by headline."""

    def __init__(
        self, known: Iterable[KnownEntry], usable: frozenset[str]
    ) -> None:
        # The ids that stand for one entry each in the reading.
        self.usable = usable
        self.by_id: dict[str, KnownEntry] = {}
        self.by_url: dict[str, list[KnownEntry]] = defaultdict(list)
        self.by_title: dict[str, KnownEntry] = {}
        for entry in known:
            self.by_id.setdefault(entry.id, entry)
            if entry.url_key:
                self.by_url[entry.url_key].append(entry)
            else:
                self.by_title.setdefault(_plain(entry.title), entry)


def _match(entry: Entry, identity: str, index: _Index) -> Match:
    """Decide about one entry: it is new, or an article that is known, as it was or changed.

    The same id under a new headline is `corrected`, under a new address `moved`.
    """
    is_usable = entry.id in index.usable
    same = index.by_id.get(entry.id) if is_usable else None
    same = same or _by_address(entry, index)
    if same is None:
        return Match(entry, "new", identity=identity)
    renamed = _plain(entry.title) != _plain(same.title)
    corrected = renamed or _text_changed(entry, same)
    return Match(
        entry=entry,
        verdict="corrected" if corrected else "known",
        known=same,
        moved=bool(entry.url) and key(entry.url) != same.url_key,
        identity=identity,
    )


def _by_address(entry: Entry, index: _Index) -> KnownEntry | None:
    """Return the known article at an entry's address; for one without, of its headline.

    One whose id is still listed is that entry's article, not this one's.
    """
    if not entry.url:
        known = index.by_title.get(_plain(entry.title))
        return known if known and known.id not in index.usable else None
    for candidate in index.by_url.get(key(entry.url), ()):
        if _is_same_page(entry, candidate, index.usable):
            return candidate
    return None


def _is_same_page(
    entry: Entry, candidate: KnownEntry, usable: frozenset[str]
) -> bool:
    """Decide of an entry and a known article at its address whether they are one."""
    # Without ids on either side the address alone decides.
    if entry.id not in usable or not candidate.id:
        return True
    is_gone = candidate.id not in usable
    return is_gone and _plain(candidate.title) == _plain(entry.title)


def _text_changed(entry: Entry, known: KnownEntry) -> bool:
    """Return whether the summary changed; one that was not kept, or is not
    given, changed nothing.

    Blanks and case are no change.
    """
    if not entry.summary or not known.summary:
        return False
    return _plain(entry.summary) != _plain(known.summary)


def _plain(text: str) -> str:
    """Return a text as it is compared: blanks and case do not matter."""
    return " ".join(text.split()).casefold()

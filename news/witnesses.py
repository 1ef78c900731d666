"""Weigh what feed, page and address say about each fact of an article.

Each field has pieces of evidence. The strongest stands, and the others are kept as overruled, so
that whoever asks can be told who said what. A weaker witness never replaces a stronger one unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from operator import attrgetter

from news.models import Article, Entry

# The moment of evidence that is not about a time: before all others.
NO_MOMENT = datetime.min.replace(tzinfo=UTC)


class Witness(StrEnum):
    """The source of a piece of evidence."""

    # The feed's, sitemap's or list's entry.
    ENTRY = "entry"
    # Data for machines on the page: JSON-LD, meta elements, microdata,
    # `<time>`.
    DECLARED = "declared"
    # The lines that a reader of the page sees.
    SHOWN = "shown"
    # The address of the page.
    ADDRESS = "address"
    # A search over the whole page's markup.
    GUESS = "guess"


class Strength(IntEnum):
    """The weight of a piece of evidence; a higher value overrules a lower one."""

    GUESSED = 1
    # A time of day alone, a day without its year, or a name whose meaning
    # differs between sites.
    CLOCK = 2
    # A visible day; of other fields, visible words.
    DAY = 3
    # A visible day and time.
    MINUTE = 4
    # Declared, without a zone.
    DECLARED = 5
    # Declared, with its zone.
    ZONED = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """One witness's statement about one field."""

    value: datetime | str
    witness: Witness
    strength: Strength
    # Where it stands: `json-ld datePublished`, `meta author`, the visible line.
    by: str = ""

    @property
    def moment(self) -> datetime:
        """The time that it states; `NO_MOMENT` where it states words."""
        return self.value if isinstance(self.value, datetime) else NO_MOMENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """The evidence that stands, and what it overruled."""

    evidence: Evidence
    overruled: tuple[Evidence, ...] = ()

    def explain(self) -> dict[str, object]:
        """Return the verdict in plain values, for `inspect`."""
        return _plain(self.evidence) | {
            "overruled": [_plain(other) for other in self.overruled]
        }


# Evidence by the name of the article's field; of equals the first is preferred.
EvidenceByField = Mapping[str, tuple[Evidence, ...]]

# Of these fields the entry is a good witness: the feed's editor wrote it, or
# its machine did.
_ENTRY_FIELDS = ("title", "published_at", "modified_at", "author", "image")


def decide(evidence: Iterable[Evidence]) -> Verdict | None:
    """Let the strongest evidence stand, of equals the first; None where nobody says anything.

    A date that is declared with its zone overrules one without.
    """
    listed = list(filter(attrgetter("value"), evidence))
    if not listed:
        return None
    best = max(listed, key=attrgetter("strength"))
    others = (piece for piece in listed if piece.value != best.value)
    return Verdict(best, tuple(dict.fromkeys(others)))


def weigh(
    page: EvidenceByField, entry: Entry | None = None
) -> dict[str, Verdict]:
    """Decide each field between the page and the entry that led to it.

    An entry's time is declared with its zone: feeds carry one, or were read in the zone of their
    source. A page declares the same strength only with an offset of its own. Of equals the page
    goes first, for it tells more exactly, except for the time: there the feed does.
    """
    said = entry_evidence(entry) if entry else {}
    verdicts = {}
    for name in dict.fromkeys([*page, *said]):
        listed = [*said.get(name, ()), *page.get(name, ())]
        if name != "published_at":
            listed.reverse()
            listed.sort(key=lambda piece: piece.witness is Witness.ENTRY)
        verdict = decide(listed)
        if verdict:
            verdicts[name] = verdict
    return verdicts


def entry_evidence(entry: Entry) -> EvidenceByField:
    """Return what an entry says of its article."""
    pictures = (
        media.url for media in entry.media if media.type.startswith("image")
    )
    # Times of an entry have a zone.
    said: dict[str, tuple[datetime | str | None, Strength]] = {
        "title": (entry.title, Strength.DAY),
        "published_at": (entry.published_at, Strength.ZONED),
        "modified_at": (entry.updated_at, Strength.ZONED),
        "author": (entry.author, Strength.DAY),
        "image": (next(pictures, ""), Strength.DAY),
    }
    return {
        name: (Evidence(value, Witness.ENTRY, strength, by="feed"),)
        for name, (value, strength) in said.items()
        if value
    }


def settle(article: Article, page: EvidenceByField, entry: Entry) -> Article:
    """Return an article whose time, title, author and picture are decided between page and entry."""
    verdicts = weigh(page, entry)
    settled = {
        name: verdicts[name].evidence.value
        for name in _ENTRY_FIELDS
        if name in verdicts and _may_replace(name, article)
    }
    return replace(article, **settled, categories=entry.categories)  # type: ignore[arg-type]


def _may_replace(name: str, article: Article) -> bool:
    """Tell fields that the entry fills only where the page is silent from those it contests.

    The entry's title fills an empty one; its time contests the page's.
    """
    return name in {"published_at", "modified_at"} or not getattr(article, name)


def _plain(piece: Evidence) -> dict[str, object]:
    """Return a piece of evidence in plain values; how strong it is only counts for moments."""
    said: dict[str, object] = {
        "value": piece.value,
        "witness": str(piece.witness),
        "by": piece.by,
    }
    if isinstance(piece.value, datetime):
        said["value"] = piece.value.isoformat()
        said["strength"] = piece.strength.name.lower()
    return said

"""Collect what each part of a page says about its article, in the form that
`news.witnesses` weighs.
"""

from __future__ import annotations

from collections.abc import Iterator

from news.extract.declared import Declared
from news.extract.publication_dates import Moments
from news.models import Article
from news.witnesses import Evidence, EvidenceByField, Strength, Witness


def gather(
    article: Article, declared: Declared, moments: Moments
) -> EvidenceByField:
    """Return the evidence; of each field the piece that stands comes first."""
    stated = {
        "title": declared.titles,
        "author": [
            ", ".join(declared.people),
            declared.author,
            declared.organisation,
        ],
        "publisher": [declared.publisher, declared.site],
        "editor": [declared.editor],
        "image": declared.images,
    }
    evidence: dict[str, tuple[Evidence, ...]] = {
        "published_at": tuple(moments.published),
        "modified_at": tuple(moments.modified),
    }
    for name, values in stated.items():
        evidence[name] = tuple(_pieces(getattr(article, name), values))
    return {name: pieces for name, pieces in evidence.items() if pieces}


def _pieces(chosen: str, stated: list[str]) -> Iterator[Evidence]:
    """Yield the chosen value, then what the page declares instead."""
    for value in dict.fromkeys(filter(None, (chosen, *stated))):
        # What the readers chose has weighed the visible lines already.
        strength = Strength.DECLARED if value == chosen else Strength.DAY
        witness = Witness.DECLARED if value in stated else Witness.SHOWN
        yield Evidence(value, witness, strength)

"""Part the sentences that stand from those that do not: each check looks at one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from news.faithful import amounts, modality, occasions, polarity, roles, support
from news.faithful.alignment import Evidence, align
from news.faithful.claims import Claim, Dropped, Grounded, Source
from news.faithful.name_check import unknown_name
from news.faithful.names import language_of
from news.faithful.offices import wrong_office
from news.faithful.pool import Pool
from news.faithful.quotations import invented_quotation
from news.faithful.reading import Reading, read
from news.faithful.sources import speaks_to_model
from news.faithful.speakers import wrong_speaker

_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|cn|io|ru|de|fr)\b|@\w|</?\w+[^>]*>", re.IGNORECASE
)


def check(
    claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[list[Grounded], list[Dropped]]:
    """Part the sentences that stand from those that do not."""
    pool = Pool(tuple(sources))
    kept: list[Grounded] = []
    dropped: list[Dropped] = []
    for claim in claims:
        why, evidence = judge(claim, pool)
        if why or evidence is None:
            dropped.append(Dropped(claim.text, why or "evidence"))
            continue
        source = pool.sources[evidence.place]
        kept.append(Grounded(claim.text.strip(), source.article, source.text))
    return kept, dropped


def judge(claim: Claim, pool: Pool) -> tuple[str, Evidence | None]:
    """Return why a claim does not stand, empty where it does, and what it rests on."""
    text = claim.text.strip()
    if not text or not pool.sources:
        return "evidence", None
    if _ADDRESS.search(text) or speaks_to_model(text):
        return "address", None
    reading = read(text, language_of(text, pool.language))
    if not reading.content and not reading.quantities:
        return "evidence", None
    evidence = align(reading, pool, claim.source)
    for found in _faults(claim, reading, evidence, pool):
        return found, evidence
    rests = support.rests_on(claim, reading, evidence, pool)
    return ("", rests) if rests else ("evidence", None)


def _faults(claim: Claim, reading: Reading, evidence: Evidence, pool: Pool) -> Iterator[str]:
    """Yield what is wrong with a claim, the plainest faults first."""
    if occasions.unknown_day(reading, pool):
        yield "day"
    if amounts.unsupported(reading, pool, evidence):
        yield "number"
    if invented_quotation(claim, reading, pool):
        yield "quote"
    if unknown_name(claim, reading, pool):
        yield "name"
    if support.lacks_event(reading, pool):
        yield "event"
    if occasions.other_day(reading, evidence, pool):
        yield "day"
    if wrong_office(claim, reading, pool):
        yield "office"
    if wrong_speaker(claim, reading, pool):
        yield "speaker"
    if amounts.misplaced(reading, evidence, pool):
        yield "number"
    if why := polarity.contradicts(reading, evidence):
        yield why
    if modality.too_certain(reading, evidence):
        yield "modality"
    if roles.turned_round(claim, reading, evidence):
        yield "roles"

"""Separate supported sentences from unsupported ones: each check looks at one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from news.faithful import (
    amounts,
    company,
    counted,
    doers,
    modality,
    occasions,
    polarity,
    residue,
    roles,
    substitutions,
    support,
)
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
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|cn|io|ru|de|fr)\b|@\w|</?\w+[^>]*>",
    re.IGNORECASE,
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


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim as read, what it rests on, and all that the articles say."""

    claim: Claim
    reading: Reading
    evidence: Evidence
    pool: Pool


# The plainest faults come first: the reason that is logged is the first that is
# found.
_CHECKS: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("day", lambda case: occasions.unknown_day(case.reading, case.pool)),
    (
        "number",
        lambda case: amounts.unsupported(
            case.reading, case.pool, case.evidence
        ),
    ),
    (
        "quote",
        lambda case: invented_quotation(case.claim, case.reading, case.pool),
    ),
    (
        "name",
        lambda case: bool(unknown_name(case.claim, case.reading, case.pool)),
    ),
    ("event", lambda case: support.lacks_event(case.reading, case.pool)),
    (
        "day",
        lambda case: occasions.other_day(
            case.reading, case.evidence, case.pool
        ),
    ),
    ("office", lambda case: wrong_office(case.claim, case.reading, case.pool)),
    (
        "office",
        lambda case: company.belongs_to_another(
            case.claim, case.reading, case.pool
        ),
    ),
    (
        "speaker",
        lambda case: wrong_speaker(case.claim, case.reading, case.pool),
    ),
    (
        "number",
        lambda case: amounts.misplaced(case.reading, case.evidence, case.pool),
    ),
    (
        "number",
        lambda case: company.takes_anothers(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "name",
        lambda case: company.comes_later(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "roles",
        lambda case: company.acts_for_another(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "roles",
        lambda case: company.says_anothers(case.claim, case.reading, case.pool),
    ),
    (
        "relation",
        lambda case: polarity.says_the_opposite(case.reading, case.evidence),
    ),
    (
        "polarity",
        lambda case: polarity.negated_otherwise(case.reading, case.evidence),
    ),
    (
        "modality",
        lambda case: modality.too_certain(case.reading, case.evidence),
    ),
    (
        "roles",
        lambda case: roles.turned_round(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "roles",
        lambda case: doers.acts_reversed(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "name",
        lambda case: substitutions.takes_place(
            case.claim, case.reading, case.evidence, case.pool
        ),
    ),
    (
        "evidence",
        lambda case: substitutions.replaces_word(
            case.reading, case.evidence, case.pool
        ),
    ),
    (
        "number",
        lambda case: counted.follows_anothers_word(case.reading, case.evidence),
    ),
    (
        "number",
        lambda case: counted.comes_from_elsewhere(
            case.reading, case.evidence, case.pool
        ),
    ),
    (
        "evidence",
        lambda case: residue.says_more(case.reading, case.evidence, case.pool),
    ),
)


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
    case = _Case(claim, reading, evidence, pool)
    for why, finds in _CHECKS:
        if finds(case):
            return why, evidence
    rests = support.rests_on(claim, reading, evidence, pool)
    return ("", rests) if rests else ("evidence", None)

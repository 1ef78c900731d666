"""Separate supported sentences from unsupported ones: each check looks at one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from news.faithful import (
    added_words,
    amounts,
    attributions,
    causes,
    company,
    conditions,
    counted,
    denials,
    doers,
    edits,
    exchanged_names,
    han_durations,
    infinitives,
    modality,
    nouns_counted,
    number_differences,
    occasions,
    passives,
    polarity,
    quantity_bounds,
    residue,
    reversals,
    roles,
    scores_and_shares,
    starts_and_ends,
    substitutions,
    support,
)
from news.faithful.alignment import ClaimEvidence, align
from news.faithful.case import Case
from news.faithful.claims import Claim, Dropped, Grounded, SourceSentence
from news.faithful.copied_sentences import CopiedSentence
from news.faithful.name_check import has_unknown_name
from news.faithful.offices import wrong_office
from news.faithful.ordinals import other_ordinal
from news.faithful.pool import Pool
from news.faithful.quoted_words import invented_quotation
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import Reading, read
from news.faithful.source_sentences import speaks_to_model
from news.faithful.speakers import another_kind_speaks, wrong_speaker
from news.faithful.wholes import (
    takes_part_for_whole,
    takes_rest_for_whole,
    takes_whole_for_part,
)

_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|cn|io|ru|de|fr)\b|@\w|</?\w+[^>]*>",
    re.IGNORECASE,
)


def check(
    claims: Sequence[Claim], sources: Sequence[SourceSentence]
) -> tuple[list[Grounded], list[Dropped]]:
    """Part the sentences that stand from those that do not."""
    pool = Pool(tuple(sources))
    kept: list[Grounded] = []
    dropped: list[Dropped] = []
    for claim in claims:
        why, evidence = judge(claim, pool)
        if evidence is None or why:
            dropped.append(Dropped(claim.text, why))
            continue
        source = pool.sources[evidence.place]
        text = claim.text.strip()
        kept.append(Grounded(text, source.article, source.text))
    return kept, dropped


# Content words up to which a claim says one thing.
#
# In a longer one each word may come from another sentence, so that comparing it
# with the best sentence alone finds faults where there are none. Measured on the
# development half of a public set of 298 judged summaries: without a limit
# these comparisons drop a third more of the faithful ones, and hardly more of
# the others.
_SHORT = 8
# The same for who acts, which is the first to differ; measured as above.
_SHORTEST = 5


def _always(_: Case) -> bool:
    """Return True: the check can be made of any claim."""
    return True


def _is_comparable(case: Case) -> bool:
    """Return whether a claim can be held word by word against its evidence: it is short or a
    copy, and no extract.
    """
    if case.is_extract:
        return False
    return bool(case.copied) or case.length <= _SHORT


def _rests_on_one(case: Case) -> bool:
    """Return whether one sentence is the evidence.

    Of two, each may hold what the other denies: "the bank opened" and "the museum did not open".
    """
    return len(case.evidence.readings) == 1


def _is_shortest(case: Case) -> bool:
    """Return whether a claim says who acts, and little more.

    "Ek resigned on Monday" does. In a longer one another sentence may name who acts.
    """
    return case.length <= _SHORTEST


def _is_plain(case: Case) -> bool:
    """Return whether a claim can be compared with one sentence, and is no extract of it.

    An extract is counted as its sentence is, whatever other sentences say.
    """
    if case.is_extract:
        return False
    return case.length <= _SHORT or _rests_on_one(case)


def _of_each_copy(
    finds: Callable[[Reading, CopiedSentence], bool],
) -> Callable[[Case], bool]:
    """Return what finds a fault where a claim has it beside each sentence that it copies."""
    return lambda case: (
        bool(case.copied)
        and all(finds(case.reading, copy) for copy in case.copied)
    )


def _beside_evidence(
    finds: Callable[[Reading, ClaimEvidence], bool],
) -> Callable[[Case], bool]:
    """Return what finds a fault where a claim has it beside its evidence."""
    return lambda case: finds(case.reading, case.evidence)


@dataclass(frozen=True, slots=True)
class _Check:
    """A fault to look for in a claim."""

    # One of `news.faithful.REASONS`.
    why: str
    finds: Callable[[Case], bool]
    # Where a claim merges much, a comparison with one sentence means nothing.
    applies: Callable[[Case], bool] = _always

    def fails(self, case: Case) -> bool:
        """Return whether the check can be made, and finds its fault."""
        return self.applies(case) and self.finds(case)


# The plainest faults come first: the reason that is logged is the first that is
# found.
_CHECKS: tuple[_Check, ...] = (
    _Check("day", occasions.unknown_day),
    _Check("number", amounts.unsupported),
    _Check("number", han_durations.lasts_otherwise),
    _Check("quote", invented_quotation),
    _Check("name", has_unknown_name),
    _Check("event", support.lacks_event),
    _Check("day", occasions.was_called_off),
    _Check("day", occasions.in_another_span),
    _Check("day", occasions.happened_another_day),
    _Check("day", occasions.other_weekday),
    _Check("day", occasions.weekday_for_date),
    _Check("day", occasions.other_month),
    _Check("day", starts_and_ends.takes_start_for_end),
    _Check("office", wrong_office),
    _Check("speaker", wrong_speaker),
    _Check("speaker", another_kind_speaks),
    _Check("number", scores_and_shares.turns_score, _is_plain),
    _Check("number", scores_and_shares.names_other_share, _is_plain),
    _Check("number", takes_whole_for_part),
    _Check("number", takes_part_for_whole, _rests_on_one),
    _Check("number", takes_rest_for_whole, _rests_on_one),
    _Check("number", number_differences.takes_difference_for_amount),
    _Check("evidence", added_words.adds_reason),
    _Check("modality", added_words.adds_already),
    _Check("number", other_ordinal, _is_plain),
    _Check("number", nouns_counted.counts_otherwise, _is_plain),
    _Check("number", company.takes_anothers),
    _Check("number", company.takes_number_of_subject),
    _Check("roles", company.acts_for_another, _is_shortest),
    _Check("roles", company.says_anothers, _is_comparable),
    _Check(
        "relation", _beside_evidence(polarity.says_the_opposite), _rests_on_one
    ),
    _Check("relation", causes.reason_and_result_exchanged),
    _Check("number", quantity_bounds.bounds_otherwise),
    _Check("number", added_words.adds_all),
    _Check(
        "polarity", _beside_evidence(denials.negated_otherwise), _is_comparable
    ),
    _Check("polarity", _of_each_copy(edits.turns_negation)),
    _Check("polarity", _of_each_copy(edits.states_what_is_denied)),
    _Check("polarity", _beside_evidence(polarity.takes_other_side)),
    _Check("roles", _of_each_copy(edits.exchanges)),
    _Check("roles", exchanged_names.takes_anothers_place),
    _Check("modality", _of_each_copy(edits.leaves_doubt_out)),
    _Check("modality", modality.too_certain, _rests_on_one),
    _Check("modality", conditions.leaves_condition_out, _rests_on_one),
    _Check("modality", modality.done_only_in_plans),
    _Check("modality", infinitives.done_only_as_aim),
    _Check("roles", roles.turned_round, _is_comparable),
    _Check("roles", roles.sides_change_places, _rests_on_one),
    _Check("roles", reversals.sides_exchanged),
    _Check("roles", doers.acts_reversed),
    _Check("roles", passives.makes_doer_of_one_acted_on),
    _Check("roles", doers.done_by_another),
    _Check("name", substitutions.takes_place, _is_comparable),
    _Check("evidence", substitutions.replaces_word, _is_comparable),
    _Check("number", counted.follows_anothers_word),
    _Check("number", counted.counts_another_word),
    _Check("number", counted.comes_from_elsewhere),
    _Check("number", counted.is_of_another_clause, _is_comparable),
    _Check("number", counted.has_word_of_later_number),
    _Check("speaker", attributions.leaves_speaker_out),
    _Check("evidence", residue.says_more),
    _Check("evidence", support.is_unsupported),
)


def judge(claim: Claim, pool: Pool) -> tuple[str, ClaimEvidence | None]:
    """Return why a claim does not stand, empty where it does, and what it rests on.

    A claim that is a sentence of the articles stands as it is; of one that is refused
    before it is compared, nothing is the evidence.
    """
    text = claim.text.strip()
    reading = read(text, language_of(text, pool.language))
    refused = _refused(text, reading, pool)
    if refused:
        return refused, None
    if text in pool.places:
        # A sentence of the articles stands as it is.
        return "", align(reading, pool, pool.places[text])
    evidence = align(reading, pool, claim.source)
    case = Case(claim, reading, evidence, pool)
    faults = (check.why for check in _CHECKS if check.fails(case))
    return next(faults, ""), case.evidence


def _refused(text: str, reading: Reading, pool: Pool) -> str:
    """Return why a claim is not compared with the articles; empty where it is.

    It has an address, speaks to a model, or says nothing.
    """
    # The whole text: a reading ends after some hundred characters.
    if _ADDRESS.search(text) or speaks_to_model(text):
        return "address"
    if not pool.sources:
        return "evidence"
    says_something = reading.content or reading.quantities
    return "" if says_something else "evidence"

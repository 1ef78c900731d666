"""Extracts: claims that only leave words out of a sentence."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources
from news.faithful.copied_sentences import copies
from news.faithful.extracts import is_extract
from news.faithful.pool import Pool
from news.faithful.sentence_reading import read

COUNCIL = (
    "Tarnby council votes",
    "The council of Tarnby largely approved the plan for nine new ferries. "
    "The council did not approve the bridge. "
    "The ferries may run to Ost, Nor, Vik and Helm by June.",
)
POOL = Pool(tuple(read_sources([(1, *COUNCIL)])))


@pytest.mark.parametrize(
    "claim",
    [
        "The council of Tarnby largely approved the plan.",
        "The council of Tarnby approved the plan for new ferries.",
        "The council did not approve the bridge.",
    ],
)
def test_words_in_their_order_with_small_gaps_are_an_extract(
    claim: str,
) -> None:
    assert is_extract(copies(read(claim, "en"), POOL))


@pytest.mark.parametrize(
    "claim",
    [
        # A negation, a doubt or a number is left out.
        "The council did approve the bridge.",
        "The ferries run to Ost.",
        "The council of Tarnby approved the plan for ferries new.",
        # Another order, and too much left out.
        "The plan approved the council of Tarnby.",
        "The council ferries.",
        "",
    ],
)
def test_what_turns_or_reorders_a_sentence_is_no_extract(claim: str) -> None:
    assert not is_extract(copies(read(claim, "en"), POOL))


def test_an_extract_is_kept_though_another_sentence_denies_its_words() -> None:
    claim = Claim("The council of Tarnby approved the plan for nine ferries.")
    kept, _ = check([claim], read_sources([(1, *COUNCIL)]))
    assert len(kept) == 1


LONG = (
    "Orrin ends its ferry line",
    "Orrin Lines will not renew its contract with the port of Kelm, the firm said on Monday. "
    "Its three ferries carried 40,000 passengers between Kelm and the island of Aske last year. "
    "The island council approved a loan of two million crowns for a ferry of its own. "
    "The mayor of Kelm, Ida Strand, rejected calls for a new pier.",
)


def test_a_long_claim_may_merge_sentences_of_which_one_denies() -> None:
    claim = (
        "Orrin Lines, whose ferries carried passengers between Kelm and the island of Aske, "
        "will not renew its contract with the port."
    )
    kept, dropped = check([Claim(claim)], read_sources([(1, *LONG)]))
    assert [one.why for one in dropped] == []
    assert len(kept) == 1


def test_a_short_claim_is_held_to_the_sentence_it_tells() -> None:
    claims = [
        Claim("Orrin Lines will renew its contract with the port of Kelm."),
        Claim("Ida Strand approved calls for a new pier."),
    ]
    kept, dropped = check(claims, read_sources([(1, *LONG)]))
    assert not kept
    assert [one.why for one in dropped] == ["polarity", "relation"]

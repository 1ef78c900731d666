"""Find what a claim says beyond its evidence: in a short claim, every word must be there."""

from __future__ import annotations

from news.faithful.alignment import Evidence, matched
from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, NOTHING
from news.faithful.name_check import mentions
from news.faithful.names import Name, find_names
from news.faithful.pool import OPENING, Pool
from news.faithful.reading import Reading, Word

# Words from which a claim may say something of its own: in a longer one
# synonyms that no table knows add up.
#
# This and the next one were measured on 950 claims of ours in seven languages
# and on the development halves of three public sets of judged summaries.
LONG = 8
# Words that other checks judge: of speech, of doubt, of plans, of rounding.
_GRAMMAR = frozenset(
    {
        "say", ".light", ".possible", ".planned", ".alleged", ".done", ".about",
        ".over", ".under", ".all", ".rest", ".part",
    }
)  # fmt: skip
# What a number that the evidence has says by itself: the entry is, or costs, 12 euros.
_AMOUNTS = frozenset({"cost"})
_NOBODY = Claim("")
# Words of its own that a longer claim may have: that its evidence lacks, and
# that no article has.
_OWN_OF_LONG = 2
_NEW_OF_LONG = 1


def says_more(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim has words that neither its evidence nor the articles' subject
    explains.

    Names are judged by themselves. Across languages words can't be compared: there it is False.
    """
    if claim.language != pool.language:
        return False
    is_long = len(claim.content) >= LONG
    own = _own_words(claim, evidence, pool)
    if not is_long:
        return bool(own) or _has_far_name(claim, evidence, pool)
    known = matched(own, pool.content, compounds=claim.language == "de")
    new = len(own) - len(known)
    return new > _NEW_OF_LONG or len(own) > _OWN_OF_LONG


def _own_words(claim: Reading, evidence: Evidence, pool: Pool) -> list[Word]:
    """Return the words that only the claim has, without light verbs and verbs of speech.

    In "the mayor resigned angrily" for "the mayor resigned" it is "angrily". Names
    and what the articles are about are no own words; "costs" is none beside a
    number.
    """
    explaining = _explaining(evidence)
    compounds = claim.language == "de"
    held = matched(claim.content, explaining, compounds=compounds)
    names = [name for name in find_names(claim) if _is_name(name, pool)]
    amounts = _AMOUNTS if claim.quantities else NOTHING
    own = []
    for word in claim.content:
        if word in held or _is_light(word, claim.language):
            continue
        # The entry is, or costs, 12 euros: the number says it.
        if word.is_of(amounts) or word.is_in(pool.subject):
            continue
        if not any(name.covers(word.start) for name in names):
            own.append(word)
    return own


def _is_name(name: Name, pool: Pool) -> bool:
    """Return whether a capital marks a name, not just the start of a sentence.

    "Volna" in "at Volna", or where an article has it so; not the "Building" of
    "Building stopped".
    """
    if not name.sure:
        return False
    is_within = name.start > 0 or " " in name.text
    return is_within or name.text in pool.sure_names


def _has_far_name(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim takes a name from an unrelated sentence.

    Names of the headline, of the first sentence and of those beside the evidence may be meant by
    "he" and "the company".
    """
    if pool.without_capitals:
        return False
    meant = (*evidence.readings, *evidence.near, *pool.readings[:OPENING])
    for name in find_names(claim):
        if not name.sure:
            continue
        if not any(mentions(near, name, _NOBODY) for near in meant):
            return True
    return False


def _explaining(evidence: Evidence) -> list[Word]:
    """Return the words of the evidence, and of a neighbouring sentence that refers back to it.

    "She will leave in May" refers back to the sentence before it.
    """
    words: list[Word] = []
    for reading in evidence.readings:
        words += reading.content
    for near in evidence.near:
        if _begins_with_pronoun(near):
            words += near.content
    return words


def _begins_with_pronoun(reading: Reading) -> bool:
    """Return whether a sentence's first word refers back: "She will leave in May"."""
    first = reading.words[:1]
    return any(".pronouns" in word.labels for word in first)


def _is_light(word: Word, language: str) -> bool:
    """Return whether a word adds nothing: "come", "is said", a single character.

    A single Chinese or Japanese character is mostly cut from a longer word.
    """
    if not word.labels.isdisjoint(_GRAMMAR):
        return True
    return language in EAST and len(word.key) == 1

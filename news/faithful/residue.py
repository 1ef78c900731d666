"""Find what a claim says beyond its evidence: in a short claim, every word must be there."""

from __future__ import annotations

from news.faithful.alignment import ClaimEvidence, matched
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.name_forms import mentions
from news.faithful.pool import OPENING
from news.faithful.proper_names import Name, find_names, sure_names
from news.faithful.spans import covered
from news.faithful.word import Word, labels_of

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
# Words of its own that a longer claim may have: that its evidence lacks, and
# that no article has. Of so many words one may be such: a claim that merges
# sentences has more synonyms.
#
# Measured on the sets above: 17 in 176 more of the faithful summaries are kept,
# 8 in 122 more of the others; a fifth for new words lets through more of the
# false single sentences.
_OWN_OF_LONG = 2
_OWN_SHARE = 4
_NEW_OF_LONG = 1
_NEW_SHARE = 6


def says_more(case: Case) -> bool:
    """Return whether a claim has words that neither its evidence nor the articles' subject
    explains.

    Names are judged by themselves. Across languages words can't be compared: there it is False.
    """
    if case.is_foreign:
        return False
    own = _own_words(case)
    claim = case.reading
    size = case.length
    if size < LONG:
        return bool(own) or _has_far_name(case)
    known = matched(own, case.pool.content, compounds=claim.language == "de")
    new = len(own) - len(known)
    if new > max(_NEW_OF_LONG, size // _NEW_SHARE):
        return True
    return len(own) > max(_OWN_OF_LONG, size // _OWN_SHARE)


def _own_words(case: Case) -> list[Word]:
    """Return the words that only the claim has, without light verbs and verbs of speech.

    In "the mayor resigned angrily" for "the mayor resigned" it is "angrily". Names
    and what the articles are about are no own words; "costs" is none beside a
    number.
    """
    claim = case.reading
    explaining = _explaining(case.evidence)
    held = matched(claim.content, explaining, compounds=claim.language == "de")
    named = covered(_names(case))
    own = []
    for word in claim.content:
        if word in held or word.start in named:
            continue
        if not _is_explained(word, case):
            own.append(word)
    return own


def _is_explained(word: Word, case: Case) -> bool:
    """Return whether a word says no more than what the articles are about.

    "Costs" says nothing beside a number: the entry is, or costs, 12 euros. That customers pay says
    nothing of a price.
    """
    if word.is_of(_AMOUNTS) and case.reading.quantities:
        return True
    if word.is_of(case.implied) or word.is_in(case.pool.subject):
        return True
    if case.is_cut_otherwise(word):
        return True
    return _is_light(word, case.reading.language)


def _names(case: Case) -> list[Name]:
    """Return the names of a claim that a capital marks, not just the start of a sentence.

    "Volna" in "at Volna", or where an article has it so; not the "Building" of
    "Building stopped".
    """
    known = case.pool.sure_names
    return [
        name
        for name in sure_names(find_names(case.reading))
        if name.start > 0 or " " in name.text or name.text in known
    ]


def _has_far_name(case: Case) -> bool:
    """Return whether a claim takes a name from an unrelated sentence.

    Names of the headline, of the first sentence and of those beside the evidence may be meant by
    "he" and "the company".
    """
    if case.pool.without_capitals:
        return False
    evidence = case.evidence
    opening = case.pool.readings[:OPENING]
    meant = (*evidence.readings, *evidence.near, *opening)
    for name in sure_names(find_names(case.reading)):
        if not any(mentions(near, name, {}) for near in meant):
            return True
    return False


def _explaining(evidence: ClaimEvidence) -> list[Word]:
    """Return the words of the evidence, and of a neighbouring sentence that refers back to it.

    "She will leave in May" refers back to the sentence before it.
    """
    words = evidence.content
    for near in evidence.near:
        # The first word of "She will leave in May" is a pronoun.
        if ".pronouns" in labels_of(near.words[:1]):
            words += near.content
    return words


def _is_light(word: Word, language: str) -> bool:
    """Return whether a word adds nothing: "come", "is said", a single character.

    A single Chinese or Japanese character is mostly cut from a longer word.
    """
    if not word.labels.isdisjoint(_GRAMMAR):
        return True
    return language in EAST and len(word.key) == 1

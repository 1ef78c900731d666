"""Find what a claim says beyond its evidence: in a short claim, every word must be there."""

from __future__ import annotations

from collections.abc import Iterable

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
# Words from which a claim may have own words too, if it copies no sentence and a number
# ties it to one fact: it tells this in other words, where a copy with an own word adds
# something.
#
# Measured on the sets above and on 128 claims about articles of ours in eight
# languages, half of them free paraphrases: 5 in 64 more of these are kept, 2 in 176 more
# of the faithful summaries, and none more of 1,110 others; from six words on, 2 in
# 64 more, and one more of the others.
_FREE = 7
# Words that such a claim may have that its evidence lacks, and that no article has:
# one of two and one of three, but in a long claim no more than this.
_OWN_OF_FREE = 3
_NEW_OF_FREE = 2


def says_more(case: Case) -> bool:
    """Return whether a claim has words that neither its evidence nor the articles' subject
    explains.

    Names are judged by themselves. Across languages words can't be compared: there it is False.
    """
    if case.is_foreign:
        return False
    if case.length < LONG and _has_far_name(case):
        return True
    own = _own_words(case)
    if len(own) > _most_own(case):
        return True
    return len(_new_words(own, case)) > _most_new(case)


def _most_own(case: Case) -> int:
    """Return how many words a claim may have that its evidence lacks."""
    size = case.length
    most = max(_OWN_OF_LONG, size // _OWN_SHARE) if size >= LONG else 0
    if _tells_freely(case):
        most = max(most, min(size // 2, _OWN_OF_FREE))
    return most


def _most_new(case: Case) -> int:
    """Return how many words a claim may have that no article has."""
    size = case.length
    most = max(_NEW_OF_LONG, size // _NEW_SHARE) if size >= LONG else 0
    if _tells_freely(case):
        most = max(most, min(size // 3, _NEW_OF_FREE))
    return most


def _tells_freely(case: Case) -> bool:
    """Return whether a claim tells a fact in its own words, and a number ties it to the fact."""
    if case.copied or not case.reading.quantities:
        return False
    return case.length >= _FREE


def _new_words(own: Iterable[Word], case: Case) -> list[Word]:
    """Return those of a claim's own words that no article has.

    "Angrily" in "the mayor resigned angrily", where nobody is angry in any sentence.
    """
    compounds = case.reading.language == "de"
    known = matched(own, case.pool.content, compounds=compounds)
    return [word for word in own if word not in known]


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

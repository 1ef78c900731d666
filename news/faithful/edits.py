"""Judge what a claim changes of a sentence that it copies, edit by edit.

It says something else where a negation was put in or left out, a doubt was left out, two words or
names changed places, or where the sentence only names what the claim says in order to deny it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from news.faithful.copied_sentences import CopiedSentence, Edit
from news.faithful.lexicon import EAST
from news.faithful.reading import Reading, Word

# Words between two that changed places: with fewer, "A met with B" may be "B met
# with A".
_APART = 3
_NEGATIONS = frozenset({".negators", ".negating_verbs"})
_DOUBTS = frozenset({".possible", ".alleged"})
# Words that deny what a sentence tells behind them.
_DENYING = frozenset({*_NEGATIONS, "deny", "reject", "false"})
# Words that begin what is told.
_THAT = re.compile(
    r"\b(?:that|whether|dass|daß|wonach|que|qu|что|будто|чтобы)\b"
)
# Chinese characters that negate inside a word: 功不可没, 不足.
_NEGATING_CHARACTERS = str.maketrans("", "", "不未没无非")
# Words that weaken as doubts do.
_WEAK = frozenset({*_DOUBTS, *_NEGATIONS})


def turns_negation(claim: Reading, copied: Sequence[CopiedSentence]) -> bool:
    """Return whether a claim negates or affirms what each sentence that it copies does not."""
    scope = claim.lexicon.scope
    return bool(copied) and all(
        not _moves_negation(copy)
        and any(_is_turned(edit, scope) for edit in copy.short_edits)
        for copy in copied
    )


def _moves_negation(copy: CopiedSentence) -> bool:
    """Return whether a claim negates as many words of the same clause in another place:
    "no files were taken" for "files were not taken".
    """
    left = _negated_clauses(edit.before for edit in copy.edits)
    came = _negated_clauses(edit.after for edit in copy.edits)
    return bool(left) and left == came


def _negated_clauses(parts: Iterable[Sequence[Word]]) -> list[int]:
    """Return the clause of each negation among some words."""
    return [
        word.clause
        for words in parts
        for word in words
        if not word.labels.isdisjoint(_NEGATIONS)
    ]


def _is_turned(edit: Edit, scope: str) -> bool:
    """Return whether an edit puts in a negation or takes one out, and changes nothing else."""
    if scope == "after" and _differ_by_a_character(edit):
        return True
    if _doubts(edit.before) != _doubts(edit.after):
        # "Can't rule out that" for "may": the negation is a part of the doubt.
        return False
    # "Did not say" for "said": the verb itself is no change.
    before = _without(edit.before, edit.after)
    after = _without(edit.after, edit.before)
    denies = _governs(after, _NEGATIONS, scope)
    if denies == _governs(before, _NEGATIONS, scope):
        return False
    # "Unable" for "not able": another word may say the negation.
    affirming = before if denies else after
    return not any(map(_tells, affirming))


def _doubts(words: Sequence[Word]) -> bool:
    return any(".possible" in word.labels for word in words)


def _differ_by_a_character(edit: Edit) -> bool:
    """Return whether a Chinese edit puts in or takes out one negating character, however its
    words are cut: 只能 and 只不能.
    """
    before = "".join(word.key for word in edit.before)
    after = "".join(word.key for word in edit.after)
    alike = before.translate(_NEGATING_CHARACTERS) == after.translate(
        _NEGATING_CHARACTERS
    )
    return alike and (len(before) - len(after)) % 2 == 1


def _without(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """Return the words that none of the others means."""
    return [
        word for word in words if not any(word.means(other) for other in others)
    ]


def states_what_is_denied(
    claim: Reading, copied: Sequence[CopiedSentence]
) -> bool:
    """Return whether a claim states what each sentence that it copies only names to deny it:
    "the dam broke" for "she denied that the dam broke".
    """
    if claim.marked(".negating_verbs") or claim.marked(".negators"):
        return False
    return bool(copied) and all(map(_is_denied, copied))


def _is_denied(copy: CopiedSentence) -> bool:
    """Return whether the words that govern what a claim has of a sentence deny it."""
    telling = [
        word
        for word in copy.before
        if word.says_something and not _THAT.fullmatch(word.key)
    ]
    if not telling or not _opens_what_is_told(copy, telling[-1]):
        return False
    governing = [
        word for word in copy.before if word.clause == telling[-1].clause
    ]
    if _doubts(governing):
        return False
    return any(not word.labels.isdisjoint(_DENYING) for word in governing)


def _opens_what_is_told(copy: CopiedSentence, last: Word) -> bool:
    """Return whether what a claim has of a sentence is told by what stands before it: behind
    "that", behind a verb of speech, in Chinese behind any words of its clause.
    """
    source, copied = copy.source, copy.source.words[len(copy.before)]
    if source.language in EAST:
        return last.clause == copied.clause
    between = source.text[last.start : copied.start]
    return "say" in last.concepts or bool(_THAT.search(between))


def exchanges(copied: Sequence[CopiedSentence]) -> bool:
    """Return whether a claim exchanges two words or names of each sentence that it copies."""
    return bool(copied) and all(map(_is_exchanged, copied))


def _is_exchanged(copy: CopiedSentence) -> bool:
    """Return whether what left one place of a sentence stands in another, and the reverse."""
    told = [edit for edit in copy.short_edits if any(map(_tells, edit.before))]
    return any(
        _keys(first.before) == _keys(second.after)
        and _keys(first.after) == _keys(second.before)
        and _stand_apart(first, second, copy.source)
        for first, second in combinations(told, 2)
    )


def _stand_apart(first: Edit, second: Edit, source: Reading) -> bool:
    """Return whether enough stands between two edits: "A and B" is "B and A"."""
    between = [
        word
        for word in source.words
        if first.before[-1].end <= word.start < second.before[0].start
    ]
    return len(between) >= _APART and any(map(_tells, between))


def _keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words]


def leaves_doubt_out(claim: Reading, copied: Sequence[CopiedSentence]) -> bool:
    """Return whether a claim states what each sentence that it copies calls possible or alleged."""
    scope = claim.lexicon.scope
    says = bool(claim.marked("say"))
    doubts = len(claim.marked(".possible"))
    return bool(copied) and all(
        # The same doubt in other words: "n'exclut pas", "n'a pas exclu".
        doubts < max(len(copy.source.marked(".possible")), 1)
        and any(_is_surer(edit, scope, says=says) for edit in copy.short_edits)
        for copy in copied
    )


def _is_surer(edit: Edit, scope: str, *, says: bool) -> bool:
    """Return whether an edit takes a doubt out; an allegation only where nobody is said to say it."""
    doubts = {".possible"} if says else _DOUBTS
    surer = _governs(edit.before, doubts, scope)
    # "Won" for "claimed a win" is no surer.
    return surer and not any(
        word.labels & _WEAK or _tells(word) for word in edit.after
    )


def _governs(
    words: Sequence[Word], labels: frozenset[str] | set[str], scope: str
) -> bool:
    """Return whether one of the words has a label and acts on what stands beside the edit."""
    for place, word in enumerate(words):
        inside = words[:place] if scope == "before" else words[place + 1 :]
        if not word.labels.isdisjoint(labels) and not any(map(_tells, inside)):
            return True
    return False


def _tells(word: Word) -> bool:
    """Return whether a word says something by itself, not as a part of grammar."""
    return word.says_something and bool(word.concepts or not word.labels)

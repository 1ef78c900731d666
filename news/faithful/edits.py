"""Judge what a claim changes of a sentence that it copies, edit by edit.

It says something else where a negation was put in or left out, a doubt was left out, two words or
names changed places, or where the sentence only names what the claim says in order to deny it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from news.faithful.concept_lexicon import EAST, Labels
from news.faithful.copied_sentences import CopiedSentence, Edit
from news.faithful.sentence_reading import Reading
from news.faithful.spans import behind, between, in_clause
from news.faithful.word import Word, marked

# Words between two that changed places: with fewer, "A met with B" may be "B met
# with A".
_APART = 3
_NEGATIONS = frozenset({".negators", ".negating_verbs"})
_POSSIBLE = frozenset({".possible"})
_DOUBTS = frozenset({".possible", ".alleged"})
# Words that deny what a sentence tells behind them.
_DENYING = frozenset({*_NEGATIONS, "deny", "reject", "false"})
# Words that weaken as doubts do.
_WEAK = frozenset({*_DOUBTS, *_NEGATIONS})
# Words that begin what is told.
_THAT = re.compile(
    r"\b(?:that|whether|dass|daß|wonach|que|qu|что|будто|чтобы)\b"
)
# Chinese characters that negate inside a word: 功不可没, 不足.
_NEGATING_CHARACTERS = str.maketrans("", "", "不未没无非")


def turns_negation(claim: Reading, copy: CopiedSentence) -> bool:
    """Return whether a claim negates or affirms what the sentence that it copies does not.

    "The files were not taken" for "the files were taken".
    """
    if _moves_negation(copy):
        return False
    scope = claim.lexicon.scope
    return any(
        _is_turned(edit, scope) and not _is_doubled(edit, copy.source)
        for edit in copy.short_edits
        if not copy.leaves_clause_out(edit)
    )


def _is_doubled(edit: Edit, source: Reading) -> bool:
    """Return whether what a claim leaves out stands beside a negation that it keeps.

    "Has not enough" for "still has not enough", where "still not" is one phrase: пока не.
    """
    if edit.after or not edit.before:
        return False
    following = behind(source.words, edit.before[-1].end)[:1]
    return bool(marked(following, _NEGATIONS))


def _moves_negation(copy: CopiedSentence) -> bool:
    """Return whether a claim negates as many words of the same clause in another place:
    "no files were taken" for "files were not taken".
    """
    left = _negated_clauses(copy.left_out)
    if not left:
        return False
    return left == _negated_clauses(copy.put_in)


def _negated_clauses(words: Sequence[Word]) -> list[int]:
    """Return the clause of each word that negates.

    "Not open; not safe" → 1, 2; a clause stands twice where it negates twice.
    """
    return [word.clause for word in marked(words, _NEGATIONS)]


def _is_turned(edit: Edit, scope: str) -> bool:
    """Return whether an edit puts in a negation or takes one out, and changes nothing else.

    "Did not sell" for "sold" does; "bought" for "did not sell" changes the verb as well.
    """
    if _differ_by_a_character(edit):
        return True
    doubted = bool(_doubts(edit.before))
    if bool(_doubts(edit.after)) != doubted:
        # "Can't rule out that" for "may": the negation is a part of the doubt.
        return False
    denied = _governs(edit.before, _NEGATIONS, scope)
    if _governs(edit.after, _NEGATIONS, scope) == denied:
        return False
    # "Unable" for "not able": another word may say the negation.
    affirming = edit.after if denied else edit.before
    return not any(map(_tells, affirming))


def _doubts(words: Iterable[Word]) -> list[Word]:
    """Return the words of doubt: "may", "possibly"."""
    return marked(words, _POSSIBLE)


def _differ_by_a_character(edit: Edit) -> bool:
    """Return whether a Chinese edit puts in or takes out one negating character.

    Its words may be cut in any way: 只能 and 只不能.
    """
    before, after = ("".join(keys) for keys in edit.keys)
    affirmed = before.translate(_NEGATING_CHARACTERS)
    if affirmed != after.translate(_NEGATING_CHARACTERS):
        return False
    more = len(before) - len(after)
    return more % 2 == 1


def states_what_is_denied(_: Reading, copy: CopiedSentence) -> bool:
    """Return whether a claim states what the sentence that it copies only names to deny it.

    "The dam broke" for "she denied that the dam broke".
    """
    telling = [word for word in copy.before if not _THAT.fullmatch(word.key)]
    if not telling:
        return False
    last = telling[-1]
    governing = in_clause(copy.before, last.clause)
    if not _denies(governing):
        return False
    return _opens_what_is_told(copy, last)


def _denies(words: Sequence[Word]) -> bool:
    """Return whether words deny what follows them, and do not leave it open.

    "She denied that" does; "she may deny that" says nothing of what she will do.
    """
    if not marked(words, _DENYING):
        return False
    return not _doubts(words)


def _opens_what_is_told(copy: CopiedSentence, last: Word) -> bool:
    """Return whether what stands before a claim's words tells them: "she denied that …".

    It ends in "that" or in a verb of speech; in Chinese any words of the clause tell its rest.
    """
    source = copy.source
    copied = source.words[len(copy.before)]
    if source.language in EAST:
        return last.clause == copied.clause
    opening = source.text[last.start : copied.start]
    if "say" in last.concepts:
        return True
    return bool(_THAT.search(opening))


def exchanges(_: Reading, copy: CopiedSentence) -> bool:
    """Return whether a claim exchanges two words or names of the sentence that it copies.

    What left one place of the sentence stands in another, and the reverse: "Ek, whom Moor trains"
    for "Moor, whom Ek trains".
    """
    told = [edit for edit in copy.edits if any(map(_tells, edit.before))]
    return any(
        _trade_places(first, second, copy.source)
        for first, second in combinations(told, 2)
    )


def _trade_places(first: Edit, second: Edit, source: Reading) -> bool:
    """Return whether two edits exchange their words, and enough stands between them.

    "A and B" for "B and A" exchanges nothing: a list has no order.
    """
    if not first.after or not second.after:
        return False
    moved, came = first.keys
    ahead, last = second.keys
    # The claim may leave out the rest of either: "who depend on buses" for "who walk,
    # a study says".
    if moved[: len(last)] != last or ahead[: len(came)] != came:
        return False
    start = first.before[-1].end
    end = second.before[0].start
    words = between(source.words, start, end)
    if len(words) < _APART:
        return False
    return any(map(_tells, words))


def leaves_doubt_out(claim: Reading, copy: CopiedSentence) -> bool:
    """Return whether a claim states what the sentence that it copies calls possible or alleged.

    "The crack will grow" for "the crack may grow".
    """
    # The same doubt in other words: "n'exclut pas", "n'a pas exclu".
    doubts = _doubts(copy.source.words)
    kept = _doubts(claim.words)
    if len(kept) >= max(len(doubts), 1):
        return False
    # Where somebody is said to say it, an allegation is left to other checks.
    left_out = _POSSIBLE if claim.marked("say") else _DOUBTS
    scope = claim.lexicon.scope
    return any(
        _governs(edit.before, left_out, scope) and not _is_weak(edit.after)
        for edit in copy.short_edits
    )


def _is_weak(words: Sequence[Word]) -> bool:
    """Return whether words doubt or say something, so that a claim is no surer by them.

    "Won" for "claimed a win" says it in other words, "reportedly" for "allegedly" still doubts.
    """
    if marked(words, _WEAK):
        return True
    return any(map(_tells, words))


def _governs(words: Sequence[Word], labels: Labels, scope: str) -> bool:
    """Return whether one of the words has a label and acts on what stands beside the edit.

    A word that tells something, such as the "files" of "no files were", is what it acts on instead.
    """
    from_the_edge = words if scope == "before" else reversed(words)
    for word in from_the_edge:
        if word.labels & labels:
            return True
        if _tells(word):
            return False
    return False


def _tells(word: Word) -> bool:
    """Return whether a word says something by itself, not as a part of grammar.

    "Crack" and "deny" do; "may", "not" and "the" do not.
    """
    if not word.says_something:
        return False
    return bool(word.concepts) or not word.labels

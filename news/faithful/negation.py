"""Find the words that a negation turns: "open" and "bridge" in "did not open the bridge"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from news.faithful.concept_lexicon import EAST, SLAVIC, Lexicon
from news.faithful.spans import before, behind, between, in_clause
from news.faithful.word import Word, marked, saying

# A verb that denies, and denials of any kind.
_VERB = ".negating_verbs"
_NEGATIONS = frozenset({".negators", _VERB})
# What a French "ne" belongs to: "pas" denies, "que" restricts.
_MATES = frozenset({".negators", ".only"})
# Words that begin a question within a sentence, whose verb no negation before
# them turns: not decided whether to close.
_QUESTIONS = frozenset({"whether", "ob", "если", "ли"})
# Content words behind a negation that it turns: the verb and what stands beside
# it. A verb such as "deny" turns one more.
_REACH = 2
_REACH_OF_VERB = 3
# The same in Chinese and Japanese, in characters.
_CHARACTERS = 5
_CHARACTERS_OF_VERB = 8


def mark_negated(words: Sequence[Word], known: Lexicon) -> tuple[Word, ...]:
    """Mark the words that a negation turns, and those that it turns first.

    In "did not open the bridge" both "open" and "bridge" are turned, "open" first.
    """
    words = _without_restrictions(words)
    turned: set[Word] = set()
    targets: set[Word] = set()
    for negation in marked(words, _NEGATIONS):
        # No negation reaches over a comma: "not in Bern, but in Basel".
        clause = in_clause(words, negation.clause)
        scope = _scope(negation, clause, known)
        turned.update(scope)
        first = scope[:1] if _turns_one(negation, known) else scope
        targets.update(first)
    return tuple(
        replace(word, negated=True, target=word in targets)
        if word in turned
        else word
        for word in words
    )


def _without_restrictions(words: Sequence[Word]) -> Sequence[Word]:
    """Take the negation from words that only restrict: the "ne" of "n'ouvrira que lundi".

    French "ne … que" says "only", where no second negation such as "pas" stands between the two.
    """
    return [
        replace(word, labels=word.labels - _NEGATIONS)
        if ".restricts" in word.labels and _restricts(word, words)
        else word
        for word in words
    ]


def _restricts(word: Word, words: Sequence[Word]) -> bool:
    """Return whether "que" is the next word of its clause that belongs to a "ne"."""
    clause = behind(in_clause(words, word.clause), word.end)
    mates = marked(clause, _MATES)
    return bool(mates) and ".only" in mates[0].labels


def _turns_one(negation: Word, known: Lexicon) -> bool:
    """Return whether a negation turns one word first: "not", but no verb such as "deny".

    A German "nicht" stands far from its verb; characters cut Chinese and Japanese
    words at will.
    """
    if known.language in EAST or known.scope == "around":
        return False
    return _VERB not in negation.labels


def _scope(
    negation: Word, clause: Sequence[Word], known: Lexicon
) -> Sequence[Word]:
    """Return the words of its clause that a negation turns, the nearest first.

    How far it reaches depends on the language: some words behind it, some
    characters in Chinese and Japanese, in German the clause.
    """
    is_verb = _VERB in negation.labels
    if known.language in EAST:
        reach = _CHARACTERS_OF_VERB if is_verb else _CHARACTERS
        if known.scope == "before":
            return _near_before(negation, clause, reach)
        return between(clause, negation.end, negation.end + reach)
    if is_verb:
        return _first_behind(negation, clause, _REACH_OF_VERB)
    if known.scope == "around":
        # A German "nicht" turns its whole clause: the verb stands at either end.
        return clause
    turned = _first_behind(negation, clause, _REACH)
    if known.language in SLAVIC:
        # "Он получать не стал": the verb's own word may stand before its
        # negation.
        nearest = before(clause, negation.start)[-1:]
        turned[1:1] = saying(nearest)
    return turned


def _first_behind(
    negation: Word, clause: Sequence[Word], most: int
) -> list[Word]:
    """Return the first words behind a negation that say something.

    "The files were not taken": where none is, what stands before it is denied.
    """
    asserted = takewhile(
        lambda word: word.key not in _QUESTIONS, behind(clause, negation.end)
    )
    following = saying(asserted)[:most]
    return following or before(saying(clause), negation.start)[-1:]


def _near_before(
    negation: Word, clause: Sequence[Word], reach: int
) -> list[Word]:
    """Return the words that end within some characters before a negation: 食べ|ない.

    Japanese negates behind its verb, Chinese before it: 不|上涨.
    """
    ahead = before(clause, negation.start)
    far = before(clause, negation.start - reach)
    return ahead[len(far) :]

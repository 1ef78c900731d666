"""Find the sentences that a claim copies, and what it changes of them.

A long claim may merge several sentences, so that its words can't all be held against one of them.
A claim that has most of its words from one sentence, in their order, can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from news.faithful.pool import Pool
from news.faithful.sentence_reading import Reading
from news.faithful.word import Word, stems_of
from news.faithful.word_diff import diff_words

# Share of a claim's words that one sentence has in their order.
_COPIED = 0.75
# Words that a claim needs: of fewer, a few in common are no copy.
_FEWEST = 3
# Words of a short edit: more are another clause, which says something of its
# own.
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a sentence, and the words that a claim has in their place."""

    before: Sequence[Word]
    after: Sequence[Word]

    @property
    def is_short(self) -> bool:
        """Whether it changes a few words, and is no clause that was put in or left out.

        "Not" and "the old dam" are short; "as Moor had told the council" is a clause.
        """
        return max(len(self.before), len(self.after)) <= _LONGEST

    @property
    def keys(self) -> tuple[Sequence[str], Sequence[str]]:
        """The keys of the sentence's words, and of those in their place.

        Of |firm| for |bank|: (bank) and (firm).
        """
        return stems_of(self.before), stems_of(self.after)


@dataclass(frozen=True, slots=True)
class CopiedSentence:
    """A sentence that a claim copies, and what the claim changes of it."""

    source: Reading
    # In their order; what the claim leaves out at the sentence's ends too.
    edits: tuple[Edit, ...]
    # The sentence's words before and behind what the claim has of it.
    before: Sequence[Word]
    behind: Sequence[Word]

    @property
    def short_edits(self) -> tuple[Edit, ...]:
        """The edits that change a few words each.

        Not that of "the dam broke, as Moor had told the council" for "the dam broke".
        """
        return tuple(edit for edit in self.edits if edit.is_short)

    def leaves_clause_out(self, edit: Edit) -> bool:
        """Return whether an edit only leaves out words of clauses of which a claim has nothing.

        "Nobody was hurt" of "the dam broke, nobody was hurt"; its "nobody" denies nothing else. A
        verb may: "hid a report, which he denies".
        """
        kept = set(self.source.words).difference(self.left_out)
        clauses = {word.clause for word in kept}
        return not edit.after and all(
            word.clause not in clauses and ".negating_verbs" not in word.labels
            for word in edit.before
        )

    @property
    def left_out(self) -> list[Word]:
        """The words of the sentence that the claim leaves out or puts others for."""
        listed = (edit.before for edit in self.edits)
        return list(chain.from_iterable(listed))

    @property
    def put_in(self) -> list[Word]:
        """The words of the claim that the sentence does not have in their place."""
        listed = (edit.after for edit in self.edits)
        return list(chain.from_iterable(listed))

    @property
    def inner_edits(self) -> tuple[Edit, ...]:
        """The edits but for what is left out at the sentence's ends.

        "The dam broke" only leaves out the ends of "she said the dam broke on Monday".
        """
        ends = (self.before, self.behind)
        return tuple(
            edit for edit in self.edits if edit.after or edit.before not in ends
        )


def copies(claim: Reading, pool: Pool) -> list[CopiedSentence]:
    """Return the sentences that a claim copies; none for one that tells in its own words.

    "The old dam broke" copies "The old dam broke on Monday", and not "on Monday a dam burst".
    """
    if len(claim.words) < _FEWEST:
        return []
    copied: list[CopiedSentence] = []
    for source in sentences_with(_COPIED, claim, pool):
        copied += _compare(claim, source)
    return copied


def sentences_with(share: float, claim: Reading, pool: Pool) -> list[Reading]:
    """Return the sentences that have a share of a claim's words, in whatever order.

    This is quick: few sentences are left to be compared in their order.
    """
    keys = claim.all_keys
    least = share * len(keys)
    return [
        source
        for source in pool.readings
        if len(keys & source.all_keys) >= least
    ]


def _compare(claim: Reading, source: Reading) -> Iterator[CopiedSentence]:
    """Yield what a claim changes of a sentence, if it has most of its words from there.

    "The dam broke" beside "the old dam broke" leaves out "old".
    """
    mine = claim.words
    theirs = source.words
    compared = diff_words(theirs, mine)
    if len(compared.shared) < _COPIED * len(mine):
        return
    edits = tuple(
        Edit(theirs[change.before], mine[change.after])
        for change in compared.changes
    )
    first = compared.shared[0][0]
    last = compared.shared[-1][0]
    yield CopiedSentence(source, edits, theirs[:first], theirs[last + 1 :])

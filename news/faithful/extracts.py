"""Find claims that only leave words out: an extract of one sentence, its words in their order."""

from __future__ import annotations

from collections.abc import Sequence

from news.faithful.copied_sentences import CopiedSentence, Edit
from news.faithful.word import Word

# Words that an extract may leave out in one place.
#
# Two are an adverb or a member of a list. With more, one clause's subject may
# come before another's verb.
_LEFT_OUT = 2
# What turns or weakens the words beside it can't be left out.
_TURNING = frozenset(
    {
        ".negators",
        ".negating_verbs",
        ".possible",
        ".planned",
        ".alleged",
    }
)


def is_extract(copied: Sequence[CopiedSentence]) -> bool:
    """Return whether one of the sentences that a claim copies has all its words in their order.

    Such a claim is negated, counted and told as its sentence is, whatever other sentences say.
    """
    return any(all(map(_leaves_out, copy.inner_edits)) for copy in copied)


def _leaves_out(edit: Edit) -> bool:
    """Return whether an edit only leaves out few words, and none that weighs.

    "The old bridge" → "the bridge" does; "may close" → "close" leaves out a doubt.
    """
    if edit.after or len(edit.before) > _LEFT_OUT:
        return False
    return not any(map(_weighs, edit.before))


def _weighs(word: Word) -> bool:
    """Return whether a word changes what the words beside it mean, or is a number.

    "Not", "may", "plans to" and "12" do.
    """
    if word.key[:1].isdigit():
        return True
    return not word.labels.isdisjoint(_TURNING)

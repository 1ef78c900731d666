"""Recognise who takes back within a sentence what its beginning asks for: "add science, never
mind", "add science … no, rather health".

What is left of it is for the person to say, so it is asked about and not done.
"""

from __future__ import annotations

from itertools import pairwise

from news.wishes.parts import WishPart
from news.wishes.wish_sentence import WishSentence

# Verbs that change something where they are about a name.
_CHANGING = ("want", "drop", "less", "more")
# Words for "never mind" and "that was a mistake".
_BACK = ("never", "undo")
# With other meanings these words are verbs of their own: 体育不用了 leaves sports, and
# "annule le sport" too.
_VERBS = ("want", "drop")
# A word for "no" that is about the word behind it alone: "sports, not tech".
_NOT = ("keep_last", "negation")


def is_taken_back(sentence: WishSentence) -> bool:
    """Return whether words behind the first topic take back what is asked for.

    "Add science, never mind" does so, and "never mind, add science" does not.
    """
    topics = sentence.of("topic")
    if not topics or not sentence.objects(*_CHANGING):
        return False
    first = sentence.parts.index(topics[0])
    behind = sentence.parts[first + 1 :]
    is_back = any(
        part.means(*_BACK) and not part.means(*_VERBS) for part in behind
    )
    return is_back or any(map(_answers, pairwise(behind)))


def _answers(pair: tuple[WishPart, WishPart]) -> bool:
    """Return whether the first of two parts answers "no" to what stands before it.

    The Japanese いや always does. "Non" and "нет" may as well refuse what comes next, as
    in "la science, non au sport", save where a verb follows: "non plutôt la santé".
    """
    word, behind = pair
    if not word.means("nay") or word.means(*_NOT):
        return False
    return behind.means("want") or not word.means("drop")

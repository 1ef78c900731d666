"""Recognise who takes back within a sentence what its beginning asks for: "add science, never
mind", "add science … no, rather health".

What is left of it is for the person to say, so it is asked about and not done.
"""

from __future__ import annotations

from itertools import dropwhile, filterfalse, pairwise

from news.wishes.parts import WishPart
from news.wishes.wish_sentence import WishSentence

# Verbs that change something where they are about a name.
_CHANGING = ("want", "drop", "less", "more")
# Words of what else is changed: pictures, and a pause with its end.
_SETTINGS = ("picture", "until")
# Languages in which "before" stands behind its hour.
_BOUND_BEHIND = frozenset(("zh", "ja"))
# Words for "never mind" and "that was a mistake".
_BACK = ("never", "undo")
# With other meanings these words are verbs of their own: 体育不用了 leaves sports, and
# "annule le sport" too.
_VERBS = ("want", "drop")
# A word for "no" that is about the word behind it alone: "sports, not tech".
_NOT = ("keep_last", "negation")


def is_taken_back(sentence: WishSentence) -> bool:
    """Return whether words behind the first topic take back what is asked for.

    "Add science, never mind" does so, and "never mind, add science" does not. Pictures
    and a pause are taken back as well: "pause until Monday, never mind". Pictures that
    are named twice, and refused, are wanted or not: "no pictures … or rather keep
    pictures".
    """
    changed = (*sentence.of(*_SETTINGS), *sentence.objects(*_CHANGING))
    behind = list(dropwhile(_names_nothing, sentence.parts))
    tests = (
        *map(_means_back, behind),
        *map(_answers, pairwise(behind)),
        all(("drop" in sentence.kinds, len(sentence.of("picture")) > 1)),
    )
    return bool(changed) and any(tests)


def tells_of_past(sentence: WishSentence) -> bool:
    """Return whether a Chinese or Japanese sentence begins with "before", and so tells
    what was: 之前你都是7点发, 以前は7時に送ってた.

    Behind a time the same word is a bound: 7点之前, 7時以前. In other languages that
    bound stands before its hour, so nothing is known by it.
    """
    told = filterfalse(_is_small, sentence.parts)
    first = next(told, None)
    is_before = first is not None and first.means("ahead")
    return is_before and sentence.language in _BOUND_BEHIND


def _is_small(part: WishPart) -> bool:
    """Return whether a part may stand before the first word of a sentence: a sign, or a
    word that says nothing.
    """
    return part.means("fill", "cut")


def _names_nothing(part: WishPart) -> bool:
    """Return whether a part names nothing that could be changed."""
    return not part.means("topic", *_SETTINGS)


def _means_back(part: WishPart) -> bool:
    """Return whether a word takes something back and is no verb of its own."""
    return part.means(*_BACK) > part.means(*_VERBS)


def _answers(pair: tuple[WishPart, WishPart]) -> bool:
    """Return whether the first of two parts answers "no" to what stands before it.

    The Japanese いや always does. "Non" and "нет" may as well refuse what comes next, as
    in "la science, non au sport", save where a verb follows: "non plutôt la santé".
    """
    word, behind = pair
    is_answer = word.means("nay") > word.means(*_NOT)
    return is_answer and behind.means("want") >= word.means("drop")

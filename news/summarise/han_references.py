"""Recognise Chinese and Japanese sentences that refer back; their words have no blanks between
them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from news.summarise.marked import holds_any
from news.summarise.reference_words import references_of

_HAN_CLAUSE = re.compile(r"[，。：:、「“]")
# A time, or another few words, before the pronoun that opens a sentence.
_HAN_TIME = re.compile(
    r"(?:[^，。：“「]{1,10}[，,]|(?:现在|現在|如今|目前|当天|當天|今天|昨天|最近))(?=[他她它])"
)
# Characters of a Chinese sentence in which a word points back.
_HAN_INNER = 30
# Characters behind a Chinese pronoun in which its verb stands.
_HAN_VERB = 12
# A single character may be the start of a longer word that points at nothing.
_WHOLE_WORDS = (
    "其他", "其它", "其余", "那曲", "也门", "又一", "还是", "还款", "并购", "并州", "而立", "同学", "同比", "同济", "同仁", "这一年", "此次", "今", "该国", "同志社", "同盟", "ただの", "一方的", "ここ数", "なおみ",
)  # fmt: skip


def han_points_back(opening: str, language: str) -> bool:
    """Tell whether a Chinese or Japanese sentence opens with a pronoun or a link, or explains soon
    what stood before: 一方面这说明….
    """
    known = references_of(language)
    if _han_opener(_behind_time(opening), known.pronouns, known.links):
        return True
    return holds_any(opening[:_HAN_INNER], known.inner)


def _behind_time(opening: str) -> str:
    """Return a text behind a few words and a comma before a person's pronoun: 最近，他…."""
    time = _HAN_TIME.match(opening)
    return opening[time.end() :] if time else opening


def lacks_han_speaker(sentence: str, language: str) -> bool:
    """Return whether a Chinese or Japanese sentence opens with a pronoun that says something:
    他说，大桥已经修好; not: 他走过大桥.
    """
    known = references_of(language)
    pronoun = _han_opener(sentence, known.pronouns)
    if not pronoun:
        return False
    rest = sentence[len(pronoun) :]
    clause = _HAN_CLAUSE.split(rest, maxsplit=1)[0][:_HAN_VERB]
    if holds_any(clause, known.speech):
        return True
    return sentence.rstrip("。！」”").endswith(tuple(known.speech))


def han_refers_twice(sentence: str, language: str) -> bool:
    """Tell whether two of a Chinese or Japanese sentence's clauses open with what points back:
    对此，他表示支持.
    """
    known = references_of(language)
    clauses = _HAN_CLAUSE.split(sentence)
    return sum(bool(_han_opener(one, known.pronouns)) for one in clauses) > 1


def _han_opener(opening: str, *words: frozenset[str]) -> str:
    """Return the longest of the words that a text opens with: 它们 of 它们都在湖上, not 它; empty for
    none, and for a longer word that points at nothing: 其他人.
    """
    if opening.startswith(_WHOLE_WORDS):
        return ""
    return next(filter(opening.startswith, _longest_first(*words)), "")


@lru_cache(maxsize=256)
def _longest_first(*words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(chain(*words), key=len, reverse=True))

"""Guess what a misspelt or shortened wish means: `sned me tehc nwes` is "send me tech news",
`news abt tech rn` "news about tech right now".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, partial
from importlib.resources import files
from itertools import chain
from types import MappingProxyType

from news.schedule.finding import is_time_alone
from news.schedule.vocabulary import normal, own_language
from news.toml_tables import read_table
from news.topics import catalogue
from news.wishes.parts import single_words
from news.wishes.wish_grammar import expressions

# A word of letters; shorter ones are too easily like others.
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}")
# Letters of a text that is worth a guess: a wish in some words.
_LONGEST = 80
# Letters that a word may have too many or too few.
_LONGER = 2
# Similar words that are looked at.
_LOOKED_AT = 5
# The required similarity: two letters of four that changed places have it.
_ALIKE = 0.75
# A word of four letters with another letter is another word: "vive", "vire".
_SHORT = 4
# Letters of two words that the other one lacks: one that is wrong, or two too many.
_LETTERS = 2
# Any word, which may be short for others.
_ANY_WORD = re.compile(r"\w+")


def respelled(text: str, locale: str) -> str:
    """Return a text with words like those of wishes and of topics' names in
    place of misspelt ones, and with shortened words written out.

    Whoever asks must check that the result is a wish: a rare word may only look
    like one of them. Chinese and Japanese stay as they are.
    """
    if len(text) > _LONGEST:
        return text
    language = own_language(locale)
    known = _known(language)

    def better(match: re.Match[str]) -> str:
        word = normal(match[0])
        # A plural is no misspelt word: "weeks".
        if word in known or word.removesuffix("s") in known:
            return match[0]
        if is_time_alone(word, language):
            return match[0]
        alike = [one for one in known if abs(len(one) - len(word)) <= _LONGER]
        like = get_close_matches(word, alike, _LOOKED_AT, _ALIKE)
        near = list(filter(partial(_is_near, word), like))
        # Letters change places more often than one is wrong.
        moved = [one for one in near if sorted(one) == sorted(word)]
        others = near * (len(word) > _SHORT)
        return next(iter((*moved, *others)), match[0])

    shorthand = _shorthand(language)
    written = _ANY_WORD.sub(lambda at: shorthand.get(at[0], at[0]), text)
    return _WORD.sub(better, written)


def _is_near(word: str, other: str) -> bool:
    """Return whether nearly all letters of two words are the same: "strike" is no
    misspelt "stories".
    """
    first, second = Counter(word), Counter(other)
    apart = (first - second) + (second - first)
    return apart.total() <= _LETTERS


@cache
def _shorthand(language: str) -> Mapping[str, str]:
    """Return what the shortened words of a language stand for."""
    table = read_table(files("news.wishes") / "shorthand.toml")
    return MappingProxyType(dict(table[language]))


@cache
def _known(language: str) -> tuple[str, ...]:
    """Return the words of a language's rules, and of the topics' names in all
    languages that are written with letters.
    """
    topics = catalogue()
    names = (name for topic in topics for _, name in topic.names)
    keys = (topic.key for topic in topics)
    texts = (*expressions(language), *single_words(language), *names, *keys)
    words = (_WORD.findall(normal(text)) for text in texts)
    return tuple(sorted(set(chain.from_iterable(words))))

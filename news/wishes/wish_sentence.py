"""A sentence as its parts and clauses, and how much of it is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, filterfalse
from operator import attrgetter

from news.schedule.finding import TimePhrase, is_time_alone
from news.schedule.vocabulary import normal
from news.wishes.clauses import WishClause, clauses_of
from news.wishes.named_places import with_places
from news.wishes.parts import Kinds, WishPart, read_parts, wish_words
from news.wishes.rules import MARKS
from news.wishes.wish_grammar import languages_of

# The share of a text's letters in words of wishes from which it is said to the bot.
#
# Of 750 headlines in five languages 29 have it.
_SAID = 0.7
# Words, or Chinese and Japanese characters, that are enough to say something.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\u3040-\u30ff\u3400-\u9fff]+"
)
_WORDS = 4
# What stands for the time of a part that names none.
_NO_TIME = TimePhrase(0, 0, "", strength="sure", has_hours=False)
# Letters between a word and what it is not about.
FAR = 2


@dataclass(frozen=True, slots=True)
class WishSentence:
    """The parts of a sentence, and its clauses."""

    text: str
    language: str
    parts: tuple[WishPart, ...]
    clauses: tuple[WishClause, ...]
    # All kinds of its parts.
    kinds: frozenset[str]
    # The share of its letters in words that are understood, up to 1.
    share: float

    @property
    def is_whole(self) -> bool:
        """Whether every word is understood."""
        return all(map(attrgetter("kinds"), self.parts))

    def of(self, *kinds: str) -> list[WishPart]:
        """Return the parts of some kinds, in their order."""
        return [part for part in self.parts if part.means(*kinds)]

    def objects(self, *verbs: str) -> list[str]:
        """Return what the clauses with these verbs are about, each once.

        Topics are named by their keys; "the weekend" is no name.
        """
        named = (
            clause.objects for clause in self.clauses if clause.verb in verbs
        )
        names = dict.fromkeys(chain.from_iterable(named))
        is_time = partial(is_time_alone, language=self.language)
        return list(filterfalse(is_time, names))


def read_sentence(text: str, language: str) -> WishSentence:
    """Read a sentence by the words of one language.

    Names count as understood where a verb says what is wanted of them.
    """
    parts = _weighed(read_parts(text, language))
    parts = _whole_names(parts, language)
    parts = with_places(text, parts, language)
    clauses = tuple(clauses_of(text, parts))
    words = [part for part in parts if not part.means("cut")]
    known = filter(attrgetter("kinds"), words)
    asked = filter(attrgetter("verb"), clauses)
    names = chain.from_iterable(map(attrgetter("names"), asked))
    understood = _letters(known) + sum(map(len, names))
    return WishSentence(
        text,
        language,
        parts,
        clauses,
        frozenset(chain.from_iterable(map(attrgetter("kinds"), parts))),
        min(understood / max(_letters(words), 1), 1.0),
    )


def _weighed(parts: tuple[WishPart, ...]) -> tuple[WishPart, ...]:
    """Return the parts, where the French "plus de" is more beside "moins de": "moins de
    sport, plus de culture"; alone it may be no more.
    """
    if not any(part.means("fewer") for part in parts):
        return parts
    more = frozenset({"greater"})
    return tuple(
        replace(part, kinds=more) if part.means("either") else part
        for part in parts
    )


def _whole_names(
    parts: tuple[WishPart, ...], language: str
) -> tuple[WishPart, ...]:
    """Return the parts, where a part of the day is none behind a name to which "of"
    joins it: "train de nuit", "journal du soir".

    "Deportes de noche" has a topic before the part of the day, which stays one.
    """
    of = wish_words(language).kinds
    return (*parts[:1], *map(partial(_whole_name, of), parts, parts[1:]))


def _whole_name(
    known: Mapping[tuple[str, ...], Kinds], before: WishPart, part: WishPart
) -> WishPart:
    """Return a part, or the part without a meaning where it goes on with the name
    before it, which nothing explains.
    """
    first = normal(part.text.partition(" ")[0])
    time = part.time or _NO_TIME
    tests = (
        not before.kinds,
        "of" in known.get((first,), frozenset()),
        time.strength == "weak",
        not time.has_hours,
    )
    return replace(part, kinds=frozenset(), time=None) if all(tests) else part


def is_said(text: str, locale: str) -> bool:
    """Return whether a text is said to the bot, though it may not be understood: most
    of its words are those of wishes, by the chat's language or by English.
    """
    plain = text.strip(MARKS)
    is_long = len(_WORD.findall(plain)) >= _WORDS
    sentences = map(partial(read_sentence, plain), languages_of(locale))
    return is_long and max(map(attrgetter("share"), sentences)) >= _SAID


def begins_with_refusal(text: str, locale: str) -> bool:
    """Return whether the first word of a text refuses what follows it: "not to get any
    news", "ne plus recevoir l'économie".
    """
    sentences = map(partial(read_parts, text), languages_of(locale))
    first = (part for parts in sentences for part in parts[:1])
    return any(part.means("drop", "negation") for part in first)


def _letters(parts: Iterable[WishPart]) -> int:
    """Return how many letters some parts have."""
    return sum(map(attrgetter("size"), parts))


def letters_between(word: WishPart, other: TimePhrase | WishPart) -> int:
    """Return how many letters stand between two parts of a sentence, in any order."""
    return max(other.start - word.end, word.start - other.end)

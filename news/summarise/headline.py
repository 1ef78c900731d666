"""Compare sentences with the headline: the words and numbers that it announces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, filterfalse

from news.cluster.generic import is_generic
from news.language.word_votes import frequent_words
from news.summarise.reference_words import references_of
from news.words import STOP, fold, surface_words

# Letters of a word that are compared: endings differ, and real stems take half
# of a summary's time.
_STEM = 6
# Endings of inflected words, and letters that may stand before them: мостами, новым, заявила;
# cities; Tauben. With them 53 of 1,361 items of pages, broadcasts and feeds' texts changed; a
# reader who did not know which was which found 28 better and 10 worse.
_CYRILLIC_ENDINGS = re.compile(
    r"(?:(?:[аяоеыи]|ия)[мхв]|[аяи]ми|[ое](?:го|му)|[иыое]й|[аиеыоу]л[аио]?|(?:ил|ал)?с[ья]|[еиаяу]т"
    r"|[аи]ть)$"
)
_CYRILLIC_LETTERS = "аеёиоуыэюяйьії"
_LATIN_LETTERS = "eiyns"
# Letters that English doubles before an ending: stopped.
_DOUBLED = {letter * 2: letter for letter in "bdgmnprt"}
# Letters of a word that an ending leaves at least.
_KEPT = 3
_CYRILLIC = re.compile(r"[а-яёіїєґ]")
_APOSTROPHES = re.compile(r"['’]")
# A year stands in many sentences and tells no fact by itself.
_YEAR = re.compile(r"(?:19|20)\d\d年?")
# Sentences of a text from which a word that each of them holds tells nothing.
_MANY = 12
# Sentences that hold a word to which a text comes back.
_AGAIN = 3
# A series' or a column's name before a headline: 【新闻特写】…, [RELEASE] ….
_LABEL = re.compile(r"\A\s*[【〔［\[][^】〕］\]]{1,60}[】〕］\]]\s*(?=\S.{4})")
# A headline that is nothing but somebody's words: “We go on”.
_SPOKEN = re.compile(
    r"""[“"„«「『‘'][^“”"„«»「」『』]*[”"»“」』’'][.!?…。！？]?"""
)
# Words of a headline below which it is no measure: of fewer a sentence holds one by
# chance.
_SAYS = 3
# Share of a sentence's content words up to which it says no more than the headline.
_NEW = 0.2


@dataclass(frozen=True, slots=True)
class Headline:
    """The stems of a headline that say something, and those that are numbers."""

    stems: frozenset[str]
    numbers: frozenset[str]
    # How much a stem tells, from 0 to 1; those that are missing tell all.
    weights: Mapping[str, float] = field(default_factory=dict)
    # Stems that a text comes back to, whatever the headline says of them.
    matter: frozenset[str] = frozenset()
    # Stems of the language's function words.
    common: frozenset[str] = frozenset()

    @property
    def is_measure(self) -> bool:
        """Tell whether the headline has words enough to compare sentences with: "Ferry sinks off
        Lowfield"; not: "A nightmare".
        """
        return len(self.stems) >= _SAYS

    def is_all_of(self, stems: Iterable[str]) -> bool:
        """Tell whether a sentence has hardly a content word that the headline has not; a year is
        none.
        """
        own = set(stems) - self.common
        beyond = filterfalse(_YEAR.fullmatch, own - self.stems)
        return len([*beyond]) <= _NEW * len(own)

    @property
    def words(self) -> frozenset[str]:
        """Return the stems that are no numbers."""
        return frozenset(filterfalse(str.isdigit, self.stems))

    def count(self, stems: Collection[str]) -> int:
        """Count the headline's stems that a sentence holds."""
        return len(self.stems.intersection(stems))

    def share(self, stems: Collection[str]) -> float:
        """Return the share of the headline's stems that a sentence holds; 0 for an empty one."""
        return _share(self.stems, stems)

    def share_of_words(self, stems: Collection[str]) -> float:
        """Return the same of the words beside the numbers."""
        return _share(self.words, stems)

    def share_of_numbers(self, stems: Collection[str]) -> float:
        """Return the same of the numbers."""
        return _share(self.numbers, stems)

    def weigh(self, sentences: Collection[Iterable[str]]) -> Headline:
        """Return the headline with less weight on stems that many of a text's sentences
        hold: who acts in all of them says little of what is new. What the text comes
        back to is noted.
        """
        holding = Counter(chain.from_iterable(map(frozenset, sentences)))
        many = max(len(sentences), _MANY)
        weights = {
            stem: 1.0 - (holding[stem] - 1) / many
            for stem in self.stems & holding.keys()
        }
        again = frozenset(
            stem for stem, count in holding.items() if count >= _AGAIN
        )
        return replace(self, weights=weights, matter=again - self.common)

    def count_matter(self, stems: Collection[str]) -> int:
        """Count the stems of a sentence that the text comes back to."""
        return len(self.matter.intersection(stems))

    def weighted_share(self, held: Iterable[str]) -> float:
        """Return the share of the headline that some of its stems make, by their weights."""
        weight = sum(self.weights.get(stem, 1.0) for stem in held)
        return weight / (len(self.stems) or 1)


def read_headline(title: str, language: str) -> Headline:
    """Read the content words and the numbers of a title; function words of its language say
    nothing.

    Nor does the name of a series before it, nor a title that only quotes, or that any
    day's news may have: where such words stand deep in a report is chance, and its
    first sentence tells the news.
    """
    title = _LABEL.sub("", title)
    if _SPOKEN.fullmatch(title.strip()) or is_generic(title):
        title = ""
    common = frequent_words(language.partition("-")[0])
    telling = frozenset(map(stem, set(_content_words(title)) - common))
    numbers = frozenset(filter(is_number, telling))
    return Headline(telling, numbers, common=_common_stems(language))


@lru_cache(maxsize=64)
def _common_stems(language: str) -> frozenset[str]:
    """Return the stems of a language's function words, and of those that only say who
    tells something.
    """
    functional = frequent_words(language.partition("-")[0])
    return frozenset(map(stem, functional | references_of(language).sources))


def _share(words: frozenset[str], stems: Collection[str]) -> float:
    """Return the share of words that are among a sentence's stems; 0 for no words."""
    return len(words.intersection(stems)) / (len(words) or 1)


# Weights, likeness and openings ask for the stems of the same sentences: those of
# one text and its description are kept.
@lru_cache(maxsize=128)
def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words, without those that say nothing in English and Chinese."""
    return tuple(map(stem, _content_words(text)))


def _content_words(text: str) -> list[str]:
    """Return a text's words, folded: "The Bridge holds" → bridge, holds."""
    return [word for word in surface_words(fold(text)) if word not in STOP]


# Words come again and again: the cache halves the time of all stems of a text.
@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what inflected forms of a folded word share, roughly: its first letters without an
    ending, a possessive or an article: bridges, bridge's → bridg; l'école → école.
    """
    if not word.isalnum():
        word = max(_APOSTROPHES.split(word), key=len)
    if _CYRILLIC.match(word):
        # Some write ё, others е for it.
        word = word.replace("ё", "е")
        bare = _CYRILLIC_ENDINGS.sub("", word)
        return _shortest(word, bare, _CYRILLIC_LETTERS)
    bare = word.removesuffix("s").removesuffix("ing").removesuffix("ed")
    bare = bare.removesuffix(_DOUBLED.get(bare[-2:], ""))
    return _shortest(word, bare, _LATIN_LETTERS)


def _shortest(word: str, bare: str, letters: str) -> str:
    """Return the first letters of a word: without its ending, and without letters before it, where
    enough of it is left.
    """
    starts = (bare.rstrip(letters), bare, word.rstrip(letters))
    enough = filter(_KEPT.__le__, map(len, starts))
    return word[: min(next(enough, _STEM), _STEM)]


def is_number(word: str) -> bool:
    """Tell whether a word is a number of two characters or more, and no year: 12, s10; not 7, 2026."""
    has_digit = any(map(str.isdigit, word))
    return len(word) > 1 and has_digit and not _YEAR.fullmatch(word)

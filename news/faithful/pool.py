"""Everything that a story's articles say, read once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import chain, pairwise, product
from operator import attrgetter

from news.faithful.chinese_bodies import recurring_bodies
from news.faithful.claims import SourceSentence
from news.faithful.concept_lexicon import EAST
from news.faithful.proper_names import Name, find_names, sure_names
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import Reading, gather, listed, read
from news.faithful.word import Word, stems_of
from news.numbers import Quantity, days
from news.transliteration import romanise
from news.words import fold

_PLAIN = re.compile(r"[\W_]+")
# Words within which two words of a sentence count as neighbours.
NEAR = 5
# Sentences that say what a story is about: the headline and the first one.
OPENING = 2
# Sentences that have a word of what the story is about.
_AGAIN = 2
# Words of a text by which its capitals can be judged.
_ENOUGH = 40
# A text with fewer than one capital in so many words has none: names alone make
# three in a hundred, "I" and the beginnings of quotations one.
_RARE = 50
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Pool:
    """The sentences of a story's articles, and what they say together."""

    def __init__(self, sources: tuple[SourceSentence, ...]) -> None:
        self.sources = sources
        self.texts = [source.text for source in sources]
        self.text = "\n".join(self.texts)
        self.language = language_of(self.text[:2000])

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Its sentences, read once, in the order of the sources."""
        return tuple(read(text, self.language) for text in self.texts)

    @cached_property
    def places(self) -> dict[str, int]:
        """The numbers of the sentences by their texts.

        A claim that is a sentence of the articles rests on itself.
        """
        return {text.strip(): place for place, text in enumerate(self.texts)}

    @cached_property
    def spaced(self) -> str:
        """The text's words, one space about each.

        "Ek's «Volna»" → " ek s volna ".
        """
        return _spaced(self.text)

    @cached_property
    def plain(self) -> str:
        """The text without white space and punctuation: 陈立群，市长 → 陈立群市长."""
        return self.spaced.replace(" ", "")

    @cached_property
    def words(self) -> frozenset[str]:
        """All folded words as they stand, not their stems.

        "Ek paid, Ek left" → ek, paid, left.
        """
        return frozenset(self.spaced.split())

    @cached_property
    def words_with_capital(self) -> frozenset[str]:
        """Folded words that have a capital somewhere; all of a text without capitals.

        "Около порта живёт Елена" → около, елена: a first word may be a name.
        """
        if self.without_capitals:
            return self.words
        written = _PLAIN.sub(" ", self.text).split()
        return frozenset(map(fold, filter(_has_capital, written)))

    @cached_property
    def quantities(self) -> frozenset[Quantity]:
        """The numbers of all sentences."""
        return gather(attrgetter("quantities"), self.readings)

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems and concepts of what all sentences say.

        "Fares climbed" → fare, fee, climb, rise.
        """
        return gather(attrgetter("keys"), self.readings)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Concepts of all their words: fee and rise of "fares climbed"."""
        return gather(attrgetter("concepts"), self.readings)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words of all sentences that say something, each once.

        Of several with one stem the last one.
        """
        words = listed(attrgetter("content"), self.readings)
        by_stem = dict(zip(stems_of(words), words, strict=True))
        return tuple(by_stem.values())

    @cached_property
    def subject(self) -> frozenset[str]:
        """Stems and concepts of what the articles are about.

        Those of the headline and the first sentence, and those that several sentences have.
        """
        counts = Counter(listed(attrgetter("keys"), self.readings))
        again = {key for key, count in counts.items() if count >= _AGAIN}
        opening = gather(attrgetter("keys"), self.readings[:OPENING])
        return opening | again

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Stems of all words, also of those that say nothing: "the old bridge" has "the"."""
        return frozenset(chain.from_iterable(self._stems))

    @cached_property
    def _stems(self) -> list[list[str]]:
        """The stems of each sentence, in order.

        "Ek met Moor" and "rain fell" → [ek, meet, moor], [rain, fell].
        """
        return [stems_of(reading.words) for reading in self.readings]

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Each two words that stand side by side in a sentence, by their stems.

        "The old bridge" → (the, old), (old, bridg).
        """
        return frozenset(chain.from_iterable(map(pairwise, self._stems)))

    @cached_property
    def near_pairs(self) -> frozenset[tuple[str, str]]:
        """Each two words of which the second stands within a few words behind the first.

        "The old bridge" has (the, old), (the, bridg) and (old, bridg).
        """
        pairs: set[tuple[str, str]] = set()
        for stems, step in product(self._stems, range(1, NEAR)):
            pairs.update(zip(stems, stems[step:], strict=False))
        return frozenset(pairs)

    @cached_property
    def without_capitals(self) -> bool:
        """Whether the text is of a script with capitals,
        but has none except where sentences begin.

        Some public sets are written so; then names can't be told from words. Never in
        Chinese and Japanese, nor for a text of a few words.
        """
        if self.language in EAST:
            return False
        inner = (text.split()[1:] for text in self.texts)
        written = chain.from_iterable(inner)
        words = [word for word in written if word[0].isalpha()]
        if len(words) < _ENOUGH:
            return False
        capitals = sum(map(_has_capital, words))
        return capitals * _RARE < len(words)

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Stems of the words that have a capital where no sentence begins.

        By them a word that begins one is known as a name's: "Volna closes".
        """
        return gather(_capitalised_within, self.readings)

    @cached_property
    def romanised(self) -> str:
        """The text in small Latin letters without blanks.

        陈立群，市长 → chenliqunshizhang: a name is looked for by its sound there.
        """
        return romanise(self.text)

    @cached_property
    def _listed_names(self) -> list[Name]:
        return listed(find_names, self.readings)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The folded parts of each name, sentence by sentence.

        "Lena Ortiz met Serra" → (lena, ortiz), (serra,).
        """
        return tuple(name.folded for name in self._listed_names)

    @cached_property
    def parts_of_names(self) -> frozenset[str]:
        """The folded words of names that are surely names: lena, ortiz."""
        sure = sure_names(self._listed_names)
        return frozenset(chain.from_iterable(name.folded for name in sure))

    @cached_property
    def sure_names(self) -> frozenset[str]:
        """Names as they stand where no sentence begins.

        By them others are known that begin one: "Volna closes", where the article has
        "at Volna".
        """
        return frozenset(name.text for name in sure_names(self._listed_names))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Chinese names of teams, firms and offices that the text
        says more than once, the longest first.
        """
        return recurring_bodies(self.text)

    @cached_property
    def _body_pattern(self) -> re.Pattern[str]:
        """What finds one of these bodies in a text; of two at one place the longer."""
        return re.compile("|".join(map(re.escape, self.bodies)))

    def bodies_in(self, reading: Reading) -> list[Name]:
        """Return where a Chinese sentence has one of these bodies.

        东湖队 in 击败东湖队, where the articles speak of 东湖队 more than once.
        """
        if reading.language != "zh" or not self.bodies:
            return []
        bodies = self._body_pattern.finditer(reading.raw)
        return [Name(body.group(), *body.span()) for body in bodies]

    def beside(self, place: int) -> tuple[Reading, ...]:
        """Return a sentence, the one before it and the one behind it in its article.

        The headline has none before it, and the next article's headline is no neighbour.
        """
        near = slice(max(place - 1, 0), place + 2)
        article = self.sources[place].article
        pairs = zip(self.sources[near], self.readings[near], strict=True)
        return tuple(
            reading for source, reading in pairs if source.article == article
        )

    def holds(self, text: str) -> bool:
        """Return whether a name or quotation stands in the articles,
        marks and variants of script aside.

        As whole words: "Orti" does not stand in "Ortiz". Chinese and Japanese have no
        blanks between words, so there it stands anywhere. An empty one never does.
        """
        spaced = _spaced(text)
        if not spaced.strip():
            return False
        if _HAN.search(text):
            return spaced.replace(" ", "") in self.plain
        return spaced in self.spaced


def _capitalised_within(reading: Reading) -> set[str]:
    """Return the stems of a sentence's words that have a capital, but its first one's.

    "Nobody knows Lena Ortiz" → lena, ortiz.
    """
    capitalised = filter(reading.has_capital, reading.words)
    return {word.key for word in capitalised if word.start > 0}


def _has_capital(word: str) -> bool:
    """Return whether a written word begins with a capital: Volna, not "volna"."""
    return word[0].isupper()


def _spaced(text: str) -> str:
    """Return the folded words of a text, one space about each."""
    words = _PLAIN.sub(" ", fold(text)).strip()
    return f" {words} "

"""Read an article for the clusterer: its title without the site's name, its lines without
boilerplate, its vectors.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from news.cluster.fingerprints import (
    GRAM,
    MAX_CHARACTERS,
    letters,
    mark,
    sketch,
    winnow,
)
from news.cluster.frequencies import Frequencies
from news.cluster.hashed_terms import (
    EVERY_LANGUAGE,
    NOTHING,
    Terms,
    Weights,
    count_words,
)
from news.cluster.title_terms import title_terms
from news.cluster.window_columns import KEYS, NEUTRAL, PIECES, WORDS, Vectors
from news.language import detect
from news.links import host
from news.models import Article
from news.site_names import SiteNames
from news.words import fold

# Stories with one line from which the line is a site's furniture.
FURNITURE = 5
# The same of a line that ends without a full stop, as menus and lists of links
# do.
BARE_FURNITURE = 1
# Words of the text among an article's keys.
TEXT_KEYS = 16
# Characters of a title that are kept for the rule of twins.
MAX_TITLE = 160
# Characters that make a text: less is a caption.
MIN_TEXT = 20
MAX_HEADLINE = 300
NO_PRINTS = np.zeros(0, np.uint32)
_LINES = 1 << 18
_MOST_COUNTED = 200
# Articles of one story from whose words it is learned how common words are; of
# later ones each that doubles the story teaches too: what a hundred articles of
# one event say is not common for that.
#
# F of public titles, in the mean of eight languages, rose from .807 to .812 by
# it, and on each half of the events, from .816 to .824 and from .828 to .829;
# from 4 to 8 it is alike.
TEACHING = 8
# Share of a language's articles from which a story is no one event: all of its
# articles teach, or what was joined before any word was known to be common
# would go on to take in all.
#
# Of 1,500 texts of made-up words one story held all without it; from .3 to .5
# all figures are alike.
TOO_LARGE = 0.4
# As many articles of a story teach how common the keys are that any language
# shares: an event is told by a story a language. Tellings in nine languages at
# once joined better with more (F .752 beside .730 on one half, .772 beside .771
# on the other).
TEACHING_ACROSS = 16
_PATH = re.compile(r"\s(?:>|>>|»|›)\s")
_END = re.compile(r"[.!?。！？…؟।][\"'”’»)）]*$")


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article as the clusterer sees it."""

    # Without the site's name; as the page writes it.
    title: str
    language: str
    vectors: Vectors
    # How telling each of its keys is.
    key_weights: Weights
    # What the frequencies count once the article is placed: terms of its
    # language, and those that any language shares.
    terms: tuple[Terms, ...]
    neutral: Terms
    # Marks of its lines.
    lines: list[int]


class Reader:
    """Reads articles; knows how common terms and lines are and what sites are called."""

    def __init__(self) -> None:
        self.frequencies = Frequencies()
        self.names = SiteNames()
        self.lines = LineCounts()

    def read(
        self, article: Article, moment: int, *, learns: bool = True
    ) -> ArticleReading:
        """Read an article that came at a moment (UTC seconds);
        `learns` takes its site's name in.
        """
        text = fold(article.text[: 2 * MAX_CHARACTERS])
        lines = [line for line in text.split("\n") if len(line) >= GRAM]
        kept = [line for line in lines if not self.lines.is_furniture(line)]
        title = self._headline(article, kept, learns=learns)
        language = _language(article, title)
        body = " ".join(kept)
        plain = letters(body)
        has_text = len(plain) >= MIN_TEXT
        of_title = title_terms(title, language)
        words = NOTHING
        if has_text:
            words = count_words(of_title.folded, body, language)
        weigh = self.frequencies.weigh
        weighed = weigh(words, language, WORDS)
        keys, key_weights = self._keys(of_title.keys, weighed, language)
        vectors = Vectors(
            time=moment,
            has_text=has_text,
            pieces=weigh(of_title.pieces, language, PIECES),
            words=weighed,
            keys=keys,
            named=_which(keys, of_title.names),
            neutral=weigh(of_title.neutral, EVERY_LANGUAGE, NEUTRAL),
            sketch=sketch(winnow(plain)) if plain else NO_PRINTS,
        )
        return ArticleReading(
            title=title[:MAX_TITLE],
            language=language,
            vectors=vectors,
            key_weights=key_weights,
            terms=(of_title.pieces.terms, words.terms, of_title.keys),
            neutral=of_title.neutral.terms,
            lines=list(map(mark, lines)),
        )

    def learn(self, reading: ArticleReading, size: int) -> None:
        """Count the terms of an article that made its story so large, and the lines of
        one that began it.
        """
        most = TOO_LARGE * self.frequencies.articles(reading.language)
        doubles = size.bit_count() == 1
        teaches = doubles or size > most
        if teaches or size <= TEACHING_ACROSS:
            self.frequencies.count_article(EVERY_LANGUAGE, reading.neutral)
        if teaches or size <= TEACHING:
            self.frequencies.count_article(reading.language, *reading.terms)
        if size == 1:
            self.lines.count(reading.lines)

    def _headline(
        self, article: Article, lines: list[str], *, learns: bool
    ) -> str:
        """Return the title without the site's name;
        of an article without a title, its first line.
        """
        site = host(article.url)
        title = article.title[:MAX_HEADLINE].strip()
        if title and not _PATH.search(title):
            for known in (site, ""):
                if learns:
                    self.names.learn(known, title)
                title = self.names.strip(known, title, site=article.site)
            return title
        first = next(
            (line for line in lines[:3] if not _PATH.search(line)),
            article.text[:80],
        )
        return first[:MAX_TITLE].strip()

    def _keys(
        self, title_keys: Terms, words: tuple[Terms, Weights], language: str
    ) -> tuple[Terms, Weights]:
        """Choose the terms by which an article is found, the most telling of title and text."""
        strongest, _ = words
        of_text = strongest[:TEXT_KEYS]
        rarity = self.frequencies.rarity(title_keys, language)
        order = (-rarity).argsort(kind="stable")
        first = order[: KEYS - len(of_text)]
        keys = title_keys[first]
        weights = rarity[first]
        if len(of_text):
            text_weights = self.frequencies.rarity(of_text, language)
            keys = np.concatenate([keys, of_text])
            weights = np.concatenate([weights, text_weights])
        is_telling = weights > 0
        return keys[is_telling].astype(np.int32), weights[is_telling]


class LineCounts:
    """Counts in how many stories a line stood, in a fixed table."""

    def __init__(self) -> None:
        self._counts = np.zeros(_LINES, np.uint8)

    def is_furniture(self, line: str) -> bool:
        """Return whether a line stands in too many stories to be any one's own."""
        most = FURNITURE if _END.search(line) else BARE_FURNITURE
        return bool(self._counts[mark(line) % _LINES] >= most)

    def count(self, marks: list[int]) -> None:
        """Count each line of an article that begins a story."""
        places = np.unique(np.array(marks, np.int64) % _LINES)
        may_grow = self._counts[places] < _MOST_COUNTED
        self._counts[places] += may_grow

    def dump(self) -> bytes:
        """Return the state as bytes for `load`."""
        return zlib.compress(self._counts.tobytes(), 1)

    @classmethod
    def load(cls, data: bytes) -> LineCounts:
        """Read a state. Raises ValueError where it can't be read."""
        lines = cls()
        try:
            counts = np.frombuffer(zlib.decompress(data), np.uint8)
        except zlib.error as error:
            raise ValueError("counts of lines that can't be read") from error
        if len(counts) != _LINES:
            raise ValueError(
                f"{len(counts)} counts of lines, expected {_LINES}"
            )
        lines._counts = counts.copy()
        return lines


def _which(keys: Terms, names: Terms) -> npt.NDArray[np.bool_]:
    """Return which keys are among some names; both are few, and a set is quicker than numpy."""
    known = set(names.tolist())
    return np.array([key in known for key in keys.tolist()], np.bool_)


def _language(article: Article, title: str) -> str:
    """Return the language that an article is compared in; both scripts of Chinese are one."""
    language = article.language or detect(f"{title}\n{article.text[:300]}")
    return language.partition("-")[0]

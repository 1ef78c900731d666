"""Words of meaning in each language: `words/LANGUAGE.toml` and `concepts.toml`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from news.words import HAN_LANGUAGES, fold

LANGUAGES = ("en", "de", "fr", "es", "ru", "zh", "ja")
# In these, forms are found wherever their characters stand.
EAST = HAN_LANGUAGES
NOTHING: frozenset[str] = frozenset()
_ENDING = 2
# Letters that a listed beginning may have more than its own stem: employ,
# employee.
_SUFFIX = 3


@dataclass(frozen=True, slots=True)
class Concepts:
    """Concepts shared by all languages."""

    opposites: Mapping[str, frozenset[str]]
    # Opposites that a negation does not turn: summer and winter.
    contrasts: frozenset[str]
    events: frozenset[str]
    deeds: frozenset[str]
    titles: frozenset[str]
    negative: frozenset[str]
    actors: frozenset[str]


class Lexicon:
    """Labels of a language's words: concepts by their names, parts of grammar as `.negators`."""

    def __init__(
        self,
        language: str,
        forms: Mapping[str, frozenset[str]],
        *,
        scope: str,
        lemmas: Mapping[str, str],
    ) -> None:
        self.language = language
        # Where a negated verb stands: after, before or around its negation.
        self.scope = scope
        # Irregular forms, each with the word it is a form of.
        self.lemmas = lemmas
        self._exact = {
            form: labels for form, labels in forms.items() if form[-1] != "*"
        }
        self._prefixes = {
            form[:-1]: labels
            for form, labels in forms.items()
            if form[-1] == "*"
        }
        self._phrases = _by_first_word(
            form for form in self._exact if " " in form
        )
        self._parted = _by_first_word(
            form.replace("+", " ") for form in self._exact if "+" in form
        )
        self._patterns = list(self._exact) if language in EAST else []
        self._matcher = AhoCorasick(
            self._patterns, matchkind=MatchKind.LeftmostLongest
        )

    def labels(self, word: str) -> frozenset[str]:
        """Return the labels of a folded word or phrase."""
        labels = self._exact.get(word, NOTHING)
        # The longest beginning that is listed says most, and those hardly
        # shorter are its stem.
        shortest = 1
        for length in range(len(word), 1, -1):
            begun = self._prefixes.get(word[:length])
            if begun is None:
                continue
            if length < shortest:
                break
            labels |= begun
            shortest = max(shortest, length - _SUFFIX)
        return labels

    def listed(self, word: str) -> bool:
        """Return whether a folded word is listed, endings of two letters aside."""
        if word in self._exact:
            return True
        return any(
            word[:length] in self._prefixes
            for length in range(len(word) - _ENDING, len(word) + 1)
        )

    def phrases(self, first: str) -> tuple[tuple[str, ...], ...]:
        """Return the phrases of several words that begin with a word, the longest first."""
        return self._phrases.get(first, ())

    def parted(self, first: str) -> tuple[tuple[str, ...], ...]:
        """Return the verbs that part: (wies, zurück), for "wies den Vorwurf zurück"."""
        return self._parted.get(first, ())

    def spans(self, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Yield (start, end, labels) of the forms in a folded text without blanks."""
        for index, start, end in self._matcher.find_matches_as_indexes(text):
            yield start, end, self._exact[self._patterns[index]]


def _by_first_word(
    phrases: Iterable[str],
) -> dict[str, tuple[tuple[str, ...], ...]]:
    listed: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        parts = tuple(phrase.split(" "))
        listed[parts[0]].append(parts)
    return {
        first: tuple(sorted(some, key=len, reverse=True))
        for first, some in listed.items()
    }


@cache
def concepts() -> Concepts:
    """Read what is alike in all languages."""
    data = tomllib.loads(
        (files("news.faithful") / "concepts.toml").read_text("utf-8")
    )
    opposites: dict[str, set[str]] = defaultdict(set)
    for one, other in (*data["opposites"], *data["contrasts"]):
        opposites[one].add(other)
        opposites[other].add(one)
    return Concepts(
        {concept: frozenset(others) for concept, others in opposites.items()},
        frozenset(concept for pair in data["contrasts"] for concept in pair),
        frozenset(data["events"]),
        frozenset(data["deeds"]),
        frozenset(data["titles"]),
        frozenset(data["negative"]),
        frozenset(data["actors"]),
    )


@lru_cache(maxsize=256)
def lexicon(language: str) -> Lexicon:
    """Read a language's words; an empty lexicon for a language that has no file."""
    if language not in LANGUAGES:
        return Lexicon(language, {}, scope="after", lemmas={})
    data = tomllib.loads(
        (files("news.faithful") / f"words/{language}.toml").read_text("utf-8")
    )
    grammar = data["grammar"]
    scope = "around" if grammar.pop("both_sides", False) else "after"
    scope = "before" if grammar.pop("after", False) else scope
    labels: dict[str, set[str]] = defaultdict(set)
    tables = {f".{name}": forms for name, forms in grammar.items()} | data[
        "concepts"
    ]
    tables |= {
        f".day{number}": forms for number, forms in data["weekdays"].items()
    }
    for label, forms in tables.items():
        for form in forms.split():
            labels[fold(form.replace("_", " "))].add(label)
    lemmas = {
        form: lemma
        for lemma, forms in data.get("lemmas", {}).items()
        for form in forms.split()
    }
    frozen = {form: frozenset(some) for form, some in labels.items()}
    return Lexicon(language, frozen, scope=scope, lemmas=lemmas)

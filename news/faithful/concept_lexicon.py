"""Words of meaning in each language: `words/LANGUAGE.toml` and `concepts.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from ahocorasick_rs import AhoCorasick, MatchKind

from news.toml_tables import Table, read_table
from news.words import HAN_LANGUAGES, fold

LANGUAGES = ("en", "de", "fr", "es", "pt", "ru", "uk", "zh", "ja")
# In these, forms are found wherever their characters stand.
EAST = HAN_LANGUAGES
# In these, endings say who acts, and words stand in any order.
SLAVIC = frozenset({"ru", "uk"})
# What a word says: its concepts, and parts of grammar with a point in front.
Labels = frozenset[str]
NOTHING: Labels = frozenset()
# Forms of several words.
Phrases = tuple[tuple[str, ...], ...]
# What a word is that begins as a listed one does, and means something else.
_OTHER: Labels = frozenset({".other"})
_ENDING = 2
# Letters that a listed beginning may have more than its own stem: employ,
# employee.
_SUFFIX = 3


@dataclass(frozen=True, slots=True)
class Concepts:
    """Concepts shared by all languages."""

    opposites: Mapping[str, Labels]
    # Opposites that a negation does not turn: summer and winter.
    contrasts: Labels
    events: Labels
    deeds: Labels
    titles: Labels
    negative: Labels
    actors: Labels
    voices: Labels
    # What each concept implies: a price, that customers pay it.
    implied: Mapping[str, Labels]


class Lexicon:
    """Labels of a language's words: concepts by their names, parts of grammar as `.negators`."""

    def __init__(
        self,
        language: str,
        forms: Mapping[str, Labels],
        *,
        scope: str,
        lemmas: Mapping[str, str],
    ) -> None:
        self.language = language
        # Where a negated verb stands: after, before or around its negation.
        self.scope = scope
        # Irregular forms, each with the word it is a form of.
        self.lemmas = lemmas
        # "employ*" stands for all words that begin so.
        begun = [form for form in forms if form.endswith("*")]
        self._exact = dict(forms)
        self._prefixes = {form[:-1]: self._exact.pop(form) for form in begun}
        self._phrases = _by_first_word(self._exact, " ")
        self._parted = _by_first_word(self._exact, "+")
        self._patterns = list(self._exact) if language in EAST else []
        self._matcher = AhoCorasick(
            self._patterns, matchkind=MatchKind.LeftmostLongest
        )

    def labels(self, word: str) -> Labels:
        """Return the labels of a folded word or phrase.

        Those of a word as it stands, and of the listed beginnings that it has: of "employ*" and
        "employee*" for employees, not of "emp*". A word that only looks like others, "surgeon" like
        "surge*", has none of theirs.
        """
        labels = self._exact.get(word, NOTHING)
        if labels >= _OTHER:
            return labels - _OTHER
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
            if begun >= _OTHER:
                break
        return labels - _OTHER

    def listed(self, word: str) -> bool:
        """Return whether a folded word is listed, endings of two letters aside.

        "Employed" is where "employ*" is; "employment" is not.
        """
        beginnings = (
            self._prefixes.get(word[:length], NOTHING)
            for length in range(len(word) - _ENDING, len(word) + 1)
        )
        said = self._exact.get(word, NOTHING).union(*beginnings)
        # What only looks like a listed word may be a name: Robles, like "robles".
        return not said <= _OTHER

    def phrases(self, first: str) -> Phrases:
        """Return the phrases of several words that begin with a word, the longest first.

        "Rule" → (rule, out), where the lexicon has "rule_out".
        """
        return self._phrases.get(first, ())

    def parted(self, first: str) -> Phrases:
        """Return the verbs that part: (wies, zurück), for "wies den Vorwurf zurück"."""
        return self._parted.get(first, ())

    def spans(self, text: str) -> Iterator[tuple[int, int, Labels]]:
        """Yield (start, end, labels) of the forms in a folded text without blanks.

        Of 市长否认 → (0, 2) of 市长 and (2, 4) of 否认; of two forms at one place the longer.
        """
        for index, start, end in self._matcher.find_matches_as_indexes(text):
            yield start, end, self._exact[self._patterns[index]]


def _by_first_word(forms: Iterable[str], joiner: str) -> dict[str, Phrases]:
    """Return the forms of several words by their first one, the longest first.

    "rule out" → {"rule": (("rule", "out"),)}
    """
    listed: dict[str, Phrases] = defaultdict(tuple)
    parts = [tuple(form.split(joiner)) for form in forms if joiner in form]
    for words in sorted(parts, key=len, reverse=True):
        listed[words[0]] += (words,)
    return dict(listed)


@cache
def concepts() -> Concepts:
    """Read what is alike in all languages."""
    data = _read("concepts.toml")
    pairs = [*data["opposites"], *data["contrasts"]]
    opposites: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        opposites[one].add(other)
        opposites[other].add(one)
    return Concepts(
        opposites={one: frozenset(some) for one, some in opposites.items()},
        contrasts=frozenset(chain.from_iterable(data["contrasts"])),
        events=frozenset(data["events"]),
        deeds=frozenset(data["deeds"]),
        titles=frozenset(data["titles"]),
        negative=frozenset(data["negative"]),
        actors=frozenset(data["actors"]),
        voices=frozenset(data["voices"]),
        implied={one: frozenset(some) for one, some in data["implied"].items()},
    )


def _read(name: str) -> Table:
    """Read a table of this package."""
    return read_table(files("news.faithful") / name)


@lru_cache(maxsize=256)
def lexicon(language: str) -> Lexicon:
    """Read a language's words; an empty lexicon for a language that has no file."""
    if language not in LANGUAGES:
        return Lexicon(language, {}, scope="after", lemmas={})
    data = _read(f"words/{language}.toml")
    grammar = data["grammar"]
    scope = grammar.pop("scope", "after")
    tables: dict[str, str] = data["concepts"]
    tables |= {f".{name}": forms for name, forms in grammar.items()}
    tables |= {f".day{name}": forms for name, forms in data["weekdays"].items()}
    labels: dict[str, Labels] = defaultdict(frozenset)
    for form, label in _by_form(tables):
        labels[fold(form.replace("_", " "))] |= {label}
    lemmas = dict(_by_form(data.get("lemmas", {})))
    return Lexicon(language, labels, scope=scope, lemmas=lemmas)


def _by_form(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each form of a table with its heading.

    go = "went gone" → (went, go), (gone, go)
    """
    for heading, forms in table.items():
        for form in forms.split():
            yield form, heading

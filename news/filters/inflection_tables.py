"""The tables of inflection: which endings a language exchanges, how its words begin before an
ending, and the forms that no rule makes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from news.toml_tables import read_table

# An ending, and what another form of the word has instead: y, ies.
EndingPair = tuple[str, str]
# Letters that two forms of a word share at least.
LEAST = 3
# Languages written in Cyrillic letters: their short texts are not told apart here.
CYRILLIC = ("ru", "uk")
# What words of nearly all languages exchange.
ANY = "any"


@cache
def _table() -> dict[str, dict[str, str | list[str]]]:
    return read_table(files("news.filters") / "inflection.toml")


@cache
def _pairs(part: str) -> dict[str, frozenset[EndingPair]]:
    """Return the pairs of a part of the table, `endings` or `stems`, by language.

    "da nb" = ":en e:er" → the pairs ("", "en") and ("e", "er") of da, and of nb.
    """
    pairs: dict[str, frozenset[EndingPair]] = {}
    for languages, line in _table()[part].items():
        read = (pair.partition(":")[::2] for pair in str(line).split())
        pairs |= dict.fromkeys(languages.split(), frozenset(read))
    return pairs


@lru_cache(maxsize=256)
def endings(*languages: str) -> frozenset[EndingPair]:
    """Return the endings that words of languages exchange.

    Those of ANY are added by its name: endings(ANY, "en") holds ("", "s") and ("e", "ing").
    """
    listed = _pairs("endings")
    chosen = (listed.get(language, ()) for language in languages)
    return frozenset(chain.from_iterable(chosen))


@cache
def all_endings() -> frozenset[EndingPair]:
    """Return the endings of all languages.

    A word is looked for in texts before their language is asked.
    """
    return frozenset(chain.from_iterable(_pairs("endings").values()))


@cache
def swapped() -> frozenset[EndingPair]:
    """Return the pairs of which an ending gives way to a longer one that tells a form by itself:
    y, ies.

    An ending of one letter does not: Italian oro (gold) and ora (now) are two words. Short words
    may change these, of which less than three letters stay: sky, skies; paz, paces.
    """
    return frozenset(filter(_is_swapped, all_endings()))


def _is_swapped(pair: EndingPair) -> bool:
    """Return whether the second ending of a pair tells a form by itself.

    (y, ies) does; (o, a) does not, nor (a, as), which is written on.
    """
    ending, instead = pair
    return len(instead) > 1 and not instead.startswith(ending)


@lru_cache(maxsize=10_000)
def stems(word: str, *languages: str) -> frozenset[str]:
    """Return how a word without accents begins before an ending where its letters change there:
    рынок → рынк.

    Beginnings of three letters at least; without languages, those of all.
    """
    listed = _pairs("stems")
    pairs = (listed.get(name, ()) for name in languages or listed)
    return _changed(word, chain.from_iterable(pairs))


def exchanged(word: str) -> frozenset[str]:
    """Return a word with each ending that it may have instead of its own: city → cities."""
    return _changed(word, _by_last_letter().get(word[-1:], ()))


@cache
def _by_last_letter() -> dict[str, list[EndingPair]]:
    """Map the last letters of words to the endings that they swap, in both directions: most of them
    are of no use for a word.
    """
    by_letter: dict[str, list[EndingPair]] = {}
    for one, two in swapped():
        by_letter.setdefault(one[-1], []).append((one, two))
        by_letter.setdefault(two[-1], []).append((two, one))
    return by_letter


def _changed(word: str, pairs: Iterable[EndingPair]) -> frozenset[str]:
    """Return a word with the second ending of each pair for the first, where enough is left.

    "city", (y, ies) → cities; "ty", (ty, t) → nothing: one letter begins too many words.
    """
    return frozenset(
        changed
        for ending, instead in pairs
        if word.endswith(ending)
        and len(changed := word.removesuffix(ending) + instead) >= LEAST
    )


@lru_cache(maxsize=10_000)
def irregular_forms(word: str, *languages: str) -> frozenset[str]:
    """Return the forms of a word that no rule makes: mouse → mouse, mice; empty for other words.

    A plural has no singular: who wants news of women does not mean each woman. Without languages,
    the forms in all.
    """
    listed = _irregular()
    names = languages or listed
    forms = (listed.get(name, {}).get(word, ()) for name in names)
    return frozenset(chain.from_iterable(forms))


@cache
def _irregular() -> dict[str, dict[str, list[str]]]:
    """Map the words with irregular forms, by language, to their forms.

    `en`, "mouse mice" → {"en": {"mouse": ["mouse", "mice"]}}.
    """
    irregular: dict[str, dict[str, list[str]]] = {}
    for languages, lines in _table()["irregular"].items():
        forms = {line.partition(" ")[0]: line.split() for line in lines}
        irregular |= dict.fromkeys(languages.split(), forms)
    return irregular

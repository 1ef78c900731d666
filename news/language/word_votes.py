"""Count frequent words and letters as votes for languages; where they agree, they decide
at a tenth of a model's cost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from news.language.scripts import is_cyrillic
from news.toml_tables import read_table

# Votes from which a language may be named without the model.
#
# A word that only it has, and one that two have.
LEAST = 1.5
# How many times the votes of the second language the first must have.
#
# With both, on 5,208 titles of a public set in nine languages, seven in ten
# need no model, and as many are right as with it.
AHEAD = 2.5
_WORD = re.compile(r"[^\W\d_]+")
# Other languages write an apostrophe in names too, but no s behind it, save
# Dutch after a vowel (foto's).
_POSSESSIVE = re.compile(
    r"(?<=[b-df-hj-np-tv-z])['’]s\b|(?<=s)['’](?=\s)|n['’]t\b|(?<=\w)['’](?:re|ll|ve)\b"
)
_AFTER_VOWEL = re.compile(r"(?<=[aeiouy])['’]s\b")
POSSESSIVE_VOTES, EITHER_VOTES = 1.5, 0.5
ENDING_VOTES = 0.7
# Letters that Serbian lacks, one in twelve of Russian: a text without them speaks
# for Serbian with each of its letters, up to as many.
_NOT_SERBIAN = re.compile(r"[йщъыьэюя]")
LACKING_VOTES = 0.02
MOST_LETTERS = 40
# What a text without the ъ, one in fifty-five of its letters, speaks against
# Bulgarian.
BULGARIAN_VOTES = 0.0045
# Votes by language.
Votes = Mapping[str, float]
# The languages that each word or letter votes for, with the share of each.
Shares = Mapping[str, tuple[tuple[str, float], ...]]


def count_votes(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Return the votes of a text's words and letters for each of these languages.

    A word or a letter of several languages counts for each in part.

    "the bridge and der Turm" has two votes for English and one for German.
    """
    lower = text.lower().replace("&#039;", "'").replace("&#39;", "'")
    if is_cyrillic(text):
        votes = _vote(lower, *_shares("cyrillic_", languages))
        special = _ending_votes(lower)
    else:
        bare, possessives, either = _without_possessives(lower)
        votes = _vote(bare, *_shares("", languages))
        english = POSSESSIVE_VOTES * possessives + EITHER_VOTES * either
        special = {"en": english, "nl": EITHER_VOTES * either}
    for tag in special.keys() & set(languages):
        votes[tag] += special[tag]
    return votes


def _ending_votes(lower: str) -> Votes:
    """Return the votes of a Cyrillic text's endings, which Russian and its neighbours differ by."""
    votes = {}
    for tag, ending in _endings():
        votes[tag] = ENDING_VOTES * len(ending.findall(lower))
    letters = min(len(lower), MOST_LETTERS)
    if not _NOT_SERBIAN.search(lower):
        votes["sr"] += LACKING_VOTES * letters
    if "ъ" not in lower:
        votes["bg"] -= BULGARIAN_VOTES * letters
    return votes


def _without_possessives(lower: str) -> tuple[str, int, int]:
    """Return a text without 's, how many there were behind a consonant, and how many behind a
    vowel.

    "the mayor's plan, foto's" → "the mayor  plan, foto ", 1, 1.
    """
    # Most titles have none, and need not be looked through twice.
    if "'" not in lower and "’" not in lower:
        return lower, 0, 0
    lower, possessives = _POSSESSIVE.subn(" ", lower)
    lower, either = _AFTER_VOWEL.subn(" ", lower)
    return lower, possessives, either


def _vote(
    lower: str, words: Shares, letters: Shares
) -> defaultdict[str, float]:
    """Add up the votes of a text's words, each as often as it stands, and of its letters, once.

    "no no" votes twice for English and twice for Spanish, by a half each time.
    """
    heard = [words.get(word) for word in _WORD.findall(lower)]
    if not lower.isascii():
        heard += map(letters.get, set(lower))
    votes: defaultdict[str, float] = defaultdict(float)
    for tag, share in chain.from_iterable(filter(None, heard)):
        votes[tag] += share
    return votes


def decided(votes: Mapping[str, float]) -> str:
    """Name the language that the votes leave no doubt of; empty otherwise.

    Two and a half votes for German and one for Dutch decide; two and one do
    not.
    """
    best = max(votes, key=votes.__getitem__, default="")
    most = votes.get(best, 0.0)
    if most < LEAST:
        return ""
    others = (count for tag, count in votes.items() if tag != best)
    second = max(others, default=0.0)
    if most >= AHEAD * second:
        return best
    return ""


@lru_cache(maxsize=64)
def frequent_words(language: str) -> frozenset[str]:
    """Return the frequent words of a language by its two letters; none for one without a list."""
    tables = _tables()
    lists = (tables["words"], tables["cyrillic_words"])
    listed = [words.get(language, "") for words in lists]
    return frozenset(" ".join(listed).split())


@cache
def _tables() -> dict[str, dict[str, str]]:
    return read_table(files("news.language") / "frequent.toml")


@cache
def _headline_words() -> dict[str, dict[str, str]]:
    """Return the words of headlines by the languages that have them.

    "da sv" has storbritannien, which votes for both by a half.
    """
    return read_table(files("news.language") / "headlines.toml")


@cache
def _endings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the endings of words that tell the Cyrillic languages apart."""
    patterns = []
    for tag, listed in _tables()["cyrillic_endings"].items():
        endings = "|".join(listed.split())
        pattern = re.compile(rf"(?<=\w\w)(?:{endings})\b")
        patterns.append((tag, pattern))
    return tuple(patterns)


@lru_cache(maxsize=256)
def _shares(prefix: str, languages: tuple[str, ...]) -> tuple[Shares, Shares]:
    """Return for each word and each letter the languages that it votes for, and how much."""
    tables = _tables()
    headlines = _headline_words()
    words = _users(tables[f"{prefix}words"], str.split)
    in_headlines = _users(headlines[f"{prefix}words"], str.split)
    for word, tags in in_headlines.items():
        words[word] += tags
    letters = _users(tables[f"{prefix}letters"], list)
    return _parted(words, languages), _parted(letters, languages)


def _users(
    table: Mapping[str, str], cut: Callable[[str], list[str]]
) -> defaultdict[str, list[str]]:
    """Return the languages that use each word or letter, from a table of what languages use.

    {"fr nl": "ïë"}, cut to letters → ï and ë of French and Dutch.
    """
    users: defaultdict[str, list[str]] = defaultdict(list)
    for tags, listed in table.items():
        for token in cut(listed):
            users[token] += tags.split()
    return users


def _parted(
    users: Mapping[str, list[str]], languages: tuple[str, ...]
) -> Shares:
    """Part the vote of each word or letter among those of its languages that are possible.

    Of "il", a word of French and Italian, each has a half; French has all of it beside German.
    """
    shares = {}
    for token, tags in users.items():
        possible = [tag for tag in tags if tag in languages]
        share = 1.0 / max(len(possible), 1)
        shares[token] = tuple((tag, share) for tag in possible)
    return shares

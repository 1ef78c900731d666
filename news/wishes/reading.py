"""Parse a wish in plain words, by the table of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

import re2

from news.toml_tables import read_table
from news.words import fold

# What a person wants done; the order in which rules are tried.
Act = Literal[
    "hello",
    "thanks",
    "yes",
    "no",
    "help",
    "undo",
    "resume",
    "quiet",
    "pause",
    "timezone",
    "language",
    "headlines",
    "much",
    "digest",
    "schedule",
    "stop",
    "subscribe",
]
ACTS: tuple[Act, ...] = get_args(Act)
# The command that does what is wanted, where one does.
COMMANDS: Mapping[Act, str] = MappingProxyType(
    {
        name: name
        for name in ACTS
        if name not in {"hello", "thanks", "yes", "no", "stop"}
    }
    | {"headlines": "style", "much": "budget"}
)
# Characters of a text that may be a wish; a longer one tells something.
LONGEST = 200
# Courtesies that are taken off each end at the most.
COURTESIES = 4
# Letters of a word for news that may end another word.
COMPOUND = 9
_LANGUAGES = ("en", "zh", "ja", "es", "de", "fr", "ru")
_MARKS = " \t\n.,!?¡¿;:…。，！？；、～~\"“”„«»「」'"
# Languages that write without blanks.
_CLOSE = frozenset({"zh", "ja"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's wish, with its topic, time, place or language."""

    act: Act
    # In the person's own letters; empty where the wish needs nothing more.
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules of one language, compiled."""

    rules: tuple[tuple[Act, re.Pattern[str]], ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    between: tuple[str, ...]
    news: tuple[str, ...]
    # What stands between two words.
    gap: str


def read_wish(text: str, locale: str) -> Wish | None:
    """Return the wish in a text, by the chat's language first and then by English; None
    for any other text.

    Time is linear in the text, of which at most 200 characters are read.
    """
    for language in dict.fromkeys((_own_language(locale), "en")):
        wish = _read(text, _grammar(language))
        if wish is not None:
            return wish
    return None


def _own_language(locale: str) -> str:
    """Return the language of a locale; English for one without a table."""
    own = locale.partition("-")[0]
    return own if own in _LANGUAGES else "en"


def bare(text: str, locale: str) -> str:
    """Return a text without courtesies and the word for news: "tech news, please" becomes
    "tech".
    """
    grammar = _grammar(_own_language(locale))
    plain = _without_courtesies(text.strip(_MARKS), grammar)
    return _without_news(plain, grammar).strip(_MARKS)


def _read(text: str, grammar: _Grammar) -> Wish | None:
    """Read a wish by the rules of one language, without its courtesies and then with them."""
    written = text.strip(_MARKS)
    if not written or len(written) > LONGEST or "\n" in written:
        return None
    # A courtesy may be part of the wish: "no thanks".
    for candidate in (_without_courtesies(written, grammar), written):
        folded = fold(candidate)
        for act, rule in grammar.rules:
            match = rule.fullmatch(folded)
            if match:
                return Wish(act, _rest(candidate, folded, match, grammar))
    return None


def _rest(
    written: str, folded: str, match: re.Match[str], grammar: _Grammar
) -> str:
    """Return the person's own letters for `*`, without the words around them.

    Of "send me Tech news please" they are "Tech"; a rule without `*` has none.
    """
    spans = map(match.span, range(1, match.re.groups + 1))
    start, end = next((span for span in spans if span[0] >= 0), (0, 0))
    # Folding keeps the length of nearly every text; where not, the folded
    # letters must do.
    letters = written if len(written) == len(folded) else folded
    rest = letters[start:end].strip(_MARKS)
    return _joined(_without_news(rest, grammar), grammar)


def _without_courtesies(text: str, grammar: _Grammar) -> str:
    """Remove "please", 谢谢 and the like from both ends."""
    for _ in range(COURTESIES):
        begun = _without_start(text, grammar.before, grammar.gap)
        text = _without_end(begun, grammar.behind, grammar.gap)
    return text


def _without_start(text: str, words: tuple[str, ...], gap: str) -> str:
    """Remove the longest of these words from a text's beginning; never all of it."""
    folded = _folded_alike(text)
    for word in words:
        rest = text[len(word) :].strip(_MARKS)
        if rest and folded.startswith(word + gap):
            return rest
    return text


def _without_end(text: str, words: tuple[str, ...], gap: str) -> str:
    """Remove the longest of these words from a text's end; never all of it."""
    folded = _folded_alike(text)
    for word in words:
        rest = text[: -len(word)].strip(_MARKS)
        if rest and folded.endswith(gap + word):
            return rest
    return text


def _folded_alike(text: str) -> str:
    """Fold a text; empty where that changes its length, so that places would not fit."""
    folded = fold(text)
    return folded if len(folded) == len(text) else ""


def _without_news(text: str, grammar: _Grammar) -> str:
    """Remove the word for news: "tech news" is the topic tech, Sportnachrichten is Sport."""
    compounds = tuple(word for word in grammar.news if len(word) >= COMPOUND)
    begun = _without_end(text, grammar.news, grammar.gap)
    apart = _without_start(begun, grammar.news, grammar.gap)
    return _without_end(apart, compounds, "")


def _joined(text: str, grammar: _Grammar) -> str:
    """Replace a language's word for "and" by a comma: A and B are two."""
    gap = grammar.gap
    for word in grammar.between:
        text = text.replace(f"{gap}{word}{gap}", ", ")
    return text


@cache
def _grammar(language: str) -> _Grammar:
    """Compile the rules of a language, in the order of `Act`."""
    table = read_table(files("news.wishes") / "words.toml")[language]
    gap = "" if language in _CLOSE else " "
    rules = [(act, _compiled(line, gap)) for act in ACTS for line in table[act]]
    frames = {
        name: _longest_first(table[name])
        for name in ("before", "behind", "between", "news")
    }
    return _Grammar(rules=tuple(rules), gap=gap, **frames)


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(map(fold, words), key=len, reverse=True))


def _compiled(line: str, gap: str) -> re.Pattern[str]:
    """Compile a rule: only `*` and braces capture text, as little as possible."""
    groups = fold(line).replace("(", "(?:").replace("{", "(").replace("}", ")")
    blank = "" if gap else r"\s*"
    rule: re.Pattern[str] = re2.compile(groups.replace("*", f"{blank}(.+?)"))
    return rule

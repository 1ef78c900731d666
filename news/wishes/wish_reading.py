"""Parse a wish in plain words, by the table of its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from news.wishes.rules import MARKS
from news.wishes.wish_grammar import (
    ACTS,
    LONGEST,
    Act,
    WishGrammar,
    grammar,
    languages_of,
    own_language,
)

# The command that does what is wanted, where one does.
COMMANDS: Mapping[Act, str] = MappingProxyType(
    {
        name: name
        for name in ACTS
        if name not in {"hello", "thanks", "yes", "no", "stop"}
    }
    | {"headlines": "style", "much": "budget"}
)
# Wishes for topics and names; what others name may be a time.
_OF_NAMES = frozenset(("subscribe", "stop", "mute", "search"))


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's wish, with its topic, time, place or language."""

    act: Act
    # In the person's own letters; empty where the wish needs nothing more.
    rest: str = ""


def read_wish(text: str, locale: str) -> Wish | None:
    """Return the wish in a text, by the chat's language first and then by English; None
    for any other text.

    Time is linear in the text, of which at most 200 characters are read.
    """
    readings = (
        _read(text, grammar(language)) for language in languages_of(locale)
    )
    return next(filter(None, readings), None)


def bare(text: str, locale: str) -> str:
    """Return a text without courtesies and the word for news: "tech news, please" becomes
    "tech".
    """
    rules = grammar(own_language(locale))
    plain = rules.without_courtesies(text.strip(MARKS))
    return rules.without_news(plain).strip(MARKS)


def _read(text: str, rules: WishGrammar) -> Wish | None:
    """Read a wish by the rules of one language, without its courtesies and then with them.

    "please pause, thanks" → pause; "no thanks" → no.
    """
    written = text.strip(MARKS)
    if not written or len(written) > LONGEST or "\n" in written:
        return None
    # A courtesy may be part of the wish: "no thanks".
    candidates = (rules.without_courtesies(written), written)
    for candidate, act in product(candidates, ACTS):
        rest = rules.rules[act].captured(candidate)
        if rest is not None:
            return Wish(act, _plain(rest, act, rules))
    return None


def _plain(rest: str, act: Act, rules: WishGrammar) -> str:
    """Return what a wish names without the word for news, save in the names that
    somebody follows or leaves.
    """
    if act in _OF_NAMES:
        return rules.names_in(rest)
    return rules.listed(rules.without_news(rest))

"""Parse a wish in plain words, by the table of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from news.schedule.free_times import is_free_time
from news.schedule.vocabulary import own_language
from news.wishes.rules import MARKS
from news.wishes.wish_grammar import (
    ACTS,
    LONGEST,
    Act,
    WishGrammar,
    grammar,
    languages_of,
)

# Wishes that no command of their name carries out.
_WITHOUT_COMMAND: frozenset[Act] = frozenset(
    (
        "yes",
        "no",
        "night",
        "free",
        "late",
        "next",
        "why",
        "again",
        "stop",
        "unwanted",
        "pausing",
        "annoyed",
    )
)
# The command that does what is wanted, where one does.
COMMANDS: Mapping[Act, str] = MappingProxyType(
    {name: name for name in ACTS if name not in _WITHOUT_COMMAND}
    | {
        "much": "budget",
        "articles": "news",
        "away": "pause",
    }
)
# Wishes for topics and names; what others name may be a time.
_OF_NAMES = frozenset(("subscribe", "stop", "unwanted", "search"))
# One line that is not too long to be a wish.
_LINE = re.compile(rf"[^\n]{{1,{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's wish, with its topic, time, place or language."""

    act: Act
    # In the person's own letters; empty where the wish needs nothing more.
    rest: str = ""


def read_wish(text: str, locale: str) -> Wish | None:
    """Return the likeliest wish in a text; None for any other text."""
    return next(read_wishes(text, locale), None)


def read_wishes(text: str, locale: str) -> Iterator[Wish]:
    """Yield what a text may wish, the likeliest first: by the chat's language
    and then by English.

    "No more news about Trump" leaves a topic, if Trump is one, or else mutes a
    name. Time is linear in the text, of which at most 200 characters are read.
    """
    for language in languages_of(locale):
        yield from _read(text, grammar(language))


def bare(text: str, locale: str) -> str:
    """Return a text without courtesies and the word for news: "tech news, please" becomes
    "tech".
    """
    rules = grammar(own_language(locale))
    plain = rules.without_courtesies(text.strip(MARKS))
    return rules.without_news(plain).strip(MARKS)


def names_whole(text: str, locale: str) -> bool:
    """Return whether a text follows something by its name, as "follow …" does;
    "send me …" and "I want …" may ask for anything.
    """
    return any(
        rules.following.captured(rules.without_courtesies(text.strip(MARKS)))
        is not None
        for rules in map(grammar, languages_of(locale))
    )


def is_vague(text: str, locale: str) -> bool:
    """Return whether a text begins with a word that names nothing: "it later"."""
    return any(
        grammar(language).is_vague(text) for language in languages_of(locale)
    )


def _read(text: str, rules: WishGrammar) -> Iterator[Wish]:
    """Read wishes by the rules of one language, without courtesies and then with them.

    "please pause, thanks" → pause; "no thanks" → no.
    """
    written = text.strip(MARKS)
    if not _LINE.fullmatch(written):
        return
    # A courtesy may be part of the wish: "no thanks".
    candidates = dict.fromkeys((rules.without_courtesies(written), written))
    for candidate, act in product(candidates, ACTS):
        rest = rules.rules[act].captured(candidate)
        if rest is not None and _fits(rest, act, rules):
            yield Wish(act, _plain(rest, act, rules))


def _fits(rest: str, act: Act, rules: WishGrammar) -> bool:
    """Return whether what is named is of the kind that a wish needs: free times
    are days or parts of the day.
    """
    return act != "free" or is_free_time(rest, rules.language)


def _plain(rest: str, act: Act, rules: WishGrammar) -> str:
    """Return what a wish names without the word for news, save in the names that
    somebody follows or leaves, and behind a time: 5 of "only 5 stories" is no hour.
    """
    if act in _OF_NAMES:
        return rules.names_in(rest)
    if act == "schedule":
        return rules.without_news_before(rest)
    return rules.listed(rules.without_news(rest))

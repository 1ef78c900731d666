"""One language's rules for wishes, compiled from `words.toml`, and the words that stand around
what a person wants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Literal, get_args

from news.schedule.finding import is_time_alone
from news.schedule.vocabulary import normal, own_language
from news.toml_tables import read_table
from news.wishes.rules import Rules, alike

# What a person wants done; the order in which rules are tried.
Act = Literal[
    "yes",
    "no",
    "resume",
    "quiet",
    "night",
    "free",
    "away",
    "pause",
    "timezone",
    "language",
    "articles",
    "late",
    "much",
    "week",
    "digest",
    "next",
    "why",
    "again",
    "search",
    "schedule",
    "stop",
    "unwanted",
    "subscribe",
    "pausing",
    "annoyed",
]
ACTS: tuple[Act, ...] = get_args(Act)
# Characters of a text that may be a wish; a longer one tells something.
LONGEST = 200
# Courtesies that are taken off each end at the most.
_COURTESIES = 4
# Letters of a word for news that may end another word.
_COMPOUND = 9
# Wishes beside which a time is that of a delivery, and answers without a time.
_WITH_TIME: frozenset[Act] = frozenset(
    (
        "yes",
        "no",
        "language",
        "week",
        "digest",
        "search",
        "schedule",
        "subscribe",
    )
)
# Languages that write without blanks.
_CLOSE = frozenset({"zh", "ja"})


@dataclass(frozen=True, slots=True)
class WishGrammar:
    """The rules of one language, compiled from its table."""

    language: str
    rules: Mapping[Act, Rules]
    # The rules of wishes that are no wish for news.
    others: Rules
    # What means a delivery only beside a time: "every day at 8 I need …".
    delivery: Rules
    # What takes a name whole, as a command does: "follow News at Ten".
    following: Rules
    # Courtesies before a wish and behind it.
    before: Rules
    behind: Rules
    # The word for news behind a topic, before it, and as the end of a word.
    around_topics: tuple[Rules, ...]
    news: frozenset[str]
    # Words such as "and", with what stands between two words.
    between: tuple[str, ...]
    # What joins a time to the words before it and behind it.
    seam_behind: Rules
    seam_before: Rules
    seams: frozenset[str]
    # Words that name nothing: "it", "that".
    vague: frozenset[str]

    def without_courtesies(self, text: str) -> str:
        """Remove "please", 谢谢 and the like from both ends."""
        for _ in range(_COURTESIES):
            begun = self.before.trimmed(text)
            text = self.behind.trimmed(begun)
        return text

    def without_news(self, text: str) -> str:
        """Remove the word for news: "tech news" is the topic tech, Sportnachrichten is Sport."""
        for rules in self.around_topics:
            text = rules.trimmed(text)
        return text

    def without_news_before(self, text: str) -> str:
        """Remove the word for news where it stands first: "the news at 8"."""
        _, in_front, _ = self.around_topics
        return in_front.trimmed(text)

    def is_vague(self, text: str) -> bool:
        """Return whether a text begins with a word that names nothing: "it later"."""
        written = normal(text)
        if self.language in _CLOSE:
            return written.startswith(tuple(self.vague))
        return written.partition(" ")[0] in self.vague

    def names_in(self, text: str) -> str:
        """Return the names in a text without the word for news, with commas
        between.

        Beside a time alone that word belongs to the name: 晚间新闻, "the 9
        o'clock news".
        """
        bare = self.without_news(text)
        if is_time_alone(bare, self.language):
            return text
        return self.listed(bare)

    def listed(self, text: str) -> str:
        """Replace the word for "and" by a comma, and remove the word for news
        from each: "the sport and the culture" → "sport, culture".
        """
        for word in self.between:
            text = text.replace(word, ", ")
        parts = map(self.without_news, text.split(", "))
        return ", ".join(parts)


def languages_of(locale: str) -> tuple[str, ...]:
    """Return the languages in which a chat's texts are read: its own, then English."""
    return tuple(dict.fromkeys((own_language(locale), "en")))


@cache
def grammar(language: str) -> WishGrammar:
    """Compile the rules of a language, in the order of `Act`."""
    table = read_table(files("news.wishes") / "words.toml")[language]
    is_close = language in _CLOSE
    gap = "" if is_close else " "
    rules = {act: Rules.read(table[act], gap) for act in ACTS}
    # Wishes that may name a time for something other than the news, or none.
    others = (rules[act].expressions for act in ACTS if act not in _WITH_TIME)
    news = _longest_first(table["news"])
    # In front, ニュース and 新闻 begin a name: 新闻周刊.
    in_front = [word for word in news if not is_close or word[-1] in "的の"]
    compounds = [word for word in news if len(word) >= _COMPOUND]
    seams = _longest_first(table["seams"])
    return WishGrammar(
        language,
        MappingProxyType(rules),
        Rules(tuple(chain.from_iterable(others))),
        Rules.read(table["delivery"], gap),
        Rules.read(table["following"], gap),
        before=Rules.behind(_longest_first(table["before"]), gap),
        behind=Rules.before(_longest_first(table["behind"]), gap),
        around_topics=(
            Rules.before(news, gap),
            Rules.behind(in_front, gap),
            Rules.before(compounds, ""),
        ),
        news=frozenset(news),
        between=tuple(
            gap + word + gap for word in _longest_first(table["between"])
        ),
        seam_behind=Rules.before(seams, gap),
        seam_before=Rules.behind(seams, gap),
        seams=frozenset(seams),
        vague=frozenset(_longest_first(table["vague"])),
    )


@cache
def expressions(language: str) -> tuple[str, ...]:
    """Return all lines of a language's table, as they are written."""
    table = read_table(files("news.wishes") / "words.toml")[language]
    return tuple(chain.from_iterable(table.values()))


def _longest_first(words: list[str]) -> list[str]:
    return sorted(map(alike, words), key=len, reverse=True)

"""Recognise what people ask and say of the bot itself: "who made you?", "do you keep what I
write?", "tell me more about the second one".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

from news.toml_tables import Table, read_table
from news.wishes.rules import MARKS, Rules, alike
from news.wishes.wish_grammar import LONGEST, languages_of

# What is asked, or wanted where something is only shown or asked back; the
# order in which rules are tried.
Subject = Literal[
    "forget",
    "open",
    "break",
    "doubled",
    "tone",
    "truth",
    "after",
    "foreign",
    "bored",
    "concern",
    "aside",
    "source",
    "leave",
    "privacy",
    "self",
    "origin",
    "clock",
    "aloud",
    "missing",
    "tongues",
    "elsewhere",
    "group",
    "share",
    "keywords",
    "such",
    "lost",
    "misread",
    "repeat",
    "outside",
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
# "Turn off the music" asks for what the bot has not, "turn off the music news" does not.
_OF_NO_NEWS = ("outside",)
# Languages that write without blanks.
_CLOSE = frozenset({"zh", "ja"})
# Blanks and signs between words, save the one within a word: it's.
_APOSTROPHE = "'"
_MARKS = re.compile(rf"[{re.escape(MARKS.replace(_APOSTROPHE, ''))}]+")


@dataclass(frozen=True, slots=True)
class BotQuestion:
    """What somebody asks the bot about itself."""

    subject: Subject
    # The number of the story that is meant, from 1; 0 for other subjects.
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Questions:
    """The rules of one language, and its words for first, second …"""

    rules: Mapping[Subject, Rules]
    # What matches a text that names news.
    news: Rules
    ordinals: Mapping[str, int]
    # What stands between two words.
    gap: str

    def read(self, text: str) -> BotQuestion | None:
        """Return the first subject whose rules a text matches; None if none do."""
        plain = _MARKS.sub(self.gap, text).strip()
        left_out = _OF_NO_NEWS if self.news.captured(plain) is not None else ()
        for subject, rules in self.rules.items():
            named = None if subject in left_out else rules.captured(plain)
            if named is not None:
                number = self.ordinals.get(alike(named), 0)
                return BotQuestion(subject, number)
        return None


def read_bot_question(text: str, locale: str) -> BotQuestion | None:
    """Return what a text asks the bot about itself, by the chat's language or by
    English; None for any other text, and for one of over 200 characters.
    """
    if len(text) > LONGEST:
        return None
    questions = map(_questions, languages_of(locale))
    read = (asked.read(text) for asked in questions)
    return next(filter(None, read), None)


@cache
def _questions(language: str) -> _Questions:
    """Compile the rules of a language."""
    table = read_table(files("news.wishes") / "bot_questions.toml")[language]
    words = enumerate(table["ordinals"], 1)
    ordinals = {
        alike(word): number
        for number, listed in words
        for word in listed.split("|")
    }
    digits = {str(number): number for number in range(1, 10)}
    nth, digit = (f"{{{'|'.join(words)}}}" for words in (ordinals, digits))
    slots = {**table["slots"], "nth": nth, "digit": digit}
    gap = "" if language in _CLOSE else " "
    rules = {
        subject: Rules.read(_filled(table["rules"], subject, slots), gap)
        for subject in SUBJECTS
    }
    return _Questions(
        rules=MappingProxyType(rules),
        news=Rules.read(table["news"], gap),
        ordinals=MappingProxyType(ordinals | digits),
        gap=gap,
    )


def _filled(rules: Table, subject: str, slots: Mapping[str, str]) -> list[str]:
    """Return the lines of a subject with what their slots stand for."""
    lines: list[str] = list(rules[subject])
    for name, words in slots.items():
        lines = [line.replace(f"<{name}>", words) for line in lines]
    return lines

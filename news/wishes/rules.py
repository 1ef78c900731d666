"""Expressions for what people want, and the letters that they capture."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

import re2

from news.schedule.vocabulary import normal

# Signs around words that say nothing.
MARKS = " \t\n.,!?¡¿;:…。，！？；、～~\"“”„«»「」'"
# Pictures, arrows and the signs that choose their look, around words.
_PICTURE = r"[\s\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u200d\U0001f000-\U0001faff]"
# A row of them is tried from its first alone: from each it would take quadratic time.
_AROUND = re.compile(rf"\A{_PICTURE}+|(?<!{_PICTURE}){_PICTURE}+\Z")
# A word or sign that is said several times.
_AGAIN = re.compile(
    r"([^\W\d]{1,12}?)(?:[\s,，、!！.。…]*\1)+[!！.。…]*", re.IGNORECASE
)
# A text that is more than marks.
_SOMETHING = f".*?[^{MARKS}].*?"


def alike(text: str) -> str:
    """Return the form in which wishes are compared: without capitals, accents
    and hyphens, which hurried people leave out: "est-ce" is "est ce".
    """
    return normal(text).replace("-", " ")


def undecorated(text: str) -> str:
    """Return a text without the pictures before and behind it: "no sports 🙏"; one of
    pictures alone stays.
    """
    return _AROUND.sub("", text) or text


def said_once(text: str) -> str:
    """Return the word that a text says again and again: "stop" of "stop stop stop!";
    the text itself where it says anything else.
    """
    match = _AGAIN.fullmatch(text)
    return match[1] if match else text


@dataclass(frozen=True, slots=True)
class Rules:
    """Expressions that a whole text must match; the first one that does is taken."""

    expressions: tuple[re.Pattern[str], ...]

    @classmethod
    def read(cls, lines: list[str], gap: str) -> Self:
        """Compile lines of the table; `*` captures as little as possible.

        `send me * please` on "Send me Sport please" → "Sport".
        """
        blank = "" if gap else r"\s*"
        anything = f"{blank}(.+?)"
        return cls(tuple(_rule(alike(line), anything) for line in lines))

    @classmethod
    def behind(cls, words: list[str], gap: str) -> Self:
        """Return the rule that captures what stands behind one of these words.

        Of the and l' : "the Economy" → "Economy", "l'économie" → "économie"; "theatre" → nothing.
        """
        # What ends in an apostrophe stands close: l'économie.
        begun = (re.escape(word) + gap * (word[-1] != "'") for word in words)
        return cls((re2.compile(f"(?:{'|'.join(begun)})({_SOMETHING})"),))

    @classmethod
    def before(cls, words: list[str], gap: str) -> Self:
        """Return the rule that captures what stands before one of these words."""
        ended = (gap + re.escape(word) for word in words)
        return cls((re2.compile(f"({_SOMETHING})(?:{'|'.join(ended)})"),))

    def captured(self, text: str) -> str | None:
        """Return the person's own letters for `*` of the first expression that a
        text matches; empty for one without `*`, None where none matches.
        """
        folded = alike(text)
        matches = (rule.fullmatch(folded) for rule in self.expressions)
        match = next(filter(None, matches), None)
        if match is None:
            return None
        start, end = _span(match)
        return _original(text, folded, start, end).strip(MARKS)

    def trimmed(self, text: str) -> str:
        """Return what is captured of a text; the text itself where that is
        nothing.
        """
        return self.captured(text) or text


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the first group that matched; an empty one if none did."""
    spans = map(match.span, range(1, match.re.groups + 1))
    return next((span for span in spans if span[0] >= 0), (0, 0))


def _original(text: str, folded: str, start: int, end: int) -> str:
    """Return the letters that became a part of the folded text: Fußball for
    "fussball".
    """
    if len(text) == len(folded):
        return text[start:end]
    ends = list(accumulate(len(alike(letter)) for letter in text))
    # Letters that fold together, such as a kana and its mark, have no places.
    if ends[-1] != len(folded):
        return folded[start:end]
    return text[bisect_right(ends, start) : bisect_left(ends, end) + 1]


def _rule(line: str, anything: str) -> re.Pattern[str]:
    """Compile a line of the table: only `*` and braces capture text."""
    groups = line.replace("(", "(?:").replace("{", "(").replace("}", ")")
    rule: re.Pattern[str] = re2.compile(groups.replace("*", anything))
    return rule

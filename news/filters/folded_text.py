"""Find a filter's word in one text: whole, with another ending, in its accents and capitals."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from news.filters.boundaries import stands, word_at
from news.filters.filter_parts import Term
from news.filters.folding import bare, compared, spelled
from news.filters.inflection import same_word
from news.filters.nearness import Place
from news.language import detect
from news.words import without_possessive

# Letters of a name behind which a number is its model.
LEAST_NUMBERED = 3
# A word of letters in a script that parts its words; Hindi, Punjabi and Gujarati
# write signs on them.
_SPACED = re.compile(
    r"^(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"|[\u0900-\u0963\u0a00-\u0a65\u0a81-\u0ae3])+$"
)
# A letter that makes one word with a Latin one: AI stands by itself in AI公司,
# AIの進化 and AI는.
_LETTER = r"[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
# Characters from which the language of a text is found out.
LANGUAGE_SAMPLE = 300


class FoldedText:
    """One text in the forms that filters are compared with."""

    def __init__(self, raw: str, language: str) -> None:
        self.raw = raw
        self.folded = compared(raw)
        self.plain = bare(self.folded)
        self._language = language

    @property
    def language(self) -> str:
        """The text's language; found out only when a word with another ending turns up."""
        if not self._language:
            self._language = detect(self.raw[:LANGUAGE_SAMPLE])
        return self._language

    def place(self, term: Term, start: int, end: int) -> Place | None:
        """Return where a term stands, given a place where its beginning does.

        None where it is part of another word: "art" in "party".
        """
        if inflects(term.text):
            place = self._place_of_form(term, start, end)
        else:
            is_whole = self._stands(term, start, end)
            place = (start, end) if is_whole else None
        return place if place and self._spelled(term) else None

    def _place_of_form(self, term: Term, start: int, end: int) -> Place | None:
        """Return where the word stands that begins at a place, if it is a form of a term."""
        bounds = word_at(self.folded, start, end)
        if bounds is None:
            return None
        begin, stop = bounds
        word = self.folded[begin:stop]
        return bounds if self._is_form(term, word) else None

    def _is_form(self, term: Term, word: str) -> bool:
        """Return whether a word is a term with another ending.

        An exact term has only a possessive: `=Apple` is found in "Apple's". One that must have its
        capitals has a plural too: MPs are more than one MP.
        """
        text = term.text
        if term.exact:
            return text in {word, bare(word), without_possessive(word)}
        if term.spelling and word == f"{text}s":
            return True
        return same_word(text, word, self.language) or _is_numbered(text, word)

    def _stands(self, term: Term, start: int, end: int) -> bool:
        """Return whether a term of several words, or of a script without blanks, stands here whole.

        A term with accents is found by its bare letters, and must have the accents here.
        """
        has_accents = bare(term.text) != term.text
        if has_accents and self.folded[start:end] != term.text:
            return False
        return stands(self.folded, start, end)

    def _spelled(self, term: Term) -> bool:
        """Return whether the text has a term in the letters, capital or not, that it must have.

        `=US` stands in "the US Senate", not in "tell us".
        """
        if not term.spelling:
            return True
        return bool(_spelling(term.spelling).search(self._written))

    @cached_property
    def _written(self) -> str:
        """The text in its capitals."""
        return spelled(self.raw)

    def holds(self, rule: re.Pattern[str]) -> bool:
        """Return whether a regular expression is met by the text, as it is or folded."""
        return bool(rule.search(self.raw) or rule.search(self.folded))


def _is_numbered(text: str, word: str) -> bool:
    """Return whether a word is a name with its number: iPhone17.
    Short names make other words: G20.
    """
    number = word.removeprefix(text)
    is_long = len(text) >= LEAST_NUMBERED
    return is_long and number != word and number.isdigit()


@lru_cache(maxsize=10_000)
def inflects(text: str) -> bool:
    """Return whether a term is one word of letters, which may have endings.

    "bank" may; 银行, "central bank" and "5g" may not.
    """
    return bool(_SPACED.match(text.replace("'", "")))


@lru_cache(maxsize=1000)
def _spelling(spelling: str) -> re.Pattern[str]:
    """Return the pattern of a word in its capitals, alone or in the plural: US, MPs."""
    return re.compile(rf"(?<!{_LETTER}){re.escape(spelling)}s?(?!{_LETTER})")

"""Decide which dots end a sentence: abbreviations, initials, ordinals and years, by each
language's conventions.
"""

from __future__ import annotations

import re

from news.sentences.conventions import Conventions

# What stands before a word: a blank, an opening mark, an apostrophe (l’art. 7), a
# slash or a dash.
_BREAK = re.compile(r"[\s(\[\"“„«'’‘/—–]")
_ROMAN = re.compile(r"[IVXLC]+")
# An abbreviation with blanks inside it: и т. п., z. B., s. r. o.
_SPACED = re.compile(r"(?:(?<![^\W_])[^\W\d_]\.\s)+[^\W\d_]{1,2}$")
# The number of an item: 3. § 2. 8.1. IV.
_ITEM = re.compile(r"(?:§\s?)?\d{1,3}(?:\.\d+)*|[IVX]{2,}")
# Characters of a sentence that is no more than a date: "В 2024 г." stands
# before its verb.
_SHORT = 20
# A letter of Tamil, Telugu, Kannada or Malayalam with its vowel signs, or the name of a Latin one
# (ஆர் for R), which stands for a name: their sentences end with longer words.
_SIGNS = "\u0b82\u0bbe-\u0bcd\u0c02\u0c3e-\u0c56\u0c82\u0cbc-\u0cd6\u0d02\u0d3e-\u0d4d"
_SOUTH_INDIAN = re.compile(
    rf"[\u0b85-\u0bb9\u0c05-\u0c39\u0c85-\u0cb9\u0d05-\u0d39][{_SIGNS}]*"
    r"(?:[\u0b95-\u0bb9\u0c15-\u0c39\u0c95-\u0cb9\u0d15-\u0d39][\u0bcd\u0c4d\u0ccd\u0d4d]|[\u0d7a-\u0d7f])?"
)
# Digits of a number that a dot may make an ordinal; four are a year.
_LONGEST_ORDINAL = 3


def dot_ends(before: str, following: str, known: Conventions) -> bool:
    """Judge a single dot by the text before it and the word behind it,
    which starts with a capital.

    "J. Roe" goes on; "vitamin C. The" ends, for sentences start with "the"; "in 1995. Roe" ends.
    """
    if _ITEM.fullmatch(before):
        return False
    written = last_word(before)
    # The small form of a Turkish capital has a dot of its own: TİC.
    small = written.lower().replace("i\u0307", "i")
    word = _whole_abbreviation(before, small, known)
    starter = following.lower() in known.starters
    if written.isupper() and _is_initial(word):
        return starter
    if word.isdigit():
        return _number_ends(word, starter, known)
    if known.title_forms.fullmatch(written):
        return starter
    return _word_ends(before, word, following, starter, known)


def _word_ends(
    before: str, word: str, following: str, starter: bool, known: Conventions
) -> bool:
    """Judge a dot behind a word that may be an abbreviation.

    "1 тыс. 200 руб." goes on at "тыс.", "1 тыс. Иван" ends there; "В 2024 г. Иван" goes on, for a
    date alone is no sentence.
    """
    if word in known.years and _follows_digit(before, word):
        is_long = len(before) > _SHORT and not following[0].isdigit()
        return starter or is_long
    if word in known.units:
        is_owner = following.lower() in known.owners
        return not (is_owner or _is_number(following))
    return not _goes_on(word, following, starter, known)


def _goes_on(
    word: str, following: str, starter: bool, known: Conventions
) -> bool:
    """Return whether an abbreviation belongs to the word behind it: "Prof. Roe", "No. 5" and
    "Inc. Roe" go on; "he said no. Then" and "Inc. The" do not.
    """
    # Ex-Sgt. Roe is a sergeant too.
    is_title = word.rpartition("-")[2] in known.titles
    is_numbered = word in known.numbers and following[0].isdigit()
    may_end = word in known.endings or _is_initial(word)
    return is_title or is_numbered or (may_end and not starter)


def _whole_abbreviation(before: str, word: str, known: Conventions) -> str:
    """Return an abbreviation without the blanks inside it where the language has it, or the word.

    "и т. п" → "т.п"; the "Roe" of "A. B. Roe" stays.
    """
    spaced = _SPACED.search(before)
    whole = "".join(spaced.group().lower().split()) if spaced else word
    return whole if whole in known.units | known.titles else word


def last_word(before: str) -> str:
    """Return the word that a text ends with; empty behind a space or a bracket.

    "he met (Prof" → "Prof".
    """
    return _BREAK.split(before)[-1]


def _number_ends(word: str, starter: bool, known: Conventions) -> bool:
    """Judge a dot behind a number: not that of an ordinal unless a sentence surely starts behind
    it.

    German "am 3. Mai" goes on; "er wurde 3. Dann" and English "in group 3. May" end.
    """
    return len(word) > _LONGEST_ORDINAL or starter or not known.ordinals


def _is_number(word: str) -> bool:
    """Return whether a word is a number: 1 тыс. 200 руб., and 90-х гг. XX в."""
    return word[0].isdigit() or bool(_ROMAN.fullmatch(word))


def _follows_digit(before: str, word: str) -> bool:
    """Return whether a number stands before the last word."""
    head = before[: -len(word)].rstrip()
    return head[-1:].isdigit()


def _is_initial(word: str) -> bool:
    """Return whether a word is an initial or made of initials: "j", "u.s", "j.-c", "ph.d", "കെ".

    "example.com" is none, for its parts have more than two letters.
    """
    parts = word.replace("-", "").split(".")
    if len(parts) == 1:
        is_letter = len(word) == 1 and word.isalpha()
        return is_letter or bool(_SOUTH_INDIAN.fullmatch(word))
    return all(map(_is_short, parts))


def _is_short(part: str) -> bool:
    """Return whether a part of an abbreviation is one letter or two."""
    is_letter = part.isalpha() and len(part) <= 2
    return is_letter or bool(_SOUTH_INDIAN.fullmatch(part))

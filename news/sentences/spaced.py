"""Split sentences of languages with spaces between words: abbreviations, initials,
ordinals, quotations.
"""

from __future__ import annotations

import re

from news.sentences.conventions import Conventions, conventions
from news.sentences.dots import dot_ends, last_word
from news.sentences.quotations import find_spans

# Marks that end nothing but sentences, whatever follows.
_SURE_MARKS = "؟।॥۔։።፧፨။។៕᠃᱾꯫。！？"
_SURE = frozenset("\u037e" + _SURE_MARKS)
# French puts a blank before the mark that closes a quotation; German puts one
# before the mark that opens it.
_TERMINATOR = re.compile(
    rf"([.!?…{_SURE_MARKS}]+)"
    r"([ \u00a0\u202f]»(?=\s|$)|[\"'”’»“)\]]*)([\s\u200b]*)"
)
# Greek asks with a semicolon, and Armenian keyboards write their stop as a colon.
_TERMINATORS = {
    language: re.compile(_TERMINATOR.pattern.replace("[.!", f"[.{marks}!", 1))
    for language, marks in (("el", ";\u037e"), ("hy", ":"))
}
# Characters before a dot in which its word is looked for.
_LOOK = 24
# Signs that stand before a number belong to it: 20 мая 2026 г. № 12.
# An initial keeps its dot, so that the "A." of a name is no article.
_NEXT = re.compile(
    r"[\s\"“„«»'‘’(\[—–№§#$€£-]{0,6}([^\W\d_]\.|[^\W_]+(?:[.'’-][^\W_]+)*)"
)
_NEXT_ROOM = 40
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
_GLUED = re.compile(r"[^\W\d_]+[\s,:;]")
# Characters behind a quotation in which its speaker and verb are looked for.
_ATTRIBUTION = 60


def cut_spaced(line: str, language: str) -> list[str]:
    """Cut a line into sentences as the language's conventions have them.

    Mr. Roe asked: "Why? Who knows." Nobody did. → two sentences: the quotation is kept whole, and
    the dot of "Mr." ends nothing.
    """
    known = conventions(language)
    spans = find_spans(line)
    cut: list[str] = []
    start = 0
    terminator = _TERMINATORS.get(language[:2], _TERMINATOR)
    for match in terminator.finditer(line):
        boundary = match.end(2)
        # A quotation or bracket is kept whole, whatever ends inside it.
        if spans.holds(boundary):
            continue
        if _ends(line, start, match, known):
            cut.append(line[start:boundary].strip())
            start = boundary
    rest = line[start:].strip()
    return list(filter(None, [*cut, rest]))


def _ends(
    line: str, start: int, match: re.Match[str], known: Conventions
) -> bool:
    """Return whether a terminator ends a sentence, by what stands before and behind it.

    "Mr. Roe" goes on, and so does "5 km. east"; "5 km. Then" ends. What a small letter follows goes
    on, behind a question too: "Why? he asked".
    """
    marks = match.group(1)
    if match.end() == len(line) or marks[-1] in _SURE:
        return True
    if not match.group(3):
        return _is_glued(line, start, match)
    following = _NEXT.match(line, match.end(), match.end() + _NEXT_ROOM)
    if following is None:
        return True
    word = following.group(1)
    if not _may_start(word):
        return False
    before = line[max(start, match.start() - _LOOK) : match.start()].lstrip()
    if marks == ".":
        return dot_ends(before, word, known)
    if match.group(2):
        return not _attributes(
            line[match.end() : match.end() + _ATTRIBUTION], known
        )
    return not _is_marked_name(before, word, known)


def _is_glued(line: str, start: int, match: re.Match[str]) -> bool:
    """Return whether two sentences lost the space between them: "has said.The next".

    "example.Com/a" and "v.The next" stay whole, for addresses and names of files are written so.
    """
    place = match.end()
    before = line[max(start, match.start() - 3) : match.start()]
    if len(before) < 3 or not before.isalpha() or not before.islower():
        return False
    after = line[place : place + 2]
    # One capital and small letters, and a space behind: no address and no name
    # of a file.
    is_word = after[:1].isupper() and after[1:].islower()
    return is_word and bool(_GLUED.match(line, place, place + _NEXT_ROOM))


def _may_start(word: str) -> bool:
    """Return whether a sentence may start with a word: capital, digit, caseless script, or iPad."""
    return not word[0].islower() or bool(_CAMEL.match(word))


def _attributes(following: str, known: Conventions) -> bool:
    """Return whether a speaker and a verb follow a quotation within four words:
    "Why?" Mr Roe asked.
    """
    words = following.lower().split()[:4]
    return any(word.rstrip(",.:") in known.speech for word in words)


def _is_marked_name(before: str, following: str, known: Conventions) -> bool:
    """Return whether a mark belongs to a name: Yahoo! Inc. goes on."""
    name = last_word(before).lower()
    return name in known.marked and following.lower() not in known.starters

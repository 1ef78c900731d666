"""Filters: phrases, `+must`, `!not`, `"exact words"` and `/regular expressions/`, alike in traditional and simplified."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import re2
from ahocorasick_rs import AhoCorasick, MatchKind

from news.errors import FilterError
from news.words import STOP, fold, surface_words

MAX_LENGTH = 200
MAX_TERMS = 12
TEXT = 4000
"""Characters of an article that filters look at."""
REPEATS = 100
"""Of all `{n,m}` of an expression together."""
_COUNTED = re.compile(r"\{\d{0,4},?(\d{1,4})\}")
AROUND = 40
"""Characters on each side of a phrase within which its neighbours are cut."""
_TERM = re.compile(r"([+!！＋-]?)(?:\"([^\"]*)\"|“([^”]*)”|/((?:[^/\\]|\\.)+)/|([^\s]+))")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w")
Role = Literal["any", "must", "not"]


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a filter: a folded phrase, or an expression."""

    role: Role
    phrase: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression, parsed: every `must` and no `not`; at least one of the plain terms where there are any."""

    expression: str
    terms: tuple[Term, ...]

    def matches(self, text: str) -> bool:
        """Tell whether a text (headline and body) meets the filter."""
        return FilterSet([(0, self)]).matching(text) == [0]


def parse(expression: str) -> Filter:
    """Read an expression such as `芯片 +华为 !广告 "quarterly results" /iPhone \\d+/`.

    Raises FilterError that names what is wrong, with `why` a short key: empty, long, many, only-not, regex.
    """
    text = expression.strip()
    if not text:
        raise _wrong(expression, "empty", "the filter is empty")
    if len(text) > MAX_LENGTH:
        raise _wrong(
            expression, "long", f"the filter has {len(text)} characters; at most {MAX_LENGTH}"
        )
    terms = tuple(term for match in _TERM.finditer(text) if (term := _term(match, expression)))
    if not terms:
        raise _wrong(expression, "empty", "the filter holds no word")
    if len(terms) > MAX_TERMS:
        raise _wrong(expression, "many", f"the filter has {len(terms)} parts; at most {MAX_TERMS}")
    if all(term.role == "not" for term in terms):
        raise _wrong(
            expression, "only-not", "a filter needs something to look for beside what it leaves out"
        )
    return Filter(text, terms)


def any_of(phrases: Iterable[str]) -> FilterSet:
    """Return the set that a text meets where it holds any of these phrases, as whole words; those without a word are left out."""
    folded = ((phrase, fold(phrase).strip()) for phrase in phrases)
    return FilterSet(
        (number, Filter(phrase, (Term("any", text),)))
        for number, (phrase, text) in enumerate(folded)
        if _WORD.search(text)
    )


def _wrong(expression: str, why: str, message: str) -> FilterError:
    return FilterError(f"{message}; for example: 芯片 +华为 !广告", expression=expression, why=why)


def _term(match: re.Match[str], expression: str) -> Term | None:
    sign, quoted, curly, pattern, word = match.groups()
    role: Role = "must" if sign in {"+", "＋"} else "not" if sign in {"!", "！", "-"} else "any"
    if pattern:
        _compile(pattern, expression)
        return Term(role, expression=pattern)
    phrase = fold(quoted or curly or word or "").strip()
    return Term(role, phrase) if _WORD.search(phrase) else None


def _compile(pattern: str, expression: str = "") -> Any:
    options = re2.Options()
    options.case_sensitive = False
    # Linear time is not little time: a large program costs a third of a second a text, for one stranger's filter.
    options.max_mem = 1 << 16
    options.log_errors = False
    if sum(int(count) for count in _COUNTED.findall(pattern)) > REPEATS:
        raise _wrong(
            expression or pattern,
            "regex",
            f"/{pattern}/ can't be read: it repeats over {REPEATS} times",
        )
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        why = str(error.args[0]) if error.args else "it is not valid"
        raise _wrong(expression or pattern, "regex", f"/{pattern}/ can't be read: {why}") from error


class FilterSet:
    """Many filters against one text at once: one pass for all phrases, then only the filters whose phrases were seen."""

    def __init__(self, filters: Iterable[tuple[int, Filter]]) -> None:
        self._filters = dict(filters)
        self._phrases: dict[str, int] = {}
        self._needs: dict[int, list[int]] = {}
        self._always: list[int] = []
        self._compiled: dict[str, Any] = {}
        for number, each in self._filters.items():
            self._index(number, each)
        self._matcher = (
            AhoCorasick(list(self._phrases), matchkind=MatchKind.Standard)
            if self._phrases
            else None
        )

    def _index(self, number: int, each: Filter) -> None:
        for term in each.terms:
            if term.expression:
                self._compiled.setdefault(term.expression, _compile(term.expression))
            else:
                self._phrases.setdefault(term.phrase, len(self._phrases))
        wanted = [term for term in each.terms if term.role != "not"]
        if any(term.expression for term in wanted):
            self._always.append(number)
        for term in wanted:
            if not term.expression:
                self._needs.setdefault(self._phrases[term.phrase], []).append(number)

    def matching(self, text: str) -> list[int]:
        """Return the numbers of the filters that a text (headline and body) meets."""
        raw = text[:TEXT]
        folded = fold(raw)
        seen = self._seen(folded)
        candidates = {number for phrase in seen for number in self._needs.get(phrase, ())}
        candidates.update(self._always)
        return sorted(
            number for number in candidates if self._met(self._filters[number], seen, raw, folded)
        )

    def _seen(self, text: str) -> set[int]:
        if self._matcher is None:
            return set()
        found: set[int] = set()
        for phrase, start, end in self._matcher.find_matches_as_indexes(text, overlapping=True):
            if phrase not in found and _stands(text, start, end):
                found.add(phrase)
        return found

    def _met(self, each: Filter, seen: set[int], raw: str, folded: str) -> bool:
        plain = False
        hit = False
        for term in each.terms:
            if term.expression:
                rule = self._compiled[term.expression]
                present = bool(rule.search(raw) or rule.search(folded))
            else:
                present = self._phrases[term.phrase] in seen
            if (term.role == "must" and not present) or (term.role == "not" and present):
                return False
            if term.role == "any":
                plain, hit = True, hit or present
        return hit or not plain


def _stands(text: str, start: int, end: int) -> bool:
    """Tell whether what stands at this place is a word, or words, and no part of others.

    Only the words about the place are cut, not the whole text: most texts hold few phrases, and cutting costs most.
    """
    low, high = start, end
    while low > max(0, start - AROUND) and _joins(text, low - 1):
        low -= 1
    while high < min(len(text), end + AROUND) and _joins(text, high):
        high += 1
    words = _placed(text[low:high])
    start, end = start - low, end - low
    # A short phrase whose part is a word such as 和 here is no word here: 人 和 自然 does not tell of 人和.
    if end - start <= 3 and any(
        start <= at < end and until - at == 1 and word in STOP and _HAN.match(word)
        for at, until, word in words
    ):
        return _part(start, end, words)
    edges = {0, high - low}.union(*((at, until) for at, until, _ in words))
    return (_edge(text, low + start, edges, start) and _edge(text, low + end, edges, end)) or _part(
        start, end, words
    )


def _joins(text: str, index: int) -> bool:
    """Tell whether a character is part of a word: a letter, a digit, or an apostrophe or full stop between two."""
    char = text[index]
    if char in ".'’":
        return text[index - 1 : index].isalnum() and text[index + 1 : index + 2].isalnum()
    return char.isalnum() or char == "_"


def _edge(text: str, index: int, edges: set[int], place: int) -> bool:
    """Tell whether words part here: at a word's edge, or beside what is no part of a word."""
    return place in edges or not all(
        char.isalnum() or char == "_" for char in text[max(index - 1, 0) : index + 1]
    )


def _placed(text: str) -> list[tuple[int, int, str]]:
    """Cut a text; return (start, end, word) of each word."""
    found, position = [], 0
    for word in surface_words(text):
        start = text.find(word, position)
        if start >= 0:
            position = start + len(word)
            found.append((start, position, word))
    return found


def _part(start: int, end: int, words: list[tuple[int, int, str]]) -> bool:
    """Tell whether a phrase is a word's head or its long first part: 手机 in 新款手机, 科技 in 科技园区, not 新手 in 新手机.

    Only Chinese words of three characters and more are such compounds, for 新款手机 may be cut as one.
    """
    if end - start < 2:
        return False
    long = [
        (at, until)
        for at, until, word in words
        if len(word) >= 3 and _HAN.match(word[0]) and _HAN.match(word[-1])
    ]
    return any(
        (until == end and at < start) or (at == start and until - end >= 2) for at, until in long
    )

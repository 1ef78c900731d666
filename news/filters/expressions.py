"""Parse a filter's expression: words, phrases, alternatives, signs, quotation marks and
regular expressions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import re2

from news.errors import FilterError
from news.filters.folding import compared
from news.filters.terms import Clause, Filter, Term

MAX_LENGTH = 200
MAX_TERMS = 12
# Of all `{n,m}` of an expression together.
REPEATS = 100
# Bytes of a compiled expression.
#
# A large one costs a third of a second a text, for one stranger's filter.
_MEMORY = 1 << 16
_COUNTED = re.compile(r"\{(\d*)(?:,(\d*))?\}")
# A quotation is within the length of a whole filter: one that is never closed
# must not be looked for to the text's end.
_TOKEN = re.compile(
    r"""(?P<comma>[,，、;；])|(?P<or>[|｜])|(?P<sign>[+＋!！-]?)(?:
    /(?P<regex>(?:[^/\\]|\\.){1,200})/
    |(?P<same>[=＝]?)(?:"(?P<quoted>[^"]{0,200})"|“(?P<curly>[^”]{0,200})”|「(?P<corner>[^」]{0,200})」|«(?P<angle>[^»]{0,200})»)
    |(?P<word>[^\s,，、;；|｜]+))""",
    re.X,
)
_MUST, _WITHOUT = frozenset("+＋"), frozenset("!！-")
_QUOTES = '"“”„«»「」'
# Asks for the coloured form of an emoji; texts have it or not.
_VARIATION = "\ufe0f"
# Capitals of this many letters are another word without them.
#
# US and us, IT and it, WHO and who.
SHORT_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A term with its sign."""

    sign: str
    term: Term


def parse(expression: str) -> Filter:
    """Read an expression such as `芯片 +华为 !广告, "quarterly results" | /iPhone \\d+/`.

    Commas part clauses, of which one is enough; inside one, words side by side are one phrase, `|`
    parts choices, `+` and `!` say what must and must not be there. Raises FilterError that names
    what is wrong, with `why` a short key: empty, long, many, only-not, regex.
    """
    text = expression.strip()
    read = _read(text)
    if not all(clause.wanted for clause in read):
        said = "a filter needs something to look for beside what it leaves out"
        raise _wrong(expression, "only-not", said)
    return Filter(text, read)


def parse_within(expression: str) -> Filter:
    """Read words that narrow one source: as `parse`, but they may only leave out (`-ads`).

    A part that only leaves out holds for all other parts. Raises FilterError as `parse` does.
    """
    text = expression.strip()
    read = _read(text)
    wanting = [clause for clause in read if clause.wanted]
    always = tuple(
        term for clause in read if not clause.wanted for term in clause.without
    )
    narrowed = [
        replace(clause, without=(*clause.without, *always))
        for clause in wanting
    ]
    return Filter(text, tuple(narrowed) or (Clause(without=always),))


def _read(text: str) -> tuple[Clause, ...]:
    """Read what stands between commas, within the bounds of a filter."""
    if not text:
        raise _wrong(text, "empty", "the filter is empty")
    if len(text) > MAX_LENGTH:
        said = f"the filter has {len(text)} characters; at most {MAX_LENGTH}"
        raise _wrong(text, "long", said)
    clauses = [_clause(tokens, text) for tokens in split_clauses(text)]
    read = tuple(clause for clause in clauses if clause is not None)
    if not read:
        raise _wrong(text, "empty", "the filter holds no word")
    count = sum(len(clause.wanted) + len(clause.without) for clause in read)
    if count > MAX_TERMS:
        raise _wrong(
            text, "many", f"the filter has {count} parts; at most {MAX_TERMS}"
        )
    return read


def split_clauses(text: str) -> list[list[re.Match[str]]]:
    """Part an expression at its commas, not at those inside quotation marks and slashes.

    Return the tokens of each.
    """
    clauses: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(text):
        if token["comma"]:
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [tokens for tokens in clauses if tokens]


def _clause(tokens: list[re.Match[str]], expression: str) -> Clause | None:
    """Read what stands between two commas; None where it holds no word."""
    choices: list[list[Term]] = [[]]
    must: list[Term] = []
    without: list[Term] = []
    for token in tokens:
        if token["or"]:
            choices.append([])
            continue
        for part in _parts(token, expression):
            if part.sign in _MUST:
                must.append(part.term)
            elif part.sign in _WITHOUT:
                without.append(part.term)
            else:
                choices[-1].append(part.term)
    phrases = tuple(tuple(choice) for choice in choices if choice)
    if not (phrases or must or without):
        return None
    return Clause(phrases, tuple(must), tuple(without))


def _parts(token: re.Match[str], expression: str) -> Iterator[_Part]:
    """Return a token's term with its sign; nothing where it has no word."""
    sign = token["sign"] or ""
    if token["regex"]:
        compile_expression(token["regex"], expression)
        yield _Part(sign, Term(expression=token["regex"]))
        return
    quoted = (
        token["quoted"] or token["curly"] or token["corner"] or token["angle"]
    )
    if quoted:
        term = _quoted(quoted, exact_case=bool(token["same"]))
    else:
        term = _word((token["word"] or "").strip(_QUOTES))
    if term is not None:
        yield _Part(sign, term)


def _quoted(text: str, *, exact_case: bool) -> Term | None:
    term = literal(text)
    if term is None or not exact_case:
        return term
    return Term(
        term.text,
        exact=True,
        spelling=unicodedata.normalize("NFKC", text).strip(),
    )


def _word(text: str) -> Term | None:
    """Read one word; `=` before it keeps its case and its ending."""
    bare = text.lstrip("=＝")
    phrase = _phrase(bare)
    if not phrase:
        return None
    spelling = unicodedata.normalize("NFKC", bare)
    if bare != text:
        return Term(phrase, exact=True, spelling=spelling)
    short = len(spelling) <= SHORT_ACRONYM and len(spelling) > 1
    acronym = short and spelling.isalpha() and spelling.isupper()
    return Term(phrase, spelling=spelling if acronym else "")


def literal(text: str) -> Term | None:
    """Return the term for a phrase that must stand as it is, case aside.

    None where it has no word.
    """
    phrase = _phrase(text)
    return Term(phrase, exact=True) if phrase else None


def _phrase(text: str) -> str:
    """Return the form in which a word is compared; empty where it is nothing but punctuation."""
    phrase = " ".join(compared(text.replace(_VARIATION, "")).split())
    return phrase if any(map(_says_something, phrase)) else ""


def _says_something(char: str) -> bool:
    # "So" are symbols such as emoji, "Sc" currencies; other signs are the
    # grammar's own.
    return char.isalnum() or unicodedata.category(char) in {"So", "Sc"}


def compile_expression(pattern: str, expression: str = "") -> Any:
    """Compile a regular expression by RE2, in linear time; raises FilterError with `why` regex."""
    repeats = sum(_most(match) for match in _COUNTED.finditer(pattern))
    if repeats > REPEATS:
        said = f"/{pattern}/ can't be read: it repeats over {REPEATS} times"
        raise _wrong(expression or pattern, "regex", said)
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        said = f"/{pattern}/ can't be read: {_reason(error)}"
        raise _wrong(expression or pattern, "regex", said) from error


def _most(counted: re.Match[str]) -> int:
    """Return the most times that a `{n}`, `{n,}` or `{n,m}` repeats."""
    return max(
        int(number[:6]) for number in (counted[1] or "0", counted[2] or "0")
    )


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else "it is not valid"
    return (
        reason.decode("utf-8", "replace")
        if isinstance(reason, bytes)
        else str(reason)
    )


def _wrong(expression: str, why: str, message: str) -> FilterError:
    return FilterError(
        f"{message}; for example: 芯片 +华为 !广告",
        expression=expression,
        why=why,
    )

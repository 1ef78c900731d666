"""Parse a filter's expression: words, phrases, alternatives, signs, quotation marks and
regular expressions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import groupby

import re2

from news.errors import FilterError
from news.filters.filter_parts import Filter, FilterClause, Term
from news.filters.folding import compared, spelled
from news.whole_characters import whole

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
    r"""
    (?P<comma> [,，、;；] )
    | (?P<or> [|｜] )
    | (?P<sign> [+＋!！－-]? )
      (?:
        /(?P<regex> (?: [^/\\] | \\. ){1,200} )/
        | (?P<same> [=＝]? )
          (?:
            "(?P<quoted> [^"]{0,200} )"
            | “(?P<curly> [^”]{0,200} )”
            | 「(?P<corner> [^」]{0,200} )」
            | 『(?P<double> [^』]{0,200} )』
            | „(?P<low> [^“”]{0,200} )[“”]
            | «(?P<angle> [^»]{0,200} )»
          )
        | (?P<word> [^\s,，、;；|｜]+ )
      )
    """,
    re.VERBOSE,
)
_MUST = "must"
_WITHOUT = "without"
# What each sign says of its term; one without a sign belongs to a choice.
_SIDES = dict.fromkeys("+＋", _MUST) | dict.fromkeys("!！-－", _WITHOUT)

_QUOTES = '"“”„«»「」『』'
_QUOTATIONS = ("quoted", "curly", "corner", "double", "low", "angle")
# The French and Italian article before a vowel: l'eau is found in "d'eau". The Arabic one, except
# in names that are other words without it: الجزيرة is a broadcaster, جزيرة an island.
_ARTICLE = re.compile(
    r"^(?:l['’]|ال(?=\w{3})(?!(?:جزيرة|جزائر|قاهرة|رياض|دوحة|رباط|مغرب|مدينة|هلال|نصر)$))"
)
# Asks for the coloured form of an emoji; texts have it or not.
_VARIATION = "\ufe0f"
# Capitals of this many letters are another word without them.
#
# US and us, IT and it, WHO and who.
SHORT_ACRONYM = 3


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

    A part that only leaves out holds for all other parts: "chip, bank, -ads" is met by "a chip"
    and by "a bank", and by neither with ads. Raises FilterError as `parse` does.
    """
    text = expression.strip()
    read = _read(text)
    wanting = [clause for clause in read if clause.wanted]
    always: list[Term] = []
    for clause in read:
        if not clause.wanted:
            always += clause.without
    if not wanting:
        return Filter(text, (FilterClause(without=tuple(always)),))
    narrowed = [
        replace(clause, without=(*clause.without, *always))
        for clause in wanting
    ]
    return Filter(text, tuple(narrowed))


def _read(text: str) -> tuple[FilterClause, ...]:
    """Read what stands between commas, within the bounds of a filter.

    Raises FilterError for a filter without a word, and for one beyond the bounds.
    """
    if not text:
        raise _wrong(text, "empty", "the filter is empty")
    if len(text) > MAX_LENGTH:
        said = f"the filter has {len(text)} characters; at most {MAX_LENGTH}"
        raise _wrong(text, "long", said)
    clauses = (_clause(tokens, text) for tokens in split_clauses(text))
    read = tuple(filter(None, clauses))
    if not read:
        raise _wrong(text, "empty", "the filter holds no word")
    count = sum(len(clause.wanted) + len(clause.without) for clause in read)
    if count > MAX_TERMS:
        said = f"the filter has {count} parts; at most {MAX_TERMS}"
        raise _wrong(text, "many", said)
    return read


def split_clauses(text: str) -> list[list[re.Match[str]]]:
    """Part an expression at its commas, not at those inside quotation marks and slashes.

    Return the tokens of each clause: `"a, b" +c, /d,e/` → [`"a, b"`, `+c`], [`/d,e/`].
    """
    parted = groupby(_TOKEN.finditer(text), key=_is_comma)
    return [list(tokens) for is_comma, tokens in parted if not is_comma]


def _is_comma(token: re.Match[str]) -> bool:
    return bool(token["comma"])


def _clause(
    tokens: list[re.Match[str]], expression: str
) -> FilterClause | None:
    """Read what stands between two commas; None where it holds no word.

    `a b | c +d !e` has the choices (a, b) and (c), must have d and leaves out e.
    """
    choices: list[list[Term]] = [[]]
    signed: dict[str, list[Term]] = {_MUST: [], _WITHOUT: []}
    for token in tokens:
        if token["or"]:
            choices.append([])
        elif term := _term(token, expression):
            side = _SIDES.get(token["sign"], "")
            signed.get(side, choices[-1]).append(term)
    phrases = map(tuple, filter(None, choices))
    clause = FilterClause(
        choices=tuple(phrases),
        must=tuple(signed[_MUST]),
        without=tuple(signed[_WITHOUT]),
    )
    return clause if clause != FilterClause() else None


def _term(token: re.Match[str], expression: str) -> Term | None:
    """Read a token's regular expression, quotation or word; None where it has no word.

    Raises FilterError for a regular expression that can't be compiled.
    """
    if token["regex"]:
        compile_expression(token["regex"], expression)
        return Term(expression=token["regex"])
    quotations = filter(None, token.group(*_QUOTATIONS))
    for quoted in quotations:
        return _quoted(quoted, exact_case=bool(token["same"]))
    return _word((token["word"] or "").strip(_QUOTES))


def _quoted(text: str, *, exact_case: bool) -> Term | None:
    """Read a quotation: `"the who"` in any case, `="The Who"` in this one."""
    term = literal(text)
    if term is None or not exact_case:
        return term
    spelling = spelled(text).strip()
    return replace(term, spelling=spelling)


def _word(text: str) -> Term | None:
    """Read one word; `=` before it keeps its case and its ending.

    `chips` is found in any form, `=Chips` in this one, `US` in capitals.
    """
    bare = text.lstrip("=＝")
    phrase = _phrase(_ARTICLE.sub("", bare))
    if not phrase:
        return None
    spelling = spelled(bare)
    if bare != text:
        return Term(phrase, exact=True, spelling=spelling)
    is_short = 1 < len(spelling) <= SHORT_ACRONYM
    is_acronym = is_short and spelling.isalpha() and spelling.isupper()
    return Term(phrase, spelling=spelling if is_acronym else "")


def literal(text: str) -> Term | None:
    """Return the term for a phrase that must stand as it is, case aside.

    None where it has no word.
    """
    phrase = _phrase(text)
    return Term(phrase, exact=True) if phrase else None


def _phrase(text: str) -> str:
    """Return the form in which a word is compared; empty where it is nothing but punctuation.

    " Chip Act " → "chip act"; "?!" is empty, 😀 is not.
    """
    phrase = " ".join(compared(text.replace(_VARIATION, "")).split())
    return phrase if any(map(_says_something, phrase)) else ""


def _says_something(char: str) -> bool:
    """Return whether a character is worth looking for: a letter, a digit, an
    emoji or a currency; the other signs are the grammar's own.
    """
    # "So" are symbols such as emoji, "Sc" currencies.
    return char.isalnum() or unicodedata.category(char) in {"So", "Sc"}


def compile_expression(pattern: str, expression: str = "") -> re.Pattern[str]:
    """Compile a regular expression by RE2, in linear time; raises FilterError with `why` regex.

    `a{60}` is compiled; `a{60}b{60}` repeats too often, and `(` is no expression.
    """
    repeats = sum(map(_most, _COUNTED.finditer(pattern)))
    if repeats > REPEATS:
        said = f"/{pattern}/ can't be read: it repeats over {REPEATS} times"
        raise _wrong(expression or pattern, "regex", said)
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        compiled: re.Pattern[str] = re2.compile(whole(pattern), options=options)
    except re2.error as error:
        said = f"/{pattern}/ can't be read: {_reason(error)}"
        raise _wrong(expression or pattern, "regex", said) from error
    return compiled


def _most(counted: re.Match[str]) -> int:
    """Return the most times that a `{n}`, `{n,}` or `{n,m}` repeats.

    {3} and {1,3} → 3; {2,} → 2.
    """
    return max(int(number[:6] or 0) for number in counted.groups(""))


def _reason(error: Exception) -> str:
    """Return RE2's own words on what is wrong, which it gives as bytes."""
    if not error.args:
        return "it is not valid"
    reason, *_ = error.args
    if isinstance(reason, bytes):
        return reason.decode("utf-8", "replace")
    return str(reason)


def _wrong(expression: str, why: str, message: str) -> FilterError:
    """Return the error for an expression, with an example of one that can be
    read.
    """
    return FilterError(
        f"{message}; for example: 芯片 +华为 !广告",
        expression=expression,
        why=why,
    )

"""Find who wrote and who edited an article: labels in the byline, declared people, lines
that begin with "By", marked elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise, starmap

from news.extract.byline_labels import (
    AUTHOR,
    AUTHOR_LABEL,
    BY,
    BYLINE_REPORTER,
    EDITOR,
    KOREAN_REPORTER,
    PLACED_REPORTER,
    REPORTER,
)
from news.extract.byline_places import ContextLines
from news.extract.declared import Declared
from news.extract.named_authors import marked
from news.extract.page import Page
from news.extract.page_elements import captured, has_digit
from news.extract.person_names import (
    bodies,
    is_name,
    is_site,
    like_names,
    people,
    tidy,
    vague,
)

# Characters of a line that may be a byline: a longer one is a sentence.
MAX_BYLINE = 160
# Characters of a line whose byline may be one word: in a longer one "by" is a
# preposition.
MAX_LONE = 30
# Characters of a first line of the text that may be a byline still.
MAX_NOTE = 80
# Characters of a line in which labels are sought.
MAX_LABELLED = 200
# Characters of a line after the text that may be a byline.
MAX_CLOSING = 60
# Lines after the text in which a reporter is sought.
BESIDE_TEXT = 6
# "10:05 am PST by Ann Doe": the byline follows the date in its line.
_MIDWAY = re.compile(
    r"(?:^|\s|[|•·,])(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Dd]oor|[Oo]leh|โดย|بقلم|מאת|"
    r"[Γγ]ράφ(?:ει|ουν)(?: (?:ο|η|οι))?)\s+(?=[^\W\d_a-z])|(?i:автор|author|"
    r"autor(?:in)?|auteur|autore|text|texto?e?|συντάκτης|yazar|haber|penulis|tác giả)\s*:\s*(?=\S))"
)
# One word behind "by", and then nothing, a bar, or when: an account's name,
# which is written small.
_HANDLE = re.compile(
    r"(?:^|\s)(?:by|vo[nm]|par|por)\s+@?([^\W\d][\w.-]{2,30})"
    r"(?=\s*(?:$|[·•|,])|\s(?:am|on|le|el|at)\s)",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"^(?:by|von|par|por|written by|autor(?:in|es|as)?|authors?|auteurs?|auteure|autore|text)"
    r"\s*:?$",
    re.IGNORECASE,
)


def read_author(page: Page, declared: Declared, context: ContextLines) -> str:
    """Return the authors, parted by commas; empty where nobody is named."""
    labelled = _labelled(context)
    if labelled:
        return labelled
    # A template that has no author writes the site's own name.
    known = (declared.site, declared.publisher)
    stated = [
        name for text in declared.people for name in people(text, known=known)
    ]
    shown = _without(known, _byline(context.front))
    meta = people(declared.author, known=known)
    of_people = [name for name in meta if not is_site(name, page.url)]
    # Each names people of the others and more, or is a witness of its own.
    witnesses = list(filter(None, (stated, shown, of_people)))
    if witnesses:
        named = _spelled(_widest(*witnesses), witnesses)
    else:
        weaker = _candidates(page, declared, context, known)
        named = next(filter(None, weaker), [])
    return ", ".join(dict.fromkeys(named))


def _spelled(named: list[str], witnesses: list[list[str]]) -> list[str]:
    """Return names as a witness spells them that does not shout: MARA QUILL, Mara Quill
    → the latter.

    Otherwise the first witness goes before the others.
    """
    names = list(chain.from_iterable(reversed(witnesses)))
    names.sort(key=str.isupper, reverse=True)
    spelled = dict(zip(map(str.casefold, names), names, strict=True))
    return list(map(spelled.__getitem__, map(str.casefold, named)))


def _widest(first: list[str], *others: list[str]) -> list[str]:
    """Return the first list that names all the people of the given one and more, otherwise it.

    Declared "Ann Doe", shown "By Ann Doe and Li Na" → both; shown "By Li Na" → Ann Doe alone, for
    the two witnesses contradict each other.
    """
    named = set(first)
    wider = (other for other in others if named < set(other))
    return next(filter(like_names, wider), first)


def _candidates(
    page: Page,
    declared: Declared,
    context: ContextLines,
    known: tuple[str, ...],
) -> Iterator[list[str]]:
    """Yield people by weaker and weaker witnesses; the last may be the site itself.

    Elements named `author`, reporters beside their word, "By" behind the text, accounts, desks
    and agencies, declared organisations, names that the site itself bears.
    """
    yield marked(page, known)
    yield _reporters(context)
    yield _closing(context.tail)
    notes = [line for line in context.lead if len(line) <= MAX_NOTE]
    near = [*context.before, *notes]
    yield _handle(near)
    yield bodies(*_after_by_lines(near))
    yield people(declared.organisation)
    declared_names = [*declared.people, declared.author]
    yield people(", ".join(declared_names))
    yield bodies(*declared_names, declared.organisation)
    yield marked(page, ())


def _after_by_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield what follows "By" in the lines that begin with it."""
    matches = filter(None, map(BY.match, lines))
    return (match.string[match.end() :] for match in matches)


def _handle(lines: list[str]) -> list[str]:
    """Return the account that a byline with a date names.

    "Posted by annd on May 3, 2026" and "par annd" → annd; "by bus on the left" names none.
    """
    short = (line for line in lines if len(line) <= MAX_BYLINE)
    matches = filter(None, map(_HANDLE.search, short))
    return [match[1] for match in matches if _is_byline_of(match)][:1]


def _is_byline_of(handle: re.Match[str]) -> bool:
    """Recognise an account that ends its line, or stands beside a number, mostly a date's.

    "Posted by annd" and "by annd, 3 May" name one; "by bus on the left" does not.
    """
    line = handle.string
    beside_date = handle.end() == len(line) or has_digit(line)
    return beside_date and not vague(handle[1])


def _without(known: tuple[str, ...], named: list[str]) -> list[str]:
    """Drop the site's and publisher's names from a list of people, unless nobody else is in it.

    "By Ann Doe, The Example" → Ann Doe; "By Example Radio" on that station's pages → Example Radio.
    """
    folded = set(map(str.casefold, known))
    others = [name for name in named if name.casefold() not in folded]
    return others or named


def _labelled(context: ContextLines) -> str:
    """Return the author behind a label: `作者：张三`, or the label and the name on the next line.

    `作者：本站` names nobody, so a later label may.
    """
    lines = context.around
    written = starmap(_behind_label, pairwise([*lines, ""]))
    return next(filter(is_name, map(tidy, written)), "")


def _behind_label(line: str, following: str) -> str:
    """Return what a label of authors introduces; empty for a line without one.

    `作者：王小明` → 王小明; `作者` alone → the line that follows.
    """
    match = AUTHOR.search(line[:MAX_LABELLED])
    if match:
        return match[1]
    return following[:MAX_BYLINE] if AUTHOR_LABEL.match(line) else ""


def _byline(lines: list[str]) -> list[str]:
    """Return the people of the first line that begins with "By" or holds it after a date.

    "Posted May 3, 2026 by Ann Doe" → Ann Doe; "The ferry, by contrast, runs" names nobody.
    """
    for line, following in pairwise([*lines, ""]):
        named = people(_byline_names(line, following))
        lone = len(named) == 1 and " " not in named[0]
        is_sentence = lone and len(line) > MAX_LONE
        if like_names(named) and not is_sentence:
            return named
    return []


def _byline_names(line: str, following: str) -> str:
    """Return the part of a byline that names people: behind "By", or the next line if "By" is all.

    "May 3, 2026 by Ann Doe" → "Ann Doe"; empty for a line too long for a byline.
    """
    if len(line) > MAX_BYLINE:
        return ""
    if _BY_ALONE.match(line):
        return following[:MAX_BYLINE]
    by = BY.match(line) or (has_digit(line) and _MIDWAY.search(line))
    return line[by.end() :] if by else ""


def _reporters(context: ContextLines) -> list[str]:
    """Return reporters whose name stands beside the word: 本报记者 刘洋, （記者陳大文／台北報導）."""
    beside = context.tail[:BESIDE_TEXT]
    lines = [*context.front, *beside]
    named = chain(
        captured(BYLINE_REPORTER.search, context.before),
        captured(PLACED_REPORTER.search, lines),
        captured(REPORTER.search, lines),
        captured(KOREAN_REPORTER.search, lines),
    )
    return list(islice(named, 1))


def _closing(lines: list[str]) -> list[str]:
    """Return the people of a short line after the text that begins with "By".

    One word behind "by" may be any word there: "By Ann Doe" counts, "By Ann" does not.
    A longer line tells who helped an agency.
    """
    short = (line for line in lines if len(line) <= MAX_CLOSING)
    named = map(people, _after_by_lines(short))
    whole = (names for names in named if names and " " in names[0])
    return next(filter(like_names, whole), [])


def read_editor(
    declared: Declared,
    context: ContextLines,
    dropped: list[str],
) -> str:
    """Return the editor: from furniture lines, from the lines about the text, or as declared."""
    lines = chain(reversed(dropped), context.tail, context.before)
    names = map(tidy, captured(EDITOR.search, lines))
    return next(filter(is_name, names), tidy(declared.editor))

"""Who wrote the article, and who edited it: labels in the byline, declared people, lines that
begin with "By", marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from news.extract.byline_labels import (
    AUTHOR,
    AUTHOR_LABEL,
    BY,
    BYLINE_REPORTER,
    EDITOR,
    KOREAN_REPORTER,
    REPORTER,
)
from news.extract.context import ContextLines
from news.extract.declared import Declared
from news.extract.markup import clean, names_of
from news.extract.page import Page
from news.extract.person_names import like_names, people, tidy, vague

MAX_BYLINE = 160
"""Characters of a line that may be a byline: a longer one is a sentence."""
MAX_LONE = 30
"""Characters of a line whose byline may be one word: in a longer one "by" is a preposition."""
MAX_LABELLED = 200
"""Characters of a line in which labels are sought."""
BESIDE_TEXT = 6
"""Lines after the text in which a reporter is sought."""
MAX_MARKED = 60
"""Elements whose names are looked at."""
MAX_CHILDREN = 4
"""Children of an element that names authors: one with more is the article's own box."""

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:author\d?|authors|authorinfo|byline|writer|zuozhe|reporter|"
    r"author[-_]?name|name[-_]?author|p-author|fn|creator|autor|auteur)(?:$|[\s_-])|"
    r"author[_-]?(?:name|link)",
    re.IGNORECASE,
)
# Elements of these names, or below them, name those who comment or who wrote other articles.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|reply|related|recommend\w*|promo\w*|"
    r"teaser\w*|newsletter|popular|disqus)(?=$|[\s_-])|"
    r"(?:^|\s)(?:sidebar|widget|footer)",
    re.IGNORECASE,
)
_BESIDE = frozenset({"aside", "footer", "nav", "form", "label"})
# "10:05 am PST by Ann Doe": the byline follows the date in its line.
_MIDWAY = re.compile(
    r"(?:^|\s|[|•·,])(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s+(?=[^\W\d_a-z])|(?i:автор|author|"
    r"autor(?:in)?|auteur|autore|text|texto?e?)\s*:\s*(?=\S))"
)
_BY_ALONE = re.compile(
    r"^(?:by|von|par|por|written by|autor(?:in)?|author|text)\s*:?$", re.IGNORECASE
)


def read_author(page: Page, declared: Declared, context: ContextLines) -> str:
    """Return the authors, parted by commas; empty where nobody is named."""
    known = (declared.site, declared.publisher)
    labelled = _labelled(context)
    if labelled:
        return labelled
    # A template that has no author writes the site's own name.
    stated = [name for text in declared.people for name in people(text, known=known)]
    shown = _without(known, _byline([*context.before, *context.lead]))
    # The visible byline counts where it names all the declared people and more.
    if stated and not set(stated) < set(shown):
        return ", ".join(dict.fromkeys(stated))
    found = shown or next(filter(None, _candidates(page, declared, context, known)), [])
    return ", ".join(found)


def _candidates(
    page: Page, declared: Declared, context: ContextLines, known: tuple[str, ...]
) -> Iterator[list[str]]:
    """Yield people by weaker and weaker witnesses; the last may be the site itself."""
    yield people(declared.author, known=known)
    yield _marked(page, known)
    yield _reporters(context)
    yield _closing(context.tail)
    yield people(declared.organisation)
    yield people(", ".join([*declared.people, declared.author]))


def _without(known: tuple[str, ...], named: list[str]) -> list[str]:
    """Drop the site's and publisher's names from a list of people, unless nobody else is in it."""
    folded = {name.casefold() for name in known}
    return [name for name in named if name.casefold() not in folded] or named


def _labelled(context: ContextLines) -> str:
    lines = [*context.before, *context.lead, *context.tail]
    for number, line in enumerate(lines):
        match = AUTHOR.search(line[:MAX_LABELLED])
        name = tidy(match.group(1)) if match else ""
        if not match and AUTHOR_LABEL.match(line) and number + 1 < len(lines):
            name = tidy(lines[number + 1][:MAX_BYLINE])
        if 2 <= len(name) <= 60 and not vague(name):
            return name
    return ""


def _byline(lines: list[str]) -> list[str]:
    """Return the people of the first line that begins with "By" or holds it after a date."""
    for number, line in enumerate(lines):
        if len(line) > MAX_BYLINE:
            continue
        if _BY_ALONE.match(line) and number + 1 < len(lines):
            named = people(lines[number + 1][:MAX_BYLINE])
        else:
            named = people(_after_by(line))
        lone = len(named) == 1 and " " not in named[0] and len(line) > MAX_LONE
        if named and like_names(named) and not lone:
            return named
    return []


def _after_by(line: str) -> str:
    """Return what follows the word "by" of a byline; empty for other lines."""
    if match := BY.match(line):
        return line[match.end() :]
    match = _MIDWAY.search(line)
    return line[match.end() :] if match and any(map(str.isdigit, line)) else ""


def _marked(page: Page, known: tuple[str, ...]) -> list[str]:
    """Return the people that an element names by its class or its link."""
    links = [node for node in page.tags["a"] if "author" in (node.get("rel") or "")]
    classed = [node for node, names in page.named if _MARKED.search(names)]
    for node in [*links[:MAX_MARKED], *classed[:MAX_MARKED]]:
        named = [] if _beside(node) else _named_by(node, known)
        if named:
            return named
    return []


def _named_by(node: HtmlElement, known: tuple[str, ...]) -> list[str]:
    """Return the people that a small element names."""
    if len(node) > MAX_CHILDREN:
        return []
    # Neighbouring elements are parted on the screen: "Author" and the name.
    text = clean(" ".join(node.itertext())).lstrip("@")
    if len(text) > MAX_BYLINE or EDITOR.search(text[:80]):
        return []
    named = people(text, known=known)
    return named if named and _like_marked(named) else []


def _like_marked(named: list[str]) -> bool:
    """Tell names, or a handle: those are written small."""
    return like_names(named) or (len(named) == 1 and " " not in named[0])


def _beside(node: HtmlElement) -> bool:
    """Tell an element that belongs to comments or to other articles."""
    return any(_is_beside(parent) for parent in _upwards(node))


def _upwards(node: HtmlElement) -> Iterator[HtmlElement]:
    yield node
    for count, parent in enumerate(node.iterancestors()):
        if count > 6 or parent.tag == "body":
            return
        yield parent


def _is_beside(node: HtmlElement) -> bool:
    return node.tag in _BESIDE or bool(_OTHERS.search(names_of(node)))


def _reporters(context: ContextLines) -> list[str]:
    """Return reporters whose name stands beside the word: 本报记者 刘洋, （記者陳大文／台北報導）."""
    for line in context.before:
        if match := BYLINE_REPORTER.search(line[:300]):
            return [match.group(1)]
    for line in [*context.before, *context.lead, *context.tail[:BESIDE_TEXT]]:
        if match := REPORTER.search(line[:300]) or KOREAN_REPORTER.search(line[:300]):
            return [match.group(1)]
    return []


def _closing(lines: list[str]) -> list[str]:
    """Return the people of a short line after the text that begins with "By"."""
    for line in lines:
        if len(line) <= 60 and BY.match(line):
            named = people(_after_by(line))
            if named and like_names(named) and " " in named[0]:
                return named
    return []


def read_editor(
    declared: Declared, context: ContextLines, dropped: list[str], last: list[str]
) -> str:
    """Return the editor: from furniture lines, from the lines about the text, from its last lines,
    or as declared."""
    for lines in (reversed(dropped), context.tail, context.before, last):
        for line in lines:
            if match := EDITOR.search(line[:400]):
                name = tidy(match.group(1))
                if len(name) >= 2 and not vague(name):
                    return name
    return tidy(declared.editor)

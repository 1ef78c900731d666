"""Join the first letter of a text, drawn larger in an element of its own, with its word."""

from __future__ import annotations

from itertools import chain, islice
from operator import attrgetter, methodcaller

from lxml.html import HtmlElement

# Elements in which such a letter stands before its paragraph, wherever that is.
_DRAWN = frozenset({"span", "div", "b", "strong"})
# Letters that are words by themselves in some language: a blank behind one is meant.
_WORDS = frozenset("AEIOUYÀÁÈÉÒÓÔWZSKVΟΗАБВЖЗИІЙКОСУЯЄЎ")
# Elements before a letter that are looked at: empty ones, such as anchors.
_MOST_BEFORE = 4


def join_initial(node: HtmlElement) -> None:
    """Put a large first letter before what follows it: `<span>T</span> he ferry` → "The ferry".

    It may be a block of its own, or a picture that says its letter (`alt="T"`). Linear in the page.
    """
    letter = "".join(filter(None, (node.text, node.get("alt")))).strip()
    if len(letter) == 1 and letter.isupper() and not len(node):
        _find_rest(node, letter)


def _find_rest(node: HtmlElement, letter: str) -> None:
    """Move a letter to the text behind its element, or to that of the next one.

    `<div>T</div><p>he ferry` → `<div></div><p>The ferry`.
    """
    following = None if (node.tail or "").strip() else node.getnext()
    if following is not None and following.tag == "p" and node.tag in _DRAWN:
        told = next(filter(_has_words, following.iter("*")), following)
        told.text = _joined(node, letter, told.text)
    elif node.keys() and _begins(node):
        if following is None:
            node.tail = _joined(node, letter, node.tail)
        else:
            following.text = _joined(node, letter, following.text)


def _joined(node: HtmlElement, letter: str, rest: str | None) -> str | None:
    """Return a word's rest with its letter, which its element loses; anything else as it is.

    In "A ferry" the blank stays.
    """
    bare = (rest or "").lstrip()
    if not bare[:1].islower():
        return rest
    node.text = None
    is_parted = bare != rest and letter in _WORDS
    return letter + " " * is_parted + bare


def _begins(node: HtmlElement) -> bool:
    """Return whether nothing but a few empty elements stands before one in the one that holds it."""
    holder = next(node.iterancestors(), node)
    before = list(islice(node.itersiblings(preceding=True), _MOST_BEFORE + 1))
    around = [holder.text, *map(attrgetter("tail"), before)]
    inside = chain.from_iterable(map(methodcaller("itertext"), before))
    texts = filter(None, chain(around, inside))
    return len(before) <= _MOST_BEFORE and not any(map(str.strip, texts))


def _has_words(node: HtmlElement) -> bool:
    return bool((node.text or "").strip())

"""Join the first letter of a text, drawn larger in an element of its own, with its word."""

from __future__ import annotations

from lxml.html import HtmlElement

# Letters that are words by themselves in some language: a blank behind one is meant.
_WORDS = frozenset("AEIOUYÀÁÈÉÒÓÔWZSKVΟΗАБВЖЗИІЙКОСУЯЄЎ")


def join_initial(node: HtmlElement) -> None:
    """Put a large first letter before what follows it: `<span>T</span> he ferry` → "The ferry".

    It may be a block of its own, or a picture that says its letter (`alt="T"`).
    """
    letter = "".join(filter(None, (node.text, node.get("alt")))).strip()
    if len(letter) == 1 and letter.isupper() and _begins(node):
        _join(node, letter)


def _begins(node: HtmlElement) -> bool:
    """Return whether nothing stands before an element in the one that holds it."""
    return not node.xpath("preceding-sibling::node()[normalize-space()]")


def _join(node: HtmlElement, letter: str) -> None:
    """Move a letter to the text behind its element, or to that of the next one; only a word's rest
    takes it.

    `<div>T</div><p>he ferry` → `<div></div><p>The ferry`; in "A ferry" the blank stays.
    """
    following = None if (node.tail or "").strip() else node.getnext()
    rest = (node.tail if following is None else following.text) or ""
    bare = rest.lstrip()
    if not bare[:1].islower():
        return
    is_parted = all((bare != rest, letter in _WORDS))
    word = letter + " " * is_parted + bare
    node.text = None
    if following is None:
        node.tail = word
    else:
        following.text = word

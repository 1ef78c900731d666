"""Write out the entities that a feed's doctype declares; none of a file or an address is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Declarations of one doctype, and characters of an entity's text: a paper's name, a sign, an
# address. What is longer, and what grows past it by holding others, stays as it stands.
MAX_DECLARED = 100
MAX_VALUE = 1000
# Characters that all entities of a feed may add to it.
MAX_ADDED = 1_000_000

# `<!ENTITY paper "The Herald">`; those of a file (SYSTEM, PUBLIC) and of the doctype itself (%)
# have another form.
_DECLARED = re.compile(
    r"<!ENTITY\s{1,20}(?P<name>[A-Za-z_][\w.-]{0,60})\s{1,20}"
    r"(?:\"(?P<double>[^\"]{0,1000})\"|'(?P<single>[^']{0,1000})')\s{0,20}>"
)
_REFERENCE = re.compile(r"&([A-Za-z_][\w.-]{0,60});")
# In a CDATA section an ampersand is one.
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
# XML's own mean what they mean, whatever a doctype says.
_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})


def declared(doctype: str) -> Mapping[str, str]:
    """Return the entities that a doctype declares with their texts, those inside written out.

    `<!ENTITY a "Her"><!ENTITY b "&a;ald">` → a: Her, b: Herald. An entity may hold earlier ones
    only, so that none holds itself.
    """
    entities: dict[str, str] = {}
    for match in _DECLARED.finditer(doctype):
        name, text = match["name"], match["double"] or match["single"] or ""
        whole = _REFERENCE.sub(lambda inner: _text(inner, entities), text)
        if name not in _OWN and len(whole) <= MAX_VALUE:
            entities.setdefault(name, whole)
        if len(entities) == MAX_DECLARED:
            break
    return entities


def _text(reference: re.Match[str], entities: Mapping[str, str]) -> str:
    """Return the text of an entity; a reference to none that is declared stays."""
    return entities.get(reference[1], reference[0])


def written_out(text: str, entities: Mapping[str, str]) -> str:
    """Write a document's entities out, outside CDATA; past `MAX_ADDED` characters they stay.

    `<title>News of &paper;</title>` → `<title>News of The Herald</title>`.
    """
    left = MAX_ADDED

    def write(reference: re.Match[str]) -> str:
        nonlocal left
        shown = _text(reference, entities)
        added = len(shown) - len(reference[0])
        if added > left:
            return reference[0]
        left -= max(added, 0)
        return shown

    parts = _CDATA.split(text)
    # The sections stand between the others.
    parts[::2] = [_REFERENCE.sub(write, part) for part in parts[::2]]
    return "".join(parts)

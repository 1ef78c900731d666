"""Know which characters an XML 1.0 document may hold (section 2.2): any other makes it unreadable."""

from __future__ import annotations

import re

# Controls, halves of characters, and the two that are none.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def drop_non_xml(text: str) -> str:
    """Leave out of a text what no document of XML 1.0 can hold."""
    return NOT_XML.sub("", text)

"""Read the names of the people who wrote an entry, as feeds write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from news.feeds.markup import one_line
from news.feeds.xml_tree import Element, local, text_of

MAX_PEOPLE = 5
# A name with an address before or behind it, and "by" before it; the address of
# a site is nobody's name.
_NAMED = re.compile(
    r"""
    (?: by \s+ )?
    (?:
      (?= [^(@]*+ @ ) [^(]*+ \( (?P<behind> .* ) \)
      | (?P<before> [^(<]*+ ) [(<] \s? (?:mailto:)? [^\s()<>@]+ @ [^\s()<>]+ [)>]
      | (?! https?:// | www\. ) (?P<name> .* )
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def name_in(text: str) -> str:
    """Return the name in what a feed says of an author; empty where it names a site alone.

    "ann@site.example (Ann Doe)", "Ann Doe (mailto:ann@site.example)" and "by Ann Doe" are all Ann
    Doe; a bare address of mail stays.
    """
    said = _NAMED.fullmatch(text)
    return next(filter(None, said.groups()), "").strip() if said else ""


def person(author: Element) -> str:
    """Return an author's name, or the address of mail where that is all.

    `<author><name>Ann</name></author>` → Ann.
    """
    inner = {local(node): text_of(node) for node in author.iterchildren("*")}
    said = inner.get("name") or inner.get("email") or text_of(author)
    return name_in(one_line(said))


def together(names: Iterable[str]) -> str:
    """Return several people in one line, each once, `MAX_PEOPLE` at most; those without a name are
    left out.

    Ann, an empty one, Bo and Ann once more → "Ann, Bo".
    """
    distinct = dict.fromkeys(filter(None, names))
    return ", ".join(islice(distinct, MAX_PEOPLE))


def of_feed(names: str, title: str) -> str:
    """Return the people of a whole feed; empty where its title names them too: they are the site.

    "Site News" of "Site News: World" wrote no entry.
    """
    return names if names.casefold() not in title.casefold() else ""

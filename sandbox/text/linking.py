"""Find what Telegram links by itself: user names, commands, hashtags,
addresses.

Source: TD `MessageEntity.cpp`, `find_entities`. Clients show each of these as a
link, and a user name notifies its owner, even if the bot marked nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sandbox.text.entity_types import QUOTES, STYLES, Entity, end_of
from sandbox.text.units import utf16

# Entities in which Telegram still links text; in all others (code, links) it
# does not.
_LINKED_INSIDE = QUOTES | STYLES
# The shortest user name that a person can take.
_SHORTEST_NAME = 5
# Names of inline bots that are shorter than the usual minimum of five letters.
_SHORT_NAMES = {
    "gif",
    "wiki",
    "vid",
    "bing",
    "pic",
    "bold",
    "imdb",
    "like",
    "vote",
}
_MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?!\w)")
_COMMAND = re.compile(
    r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])"
)
_HASHTAG = re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")
_CASHTAG = re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$])")
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_-][A-Za-z0-9_.+-]{0,60}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,28}\.){1,6}"
    r"[A-Za-z]{2,8}(?![\w-])"
)
# Telegram links a bare host only if its ending is on a list of about 1,400. The
# sandbox accepts every ending of two letters or more: it links rather too much,
# so that a text which stays plain here stays plain at Telegram.
_URL = re.compile(
    r"(?<![\w/#@.])(?:(?:https?|ftp|tonsite)://)?"
    r"(?:\w(?:[\w~-]{0,61}\w)?\.){1,10}(?:xn--[A-Za-z0-9-]{1,59}|[^\W\d_]{2,63})(?![\w@])"
    r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»\u2000-\u200b\u200e\u200f\u2016-\u206f]*)?",
    re.IGNORECASE,
)
_APP = re.compile(
    r"(?<!\w)(?:tg|ton)://[A-Za-z0-9_-]{1,253}(?:[/?#][^\s<>\"«»]*)?",
    re.IGNORECASE,
)
# Schemes of a text's own links; `tg:` links have no host.
_LINKED_SCHEMES = {"http", "https", "ton"}
# Characters that end a sentence, not an address.
_LAST = ".:;,('?!`"


# What begins with a sign, by kind. The order matters: of matches that overlap,
# the kind that comes first wins.
_SIGNED = (
    ("bot_command", _COMMAND),
    ("hashtag", _HASHTAG),
    ("cashtag", _CASHTAG),
)


def linked(text: str, given: list[Entity]) -> list[Entity]:
    """Return the links that Telegram adds to the bot's own entities, in order.

    A match that overlaps a link or code of the bot's own is dropped; earlier
    kinds win over later ones.
    """
    taken = [entity for entity in given if entity["type"] not in _LINKED_INSIDE]
    links: list[Entity] = []
    for kind, start, end in _matches(text):
        link = {
            "type": kind,
            "offset": utf16(text[:start]),
            "length": utf16(text[start:end]),
        }
        if not _overlaps(link, taken):
            taken.append(link)
            links.append(link)
    return sorted(links, key=_offset)


def _offset(entity: Entity) -> int:
    return int(entity["offset"])


def _overlaps(link: Entity, taken: list[Entity]) -> bool:
    start = link["offset"]
    end = end_of(link)
    return any(
        start < end_of(other) and other["offset"] < end for other in taken
    )


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of everything that looks like a link, by kind."""
    for pattern in (_URL, _APP):
        for match in pattern.finditer(text):
            yield "url", match.start(), _end(match)
    for match in _EMAIL.finditer(text):
        yield "email", match.start(), match.end()
    for match in _MENTION.finditer(text):
        name = match[1].lower()
        if len(name) >= _SHORTEST_NAME or name in _SHORT_NAMES:
            yield "mention", match.start(), match.end()
    for kind, pattern in _SIGNED:
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end()


def _end(match: re.Match[str]) -> int:
    """Return the end of an address, without the full stop of its sentence."""
    address = match.group().rstrip(_LAST)
    return match.start() + len(address)


def checked_link(href: str) -> str:
    """Return an address in Telegram's form; empty if Telegram does not accept
    it: `a.example` → http://a.example, `http://intranet/` → "".
    """
    href = href.strip()
    has_scheme = "://" in href or href.startswith(("tg:", "mailto:"))
    try:
        parts = urlsplit(href if has_scheme else f"http://{href}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme == "tg":
        return href
    is_shown = parts.scheme in _LINKED_SCHEMES and "." in host
    if is_shown:
        return parts.geturl()
    return ""

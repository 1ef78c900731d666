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
# Names of inline bots that are shorter than the usual minimum of five letters.
_SHORT_NAMES = "gif|wiki|vid|bing|pic|bold|imdb|like|vote"
_MENTION = re.compile(
    rf"(?<!\w)@(?:[A-Za-z0-9_]{{5,32}}|(?ai:{_SHORT_NAMES}))(?!\w)"
)
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


# What looks like a link, by kind. The order matters: of matches that overlap,
# the first kind wins. `news.example/@ann` is one address, and an e-mail address
# is no user name.
_KINDS = (
    ("url", _URL),
    ("url", _APP),
    ("email", _EMAIL),
    ("mention", _MENTION),
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
    """Tell whether a link shares a character with one of these; entities that
    only touch do not overlap.
    """
    start = link["offset"]
    end = end_of(link)
    return any(
        start < end_of(other) and other["offset"] < end for other in taken
    )


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of everything that looks like a link, by kind.

    The full stop after an address belongs to its sentence; other kinds never
    end with one.
    """
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            shown = match.group().rstrip(_LAST)
            yield kind, match.start(), match.start() + len(shown)


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

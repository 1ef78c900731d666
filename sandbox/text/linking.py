"""Find what Telegram links by itself: user names, commands, hashtags,
addresses.

Source: TD `MessageEntity.cpp`, `find_entities`. Clients show each of these as a
link, and a user name notifies its owner, even if the bot marked nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sandbox.json_object import JsonObject
from sandbox.text.units import utf16

Entity = JsonObject
_SOFT = {"bold", "italic", "underline", "strikethrough", "spoiler"}
# Entities in which Telegram still links text; in all others (code, links) it
# does not.
_QUOTES = {"blockquote", "expandable_blockquote"}
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
# Characters that end a sentence, not an address.
_LAST = ".:;,('?!`"


def linked(text: str, given: list[Entity]) -> list[Entity]:
    """Return the links that Telegram adds to the bot's own entities, in order.

    A match that overlaps a link or code of the bot's own is dropped; earlier
    kinds win over later ones.
    """
    taken = [
        _span(entity)
        for entity in given
        if entity["type"] not in _SOFT | _QUOTES
    ]
    links: list[Entity] = []
    for kind, start, end in _matches(text):
        first = utf16(text[:start])
        span = (first, first + utf16(text[start:end]))
        if any(span[0] < last and begin < span[1] for begin, last in taken):
            continue
        taken.append(span)
        links.append(
            {"type": kind, "offset": span[0], "length": span[1] - span[0]}
        )
    return sorted(links, key=lambda entity: int(entity["offset"]))


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of everything that looks like a link, by kind."""
    for pattern in (_URL, _APP):
        for match in pattern.finditer(text):
            yield "url", match.start(), _end(match)
    for match in _EMAIL.finditer(text):
        yield "email", match.start(), match.end()
    for match in _MENTION.finditer(text):
        if len(match[1]) >= 5 or match[1].lower() in _SHORT_NAMES:
            yield "mention", match.start(), match.end()
    for kind, pattern in (
        ("bot_command", _COMMAND),
        ("hashtag", _HASHTAG),
        ("cashtag", _CASHTAG),
    ):
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end()


def _end(match: re.Match[str]) -> int:
    """Return the end of an address, without the full stop of its sentence."""
    address = match.group()
    return match.end() - (len(address) - len(address.rstrip(_LAST)))

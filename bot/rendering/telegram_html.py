"""Write Telegram's subset of HTML: count text as Telegram does, and escape
everything from outside.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import quote, urlsplit

from news.shorten import shorten as shorten  # noqa: PLC0414 - part of this module's interface

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BYTES = 32_768
_TAG = re.compile(r"<[^<>]*>")
PIECE = re.compile(r"<[^<>]*>|&[#A-Za-z0-9]{1,8};|.", re.DOTALL)
NAME = re.compile(r"<(/?)([A-Za-z0-9-]+)")
# Controls, bidirectional overrides and isolates, invisible joiners and fillers;
# ZWJ stays between emoji.
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = re.compile(
    r"(?<![\u2190-\U0001faff\ufe0f])\u200d|\u200d(?![\u2190-\U0001faff])"
)
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)

# Marks of other scripts: a Tibetan syllable, the deepest stack, has seven.
_MANY_MARKS = 8
_RUN = re.compile(r"[^\w\s!-~]{9,}")


def clean(text: str) -> str:
    """Return text from outside without deceptive or harmful characters:
    overrides, floods of invisible characters, controls, stacked marks.
    """
    visible = _ODD.sub("", unicodedata.normalize("NFC", text))
    return _RUN.sub(_few_marks, _MARKS.sub(r"\1", _JOINER.sub("", visible)))


def _few_marks(run: re.Match[str]) -> str:
    """Return a run of marks and signs with at most eight marks in a row."""
    kept = []
    marks = 0
    for character in run.group():
        is_mark = unicodedata.category(character).startswith("M")
        marks = marks + 1 if is_mark else 0
        if marks <= _MANY_MARKS:
            kept.append(character)
    return "".join(kept)


# Telegram makes links of these by itself, and a name notifies its owner: @name,
# /command, #tag, $TAG, a host's dots, the slashes after a scheme. An ordinary
# number or abbreviation ("1.5", "U.S.") does not match.
_LIVE = re.compile(
    r"(?<=@)(?=[A-Za-z0-9_])"
    r"|(?<=/)(?<![\w/<>]/)(?=\w)"
    r"|(?<=#)(?=\w)"
    r"|(?<=\$)(?=[A-Z1])"
    r"|(?<=\w\.)(?=[^\W\d_]{2}|xn--)"
    r"|(?<=\d\.)(?=\d{1,3}\.\d{1,3}\.\d)"
    r"|(?<=:)(?=//)"
)
# It is invisible, and ends everything that Telegram would have linked.
WORD_JOINER = "\u2060"


class OwnText(str):
    """A text or address of ours; `escape` keeps the links in it active."""

    __slots__ = ()


class CodeText(OwnText):
    """A text for <code>, meant to be copied: Telegram links nothing there, so
    nothing is inserted.
    """

    __slots__ = ()


def escape(text: str) -> str:
    """Return a text for Telegram's HTML: cleaned, and without anything that
    Telegram turns into a link by itself.

    Only an `OwnText` keeps its active links.
    """
    cleaned = clean(text)
    return _entities(
        cleaned
        if isinstance(text, OwnText)
        else _LIVE.sub(WORD_JOINER, cleaned)
    )


def escape_own(text: str) -> str:
    """Return our own or an operator's text, or an address, for Telegram's HTML;
    links in it stay active.
    """
    return escape(OwnText(text))


def _entities(text: str) -> str:
    """Write the four entities that Telegram knows."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def safe_url(url: str) -> str:
    """Return a web address that Telegram accepts as a link; empty for any other
    scheme, a host without a dot or bad bytes.
    """
    text = _ODD.sub("", url).strip()
    if len(text) > 2000:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        # Raises ValueError for a port that is none.
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    if "@" in parts.netloc or "." not in host:
        return ""
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~-._")


def link(text: str, url: str) -> str:
    """Return linked text; only the text if the address may not be linked."""
    address = safe_url(url)
    shown = escape(text)
    if address and shown:
        return f'<a href="{escape_own(address)}">{shown}</a>'
    return shown


def length(html: str) -> int:
    """Count a message as Telegram does: code points after entities are parsed."""
    return len(unescape(_TAG.sub("", html)))


def fits(html: str, limit: int = MAX_TEXT) -> bool:
    """Tell whether a message is within both limits: code points after parsing,
    and raw bytes with markup.
    """
    return (
        length(html) <= limit
        and len(html.encode("utf-8", "replace")) <= MAX_BYTES
    )


def aside(text: str, locale: str) -> str:
    """Return secondary words in italics; Chinese and Japanese, which have no
    italics, unchanged.
    """
    if locale.startswith(("zh", "ja")):
        return text
    return f"<i>{text}</i>"


def cut(html: str, limit: int = MAX_TEXT) -> str:
    """Return a message within both limits, with its markup closed: cut at the
    last line that fits, otherwise at the limit.
    """
    if fits(html, limit):
        return html
    parts: list[str] = []
    open_tags: list[str] = []
    # How many pieces the last line that ends in the second half leaves, and the
    # tags that are open there.
    whole: tuple[int, list[str]] | None = None
    count = size = 0
    for piece in PIECE.findall(html):
        tag = NAME.match(piece)
        if tag is None:
            count += 1
        size += len(piece.encode("utf-8", "replace"))
        if count >= limit or size > MAX_BYTES - 500:
            break
        if piece == "\n" and count > limit // 2:
            whole = (len(parts), open_tags)
        parts.append(piece)
        if tag is None:
            continue
        if tag.group(1):
            open_tags = open_tags[:-1]
        else:
            open_tags = [*open_tags, tag.group(2)]
    if whole is None:
        return _closed(parts, open_tags, end="…")
    length, open_tags = whole
    return _closed(parts[:length], open_tags)


def _closed(parts: list[str], open_tags: list[str], end: str = "") -> str:
    """Join the pieces of a text, and close the tags that are open behind them."""
    closing = [f"</{name}>" for name in reversed(open_tags)]
    return "".join(parts).rstrip() + end + "".join(closing)


def plain(html: str) -> str:
    """Return a message's text without markup, for sending when Telegram refuses
    the markup.
    """
    return unescape(_TAG.sub("", html))

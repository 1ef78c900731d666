"""Convert an article's own markup to Telegram's HTML: only known tags, each
closed, and nothing that links or notifies by itself.
"""

from __future__ import annotations

import re
from html import unescape

from bot.rendering import telegram_html

_PLAIN = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})
_LINK = re.compile(r'<a href="([^"<>]*)">')


def rendered(markup: str) -> str:
    """Return a line's markup for Telegram, without tags outside the subset of
    `news.inline_markup`.
    """
    parts: list[str] = []
    opened: list[str] = []
    for piece in _pieces(markup):
        tag = telegram_html.NAME.match(piece)
        if tag is None:
            parts.append(telegram_html.escape(unescape(piece)))
        elif tag.group(1):
            parts += _closed(tag.group(2), opened)
        else:
            parts.append(_opened(piece, tag.group(2), opened))
    parts += [f"</{name}>" for name in reversed(opened)]
    return "".join(parts)


def _pieces(markup: str) -> list[str]:
    """Split a line into tags and the text between them."""
    return list(filter(None, re.split(r"(<[^<>]*>)", markup)))


def _opened(piece: str, name: str, opened: list[str]) -> str:
    """Return an opening tag; empty for one that is unknown or already open."""
    if name in opened:
        return ""
    tag = f"<{name}>" if name in _PLAIN else _link(piece)
    if tag:
        opened.append(name)
    return tag


def _link(piece: str) -> str:
    """Return the opening tag of a link that Telegram may show; empty for any
    other tag: `<a href="javascript:x">` → "".
    """
    link = _LINK.fullmatch(piece)
    address = telegram_html.safe_url(unescape(link.group(1))) if link else ""
    if address:
        return f'<a href="{telegram_html.escape_own(address)}">'
    return ""


def _closed(name: str, opened: list[str]) -> list[str]:
    """Return the closing tags up to the one with this name; empty if it is not
    open.
    """
    if name not in opened:
        return []
    # A tag is open once at most.
    place = opened.index(name)
    closed = [f"</{inner}>" for inner in reversed(opened[place:])]
    del opened[place:]
    return closed


def unquoted(html: str) -> str:
    """Return a line for use inside a quotation, which may hold no other
    quotation.
    """
    return html.replace("<blockquote>", "❝ ").replace("</blockquote>", "")

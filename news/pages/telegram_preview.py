"""Read a public Telegram channel from its web preview (`https://t.me/s/NAME`): posts with
text, time and pictures.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from news.dates import parse_date
from news.feeds.markup import plain
from news.links import web_address
from news.models import Entry, Feed, Media
from news.pages.document import read_tree

MAX_POSTS = 200
# A headline of a post: its first line, to this many characters.
MAX_TITLE = 120
_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_BACKGROUND = re.compile(
    r"background-image:\s*url\(\s*['\"]?([^'\")]{1,2000})", re.IGNORECASE
)


def is_preview(url: str) -> bool:
    """Return whether an address is a channel's web preview."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (parts.hostname or "") in _HOSTS and parts.path.startswith("/s/")


def read_preview(
    html: bytes | str,
    *,
    url: str,
    now: datetime,
    content_type: str | None = None,
) -> Feed:
    """Read the posts of a preview, the newest first; a channel without a preview has no entries."""
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return Feed("page", url)
    title = _text(_first(tree, "tgme_channel_info_header_title"))
    nodes = [
        node
        for node in _all(tree, "tgme_widget_message")
        if node.get("data-post")
    ]
    entries = [_entry(node, title, now) for node in nodes[-MAX_POSTS:]]
    return Feed(
        "page",
        url,
        title,
        tuple(entry for entry in reversed(entries) if entry.title),
    )


def _entry(node: HtmlElement, channel: str, now: datetime) -> Entry:
    post = node.get("data-post") or ""
    body = _body(node)
    text = _text(body)
    times = [time for time in node.iter("time") if time.get("datetime")]
    pictures = _pictures(node)
    return Entry(
        url=f"https://t.me/{post}",
        title=_headline(text) or (channel if pictures else ""),
        published_at=parse_date(times[-1].get("datetime") or "", now=now)
        if times
        else None,
        summary=text,
        content=_markup(body),
        id=post,
        author=_text(_first(node, "tgme_widget_message_from_author")),
        media=tuple(Media(picture, "image/*") for picture in pictures),
    )


def _body(node: HtmlElement) -> HtmlElement | None:
    """Return the post's own text: not that of the post it answers."""
    for text in _all(node, "tgme_widget_message_text"):
        within = (
            str(parent.get("class") or "") for parent in text.iterancestors()
        )
        if not any("tgme_widget_message_reply" in names for names in within):
            return text
    return None


def _headline(text: str) -> str:
    line = text.partition("\n")[0]
    if len(line) <= MAX_TITLE:
        return line
    cut = line[:MAX_TITLE]
    # Words are not cut where there are any; Chinese has none to cut.
    return (
        cut.rpartition(" ")[0] if " " in cut[MAX_TITLE // 2 :] else cut
    ) + "…"


def _pictures(node: HtmlElement) -> list[str]:
    styled = _all(node, "tgme_widget_message_photo_wrap") + _all(
        node, "tgme_widget_message_video_thumb"
    )
    matches = (
        _BACKGROUND.search(picture.get("style") or "") for picture in styled
    )
    links = (
        web_address(match[1], "https://t.me/") for match in matches if match
    )
    return list(dict.fromkeys(link for link in links if link))[:10]


def _all(node: HtmlElement, name: str) -> list[HtmlElement]:
    """Return the elements below a node that have a class."""
    return [
        element
        for element in node.iter()
        if isinstance(element.tag, str)
        and name in (element.get("class") or "").split()
    ]


def _first(node: HtmlElement, name: str) -> HtmlElement | None:
    return next(iter(_all(node, name)), None)


def _markup(node: HtmlElement | None) -> str:
    return (
        ""
        if node is None
        else etree.tostring(
            node, encoding="unicode", method="html", with_tail=False
        )
    )


def _text(node: HtmlElement | None) -> str:
    return plain(_markup(node))

"""Read a public Telegram channel from its web preview (`https://t.me/s/NAME`): posts with
text, time and pictures.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import filterfalse
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from news.dates import parse_date
from news.feeds.markup import plain
from news.links import web_address
from news.models import Entry, Feed, Media
from news.pages.document import read_tree

MAX_POSTS = 200
# Pictures of one post: an album holds ten.
MAX_PICTURES = 10
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
    shows_posts = parts.path.startswith("/s/")
    return shows_posts and parts.hostname in _HOSTS


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
    messages = tree.find_class("tgme_widget_message")
    nodes = [node for node in messages if node.get("data-post")]
    newest = nodes[-MAX_POSTS:]
    entries = [_entry(node, title, now) for node in newest]
    titled = (entry for entry in reversed(entries) if entry.title)
    return Feed("page", url, title, tuple(titled))


def _entry(node: HtmlElement, channel: str, now: datetime) -> Entry:
    post = node.get("data-post", "")
    body = _body(node)
    text = _text(body)
    times = (time.get("datetime", "") for time in node.iter("time"))
    moments = list(filter(None, times))
    pictures = _pictures(node)
    return Entry(
        url=f"https://t.me/{post}",
        title=_headline(text) or (channel if pictures else ""),
        published_at=parse_date("".join(moments[-1:]), now=now),
        summary=text,
        content=_markup(body),
        id=post,
        author=_text(_first(node, "tgme_widget_message_from_author")),
        media=tuple(Media(picture, "image/*") for picture in pictures),
    )


def _body(node: HtmlElement) -> HtmlElement | None:
    """Return the post's own text: not that of the post it answers."""
    texts = node.find_class("tgme_widget_message_text")
    return next(filterfalse(_answered, texts), None)


def _answered(text: HtmlElement) -> bool:
    """Recognise the text of the post that another one answers.

    A preview quotes its beginning above the answer, in a box of its own.
    """
    above = text.iterancestors()
    classes = " ".join(parent.get("class", "") for parent in above)
    return "tgme_widget_message_reply" in classes


def _headline(text: str) -> str:
    """Return the first line of a post, cut between words where it is long."""
    line = text.partition("\n")[0]
    if len(line) <= MAX_TITLE:
        return line
    cut = line[:MAX_TITLE]
    # Words are not cut where there are any; Chinese has none to cut.
    if " " in cut[MAX_TITLE // 2 :]:
        cut = cut.rpartition(" ")[0]
    return cut + "…"


def _pictures(node: HtmlElement) -> list[str]:
    """Return the pictures of a post and the stills of its videos, which are backgrounds."""
    photos = node.find_class("tgme_widget_message_photo_wrap")
    videos = node.find_class("tgme_widget_message_video_thumb")
    boxes = [*photos, *videos]
    styles = (box.get("style", "") for box in boxes)
    matches = filter(None, map(_BACKGROUND.search, styles))
    links = (web_address(match[1], "https://t.me/") for match in matches)
    pictures = dict.fromkeys(filter(None, links))
    return list(pictures)[:MAX_PICTURES]


def _first(node: HtmlElement, name: str) -> HtmlElement | None:
    return next(iter(node.find_class(name)), None)


def _markup(node: HtmlElement | None) -> str:
    if node is None:
        return ""
    return etree.tostring(
        node, encoding="unicode", method="html", with_tail=False
    )


def _text(node: HtmlElement | None) -> str:
    return plain(_markup(node))

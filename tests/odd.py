"""Odd texts and addresses as strangers write them, and what no message to Telegram may contain."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from bot.handlers.registry import COMMANDS
from bot.rendering.button_data import Rows
from bot.rendering.telegram_html import WORD_JOINER
from news.models import Message
from sandbox.text.entities import check_text

PIECES = (
    "<b>", "</b>", "</a>", "<a href='tg://resolve?domain=x'>", '<a href="javascript:alert(1)">', "<script>", "<tg-spoiler>", "<!--", "-->", "<", ">", "&", "&amp;", "&lt", "&#0;",
    "&#x202e;", "&#xD800;", "&nbsp;", '"', "'", "{n}", "{", "}", "%s", "\\", "\n", "\n\n\n", "\t", "\r", "\x00", "\x1b[31m", "\x7f", "\x85", "\u00ad", "\u034f", "\u061c", "\u200b" * 40,
    "\u200d" * 40, "\u200e", "\u200f", "\u202a", "\u202e", "\u2028", "\u2029", "\u2066", "\u2069", "\ufeff", "\ufff9", "\ufffe", "\U000e0041" * 30, "\ud83d", "\udc00", "a" + "\u0301" * 60, "ﷺ", "😀", "👩‍👩‍👧", "🇨🇳",
    "שלום", "مرحبا", "简报", "說明", " ", "\u3000", "\u2800", "\u3164", "word ", "@all", "@somebody", "/forget", "/strange_command@other_bot", "https://evil.example/", "x" * 300,
)  # fmt: skip
ADDRESSES = (
    "https://news.example/1?a=b&c=d", "http://news.example/中文 路径", "javascript:alert(1)", "tg://resolve?domain=x", "tg:resolve", "data:text/html,x", "file:///etc/passwd", "https://u:p@news.example/",
    "https://news.example/\"onclick='x'", "https://news.example/\u202e", "https://news.example/<b>", "//news.example", "https://localhost/", "http://[::1", "https://news.example:99999/", "", " ",
    "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "https://" + "a" * 5000 + ".example/", "https://xn--80ak6aa92e.com/", "https://аррӏе.example/", "vbscript:x", "intent://x", "ton://x.example",
)  # fmt: skip
texts = st.lists(
    st.sampled_from(PIECES) | st.text(max_size=12), max_size=14
).map("".join)
addresses = (
    st.sampled_from(ADDRESSES)
    | st.text(max_size=40)
    | texts.map(lambda text: f"https://news.example/{text}")
)
_DECEIVES = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_FLOOD = re.compile(r"\u2060{2}|[\u200c\u200d]{2}|[\u0300-\u036f]{4}")
_WEB = re.compile(r"https?://[^\s]+\.[^\s]+")
KINDS = frozenset(
    {
        "bold",
        "italic",
        "strikethrough",
        "underline",
        "text_link",
        "code",
        "pre",
        "blockquote",
        "expandable_blockquote",
    }
)


def shown(text: str, entity: dict[str, Any]) -> str:
    """Return the part of a text that an entity marks."""
    units = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return units[start : start + 2 * entity["length"]].decode("utf-16-le")


def judge(html: str) -> str:
    """Return what a message shows; an assertion fails for anything that Telegram rejects or that deceives a reader."""
    html.encode("utf-8")  # half a character would not even leave
    text, entities = check_text(html, "HTML")
    assert not _DECEIVES.search(text.replace(WORD_JOINER, "")), ascii(text)
    assert not _FLOOD.search(text), ascii(text)
    for entity in entities:
        if entity["type"] == "bot_command":
            assert shown(text, entity).removeprefix("/") in {
                command.name for command in COMMANDS
            }, shown(text, entity)
            continue
        if entity["type"] == "url" and shown(text, entity).startswith(
            "https://example.com"
        ):
            continue  # the interface's own example of an address
        assert entity["type"] in KINDS, (entity, shown(text, entity))
        if entity["type"] == "text_link":
            assert _WEB.fullmatch(entity["url"]), entity
            assert not _DECEIVES.search(entity["url"]), ascii(entity["url"])
    return text


def judge_message(message: Message) -> str:
    """Judge a rendered message with its buttons, preview and picture."""
    judge_rows(message.buttons)
    for address in (message.preview, message.image):
        assert not address or _WEB.fullmatch(address), address
    return judge(message.html)


def judge_rows(rows: Rows) -> None:
    """Judge a keyboard: labels that show something, data of 1 to 64 bytes, or a web address."""
    for button in (button for row in rows for button in row):
        assert button.text.strip()
        assert not _DECEIVES.search(button.text), ascii(button.text)
        assert bool(button.data) != bool(button.url)
        assert len(button.data.encode()) <= 64
        assert not button.url or _WEB.fullmatch(button.url), button.url

"""Keyboards as Telegram takes them (TBA `get_reply_markup`, TD `ReplyMarkup.cpp`)."""

from __future__ import annotations

import re
from typing import Any

from sandbox.bot_api.parameters import load
from sandbox.errors import bad

ROW, ALL = 8, 100
"""Buttons in a row and in all. Telegram documents neither and may wrap a longer row: here it is refused, to be seen."""
_OTHERS = {"switch_inline_query", "switch_inline_query_current_chat", "web_app", "login_url", "pay"}


def markup_of(data: dict[str, Any]) -> Any:
    """Check and return the keyboard of a call; None without one."""
    markup = load(data.get("reply_markup"), "reply keyboard markup JSON object")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(
            'field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays'
        )
    for row in rows:
        for button in row:
            _button(button)
    if sum(map(len, rows)) > ALL or any(len(row) > ROW for row in rows):
        raise bad("reply markup is too long")
    return markup


def _button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"]:
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    elif "url" in button:
        host = re.sub(r"^[a-z]+://", "", str(button["url"])).split("/")[0].split(":")[0]
        if "." not in host and not str(button["url"]).startswith("tg:"):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif "copy_text" in button:
        copied = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif not _OTHERS & set(button):
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )

"""Check keyboards as Telegram does (TBA `get_reply_markup`, TD
`ReplyMarkup.cpp`).
"""

from __future__ import annotations

import re

from sandbox.bot_api.parameters import load
from sandbox.errors import bad
from sandbox.json_object import JsonObject
from sandbox.text.entities import checked_link

# The most buttons in a row and in all. Telegram documents neither and may wrap
# a longer row: the sandbox refuses it, so that it is noticed.
ROW, ALL = 8, 100
_OTHERS = {
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "login_url",
    "pay",
}
_INLINE = "can't parse inline keyboard button"
_PLAIN = "can't parse keyboard button"


def markup_of(data: JsonObject) -> JsonObject | None:
    """Check and return the keyboard of a call; None without one."""
    markup = load(data.get("reply_markup"), "reply keyboard markup JSON object")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "keyboard" in markup:
        for button in _buttons(markup, "keyboard", 'field "keyboard"'):
            _check_plain(button)
    if "inline_keyboard" in markup:
        where = 'field "inline_keyboard" of the InlineKeyboardMarkup'
        for button in _buttons(markup, "inline_keyboard", where):
            _check_inline(button)
    return markup or None


def check_place(markup: JsonObject | None, private: bool) -> None:
    """Refuse buttons that are allowed only in private chats."""
    for row in (markup or {}).get("inline_keyboard", ()):
        if not private and any("web_app" in button for button in row):
            raise bad("BUTTON_TYPE_INVALID")


def _buttons(markup: JsonObject, name: str, where: str) -> list[object]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f"{where} must be an Array of Arrays")
    if sum(map(len, rows)) > ALL or any(len(row) > ROW for row in rows):
        raise bad("reply markup is too long")
    return [button for row in rows for button in row]


def _check_plain(button: object) -> None:
    """Check a button of a reply keyboard; a text alone is enough."""
    if isinstance(button, str):
        return
    if not isinstance(button, dict):
        raise bad(f"{_PLAIN}: KeyboardButton must be a String or an Object")
    _check_text(button, _PLAIN)


def _check_inline(button: object) -> None:
    """Check an inline button; of several actions Telegram takes the address
    first.
    """
    if not isinstance(button, dict):
        raise bad(f"{_INLINE}: InlineKeyboardButton must be an Object")
    _check_text(button, _INLINE)
    if button.get("url"):
        _check_url(str(button["url"]), "URL")
    elif button.get("callback_data"):
        _check_data(str(button["callback_data"]))
    elif "web_app" in button:
        _check_app(button["web_app"])
    elif "copy_text" in button:
        _check_copied(button["copy_text"])
    elif not _OTHERS & set(button):
        raise bad(
            f"{_INLINE}: Text buttons are unallowed in the inline keyboard"
        )


def _check_text(button: JsonObject, where: str) -> None:
    if "text" not in button:
        raise bad(f'{where}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad(f'{where}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("keyboard button text must be non-empty")


def _check_data(data: str) -> None:
    if len(data.encode()) > 64:
        raise bad("BUTTON_DATA_INVALID")


def _check_url(url: str, what: str) -> None:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", url)
    if scheme and scheme[1].lower() not in {
        "http",
        "https",
        "tg",
        "ton",
        "tonsite",
    }:
        raise bad(
            f"inline keyboard button {what} '{url}' is invalid: Unsupported URL protocol"
        )
    if not checked_link(url):
        raise bad(
            f"inline keyboard button {what} '{url}' is invalid: Wrong HTTP URL"
        )


def _check_app(app: object) -> None:
    url = str(app.get("url") or "") if isinstance(app, dict) else ""
    _check_url(url, "Web App URL")
    # As in Telegram's test environment, a page of this machine needs no TLS.
    is_local = url.startswith("http://127.0.0.1:")
    if not is_local and not url.lower().startswith("https://"):
        raise bad(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )


def _check_copied(copied: object) -> None:
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")

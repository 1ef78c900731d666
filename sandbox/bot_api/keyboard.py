"""Check keyboards as Telegram does (TBA `get_reply_markup`, TD
`ReplyMarkup.cpp`).
"""

from __future__ import annotations

import re
from itertools import chain

from sandbox.bot_api.parameters import load_object
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.linking import checked_link

# The most buttons in a row and in all. Telegram documents neither and may wrap
# a longer row: the sandbox refuses it, so that it is noticed.
ROW, ALL = 8, 100
# The most bytes of a button's data, and characters of a text that it copies,
# from the Bot API's description of InlineKeyboardButton.
MAX_DATA = 64
COPIED = range(1, 257)
# Actions of a button that the bot does not use, so they are not checked.
_UNCHECKED = {
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "login_url",
    "pay",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_SCHEMES = {"http", "https", "tg", "ton", "tonsite"}
_INLINE = "can't parse inline keyboard button"
_PLAIN = "can't parse keyboard button"


def markup_of(parameters: JsonObject) -> JsonValue:
    """Check and return the keyboard of a call; None without one."""
    given = parameters.get("reply_markup")
    loaded = load_object(given, "reply markup", "reply keyboard markup")
    markup = loaded or {}
    for button in _buttons(markup, "keyboard", 'field "keyboard"'):
        _check_plain(button)
    where = 'field "inline_keyboard" of the InlineKeyboardMarkup'
    for button in _buttons(markup, "inline_keyboard", where):
        _check_inline(button)
    return markup or None


def check_place(markup: JsonObject | None, private: bool) -> None:
    """Refuse buttons that are allowed only in private chats.

    This check comes after the chat's own, since only a found chat has a kind.
    """
    rows = (markup or {}).get("inline_keyboard", ())
    buttons = chain.from_iterable(rows)
    if any("web_app" in button for button in buttons) and not private:
        raise bad("BUTTON_TYPE_INVALID")


def _buttons(markup: JsonObject, name: str, where: str) -> list[JsonValue]:
    """Return the buttons of all rows of a keyboard, if there is one; `where`
    names the rows in the error.

    Telegram says the same of too many buttons and of too wide a row.
    """
    rows = markup.get(name, [])
    if not isinstance(rows, list):
        raise bad(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f"{where} must be an Array of Arrays")
    lengths = list(map(len, rows))
    if sum(lengths) > ALL or max(lengths, default=0) > ROW:
        raise bad("reply markup is too long")
    return list(chain.from_iterable(rows))


def _check_plain(button: object) -> None:
    """Check a button of a reply keyboard; a text alone is enough.

    "Yes" and {"text": "Yes"} are buttons; 5 is none.
    """
    if isinstance(button, str):
        return
    if not isinstance(button, dict):
        raise bad(f"{_PLAIN}: KeyboardButton must be a String or an Object")
    _check_text(button, _PLAIN)


def _check_inline(button: JsonValue) -> None:
    """Check an inline button and its action.

    Of several actions Telegram takes the address first. An empty address or
    empty data counts as none; an empty object is an action with a fault.
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
    elif _UNCHECKED.isdisjoint(button):
        raise bad(
            f"{_INLINE}: Text buttons are unallowed in the inline keyboard"
        )


def _check_text(button: JsonObject, where: str) -> None:
    """Check what a button says; `where` begins the error.

    A text of spaces counts as empty, as Telegram trims it.
    """
    if "text" not in button:
        raise bad(f'{where}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad(f'{where}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("keyboard button text must be non-empty")


def _check_data(data: str) -> None:
    """Check what a press sends to the bot; the bound is in bytes: 新闻 has six."""
    if len(data.encode()) > MAX_DATA:
        raise bad("BUTTON_DATA_INVALID")


def _check_url(url: str, what: str) -> None:
    """Check an address; without a scheme Telegram takes it for a web page's.

    `tg://user?id=1` passes, `ftp://a.example` has the wrong protocol, and
    `https://intranet` a wrong host: it has no dot.
    """
    wrong = f"inline keyboard button {what} '{url}' is invalid"
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in _SCHEMES:
        raise bad(f"{wrong}: Unsupported URL protocol")
    if not checked_link(url):
        raise bad(f"{wrong}: Wrong HTTP URL")


def _check_app(app: JsonValue) -> None:
    """Check the page that a button opens inside Telegram.

    As in Telegram's test environment, a page of this machine needs no TLS.
    """
    url = _field(app, "url")
    _check_url(url, "Web App URL")
    if not url.lower().startswith(("https://", "http://127.0.0.1:")):
        raise bad(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )


def _check_copied(copied: JsonValue) -> None:
    """Check the text that a button copies: 1 to 256 characters."""
    if len(_field(copied, "text")) not in COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _field(value: JsonValue, name: str) -> str:
    """Return a text in an object; empty if either is something else.

    {"url": "https://a.example"}, url → that address; 5, url → empty.
    """
    field = value.get(name) if isinstance(value, dict) else ""
    return field if isinstance(field, str) else ""

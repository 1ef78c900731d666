"""One outbox row as a call of the Bot API."""

from __future__ import annotations

from typing import Any

from telegram import Bot, ReplyParameters

from bot.rendering import telegram_html
from bot.rendering.button_claims import ButtonClaims
from bot.rendering.i18n import tongue
from bot.rendering.keyboards import markup, preview_of
from store.rows import OutboxRow


async def send_row(bot: Bot, row: OutboxRow, claims: ButtonClaims, *, paid: bool) -> int:
    """Send a row's message and return Telegram's id of it; raises TelegramError."""
    message, text = row.message, text_of(row)
    common = _common(row, claims, paid=paid)
    if message.image and telegram_html.length(text) <= telegram_html.MAX_CAPTION:
        sent = await bot.send_photo(photo=message.image, caption=text, parse_mode="HTML", **common)
    else:
        options = preview_of(message)
        sent = await bot.send_message(
            text=text, parse_mode="HTML", link_preview_options=options, **common
        )
    return sent.message_id


def text_of(row: OutboxRow) -> str:
    """Return the HTML to send; what may come twice says so in the reader's language."""
    if not row.repeated:
        return row.message.html
    mark = telegram_html.escape(tongue(row.locale).say("delivery.repeated"))
    return f"{row.message.html}\n<i>{mark}</i>"


def _common(row: OutboxRow, claims: ButtonClaims, *, paid: bool) -> dict[str, Any]:
    """Return what photos and texts have in common."""
    return {
        "chat_id": row.telegram_id,
        "message_thread_id": row.thread_id or None,
        "disable_notification": (row.silent or row.repeated) or None,
        "reply_markup": markup(claims.sign(row.message.buttons, row.chat_id, "published")),
        "reply_parameters": _reply(row),
        "allow_paid_broadcast": True if paid else None,
    }


def _reply(row: OutboxRow) -> ReplyParameters | None:
    if not row.reply_to_message:
        return None
    return ReplyParameters(row.reply_to_message, allow_sending_without_reply=True)

"""Turn one outbox row into a call of the Bot API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from telegram import (
    Bot,
    InputFile,
    InputMediaAudio,
    InputMediaPhoto,
    InputMediaVideo,
    ReplyParameters,
)
from telegram import Message as TelegramMessage

from bot.delivery.recordings import Recording
from bot.rendering import telegram_html
from bot.rendering.button_claims import ButtonClaims
from bot.rendering.i18n import tongue
from bot.rendering.keyboards import markup, preview_of
from news.attachments import recorded_digest
from news.models import Attachment, AttachmentKind, Message
from news.safe_json import JsonObject
from store.rows import OutboxRow

AlbumItem = InputMediaPhoto | InputMediaVideo | InputMediaAudio
# The kinds of items in an album; animations become still pictures there.
_INPUT: Mapping[str, type[AlbumItem]] = MappingProxyType(
    {
        "photo": InputMediaPhoto,
        "animation": InputMediaPhoto,
        "video": InputMediaVideo,
        "audio": InputMediaAudio,
    }
)


async def send_row(
    bot: Bot,
    row: OutboxRow,
    claims: ButtonClaims,
    *,
    paid: bool,
    recording: Recording | None = None,
) -> int:
    """Send a row's message and return Telegram's id of it; raises
    TelegramError.

    `recording` is the message's sound, if it has one.
    """
    message, text = row.message, text_of(row)
    common = _common(row, claims, paid=paid)
    carried = attachments_of(message)
    if recording is not None:
        kind = carried[0].kind
        sent = await _send_recording(bot, recording, kind, text, common)
    elif (
        is_fetched(carried)
        and telegram_html.length(text) <= telegram_html.MAX_CAPTION
    ):
        sent = await _send_attached(bot, carried, text, common)
    else:
        options = preview_of(message)
        sent = await bot.send_message(
            text=text, parse_mode="HTML", link_preview_options=options, **common
        )
    return sent.message_id


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """Return a message's attachments; its picture alone if it names no others."""
    alone = (Attachment("photo", message.image),) if message.image else ()
    return message.attachments or alone


def is_fetched(carried: Sequence[Attachment]) -> bool:
    """Tell whether Telegram fetches what a message carries: not a recording of
    ours.
    """
    return bool(carried) and recorded_digest(carried[0]) is None


async def _send_recording(
    bot: Bot,
    recording: Recording,
    kind: AttachmentKind,
    caption: str,
    common: JsonObject,
) -> TelegramMessage:
    """Send a recording as a voice message, or as a file to people who accept no
    voice messages.
    """
    options = {"caption": caption, "parse_mode": "HTML", **common}
    file = InputFile(recording.data, filename="digest.ogg")
    if kind == "document":
        return await bot.send_document(document=file, **options)
    return await bot.send_voice(
        voice=file, duration=recording.seconds, **options
    )


async def _send_attached(
    bot: Bot,
    carried: Sequence[Attachment],
    caption: str,
    common: JsonObject,
) -> TelegramMessage:
    """Send one file, or an album; an album's first message has the caption."""
    options = {"caption": caption, "parse_mode": "HTML", **common}
    if len(carried) > 1:
        # Telegram allows no buttons below an album.
        del options["reply_markup"]
        album = [_INPUT[item.kind](item.url) for item in carried]
        return (await bot.send_media_group(media=album, **options))[0]
    file = carried[0]
    if file.kind == "photo":
        return await bot.send_photo(photo=file.url, **options)
    if file.kind == "animation":
        return await bot.send_animation(animation=file.url, **options)
    if file.kind == "video":
        return await bot.send_video(video=file.url, **options)
    return await bot.send_audio(audio=file.url, **options)


def text_of(row: OutboxRow) -> str:
    """Return the HTML to send; a message that may arrive twice says so in the
    reader's language.
    """
    if not row.repeated:
        return row.message.html
    mark = telegram_html.escape(tongue(row.locale).say("delivery.repeated"))
    return f"{row.message.html}\n<i>{mark}</i>"


def _common(row: OutboxRow, claims: ButtonClaims, *, paid: bool) -> JsonObject:
    """Return the arguments that photos and texts have in common."""
    return {
        "chat_id": row.telegram_id,
        "message_thread_id": row.thread_id or None,
        "disable_notification": (row.silent or row.repeated) or None,
        "reply_markup": markup(
            claims.sign(row.message.buttons, row.chat_id, "published")
        ),
        "reply_parameters": _reply(row),
        "allow_paid_broadcast": True if paid else None,
    }


def _reply(row: OutboxRow) -> ReplyParameters | None:
    if not row.reply_to_message:
        return None
    return ReplyParameters(
        row.reply_to_message, allow_sending_without_reply=True
    )

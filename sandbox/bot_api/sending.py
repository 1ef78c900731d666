"""Methods that send messages. Order of checks: content's form and text → reply
→ markup → chat → thread → content → server.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox.bot_api.keyboard import check_place, markup_of
from sandbox.bot_api.parameters import (
    flag,
    load_list,
    load_object,
    number,
    objects,
)
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject
from sandbox.text.entities import check_text
from sandbox.world.world import TelegramChat, World

MEGABYTE = 1024 * 1024
PHOTO = 10 * MEGABYTE
UPLOAD = 50 * MEGABYTE
# Kinds that an album holds only with their own kind.
_ALONE = {"audio", "document"}
_ALBUM = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "audio": "audios",
}
_NAMES = _ALBUM | {"animation": "animations", "voice": "voice notes"}
# Kinds that the page shows as a picture; it shows the others as files.
_SHOWN = {"photo", "video", "animation"}
_NO_MEDIA = (".html", ".htm", ".txt")
_FAILED, _EMPTY = "WEBPAGE_CURL_FAILED", "WEBPAGE_MEDIA_EMPTY"
# The server's errors for an address, and their form in the Bot API outside
# albums.
_ALONE_WORDS = {
    _FAILED: "failed to get HTTP URL content",
    _EMPTY: "wrong type of the web page content",
}


@dataclass(slots=True)
class _Destination:
    """The destination of a message, and the parameters that all sending methods
    share.
    """

    place: TelegramChat
    thread: int
    reply: JsonObject
    markup: JsonObject | None
    silent: bool
    paid: bool

    def common(self) -> JsonObject:
        message: JsonObject = {}
        if self.thread and self.place.forum:
            message |= {
                "message_thread_id": self.thread,
                "is_topic_message": True,
            }
        if self.markup and "inline_keyboard" in self.markup:
            message["reply_markup"] = self.markup
        if (
            answered := self.place.messages.get(
                number(self.reply.get("message_id"))
            )
        ) is not None:
            message["reply_to_message"] = {
                key: value
                for key, value in answered.items()
                if key != "reply_to_message"
            }
        return message

    def post(self, world: World, *contents: JsonObject) -> list[JsonObject]:
        """Take the flood tokens for all messages and send all, or nothing."""
        world.buckets.check(self.place.id, paid=self.paid, count=len(contents))
        return [
            world.post(self.place, content | self.common(), silent=self.silent)
            for content in contents
        ]


def _target(
    world: World,
    data: JsonObject,
    what: str = "text messages",
    *,
    keyboard: bool = True,
) -> _Destination:
    reply = _reply(data)
    markup = markup_of(data) if keyboard else None
    place = world.place(data.get("chat_id"))
    thread = number(data.get("message_thread_id"))
    world.check_write(place, thread, what)
    check_place(markup, place.kind == "private")
    wanted = number(reply.get("message_id"))
    if (
        wanted
        and wanted not in place.messages
        and not flag(reply.get("allow_sending_without_reply", False))
    ):
        raise bad("message to be replied not found")
    silent = flag(data.get("disable_notification", False))
    paid = flag(data.get("allow_paid_broadcast", False))
    return _Destination(place, thread, reply, markup, silent, paid)


def _reply(data: JsonObject) -> JsonObject:
    """Read the message that is replied to: the newer parameter, or the older
    plain number.
    """
    reply = load_object(data.get("reply_parameters"), "reply parameters")
    if reply is None:
        return {"message_id": number(data.get("reply_to_message_id"))}
    if "message_id" not in reply:
        raise bad('can\'t find field "message_id"')
    return reply


def text_of(data: JsonObject) -> tuple[str, list[JsonObject]]:
    """Return a message's shown text and entities."""
    return check_text(
        str(data.get("text") or ""),
        data.get("parse_mode"),
        given=objects(data.get("entities")),
    )


def send_message(world: World, data: JsonObject) -> object:
    text, entities = text_of(data)
    options = _preview(data)
    target = _target(world, data)
    message: JsonObject = {
        "text": text,
        **({"entities": entities} if entities else {}),
    }
    if options:
        message["link_preview_options"] = options
    (sent,) = target.post(world, message)
    if target.markup and "inline_keyboard" not in target.markup:
        world.keyboards[target.place.id] = target.markup
    return sent


_PREVIEW = (
    "is_disabled",
    "prefer_small_media",
    "prefer_large_media",
    "show_above_text",
)


def _preview(data: JsonObject) -> JsonObject:
    """Read the options of the link preview."""
    options = (
        load_object(data.get("link_preview_options"), "link preview options")
        or {}
    )
    for name in _PREVIEW:
        if not isinstance(options.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    return options


def send_photo(world: World, data: JsonObject) -> object:
    return _send_media(world, data, "photo")


def send_video(world: World, data: JsonObject) -> object:
    return _send_media(world, data, "video")


def send_animation(world: World, data: JsonObject) -> object:
    return _send_media(world, data, "animation")


def send_audio(world: World, data: JsonObject) -> object:
    return _send_media(world, data, "audio")


def send_voice(world: World, data: JsonObject) -> object:
    """Send a voice message; other sounds than Opus in Ogg become a file, as at
    Telegram.
    """
    content = data.get("voice")
    if isinstance(content, tuple) and not _is_opus(content[1]):
        return _send_media(world, {**data, "document": content}, "document")
    return _send_media(world, data, "voice")


def _is_opus(content: bytes) -> bool:
    return content.startswith(b"OggS") and b"OpusHead" in content[:64]


def send_document(world: World, data: JsonObject) -> object:
    return _send_media(world, data, "document")


def _send_media(world: World, data: JsonObject, kind: str) -> object:
    if not data.get(kind):
        raise bad(f"there is no {kind} in the request")
    caption = _caption(data)
    target = _target(world, data, _NAMES[kind])
    if kind == "voice" and target.place.id in world.voiceless:
        raise bad("VOICE_MESSAGES_FORBIDDEN")
    duration = max(number(data.get("duration")), 0)
    media = _media(world, kind, data[kind], duration=duration)
    (sent,) = target.post(world, media | caption)
    return sent


def _caption(data: JsonObject) -> JsonObject:
    text, entities = check_text(
        str(data.get("caption") or ""),
        data.get("parse_mode"),
        caption=True,
        given=objects(data.get("caption_entities")),
    )
    return {
        **({"caption": text} if text else {}),
        **({"caption_entities": entities} if entities else {}),
    }


def _media(
    world: World,
    kind: str,
    content: object,
    number: int = 0,
    *,
    duration: int = 0,
) -> JsonObject:
    """Take a file that is uploaded, fetched from an address, or known by its
    id; store it only if every check passes. `number` is its place in an album,
    0 outside one.
    """
    name, bytes_ = content if isinstance(content, tuple) else ("file", b"")
    _check_size(kind, len(bytes_))
    address = "" if isinstance(content, tuple) else str(content)
    shown = kind in _SHOWN
    if address.startswith(("http:", "https:")):
        _check_fetched(address, kind, number)
    elif address and address not in (world.pictures if shown else world.files):
        raise bad("wrong file identifier/HTTP URL specified")
    if shown:
        key = f"{kind}{len(world.pictures)}"
        world.pictures[key] = world.pictures.get(address, address)
        picture = {
            "file_id": key,
            "file_unique_id": key,
            "width": 640,
            "height": 360,
        }
        return {
            kind: [picture] if kind == "photo" else picture | {"duration": 0}
        }
    key = f"{kind}{len(world.files)}"
    name, bytes_ = world.files.get(address, (name, bytes_))
    world.files[key] = (name, bytes_)
    file = {
        "file_id": key,
        "file_unique_id": key,
        "file_name": name,
        "file_size": len(bytes_),
    }
    return {kind: file | _sounding(kind, duration)}


def _sounding(kind: str, duration: int) -> JsonObject:
    """Return the fields of sounds only; Telegram believes the given length."""
    if kind == "voice":
        return {"duration": duration, "mime_type": "audio/ogg"}
    return {"duration": duration} if kind == "audio" else {}


def _check_size(kind: str, size: int) -> None:
    if size > UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo" and size > PHOTO:
        raise bad(
            f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO} bytes"
        )


def _check_fetched(address: str, kind: str, number: int) -> None:
    """Refuse an address that the library would not request, or that the servers
    refuse, for an album in their own words (TBA `on_message_send_failed`).
    """
    if "." not in (urlsplit(address).hostname or ""):
        raise bad("wrong HTTP URL specified")
    fault = _server_fault(kind, address)
    if fault and number:
        raise bad(
            f'failed to send message #{number} with the error message "{fault}"'
        )
    if fault:
        raise bad(_ALONE_WORDS[fault])


def _server_fault(kind: str, address: str) -> str:
    """Return the error of Telegram's servers for an address; empty if they
    accept it.

    Nothing is fetched: hosts in `.invalid` fail, page names are no media, and
    films and sounds must be MP4, MP3 or M4A ("Sending by URL").
    """
    parts = urlsplit(address)
    if (parts.hostname or "").endswith(".invalid"):
        return _FAILED
    ending = parts.path.lower()
    wrong_film = kind == "video" and not ending.endswith((".mp4", ".m4v"))
    sounds = {"audio": (".mp3", ".m4a"), "voice": (".ogg", ".oga", ".opus")}
    wrong_sound = kind in sounds and not ending.endswith(sounds[kind])
    wrong_picture = kind in {"photo", "animation"} and ending.endswith(
        _NO_MEDIA
    )
    return _EMPTY if wrong_film or wrong_sound or wrong_picture else ""


def send_media_group(world: World, data: JsonObject) -> object:
    """Send an album: messages that share a `media_group_id`, all or none; a
    single message has none.
    """
    if not data.get("media"):
        raise bad('parameter "media" is required')
    media = load_list(data["media"], "media", "InputMedia")
    kinds = [_kind(item) for item in media]
    captions = [_caption(item) for item in media]
    target = _target(
        world, data, _ALBUM.get(next(iter(kinds), ""), "photos"), keyboard=False
    )
    _check_album(kinds)
    group = (
        {"media_group_id": str(uuid.uuid4().int >> 66)}
        if len(kinds) > 1
        else {}
    )
    contents = [
        _media(world, kind, _file(data, item), number) | caption | group
        for number, (kind, item, caption) in enumerate(
            zip(kinds, media, captions, strict=True), 1
        )
    ]
    return target.post(world, *contents)


def _kind(item: object) -> str:
    """Return the kind of an album's item; raise an error for a kind that albums
    cannot hold.
    """
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an Object")
    if item.get("type") not in _ALBUM:
        raise bad(
            "can't parse InputMedia: type must be one of photo, video, audio, document"
        )
    return str(item["type"])


def _check_album(kinds: list[str]) -> None:
    if len(kinds) > 10:
        raise bad("too many messages to send as an album")
    if not kinds:
        raise bad("there are no messages to send")
    for kind in sorted(_ALONE & set(kinds)):
        if set(kinds) != {kind}:
            raise bad(f"{kind} can't be mixed with other media types")


def _file(data: JsonObject, media: JsonObject) -> object:
    """Return an item's file; `attach://name` names a part of the same request."""
    named = str(media.get("media") or "")
    if named.startswith("attach://"):
        part = data.get(named.removeprefix("attach://"))
        if not isinstance(part, tuple):
            raise bad("file attachment not found")
        return part
    if not named:
        raise bad("media not found")
    return named

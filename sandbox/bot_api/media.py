"""Methods that send files: pictures, films, sounds, documents and albums."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox.bot_api.parameters import (
    load_list,
    number,
    objects,
    present,
    string,
)
from sandbox.bot_api.sending import destination_of
from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.entities import check_text
from sandbox.world.world import World

MEGABYTE = 1024 * 1024
# The most that Telegram takes from a bot: of a photo, and of any file.
PHOTO = 10 * MEGABYTE
UPLOAD = 50 * MEGABYTE
MAX_ALBUM = 10
# Kinds that an album holds only with their own kind.
_ALONE = {"audio", "document"}
# The names of kinds in the error for a missing right.
_ALBUM = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "audio": "music",
}
_NAMES = _ALBUM | {"animation": "animations", "voice": "voice notes"}
# Kinds that the page shows as a picture; it shows the others as files.
_SHOWN = {"photo", "video", "animation"}
# The endings of addresses that the servers take ("Sending by URL"), by kind.
_MEDIA_ENDINGS = {
    "video": (".mp4", ".m4v"),
    "audio": (".mp3", ".m4a"),
    "voice": (".ogg", ".oga", ".opus"),
}
# Endings of pages, which are no pictures.
_PAGE_ENDINGS = (".html", ".htm", ".txt")
_FAILED, _EMPTY = "WEBPAGE_CURL_FAILED", "WEBPAGE_MEDIA_EMPTY"
# The server's errors for an address, and their form in the Bot API outside
# albums.
_ALONE_WORDS = {
    _FAILED: "failed to get HTTP URL content",
    _EMPTY: "wrong type of the web page content",
}


@dataclass(frozen=True, slots=True)
class _Media:
    """One file of a call, before it is checked."""

    kind: str
    # The uploaded file's name and bytes, or the text of an address or a file's
    # id.
    content: tuple[str, bytes] | str
    # Its place in an album, from 1; 0 outside one.
    number: int = 0
    # The length of a sound in seconds.
    duration: int = 0

    @property
    def uploaded(self) -> tuple[str, bytes]:
        """The uploaded file; an empty one without an upload."""
        if isinstance(self.content, tuple):
            return self.content
        return "file", b""

    @property
    def address(self) -> str:
        """The address or the file's id; empty for an upload."""
        if isinstance(self.content, str):
            return self.content
        return ""


def send_photo(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendPhoto`."""
    return _send_media(world, parameters, "photo")


def send_video(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendVideo`."""
    return _send_media(world, parameters, "video")


def send_animation(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendAnimation`."""
    return _send_media(world, parameters, "animation")


def send_audio(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendAudio`."""
    return _send_media(world, parameters, "audio")


def send_document(world: World, parameters: JsonObject) -> JsonValue:
    """Run `sendDocument`."""
    return _send_media(world, parameters, "document")


def send_voice(world: World, parameters: JsonObject) -> JsonValue:
    """Send a voice message; other sounds than Opus in Ogg become a file, as at
    Telegram.
    """
    content = parameters.get("voice")
    if isinstance(content, tuple) and not _is_opus(content[1]):
        return _send_media(
            world, parameters | {"document": content}, "document"
        )
    return _send_media(world, parameters, "voice")


def _is_opus(content: bytes) -> bool:
    """Tell whether a file is Opus in Ogg: both names stand in its first page."""
    return content.startswith(b"OggS") and b"OpusHead" in content[:64]


def _send_media(world: World, parameters: JsonObject, kind: str) -> JsonValue:
    """Send one file; its caption is checked before the chat, the file after."""
    if not parameters.get(kind):
        raise bad(f"there is no {kind} in the request")
    caption = _caption(parameters)
    destination = destination_of(world, parameters, _NAMES[kind])
    if kind == "voice" and destination.place.id in world.voiceless:
        raise bad("VOICE_MESSAGES_FORBIDDEN")
    duration = max(number(parameters.get("duration")), 0)
    media = _Media(kind, _content(parameters[kind]), duration=duration)
    (sent,) = destination.post(world, _store(world, media) | caption)
    return sent


def _content(value: JsonValue) -> tuple[str, bytes] | str:
    """Return an uploaded file; otherwise the text that names one."""
    return value if isinstance(value, tuple) else str(value)


def _caption(parameters: JsonObject) -> JsonObject:
    """Check and return the fields of a caption; none without one."""
    text, entities = check_text(
        string(parameters, "caption"),
        parameters.get("parse_mode"),
        caption=True,
        given=objects(parameters.get("caption_entities")),
    )
    return present(caption=text, caption_entities=entities)


def _store(world: World, media: _Media) -> JsonObject:
    """Take a file that is uploaded, fetched from an address, or known by its
    id; store it only if every check passes.
    """
    _check_size(media)
    shown = media.kind in _SHOWN
    known = world.pictures if shown else world.files
    address = media.address
    if address.startswith(("http:", "https:")):
        _check_fetched(media)
    elif address and address not in known:
        raise bad("wrong file identifier/HTTP URL specified")
    if shown:
        return _store_picture(world, media)
    return _store_file(world, media)


def _store_picture(world: World, media: _Media) -> JsonObject:
    """Keep a picture or film, and return its field of a message:
    {"photo": […]}.
    """
    key = f"{media.kind}{len(world.pictures)}"
    address = media.address
    world.pictures[key] = world.pictures.get(address, address)
    picture = {
        "file_id": key,
        "file_unique_id": key,
        "width": 640,
        "height": 360,
    }
    if media.kind == "photo":
        # Telegram lists a photo in several sizes; here it has one.
        return {"photo": [picture]}
    return {media.kind: picture | {"duration": 0}}


def _store_file(world: World, media: _Media) -> JsonObject:
    """Keep a file with its content, and return its field of a message:
    {"document": {…}}.
    """
    key = f"{media.kind}{len(world.files)}"
    name, content = world.files.get(media.address, media.uploaded)
    world.files[key] = (name, content)
    file: JsonObject = {
        "file_id": key,
        "file_unique_id": key,
        "file_name": name,
        "file_size": len(content),
    }
    # Telegram believes the length that a bot gives for a sound.
    if media.kind in {"voice", "audio"}:
        file["duration"] = media.duration
    if media.kind == "voice":
        file["mime_type"] = "audio/ogg"
    return {media.kind: file}


def _check_size(media: _Media) -> None:
    """Refuse a file that is too large. The general bound is that of the HTTP
    server in front, which answers with a status of its own.
    """
    _, content = media.uploaded
    size = len(content)
    if size > UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if media.kind == "photo" and size > PHOTO:
        raise bad(
            f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO} bytes"
        )


def _check_fetched(media: _Media) -> None:
    """Refuse an address that the library would not request, or that the servers
    refuse, for an album in their own words (TBA `on_message_send_failed`).

    https://intranet/a.jpg has no dot in its host: the library would not request
    it.
    """
    if "." not in (urlsplit(media.address).hostname or ""):
        raise bad("wrong HTTP URL specified")
    fault = _server_fault(media)
    if not fault:
        return
    words = _ALONE_WORDS[fault]
    if media.number:
        words = f'failed to send message #{media.number} with the error message "{fault}"'
    raise bad(words)


def _server_fault(media: _Media) -> str:
    """Return the error of Telegram's servers for an address; empty if they
    accept it.

    Nothing is fetched: hosts in `.invalid` fail, page names are no media, and
    films and sounds must have an ending of theirs.
    """
    parts = urlsplit(media.address)
    if (parts.hostname or "").endswith(".invalid"):
        return _FAILED
    path = parts.path.lower()
    wanted = _MEDIA_ENDINGS.get(media.kind, "")
    # A document may be a page.
    unwanted = () if wanted or media.kind == "document" else _PAGE_ENDINGS
    is_media = path.endswith(wanted) and not path.endswith(unwanted)
    return "" if is_media else _EMPTY


def send_media_group(world: World, parameters: JsonObject) -> JsonValue:
    """Send an album: messages that share a `media_group_id`, all or none; a
    single message has none.
    """
    if not parameters.get("media"):
        raise bad('parameter "media" is required')
    items = load_list(parameters["media"], "media", "InputMedia")
    kinds = list(map(_kind, items))
    captions = list(map(_caption, items))
    # The first item's kind stands in the error for a missing right.
    what = _ALBUM[kinds[0]] if kinds else "photos"
    destination = destination_of(world, parameters, what, keyboard=False)
    _check_album(kinds)
    group = _group_id() if len(items) > 1 else {}
    messages = []
    for place, item in enumerate(items):
        media = _Media(kinds[place], _file(parameters, item), place + 1)
        messages.append(_store(world, media) | captions[place] | group)
    return destination.post(world, *messages)


def _group_id() -> JsonObject:
    """Return the field that the messages of one album share."""
    # As Telegram's: a number of up to 62 bits, as text.
    return {"media_group_id": str(uuid.uuid4().int >> 66)}


def _kind(item: JsonValue) -> str:
    """Return the kind of an album's item; raise an error for a kind that albums
    cannot hold.

    Animations and voice notes exist, but not in albums (Bot API,
    `sendMediaGroup`).
    """
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an Object")
    if item.get("type") not in _ALBUM:
        raise bad(
            "can't parse InputMedia: type must be one of photo, video, audio, document"
        )
    return str(item["type"])


def _check_album(kinds: list[str]) -> None:
    """Check how many items an album has, and that they go together: pictures
    with films, sounds and documents each with their own kind.

    A photo with a video is an album, a photo with a document is none.
    """
    if len(kinds) > MAX_ALBUM:
        raise bad("too many messages to send as an album")
    if not kinds:
        raise bad("there are no messages to send")
    alone = sorted(_ALONE.intersection(kinds))
    if alone and len(set(kinds)) > 1:
        raise bad(f"{alone[0]} can't be mixed with other media types")


def _file(parameters: JsonObject, item: JsonObject) -> tuple[str, bytes] | str:
    """Return an item's file; `attach://name` names a part of the same request.

    All else is an address or the id of a known file.
    """
    named = string(item, "media")
    if not named:
        raise bad("media not found")
    if not named.startswith("attach://"):
        return named
    part = parameters.get(named.removeprefix("attach://"))
    if not isinstance(part, tuple):
        raise bad("file attachment not found")
    return part

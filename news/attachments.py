"""Pictures, videos and audio that a message can carry by address, within Telegram's limits.

Telegram fetches an address itself. Its documentation ("Sending by URL") allows 5 MB for a picture
and 20 MB for anything else, MP4 for films, MP3 and M4A for sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from news.models import Attachment, AttachmentKind, Media

# Attachments of one message: an album of Telegram holds ten.
MOST = 10
# Characters of an address.
LONGEST = 1000
_MEGABYTE = 1024 * 1024
LARGEST_PHOTO = 5 * _MEGABYTE
LARGEST_FILE = 20 * _MEGABYTE

# Characters of a file's name from which it stands for one picture: editors'
# systems name files by titles, dates or long numbers.
TELLING = 8

_SIZE = re.compile(
    r"[-_@.](?:\d{2,4}x\d{2,4}|\d{2,4}[wh]|\dx|scaled|large|medium|small|thumb)$"
)
_GIF = re.compile(r"\.gif$", re.IGNORECASE)
_FILM = re.compile(r"\.(?:mp4|m4v)$", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:mp3|m4a)$", re.IGNORECASE)
_SOUND_TYPES = frozenset(
    {
        "audio/mpeg",
        "audio/mp3",
        "audio/x-mp3",
        "audio/mp4",
        "audio/m4a",
        "audio/x-m4a",
    }
)


def kept(media: Iterable[Media]) -> tuple[Media, ...]:
    """Return what is worth keeping of an article's media: each once, at most ten,
    films and sounds before pictures.
    """
    files: dict[str, Media] = {}
    pictures: dict[str, Media] = {}
    for item in media:
        kind = kind_of(item)
        if kind is None or len(item.url) > LONGEST:
            continue
        if kind in {"audio", "video"}:
            files.setdefault(item.url, item)
        else:
            pictures.setdefault(_picture_key(item.url), item)
    return tuple([*files.values(), *pictures.values()][:MOST])


def _picture_key(url: str) -> str:
    """Return what the sizes of one picture have in common: its file's name without the size.

    A name that many pictures bear ("image", "1") tells nothing; then the whole address does.
    """
    name = urlsplit(url).path.rpartition("/")[2].rpartition(".")[0].lower()
    stem = _SIZE.sub("", name)
    if len(stem) >= TELLING:
        return stem
    return url


def choose(media: Sequence[Media]) -> tuple[Attachment, ...]:
    """Return what one message can carry: sounds alone, else pictures and films, at most ten.

    Telegram mixes sounds with nothing. A moving picture stands alone too; among others it is shown
    as a still one.
    """
    attachments = list(dict.fromkeys(filter(None, map(_attachment, media))))
    sounds = [item for item in attachments if item.kind == "audio"]
    if sounds:
        return tuple(sounds[:MOST])
    return (
        tuple(attachments)
        if len(attachments) == 1
        else tuple(_still(item) for item in attachments[:MOST])
    )


def _still(item: Attachment) -> Attachment:
    if item.kind == "animation":
        return Attachment("photo", item.url)
    return item


def _attachment(media: Media) -> Attachment | None:
    """Return a medium as Telegram fetches it; None for one that it would refuse."""
    kind = kind_of(media)
    if kind is None or not media.url.startswith(("http://", "https://")):
        return None
    largest = LARGEST_PHOTO if kind == "photo" else LARGEST_FILE
    if media.size is not None and media.size > largest:
        return None
    return Attachment(kind, media.url)


def kind_of(media: Media) -> AttachmentKind | None:
    """Return what Telegram can show a medium as; None for other files.

    The declared type counts before the ending of the address.
    """
    declared = media.type.partition(";")[0].strip().lower()
    path = urlsplit(media.url).path
    if declared in _SOUND_TYPES or (
        not declared.startswith("video") and _SOUND.search(path)
    ):
        return "audio"
    if declared == "video/mp4" or _FILM.search(path):
        return "video"
    if not declared.startswith("image") or "svg" in declared:
        return None
    return (
        "animation" if declared == "image/gif" or _GIF.search(path) else "photo"
    )


def first(media: Iterable[Media], general: str) -> str:
    """Return the address of the first medium of a general type, `audio` or `video`;
    empty without one.

    It may be larger than a message can carry: a link to it still helps.
    """
    for item in media:
        if item.type.lower().startswith(general) or kind_of(item) == general:
            return item.url
    return ""


# How a message names a digest's recording, which is put together when it is
# sent.
_RECORDING = "recording:"


def recording_attachment(digest_id: int) -> Attachment:
    """Return a digest's recording, as a message carries it."""
    return Attachment("voice", f"{_RECORDING}{digest_id}")


def recorded_digest(attachment: Attachment) -> int | None:
    """Return the digest whose recording a message carries; None for what Telegram fetches."""
    scheme, mark, number = attachment.url.partition(":")
    if scheme + mark != _RECORDING or not number.isdecimal():
        return None
    return int(number)

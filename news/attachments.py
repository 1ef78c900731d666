"""Pictures, videos and audio that a message can carry by address, within Telegram's limits.

Telegram fetches an address itself. Its documentation ("Sending by URL") allows 5 MB for a picture
and 20 MB for anything else, MP4 for films, MP3 and M4A for sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
    r"""
    [-_@.]
    (?:
      \d{2,4}x\d{2,4} | \d{2,4}[wh] | \dx
      | scaled | large | medium | small | thumb
    )
    $
    """,
    re.VERBOSE,
)
# The kinds, the first that fits, by the declared type and the path of the address, a line each.
# The type counts before the ending; SVG is no picture to Telegram.
_KINDS: tuple[tuple[AttachmentKind, re.Pattern[str]], ...] = (
    (
        "audio",
        re.compile(
            r"audio/(?:mpeg|(?:x-)?mp3|mp4|(?:x-)?m4a)\n"
            r"|(?!video).*\n.*\.(?:mp3|m4a)$"
        ),
    ),
    ("video", re.compile(r"video/mp4\n|.*\n.*\.(?:mp4|m4v)$")),
    ("animation", re.compile(r"image/gif\n|image(?!.*svg).*\n.*\.gif$")),
    ("photo", re.compile(r"image(?!.*svg)")),
)
# Sounds and films that Telegram does not send: a link leads to them.
_LINKED = (
    (
        "audio",
        re.compile(
            r"audio/|(?!video).*\n.*\.(?:ogg|oga|opus|aac|wav|flac|wma)$"
        ),
    ),
    ("video", re.compile(r"video/|.*\n.*\.(?:webm|mov|mkv|avi|ogv|m3u8)$")),
)
_LARGEST: Mapping[AttachmentKind, int] = {"photo": LARGEST_PHOTO}


def kept(media: Iterable[Media]) -> tuple[Media, ...]:
    """Return what is worth keeping of an article's media: each once, at most ten,
    films and sounds before pictures.

    Two sizes of one photo are kept once.
    """
    files: dict[str, Media] = {}
    pictures: dict[str, Media] = {}
    for item in media:
        kind = _general_kind(item) if len(item.url) <= LONGEST else ""
        if kind in {"audio", "video"}:
            files.setdefault(item.url, item)
        elif kind:
            pictures.setdefault(_picture_key(item.url), item)
    return tuple([*files.values(), *pictures.values()][:MOST])


def _picture_key(url: str) -> str:
    """Return what the sizes of one picture have in common: its file's name without the size.

    A name that many pictures bear ("image", "1") tells nothing; then the whole address does.

    flood-lindau-1024x768.jpg → flood-lindau.
    """
    file = urlsplit(url).path.rpartition("/")[2]
    name = file.rpartition(".")[0].lower()
    stem = _SIZE.sub("", name)
    return stem if len(stem) >= TELLING else url


def choose(media: Sequence[Media]) -> tuple[Attachment, ...]:
    """Return what one message can carry: sounds alone, otherwise pictures and films, at most ten.

    Telegram mixes sounds with nothing. A moving picture stands alone too; among others it is shown
    as a still one.
    """
    attachments = tuple(dict.fromkeys(filter(None, map(_attachment, media))))
    sounds = [item for item in attachments if item.kind == "audio"]
    if sounds:
        return tuple(sounds[:MOST])
    if len(attachments) == 1:
        return attachments
    return tuple(map(_still, attachments[:MOST]))


def _still(item: Attachment) -> Attachment:
    """Return a moving picture as a still one; others stay."""
    return replace(item, kind="photo") if item.kind == "animation" else item


def _attachment(media: Media) -> Attachment | None:
    """Return a medium as Telegram fetches it; None for one that it would refuse.

    A photo of 6 MB, a PDF and an address of ftp:// are refused.
    """
    kind = kind_of(media)
    is_fetchable = media.url.startswith(("http://", "https://"))
    if kind is None or not is_fetchable:
        return None
    # One of unknown size is tried.
    is_too_large = (media.size or 0) > _LARGEST.get(kind, LARGEST_FILE)
    return None if is_too_large else Attachment(kind, media.url)


def kind_of(media: Media) -> AttachmentKind | None:
    """Return what Telegram can show a medium as; None for other files.

    The declared type counts before the ending of the address.

    `audio/mpeg` → audio; no type and /a.mp4 → video; `image/svg+xml` → None.
    """
    described = _described(media)
    kinds = (kind for kind, pattern in _KINDS if pattern.match(described))
    return next(kinds, None)


def _described(media: Media) -> str:
    """Return a medium's declared type and, in a second line, the path of its address."""
    declared = media.type.partition(";")[0].strip().lower()
    return f"{declared}\n{urlsplit(media.url).path.lower()}"


def _general_kind(media: Media) -> str:
    """Return what Telegram can show a medium as, otherwise whether it is a sound or a film that a
    link can lead to; empty for other files.

    `audio/ogg` → audio; no type and /a.webm → video; `application/pdf` → empty.
    """
    described = _described(media)
    kinds = (kind for kind, pattern in _LINKED if pattern.match(described))
    return kind_of(media) or next(kinds, "")


def first(media: Iterable[Media], general: str) -> str:
    """Return the address of the first medium of a general type, `audio` or `video`;
    empty without one.

    It may be larger than a message can carry: a link to it still helps.
    """
    fitting = (item.url for item in media if _general_kind(item) == general)
    return next(fitting, "")


# How a message names a digest's recording, which is put together when it is
# sent.
_RECORDING = "recording:"
_RECORDED = re.compile(rf"{_RECORDING}(\d+)")


def recording_attachment(digest_id: int) -> Attachment:
    """Return a digest's recording, as a message carries it."""
    return Attachment("voice", f"{_RECORDING}{digest_id}")


def recorded_digest(attachment: Attachment) -> int | None:
    """Return the digest whose recording a message carries; None for what Telegram fetches."""
    named = _RECORDED.fullmatch(attachment.url)
    return int(named[1]) if named else None

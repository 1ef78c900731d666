"""Read the length of Ogg files with Opus, and join several to one, without decoding.

The container is that of RFC 3533, the stream that of RFC 7845: a page with `OpusHead`, a page with
`OpusTags`, then packets of sound, whose length in time their first byte tells (RFC 6716, 3.1).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from news.errors import NotOpus

# Samples a second by which Ogg counts Opus, whatever went in.
RATE = 48_000
_HEADER = 27
# Flags of a page.
_CONTINUED, _FIRST, _LAST = 1, 2, 4
# Sound of a page: players seek by pages.
_PAGE_SAMPLES = RATE
# Segments of a page at the most, and bytes of a segment.
_SEGMENTS, _FULL = 255, 255
# Bytes of a packet of 120 ms at the most (RFC 7845, 6), so that it fits a page.
_LONGEST_PACKET = 61_440
# Samples of a frame by its configuration (RFC 6716, 3.1): three kinds of SILK,
# two of hybrids, four of CELT.
_FRAMES = (
    *(480, 960, 1920, 2880) * 3,
    *(480, 960) * 2,
    *(120, 240, 480, 960) * 4,
)


def _reversed(byte: int) -> int:
    """Return a byte with its bits in the other order: 1 → 128."""
    bits = f"{byte:08b}"
    return int(bits[::-1], 2)


_REVERSED = bytes(map(_reversed, range(256)))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording."""

    title: str
    # Seconds from the beginning.
    start: float


@dataclass(frozen=True, slots=True)
class Sound:
    """One file's packets of sound."""

    head: bytes
    packets: tuple[bytes, ...]

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return sum(map(_samples, self.packets)) / RATE


def read_sound(data: bytes) -> Sound:
    """Read a file's packets; raises NotOpus."""
    packets = list(_packets(data))
    if len(packets) < 3 or not packets[0].startswith(b"OpusHead"):
        raise NotOpus("no Ogg file with Opus")
    if not packets[1].startswith(b"OpusTags"):
        raise NotOpus("an Opus stream without its tags")
    sounding = tuple(filter(None, packets[2:]))
    if max(map(len, sounding), default=0) > _LONGEST_PACKET:
        raise NotOpus("a packet longer than Opus has any")
    return Sound(packets[0], sounding)


def join(
    sounds: Sequence[Sound], title: str, chapters: Sequence[Chapter]
) -> bytes:
    """Join several files to one, with a title and chapters in the tags.

    Raises NotOpus where their channels differ: one stream has one number of them.
    """
    if not sounds:
        raise NotOpus("no sound")
    heads = [sound.head for sound in sounds]
    if len(set(map(_channels, heads))) > 1:
        raise NotOpus("the parts differ in their channels")
    pages = [_page(heads[:1], granule=0, number=0, flags=_FIRST)]
    pages += _pages_of(_tags(title, chapters))
    packets = chain.from_iterable(sound.packets for sound in sounds)
    pages += _sound_pages(packets, len(pages))
    return b"".join(pages)


def _packets(data: bytes) -> Iterator[bytes]:
    """Yield the packets of a file's pages; a packet may continue over pages."""
    place = 0
    held = bytearray()
    while place < len(data):
        sizes = place + _HEADER
        is_page = data.startswith(b"OggS", place)
        if not is_page or sizes > len(data):
            raise NotOpus("a page without its mark")
        # The last byte of the header counts the segments, whose sizes follow it.
        body = sizes + data[sizes - 1]
        for size in data[sizes:body]:
            held += data[body : body + size]
            body += size
            if size < _FULL:
                yield bytes(held)
                held.clear()
        if body > len(data):
            raise NotOpus("a page that is cut")
        place = body


def _samples(packet: bytes) -> int:
    """Return a packet's length in samples: the length of a frame by their number."""
    configuration = packet[0] >> 3
    code = packet[0] & 3
    # One frame, two, two of unlike size, or as many as the next byte says.
    if code < 3:
        count = (1, 2, 2)[code]
    elif len(packet) > 1:
        count = packet[1] & 0x3F
    else:
        count = 0
    return _FRAMES[configuration] * count


def _channels(head: bytes) -> bytes:
    """Return the number of channels and how they are mapped."""
    return head[9:10] + head[18:19]


def _tags(title: str, chapters: Sequence[Chapter]) -> bytes:
    """Return the comments: a title, and chapters in the form that Ogg players read."""
    comments = [f"TITLE={title}"]
    for number, chapter in enumerate(chapters, 1):
        hours, rest = divmod(chapter.start, 3600)
        minutes, seconds = divmod(rest, 60)
        start = f"{int(hours):02}:{int(minutes):02}:{seconds:06.3f}"
        key = f"CHAPTER{number:03}"
        comments.append(f"{key}={start}")
        comments.append(f"{key}NAME={chapter.title}")
    fields = [b"Jianbao", *(comment.encode() for comment in comments)]
    sized = [len(field).to_bytes(4, "little") + field for field in fields]
    count = len(comments).to_bytes(4, "little")
    return b"".join((b"OpusTags", sized[0], count, *sized[1:]))


def _sound_pages(packets: Iterable[bytes], number: int) -> list[bytes]:
    """Return pages of about a second each, numbered from a number on."""
    pages: list[bytes] = []
    held: list[bytes] = []
    granule = begun = segments = 0
    for packet in packets:
        wanted = len(packet) // _FULL + 1
        is_full = segments + wanted > _SEGMENTS
        is_long = granule - begun >= _PAGE_SAMPLES
        if held and (is_full or is_long):
            pages.append(_page(held, granule=granule, number=number))
            held, begun, segments, number = [], granule, 0, number + 1
        held.append(packet)
        segments += wanted
        granule += _samples(packet)
    pages.append(_page(held, granule=granule, number=number, flags=_LAST))
    return pages


def _pages_of(packet: bytes) -> list[bytes]:
    """Return one packet, of any length, as the second page and as many more as it needs.

    A page on which no packet ends has the granule -1 (RFC 3533, 6).
    """
    room = _SEGMENTS * _FULL
    pages = []
    # One more than the length: a packet that fills its pages ends on an empty one.
    for number, start in enumerate(range(0, len(packet) + 1, room), 1):
        end = start + room
        piece = packet[start:end]
        is_last = end > len(packet)
        page = _raw_page(
            piece,
            _lacing(piece, ends=is_last),
            granule=0 if is_last else -1,
            number=number,
            flags=_CONTINUED if start else 0,
        )
        pages.append(page)
    return pages


def _lacing(piece: bytes, *, ends: bool) -> bytes:
    """Return the sizes of a packet's segments: full ones, and a smaller one where the packet ends."""
    full, left = divmod(len(piece), _FULL)
    sizes = [_FULL] * full
    if ends:
        sizes.append(left)
    return bytes(sizes)


def _page(
    packets: Sequence[bytes], *, granule: int, number: int, flags: int = 0
) -> bytes:
    """Return a page of whole packets."""
    lacing = b"".join(_lacing(packet, ends=True) for packet in packets)
    body = b"".join(packets)
    return _raw_page(body, lacing, granule=granule, number=number, flags=flags)


def _raw_page(
    body: bytes, lacing: bytes, *, granule: int, number: int, flags: int
) -> bytes:
    """Return a page with its header and checksum (RFC 3533, 6)."""
    stream = 1
    # "<": little end first; q: eight bytes with a sign, I: four, B: one.
    head = struct.pack("<5sBqII", b"OggS\0", flags, granule, stream, number)
    tail = bytes([len(lacing)]) + lacing + body
    # The checksum is over the page with nought in its place.
    check = _checksum(head + bytes(4) + tail)
    return head + check.to_bytes(4, "little") + tail


def _checksum(page: bytes) -> int:
    """Return a page's checksum: zlib's polynomial with reversed bits."""
    straight = zlib.crc32(page.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{straight:032b}"[::-1], 2)

"""Files of sound are measured and joined without being decoded."""

from __future__ import annotations

import pytest

from news.errors import NotOpus
from news.spoken.ogg_opus import Chapter, Sound, join, read_sound
from tests.sounds import SILENCE, head, silence


def checksum(page: bytes) -> int:
    """Return a page's checksum, bit by bit as RFC 3533 has it."""
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            carry = 0x04C11DB7 if value & 0x80000000 else 0
            value = (value << 1) & 0xFFFFFFFF ^ carry
    return value


def pages_of(data: bytes) -> list[bytes]:
    return [b"OggS" + rest for rest in data.split(b"OggS")[1:]]


def test_parts_become_one_stream_whose_pages_count_on() -> None:
    parts = [read_sound(silence(1.5)), read_sound(silence(2.5))]
    whole = join(parts, "News", [Chapter("One", 0.0), Chapter("Two", 1.5)])
    assert read_sound(whole).seconds == 4.0
    pages = pages_of(whole)
    numbers = [int.from_bytes(page[18:22], "little") for page in pages]
    assert numbers == list(range(len(pages)))
    granules = [int.from_bytes(page[6:14], "little") for page in pages]
    assert granules == sorted(granules)
    assert granules[-1] == 4 * 48_000
    assert (pages[0][5], pages[-1][5]) == (2, 4), "first and last are marked"
    for page in pages:
        bare = page[:22] + bytes(4) + page[26:]
        assert int.from_bytes(page[22:26], "little") == checksum(bare)


def test_title_and_chapters_stand_in_the_tags() -> None:
    sound = read_sound(silence(70))
    whole = join([sound], "新闻", [Chapter("头条", 0.0), Chapter("Two", 65.5)])
    tags = pages_of(whole)[1]
    assert "TITLE=新闻".encode() in tags
    assert "CHAPTER001NAME=头条".encode() in tags
    assert b"CHAPTER002=00:01:05.500" in tags


def test_tags_and_packets_may_be_longer_than_a_page() -> None:
    long = Sound(head(), (b"\xf8" + bytes(61_000), SILENCE))
    whole = join([long], "x" * 65_025, ())
    assert read_sound(whole).packets == long.packets


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [
        (b"\x00", 10),
        (b"\x18", 60),
        (b"\x60", 10),
        (b"\x68", 20),
        (b"\x80", 2.5),
        (b"\xf8", 20),
        (b"\xf9", 40),
        (b"\xfb\x05", 100),
        (b"\xfb", 0),
    ],
)
def test_a_packet_tells_how_long_it_sounds(
    packet: bytes, milliseconds: float
) -> None:
    assert Sound(head(), (packet,)).seconds * 1000 == milliseconds


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3 a song",
        silence(1)[:-1],
        silence(1)[:20],
        silence(1).replace(b"OpusHead", b"Speex   "),
        silence(1).replace(b"OpusTags", b"OpusText"),
        join([Sound(head(), (b"\xf8" + bytes(61_440),))], "", ()),
    ],
)
def test_what_is_no_opus_is_refused(data: bytes) -> None:
    with pytest.raises(NotOpus):
        read_sound(data)


def test_one_stream_has_one_number_of_channels() -> None:
    with pytest.raises(NotOpus):
        join([read_sound(silence(1)), read_sound(silence(1, 2))], "", ())
    with pytest.raises(NotOpus):
        join([], "", ())

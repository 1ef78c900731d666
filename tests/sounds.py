"""Sound as a speech endpoint returns it: Opus in Ogg, without speech."""

from __future__ import annotations

from news.spoken.ogg_opus import RATE, Sound, join

SILENCE = b"\xf8\xff\xfe"
"""A packet of 20 ms, one channel, nothing to hear."""


def head(channels: int = 1) -> bytes:
    """Return the first packet of a stream."""
    return b"".join(
        (
            b"OpusHead\x01",
            bytes([channels]),
            (312).to_bytes(2, "little"),
            RATE.to_bytes(4, "little"),
            b"\0\0\0",
        )
    )


def silence(seconds: float, channels: int = 1) -> bytes:
    """Return a file that sounds so long."""
    sound = Sound(head(channels), (SILENCE,) * round(seconds * 50))
    return join([sound], "", ())

"""Read a response's body under a limit, for the bytes as sent and as decompressed."""

from __future__ import annotations

import asyncio
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import httpx

from news.errors import ServerTrouble, TooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STEP = 64 * 1024
# Bytes of a body that nobody wants and that are read all the same, to keep the
# connection.
SHORT = 16 * 1024
# Seconds that they may take.
FINISH = 0.25
# Digits of an announced length that are read.
_LONGEST_LENGTH = 18
MEMBERS = 100
# The most compressions of one body, one inside the other: a server's, and that of a proxy in front of it.
MOST_PACKINGS = 2
_GZIP = b"\x1f\x8b"
# Asks zlib for gzip's header and checksum.
_GZIP_BITS = 16 + zlib.MAX_WBITS
# What servers write of a body that is not packed at all; some name its charset.
_PLAIN = frozenset(
    {"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "chunked"}
)
ENCODINGS = "gzip, deflate, br"
# Not asked for, but some servers send it to everybody. The window is what every
# decoder should support (RFC 8878, 3.1.1.1.2): 8 MB.
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}


class _Gzip:
    """Members of gzip, one after another (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP_BITS)
        self._ended = False
        self._members = 1

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most `room` bytes, from these and earlier ones."""
        if self._ended:
            return b""
        data = self._inner.unconsumed_tail + self._inner.unused_data + data
        if self._inner.eof:
            self._inner = zlib.decompressobj(_GZIP_BITS)
            if not data.startswith(_GZIP):
                # What follows the end is padding: it is let go, so that it is
                # not looked at again.
                self._ended = True
                return b""
            self._count_member()
        return self._inner.decompress(data, room)

    def _count_member(self) -> None:
        """Count the next member; thousands of them are work without content."""
        self._members += 1
        if self._members > MEMBERS:
            raise TooLarge(f"a gzip of more than {MEMBERS} members")

    @property
    def pending(self) -> bool:
        """Whether bytes wait that were fed before."""
        return bool(self._inner.unconsumed_tail or self._inner.unused_data)


class _Deflate:
    """One zlib stream, or raw deflate."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS)
        self._first = True

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most `room` bytes, from these and earlier ones; what
        follows the stream's end is padding, and is let go.
        """
        if self._inner.eof:
            return b""
        data = self._inner.unconsumed_tail + data
        try:
            unpacked = self._inner.decompress(data, room)
        except zlib.error:
            if not self._first:
                raise
            # "deflate" is often sent raw, without the zlib header (RFC 9110,
            # 8.4.1.2).
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._inner.decompress(data, room)
        self._first = False
        return unpacked

    @property
    def pending(self) -> bool:
        """Whether bytes wait that were fed before."""
        return bool(self._inner.unconsumed_tail)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._is_full = False

    def feed(self, data: bytes, room: int) -> bytes:
        unpacked = bytes(
            self._inner.process(data, output_buffer_limit=max(room, 1))
        )
        self._is_full = len(unpacked) >= room
        return unpacked

    @property
    def pending(self) -> bool:
        # It accepts more bytes while it still holds what the earlier ones unpack to.
        return self._is_full or not self._inner.can_accept_more_data()


class _Zstandard:
    """Zstandard frames, one after another (RFC 8878)."""

    def __init__(self) -> None:
        self._inner = zstd.ZstdDecompressor(options=_WINDOW)
        self._frames = 1

    def feed(self, data: bytes, room: int) -> bytes:
        if self._inner.eof:
            data = self._inner.unused_data + data
            if not data:
                return b""
            self._frames += 1
            if self._frames > MEMBERS:
                raise TooLarge(f"a zstd of more than {MEMBERS} frames")
            self._inner = zstd.ZstdDecompressor(options=_WINDOW)
        return self._inner.decompress(data, room)

    @property
    def pending(self) -> bool:
        if self._inner.eof:
            return bool(self._inner.unused_data)
        return not self._inner.needs_input


_Decoder = _Gzip | _Deflate | _Brotli | _Zstandard
_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstandard,
}
_BROKEN = (zlib.error, brotli.error, zstd.ZstdError)


def _packings(response: httpx.Response) -> list[str]:
    """Return the encodings of a body, as its header names them: `identity, GZIP`
    → ["gzip"].
    """
    header = response.headers.get("content-encoding", "")
    names = (name.strip().lower() for name in header.split(","))
    return [name for name in names if name not in _PLAIN]


def _announced(response: httpx.Response) -> int:
    """Return the bytes that a response's header announces; -1 if it names no
    number.
    """
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit():
        # A longer number is over every limit too.
        return int(length[:_LONGEST_LENGTH])
    return -1


async def read_body(response: httpx.Response, limit: int) -> bytes:
    """Read and decompress a body; raises TooLarge beyond `limit` bytes, compressed or not,
    and ServerTrouble for a broken encoding.
    """
    declared = _announced(response)
    if declared > limit:
        raise TooLarge(
            f"{response.url}: {declared} bytes announced; at most {limit} are read"
        )
    # The last packing was put on last.
    names = _packings(response)[::-1]
    if len(names) > MOST_PACKINGS:
        raise TooLarge(f"{response.url}: packed {len(names)} times over")
    decoder = _decoder(names[0], str(response.url)) if names else None
    body = bytearray()
    raw = 0
    async for chunk in response.aiter_raw(STEP):
        raw += len(chunk)
        if raw > limit:
            raise TooLarge(f"{response.url}: over {limit} bytes")
        try:
            _add(body, chunk, decoder, limit)
        except _BROKEN as error:
            if body:  # a body cut short in its packing still has a beginning
                break
            raise ServerTrouble(
                f"{response.url}: broken {names[0]}: {error}"
            ) from error
        if len(body) > limit:
            raise TooLarge(f"{response.url}: over {limit} bytes when unpacked")
    inner = names[1:]
    return (
        _unpacked(bytes(body), inner[0], limit, str(response.url))
        if inner
        else bytes(body)
    )


def _unpacked(packed: bytes, name: str, limit: int, url: str) -> bytes:
    """Return what is left below the outer packing of a body that is packed twice.

    Some servers name a packing twice and do it once: then it is the body itself.
    """
    if "gzip" in name and not packed.startswith(_GZIP):
        return packed
    decoder, body = _decoder(name, url), bytearray()
    try:
        for start in range(0, len(packed), STEP):
            _add(body, packed[start : start + STEP], decoder, limit)
    except _BROKEN as error:
        raise ServerTrouble(f"{url}: broken {name}: {error}") from error
    if len(body) > limit:
        raise TooLarge(f"{url}: over {limit} bytes when unpacked")
    return bytes(body)


def _add(
    body: bytearray, chunk: bytes, decoder: _Decoder | None, limit: int
) -> None:
    """Add a chunk to a body; a packed one in steps, and no further than a step
    past the limit.
    """
    if decoder is None:
        body += chunk
        return
    body += decoder.feed(chunk, STEP)
    while decoder.pending and len(body) <= limit:
        body += decoder.feed(b"", STEP)


def _decoder(name: str, url: str) -> _Decoder:
    if name in _DECODERS:
        return _DECODERS[name]()
    raise ServerTrouble(f"{url}: packed as {name!r}, which was not asked for")


async def finish(response: httpx.Response) -> None:
    """Close an answer; read the rest of a short one first, so that its connection can be
    used again.
    """
    is_short = 0 <= _announced(response) <= SHORT
    is_empty = response.status_code == 304
    if (is_short or is_empty) and not response.is_stream_consumed:
        with suppress(TimeoutError, httpx.HTTPError):
            async with asyncio.timeout(FINISH):
                async for _ in response.aiter_raw():
                    pass
    await response.aclose()

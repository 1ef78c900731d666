"""Read a response's body under a limit, for the bytes as sent and as decompressed."""

from __future__ import annotations

import asyncio
import sys
import zlib
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
MEMBERS = 100
_GZIP = b"\x1f\x8b"
# What servers write of a body that is not packed at all; some name its charset.
_PLAIN = frozenset(
    {"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "chunked"}
)
ENCODINGS = "gzip, deflate, br"
# Not asked for, but some servers send it to everybody. The window is what every
# decoder should support (RFC 8878, 3.1.1.1.2): 8 MB.
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._wbits = wbits
        self._first = True
        self._ended = False
        self._members = 1

    def feed(self, data: bytes, room: int) -> bytes:
        if self._inner.eof:
            data = self._inner.unused_data + data
            if self._wbits == zlib.MAX_WBITS or not data.startswith(_GZIP):
                # What follows the end is padding: it is let go, so that it is
                # not looked at again.
                self._inner = zlib.decompressobj(self._wbits)
                self._ended = True
            if self._ended:
                return b""
            self._next_member()
            return self._inner.decompress(data, room)
        if self._ended:
            return b""
        try:
            unpacked = self._inner.decompress(
                self._inner.unconsumed_tail + data, room
            )
        except zlib.error:
            if not self._first or self._wbits != zlib.MAX_WBITS:
                raise
            # "deflate" is often sent raw, without the zlib header (RFC 9110,
            # 8.4.1.2).
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._inner.decompress(data, room)
        self._first = False
        return unpacked

    def _next_member(self) -> None:
        """Begin the next part of a multi-part gzip (RFC 1952, 2.2); thousands of them are
        work without content.
        """
        self._members += 1
        if self._members > MEMBERS:
            raise TooLarge(f"a gzip of more than {MEMBERS} members")
        self._inner = zlib.decompressobj(self._wbits)

    @property
    def pending(self) -> bool:
        return bool(
            self._inner.unconsumed_tail
            or (self._inner.eof and self._inner.unused_data)
        )


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes, room: int) -> bytes:
        return bytes(
            self._inner.process(data, output_buffer_limit=max(room, 1))
        )

    @property
    def pending(self) -> bool:
        return not self._inner.can_accept_more_data()


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


_Decoder = _Zlib | _Brotli | _Zstandard
_BROKEN = (zlib.error, brotli.error, zstd.ZstdError)


def _packings(response: httpx.Response) -> list[str]:
    """Return the encodings of a body, as its header names them."""
    header = response.headers.get("content-encoding", "")
    names = (name.strip().lower() for name in header.split(","))
    return [name for name in names if name not in _PLAIN]


async def read_body(response: httpx.Response, limit: int) -> bytes:
    """Read and decompress a body; raises TooLarge beyond `limit` bytes, compressed or not,
    and ServerTrouble for a broken encoding.
    """
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > limit:
        raise TooLarge(
            f"{response.url}: {declared} bytes announced; at most {limit} are read"
        )
    names = _packings(response)
    if len(names) > 1:
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
    return bytes(body)


def _add(
    body: bytearray, chunk: bytes, decoder: _Decoder | None, limit: int
) -> None:
    if decoder is None:
        body += chunk
        return
    body += decoder.feed(chunk, STEP)
    while decoder.pending and len(body) <= limit:
        body += decoder.feed(b"", STEP)


def _decoder(name: str, url: str) -> _Decoder:
    if name in {"gzip", "x-gzip"}:
        return _Zlib(16 + zlib.MAX_WBITS)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstandard()
    raise ServerTrouble(f"{url}: packed as {name!r}, which was not asked for")


async def finish(response: httpx.Response) -> None:
    """Close an answer; read the rest of a short one first, so that its connection can be
    used again.
    """
    length = response.headers.get("content-length", "")
    short = response.status_code == 304 or (
        length.isascii() and length.isdigit() and int(length[:9]) <= SHORT
    )
    if short and not response.is_stream_consumed:
        with suppress(TimeoutError, httpx.HTTPError):
            async with asyncio.timeout(FINISH):
                async for _ in response.aiter_raw():
                    pass
    await response.aclose()

"""httpcore's network over asyncio alone.

httpcore's own network goes through anyio, which looks up the running library, makes a cancel scope
and reads the socket's addresses at each step: a fifth of the CPU of a request that is answered by
304 (as measured with httpcore 1.0.9 and anyio 4).
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpcore

# Bytes that wait to be read; with more the other side has to wait.
MOST_WAITING = 256 * 1024


class _Connection(asyncio.Protocol):
    """What came over one connection and waits to be read, and what may be written."""

    def __init__(self) -> None:
        # Set by asyncio before anything else is called; replaced when TLS begins.
        self.transport = cast(asyncio.Transport, None)
        self._chunks: deque[bytes] = deque()
        # Bytes of these chunks.
        self._waiting = 0
        # Whether nothing more comes, and the system's error if that is why.
        self._ended = False
        self._error: Exception | None = None
        # Whether the transport reads from the socket, and takes more to write.
        self._reads = True
        self._writes = True
        # What the reader or writer waits for.
        self._changed: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Keep bytes until they are read."""
        self._chunks.append(data)
        self._waiting += len(data)
        if self._waiting > MOST_WAITING and self._reads:
            self._reads = False
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Note that nothing more comes; the transport closes itself."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note why the connection ended; None where one side closed it."""
        self._ended, self._error = True, exc
        self._wake()

    def pause_writing(self) -> None:
        """Let writers wait: the other side does not keep up."""
        self._writes = False

    def resume_writing(self) -> None:
        """Let writers go on."""
        self._writes = True
        self._wake()

    def _wake(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)

    async def _change(self) -> None:
        """Wait until something happens. One task at a time uses a connection."""
        self._changed = asyncio.get_running_loop().create_future()
        try:
            await self._changed
        finally:
            self._changed = None

    @property
    def is_readable(self) -> bool:
        """Whether a read would return at once; of an idle connection, that it cannot be
        used again.
        """
        return bool(self._chunks) or self._ended

    @property
    def is_writable(self) -> bool:
        """Whether a write need not wait, or would fail at once."""
        return self._writes or self._ended

    async def wait_readable(self) -> None:
        """Wait until there is something to read, or the end."""
        while not self.is_readable:
            await self._change()

    async def wait_writable(self) -> None:
        """Wait until the other side has taken most of what was written."""
        while not self.is_writable:
            await self._change()

    def take(self, most: int) -> bytes:
        """Return received bytes, at most this many; nothing at the end.

        Raises the connection's error.
        """
        if not self._chunks:
            if self._error is not None:
                raise self._error
            return b""
        chunk = self._chunks.popleft()
        if len(chunk) > most:
            self._chunks.appendleft(chunk[most:])
            chunk = chunk[:most]
        self._waiting -= len(chunk)
        if not self._reads and self._waiting <= MOST_WAITING:
            self._reads = True
            self.transport.resume_reading()
        return chunk

    def send(self, data: bytes) -> None:
        """Write bytes. Raises OSError on a connection that has ended."""
        if self._ended or self.transport.is_closing():
            raise self._error or ConnectionResetError(
                "the connection is closed"
            )
        self.transport.write(data)


class AsyncioStream(httpcore.AsyncNetworkStream):
    """One connection, as httpcore uses it."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, none at the end; raises ReadTimeout or ReadError."""
        connection = self._connection
        with _as(httpcore.ReadTimeout, httpcore.ReadError):
            if not connection.is_readable:
                async with asyncio.timeout(timeout):
                    await connection.wait_readable()
            return connection.take(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write bytes; raises WriteTimeout or WriteError."""
        if not buffer:
            return
        connection = self._connection
        with _as(httpcore.WriteTimeout, httpcore.WriteError):
            connection.send(buffer)
            if not connection.is_writable:
                async with asyncio.timeout(timeout):
                    await connection.wait_writable()

    async def aclose(self) -> None:
        """Close the connection; unread data is dropped."""
        transport = self._connection.transport
        transport.close()
        await asyncio.sleep(0)
        # A peer that does not answer TLS's goodbye would keep the socket open.
        transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Begin TLS and check the server's name; raises ConnectTimeout or ConnectError."""
        connection = self._connection
        loop = asyncio.get_running_loop()
        try:
            with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    transport = await loop.start_tls(
                        connection.transport,
                        connection,
                        ssl_context,
                        server_hostname=server_hostname,
                    )
                if transport is None:
                    raise ConnectionResetError("the server hung up")
        except BaseException:
            await self.aclose()
            raise
        connection.transport = transport
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about a connection; None for what it has not."""
        if info == "is_readable":
            return self._connection.is_readable
        names = {"client_addr": "sockname", "server_addr": "peername"}
        transport = self._connection.transport
        return transport.get_extra_info(names.get(info, info))


class AsyncioBackend(httpcore.AsyncNetworkBackend):
    """Opens connections by asyncio."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host; raises ConnectTimeout or ConnectError."""
        loop = asyncio.get_running_loop()
        source = (local_address, 0) if local_address else None
        with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                transport, connection = await loop.create_connection(
                    _Connection, host, port, local_addr=source
                )
            for option in socket_options or ():
                transport.get_extra_info("socket").setsockopt(*option)
        return AsyncioStream(connection)

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks."""
        await asyncio.sleep(seconds)


@contextmanager
def _as(timeout: type[Exception], failure: type[Exception]) -> Iterator[None]:
    """Raise a system's error as httpcore's. TLS's errors are the system's, too."""
    try:
        yield
    except TimeoutError as error:
        raise timeout(error) from error
    except OSError as error:
        raise failure(error) from error

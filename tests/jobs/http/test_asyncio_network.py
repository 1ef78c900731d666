"""The network under the downloader: bytes, ends, faults and TLS as httpcore expects them."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jobs.http.asyncio_network import MOST_WAITING, AsyncioBackend
from tests.scene import until

NAME = "news.example"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def connected(
    talk: Talk, tls: ssl.SSLContext | None = None
) -> AsyncIterator[httpcore.AsyncNetworkStream]:
    """Connect to a server that talks like this."""

    async def served(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await talk(reader, writer)
        except OSError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    stream = await AsyncioBackend().connect_tcp("127.0.0.1", port, 10.0)
    try:
        yield stream
    finally:
        await stream.aclose()
        server.close()


async def echo(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while data := await reader.read(1000):
        writer.write(data)


async def silence(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    await reader.read()


async def goodbye(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    writer.write(b"bye")


async def test_bytes_come_in_order_and_no_more_than_were_asked_for() -> None:
    async with connected(echo) as stream:
        await stream.write(b"")
        await stream.write(b"abcdef", 10.0)
        assert await stream.read(4, 10.0) == b"abcd"
        assert await stream.read(4, 10.0) == b"ef"
        address = stream.get_extra_info("server_addr")
        assert address[0] == "127.0.0.1"
        assert stream.get_extra_info("client_addr") != address
        assert stream.get_extra_info("no such thing") is None


async def test_an_idle_connection_is_unreadable_until_its_server_ends_it() -> (
    None
):
    async with connected(echo) as stream:
        assert not stream.get_extra_info("is_readable")
    async with connected(goodbye) as stream:
        assert await stream.read(100, 10.0) == b"bye"
        await until(lambda: stream.get_extra_info("is_readable"))
        assert await stream.read(100, 10.0) == b""
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"too late")


async def test_a_body_larger_than_what_may_wait_comes_whole() -> None:
    sent = bytes(range(256)) * (MOST_WAITING // 32)

    async def much(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(sent)
        await writer.drain()

    async with connected(much) as stream:
        read = bytearray()
        while chunk := await stream.read(50_000, 10.0):
            read += chunk
    assert read == sent


async def test_who_does_not_answer_and_who_does_not_read_run_out_of_time() -> (
    None
):
    async with connected(silence) as stream:
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(1, 0.01)

    free = asyncio.Event()

    async def deaf(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await free.wait()

    async with connected(deaf) as stream:
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(bytes(64_000_000), 0.01)
        free.set()


async def test_a_cut_connection_is_an_error_and_no_end() -> None:
    async def cut(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read(1)
        # No lingering: the kernel then answers with a reset.
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        writer.transport.abort()

    async with connected(cut) as stream:
        await stream.write(b"x")
        with pytest.raises(httpcore.ReadError):
            await stream.read(1, 10.0)


async def test_where_nobody_listens_there_is_no_connection() -> None:
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(httpcore.ConnectError):
        await AsyncioBackend().connect_tcp("127.0.0.1", port, 10.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a certificate for a name, and its key, to one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(
        pem,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(secret + signed.public_bytes(pem))
    return path


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_tls_carries_bytes_once_the_name_is_checked(
    certificate: Path, server_tls: ssl.SSLContext
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with connected(echo, server_tls) as stream:
        safe = await stream.start_tls(trusting, NAME, 10.0)
        await safe.write(b"secret", 10.0)
        assert await safe.read(100, 10.0) == b"secret"
        assert safe.get_extra_info("ssl_object").version() == "TLSv1.3"


@pytest.mark.parametrize("name", ["other.example", NAME])
async def test_a_wrong_name_and_an_unknown_authority_are_no_connection(
    certificate: Path, server_tls: ssl.SSLContext, name: str
) -> None:
    trusted = str(certificate) if name != NAME else None
    context = ssl.create_default_context(cafile=trusted)
    async with connected(echo, server_tls) as stream:
        with pytest.raises(httpcore.ConnectError, match="CERTIFICATE_VERIFY"):
            await stream.start_tls(context, name, 10.0)


async def test_a_server_that_speaks_no_tls_is_no_connection() -> None:
    async with connected(echo) as stream:
        with pytest.raises(httpcore.ConnectError):
            await stream.start_tls(ssl.create_default_context(), NAME, 10.0)

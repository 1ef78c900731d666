"""PgBouncer between a test and its PostgreSQL, as Debian ships it; tests are skipped where it is missing."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests.postgres import _as_other, _free_port

PROGRAM = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"


@contextmanager
def pooled(url: str, mode: str, size: int = 2) -> Iterator[str]:
    """Start a pooler of `size` connections for a database; return the address through it."""
    if not Path(PROGRAM).exists():
        pytest.skip("no PgBouncer: apt-get install pgbouncer")
    server = urlsplit(url)
    folder = Path(tempfile.mkdtemp(prefix="jianbao-pgbouncer-"))
    port = _free_port()
    (folder / "users.txt").write_text(f'"{server.username}" ""\n', "utf-8")
    # No `ignore_startup_parameters`: what it refuses by itself must not be sent.
    (folder / "pgbouncer.ini").write_text(
        f"""[databases]
* = host={server.hostname} port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder / "users.txt"}
pool_mode = {mode}
default_pool_size = {size}
logfile = {folder / "log"}
""",
        "utf-8",
    )
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, "nobody", "nogroup")
    process = subprocess.Popen(
        _as_other([PROGRAM, "-q", str(folder / "pgbouncer.ini")]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    address = f"postgresql://{server.username}@127.0.0.1:{port}{server.path}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    async def knock() -> None:
        await (await asyncpg.connect(address, timeout=2)).close()

    deadline = time.monotonic() + 15
    while True:
        try:
            asyncio.run(knock())
        except (OSError, asyncpg.PostgresError, TimeoutError):
            assert process.poll() is None, "PgBouncer ended"
            assert time.monotonic() < deadline, "PgBouncer does not answer"
            time.sleep(0.05)
        else:
            return

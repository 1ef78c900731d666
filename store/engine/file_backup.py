"""Copy a SQLite store to one file while others read and write it (SQLite's online backup)."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from glob import escape
from pathlib import Path

# Pages copied at a time; between two the bot may write.
PAGES = 512
# Told how many pages are copied, and of how many.
Note = Callable[[int, int], None]

# The form of a store's version. Other programs that use Alembic have letters in theirs.
OUR_VERSION = re.compile(r"[0-9]{4}", re.ASCII)

# The keys and records of sessions (dashboard, settings page). A copy leaves them
# out: a restored one would bring back sessions that were ended since.
_FORGET_SESSIONS = (
    "DELETE FROM blobs WHERE name GLOB 'admin-*' OR name GLOB 'mini-app-*'"
)

# The end of a copy's name while it is written.
UNFINISHED = ".part"
# Seconds without a write after which an unfinished copy belongs to nobody.
ABANDONED = 3600


def _note_nothing(_done: int, _total: int) -> None:
    """Stand for a caller that shows no progress."""


def back_up(
    source: Path, target: Path, note: Note = _note_nothing, *, version: str = ""
) -> None:
    """Write a sound copy, readable by its owner alone; the target appears whole or not at all.

    With a version, only a copy of that one is kept: another process may have migrated the store
    meanwhile. Raises sqlite3.Error and OSError, and then nothing was written.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        copy(source, part, note)
        if check(part) == version or not version:
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def copy(source: Path, target: Path, note: Note = _note_nothing) -> None:
    """Copy a store to a new file, without its sessions: people sign in again
    after a restore. Raises sqlite3.Error and OSError.
    """
    target.unlink(missing_ok=True)
    target.touch(0o600)
    with (
        closing(_open_to_read(source)) as read,
        closing(sqlite3.connect(target)) as write,
    ):
        read.backup(
            write,
            pages=PAGES,
            progress=lambda _status, left, total: note(total - left, total),
        )
        # One file alone, without the log that a store in use has beside it.
        write.execute("PRAGMA journal_mode = DELETE")
        write.execute("PRAGMA secure_delete = ON")
        with write:
            write.execute(_FORGET_SESSIONS)
    os.chmod(target, 0o600)  # noqa: PTH101 - the file holds what people read


def _open_to_read(path: Path) -> sqlite3.Connection:
    # A name may hold `?`, `#` or `%`, which mean something in an address.
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True)


def remove_abandoned(store: Path) -> None:
    """Delete the unfinished copies beside a store that processes left which were ended by force:
    each may be as large as the store.
    """
    for part in store.parent.glob(f"{escape(store.name)}.*{UNFINISHED}*"):
        # Another process may end its own copy meanwhile.
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()


def check(path: Path) -> str:
    """Return a store's version; raises sqlite3.Error for a file that is damaged or no store of
    ours.
    """
    with closing(_open_to_read(path)) as opened:
        (answer,) = opened.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise sqlite3.DatabaseError(str(answer))
        (version,) = opened.execute(
            "SELECT max(version_num) FROM alembic_version"
        ).fetchone()
    if not OUR_VERSION.fullmatch(str(version)):
        raise sqlite3.DatabaseError(f"the version {version} is not ours")
    return str(version)

"""Check that the store's file is still the one that was opened: SQLite would write on into
a deleted file.
"""

from __future__ import annotations

from pathlib import Path


class FileIdentity:
    """Remembers which file a path led to;
    a file that was deleted or replaced is noticed at the next look.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = _identity(path)

    def lost(self) -> str:
        """Return why the opened file is not the one at the path; empty while it is."""
        now = _identity(self._path)
        if self._opened is None:
            self._opened = now  # made after it was asked for
        if now == self._opened:
            return ""
        if now is None:
            return "the store's file was deleted while it was open: restore it and start anew"
        return "another file stands in the place of the store's: start anew to use it"


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return (-1, -1)
    return status.st_dev, status.st_ino

"""Remove the folders of sandboxes that were killed before they could remove their own."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

# The start of a folder's name; the id of the process follows.
PREFIX = "jianbao-sandbox-"
# Seconds without a write after which a folder is nobody's. A sandbox that runs writes
# every minute; its process may be one of another container, which is not seen here.
_UNTOUCHED = 3600


def folder_for(process: int) -> tempfile.TemporaryDirectory[str]:
    """Make the folder of a sandbox, for its owner alone; it is removed at its end."""
    return tempfile.TemporaryDirectory(
        prefix=f"{PREFIX}{process}-", ignore_cleanup_errors=True
    )


def remove_left() -> None:
    """Remove the folders whose process has ended, and to which nobody writes."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        # Another person's folder cannot be looked into, nor removed.
        with suppress(OSError):
            if not folder.is_symlink() and _is_left(folder):
                shutil.rmtree(folder)


def _is_left(folder: Path) -> bool:
    """Return whether a folder's process has ended, and nobody wrote to it for long;
    a name without a process is no sandbox's.
    """
    process, *_ = folder.name.removeprefix(PREFIX).split("-")
    if not process.isdecimal() or _runs(int(process)):
        return False
    written = [entry.stat().st_mtime for entry in (folder, *folder.iterdir())]
    return time.time() - max(written) > _UNTOUCHED


def _runs(process: int) -> bool:
    """Return whether a process runs, as far as this one can see."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        # It is another person's, or no number of a process.
        return True
    return True

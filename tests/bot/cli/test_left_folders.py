"""Folders of sandboxes that were killed are removed, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.cli.left_folders import PREFIX, folder_for, remove_left

LONG_AGO = 1_700_000_000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def left(folder: Path, name: str, *, written: int = LONG_AGO) -> Path:
    made = folder / name
    made.mkdir()
    (made / "sandbox.db").write_text("news", "utf-8")
    for path in (made / "sandbox.db", made):
        os.utime(path, (written, written))
    return made


def test_what_a_killed_sandbox_left_is_removed(temporary: Path) -> None:
    folder = left(temporary, f"{PREFIX}{ended_process()}-x1")
    remove_left()
    assert not folder.exists()


def test_a_sandbox_that_runs_keeps_its_folder(temporary: Path) -> None:
    mine = folder_for(os.getpid())
    os.utime(mine.name, (LONG_AGO, LONG_AGO))
    remove_left()
    assert Path(mine.name).is_dir()
    mine.cleanup()
    assert list(temporary.iterdir()) == []


def test_what_was_written_a_moment_ago_stays(temporary: Path) -> None:
    """Its process may be one of another container, which this one cannot see."""
    folder = left(temporary, f"{PREFIX}{ended_process()}-x1")
    (folder / "sandbox.db").write_text("more news", "utf-8")
    remove_left()
    assert folder.is_dir()


@pytest.mark.parametrize(
    "name", ["other-folder", f"{PREFIX}x1", f"{PREFIX}abc-x1"]
)
def test_folders_with_other_names_stay(temporary: Path, name: str) -> None:
    folder = left(temporary, name)
    remove_left()
    assert folder.is_dir()


def test_a_link_is_not_followed(temporary: Path) -> None:
    kept = left(temporary, "kept")
    (temporary / f"{PREFIX}{ended_process()}-x1").symlink_to(kept)
    remove_left()
    assert (kept / "sandbox.db").is_file()
